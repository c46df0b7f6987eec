import { readFileSync } from "node:fs";
import { join } from "node:path";
import { aliyunRedisSchema } from "../../provider/aliyun/validation";
import { validate } from "../../provider/core/resource/schema";
import { type Case, openCase } from "../contract/fixture";
import { aliyunFixture, base } from "./fixture";

type Args = Readonly<Record<string, unknown>>;

const twenty = Object.fromEntries(Array.from({ length: 20 }, (_, i) => [`key${String(i).padStart(2, "0")}`, `${i}`]));

describe("AliyunRedis", () => {
  let it: Case;
  beforeEach(async () => {
    it = await openCase(aliyunFixture);
  });
  afterEach(() => it.close());

  const up = async (args: Args) => it.engine.up(it.program(args));
  const done = async (args: Args) => expect((await up(args)).errors).toEqual([]);
  const sent = (action: string) =>
    it.sandbox.requests().flatMap((request) => (request.action === action ? [request.params] : []));
  const tags = () => it.instances()[0]?.tags;

  describe("the samples of the vendor's pages", () => {
    const judge = (args: Args) => validate(aliyunRedisSchema, args);
    const config = {
      EvictionPolicy: "volatile-lru",
      "hash-max-ziplist-entries": 512,
      "zset-max-ziplist-entries": 128,
      "zset-max-ziplist-value": 64,
      "set-max-intset-entries": 512,
      "hash-max-ziplist-value": 64,
    };

    test("of 2018: a class, a region and a name, without any network", async () => {
      const sample = {
        regionId: "cn-hangzhou",
        instanceClass: "redis.master.2xlarge.default",
        instanceName: "r-xxxxxxxxxxxxxxx",
      };
      expect(judge(sample)).toMatchObject({ failures: [] });
      await done(sample);
      expect(it.engine.state[0]?.outputs).toMatchObject({
        capacity: 16384,
        bandwidth: 32,
        connections: 10000,
        qps: 100000,
      });
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
      const { failures, warnings } = judge(sample);
      expect(failures).toEqual([]);
      expect(warnings.join()).toMatch(/password: has characters other than/);
      await it.converge(sample, { refresh: true });
      expect(it.engine.state[0]?.outputs).toMatchObject({
        config,
        privateIpAddress: "172.16.0.10",
        orderId: expect.any(String),
      });
    });

    test("of 2019, paid in advance: twelve months, renewed by three", async () => {
      const sample = { ...base, chargeType: "PrePaid", period: 12, autoRenew: true, autoRenewPeriod: 3 };
      await it.converge(sample, { refresh: true });
      expect(sent("CreateInstance")).toMatchObject([{ Period: "12", AutoRenew: "true", AutoRenewPeriod: "3" }]);
    });

    test("every field of both answers is an output", async () => {
      await done(base);
      const { outputs } = it.engine.state[0] ?? { outputs: {} };
      const fields =
        "instanceId instanceName status connectionDomain port connectionString privateIpAddress userName capacity bandwidth connections qps config zoneId regionId vpcId vSwitchId networkType nodeType architectureType engineVersion chargeType createTime orderId";
      for (const field of fields.split(" ")) expect(outputs).toHaveProperty(field);
      const source = readFileSync(join(__dirname, "../../provider/aliyun/resource.ts"), "utf8");
      for (const field of [...fields.split(" "), "endTime", "publicConnectionDomain"])
        expect(source).toMatch(new RegExp(`declare readonly ${field}: Output`));
    });
  });

  describe("twenty tags and our mark, which takes one place", () => {
    test("the mark travels with nineteen, the twentieth follows when the mark is off, and the next preview is empty", async () => {
      await done({ ...base, tags: twenty });
      expect(Object.keys(sent("CreateInstance")[0] ?? {}).filter((name) => /^Tag\.\d+\.Key$/.test(name))).toHaveLength(
        20,
      );
      expect(Object.values(sent("CreateInstance")[0] ?? {})).toContain("pulumi-cn-cache:pending");
      expect(tags()).toEqual(twenty);
      const labelling = it.changingCalls().filter((action) => /tag/i.test(action));
      expect(labelling).toEqual(["UntagResources", "TagResources"]);
      expect((await it.engine.up(it.program({ ...base, tags: twenty }), { refresh: true })).steps).toEqual([
        "same cache",
      ]);
    });

    test("a run that dies at any call loses neither the instance nor, in the end, a tag", async () => {
      for (let call = 1; ; call++) {
        const world = await openCase(aliyunFixture);
        const program = world.program({ ...base, tags: twenty });
        const run = await world.engine.up(program, { death: { call, when: "after", who: "plugin" } });
        expect((await world.engine.up(program)).errors).toEqual([]);
        // What died at the very end, between mark and tag, is seen by a refresh.
        for (let again = 0; again < 2; again++) await world.engine.up(program, { refresh: true });
        expect(world.instances().map(({ id }) => id)).toEqual(world.ids());
        expect(world.instances()[0]?.tags).toEqual(twenty);
        await world.close();
        if (!run.died) break;
      }
    });

    test("from nineteen to twenty on a living instance, and back", async () => {
      const { key19: _, ...nineteen } = twenty;
      await it.converge({ ...base, tags: nineteen });
      await it.converge({ ...base, tags: twenty });
      await it.converge({ ...base, tags: { ...nineteen, other: "x" } });
      expect(Object.keys(tags() ?? {})).toHaveLength(20);
    });
  });

  describe("dryRun", () => {
    test("that passes makes nothing, has no id, and fails with the verdict", async () => {
      const run = await up({ ...base, dryRun: true });
      expect(run.errors.join()).toMatch(
        /the dry run passed: Alibaba Cloud would create this instance.*Take dryRun out.*\n.*Nothing was created/,
      );
      expect([it.instances(), it.engine.state]).toEqual([[], []]);
    });

    test("that fails tells what a creation would have met", async () => {
      const run = await up({ ...base, instanceClass: "redis.shard.none.ce", dryRun: true });
      expect(run.errors.join()).toMatch(/InvalidInstanceClass.NotFound.*redis.shard.none.ce is not sold/);
      expect(it.instances()).toEqual([]);
    });

    test("taken out, the same program creates, and to an instance that exists it is nothing", async () => {
      await up({ ...base, dryRun: true });
      await done(base);
      expect((await up({ ...base, dryRun: true })).steps).toEqual(["same cache"]);
    });
  });

  describe("token", () => {
    test("of the user's is sent with the first creation, and not with that of a replacement", async () => {
      await done({ ...base, token: "mine" });
      await done({ ...base, token: "mine", privateIpAddress: "172.16.0.10" });
      expect(sent("CreateInstance").map(({ Token }) => Token === "mine")).toEqual([true, false]);
      expect(it.instances()).toHaveLength(1);
    });

    test("of the user's does not bring the old instance back when the replacement is forced", async () => {
      await done({ ...base, token: "mine" });
      const [first] = it.ids();
      expect((await it.engine.up(it.program({ ...base, token: "mine" }), { replace: ["cache"] })).errors).toEqual([]);
      expect(it.ids()).not.toEqual([first]);
      expect(it.instances().map(({ id }) => id)).toEqual(it.ids());
    });

    test("of the user's that was used for another creation is refused clearly, and never replaced by a random one", async () => {
      const program = (name: string, args: Args) => ({ type: "AliyunRedis", name, args: { ...args } });
      await it.engine.up([program("one", { ...base, token: "mine" })]);
      const both = [
        program("one", { ...base, token: "mine" }),
        program("two", { ...base, instanceName: "other", token: "mine" }),
      ];
      expect((await it.engine.up(both)).errors.join()).toMatch(/IdempotentParameterMismatch/);
      expect(it.instances()).toHaveLength(1);
    });
  });

  test("a token that a killed run has used for other arguments, whose instance is gone, stands in the way of one run only", async () => {
    const creating = { death: { call: 2, when: "after", who: "plugin" } } as const;
    await it.engine.up(it.program({ ...base, instanceName: "before" }), creating);
    const [begun] = it.instances();
    expect(sent("CreateInstance")).toHaveLength(1);
    it.sandbox.drift({ cloud: "aliyun", id: begun?.id as string, delete: true });
    expect((await up(base)).errors.join()).toMatch(
      /IdempotentParameterMismatch.*No instance with this resource's mark/,
    );
    await it.converge();
  });

  describe("restore", () => {
    const withSource = async () => {
      await done({ ...base, securityIps: ["10.7.0.1"] });
      const [id] = it.ids();
      it.engine.state = [];
      return { ...base, srcDBInstanceId: id as string, instanceName: "restored" };
    };
    const born = () => it.instances().find(({ name }) => name === "restored")?.properties;

    test.each([
      ["a backup set", { backupId: "111111111" }],
      ["a cluster's backup set", { clusterBackupId: "cb-1" }],
      ["a moment", { restoreTime: "2026-01-01T00:00:00Z" }],
    ])("from %s, and taking the arguments away is no difference", async (_, point) => {
      const restored = await withSource();
      await done({ ...restored, ...point });
      expect(born()?.Source).toMatchObject({ SrcDBInstanceId: restored.srcDBInstanceId });
      const { srcDBInstanceId: __, ...plain } = restored;
      expect((await up(plain)).steps).toEqual(["same cache"]);
      expect((await it.engine.up(it.program(plain), { refresh: true })).steps).toEqual(["same cache"]);
    });

    test("from another backup set is another instance", async () => {
      const restored = await withSource();
      await done({ ...restored, backupId: "1" });
      expect((await it.engine.preview(it.program({ ...restored, backupId: "2" }))).steps).toContain("replace cache");
    });

    test.each([
      [{ srcDBInstanceId: "r-bp1aaaa" }, /srcDBInstanceId: needs one of backupId, clusterBackupId, restoreTime/],
      [{ backupId: "1" }, /srcDBInstanceId: must be given with backupId/],
    ])("with half of what it needs is refused at preview: %p", (args, complaint) => {
      expect(validate(aliyunRedisSchema, { ...base, ...args }).failures.join()).toMatch(complaint);
    });
  });

  describe("Tair", () => {
    const { engineVersion: _, ...place } = base;
    test.each([
      ["tair_rdb", { instanceClass: "tair.rdb.1g" }, { instanceClass: "tair.rdb.2g" }],
      ["tair_scm", { instanceClass: "tair.scm.standard.1m.4d" }, { instanceClass: "tair.scm.standard.2m.8d" }],
      [
        "tair_essd",
        { instanceClass: "tair.essd.standard.xlarge", storage: 60, storageType: "essd_pl1" },
        { storage: 120 },
      ],
    ])(
      "%s is made by its own call, by use unless the program says otherwise, and resized in place",
      async (instanceType, make, change) => {
        const program = {
          ...place,
          instanceType,
          ...make,
          nodeType: "MASTER_SLAVE",
          tags: { a: "1", b: "2", c: "3", d: "4", e: "5" },
        };
        await it.converge(program, { refresh: true });
        const [first] = it.ids();
        expect(sent("CreateTairInstance")).toMatchObject([{ ChargeType: "PostPaid", ShardType: "MASTER_SLAVE" }]);
        expect(sent("CreateTairInstance")[0]).not.toHaveProperty("Token");
        expect(tags()).toEqual(program.tags);
        await it.converge({ ...program, ...change }, { refresh: true });
        expect(it.ids()).toEqual([first]);
      },
    );

    test.each([
      [
        { instanceType: "tair_rdb", instanceClass: undefined, capacity: 1024 },
        /instanceType: tair_rdb needs instanceClass/,
      ],
      [
        { instanceType: "tair_rdb", vpcId: undefined, vSwitchId: undefined },
        /instanceType: tair_rdb needs vpcId, vSwitchId/,
      ],
      [{ bandwidth: 31, shardCount: 2 }, /bandwidth: must be divisible by the 2 shards/],
      [{ instanceType: "tair_rdb", appendonly: "yes" }, /instanceType: tair_rdb does not take appendonly/],
      [{ storage: 60, storageType: "essd_pl1" }, /storage: and storageType are for instanceType tair_essd/],
    ])("what does not go together is refused at preview: %p", (args, complaint) => {
      expect(validate(aliyunRedisSchema, { ...base, ...args }).failures.join()).toMatch(complaint);
    });
  });
});
