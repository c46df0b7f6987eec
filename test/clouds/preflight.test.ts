import { aliyunRedisBatchDefinition } from "../../provider/aliyun/batch/definition";
import { aliyunRedisDefinition } from "../../provider/aliyun/definition";
import type { AnyResourceDefinition } from "../../provider/core/provider/factory";
import { huaweiDcsBatchDefinition } from "../../provider/huawei/batch/definition";
import { huaweiDcsInstanceDefinition } from "../../provider/huawei/definition";
import { jdRedisDefinition } from "../../provider/jd/definition";
import { aliyunBatchFixture } from "../aliyun/batchFixture";
import { base as aliyun } from "../aliyun/fixture";
import { type Args, useKey } from "../contract/fixture";
import { type TestWorld, testWorld } from "../engine/world";
import { huaweiBatchFixture } from "../huawei/batchFixture";
import { base as huawei } from "../huawei/fixture";
import { base as jd } from "../jd/fixture";
import { useEach } from "../support/useEach";

interface Row {
  readonly definition: AnyResourceDefinition;
  readonly program: Args;
  /** The same with something that is not sold there, and what the error says of it. */
  readonly unsold: Args;
  readonly instead: RegExp;
  /** The operations of the preflight alone, which no other run calls. */
  readonly asks: readonly string[];
  /** What is said of the price; absent where the cloud tells none. */
  readonly price?: RegExp;
  /** What is said of a used-up quota of as many instances as the program has; absent where the cloud tells none. */
  readonly quota?: RegExp;
  readonly creates: string;
}

const aliyunGroup = { izNo: "cn-hangzhou-h", instanceClass: "redis.master.small.default", quantity: 2 };

const rows: Readonly<Record<string, Row>> = {
  AliyunRedis: {
    definition: aliyunRedisDefinition,
    program: { ...aliyun, instanceClass: "redis.shard.small.2.ce", zoneId: "cn-hangzhou-h", engineVersion: "7.0" },
    unsold: { ...aliyun, instanceClass: "redis.shard.small.2.ce", zoneId: "cn-hangzhou-f", engineVersion: "7.0" },
    instead: /redis\.shard\.small\.2\.ce is not sold in cn-hangzhou-f now.*is sold in cn-hangzhou-/,
    asks: ["DescribeAvailableResource", "DescribePrice"],
    price: /^AliyunRedis \(cn-hangzhou\) costs 146\.00 CNY a month \(0\.2 CNY an hour, 730 hours\)\.$/,
    creates: "CreateInstance",
  },
  AliyunRedisBatch: {
    definition: aliyunRedisBatchDefinition,
    program: { ...aliyunBatchFixture.program(), instances: [aliyunGroup, { ...aliyunGroup, quantity: 1 }] },
    unsold: {
      ...aliyunBatchFixture.program(),
      instances: [aliyunGroup, { ...aliyunGroup, instanceClass: "redis.shard.none.ce" }],
    },
    instead: /group 1: redis\.shard\.none\.ce is not sold in cn-hangzhou-h now; sold there: redis\.shard\./,
    asks: ["DescribeAvailableResource", "DescribePrice"],
    price:
      /group 0 costs 292\.00 CNY a month \(2 instances at 0\.2 .*\n.*group 1 costs 146\.00 .*\nTogether 438\.00 CNY/,
    creates: "CreateInstances",
  },
  HuaweiDcsInstance: {
    definition: huaweiDcsInstanceDefinition,
    program: huawei,
    unsold: { ...huawei, engineVersion: "6.0", specCode: "redis.ha.xu1.large.r9.1" },
    instead: /redis\.ha\.xu1\.large\.r9\.1 is not available in cn-north-4.*Available there with 1 GB: redis\.ha\./,
    asks: ["ListOnDemandResourceRatings"],
    quota: /quota of 1 instances is used up \(1 in use\)/,
    price: /^HuaweiDcsInstance \(cn-north-4\) costs 182\.50 CNY a month \(0\.25 CNY an hour, 730 hours\)\.$/,
    creates: "CreateInstance",
  },
  HuaweiDcsBatch: {
    definition: huaweiDcsBatchDefinition,
    program: huaweiBatchFixture.program({ quantity: 3 }),
    unsold: { ...huaweiBatchFixture.program({ quantity: 3 }), azCodes: ["cn-north-4z"] },
    instead: /there is no zone cn-north-4z in cn-north-4/,
    asks: ["ListOnDemandResourceRatings"],
    quota: /quota of 3 instances has no room for 3 more \(3 in use\)/,
    price: /costs 547\.50 CNY a month \(3 instances at 0\.25 CNY an hour, 730 hours\)\.$/,
    creates: "CreateInstance",
  },
  JdRedis: {
    definition: jdRedisDefinition,
    program: jd,
    unsold: { ...jd, redisVersion: "2.8" },
    instead: /is sold in cn-north-1 with engine version .*, not 2\.8/,
    asks: ["describeAvailableResource", "describeUserQuota"],
    quota: /quota of 1 instances is used up \(1 in use\)/,
    creates: "createCacheInstance",
  },
};

describe.each(Object.entries(rows))("preflight of %s", (_name, row) => {
  const { definition, program, unsold, instead, asks, price, quota, creates } = row;
  const { cloud } = definition;
  const mayNotAsk = { id: "MAYNOTASKKEY00000001", secret: "MayNotAskSecret0001", deny: [...asks] };
  const quotaOf = Number(program.instanceNum ?? 1);
  const hasQuota = { id: "QUOTAOFTHESEKEY00001", secret: "QuotaOfTheseSecret01", quota: quotaOf };
  const opened: { world: TestWorld } = useEach(async () => {
    const world = await testWorld([definition], {
      provisionMs: 6_000,
      keys: { [cloud.name]: [mayNotAsk, hasQuota] },
    });
    return { world, close: () => world.close() };
  });
  const on = { "cn-cache:preflight": "true" };
  const actions = () => opened.world.sandbox.requests().map(({ action }) => action);
  const asked = () => [...new Set(actions().filter((action) => asks.includes(action)))].sort();
  const up = (args: Args, config: Readonly<Record<string, string>> = {}) => {
    const { engine } = opened.world;
    engine.config = { ...engine.config, ...config };
    return engine.up([{ type: definition.type, name: "cache", args: { ...args } }]);
  };

  test("is asked before the order, where the configuration or the resource says so, and shows the price", async () => {
    const { errors, infos, warnings } = await up(program, on);
    expect([errors, warnings]).toEqual([[], []]);
    expect(asked()).toEqual([...asks].sort());
    expect(Math.max(...asks.map((action) => actions().lastIndexOf(action)))).toBeLessThan(actions().indexOf(creates));
    expect(infos).toEqual(price ? [expect.stringMatching(price)] : []);
  });

  test("is asked where only the resource says so", async () => {
    expect((await up({ ...program, preflight: true })).errors).toEqual([]);
    expect(asked()).toEqual([...asks].sort());
  });

  test.each([
    ["nothing says so", {}, {}],
    ["the resource says no", { preflight: false }, on],
  ])("costs no call where %s", async (_when, args, config) => {
    expect(await up({ ...program, ...args }, config)).toMatchObject({ errors: [], infos: [] });
    expect(asked()).toEqual([]);
  });

  test("an unchanged program is asked nothing, nor is one that says no from now on", async () => {
    await up({ ...program, preflight: true });
    const before = asked().length;
    const second = await up({ ...program, preflight: false });
    expect([second.errors, second.steps, second.infos]).toEqual([[], ["same cache"], []]);
    expect(asked()).toHaveLength(before);
  });

  test("what is not sold ends the run before any order, with what is sold", async () => {
    const { errors, warnings } = await up(unsold, on);
    expect(errors.join()).toMatch(instead);
    expect(warnings.join()).not.toMatch(/preflight/);
    expect(errors.join()).toMatch(/nothing was ordered/);
    expect(actions()).not.toContain(creates);
    expect(opened.world.sandbox.instances()).toEqual([]);
  });

  test("what may not be asked is a warning, and the order goes on", async () => {
    useKey(opened.world, definition, mayNotAsk);
    const { errors, warnings, infos } = await up(program, on);
    expect([errors, infos]).toEqual([[], []]);
    for (const action of asks)
      expect(warnings.join("\n")).toMatch(new RegExp(`could not be read: ${action} was rejected`));
    expect(opened.world.sandbox.instances()).not.toEqual([]);
  });

  if (quota)
    test("a quota that does not suffice ends the run before the order", async () => {
      useKey(opened.world, definition, hasQuota);
      expect((await up(program)).errors).toEqual([]);
      const orders = () => actions().filter((action) => action === creates);
      const { engine } = opened.world;
      const args = { ...program, preflight: true };
      const { errors } = await engine.up([
        { type: definition.type, name: "cache", args },
        { type: definition.type, name: "another", args },
      ]);
      expect(errors.join()).toMatch(quota);
      expect(errors.join()).toMatch(/The preflight says so, and nothing was ordered/);
      expect(orders()).toHaveLength(1);
    });
});

describe("the preflight of a JdRedis", () => {
  const world = useEach(() => testWorld([jdRedisDefinition], { provisionMs: 6_000 }));
  const { redisVersion: _, ...anyVersion } = jd as Args;
  const up = (args: Args) =>
    world.engine.up([{ type: "JdRedis", name: "cache", args: { ...anyVersion, preflight: true, ...args } }]);

  test("answers a class that nobody sells with the nearest, by memory and series, also without a version", async () => {
    const { errors } = await up({ cacheInstanceClass: "redis.m.huge.basic" });
    expect(errors.join()).toMatch(
      /redis\.m\.huge\.basic is not sold in cn-north-1; sold there: redis\.m\.\w+\.basic, /,
    );
    expect(world.sandbox.instances()).toEqual([]);
  });

  test("leaves to the order whether a class of one shard is a native cluster, because such an instance can become one", async () => {
    expect(await up({ redisVersion: "4.0", cacheInstanceType: "native-cluster" })).toMatchObject({ errors: [] });
  });

  test.each([
    ["cacheInstanceType", "cluster", "master-slave"],
    ["cpuArchType", "arm64", "amd64"],
  ])("says with which %s a class is sold that is not sold with %s", async (name, wanted, sold) => {
    const { errors } = await up({ redisVersion: "4.0", [name]: wanted });
    expect(errors.join()).toContain(`redis.m.micro.basic is sold in cn-north-1 with ${name} ${sold}, not ${wanted}.`);
  });
});
