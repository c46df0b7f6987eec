import { classOfCapacity, findClass, type InstanceClass } from "./catalogue";
import type { Order } from "./create";
import { ApiError, invalid, missing } from "./errors";
import { type AliyunInstance, type AliyunProperties, domainOf } from "./instance";
import { nodeOf, readNodes, withNodeType } from "./nodes";
import { hasBackup } from "./operations/backup";
import { checkStock, readNetwork, readPrefix, readZones } from "./placement";
import { checkMaintenance, checkName, checkOwnIds, checkPassword, readBilling, readTags } from "./rules";
import { defaultConfig, withSettings } from "./settings";
import { type Context, findInstance } from "./state";

/** What CreateInstance and an element of CreateInstances ask for. @throws for everything that does not depend on the account */
export function readOrder(context: Context): Order {
  const { args } = context;
  const engine = (args.text("InstanceType") ?? "Redis") as "Redis" | "Memcache";
  const ordered = readClass(context);
  return complete(context, {
    engine,
    class: ordered,
    engineVersion: readVersion(context, engine, ordered),
    chargeType: "PostPaid",
    mostTags: 20,
    port: engine === "Memcache" ? 11211 : 6379,
  });
}

/** The same for CreateTairInstance, which has other defaults and names. [sdk] */
export function readTairOrder(context: Context): Order {
  const { args } = context;
  const engine = args.must("InstanceType") as TairEngine;
  const ordered = readTairClass(context, engine);
  const engineVersion = args.text("EngineVersion") ?? (engine === "tair_rdb" ? "5.0" : "1.0");
  if (!ordered.versions.includes(engineVersion)) throw new ApiError("InvalidInstanceClass.NotFound");
  return complete(context, {
    engine,
    class: ordered,
    engineVersion,
    chargeType: "PrePaid",
    mostTags: 5,
    port: 6379,
    storage: readStorage(context, engine),
  });
}

interface Choice extends Pick<Order, "engine" | "class" | "engineVersion" | "port"> {
  readonly chargeType: "PostPaid" | "PrePaid";
  readonly mostTags: number;
  readonly storage?: Partial<AliyunProperties>;
}

/** Checks whatever the operations have in common. `port` and `chargeType` are the defaults. */
function complete(context: Context, choice: Choice): Order {
  const { args } = context;
  const { engine, engineVersion } = choice;
  const zones = readZones(context, choice.class.name);
  checkName(args.text("InstanceName"));
  checkPassword(args.text("Password"));
  checkOwnIds(args);
  const billing = readBilling(args, choice.chargeType);
  const network = readNetwork(context, zones.zoneId);
  checkStock([zones.zoneId, zones.secondaryZoneId], choice.class.name);
  const nodes = readNodes(args, choice.class);
  return {
    ...zones,
    network,
    class: nodes.class,
    engine,
    engineVersion,
    billing,
    password: args.text("Password"),
    port: args.int("Port") ?? choice.port,
    otherProperties: { ...nodes.properties, ...readOtherProperties(context, engine), ...choice.storage },
    tags: readTags(args, choice.mostTags),
  };
}

function readClass({ args }: Context): InstanceClass {
  const name = args.text("InstanceClass");
  const capacity = args.int("Capacity");
  if (name === undefined && capacity === undefined) throw missing("InstanceClass or Capacity");
  const nodeType = args.text("NodeType");
  const found = name === undefined ? classOfCapacity(capacity ?? 0, nodeOf(nodeType)) : findClass(name);
  if (found === undefined)
    throw new ApiError(name === undefined ? "InvalidCapacity.NotFound" : "InvalidInstanceClass.NotFound");
  if (found.product !== "Local" && found.product !== "OnECS") throw new ApiError("InvalidInstanceClass.NotFound");
  return withNodeType(found, nodeType);
}

/** Default 5.0; Memcache has only 4.0 [tf]. A class that does not have the version is "not found" [tf] #5053. */
function readVersion({ args }: Context, engine: "Redis" | "Memcache", ordered: InstanceClass): string {
  const version = args.text("EngineVersion") ?? (engine === "Memcache" ? "4.0" : "5.0");
  if (engine === "Memcache" && version !== "4.0") throw invalid("EngineVersion of a Memcache instance has to be 4.0.");
  if (!ordered.versions.includes(version)) throw new ApiError("InvalidInstanceClass.NotFound");
  return version;
}

const tairProducts = { tair_rdb: "Tair_rdb", tair_scm: "Tair_scm", tair_essd: "Tair_essd" } as const;
type TairEngine = keyof typeof tairProducts;

function readTairClass({ args }: Context, engine: TairEngine): InstanceClass {
  const found = findClass(args.must("InstanceClass"));
  if (found?.product !== tairProducts[engine]) throw new ApiError("InvalidInstanceClass.NotFound");
  const isSingle = args.text("ShardType") === "STAND_ALONE";
  const shards = args.int("ShardCount") ?? 1;
  if (isSingle && (shards > 1 || args.has("SecondaryZoneId") || args.has("ReadOnlyCount")))
    throw invalid("STAND_ALONE is for one shard in one zone without read-only nodes.");
  if (engine === "tair_essd" && shards > 1) throw invalid("tair_essd has no cluster architecture.");
  return { ...found, node: isSingle ? "single" : "double" };
}

/** Disk size and type are needed for ESSD and ignored otherwise. [sdk] */
function readStorage({ args }: Context, engine: TairEngine): Partial<AliyunProperties> {
  if (engine !== "tair_essd") return {};
  const type = args.text("StorageType");
  const size = args.int("Storage");
  if (type === undefined || size === undefined)
    throw new ApiError("MissingParameter", "Storage and StorageType are mandatory.");
  return { StorageType: type, Storage: String(size), Capacity: size * 1024 };
}

/** Properties that the call sets and nothing else depends on. */
function readOtherProperties(context: Context, engine: string): Partial<AliyunProperties> {
  const { args } = context;
  const source = readSource(context);
  const start = args.text("MaintainStartTime");
  const end = args.text("MaintainEndTime");
  checkMaintenance(start, end);
  const group = args.text("ResourceGroupId");
  if (group?.includes("missing")) throw new ApiError("ResourceGroupNotExist");
  const prefix = readPrefix(context);
  const appendonly = args.text("Appendonly");
  const restored = args.text("RecoverConfigMode")?.split(",") ?? [];
  return {
    InstanceName: args.text("InstanceName") ?? "",
    ...(group === undefined ? {} : { ResourceGroupId: group }),
    ...(prefix === undefined ? {} : { ConnectionDomain: domainOf(prefix, engine) }),
    ...(start === undefined || end === undefined ? {} : { MaintainStartTime: start, MaintainEndTime: end }),
    ...(appendonly === undefined ? {} : { Config: withSettings(defaultConfig, { appendonly }) }),
    ...(restored.includes("config") ? { Config: { ...source?.properties.Config } } : {}),
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
      ...pick(context, "BackupId"),
      ...pick(context, "ClusterBackupId"),
      ...pick(context, "RestoreTime"),
    },
  };
}

function pick<K extends string>({ args }: Context, name: K): { [P in K]?: string } {
  const value = args.text(name);
  return value === undefined ? {} : ({ [name]: value } as { [P in K]: string });
}

/** SrcDBInstanceId and one of BackupId, ClusterBackupId, RestoreTime need each other. [sdk] */
function readSource(context: Context): AliyunInstance | undefined {
  const { args } = context;
  // An instance from the recycle bin brings its own data.
  if (args.bool("RebuildInstance") === true) return undefined;
  const hasPoint = args.has("BackupId") || args.has("ClusterBackupId") || args.has("RestoreTime");
  if (!args.has("SrcDBInstanceId")) {
    if (hasPoint) throw missing("SrcDBInstanceId");
    return undefined;
  }
  if (!hasPoint) throw missing("BackupId");
  const source = findInstance(context, "SrcDBInstanceId");
  const backup = args.text("BackupId");
  if (backup !== undefined && !hasBackup(context, source, backup)) throw new ApiError("InvalidBackupId.NotFound");
  return source;
}
