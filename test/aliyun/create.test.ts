import { aliyunRedisRegistration } from "../../provider/aliyun/resource";
import { aliyunRedisSchema } from "../../provider/aliyun/validation";
import { validate } from "../../provider/core/resource/schema";
import { base } from "./fixture";
import { type Args, openAliyun, useAliyun } from "./world";

const twenty = Object.fromEntries(Array.from({ length: 20 }, (_, i) => [`key${String(i).padStart(2, "0")}`, `${i}`]));
const validated = (args: Args) => validate(aliyunRedisSchema, args);

describe("creating an AliyunRedis", () => {
  const world = useAliyun();

  describe("the samples of the vendor's pages", () => {
    const config = {
      EvictionPolicy: "volatile-lru",
      "hash-max-ziplist-entries": 512,
      "zset-max-ziplist-entries": 128,
      "zset-max-ziplist-value": 64,
      "set-max-intset-entries": 512,
      "hash-max-ziplist-value": 64,
    };

    test("of 2018: a class, a region and a name, without a network", async () => {
      const sample = {
        regionId: "cn-hangzhou",
        instanceClass: "redis.master.2xlarge.default",
        instanceName: "r-xxxxxxxxxxxxxxx",
      };
      expect(validated(sample)).toMatchObject({ failures: [] });
      await world.done(sample);
      expect(world.outputs()).toMatchObject({ capacity: 16384, bandwidth: 32, connections: 10000, qps: 100000 });
    });

    test("of 2019: password, settings, node type, token and a resource group", async () => {
      const sample = {
        regionId: "cn-hangzhou",
        instanceClass: "redis.master.small.default",
        token: "AAAAAAAAAAAAAAAAAAAAAAAAAA",
        instanceName: "apitest",
        password: "Acfr5xxx,.xxx",
        zoneId: "cn-hangzhou-e",
        config,
        chargeType: "PostPaid",
        nodeType: "MASTER_SLAVE",
        networkType: "VPC",
        vpcId: "vpc-bp1oxxxxxxxxxxgzv26cf",
        vSwitchId: "vsw-oqscxxxxxxxxxxxxx5e8c",
        couponNo: "youhuiquan_promotion_option_id_for_blank",
        businessInfo: "000000000",
        instanceType: "Redis",
        engineVersion: "4.0",
        privateIpAddress: "172.16.0.10",
        autoUseCoupon: false,
        resourceGroupId: "rg-resourcegroupid1",
      };
      const { failures, warnings } = validated(sample);
      expect(failures).toEqual([]);
      expect(warnings.join()).toMatch(/password: has characters other than/);
      await world.reconcile(sample, { refresh: true });
      expect(world.outputs()).toMatchObject({ config, privateIpAddress: "172.16.0.10", orderId: expect.any(String) });
    });

    test("of 2019, prepaid: twelve months, renewed by three", async () => {
      const sample = { ...base, chargeType: "PrePaid", period: 12, autoRenew: true, autoRenewPeriod: 3 };
      await world.reconcile(sample, { refresh: true });
      expect(world.sent("CreateInstance")).toMatchObject([{ Period: "12", AutoRenew: "true", AutoRenewPeriod: "3" }]);
    });

    test("every field of both answers is an output", async () => {
      await world.done(base);
      const fields = [
        ..."instanceId instanceName status connectionDomain port connectionString privateIpAddress userName".split(" "),
        ..."capacity bandwidth connections qps config zoneId regionId vpcId vSwitchId networkType nodeType".split(" "),
        ..."architectureType engineVersion chargeType createTime orderId endTime publicConnectionDomain".split(" "),
      ];
      const { attributes, outputs } = aliyunRedisRegistration;
      expect(Object.keys({ ...attributes, ...outputs })).toEqual(expect.arrayContaining(fields));
      for (const field of fields) expect(world.outputs()).toHaveProperty(field);
    });

    test("a Memcache instance has a connection string too, with its user's name", async () => {
      const memcache = { instanceType: "Memcache", engineVersion: "4.0", instanceClass: "redis.master.small.default" };
      await world.done({ ...base, ...memcache });
      const { connectionString, userName, connectionDomain, port, password } = world.outputs() ?? {};
      expect(connectionString).toBe(`memcached://${userName}:${password}@${connectionDomain}:${port}`);
    });
  });

  describe("twenty tags and the pending tag, which takes one place", () => {
    test("the pending tag is sent with nineteen, the twentieth follows its removal, and the next preview is empty", async () => {
      await world.done({ ...base, tags: twenty });
      const [sent = {}] = world.sent("CreateInstance");
      expect(Object.keys(sent).filter((name) => /^Tag\.\d+\.Key$/.test(name))).toHaveLength(20);
      expect(Object.values(sent)).toContain("pulumi-cn-cache:pending");
      expect(world.instances()[0]?.tags).toEqual(twenty);
      expect(world.changingCalls().filter((action) => /tag/i.test(action))).toEqual(["UntagResources", "TagResources"]);
      expect((await world.up({ ...base, tags: twenty }, { refresh: true })).steps).toEqual(["same cache"]);
    });

    test("a run that dies at any call loses neither the instance nor, in the end, a tag", async () => {
      for (let call = 1; ; call++) {
        const mortal = await openAliyun();
        const args = { ...base, tags: twenty };
        const run = await mortal.up(args, { death: { call, when: "after", who: "plugin" } });
        await mortal.done(args);
        // A run that dies between the last two tag calls leaves a difference that only a refresh shows.
        for (let again = 0; again < 2; again++) await mortal.up(args, { refresh: true });
        expect(mortal.instances().map(({ id }) => id)).toEqual(mortal.ids());
        expect(mortal.instances()[0]?.tags).toEqual(twenty);
        await mortal.close();
        if (!run.died) break;
      }
    });

    test("from nineteen to twenty on an existing instance, and back", async () => {
      const { key19: _, ...nineteen } = twenty;
      await world.reconcile({ ...base, tags: nineteen });
      await world.reconcile({ ...base, tags: twenty });
      await world.reconcile({ ...base, tags: { ...nineteen, other: "x" } });
      expect(Object.keys(world.instances()[0]?.tags ?? {})).toHaveLength(20);
    });
  });

  describe("dryRun", () => {
    const passed = /the dry run passed: Alibaba Cloud would create this.*Remove dryRun.*\n.*Nothing was created/;
    const rejected = /InvalidInstanceClass.NotFound.*redis.shard.none.ce is not sold/;
    test.each([
      ["that passes fails with the result", {}, passed],
      ["that fails tells what a creation would meet", { instanceClass: "redis.shard.none.ce" }, rejected],
    ])("%s, and creates nothing", async (_, args, message) => {
      const run = await world.up({ ...base, ...args, dryRun: true });
      expect(run.errors.join()).toMatch(message);
      expect([world.instances(), world.engine.state]).toEqual([[], []]);
    });

    test("once removed, the same program creates; an existing instance is not affected", async () => {
      await world.up({ ...base, dryRun: true });
      await world.done(base);
      expect((await world.up({ ...base, dryRun: true })).steps).toEqual(["same cache"]);
    });
  });

  describe("the user's token", () => {
    const mine = { ...base, token: "mine" };

    test("is sent with the first creation, but not with a replacement's", async () => {
      await world.done(mine);
      await world.done({ ...mine, privateIpAddress: "172.16.0.10" });
      expect(world.sent("CreateInstance").map(({ Token }) => Token === "mine")).toEqual([true, false]);
      expect(world.instances()).toHaveLength(1);
    });

    test("does not return the old instance when the replacement is forced", async () => {
      await world.done(mine);
      const first = world.id();
      expect((await world.up(mine, { replace: ["cache"] })).errors).toEqual([]);
      expect(world.id()).not.toBe(first);
      expect(world.instances().map(({ id }) => id)).toEqual(world.ids());
    });

    const named = (name: string, args: Args) => ({ type: "AliyunRedis", name, args: { ...args } });
    const two = [named("one", mine), named("two", { ...mine, instanceName: "other" })];

    test.each([
      ["two new resources", []],
      ["a new resource beside an old one", [named("one", mine)]],
      ["an old resource behind a new one", [named("two", mine)]],
    ])("of %s is rejected at preview", async (_, before) => {
      expect((await world.engine.up(before)).errors).toEqual([]);
      const calls = world.sandbox.requests().length;
      const { errors } = await world.engine.preview(two);
      expect(errors.join()).toMatch(/token: (one|two) has the same/);
      expect(world.sandbox.requests()).toHaveLength(calls);
    });

    test("that two resources had before stays as it is, and is none of another region or of a replacement", async () => {
      const [, second] = two;
      await world.engine.up([named("one", mine)]);
      await world.engine.up([named("one", mine), named("two", { ...second?.args, token: "other" })]);
      expect(await world.engine.up(two)).toMatchObject({ errors: [], steps: ["same one", "same two"] });
      const moved = [named("one", { ...mine, privateIpAddress: "172.16.0.10" }), ...two.slice(1)];
      expect((await world.engine.preview(moved)).errors).toEqual([]);
      const elsewhere = named("three", { ...mine, regionId: "cn-beijing", zoneId: "cn-beijing-h" });
      expect((await world.engine.preview([...two, elsewhere])).errors).toEqual([]);
    });

    test("that was used for another creation is rejected clearly, and never replaced by a random one", async () => {
      await world.engine.up([named("one", mine)]);
      for (let again = 0; again < 2; again++) {
        const run = await world.engine.up([named("two", { ...mine, instanceName: "other" })]);
        expect(run.errors.join()).toMatch(/IdempotentParameterMismatch.*Change `token` in the program/s);
        expect(run.errors.join()).not.toMatch(/another token/);
        expect(world.instances().map(({ name }) => name)).not.toContain("other");
      }
      const changed = [named("two", { ...mine, instanceName: "other", token: "yours" })];
      expect(await world.engine.up(changed)).toMatchObject({ errors: [] });
      expect(world.sent("CreateInstance").map(({ Token }) => Token)).toEqual(["mine", "mine", "mine", "yours"]);
    });
  });

  test("a token that a killed run used for other arguments, and whose instance is gone, fails no run", async () => {
    await world.up({ ...base, instanceName: "before" }, { death: { call: 2, when: "after", who: "plugin" } });
    const [begun] = world.instances();
    expect(world.sent("CreateInstance")).toHaveLength(1);
    world.sandbox.drift({ cloud: "aliyun", id: begun?.id as string, delete: true });
    await world.done(base);
    await world.reconcile();
  });

  describe("restoring", () => {
    const restored = async () => {
      // The second up removes our tags, so that the instance is nobody's when it leaves the state.
      for (let run = 0; run < 2; run++) await world.done({ ...base, securityIps: ["10.7.0.1"] });
      const srcDBInstanceId = world.id();
      world.engine.state = [];
      return { ...base, srcDBInstanceId, instanceName: "restored" };
    };

    test.each([
      ["a backup set", { backupId: "111111111" }],
      ["a cluster's backup set", { clusterBackupId: "cb-1" }],
      ["a point in time", { restoreTime: "2026-01-01T00:00:00Z" }],
    ])("from %s works, and removing the arguments is no difference", async (_, point) => {
      const args = await restored();
      await world.done({ ...args, ...point });
      expect(world.instances().find(({ name }) => name === "restored")?.properties.Source).toMatchObject({
        SrcDBInstanceId: args.srcDBInstanceId,
      });
      const plain = { ...args, srcDBInstanceId: undefined };
      expect((await world.up(plain)).steps).toEqual(["same cache"]);
      expect((await world.up(plain, { refresh: true })).steps).toEqual(["same cache"]);
    });

    test("from another backup set replaces the instance", async () => {
      const args = await restored();
      await world.done({ ...args, backupId: "111111111" });
      expect((await world.preview({ ...args, backupId: "2" })).steps).toContain("replace cache");
    });
  });

  const essd = { instanceClass: "tair.essd.standard.xlarge", storage: 60, storageType: "essd_pl1" };
  test.each<[string, Args, Args]>([
    ["tair_rdb", { instanceClass: "tair.rdb.1g" }, { instanceClass: "tair.rdb.2g" }],
    ["tair_scm", { instanceClass: "tair.scm.standard.1m.4d" }, { instanceClass: "tair.scm.standard.2m.8d" }],
    ["tair_essd", essd, { storage: 120 }],
  ])(
    "%s is created by its own call, PostPaid unless the program says otherwise, and resized in place",
    async (instanceType, size, change) => {
      const { engineVersion: _, ...rest } = base;
      const tags = { a: "1", b: "2", c: "3", d: "4", e: "5" };
      const program = { ...rest, instanceType, ...size, nodeType: "MASTER_SLAVE", tags };
      await world.reconcile(program, { refresh: true });
      const first = world.id();
      expect(world.sent("CreateTairInstance")).toMatchObject([{ ChargeType: "PostPaid", ShardType: "MASTER_SLAVE" }]);
      expect(world.sent("CreateTairInstance")[0]).not.toHaveProperty("Token");
      await world.reconcile({ ...program, ...change }, { refresh: true });
      expect(world.id()).toBe(first);
      expect(world.instances()[0]?.tags).toEqual(tags);
    },
  );

  test.each<[Args, RegExp]>([
    [{ srcDBInstanceId: "r-bp1aaaa" }, /srcDBInstanceId: needs one of backupId, clusterBackupId, restoreTime/],
    [{ backupId: "1" }, /srcDBInstanceId: must be given with backupId/],
    [{ instanceType: "tair_rdb", instanceClass: undefined, capacity: 1024 }, /: tair_rdb needs instanceClass/],
    [{ instanceType: "tair_rdb", vpcId: undefined, vSwitchId: undefined }, /: tair_rdb needs vpcId, vSwitchId/],
    [{ instanceType: "tair_rdb", appendonly: "yes" }, /instanceType: tair_rdb does not take appendonly/],
    [{ bandwidth: 31, shardCount: 2 }, /bandwidth: must be divisible by the 2 shards/],
    [{ storage: 60, storageType: "essd_pl1" }, /storage: and storageType are only for instanceType tair_essd/],
  ])("arguments that exclude each other are rejected at preview: %p", (args, message) => {
    expect(validated({ ...base, ...args }).failures.join()).toMatch(message);
  });
});
