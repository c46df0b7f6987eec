import { findClass } from "../catalogue";
import { ApiError } from "../errors";
import { type AliyunInstance, type AliyunProperties, status } from "../instance";
import {
  type Context,
  done,
  findInstance,
  invalid,
  type Operation,
  order,
  orderId,
  requireOrderCompleted,
  within,
} from "../state";

export const addShardingNode: Operation = {
  mutating: true,
  known: "[sdk] ShardCount is a difference, default 1, at most 64 at a time, 2 to 256 in all",
  handle: (context) => {
    const instance = findInstance(context);
    const more = within(context.args, "ShardCount", 1, 64) ?? 1;
    const old = instance.properties.ShardCount;
    resize(context, instance, old + more);
    const nodes = Array.from({ length: more }, (_, index) => `${instance.id}-db-${old + index}`);
    return done(instance, { NodeIds: nodes, OrderId: orderId(context) });
  },
};

export const deleteShardingNode: Operation = {
  mutating: true,
  known: "[sdk] NodeId before ShardCount, taken from the end",
  handle: (context) => {
    const { args } = context;
    const instance = findInstance(context);
    const named = args.text("NodeId")?.split(",").length;
    const fewer = named ?? within(args, "ShardCount", 1, 256) ?? 1;
    resize(context, instance, instance.properties.ShardCount - fewer);
    return done(instance, { OrderId: String(orderId(context)) });
  },
};

function resize(context: Context, instance: AliyunInstance, shards: number): void {
  requireOrderCompleted(instance);
  const { properties: p } = instance;
  const made = findClass(p.RealInstanceClass);
  if (made === undefined || made.product === "Local" || p.ArchitectureType !== "cluster") {
    throw new ApiError("InstanceType.NotSupport");
  }
  if (shards < 2 || shards > 256) throw invalid("An instance has from 2 to 256 shards.");
  order(context, instance, status.changing, {
    ShardCount: shards,
    Capacity: made.capacityMb * shards,
    Bandwidth: made.bandwidth * shards,
    Connections: made.connections * shards,
    QPS: made.qps * shards,
  } satisfies Partial<AliyunProperties>);
}

export const describeIntranetAttribute: Operation = {
  mutating: false,
  known: "[sdk] fields",
  handle: (context) => {
    const { Bandwidth } = findInstance(context).properties;
    return { content: { IntranetBandwidth: Bandwidth, BandwidthPrePaid: "0", ExpireTime: "0" } };
  },
};

export const modifyInstanceBandwidth: Operation = {
  mutating: true,
  known:
    "[sdk] the total, divisible by the shards, not for read/write splitting; [guess] from the class's own to six times it",
  handle: (context) => {
    const instance = findInstance(context);
    requireOrderCompleted(instance);
    const { ArchitectureType, ShardCount, RealInstanceClass } = instance.properties;
    if (ArchitectureType === "rwsplit") throw new ApiError("InstanceType.NotSupport");
    const wish = Number(context.args.must("TargetIntranetBandwidth"));
    const made = findClass(RealInstanceClass);
    const least = (made?.bandwidth ?? 1) * (ShardCount / (made?.shards ?? 1));
    if (!Number.isInteger(wish) || wish % ShardCount !== 0) {
      throw invalid("TargetIntranetBandwidth has to be divisible by the number of shards.");
    }
    if (wish < least || wish > least * 6)
      throw invalid(`TargetIntranetBandwidth has to be from ${least} to ${least * 6}.`);
    order(context, instance, status.changing, { Bandwidth: wish });
    return done(instance, { OrderId: String(orderId(context)) });
  },
};
