import { base, vSwitchIn } from "./fixture";
import { type Args, useAliyun } from "./world";

/** Changes with `effectiveTime: "MaintainTime"`: ordered, not waited for, healthy until the window and after it. */
describe("an AliyunRedis whose changes wait for the maintenance window", () => {
  const world = useAliyun();
  const minute = 60_000;
  const hour = 60 * minute;
  const zoneI = { zoneId: "cn-hangzhou-i", vSwitchId: vSwitchIn("cn-hangzhou-i") };
  const window = { maintainStartTime: "02:00Z", maintainEndTime: "06:00Z", effectiveTime: "MaintainTime" };
  const before = { ...base, ...window };
  const larger = { ...before, instanceClass: "redis.shard.mid.ce" };

  /** To ten hours before the window. */
  const toAfternoon = () => {
    const day = 24 * hour;
    world.clock.advance((16 * hour - (world.clock.now() % day) + day) % day);
  };
  const passWindow = () => world.clock.advance(11 * hour);
  const steps = async (args: Args) => (await world.preview(args)).steps;
  const order = async (args: Args, from: Args = before) => {
    await world.done(from);
    toAfternoon();
    const started = world.clock.now();
    const run = await world.up(args);
    return { run, waitedMs: world.clock.now() - started };
  };

  test.each<[string, Args, during: string, after: Args]>([
    ["size", { instanceClass: "redis.shard.mid.ce" }, "Changing", { RealInstanceClass: "redis.shard.mid.ce" }],
    ["version", { engineVersion: "6.0" }, "MajorVersionUpgrading", { EngineVersion: "6.0" }],
    ["zone", zoneI, "Migrating", { ZoneId: "cn-hangzhou-i" }],
    ["second zone", { secondaryZoneId: "cn-hangzhou-i" }, "Migrating", { SecondaryZoneId: "cn-hangzhou-i" }],
  ])("another %s is ordered and not waited for, and comes with the window", async (_what, edit, status, after) => {
    const wanted = { ...before, ...edit };
    const { run, waitedMs } = await order(wanted);
    expect(run.errors).toEqual([]);
    expect(run.warnings).toEqual([expect.stringMatching(/window \(02:00Z-06:00Z\): ModifyInsSpec\. (?!.*pulumi up)/)]);
    expect(waitedMs).toBeLessThan(minute);
    expect(world.outputs()).toMatchObject({ ...edit, pendingChanges: edit, status });
    expect(await steps(wanted)).toEqual(["same cache"]);
    expect(await world.engine.refresh()).toMatchObject({ errors: [] });
    expect(world.outputs()).toMatchObject({ ...edit, pendingChanges: edit });
    expect(await steps(wanted)).toEqual(["same cache"]);
    expect(world.properties()).not.toMatchObject(after);

    passWindow();
    expect(world.properties()).toMatchObject(after);
    expect(await world.engine.refresh()).toMatchObject({ errors: [], warnings: [] });
    expect(world.outputs()).toMatchObject({ ...edit, pendingChanges: null, status: "Normal" });
    expect(await steps(wanted)).toEqual(["same cache"]);
    expect(world.sent("SwitchNetwork")).toEqual([]);
  });

  test("what takes effect at once is changed before the order", async () => {
    const { run } = await order({ ...larger, instanceName: "carts", ssl: true });
    expect(run.errors).toEqual([]);
    expect(world.properties()).toMatchObject({ InstanceName: "carts", SSLEnabled: true, InstanceStatus: "Changing" });
    expect(world.outputs()).toMatchObject({ pendingChanges: { instanceClass: larger.instanceClass } });
  });

  test("a newer minor version is drift, and installed in the window", async () => {
    const newest = { ...before, minorVersion: "latest_version" };
    await world.done({ ...newest, effectiveTime: "Immediately" });
    expect(world.properties().MinorVersion).toBe("redis-5.0_1.2.4");
    expect(await steps(newest)).toEqual(["same cache"]);
    world.drift({ MinorVersion: "redis-5.0_1.0.0" });
    await world.engine.refresh();
    expect(world.outputs().minorVersion).toBe("redis-5.0_1.0.0");
    expect(await steps(newest)).toEqual(["update cache"]);
    toAfternoon();
    await world.done(newest);
    expect(world.outputs()).toMatchObject({
      minorVersion: "latest_version",
      pendingChanges: { minorVersion: "latest_version" },
    });
    expect(await steps(newest)).toEqual(["same cache"]);
    passWindow();
    await world.engine.refresh();
    expect(world.properties().MinorVersion).toBe("redis-5.0_1.2.4");
    expect(world.outputs()).toMatchObject({ minorVersion: "latest_version", pendingChanges: null });
    expect(await steps(newest)).toEqual(["same cache"]);
  });

  test("of two orders the second follows after the window, as a warning and the next preview say", async () => {
    const both = { ...larger, engineVersion: "6.0" };
    const { run } = await order(both);
    expect(run).toMatchObject({ errors: [], warnings: [expect.stringMatching(/Run `pulumi up` again after that/)] });
    expect(world.sent("ModifyInstanceSpec")).toEqual([]);
    passWindow();
    expect(await steps(both)).toEqual(["update cache"]);
    await world.done(both);
    world.clock.advance(24 * hour);
    expect(world.properties()).toMatchObject({ EngineVersion: "6.0", RealInstanceClass: larger.instanceClass });
  });

  test("a revert says what is still to come, and the first up after the window changes it back", async () => {
    await order(larger);
    expect(await steps(before)).toContain("update cache");
    const warnings = [expect.stringMatching(/still to be carried out.*Run `pulumi up` again after that/)];
    expect(await world.up(before)).toMatchObject({ errors: [], warnings });
    expect(world.outputs()).toMatchObject({
      instanceClass: base.instanceClass,
      pendingChanges: { instanceClass: larger.instanceClass },
    });
    passWindow();
    expect(world.properties().RealInstanceClass).toBe(larger.instanceClass);
    expect(await world.up({ ...before, effectiveTime: "Immediately" })).toMatchObject({ errors: [] });
    expect(world.properties().RealInstanceClass).toBe(base.instanceClass);
  });

  test("a revert of a version that is only ordered replaces nothing, neither before the window nor after it", async () => {
    await order({ ...before, engineVersion: "6.0" });
    const [{ id } = { id: "" }] = world.instances();
    expect(await steps(before)).toEqual(["update cache"]);
    const warnings = [expect.stringMatching(/still to be carried out/)];
    expect(await world.up(before)).toMatchObject({ errors: [], warnings });
    expect(world.outputs()).toMatchObject({
      engineVersion: base.engineVersion,
      pendingChanges: { engineVersion: "6.0" },
    });
    passWindow();
    const after = await world.up(before);
    expect(after.errors).toEqual([]);
    expect(after.warnings.join()).toMatch(/engineVersion/);
    expect(world.instances()).toMatchObject([{ id, properties: { EngineVersion: "6.0" } }]);
    expect(await steps(before)).toEqual(["same cache"]);
  });

  test("an up that wants the same does not order it again, also without effectiveTime", async () => {
    await order(larger);
    const { effectiveTime: _, ...without } = larger;
    expect(await world.up({ ...without, prepaidDestroy: "convert" })).toMatchObject({ errors: [] });
    expect(world.outputs()).toMatchObject({ pendingChanges: { instanceClass: larger.instanceClass } });
    expect(world.sent("ModifyInstanceSpec")).toHaveLength(1);
  });

  test("another change waits until the vendor takes it, and says why it could not if the time is too short", async () => {
    await order(larger);
    const run = await world.up({ ...larger, instanceName: "carts" });
    expect(run.errors.join()).toMatch(/still to be carried out in the maintenance window/);
    expect(run.warnings).toEqual([
      expect.stringMatching(/still to be carried out.*What else has changed waits for that/),
    ]);
    passWindow();
    await world.done({ ...larger, instanceName: "carts" });
    expect(world.properties().InstanceName).toBe("carts");
  });

  test("an order that was cancelled is drift, and ordered again", async () => {
    await order(larger);
    world.drift({ InstanceStatus: "Normal", Tasks: [], IsOrderCompleted: true });
    await world.engine.refresh();
    expect(world.outputs()).toMatchObject({ instanceClass: base.instanceClass, pendingChanges: null });
    expect(await steps(larger)).toEqual(["update cache"]);
    await world.done(larger);
    expect(world.sent("ModifyInstanceSpec")).toHaveLength(2);
  });

  test("destroy does not wait for the window", async () => {
    await order(larger);
    const started = world.clock.now();
    expect(await world.engine.destroy()).toMatchObject({ errors: [] });
    expect(world.clock.now() - started).toBeLessThan(10 * minute);
    expect(world.instances()).toEqual([]);
  });

  test("a lost answer to the order is no second order", async () => {
    await world.done(before);
    toAfternoon();
    const wanted = { ...before, engineVersion: "6.0" };
    world.sandbox.fault({ cloud: "aliyun", action: "ModifyInstanceMajorVersion", kind: "dropAfter", times: 1 });
    await world.up(wanted);
    expect(await world.up(wanted)).toMatchObject({ errors: [] });
    expect(await steps(wanted)).toEqual(["same cache"]);
    expect(world.sent("ModifyInstanceMajorVersion")).toHaveLength(1);
    passWindow();
    expect(world.properties().EngineVersion).toBe("6.0");
  });

  test("a move with a public endpoint cannot wait, and no more can read-only nodes beside another size", async () => {
    const open = { ...before, publicConnection: { connectionStringPrefix: "publicone" } };
    await world.done(open);
    expect((await world.up({ ...open, ...zoneI })).errors.join()).toMatch(/cannot wait for the maintenance window/);
    expect(world.properties().PublicConnection).not.toBeNull();
    await world.engine.destroy();
    const dual = { ...before, secondaryZoneId: "cn-hangzhou-i", readOnlyCount: 1 };
    await world.done(dual);
    const more = { ...dual, readOnlyCount: 2, slaveReadOnlyCount: 1 };
    expect((await world.up(more)).errors.join()).toMatch(/slaveReadOnlyCount takes an order of its own/);
    expect(world.sent("ModifyInstanceSpec")).toEqual([]);
  });
});
