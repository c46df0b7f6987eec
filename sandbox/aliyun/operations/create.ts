import { bear, type Order } from "../birth";
import { classOfCapacity, findClass, type InstanceClass } from "../classes";
import { ApiError } from "../errors";
import { once } from "../idempotency";
import type { AliyunInstance, AliyunProperties } from "../instance";
import { type Context, invalid, lookUp, type Operation, oneOf, orderId, type Result, within } from "../operation";
import { checkQuota, checkStock, domainOf, readNetwork, readPrefix, readZones } from "../placement";
import { checkMaintenance, checkName, checkPassword, readBilling, readTags } from "../rules";
import { defaultConfig, withSettings } from "../settings";

export const createInstance: Operation = {
  mutating: true,
  known: "[doc] seeds 000-002 (rules, errors, answer); [sdk] parameters, Token, DryRun",
  handle: (context) =>
    once(context, "Token", () => {
      const order = readOrder(context);
      if (context.args.bool("DryRun") === true) throw new ApiError("DryRunOperation");
      const instance = bear(context, order);
      return { content: createAnswer(context, instance), touched: [instance.id] };
    }),
};

/** All rules before any effect, in the order of the parameters' importance. */
function readOrder(context: Context): Order {
  const { args } = context;
  const engine = (oneOf(args, "InstanceType", ["Redis", "Memcache"]) ?? "Redis") as "Redis" | "Memcache";
  const ordered = readClass(context);
  const zones = readZones(context, ordered.name);
  const engineVersion = readVersion(context, engine, ordered);
  checkName(args.text("InstanceName"));
  checkPassword(args.text("Password"));
  const billing = readBilling(args, "PostPaid");
  const network = readNetwork(context, zones.zoneId);
  for (const zone of [zones.zoneId, zones.secondaryZoneId]) checkStock(zone, ordered.name);
  const counts = readCounts(context, ordered);
  const rest = { ...counts.properties, ...readRest(context, engine) };
  const tags = readTags(args, 20);
  if (billing.chargeType === "PostPaid") checkQuota(context, 1);
  return {
    ...zones,
    network,
    class: counts.class,
    engine,
    engineVersion,
    billing,
    shardCount: counts.class.shards,
    password: args.text("Password"),
    port: readPort(context, engine === "Memcache" ? 11211 : 6379),
    tags,
    rest,
  };
}

function readClass({ args }: Context): InstanceClass {
  const name = args.text("InstanceClass");
  const capacity = args.int("Capacity");
  if (name === undefined && capacity === undefined) {
    throw new ApiError("MissingParameter", "InstanceClass or Capacity is mandatory for this action.");
  }
  const found = name === undefined ? classOfCapacity(capacity ?? 0) : findClass(name);
  if (found === undefined)
    throw new ApiError(name === undefined ? "InvalidCapacity.NotFound" : "InvalidInstanceClass.NotFound");
  if (found.product !== "Local" && found.product !== "OnECS") throw new ApiError("InvalidInstanceClass.NotFound");
  return checkNode(found, oneOf(args, "NodeType", ["MASTER_SLAVE", "STAND_ALONE", "double", "single"]));
}

/** Classic classes are made with or without a replica; cloud-native ones can be ordered either way. [sdk] */
export function checkNode(ordered: InstanceClass, nodeType: string | undefined): InstanceClass {
  if (nodeType === undefined) return ordered;
  const node = nodeType === "STAND_ALONE" || nodeType === "single" ? "single" : "double";
  if (ordered.product === "Local" && ordered.node !== node)
    throw invalid(`${ordered.name} is not a class of NodeType ${nodeType}.`);
  return { ...ordered, node };
}

/** Default 5.0; Memcache only 4.0 [tf]. A class of another generation than the version is "not found" [tf] #5053. */
function readVersion({ args }: Context, engine: "Redis" | "Memcache", ordered: InstanceClass): string {
  const version =
    oneOf(args, "EngineVersion", ["2.8", "4.0", "5.0", "6.0", "7.0"]) ?? (engine === "Memcache" ? "4.0" : "5.0");
  if (engine === "Memcache" && version !== "4.0") throw invalid("EngineVersion of a Memcache instance has to be 4.0.");
  if (!ordered.versions.includes(version)) throw new ApiError("InvalidInstanceClass.NotFound");
  return version;
}

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

/** 1 to 65535 at creation, although only from 1024 when it is changed. [sdk] */
export function readPort({ args }: Context, standard: number): number {
  const text = args.text("Port");
  if (text === undefined) return standard;
  if (!/^\d+$/.test(text) || Number(text) < 1 || Number(text) > 65535) throw invalid("Port has to be from 1 to 65535.");
  return Number(text);
}

/** What both create operations take as it is. */
export function readRest(context: Context, engine: string): Partial<AliyunProperties> {
  const { args } = context;
  const source = readSource(context);
  const start = args.text("MaintainStartTime");
  const end = args.text("MaintainEndTime");
  checkMaintenance(start, end);
  oneOf(args, "InstanceEndpointType", ["AzIndependentEndpoint", "UnifiedEndpoint"]);
  const group = args.text("ResourceGroupId");
  if (group?.includes("missing")) throw new ApiError("ResourceGroupNotExist");
  const prefix = readPrefix(context);
  const appendonly = oneOf(args, "Appendonly", ["yes", "no"]);
  const inherited = source?.properties.Config ?? {};
  const restored = args.text("RecoverConfigMode")?.split(",") ?? [];
  return {
    InstanceName: args.text("InstanceName") ?? "",
    ...(group === undefined ? {} : { ResourceGroupId: group }),
    ...(prefix === undefined ? {} : { ConnectionDomain: domainOf(prefix, engine) }),
    ...(start === undefined || end === undefined ? {} : { MaintainStartTime: start, MaintainEndTime: end }),
    ...(appendonly === undefined ? {} : { Config: withSettings(defaultConfig, { appendonly }) }),
    ...(restored.includes("config") ? { Config: { ...inherited } } : {}),
    ...(restored.includes("whitelist") && source !== undefined
      ? { SecurityIpGroups: source.properties.SecurityIpGroups }
      : {}),
    GlobalInstanceId:
      args.text("GlobalInstanceId") ??
      (args.bool("GlobalInstance") === true ? `gr-${context.world.random.text(14)}` : ""),
    GlobalSecurityGroupIds: args.text("GlobalSecurityGroupIds")?.split(",") ?? [],
    ParamGroupId: args.text("ParamGroupId") ?? "",
    DedicatedHostGroupId: args.text("DedicatedHostGroupId") ?? "",
    Source: {
      ...(source === undefined ? {} : { SrcDBInstanceId: source.id }),
      ...given(args.text("BackupId"), "BackupId"),
      ...given(args.text("ClusterBackupId"), "ClusterBackupId"),
      ...given(args.text("RestoreTime"), "RestoreTime"),
    },
  };
}

function given<K extends string>(value: string | undefined, name: K): { [P in K]?: string } {
  return value === undefined ? {} : ({ [name]: value } as { [P in K]: string });
}

/** SrcDBInstanceId and one of BackupId, ClusterBackupId, RestoreTime need each other. [sdk] */
function readSource(context: Context): AliyunInstance | undefined {
  const { args } = context;
  const sourceId = args.text("SrcDBInstanceId");
  const hasPoint = args.has("BackupId") || args.has("ClusterBackupId") || args.has("RestoreTime");
  if (sourceId === undefined) {
    if (hasPoint) throw new ApiError("MissingParameter", "SrcDBInstanceId is mandatory for this action.");
    return undefined;
  }
  if (!hasPoint) throw new ApiError("MissingParameter", "BackupId is mandatory for this action.");
  if (args.text("BackupId")?.includes("missing")) throw new ApiError("InvalidBackupId.NotFound");
  const source = lookUp(context, sourceId);
  if (source === undefined) throw new ApiError("InvalidInstanceId.NotFound");
  return source;
}

/** The flat answer of the seeds; Terraform reads nothing but InstanceId of it. */
export function createAnswer(context: Context, instance: AliyunInstance): Result["content"] {
  const p = instance.properties;
  return {
    InstanceId: instance.id,
    InstanceName: p.InstanceName,
    InstanceStatus: instance.status,
    ConnectionDomain: p.ConnectionDomain,
    Port: p.Port,
    PrivateIpAddr: p.PrivateIp,
    NetworkType: p.NetworkType,
    NodeType: p.NodeType,
    VpcId: p.VpcId,
    VSwitchId: p.VSwitchId,
    ZoneId: p.ZoneId,
    RegionId: p.RegionId,
    Capacity: p.Capacity,
    Bandwidth: p.Bandwidth,
    Connections: p.Connections,
    QPS: p.QPS,
    ChargeType: p.ChargeType,
    ...(p.EndTime === "" ? {} : { EndTime: p.EndTime }),
    Config: JSON.stringify(p.Config),
    UserName: instance.id,
    OrderId: orderId(context),
  };
}
