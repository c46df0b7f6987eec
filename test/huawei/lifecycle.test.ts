import { redis3, securityGroupId, vpcId } from "./fixture";
import { type HuaweiWorld, huaweiWorld } from "./world";

const mine = (tags: Readonly<Record<string, string>>) =>
  Object.keys(tags).filter((key) => !key.startsWith("pulumi-cn-cache"));

describe("huawei lifecycle", () => {
  let it: HuaweiWorld;
  beforeEach(async () => {
    it = await huaweiWorld();
  });
  afterEach(() => it.close());

  test("RUNNING with a background job is not ready", async () => {
    await it.make();
    const created = Date.parse(it.instance().createdAt);
    expect(Date.parse(String(it.engine.state[0]?.outputs.launchedAt)) - created).toBe(60_000);
  });

  test.each(["ERROR", "FROZEN"])(
    "%s of an instance that was ready fails an update at once and never replaces it",
    async (status) => {
      const { id } = await it.make();
      it.drift({ status });
      const started = it.clock.now();
      const run = await it.up({ name: "carts" });
      expect(run.errors.join()).toMatch(new RegExp(`in status ${status}`));
      expect(it.clock.now() - started).toBeLessThan(10_000);
      expect((await it.engine.preview(it.program())).steps).not.toContain("replace cache");
      it.drift({ status: "RUNNING" });
      expect(await it.up({ name: "carts" })).toMatchObject({ errors: [] });
      expect(it.instance().id).toBe(id);
    },
  );

  test("outputs: addresses, names, sizes and times", async () => {
    await it.make({ specCode: "redis.cluster.xu1.large.r2.4", capacity: 4 });
    expect(it.engine.state[0]?.outputs).toMatchObject({
      instanceId: it.instance().id,
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
    await it.make();
    expect(await it.up({ password: undefined, noPasswordAccess: true })).toMatchObject({ errors: [] });
    expect(it.instance().properties.no_password_access).toBe("true");
    const { readonlyDomainName, connectionString } = it.engine.state[0]?.outputs ?? {};
    expect(readonlyDomainName).toContain("-readonly.");
    expect(connectionString).toMatch(/^redis:\/\/redis-/);
    expect(await it.up()).toMatchObject({ errors: [] });
    expect(it.instance().properties.no_password_access).toBe("false");
    expect(it.instance().secrets.password).toBe("Secret-123");
  });

  test("a locked password reset is retried until the lock expires", async () => {
    await it.make();
    it.drift({ lockedUntil: it.clock.now() + 120_000 });
    expect(await it.up({ password: "Secret-456" })).toMatchObject({ errors: [] });
    expect(it.instance().secrets.password).toBe("Secret-456");
  });

  test("removed arguments go back to the vendor's defaults", async () => {
    await it.make({
      port: 6380,
      renameCommands: { keys: "keys001" },
      bandwidthAutoscaling: { windowSize: 5, bandwidthUsageUpperThreshold: 80 },
    });
    expect(it.instance().properties.autoscaling_policy).toMatchObject({ window_size: 5 });
    expect(await it.up({ description: undefined })).toMatchObject({ errors: [] });
    const defaults = { description: "", port: 6379, rename_commands: {}, autoscaling_policy: null };
    expect(it.instance().properties).toMatchObject(defaults);
  });

  test("renaming commands and changing the port are separate calls", async () => {
    await it.make();
    await it.up({ name: "carts", port: 6380, renameCommands: { keys: "keys001" } });
    const bodies = it
      .calls("UpdateInstance")
      .map(({ params }) => Object.keys(params ?? {}).filter((key) => key !== "instance_id"));
    expect(bodies.map(([first]) => first)).toEqual(["name", "rename_commands", "port"]);
  });

  test("removing an automatic backup policy makes it manual, which is then no difference", async () => {
    const plan = { backupAt: [7, 1], periodType: "weekly", beginAt: "23:00-00:00" };
    await it.make({ instanceBackupPolicy: { backupType: "auto", saveDays: 2, periodicalBackupPlan: plan } });
    const manual = { instanceBackupPolicy: { backupType: "manual" } };
    expect(await it.up()).toMatchObject({ errors: [], steps: ["update cache"] });
    expect((await it.up(manual, { refresh: true })).errors).toEqual([]);
    expect((await it.up(manual, { refresh: true })).steps).toEqual(["same cache"]);
  });

  test("a parameter that needs a restart warns, or restarts when asked to", async () => {
    await it.make();
    const run = await it.up({ parameters: { maxclients: 20000 } });
    expect(run.warnings.join()).toMatch(/maxclients takes effect only after a restart/);
    expect(it.calls("RestartOrFlushInstances")).toEqual([]);
    const again = await it.up({ parameters: { maxclients: 30000 }, restartForParameters: true });
    expect(again).toMatchObject({ errors: [], warnings: [] });
    expect(it.calls("RestartOrFlushInstances").length).toBeGreaterThan(0);
    expect(it.instance().properties.restart_pending).toEqual([]);
  });

  test("public access: on, to another load balancer, off", async () => {
    await it.make();
    const by = (publicipId: string) => ({ enablePublicip: true, publicipId });
    for (const id of [securityGroupId, vpcId]) {
      expect(await it.up(by(id))).toMatchObject({ errors: [] });
      expect(it.instance().properties).toMatchObject({ enable_publicip: true, publicip_id: id });
      expect(it.engine.state[0]?.outputs.publicipAddress).toMatch(/^\d+\./);
    }
    expect(await it.up()).toMatchObject({ errors: [] });
    expect(it.instance().properties).toMatchObject({ enable_publicip: false });
  });

  test("Redis 3.0 gets public access and TLS at creation", async () => {
    const args = { ...redis3, enablePublicip: true, publicipId: vpcId, enableSsl: true };
    await it.make(args);
    expect(it.calls("UpdatePublicIp")).toEqual([]);
    expect(it.instance().properties).toMatchObject({ enable_publicip: true, enable_ssl: true });
    expect((await it.up(args, { refresh: true })).steps).toEqual(["same cache"]);
    const plain = { ...args, enableSsl: false };
    expect((await it.engine.preview(it.program(plain))).steps).toContain("replace cache");
  });

  test("twenty tags: the last one follows after the pending tag is removed, without a difference in between", async () => {
    const tags = Object.fromEntries(Array.from({ length: 20 }, (_, n) => [`k${n}`, `${n}`]));
    expect(await it.up({ tags })).toMatchObject({ errors: [] });
    expect(mine(it.instance().tags)).toHaveLength(20);
    expect((await it.up({ tags }, { refresh: true })).steps).toEqual(["same cache"]);
    expect((await it.up({ tags: { ...tags, k7: "x" } })).errors).toEqual([]);
    expect(it.instance().tags).toMatchObject({ k7: "x", k19: "19" });
  });

  test("a creating call with an unknown effect is not repeated", async () => {
    it.sandbox.fault({ cloud: "huawei", action: "CreateInstance", kind: "error500", times: 3 });
    expect((await it.up()).errors.join()).toMatch(/It is not known whether an instance was created/);
    expect(it.calls("CreateInstance")).toHaveLength(1);
  });

  test("older regions' errors, nested and with numbers, mean the same", async () => {
    const old = { region: "eu-west-0", azCodes: ["eu-west-0a"] };
    const run = await it.up({
      ...old,
      specCode: "redis.single.xu1.large.1",
      instanceBackupPolicy: { backupType: "manual" },
    });
    expect(run.errors.join()).toMatch(/111400086.*remove instanceBackupPolicy/);
    expect(await it.up(old)).toMatchObject({ errors: [] });
    it.sandbox.drift({ cloud: "huawei", id: it.instance().id, delete: true });
    expect((await it.engine.refresh()).steps).toEqual(["gone cache"]);
  });
});
