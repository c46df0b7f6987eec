import { sameConfig } from "../../provider/aliyun/config";
import { base, vSwitchIn } from "./fixture";
import { type Args, classic, prepaid, useAliyun } from "./world";

/** Beside the settings that a test of its own has. */
const semisync = { ParamReplMode: "semisync", ParamSemisyncReplTimeout: 1000 };
const zoneI = { zoneId: "cn-hangzhou-i", vSwitchId: vSwitchIn("cn-hangzhou-i") };
const dual = { ...base, secondaryZoneId: "cn-hangzhou-i" };
/** In a zone where the classic network is still sold. */
const inClassicNetwork = { ...classic, regionId: "cn-qingdao", zoneId: "cn-qingdao-b", networkType: "CLASSIC" };
const oneReader = { ...base, readOnlyCount: 1 };
const threeReplicas = { ...base, replicaCount: 3 };
const multithread = { ...base, instanceClass: "redis.amber.master.small.multithread" };

const encrypted = { ...multithread, tde: true };

describe("updating an AliyunRedis", () => {
  const world = useAliyun();

  test.each<[string, Args, Args, RegExp]>([
    ["zoneId", base, { zoneId: zoneI.zoneId, vSwitchId: undefined, vpcId: undefined }, /needs the vSwitchId/],
    ["zoneId", base, { zoneId: zoneI.zoneId }, /needs another vSwitchId/],
    ["privateIpAddress", { ...base, privateIpAddress: "172.16.0.10" }, zoneI, /cannot stay/],
    ["vpcId", base, { vpcId: "vpc-bp1bbbb0002" }, /another VPC needs/],
    ["networkType", classic, { networkType: "CLASSIC" }, /cannot go back/],
    ["networkType", inClassicNetwork, { networkType: "VPC" }, /needs vpcId and vSwitchId/],
    ["tde", { ...multithread, tde: true }, { tde: false }, /once on/],
    ["encryptionKey", { ...encrypted, encryptionKey: "key-1" }, { encryptionKey: "key-2" }, /cannot be changed/],
    ["port", base, { port: 80 }, /below 1024/],
    ["bandwidth", oneReader, { bandwidth: 40, readOnlyCount: undefined }, /while the instance has read-only nodes/],
    ["readOnlyCount", threeReplicas, { replicaCount: undefined, readOnlyCount: 1 }, /more than one replica.* have 3/],
    ["period", base, { chargeType: "PrePaid", period: 60 }, /60 months/],
  ])(
    "an edit that an existing instance cannot follow is rejected at preview, without a call: %s %#",
    async (...row) => {
      const [name, from, edit, message] = row;
      await world.done(from);
      const run = await world.preview({ ...from, ...edit });
      expect(run.errors.join()).toMatch(new RegExp(`${name}: .*${message.source}`));
      expect(run.apiCalls).toBe(0);
    },
  );

  describe("encryption", () => {
    test("an own key is sent as the encryption is switched on, and an interrupted run finds it in place", async () => {
      await world.done(multithread);
      world.sandbox.fault({ cloud: "aliyun", action: "ModifyInstanceTDE", kind: "dropAfter" });
      const own = { ...encrypted, encryptionKey: "key-1", roleArn: "acs:ram::1234567890123456:role/kms" };
      await world.up(own);
      await world.done(own);
      expect(world.properties()).toMatchObject({ TDEStatus: true, EncryptionKey: "key-1", RoleArn: own.roleArn });
      expect((await world.preview(own)).steps).toEqual(["same cache"]);
    });

    test("an own key for data that are encrypted with the vendor's is an error that says so", async () => {
      await world.done(encrypted);
      const run = await world.up({ ...encrypted, encryptionKey: "key-1" });
      expect(run.errors.join()).toMatch(/encryptionKey: the data are encrypted already, and not with key-1/);
      expect(world.sent("ModifyInstanceTDE")).toHaveLength(1);
    });

    test("a certificate is renewed when the program asks for it, not at creation", async () => {
      await world.done({ ...base, ssl: true, sslRenewal: "2026" });
      const { sslExpiredTime: first } = world.outputs();
      expect(first).toMatch(/Z$/);
      world.clock.advance(24 * 3_600_000);
      await world.done({ ...base, ssl: true, sslRenewal: "2027" });
      expect(world.sent("ModifyInstanceSSL").map(({ SSLEnabled }) => SSLEnabled)).toEqual(["Enable", "Update"]);
      expect(Date.parse(String(world.outputs().sslExpiredTime))).toBeGreaterThan(Date.parse(String(first)));
    });
  });

  describe("placement and network", () => {
    test("the classic network is left for a VPC in place, and its rejection elsewhere is explained", async () => {
      await world.done(inClassicNetwork);
      const first = world.id();
      await world.done({ ...inClassicNetwork, networkType: "VPC", vpcId: "vpc-m5eaaaa", vSwitchId: "vsw-m5eaaaa" });
      expect(world.id()).toBe(first);
      expect(world.properties()).toMatchObject({ NetworkType: "VPC", VpcId: "vpc-m5eaaaa" });
      await world.engine.destroy();
      const run = await world.up({ ...classic, networkType: "CLASSIC" });
      expect(run.errors.join()).toMatch(/few zones still have the classic network; remove networkType/);
    });

    test("another zone is one migration, and another vSwitch in the zone one switch", async () => {
      const calls = () => [world.sent("MigrateToOtherZone").length, world.sent("SwitchNetwork").length];
      await world.done(base);
      await world.done({ ...base, ...zoneI });
      expect(calls()).toEqual([1, 0]);
      await world.done({ ...base, ...zoneI, vSwitchId: `${zoneI.vSwitchId}b` });
      expect(calls()).toEqual([1, 1]);
    });

    test("a move into the second zone, which the program does not declare, leaves one zone", async () => {
      await world.done(base);
      world.drift({ SecondaryZoneId: "cn-hangzhou-i" });
      await world.done({ ...base, ...zoneI });
      expect(world.properties()).toMatchObject({ ZoneId: "cn-hangzhou-i", SecondaryZoneId: "" });
      expect((await world.preview({ ...base, ...zoneI })).steps).toEqual(["same cache"]);
    });

    test("a declared public endpoint is released for a move and allocated again; an undeclared one is named", async () => {
      const open = { ...base, publicConnection: { connectionStringPrefix: "publicone", port: 6380 } };
      await world.done(open);
      await world.done({ ...open, ...zoneI });
      expect(world.properties()).toMatchObject({
        ZoneId: "cn-hangzhou-i",
        PublicConnection: { ConnectionString: "publicone.redis.rds.aliyuncs.com", Port: 6380 },
      });
      await world.engine.destroy();
      await world.done(base);
      world.drift({ PublicConnection: { ConnectionString: "byhand01.redis.rds.aliyuncs.com", Port: 6379 } });
      const run = await world.up({ ...base, ...zoneI });
      expect(run.errors.join()).toMatch(/needs the public endpoint byhand01.*released/);
      expect(world.sent("MigrateToOtherZone")).toHaveLength(1);
    });

    test("an unchanged address or prefix makes any replacement delete first", async () => {
      const fixed = { ...base, privateIpAddress: "172.16.0.10", connectionStringPrefix: "sessionsone" };
      await world.done({ ...fixed, engineVersion: "6.0" });
      const first = world.id();
      await world.done(fixed);
      expect(world.id()).not.toBe(first);
      expect(world.properties()).toMatchObject({ PrivateIp: "172.16.0.10", EngineVersion: "5.0" });
    });
  });

  describe("size", () => {
    const series = (instanceClass: string) => ({ ...(instanceClass.endsWith(".ce") ? base : classic), instanceClass });
    const sharded = (gb: number) => `redis.logic.sharding.${gb}g.4db.0rodb.4proxy.default`;
    test.each<[string, Args, string, number]>([
      ["the classic class", { ...classic, instanceClass: undefined, capacity: 1024 }, "redis.master.mid.default", 2048],
      ["proxy", series("redis.shard.with.proxy.small.ce"), "redis.shard.with.proxy.mid.ce", 2048],
      ["no replica", series("redis.basic.small.default"), "redis.basic.mid.default", 2048],
      ["number of shards", series(sharded(1)), sharded(2), 8192],
    ])("another capacity is ordered in place within the same series: %s", async (_, program, expected, capacity) => {
      await world.done(program);
      const first = world.id();
      await world.done({ ...program, instanceClass: undefined, capacity });
      expect(world.id()).toBe(first);
      expect(world.properties()).toMatchObject({ RealInstanceClass: expected, Capacity: capacity });
    });

    test("a capacity that the series does not have is rejected with those it has, and nothing changes", async () => {
      const sized = { ...base, instanceClass: undefined };
      await world.done({ ...sized, capacity: 1024 });
      expect((await world.up({ ...sized, capacity: 3000 })).errors.join()).toMatch(
        /capacity 3000 MB is not sold for redis.master.small.default in cn-hangzhou-h.*256, 1024, 2048/,
      );
      expect(world.sent("ModifyInstanceSpec")).toEqual([]);
    });

    test("a capacity beside a class has no effect: a warning, and never a difference", async () => {
      expect((await world.up({ ...base, capacity: 16384 })).warnings.join()).toMatch(/the class decides/);
      expect(world.sent("CreateInstance")[0]).not.toHaveProperty("Capacity");
      expect((await world.up({ ...base, capacity: 32768 }, { refresh: true })).steps).toEqual(["same cache"]);
    });

    // Both read-only counts in one call are rejected: terraform-provider-alicloud #8364, #8450.
    test("read-only nodes of the second zone go before replicas come, and come after replicas go", async () => {
      const readers = { ...dual, replicaCount: 1, slaveReplicaCount: 0, readOnlyCount: 1, slaveReadOnlyCount: 2 };
      const replicas = { ...dual, replicaCount: 3, slaveReplicaCount: 1, readOnlyCount: 0, slaveReadOnlyCount: 0 };
      await world.done(readers);
      await world.done(replicas);
      await world.done(readers);
      const orders = world
        .sent("ModifyInstanceSpec")
        .map(({ ReadOnlyCount, SlaveReadOnlyCount }) => [ReadOnlyCount, SlaveReadOnlyCount]);
      expect(orders).toEqual([
        [undefined, "0"],
        ["0", undefined],
        ["1", undefined],
        [undefined, "2"],
      ]);
      expect(world.properties()).toMatchObject({ ReadOnlyCount: 1, SlaveReadOnlyCount: 2 });
    });
  });

  describe("billing", () => {
    test.each([
      ["UPGRADE", { instanceClass: "redis.shard.mid.ce" }],
      ["DOWNGRADE", { instanceClass: "redis.shard.micro.ce" }],
      ["UPGRADE", { shardCount: 4 }],
      ["DOWNGRADE", { shardCount: 1 }],
    ])("a prepaid order names its direction: %s for %p", async (direction, change) => {
      await world.done({ ...prepaid, shardCount: 2 });
      await world.done({ ...prepaid, shardCount: 2, ...change });
      expect(world.sent("ModifyInstanceSpec").map(({ OrderType }) => OrderType)).toEqual([direction]);
    });

    test("to PrePaid and back is in place, each in one order, with the program's terms", async () => {
      await world.done(base);
      const first = world.id();
      await world.done({ ...prepaid, period: 12, autoRenew: true, autoRenewPeriod: 3 });
      expect(world.sent("TransformInstanceChargeType")).toMatchObject([
        { ChargeType: "PrePaid", Period: "12", AutoRenew: "true", AutoRenewPeriod: "3" },
      ]);
      expect(world.sent("ModifyInstanceAutoRenewalAttribute")).toEqual([]);
      expect(world.outputs().endTime).toMatch(/^2027-/);
      await world.done(base);
      expect(world.id()).toBe(first);
      expect(world.properties().ChargeType).toBe("PostPaid");
    });

    test("another class together with PostPaid is not prepaid first", async () => {
      await world.done(prepaid);
      await world.done({ ...base, instanceClass: "redis.shard.mid.ce" });
      const orders = world.changingCalls().filter((action) => /Transform|Spec/.test(action));
      expect(orders).toEqual(["TransformInstanceChargeType", "ModifyInstanceSpec"]);
      expect(world.sent("ModifyInstanceSpec")[0]).not.toHaveProperty("OrderType");
    });

    test("a lost answer to the change of billing does not end in a rejection", async () => {
      await world.done(base);
      world.sandbox.fault({ cloud: "aliyun", action: "TransformInstanceChargeType", kind: "dropAfter" });
      await world.done(prepaid);
      expect(world.properties().ChargeType).toBe("PrePaid");
    });
  });

  describe("release protection", () => {
    const safe = { ...base, instanceReleaseProtection: true };

    test("fails a deletion, and at preview a replacement, before anything is billed", async () => {
      await world.done(safe);
      expect((await world.engine.destroy()).errors.join()).toMatch(/instanceReleaseProtection is on. Set it to false/);
      expect(world.instances()).toHaveLength(1);
      const run = await world.preview({ ...safe, privateIpAddress: "172.16.0.10" });
      expect(run.errors.join()).toMatch(/privateIpAddress needs a replacement, but instanceReleaseProtection is on/);
      expect(run.apiCalls).toBe(0);
    });

    test("is switched on after the change to PostPaid, which it requires", async () => {
      await world.done(prepaid);
      await world.done(safe);
      expect(world.properties().InstanceReleaseProtection).toBe(true);
    });
  });

  describe("config", () => {
    test("settings that the cloud accepts and ignores are named, and the next up tries again", async () => {
      await world.done(base);
      const stop = world.sandbox.onRequest(({ action }) => {
        if (action === "DescribeInstanceAttribute")
          world.drift({ Config: { "maxmemory-policy": "volatile-lru", EvictionPolicy: "volatile-lru" } });
      });
      const program = { ...base, config: { EvictionPolicy: "noeviction" } };
      expect((await world.up(program)).errors.join()).toMatch(
        /accepted the change, but maxmemory-policy is volatile-lru instead of noeviction/,
      );
      stop();
      await world.done(program);
      expect((await world.preview(program)).steps).toEqual(["same cache"]);
    });

    test.each<[Record<string, string>, boolean]>([
      [{ EvictionPolicy: "noeviction" }, true],
      [{ "maxmemory-policy": "noeviction" }, true],
      [{ "maxmemory-policy": "allkeys-lru", EvictionPolicy: "noeviction" }, false],
    ])("a setting is recognized under either name, the engine's first: %p", (actual, isSame) => {
      expect(sameConfig(actual, { "maxmemory-policy": "noeviction" })).toBe(isSame);
    });

    test("only settings that differ are sent, as text under the engine's names", async () => {
      await world.done({ ...base, config: { timeout: 100 } });
      await world.done({ ...base, config: { timeout: "100", EvictionPolicy: "noeviction" } });
      expect(world.sent("ModifyInstanceConfig").map(({ Config }) => JSON.parse(String(Config)))).toEqual([
        { timeout: "100" },
        { "maxmemory-policy": "noeviction" },
      ]);
    });

    test("drift of one key shows that key alone, under the user's name for it", async () => {
      const program = { ...base, config: { EvictionPolicy: "noeviction", timeout: 100 } };
      await world.done(program);
      world.drift({ Config: { "maxmemory-policy": "allkeys-lru", EvictionPolicy: "allkeys-lru", hz: 50 } });
      await world.engine.refresh();
      expect(world.engine.state[0]?.inputs.config).toEqual({ EvictionPolicy: "allkeys-lru", timeout: 100 });
      expect((await world.preview(program)).steps).toEqual(["update cache"]);
    });
  });

  test("modes are parameters of their own: set, found to differ, set again, and beside settings", async () => {
    const config = { ...semisync, "hash-max-ziplist-entries": 1024 };
    await world.done({ ...base, config });
    const modes = { ParamReplMode: "semisync", ParamSemisyncReplTimeout: "1000" };
    expect(world.sent("ModifyInstanceConfig")).toEqual([
      { InstanceId: world.id(), Config: '{"hash-max-ziplist-entries":"1024"}', ...modes },
    ]);
    expect((await world.preview({ ...base, config })).steps).toEqual(["same cache"]);
    world.drift({ Modes: { ...modes, ParamReplMode: "async" } });
    await world.engine.refresh();
    expect(world.outputs().config).toEqual({ ...config, ParamReplMode: "async" });
    await world.done({ ...base, config });
    expect(world.properties().Modes).toEqual(modes);
    expect(world.sent("ModifyInstanceConfig").at(-1)).toEqual({ InstanceId: world.id(), ParamReplMode: "semisync" });
  });

  test("unchanged whitelists are not sent again, unwanted ones are deleted, and the vendor's own stay", async () => {
    const groups = { office: ["10.1.0.0/16"], home: ["10.9.0.1"] };
    await world.done({ ...base, securityIpGroups: groups });
    const own = { SecurityIpGroupName: "ali_dms_group", SecurityIpGroupAttribute: "", SecurityIpList: "100.104.0.1" };
    world.drift({ SecurityIpGroups: [...(world.properties().SecurityIpGroups as object[]), own] });
    const before = world.sent("ModifySecurityIps").length;
    await world.done({ ...base, securityIpGroups: { office: groups.office } });
    expect(world.sent("ModifySecurityIps").slice(before)).toMatchObject([
      { SecurityIpGroupName: "home", ModifyMode: "Delete" },
    ]);
    expect(JSON.stringify(world.properties().SecurityIpGroups)).toContain("ali_dms_group");
    await world.done(base);
    expect(JSON.stringify(world.properties().SecurityIpGroups)).not.toContain("office");
  });

  test("everything at once is one up, in an order that the cloud accepts, and then nothing", async () => {
    await world.done(base);
    const first = world.id();
    const network = { connectionStringPrefix: "sessionsone", port: 6400, vpcAuthMode: "Close", ssl: true };
    const publicConnection = { connectionStringPrefix: "publicone" };
    const size = { instanceClass: "redis.shard.mid.ce", shardCount: 2, replicaCount: 1, slaveReplicaCount: 1 };
    const engine = { engineVersion: "7.0", config: { EvictionPolicy: "noeviction" }, appendonly: "no" };
    const names = { instanceName: "carts", resourceGroupId: "rg-one", paramGroupId: "g-template1", tags: { a: "b" } };
    const lists = { securityIps: ["10.0.0.1"], securityIpGroups: { office: ["10.1.0.0/16"] } };
    const groups = { securityGroupIds: ["sg-aaaa"], globalSecurityGroupIds: ["g-aaaa"] };
    const billing = { chargeType: "PrePaid", period: 1, autoRenew: true, autoRenewPeriod: 1 };
    const window = { maintainStartTime: "02:00Z", maintainEndTime: "06:00Z", minorVersionAutoUpgrade: true };
    const backupPolicy = { preferredBackupPeriod: ["Monday"] };
    const all = {
      ...{ ...base, ...zoneI, secondaryZoneId: "cn-hangzhou-j", password: "Secret-456", bandwidth: 100 },
      ...{ ...network, publicConnection, ...size, ...engine, ...names, ...lists, ...groups, ...billing, ...window },
      backupPolicy,
    };
    await world.reconcile(all, { refresh: true });
    expect(world.id()).toBe(first);
    const modifying = world.changingCalls().filter((action) => /^Modify(?!InstanceAttribute)/.test(action));
    expect(new Set(modifying).size).toBe(modifying.filter((action) => action !== "ModifySecurityIps").length + 1);
    await world.reconcile({ ...base, engineVersion: "7.0" }, { refresh: true });
    expect(world.id()).toBe(first);
  });
});
