import type { Args } from "../contract/fixture";
import { useEach } from "../support/useEach";
import { huaweiWorld } from "./world";

/** Sizes with `executeImmediately: false`: ordered, not waited for, healthy until the window and after it. */
describe("a HuaweiDcsInstance whose size waits for the maintenance window", () => {
  const world = useEach(() => huaweiWorld());
  const hour = 3_600_000;
  const window = { maintainBegin: "02:00:00", maintainEnd: "03:00:00", executeImmediately: false };
  const size = { specCode: "redis.ha.xu1.large.r2.2", capacity: 2 };
  const larger = { ...window, ...size };

  /** To ten hours before the window. */
  const toAfternoon = () => {
    const day = 24 * hour;
    world.clock.advance((16 * hour - (world.clock.now() % day) + day) % day);
  };
  const passWindow = () => world.clock.advance(11 * hour);
  const steps = async (args: Args) => (await world.engine.preview(world.program(args))).steps;
  const outputs = () => world.engine.state[0]?.outputs ?? {};
  const order = async (args: Args) => {
    await world.make(window);
    toAfternoon();
    const started = world.clock.now();
    const run = await world.up(args);
    return { run, waitedMs: world.clock.now() - started };
  };

  test("is ordered and not waited for, and comes with the window", async () => {
    const { run, waitedMs } = await order({ ...larger, name: "carts" });
    expect(run.errors).toEqual([]);
    expect(run.warnings).toEqual([
      expect.stringMatching(/window \(02:00:00-03:00:00 UTC\): ChangeInstanceSpec\. (?!.*pulumi up)/),
    ]);
    expect(waitedMs).toBeLessThan(60_000);
    expect(outputs()).toMatchObject({ ...size, name: "carts", pendingChanges: size, status: "RUNNING" });
    expect(await steps({ ...larger, name: "carts" })).toEqual(["same cache"]);
    expect(await world.engine.refresh()).toMatchObject({ errors: [] });
    expect(outputs()).toMatchObject({ ...size, pendingChanges: size });
    expect(await steps({ ...larger, name: "carts" })).toEqual(["same cache"]);
    expect(world.instance().properties).toMatchObject({ capacity: 1, name: "carts" });

    passWindow();
    expect(world.instance().properties).toMatchObject({ capacity: 2, spec_code: size.specCode });
    expect(await world.engine.refresh()).toMatchObject({ errors: [], warnings: [] });
    expect(outputs()).toMatchObject({ ...size, pendingChanges: null });
    expect(await steps({ ...larger, name: "carts" })).toEqual(["same cache"]);
  });

  test("an up that wants the same does not order it again, also without executeImmediately", async () => {
    await order(larger);
    const { executeImmediately: _, ...without } = larger;
    expect(await world.up({ ...without, name: "carts" })).toMatchObject({ errors: [] });
    expect(outputs()).toMatchObject({ pendingChanges: size });
    expect(world.calls("ResizeInstance")).toHaveLength(1);
  });

  test("a revert says what is still to come, and the first up after the window changes it back", async () => {
    await order(larger);
    const warnings = [expect.stringMatching(/still to be carried out.*Run `pulumi up` again after that/)];
    expect(await world.up(window)).toMatchObject({ errors: [], warnings });
    expect(outputs()).toMatchObject({ capacity: 1, pendingChanges: size });
    passWindow();
    expect(world.instance().properties.capacity).toBe(2);
    expect((await world.make({ ...window, executeImmediately: true })).properties.capacity).toBe(1);
  });

  test("another size that is to come at once waits for the one that is ordered, and says so when it begins to", async () => {
    await order(larger);
    const run = await world.up({
      ...window,
      executeImmediately: true,
      specCode: "redis.ha.xu1.large.r2.4",
      capacity: 4,
    });
    expect(run.errors.join()).toMatch(/still to be carried out in the maintenance window/);
    expect(run.warnings).toEqual([
      expect.stringMatching(/still to be carried out.*What else has changed waits for that/),
    ]);
  });

  test("an order that was cancelled is drift, and ordered again", async () => {
    await order(larger);
    world.drift({ scaleOrder: null, status: "RUNNING" });
    await world.answering(({ path }) =>
      path.includes("/tasks") ? { status: 200, body: { task_count: "0", tasks: [] } } : undefined,
    );
    await world.engine.refresh();
    expect(outputs()).toMatchObject({ capacity: 1, pendingChanges: null });
    expect(await steps(larger)).toEqual(["update cache"]);
  });

  test("what takes several orders cannot wait", async () => {
    const { run } = await order({ ...window, specCode: "redis.ha.xu1.large.r3.2", capacity: 2 });
    expect(run.errors.join()).toMatch(/takes several orders.*Change to redis\.ha\.xu1\.large\.r2\.2 with 2 GB first/);
    expect(world.calls("ResizeInstance")).toEqual([]);
  });

  test("without the permission to see what waits, nothing is ordered for the window, and a size at once is", async () => {
    const { executeImmediately: _, ...without } = larger;
    await world.make();
    await world.answering(({ path }) =>
      path.includes("/tasks") ? { status: 403, body: { error_code: "DCS.2003", error_msg: "no" } } : undefined,
    );
    expect((await world.up(larger)).errors.join()).toMatch(/ListBackgroundTask was rejected/);
    expect(world.calls("ResizeInstance")).toEqual([]);
    expect((await world.make(without)).properties.capacity).toBe(2);
  });

  test("destroy does not wait for the window", async () => {
    await order(larger);
    const started = world.clock.now();
    expect(await world.engine.destroy()).toMatchObject({ errors: [] });
    expect(world.clock.now() - started).toBeLessThan(hour);
    expect(world.sandbox.instances()).toEqual([]);
  });
});
