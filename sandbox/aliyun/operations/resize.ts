import { findClass, type InstanceClass } from "../catalogue";
import { ApiError } from "../errors";
import { once } from "../idempotency";
import { type AliyunInstance, type AliyunProperties, status } from "../instance";
import { readCounts } from "../nodes";
import { checkNode } from "../order";
import { checkStock } from "../placement";
import {
  type Context,
  done,
  findInstance,
  invalid,
  type Operation,
  oneOf,
  order,
  orderId,
  requireOrderCompleted,
} from "../state";

export const modifyInstanceSpec: Operation = {
  mutating: true,
  known:
    "[sdk] parameters; [tf] MajorVersion with classic classes (#10016), node counts in separate calls, order of states",
  handle: (context) => once(context, "ClientToken", () => change(context)),
};

function change(context: Context) {
  const { args } = context;
  const instance = findInstance(context);
  requireOrderCompleted(instance);
  const names =
    "InstanceClass NodeType ShardCount ReplicaCount SlaveReplicaCount ReadOnlyCount SlaveReadOnlyCount Storage StorageType";
  if (![...names.split(" "), "SecondaryZoneId"].some((name) => args.has(name))) {
    throw new ApiError("MissingParameter", "InstanceClass is mandatory for this action.");
  }
  if (args.has("ReadOnlyCount") && args.has("SlaveReadOnlyCount")) {
    throw invalid("ReadOnlyCount and SlaveReadOnlyCount cannot be changed in one call.");
  }
  const target = targetOf(context, instance);
  checkDirection(context, instance, target.Capacity);
  const { InstanceClass = instance.properties.InstanceClass, ...atTheEnd } = target;
  // What was ordered shows at once, what really runs only at the end. [tf]
  order(context, instance, status.changing, atTheEnd, { InstanceClass });
  return done(instance, { OrderId: String(orderId(context)) });
}

type Target = Partial<AliyunProperties> & { RealInstanceClass: string; Capacity: number };

function targetOf(context: Context, instance: AliyunInstance): Target {
  const { args } = context;
  const live = instance.properties;
  const name = args.text("InstanceClass") ?? live.RealInstanceClass;
  const wanted = findClass(name);
  const old = findClass(live.RealInstanceClass);
  if (wanted === undefined || !wanted.versions.includes(live.EngineVersion))
    throw new ApiError("InvalidInstanceClass.NotFound");
  if (old !== undefined && old.product !== wanted.product) throw new ApiError("COMMODITY.INVALID_COMPONENT");
  if (wanted.product === "Local" && args.has("InstanceClass") && args.text("MajorVersion") !== live.EngineVersion) {
    throw new ApiError(
      "MissingParameter",
      `MajorVersion is mandatory for this action and has to be ${live.EngineVersion}.`,
    );
  }
  for (const zone of [live.ZoneId, live.SecondaryZoneId]) checkStock(zone, wanted.name);
  const node = checkNode(wanted, oneOf(args, "NodeType", ["MASTER_SLAVE", "STAND_ALONE", "double", "single"]));
  const counts = readCounts(context, withLiveShards(node, live, args.has("ShardCount")), live);
  const made = counts.class;
  const storage = args.int("Storage");
  return {
    InstanceClass: wanted.name,
    RealInstanceClass: wanted.name,
    ArchitectureType: made.architecture,
    NodeType: args.has("NodeType") || wanted.product === "Local" ? made.node : live.NodeType,
    ShardCount: made.shards,
    Capacity: made.capacityMb,
    Bandwidth: made.bandwidth,
    Connections: made.connections,
    QPS: made.qps,
    ...(wanted.product === "Local" ? { ReadOnlyCount: wanted.readOnly } : {}),
    ...counts.properties,
    ...(storage === undefined ? {} : { Storage: String(storage) }),
    ...(args.has("StorageType") ? { StorageType: args.must("StorageType") } : {}),
    ...(args.has("SecondaryZoneId") ? { SecondaryZoneId: args.must("SecondaryZoneId"), ZoneType: "doublezone" } : {}),
  };
}

/** A class of one shard, grown to the shards that the instance has unless the call says how many. */
function withLiveShards(made: InstanceClass, live: AliyunProperties, isNamed: boolean): InstanceClass {
  if (made.product === "Local" || isNamed) return made;
  const scale = live.ShardCount / made.shards;
  return {
    ...made,
    shards: live.ShardCount,
    capacityMb: made.capacityMb * scale,
    bandwidth: made.bandwidth * scale,
    connections: made.connections * scale,
    qps: made.qps * scale,
  };
}

/** Prepaid instances name the direction, which goes by price. [sdk] The sandbox's price is the capacity. */
function checkDirection({ args }: Context, { properties }: AliyunInstance, capacity: number): void {
  const direction = oneOf(args, "OrderType", ["UPGRADE", "DOWNGRADE"]) ?? "UPGRADE";
  if (properties.ChargeType !== "PrePaid" || capacity === properties.Capacity) return;
  const fits = direction === "UPGRADE" ? capacity > properties.Capacity : capacity < properties.Capacity;
  if (!fits) throw invalid(`OrderType ${direction} does not fit the change.`);
}
