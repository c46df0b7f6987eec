import { type Case, openCase } from "../contract/fixture";
import { aliyunFixture, base, vSwitchIn } from "./fixture";

type Args = Readonly<Record<string, unknown>>;

describe("AliyunRedis", () => {
  let it: Case;
  beforeEach(async () => {
    it = await openCase(aliyunFixture);
  });
  afterEach(() => it.close());

  const done = async (args: Args) => expect((await it.engine.up(it.program(args))).errors).toEqual([]);
  const preview = async (args: Args) => it.engine.preview(it.program(args));
  const properties = () => it.instances()[0]?.properties ?? {};
  const id = () => it.ids()[0] as string;
  const drift = (set: Record<string, unknown>) => it.sandbox.drift({ cloud: "aliyun", id: id(), set });
  const sent = (action: string) =>
    it.sandbox.requests().flatMap((request) => (request.action === action ? [request.params] : []));
  const prepaid = { ...base, chargeType: "PrePaid", period: 1 };
  const classic = { instanceClass: "redis.master.small.default", password: base.password, regionId: base.regionId };
  /** Left where the classic network is still sold. */
  const oldTimes = { ...classic, regionId: "cn-qingdao", zoneId: "cn-qingdao-b", networkType: "CLASSIC" };

  describe("edits that a living instance cannot follow are refused at preview, without a call", () => {
    const dual = { zoneId: "cn-hangzhou-i" };
    test.each([
      ["zoneId", base, { ...base, ...dual, vSwitchId: undefined, vpcId: undefined }, /zoneId: .*needs the vSwitchId/],
      ["zoneId", base, { ...base, ...dual }, /zoneId: .*needs another vSwitchId/],
      [
        "privateIpAddress",
        { ...base, privateIpAddress: "172.16.0.10" },
        { ...base, privateIpAddress: "172.16.0.10", ...dual, vSwitchId: vSwitchIn("cn-hangzhou-i") },
        /privateIpAddress: cannot stay/,
      ],
      ["vpcId", base, { ...base, vpcId: "vpc-bp1bbbb0002" }, /vpcId: another VPC needs/],
      ["networkType", classic, { ...classic, networkType: "CLASSIC" }, /networkType: .*cannot go back/],
      ["networkType", oldTimes, { ...oldTimes, networkType: "VPC" }, /networkType: .*needs vpcId and vSwitchId/],
      [
        "tde",
        { ...base, instanceClass: "redis.amber.master.small.multithread", tde: true },
        { ...base, instanceClass: "redis.amber.master.small.multithread", tde: false },
        /tde: once on/,
      ],
      ["port", base, { ...base, port: 80 }, /port: below 1024/],
      [
        "readOnlyCount",
        { ...base, replicaCount: 3 },
        { ...base, readOnlyCount: 1 },
        /readOnlyCount: read-only nodes exclude more than one replica, and the instance would have 3/,
      ],
      ["period", base, { ...base, chargeType: "PrePaid", period: 60 }, /period: 60 months/],
    ] as [string, Args, Args, RegExp][])("%s %#", async (_, from, to, complaint) => {
      const plain = (args: Args) => Object.fromEntries(Object.entries(args).filter(([, value]) => value !== undefined));
      await done(plain(from));
      const run = await preview(plain(to));
      expect(run.errors.join()).toMatch(complaint);
      expect(run.apiCalls).toBe(0);
    });
  });

  describe("where it is", () => {
    test("the classic network is left for a VPC in place, and its refusal elsewhere is explained", async () => {
      await done(oldTimes);
      const first = id();
      await done({ ...oldTimes, networkType: "VPC", vpcId: "vpc-m5eaaaa", vSwitchId: "vsw-m5eaaaa" });
      expect(id()).toBe(first);
      expect(properties()).toMatchObject({ NetworkType: "VPC", VpcId: "vpc-m5eaaaa" });
      await it.engine.destroy();
      const run = await it.engine.up(it.program({ ...classic, networkType: "CLASSIC" }));
      expect(run.errors.join()).toMatch(/classic network is left in very few zones; take networkType out/);
    });

    test("another zone is one migration, and another vSwitch of the zone one switch", async () => {
      await done(base);
      await done({ ...base, zoneId: "cn-hangzhou-i", vSwitchId: vSwitchIn("cn-hangzhou-i") });
      expect([sent("MigrateToOtherZone").length, sent("SwitchNetwork").length]).toEqual([1, 0]);
      await done({ ...base, zoneId: "cn-hangzhou-i", vSwitchId: `${vSwitchIn("cn-hangzhou-i")}b` });
      expect([sent("MigrateToOtherZone").length, sent("SwitchNetwork").length]).toEqual([1, 1]);
    });

    test("a declared public endpoint is released for a move and made again; one that is not declared is named", async () => {
      const open = { ...base, publicConnection: { connectionStringPrefix: "publicone", port: 6380 } };
      const there = { zoneId: "cn-hangzhou-i", vSwitchId: vSwitchIn("cn-hangzhou-i") };
      await done(open);
      await done({ ...open, ...there });
      expect(properties()).toMatchObject({
        ZoneId: "cn-hangzhou-i",
        PublicConnection: { ConnectionString: "publicone.redis.rds.aliyuncs.com", Port: 6380 },
      });
      await it.engine.destroy();
      await done(base);
      drift({ PublicConnection: { ConnectionString: "byhand01.redis.rds.aliyuncs.com", Port: 6379 } });
      const run = await it.engine.up(it.program({ ...base, ...there }));
      expect(run.errors.join()).toMatch(/needs the public endpoint byhand01.*released/);
      expect(sent("MigrateToOtherZone")).toHaveLength(1);
    });

    test("an address or a prefix that stays makes any replacement delete first", async () => {
      const fixed = { ...base, privateIpAddress: "172.16.0.10", connectionStringPrefix: "sessionsone" };
      await done({ ...fixed, engineVersion: "6.0" });
      const first = id();
      await done(fixed);
      expect(id()).not.toBe(first);
      expect(properties()).toMatchObject({ PrivateIp: "172.16.0.10", EngineVersion: "5.0" });
    });
  });

  describe("size", () => {
    test.each([
      ["the classic class of that size", { ...classic, instanceClass: undefined }, "redis.master.mid.default"],
      [
        "the same series: proxy",
        { ...base, instanceClass: "redis.shard.with.proxy.small.ce" },
        "redis.shard.with.proxy.mid.ce",
      ],
      [
        "the same series: no replica",
        { ...classic, instanceClass: "redis.basic.small.default" },
        "redis.basic.mid.default",
      ],
      [
        "the same number of shards",
        { ...classic, instanceClass: "redis.logic.sharding.1g.4db.0rodb.4proxy.default", capacity: 8192 },
        "redis.logic.sharding.2g.4db.0rodb.4proxy.default",
      ],
    ])("another capacity is found and ordered in place: %s", async (_, program, expected) => {
      const {
        instanceClass,
        capacity: wanted = 2048,
        ...rest
      } = program as { instanceClass?: string; capacity?: number };
      await done(instanceClass === undefined ? { ...rest, capacity: 1024 } : { ...rest, instanceClass });
      const first = id();
      await done({ ...rest, capacity: wanted });
      expect(id()).toBe(first);
      expect(properties()).toMatchObject({ RealInstanceClass: expected, Capacity: wanted });
    });

    test("a capacity that is not sold in the series is refused with the sizes that are, and nothing changes", async () => {
      const { instanceClass: _, ...rest } = base;
      await done({ ...rest, capacity: 1024 });
      const run = await it.engine.up(it.program({ ...rest, capacity: 3000 }));
      expect(run.errors.join()).toMatch(
        /capacity 3000 MB is not sold for redis.master.small.default in cn-hangzhou-h.*256, 1024, 2048/,
      );
      expect(sent("ModifyInstanceSpec")).toEqual([]);
    });

    test("a capacity beside a class means nothing: a warning, and never a difference", async () => {
      const run = await it.engine.up(it.program({ ...base, capacity: 16384 }));
      expect(run.warnings.join()).toMatch(/the class decides/);
      expect(sent("CreateInstance")[0]).not.toHaveProperty("Capacity");
      expect((await it.engine.up(it.program({ ...base, capacity: 32768 }), { refresh: true })).steps).toEqual([
        "same cache",
      ]);
    });

    test("read-only nodes of the second zone make room before replicas come, and come after what makes room for them", async () => {
      const dual = { ...base, secondaryZoneId: "cn-hangzhou-i" };
      const readers = { ...dual, replicaCount: 1, slaveReplicaCount: 0, readOnlyCount: 1, slaveReadOnlyCount: 2 };
      const replicas = { ...dual, replicaCount: 3, slaveReplicaCount: 1, readOnlyCount: 0, slaveReadOnlyCount: 0 };
      await done(readers);
      await done(replicas);
      await done(readers);
      expect(sent("ModifyInstanceSpec").map((params) => "SlaveReadOnlyCount" in params)).toEqual([
        true,
        false,
        false,
        true,
      ]);
    });
  });

  describe("paid in advance", () => {
    test.each([
      ["UPGRADE", { instanceClass: "redis.shard.mid.ce" }],
      ["DOWNGRADE", { instanceClass: "redis.shard.micro.ce" }],
      ["UPGRADE", { shardCount: 4 }],
      ["DOWNGRADE", { shardCount: 1 }],
    ])("an order names its direction: %s for %p", async (direction, change) => {
      await done({ ...prepaid, shardCount: 2 });
      await done({ ...prepaid, shardCount: 2, ...change });
      expect(sent("ModifyInstanceSpec").map(({ OrderType }) => OrderType)).toEqual([direction]);
    });

    test("to PrePaid and back is in place, each in one order, with the terms of the program", async () => {
      await done(base);
      const first = id();
      await done({ ...prepaid, period: 12, autoRenew: true, autoRenewPeriod: 3 });
      expect(sent("TransformInstanceChargeType")).toMatchObject([
        { ChargeType: "PrePaid", Period: "12", AutoRenew: "true", AutoRenewPeriod: "3" },
      ]);
      expect(sent("ModifyInstanceAutoRenewalAttribute")).toEqual([]);
      expect(it.engine.state[0]?.outputs.endTime).toMatch(/^2027-/);
      await done(base);
      expect(id()).toBe(first);
      expect(properties().ChargeType).toBe("PostPaid");
    });

    test("a smaller or larger class together with PostPaid is not paid in advance first", async () => {
      await done(prepaid);
      await done({ ...base, instanceClass: "redis.shard.mid.ce" });
      const orders = it.changingCalls().filter((action) => /Transform|Spec/.test(action));
      expect(orders).toEqual(["TransformInstanceChargeType", "ModifyInstanceSpec"]);
      expect(sent("ModifyInstanceSpec")[0]).not.toHaveProperty("OrderType");
    });

    test("an edit of period alone renews nothing", async () => {
      await done(prepaid);
      const before = it.changingCalls().length;
      await done({ ...prepaid, period: 36 });
      expect(it.changingCalls()).toHaveLength(before);
    });

    test("a lost answer to the change of billing does not end in a refusal", async () => {
      await done(base);
      it.sandbox.fault({ cloud: "aliyun", action: "TransformInstanceChargeType", kind: "dropAfter" });
      await done(prepaid);
      expect(properties().ChargeType).toBe("PrePaid");
    });
  });

  describe("release protection", () => {
    const safe = { ...base, instanceReleaseProtection: true };
    test("refuses a deletion with the argument's name", async () => {
      await done(safe);
      expect((await it.engine.destroy()).errors.join()).toMatch(/instanceReleaseProtection is on. Set it to false/);
      expect(it.instances()).toHaveLength(1);
    });

    test("refuses a replacement at preview, before anything is paid for", async () => {
      await done(safe);
      const run = await preview({ ...safe, privateIpAddress: "172.16.0.10" });
      expect(run.errors.join()).toMatch(/privateIpAddress needs a replacement, but instanceReleaseProtection is on/);
      expect(run.apiCalls).toBe(0);
    });

    test("is switched on after the change to PostPaid, which alone may have it", async () => {
      await done(prepaid);
      await done(safe);
      expect(properties().InstanceReleaseProtection).toBe(true);
    });
  });

  describe("settings", () => {
    test("that the cloud takes and ignores are named, and the next up tries again", async () => {
      await done(base);
      const stop = it.sandbox.onRequest(({ action }) => {
        if (action === "DescribeInstanceAttribute")
          drift({ Config: { "maxmemory-policy": "volatile-lru", EvictionPolicy: "volatile-lru" } });
      });
      const program = { ...base, config: { EvictionPolicy: "noeviction" } };
      const run = await it.engine.up(it.program(program));
      expect(run.errors.join()).toMatch(/took the change, but maxmemory-policy is volatile-lru instead of noeviction/);
      stop();
      await done(program);
      expect((await preview(program)).steps).toEqual(["same cache"]);
    });

    test("only those that differ are sent, as text under the engine's own names", async () => {
      await done({ ...base, config: { timeout: 100 } });
      await done({ ...base, config: { timeout: "100", EvictionPolicy: "noeviction" } });
      expect(sent("ModifyInstanceConfig").map(({ Config }) => JSON.parse(String(Config)))).toEqual([
        { timeout: "100" },
        { "maxmemory-policy": "noeviction" },
      ]);
    });

    test("drift of one key shows that key alone, under the user's name for it", async () => {
      const program = { ...base, config: { EvictionPolicy: "noeviction", timeout: 100 } };
      await done(program);
      drift({ Config: { "maxmemory-policy": "allkeys-lru", EvictionPolicy: "allkeys-lru", hz: 50 } });
      await it.engine.refresh();
      expect(it.engine.state[0]?.inputs.config).toEqual({ EvictionPolicy: "allkeys-lru", timeout: 100 });
      expect((await preview(program)).steps).toEqual(["update cache"]);
    });
  });

  test("unchanged whitelists by name are not sent again, surplus ones go, and the vendor's own stay", async () => {
    const groups = { office: ["10.1.0.0/16"], home: ["10.9.0.1"] };
    await done({ ...base, securityIpGroups: groups });
    const own = { SecurityIpGroupName: "ali_dms_group", SecurityIpGroupAttribute: "", SecurityIpList: "100.104.0.1" };
    drift({ SecurityIpGroups: [...(properties().SecurityIpGroups as object[]), own] });
    const before = sent("ModifySecurityIps").length;
    await done({ ...base, securityIpGroups: { office: groups.office } });
    expect(sent("ModifySecurityIps").slice(before)).toMatchObject([
      { SecurityIpGroupName: "home", ModifyMode: "Delete" },
    ]);
    expect(JSON.stringify(properties().SecurityIpGroups)).toContain("ali_dms_group");
    await done(base);
    expect(JSON.stringify(properties().SecurityIpGroups)).not.toContain("office");
  });

  test("everything at once is one up, in an order that the cloud accepts, and then nothing", async () => {
    await done(base);
    const first = id();
    const all = {
      ...base,
      zoneId: "cn-hangzhou-i",
      vSwitchId: vSwitchIn("cn-hangzhou-i"),
      secondaryZoneId: "cn-hangzhou-j",
      connectionStringPrefix: "sessionsone",
      port: 6400,
      publicConnection: { connectionStringPrefix: "publicone" },
      instanceName: "carts",
      password: "Secret-456",
      instanceClass: "redis.shard.mid.ce",
      engineVersion: "7.0",
      shardCount: 2,
      replicaCount: 1,
      slaveReplicaCount: 1,
      bandwidth: 100,
      config: { EvictionPolicy: "noeviction" },
      appendonly: "no",
      paramGroupId: "g-template1",
      resourceGroupId: "rg-one",
      tags: { a: "b" },
      chargeType: "PrePaid",
      period: 1,
      autoRenew: true,
      autoRenewPeriod: 1,
      vpcAuthMode: "Close",
      securityIps: ["10.0.0.1"],
      securityIpGroups: { office: ["10.1.0.0/16"] },
      securityGroupIds: ["sg-aaaa"],
      globalSecurityGroupIds: ["g-aaaa"],
      ssl: true,
      maintainStartTime: "02:00Z",
      maintainEndTime: "06:00Z",
      backupPolicy: { preferredBackupPeriod: ["Monday"] },
      minorVersionAutoUpgrade: true,
    };
    await it.converge(all, { refresh: true });
    expect(id()).toBe(first);
    expect(new Set(it.changingCalls().filter((action) => /^Modify(?!InstanceAttribute)/.test(action))).size).toBe(
      it.changingCalls().filter((action) => /^Modify(?!InstanceAttribute|SecurityIps)/.test(action)).length + 1,
    );
    await it.converge({ ...base, engineVersion: "7.0" }, { refresh: true });
    expect(id()).toBe(first);
  });
});
