import type { Random } from "../core/random";
import type { Node, Shard } from "./instance";

interface Wish {
  readonly shards: number;
  /** Copies of each shard, the master among them. */
  readonly replicas: number;
  readonly zones: readonly string[];
}

/** Master in the first zone, replicas in the others in turn. What exists already stays. [doc] */
export function arrange(random: Random, wish: Wish, old: readonly Shard[] = []): Shard[] {
  return Array.from({ length: wish.shards }, (_none, index): Shard => {
    const had = old[index];
    const nodes = Array.from({ length: wish.replicas }, (_empty, copy) => {
      const az_code = wish.zones[copy % wish.zones.length] ?? "";
      const node = had?.nodes[copy];
      return node === undefined ? newNode(random, copy === 0, az_code) : { ...node, az_code };
    });
    return { group_id: had?.group_id ?? random.uuid(), group_name: `group-${index}`, nodes };
  });
}

function newNode(random: Random, isMaster: boolean, az_code: string): Node {
  return {
    node_id: random.text(32, "0123456789abcdef"),
    replication_id: random.uuid(),
    replication_ip: address(random),
    replication_role: isMaster ? "master" : "slave",
    az_code,
  };
}

export function address(random: Random): string {
  return `192.168.${random.number(256)}.${1 + random.number(254)}`;
}

export function groupsView(instanceId: string, groups: readonly Shard[]): Record<string, unknown> {
  return {
    group_count: groups.length,
    group_list: groups.map(({ group_id, group_name, nodes }) => ({
      group_id,
      group_name,
      replication_list: nodes.map((node) => ({
        ...node,
        is_replication: false,
        status: "Active",
        dimensions: [
          { name: "dcs_instance_id", value: instanceId },
          { name: "dcs_cluster_redis_node", value: node.node_id },
        ],
      })),
    })),
  };
}
