import type { Result, SdkFixture } from "../sdk";

export const RegionId = "cn-hangzhou";
export const ZoneId = "cn-hangzhou-h";
export const network = { VpcId: "vpc-bp1nme44gek34slfc0001", VSwitchId: "vsw-bp1e7clcw529l773d0001" };
export const community = { InstanceClass: "redis.master.small.default", EngineVersion: "5.0" };
export const cluster = { InstanceClass: "redis.shard.small.ce", ZoneId, ShardCount: 2 };
export const month = { ChargeType: "PrePaid", Period: "1" };

/** @returns the id of the new instance */
export async function create(sdk: SdkFixture, more: Result = {}): Promise<string> {
  const wanted = { RegionId, ...community, Password: "Secret-123", ...more };
  return String((await sdk.call("CreateInstance", wanted)).InstanceId);
}

export async function createTair(sdk: SdkFixture): Promise<string> {
  const type = { InstanceType: "tair_rdb", InstanceClass: "tair.rdb.1g", ChargeType: "PostPaid" };
  const wanted = { RegionId, ZoneId, ...network, ...type, Password: "Secret-123" };
  return String((await sdk.call("CreateTairInstance", wanted)).InstanceId);
}

/** What DescribeInstanceAttribute shows. */
export async function shown(sdk: SdkFixture, InstanceId: string): Promise<Result> {
  const { Instances } = await sdk.call("DescribeInstanceAttribute", { InstanceId });
  return (Instances as { DBInstanceAttribute: Result[] }).DBInstanceAttribute[0] ?? {};
}

/** A time like 2026-11-26T18:00Z. */
export const day = (offset: number) => `${new Date(Date.now() + offset * 86_400_000).toISOString().slice(0, 16)}Z`;
