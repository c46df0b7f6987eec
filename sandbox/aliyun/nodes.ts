import type { InstanceClass } from "./catalogue";
import type { AliyunProperties } from "./instance";
import { type Context, invalid, within } from "./state";

/** How many nodes of each kind an instance has now; all 0 and one zone before it exists. */
export type NodeCounts = Pick<
  AliyunProperties,
  "ReplicaCount" | "SlaveReplicaCount" | "ReadOnlyCount" | "SlaveReadOnlyCount" | "SecondaryZoneId"
>;

const newborn: NodeCounts = {
  ReplicaCount: 0,
  SlaveReplicaCount: 0,
  ReadOnlyCount: 0,
  SlaveReadOnlyCount: 0,
  SecondaryZoneId: "",
};

const countNames = ["ReplicaCount", "SlaveReplicaCount", "ReadOnlyCount", "SlaveReadOnlyCount"] as const;

/** Shards, replicas and read-only nodes: for cloud-native classes only; replicas and read-only nodes exclude each other. [sdk] [tf] */
export function readCounts(
  { args }: Context,
  ordered: InstanceClass,
  live: NodeCounts = newborn,
): { class: InstanceClass; properties: Partial<AliyunProperties> } {
  const shards = within(args, "ShardCount", 1, 256) ?? ordered.shards;
  const given = countNames.flatMap((name) => {
    const count = within(args, name, 0, 9);
    return count === undefined ? [] : [[name, count] as const];
  });
  if (ordered.product === "Local" && (shards !== ordered.shards || given.length > 0)) {
    throw invalid("ShardCount, ReplicaCount and ReadOnlyCount are for cloud-native classes.");
  }
  const wanted = { ...live, ...Object.fromEntries(given) } as NodeCounts;
  const readOnly = wanted.ReadOnlyCount + wanted.SlaveReadOnlyCount;
  const replicas = wanted.ReplicaCount + wanted.SlaveReplicaCount;
  const most = shards > 1 ? 4 : 9;
  if (readOnly > most) throw invalid(`ReadOnlyCount and SlaveReadOnlyCount are at most ${most} together.`);
  if (replicas > 4) throw invalid("ReplicaCount and SlaveReplicaCount are at most 4 together.");
  const isDual = args.has("SecondaryZoneId") || live.SecondaryZoneId !== "";
  if (wanted.SlaveReadOnlyCount + wanted.SlaveReplicaCount > 0 && !isDual) {
    throw invalid("Nodes in the secondary zone need SecondaryZoneId.");
  }
  if (readOnly > 0 && replicas > 1) throw invalid("Replicas and read-only nodes exclude each other.");
  const scale = shards / ordered.shards;
  const isNative = ordered.product !== "Local";
  return {
    class: {
      ...ordered,
      shards,
      capacityMb: ordered.capacityMb * scale,
      bandwidth: ordered.bandwidth * scale * (isNative ? 1 + readOnly : 1),
      connections: ordered.connections * scale,
      qps: ordered.qps * scale,
      architecture: isNative ? architectureOf(shards, readOnly) : ordered.architecture,
    },
    properties: Object.fromEntries(given),
  };
}

function architectureOf(shards: number, readOnly: number): InstanceClass["architecture"] {
  if (shards > 1) return "cluster";
  return readOnly > 0 ? "rwsplit" : "standard";
}
