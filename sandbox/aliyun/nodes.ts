import type { Args } from "./args";
import { type InstanceClass, withShards } from "./catalogue";
import { invalid } from "./errors";
import type { AliyunProperties } from "./instance";

const countNames = ["ReplicaCount", "SlaveReplicaCount", "ReadOnlyCount", "SlaveReadOnlyCount"] as const;

/** How many nodes an instance has beside its primary ones, and in which zones. */
type NodeCounts = Pick<AliyunProperties, (typeof countNames)[number] | "SecondaryZoneId">;

const noNodes: NodeCounts = {
  ReplicaCount: 0,
  SlaveReplicaCount: 0,
  ReadOnlyCount: 0,
  SlaveReadOnlyCount: 0,
  SecondaryZoneId: "",
};

/**
 * The class with the nodes that a call asks for, and the counts that the call gives. Counts are for cloud-native classes only; replicas
 * and read-only nodes exclude each other. [sdk] [tf]
 */
export function readNodes(
  args: Args,
  ordered: InstanceClass,
  observed: NodeCounts = noNodes,
): { class: InstanceClass; properties: Partial<AliyunProperties> } {
  const shards = args.int("ShardCount") ?? ordered.shards;
  const given = countNames.flatMap((name) => {
    const count = args.int(name);
    return count === undefined ? [] : [[name, count] as const];
  });
  const isNative = ordered.product !== "Local";
  if (!isNative && (shards !== ordered.shards || given.length > 0)) {
    throw invalid("ShardCount, ReplicaCount and ReadOnlyCount are for cloud-native classes.");
  }
  const readOnly = checkCounts(
    { ...observed, ...Object.fromEntries(given) },
    shards,
    args.has("SecondaryZoneId") || observed.SecondaryZoneId !== "",
  );
  const scaled = withShards(ordered, shards);
  return {
    class: isNative
      ? { ...scaled, bandwidth: scaled.bandwidth * (1 + readOnly), architecture: architectureOf(shards, readOnly) }
      : scaled,
    properties: Object.fromEntries(given),
  };
}

/** Gives the number of read-only nodes. */
function checkCounts(counts: NodeCounts, shards: number, isDual: boolean): number {
  const readOnly = counts.ReadOnlyCount + counts.SlaveReadOnlyCount;
  const replicas = counts.ReplicaCount + counts.SlaveReplicaCount;
  const most = shards > 1 ? 4 : 9;
  if (readOnly > most) throw invalid(`ReadOnlyCount and SlaveReadOnlyCount are at most ${most} together.`);
  if (replicas > 4) throw invalid("ReplicaCount and SlaveReplicaCount are at most 4 together.");
  if (counts.SlaveReadOnlyCount + counts.SlaveReplicaCount > 0 && !isDual) {
    throw invalid("Nodes in the secondary zone need SecondaryZoneId.");
  }
  if (readOnly > 0 && replicas > 1) throw invalid("Replicas and read-only nodes exclude each other.");
  return readOnly;
}

function architectureOf(shards: number, readOnly: number): InstanceClass["architecture"] {
  if (shards > 1) return "cluster";
  return readOnly > 0 ? "rwsplit" : "standard";
}

/** With a replica, where nothing else is asked for. [doc] */
export function nodeOf(nodeType: string | undefined): InstanceClass["node"] {
  return nodeType === "STAND_ALONE" || nodeType === "single" ? "single" : "double";
}

/** Classic classes have a fixed number of nodes; cloud-native ones can be ordered with and without a replica. [sdk] */
export function withNodeType(ordered: InstanceClass, nodeType: string | undefined): InstanceClass {
  if (nodeType === undefined) return ordered;
  const node = nodeOf(nodeType);
  if (ordered.product === "Local" && ordered.node !== node)
    throw invalid(`${ordered.name} is not a class of NodeType ${nodeType}.`);
  return { ...ordered, node };
}
