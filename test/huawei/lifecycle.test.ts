import { redis3, securityGroupId, vpcId } from "./fixture";
import { type HuaweiWorld, huaweiWorld } from "./world";

const mine = (tags: Readonly<Record<string, string>>) =>
  Object.keys(tags).filter((key) => !key.startsWith("pulumi-cn-cache"));

describe("huawei lifecycle", () => {
  let world: HuaweiWorld;
  beforeEach(async () => {
    world = await huaweiWorld();
  });
  afterEach(() => world.close());

  test("RUNNING with a background job is not ready", async () => {
    await world.make();
    const created = Date.parse(world.instance().createdAt);
    expect(Date.parse(String(world.engine.state[0]?.outputs.launchedAt)) - created).toBe(60_000);
  });

  test.each(["ERROR", "FROZEN"])(
    "%s of an instance that was ready fails an update at once and never replaces it",
    async (status) => {
      const { id } = await world.make();
      world.drift({ status });
      const started = world.clock.now();
      const run = await world.up({ name: "carts" });
      expect(run.errors.join()).toMatch(new RegExp(`in status ${status}`));
      expect(world.clock.now() - started).toBeLessThan(10_000);
      expect((await world.engine.preview(world.program())).steps).not.toContain("replace cache");
      world.drift({ status: "RUNNING" });
      expect(await world.up({ name: "carts" })).toMatchObject({ errors: [] });
      expect(world.instance().id).toBe(id);
    },
  );

  test("outputs: addresses, names, sizes and times", async () => {
    await world.make({ specCode: "redis.cluster.xu1.large.r2.4", capacity: 4 });
    expect(world.engine.state[0]?.outputs).toMatchObject({
      instanceId: world.instance().id,
      status: "RUNNING",
      ip: expect.stringMatching(/^\d+\./),
      connectionDomain: expect.stringContaining("myhuaweicloud.com"),
      port: 6379,
      backendAddrs: expect.stringContaining(":6379,"),
      maxMemory: 4096,
      cacheMode: "cluster",
      createTime: expect.stringMatching(/^20\d\d-/),
      connectionString: expect.stringMatching(/^redis:\/\/:Secret-123@/),
    });
  });

  test("from a password to none and back", async () => {
    await world.make();
    expect(await world.up({ password: undefined, noPasswordAccess: true })).toMatchObject({ errors: [] });
    expect(world.instance().properties.no_password_access).toBe("true");
    const { readonlyDomainName, connectionString } = world.engine.state[0]?.outputs ?? {};
    expect(readonlyDomainName).toContain("-readonly.");
    expect(connectionString).toMatch(/^redis:\/\/redis-/);
    expect(await world.up()).toMatchObject({ errors: [] });
    expect(world.instance().properties.no_password_access).toBe("false");
    expect(world.instance().secrets.password).toBe("Secret-123");
  });

  test("a locked password reset is retried until the lock expires", async () => {
    await world.make();
    world.drift({ lockedUntil: world.clock.now() + 120_000 });
    expect(await world.up({ password: "Secret-456" })).toMatchObject({ errors: [] });
    expect(world.instance().secrets.password).toBe("Secret-456");
  });

  test("a new instance that the cloud does not show is looked for again, and not told as gone", async () => {
    let isShown = false;
    const none = { status: 200, body: { instances: [], instance_num: 0 } };
    const unknown = { status: 404, body: { error_code: "DCS.3022", error_msg: "This DCS instance does not exist." } };
    await world.answering(({ method, path }) => {
      if (isShown || method !== "GET") return undefined;
      if (/\/instances\/[0-9a-f-]{36}/.test(path)) return unknown;
      return /\/instances(\?|$)/.test(path) ? none : undefined;
    });
    for (let run = 0; run < 2; run++) {
      const { errors } = await world.up();
      expect(errors.join()).toMatch(/created instance [0-9a-f-]{36}, but has not shown it.*\n.*looks for it again/);
      expect(world.engine.state).toHaveLength(1);
    }
    isShown = true;
    expect(await world.up()).toMatchObject({ errors: [] });
    expect(world.instance().id).toBe(world.engine.state[0]?.id);
  });

  test("parameters and a backup policy that are removed together leave nothing to compare", async () => {
    const plan = { backupAt: [1], periodType: "weekly", beginAt: "02:00-03:00" };
    const instanceBackupPolicy = { backupType: "auto", saveDays: 3, periodicalBackupPlan: plan };
    await world.make({ parameters: { timeout: "200" }, instanceBackupPolicy });
    expect(await world.up()).toMatchObject({ errors: [] });
    expect(world.instance().properties.redis_config).toMatchObject({ timeout: "200" });
    expect((await world.engine.preview(world.program())).steps).toEqual(["same cache"]);
  });

  test("a bandwidth policy that is removed shows by its absence", async () => {
    await world.make({ bandwidthAutoscaling: { windowSize: 5, bandwidthUsageUpperThreshold: 80 } });
    const started = world.clock.now();
    expect(await world.up()).toMatchObject({ errors: [] });
    expect(world.clock.now() - started).toBeLessThan(5 * 60_000);
  });

  test("removed arguments go back to the vendor's defaults", async () => {
    await world.make({
      port: 6380,
      renameCommands: { keys: "keys001" },
      bandwidthAutoscaling: { windowSize: 5, bandwidthUsageUpperThreshold: 80 },
    });
    expect(world.instance().properties.autoscaling_policy).toMatchObject({ window_size: 5 });
    expect(await world.up({ description: undefined })).toMatchObject({ errors: [] });
    const defaults = { description: "", port: 6379, rename_commands: {}, autoscaling_policy: null };
    expect(world.instance().properties).toMatchObject(defaults);
  });

  test("renaming commands and changing the port are separate calls", async () => {
    await world.make();
    await world.up({ name: "carts", port: 6380, renameCommands: { keys: "keys001" } });
    const bodies = world
      .calls("UpdateInstance")
      .map(({ params }) => Object.keys(params ?? {}).filter((key) => key !== "instance_id"));
    expect(bodies.map(([first]) => first)).toEqual(["name", "rename_commands", "port"]);
  });

  test("removing an automatic backup policy makes it manual, which is then no difference", async () => {
    const plan = { backupAt: [7, 1], periodType: "weekly", beginAt: "23:00-00:00" };
    await world.make({ instanceBackupPolicy: { backupType: "auto", saveDays: 2, periodicalBackupPlan: plan } });
    const manual = { instanceBackupPolicy: { backupType: "manual" } };
    expect(await world.up()).toMatchObject({ errors: [], steps: ["update cache"] });
    expect((await world.up(manual, { refresh: true })).errors).toEqual([]);
    expect((await world.up(manual, { refresh: true })).steps).toEqual(["same cache"]);
  });

  test("a parameter that needs a restart warns, or restarts when asked to", async () => {
    await world.make();
    const run = await world.up({ parameters: { maxclients: 20000 } });
    expect(run.warnings.join()).toMatch(/maxclients takes effect only after a restart/);
    expect(world.calls("RestartOrFlushInstances")).toEqual([]);
    const again = await world.up({ parameters: { maxclients: 30000 }, restartForParameters: true });
    expect(again).toMatchObject({ errors: [], warnings: [] });
    expect(world.calls("RestartOrFlushInstances").length).toBeGreaterThan(0);
    expect(world.instance().properties.restart_pending).toEqual([]);
  });

  test("public access: on, to another load balancer, off", async () => {
    await world.make();
    const by = (publicipId: string) => ({ enablePublicip: true, publicipId });
    for (const id of [securityGroupId, vpcId]) {
      expect(await world.up(by(id))).toMatchObject({ errors: [] });
      expect(world.instance().properties).toMatchObject({ enable_publicip: true, publicip_id: id });
      expect(world.engine.state[0]?.outputs.publicipAddress).toMatch(/^\d+\./);
    }
    expect(await world.up()).toMatchObject({ errors: [] });
    expect(world.instance().properties).toMatchObject({ enable_publicip: false });
  });

  test("Redis 3.0 gets public access and TLS at creation", async () => {
    const args = { ...redis3, enablePublicip: true, publicipId: vpcId, enableSsl: true };
    await world.make(args);
    expect(world.calls("UpdatePublicIp")).toEqual([]);
    expect(world.instance().properties).toMatchObject({ enable_publicip: true, enable_ssl: true });
    expect((await world.up(args, { refresh: true })).steps).toEqual(["same cache"]);
    const plain = { ...args, enableSsl: false };
    expect((await world.engine.preview(world.program(plain))).steps).toContain("replace cache");
  });

  test("twenty tags: the last one follows after the pending tag is removed, without a difference in between", async () => {
    const tags = Object.fromEntries(Array.from({ length: 20 }, (_, n) => [`k${n}`, `${n}`]));
    expect(await world.up({ tags })).toMatchObject({ errors: [] });
    expect(mine(world.instance().tags)).toHaveLength(20);
    expect((await world.up({ tags }, { refresh: true })).steps).toEqual(["same cache"]);
    expect((await world.up({ tags: { ...tags, k7: "x" } })).errors).toEqual([]);
    expect(world.instance().tags).toMatchObject({ k7: "x", k19: "19" });
  });

  test("a creating call with an unknown effect is not repeated", async () => {
    world.sandbox.fault({ cloud: "huawei", action: "CreateInstance", kind: "error500", times: 3 });
    expect((await world.up()).errors.join()).toMatch(/It is not known whether an instance was created/);
    expect(world.calls("CreateInstance")).toHaveLength(1);
  });

  test("older regions' errors, nested and with numbers, mean the same", async () => {
    const old = { region: "eu-west-0", azCodes: ["eu-west-0a"] };
    const run = await world.up({
      ...old,
      specCode: "redis.single.xu1.large.1",
      instanceBackupPolicy: { backupType: "manual" },
    });
    expect(run.errors.join()).toMatch(/111400086.*remove instanceBackupPolicy/);
    expect(await world.up(old)).toMatchObject({ errors: [] });
    world.sandbox.drift({ cloud: "huawei", id: world.instance().id, delete: true });
    expect((await world.engine.refresh()).steps).toEqual(["gone cache"]);
  });
});
