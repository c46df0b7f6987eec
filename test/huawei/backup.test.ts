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
