import { findClass, withShards } from "../catalogue";
import { ApiError, invalid, missing } from "../errors";
import { withToken } from "../idempotency";
import { type AliyunInstance, type AliyunProperties, propertiesOfClass, status } from "../instance";
import { readNodes, withNodeType } from "../nodes";
import { newOrderId } from "../orders";
import { checkStock } from "../placement";
import {
  type Context,
  change,
  done,
  findInstance,
  type Result,
  read,
  requireOrderCompleted,
  transitByOrder,
} from "../state";

export const modifyInstanceSpec = withToken("ClientToken", {
  mutating: true,
  known:
    "[sdk] parameters; [tf] MajorVersion with classic classes (#10016), node counts in separate calls, order of states",
  handle: modifySpec,
});

const sizeParameters = [
  "InstanceClass",
  "NodeType",
  "ShardCount",
  "ReplicaCount",
  "SlaveReplicaCount",
  "ReadOnlyCount",
  "SlaveReadOnlyCount",
  "Storage",
  "StorageType",
  "SecondaryZoneId",
];

function modifySpec(context: Context): Result {
  const { args, world } = context;
  const instance = findInstance(context);
  requireOrderCompleted(instance);
  if (!sizeParameters.some((name) => args.has(name))) throw missing("InstanceClass");
  if (args.has("ReadOnlyCount") && args.has("SlaveReadOnlyCount")) {
    throw invalid("ReadOnlyCount and SlaveReadOnlyCount cannot be changed in one call.");
  }
  const { InstanceClass, ...atTheEnd } = readTarget(context, instance.properties);
  checkDirection(context, instance, atTheEnd.Capacity);
  // The ordered class shows at once, the one that really runs only at the end. [tf]
  transitByOrder(context, instance, status.changing, atTheEnd, { InstanceClass });
  return done(instance, { OrderId: String(newOrderId(world)) });
}

type Target = Partial<AliyunProperties> & Pick<AliyunProperties, "InstanceClass" | "Capacity">;

function readTarget({ args }: Context, observed: AliyunProperties): Target {
  const requested = findClass(args.text("InstanceClass") ?? observed.RealInstanceClass);
  const old = findClass(observed.RealInstanceClass);
  if (requested === undefined || !requested.versions.includes(observed.EngineVersion))
    throw new ApiError("InvalidInstanceClass.NotFound");
  if (old !== undefined && old.product !== requested.product) throw new ApiError("COMMODITY.INVALID_COMPONENT");
  const isClassic = requested.product === "Local";
  if (isClassic && args.has("InstanceClass") && args.text("MajorVersion") !== observed.EngineVersion) {
    throw new ApiError(
      "MissingParameter",
      `MajorVersion is mandatory for this action and has to be ${observed.EngineVersion}.`,
    );
  }
  checkStock([observed.ZoneId, observed.SecondaryZoneId], requested.name);
  const node = withNodeType(requested, args.text("NodeType"));
  // A cloud-native class has one shard, so the instance keeps its own shards unless the call says how many.
  const keepsShards = !isClassic && !args.has("ShardCount");
  const nodes = readNodes(args, keepsShards ? withShards(node, observed.ShardCount) : node, observed);
  const storage = args.int("Storage");
  return {
    ...propertiesOfClass(nodes.class),
    NodeType: args.has("NodeType") || isClassic ? node.node : observed.NodeType,
    ShardCount: nodes.class.shards,
    ...(isClassic ? { ReadOnlyCount: requested.readOnly } : {}),
    ...nodes.properties,
    ...(storage === undefined ? {} : { Storage: String(storage) }),
    ...(args.has("StorageType") ? { StorageType: args.must("StorageType") } : {}),
    ...(args.has("SecondaryZoneId") ? { SecondaryZoneId: args.must("SecondaryZoneId"), ZoneType: "doublezone" } : {}),
  };
}

/** Prepaid instances name the direction, which follows the price at the vendor. [sdk] Here it follows the capacity. */
function checkDirection({ args }: Context, { properties }: AliyunInstance, capacity: number): void {
  const direction = args.text("OrderType") ?? "UPGRADE";
  if (properties.ChargeType !== "PrePaid" || capacity === properties.Capacity) return;
  const fits = direction === "UPGRADE" ? capacity > properties.Capacity : capacity < properties.Capacity;
  if (!fits) throw invalid(`OrderType ${direction} does not fit the change.`);
}

export const addShardingNode = change({
  known: "[sdk] ShardCount is a difference, default 1, at most 64 at a time, 2 to 256 in all",
  require: [requireOrderCompleted],
  during: status.changing,
  isOrder: true,
  set: ({ properties }, { args }) =>
    propertiesOfShards(properties, properties.ShardCount + (args.int("ShardCount") ?? 1)),
  answer: ({ id, properties }, { args, world }) => ({
    NodeIds: Array.from({ length: args.int("ShardCount") ?? 1 }, (_, at) => `${id}-db-${properties.ShardCount + at}`),
    OrderId: newOrderId(world),
  }),
});

export const deleteShardingNode = change({
  known: "[sdk] NodeId before ShardCount, taken from the end",
  require: [requireOrderCompleted],
  during: status.changing,
  isOrder: true,
  set: ({ properties }, { args }) => {
    const fewer = args.text("NodeId")?.split(",").length ?? args.int("ShardCount") ?? 1;
    return propertiesOfShards(properties, properties.ShardCount - fewer);
  },
  answer: (_instance, { world }) => ({ OrderId: String(newOrderId(world)) }),
});

function propertiesOfShards(p: AliyunProperties, shards: number): Partial<AliyunProperties> {
  const made = findClass(p.RealInstanceClass);
  if (made === undefined || made.product === "Local" || p.ArchitectureType !== "cluster") {
    throw new ApiError("InstanceType.NotSupport");
  }
  if (shards < 2 || shards > 256) throw invalid("An instance has from 2 to 256 shards.");
  const { Capacity, Bandwidth, Connections, QPS } = propertiesOfClass(withShards(made, shards));
  return { ShardCount: shards, Capacity, Bandwidth, Connections, QPS };
}

export const describeIntranetAttribute = read({
  known: "[sdk] fields",
  show: ({ properties }) => ({
    IntranetBandwidth: properties.Bandwidth,
    BandwidthPrePaid: "0",
    ExpireTime: "0",
  }),
});

export const modifyInstanceBandwidth = change({
  known:
    "[sdk] the total, divisible by the shards, not for read/write splitting; [guess] from the class's own to six times it",
  require: [requireOrderCompleted],
  during: status.changing,
  isOrder: true,
  set: ({ properties }, { args }) => {
    const { ArchitectureType, ShardCount, RealInstanceClass } = properties;
    if (ArchitectureType === "rwsplit") throw new ApiError("InstanceType.NotSupport");
    const requested = Number(args.must("TargetIntranetBandwidth"));
    const made = findClass(RealInstanceClass);
    const least = made === undefined ? ShardCount : withShards(made, ShardCount).bandwidth;
    if (!Number.isInteger(requested) || requested % ShardCount !== 0) {
      throw invalid("TargetIntranetBandwidth has to be divisible by the number of shards.");
    }
    if (requested < least || requested > least * 6)
      throw invalid(`TargetIntranetBandwidth has to be from ${least} to ${least * 6}.`);
    return { Bandwidth: requested };
  },
  answer: (_instance, { world }) => ({ OrderId: String(newOrderId(world)) }),
});
