import { withoutOwnTags } from "../../provider/core/resource/tags";
import { useEach } from "../support/useEach";
import { redis3, securityGroupId, vpcId } from "./fixture";
import { huaweiWorld } from "./world";

describe("huawei lifecycle", () => {
  const world = useEach(() => huaweiWorld());

  test("RUNNING with a background job is not ready", async () => {
    await world.make();
    const created = Date.parse(world.instance().createdAt);
    expect(Date.parse(String(world.engine.state[0]?.outputs.launchedAt)) - created).toBe(60_000);
  });

  test.each(["ERROR", "FROZEN"])(
    "%s of an instance that was ready fails an update at once, not by replacement",
    async (is) => {
      const { id } = await world.make();
      world.drift({ status: is });
      const started = world.clock.now();
      const run = await world.up({ name: "carts" });
      expect(run.errors.join()).toMatch(new RegExp(`in status ${is}`));
      expect(world.clock.now() - started).toBeLessThan(10_000);
      expect((await world.engine.preview(world.program())).steps).not.toContain("replace cache");
      world.drift({ status: "RUNNING" });
      expect((await world.make({ name: "carts" })).id).toBe(id);
    },
  );

  test("outputs: addresses, names, sizes and times", async () => {
    await world.make({ specCode: "redis.cluster.xu1.large.r2.4", capacity: 4 });
    expect(world.engine.state[0]?.outputs).toMatchObject({
      ...{ instanceId: world.instance().id, status: "RUNNING", maxMemory: 4096, cacheMode: "cluster", port: 6379 },
      ip: expect.stringMatching(/^\d+\./),
      connectionDomain: expect.stringContaining("myhuaweicloud.com"),
      backendAddrs: expect.stringContaining(":6379,"),
      createTime: expect.stringMatching(/^20\d\d-/),
      connectionString: expect.stringMatching(/^redis:\/\/:Secret-123@/),
    });
  });

  test("from a password to none and back", async () => {
    await world.make();
    expect((await world.make({ password: undefined, noPasswordAccess: true })).properties.no_password_access).toBe(
      "true",
    );
    const { readonlyDomainName, connectionString } = world.engine.state[0]?.outputs ?? {};
    expect(readonlyDomainName).toContain("-readonly.");
    expect(connectionString).toMatch(/^redis:\/\/redis-/);
    const { properties, secrets } = await world.make();
    expect([properties.no_password_access, secrets.password]).toEqual(["false", "Secret-123"]);
  });

  test("a locked password reset is retried until the lock expires", async () => {
    await world.make();
    world.drift({ lockedUntil: world.clock.now() + 120_000 });
    expect((await world.make({ password: "Secret-456" })).secrets.password).toBe("Secret-456");
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
    expect((await world.make()).id).toBe(world.engine.state[0]?.id);
  });

  test("every shard gets the bandwidth, keeps it through a change of the size, and goes back when it is removed", async () => {
    const cluster = { specCode: "redis.cluster.xu1.large.r2.4", capacity: 4 };
    const shards = () => world.instance().properties.groups as { extraBandwidth?: number }[];
    const extras = () => shards().map(({ extraBandwidth = 0 }) => extraBandwidth);
    await world.make({ ...cluster, shardBandwidth: 160 });
    expect(extras()).toEqual([80, 80, 80]);
    const [first, ...others] = shards();
    world.drift({ groups: [{ ...first, extraBandwidth: 16 }, ...others] });
    await world.engine.refresh();
    expect(world.engine.state[0]?.outputs.shardBandwidth).toBe(96);
    await world.make({ specCode: "redis.cluster.xu1.large.r2.8", capacity: 8, shardBandwidth: 160 });
    expect(extras()).toEqual([80, 80, 80]);
    await world.make({ specCode: "redis.cluster.xu1.large.r2.8", capacity: 8 });
    expect(extras()).toEqual([0, 0, 0]);
  });

  test("a bandwidth that no shard can have is rejected, and the error says what they can have", async () => {
    await world.make({});
    const { errors } = await world.up({ shardBandwidth: 512 });
    expect(errors.join()).toMatch(/UpdateBandwidth was rejected: .*DCS\.4062.* A shard can have 80 to 240 Mbit\/s\./);
  });

  test("a newer minor version is drift, and an up installs it", async () => {
    await world.make({ engineMinorVersion: "latest" });
    expect(world.calls("UpgradeInstanceMinorVersion")).toEqual([]);
    world.drift({ engine_minor_version: "6.0.9.1" });
    await world.engine.refresh();
    expect(world.engine.state[0]?.outputs.engineMinorVersion).toBe("6.0.9.1");
    expect((await world.engine.preview(world.program({ engineMinorVersion: "latest" }))).steps).toEqual([
      "update cache",
    ]);
    await world.make({ engineMinorVersion: "latest" });
    expect(world.calls("UpgradeInstanceMinorVersion")).toHaveLength(1);
    expect(world.engine.state[0]?.outputs.engineMinorVersion).toBe("latest");
    expect(world.instance().properties.engine_minor_version).toBe("6.0.14.3");
  });

  test("parameters and a backup policy that are removed together leave nothing to compare", async () => {
    const plan = { backupAt: [1], periodType: "weekly", beginAt: "02:00-03:00" };
    const instanceBackupPolicy = { backupType: "auto", saveDays: 3, periodicalBackupPlan: plan };
    await world.make({ parameters: { timeout: "200" }, instanceBackupPolicy });
    expect((await world.make()).properties.redis_config).toMatchObject({ timeout: "200" });
    expect((await world.engine.preview(world.program())).steps).toEqual(["same cache"]);
  });

  describe("at a scale-in", () => {
    interface Group {
      readonly nodes: readonly { readonly node_id: string; readonly replication_ip: string }[];
    }
    const nodes = () => (world.instance().properties.groups as Group[]).flatMap((group) => group.nodes);

    test("the named replica goes, and the others stay", async () => {
      await world.make({ specCode: "redis.ha.xu1.large.r4.1" });
      const [master, first, second, third] = nodes().map(({ node_id }) => node_id);
      await world.make({ specCode: "redis.ha.xu1.large.r2.1", deletedNodes: [first, "unknown"] });
      expect(nodes().map(({ node_id }) => node_id)).toEqual([master, second]);
      expect(third).toBeDefined();
    });

    test("a cluster keeps the shards of the reserved addresses", async () => {
      await world.make({ specCode: "redis.cluster.xu1.large.r2.48", capacity: 48 });
      const kept = nodes().at(-1)?.replication_ip as string;
      await world.make({ specCode: "redis.cluster.xu1.large.r2.24", capacity: 24, reservedIps: [kept] });
      expect(nodes().map(({ replication_ip }) => replication_ip)).toContain(kept);
    });
  });

  test("a bandwidth policy that is removed shows by its absence", async () => {
    await world.make({ bandwidthAutoscaling: { windowSize: 5, bandwidthUsageUpperThreshold: 80 } });
    const started = world.clock.now();
    expect(await world.up()).toMatchObject({ errors: [] });
    expect(world.clock.now() - started).toBeLessThan(5 * 60_000);
  });

  test("removed arguments go back to the vendor's defaults", async () => {
    const bandwidthAutoscaling = { windowSize: 5, bandwidthUsageUpperThreshold: 80 };
    const made = await world.make({ port: 6380, renameCommands: { keys: "keys001" }, bandwidthAutoscaling });
    expect(made.properties.autoscaling_policy).toMatchObject({ window_size: 5 });
    const defaults = { description: "", port: 6379, rename_commands: {}, autoscaling_policy: null };
    expect((await world.make({ description: undefined })).properties).toMatchObject(defaults);
  });

  test("renaming commands and changing the port are separate calls", async () => {
    await world.make();
    await world.up({ name: "carts", port: 6380, renameCommands: { keys: "keys001" } });
    const names = world
      .calls("UpdateInstance")
      .map(({ params: { instance_id: _, ...body } = {} }) => Object.keys(body)[0]);
    expect(names).toEqual(["name", "rename_commands", "port"]);
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
      expect((await world.make(by(id))).properties).toMatchObject({ enable_publicip: true, publicip_id: id });
      expect(world.engine.state[0]?.outputs.publicipAddress).toMatch(/^\d+\./);
    }
    expect((await world.make()).properties).toMatchObject({ enable_publicip: false });
  });

  test("Redis 3.0 gets public access and TLS at creation", async () => {
    const args = { ...redis3, enablePublicip: true, publicipId: vpcId, enableSsl: true };
    expect((await world.make(args)).properties).toMatchObject({ enable_publicip: true, enable_ssl: true });
    expect(world.calls("UpdatePublicIp")).toEqual([]);
    expect((await world.up(args, { refresh: true })).steps).toEqual(["same cache"]);
    const plain = { ...args, enableSsl: false };
    expect((await world.engine.preview(world.program(plain))).steps).toContain("replace cache");
  });

  test("twenty tags: the last one follows after the pending tag is removed, without a difference in between", async () => {
    const tags = Object.fromEntries(Array.from({ length: 20 }, (_, n) => [`k${n}`, `${n}`]));
    expect(Object.keys(withoutOwnTags((await world.make({ tags })).tags))).toHaveLength(20);
    expect((await world.up({ tags }, { refresh: true })).steps).toEqual(["same cache"]);
    expect((await world.make({ tags: { ...tags, k7: "x" } })).tags).toMatchObject({ k7: "x", k19: "19" });
  });

  test("older regions' errors, nested and with numbers, mean the same", async () => {
    const old = { region: "eu-west-0", azCodes: ["eu-west-0a"] };
    const single = { specCode: "redis.single.xu1.large.1", instanceBackupPolicy: { backupType: "manual" } };
    const run = await world.up({ ...old, ...single });
    expect(run.errors.join()).toMatch(/111400086.*remove instanceBackupPolicy/);
    expect(await world.up(old)).toMatchObject({ errors: [] });
    world.sandbox.drift({ cloud: "huawei", id: world.instance().id, delete: true });
    expect((await world.engine.refresh()).steps).toEqual(["gone cache"]);
  });
});
