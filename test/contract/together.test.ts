import { aliyunFixture } from "../aliyun/fixture";
import type { Run } from "../engine/miniEngine";
import { huaweiFixture } from "../huawei/fixture";
import { jdFixture } from "../jd/fixture";
import { type Args, type Case, type Fixture, openCase } from "./fixture";

/** Arguments that cost a call of their own for each instance. */
const whitelists = ["securityIps", "whitelist", "ipWhiteList"];
const together = { isParallel: true };

describe.each([aliyunFixture, huaweiFixture, jdFixture])("many instances at once of $definition.type", (fixture) => {
  let world: Case;
  const plain = Object.fromEntries(Object.entries(fixture.base).filter(([name]) => !whitelists.includes(name)));
  const up = (args: Args = plain): Promise<Run> =>
    world.engine.up(
      ["a", "b", "c", "d"].map((name) => ({ type: fixture.definition.type, name, args })),
      together,
    );
  const drift = (index: number, change: { set?: Record<string, unknown>; delete?: boolean }) =>
    world.sandbox.drift({ cloud: fixture.cloud, id: world.ids()[index] as string, ...change });

  beforeEach(async () => {
    world = await openCase(fixture as Fixture);
    expect((await up()).errors).toEqual([]);
    // JD Cloud deletes nothing whose order is still being billed.
    world.clock.advance(300_000);
  });
  afterEach(() => world.close());

  test("a refresh leaves the state as it is, what the list does not show included", async () => {
    const byUrn = () => new Map(world.engine.state.map(({ urn, outputs }) => [urn, outputs]));
    await world.engine.refresh();
    const before = byUrn();
    expect(await world.engine.refresh(together)).toMatchObject({ errors: [], warnings: [] });
    expect(byUrn()).toEqual(before);
    expect(await up()).toMatchObject({ steps: ["same a", "same b", "same c", "same d"], errors: [] });
  });

  test("a refresh drops the one that is gone, and no other", async () => {
    const ids = world.ids();
    drift(1, { delete: true });
    expect(await world.engine.refresh(together)).toMatchObject({ errors: [] });
    expect(world.ids().sort()).toEqual(ids.filter((_, index) => index !== 1).sort());
  });

  test("with the key of another account, neither refresh nor destroy believes that any is gone", async () => {
    const ids = world.ids();
    world.useOtherAccount();
    for (const run of [await world.engine.refresh(together), await world.engine.destroy(together)]) {
      expect(run.errors).toHaveLength(4);
      for (const error of run.errors)
        expect(error).toMatch(/credentials lead to|not known to have been created in the same account/);
    }
    expect(world.ids().sort()).toEqual(ids.sort());
    expect(world.instances()).toHaveLength(4);
  });

  test("destroy deletes all of them, and one that is gone already is no error", async () => {
    drift(2, { delete: true });
    expect(await world.engine.destroy(together)).toMatchObject({ errors: [] });
    expect([world.instances(), world.engine.state]).toEqual([[], []]);
  });

  test("a deletion that the cloud does not finish is waited for, and fails by itself", async () => {
    // Alibaba Cloud shows an instance as released as soon as its deletion begins.
    if (fixture === aliyunFixture) return expect(fixture.definition.statuses.Released).toBe("deleted");
    world.sandbox.fault({ cloud: fixture.cloud, action: deletes[fixture.cloud] as string, nth: 2, kind: "stuck" });
    const run = await world.engine.destroy(together);
    expect(run.errors).toHaveLength(1);
    expect(run.errors[0]).toMatch(/not deleted after/);
    expect(world.engine.state).toHaveLength(1);
  });
});

const deletes: Readonly<Record<string, string>> = {
  aliyun: "DeleteInstance",
  huawei: "DeleteSingleInstance",
  jd: "deleteCacheInstance",
};

test("destroy of many names the one that somebody has protected, which the list does not show, and deletes the others", async () => {
  const world = await openCase(aliyunFixture);
  try {
    const { definition, base } = aliyunFixture;
    await world.engine.up(
      ["a", "b", "c"].map((name) => ({ type: definition.type, name, args: base })),
      together,
    );
    const [id = ""] = world.ids();
    world.sandbox.drift({ cloud: "aliyun", id, set: { InstanceReleaseProtection: true } });
    const run = await world.engine.destroy(together);
    expect(run.errors).toEqual([expect.stringMatching(new RegExp(`${id}.*instanceReleaseProtection is on`))]);
    expect([world.instanceIds(), world.ids()]).toEqual([[id], [id]]);
  } finally {
    await world.close();
  }
});

test("destroy of many names the ones that are prepaid meanwhile, and deletes none of them", async () => {
  const world = await openCase(aliyunFixture);
  try {
    const { definition, base } = aliyunFixture;
    const names = ["a", "b", "c"];
    await world.engine.up(
      names.map((name) => ({ type: definition.type, name, args: base })),
      together,
    );
    for (const id of world.ids()) world.sandbox.drift({ cloud: "aliyun", id, set: { ChargeType: "PrePaid" } });
    const run = await world.engine.destroy(together);
    expect(run.errors).toHaveLength(3);
    for (const error of run.errors) expect(error).toMatch(/the instance is prepaid/);
    expect(world.instances()).toHaveLength(3);
    expect(world.changingCalls()).not.toContain("DeleteInstance");
  } finally {
    await world.close();
  }
});
