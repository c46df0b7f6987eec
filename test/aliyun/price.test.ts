import { base } from "./fixture";
import { type Args, useAliyun } from "./world";

/** What the preflight says an order costs, which is what the order has. */
describe("the price of an AliyunRedis", () => {
  const world = useAliyun();
  const native = { ...base, instanceClass: "redis.shard.small.2.ce", zoneId: "cn-hangzhou-h", engineVersion: "7.0" };
  const essd = {
    instanceType: "tair_essd",
    instanceClass: "tair.essd.standard.xlarge",
    engineVersion: "2.0",
    storageType: "essd_pl1",
  };
  /** CNY a month. */
  const priceOf = async (args: Args): Promise<number> => {
    const run = await world.up({ ...args, preflight: true });
    expect(run).toMatchObject({ errors: [], warnings: [] });
    return Number(/costs ([\d.]+) CNY a month/.exec(run.infos.join())?.[1]);
  };
  const plain = 146;

  test.each<[string, Args, number]>([
    ["one node", { nodeType: "STAND_ALONE" }, plain / 2],
    ["one node, in the word of the answers", { nodeType: "single" }, plain / 2],
    ["shards", { shardCount: 3 }, plain * 3],
    ["read-only nodes", { readOnlyCount: 2 }, plain * 2],
    [
      "read-only nodes in both zones",
      { readOnlyCount: 1, slaveReadOnlyCount: 1, secondaryZoneId: "cn-hangzhou-i" },
      plain * 2,
    ],
    ["shards with read-only nodes", { shardCount: 2, readOnlyCount: 1 }, plain * 3],
    ["further replicas", { replicaCount: 3 }, plain * 2],
    ["the usual replica", { replicaCount: 1 }, plain],
    ["a disk", { ...essd, storage: 60 }, 60 * plain],
    ["a larger disk", { ...essd, storage: 120 }, 120 * plain],
  ])("has %s", async (_what, args, expected) => {
    expect(await priceOf({ ...native, ...args })).toBe(expected);
  });

  test("is for the months of the order, and with its coupon", async () => {
    const months = { chargeType: "PrePaid", period: 3 };
    expect(await priceOf({ ...native, ...months, readOnlyCount: 2, couponNo: "c-1" })).toBe(200);
    expect(world.sent("DescribePrice")).toMatchObject([
      {
        CouponNo: "c-1",
        ...{ Period: "3", ChargeType: "PrePaid" },
        Instances: expect.stringContaining('"Period":"3"'),
      },
    ]);
  });
});
