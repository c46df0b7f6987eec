import { useOrderedCase } from "../contract/part/orderedFixture";
import { huaweiBackupFixture } from "./backupFixture";

const world = useOrderedCase(huaweiBackupFixture);

test("it shows what the vendor says of it; another format or description makes another", async () => {
  await world.engine.up(world.program());
  const old = world.name();
  expect(world.entry()?.outputs).toMatchObject({
    ...{ backupId: old, status: "succeed", size: 1024, isSupportRestore: true },
    ...{ backupFormat: "aof", description: "before the migration" },
  });
  await world.reconcile({ description: "after the migration" });
  expect(world.name()).not.toBe(old);
});

test("one that has expired is dropped by a refresh", async () => {
  await world.engine.up(world.program());
  world.drift({ backup: { backup_id: world.name(), status: "expired" } });
  expect(await world.engine.refresh()).toMatchObject({ errors: [], steps: ["gone part"] });
});

test("one that has failed says the vendor's code", async () => {
  for (let call = 1; Object.keys(world.shown()).length === 0; call++)
    await world.engine.up(world.program(), { death: { who: "plugin", when: "after", call } });
  await world.clock.sleep(30_000);
  const [backup_id] = Object.keys(world.shown());
  world.drift({ backup: { backup_id, status: "failed", error_code: "dcs.08.0002" } });
  expect((await world.engine.up(world.program())).errors.join()).toMatch(
    /in status failed.*Huawei Cloud gives the code dcs\.08\.0002/,
  );
});

test.each([{ description: "by hand" }, { backupFormat: "aof" }])(
  "one that its order would have made otherwise (%p) is not taken for that of a lost order",
  async (others) => {
    const { undelivered, journal } = world.engine.world;
    const plain = { backupFormat: undefined, description: undefined };
    const wanted = world.program(world.part(plain));
    for (let call = 1; undelivered.at(-1)?.action !== "CopyInstance"; call++)
      await world.engine.up(wanted, { death: { who: "plugin", when: "before", call } });
    const attempts = [...journal.findAll()];
    await world.engine.up(world.program(world.part({ ...plain, ...others }, { name: "others" })));
    const foreign = world.name("others");
    world.engine.state = world.engine.state.filter(({ urn }) => !urn.endsWith("::others"));
    journal.forget();
    for (const [key, attempt] of attempts) journal.begin(key, attempt);
    expect(await world.engine.up(wanted)).toMatchObject({ errors: [], warnings: [] });
    expect(Object.keys(world.shown()).sort()).toEqual([foreign, world.name()].sort());
  },
);
