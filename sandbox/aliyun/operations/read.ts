import { type AliyunInstance, type AliyunProperties, securityIpList, vendorTime } from "../instance";
import { type Context, findInstance, invalid, type Operation, within } from "../state";

export const describeInstanceAttribute: Operation = {
  mutating: false,
  known: "[sdk] fields and their types; [tf] which are insisted on, InvalidInstanceId.NotFound",
  handle: (context) => ({
    content: { Instances: { DBInstanceAttribute: [attributeView(findInstance(context))] } },
  }),
};

export const describeInstances: Operation = {
  mutating: false,
  known:
    "[sdk] filters, fields, at most 30 ids, pages of 30 to 50; [tf] Expired for the recycle bin; [guess] unknown ids are left out",
  handle: (context) => {
    const { args } = context;
    const number = within(args, "PageNumber", 1, 1_000_000) ?? 1;
    const size = within(args, "PageSize", 1, 50) ?? 30;
    const { store } = context;
    const all = args.bool("Expired") === true ? [...store.all(), ...store.allBinned()] : store.all();
    const found = all.filter(matcher(context));
    return {
      content: {
        Instances: { KVStoreInstance: found.slice((number - 1) * size, number * size).map(listView) },
        TotalCount: found.length,
        PageNumber: number,
        PageSize: size,
      },
    };
  },
};

/** Filters that compare one field. */
const fieldFilters = {
  RegionId: "RegionId",
  ArchitectureType: "ArchitectureType",
  ChargeType: "ChargeType",
  EditionType: "EditionType",
  EngineVersion: "EngineVersion",
  InstanceClass: "InstanceClass",
  InstanceType: "InstanceType",
  NetworkType: "NetworkType",
  NodeType: "NodeType",
  PrivateIp: "PrivateIp",
  ResourceGroupId: "ResourceGroupId",
  VSwitchId: "VSwitchId",
  VpcId: "VpcId",
  ZoneId: "ZoneId",
} as const satisfies Record<string, keyof AliyunProperties>;

function matcher({ args, account, world }: Context): (instance: AliyunInstance) => boolean {
  const ids = args
    .text("InstanceIds")
    ?.split(",")
    .map((id) => id.trim());
  if (ids !== undefined && ids.length > 30) throw invalid("InstanceIds holds at most 30 ids.");
  const tags = args.tags();
  if (tags.length > 5) throw invalid("At most 5 tags can be given.");
  if (tags.length > 0) args.must("RegionId"); // [sdk] mandatory with a tag filter only
  const wanted = Object.entries(fieldFilters).flatMap(([name, field]) => {
    const value = args.text(name);
    return value === undefined ? [] : [[field, value] as const];
  });
  const status = args.text("InstanceStatus");
  const search = args.text("SearchKey");
  const expired = args.bool("Expired");
  return (instance) => {
    const { properties } = instance;
    if (instance.account !== account) return false;
    if (ids !== undefined && !ids.includes(instance.id)) return false;
    if (status !== undefined && instance.status !== status) return false;
    if (search !== undefined && !instance.id.includes(search) && !properties.InstanceName.includes(search))
      return false;
    const isExpired = instance.binned === true || hasEnded(properties, world.now());
    if (expired !== undefined && isExpired !== expired) return false;
    if (!hasTags(instance, tags)) return false;
    return wanted.every(([field, value]) => String(properties[field]) === value);
  };
}

function hasEnded({ EndTime }: AliyunProperties, now: number): boolean {
  return EndTime !== "" && Date.parse(EndTime) <= now;
}

/** All of them; a key without a value matches every value. [sdk] */
export function hasTags(
  instance: AliyunInstance,
  tags: readonly { key: string; value: string | undefined }[],
): boolean {
  return tags.every(
    ({ key, value }) => Object.hasOwn(instance.tags, key) && (value ?? instance.tags[key]) === instance.tags[key],
  );
}

/** What both reads show under the same name. */
function commonView({ id, status, createdAt, properties: p, tags }: AliyunInstance) {
  return {
    InstanceId: id,
    InstanceName: p.InstanceName,
    InstanceStatus: status,
    InstanceClass: p.InstanceClass,
    RealInstanceClass: p.RealInstanceClass,
    InstanceType: p.InstanceType,
    EngineVersion: p.EngineVersion,
    ArchitectureType: p.ArchitectureType,
    NodeType: p.NodeType,
    ShardCount: p.ShardCount,
    ReplicaCount: p.ReplicaCount,
    SlaveReplicaCount: p.SlaveReplicaCount,
    SlaveReadOnlyCount: p.SlaveReadOnlyCount,
    Capacity: p.Capacity,
    Bandwidth: p.Bandwidth,
    Connections: p.Connections,
    QPS: p.QPS,
    ConnectionDomain: p.ConnectionDomain,
    Port: p.Port,
    PrivateIp: p.PrivateIp,
    NetworkType: p.NetworkType,
    VpcId: p.VpcId,
    VSwitchId: p.VSwitchId,
    RegionId: p.RegionId,
    ZoneId: p.ZoneId,
    SecondaryZoneId: p.SecondaryZoneId,
    ChargeType: p.ChargeType,
    CreateTime: vendorTime(createdAt),
    EndTime: p.EndTime,
    Config: JSON.stringify(p.Config),
    ResourceGroupId: p.ResourceGroupId,
    PackageType: "standard",
    GlobalInstanceId: p.GlobalInstanceId,
    IsRds: false,
    CloudType: "Standalone",
    Tags: { Tag: Object.entries(tags).map(([Key, Value]) => ({ Key, Value })) },
  };
}

/** The fullest. Terraform crashes without a boolean IsSupportTDE or a text Config. [tf] */
export function attributeView(instance: AliyunInstance) {
  const p = instance.properties;
  return {
    ...commonView(instance),
    Engine: p.InstanceType === "Memcache" ? "Memcache" : "Redis",
    ReadOnlyCount: p.ReadOnlyCount,
    VpcAuthMode: p.VpcAuthMode,
    VpcCloudInstanceId: p.VpcCloudInstanceId,
    ZoneType: p.ZoneType,
    HasRenewChangeOrder: "false",
    IsOrderCompleted: p.IsOrderCompleted,
    MaintainStartTime: p.MaintainStartTime,
    MaintainEndTime: p.MaintainEndTime,
    SecurityIPList: securityIpList(p),
    InstanceReleaseProtection: p.InstanceReleaseProtection,
    IsSupportTDE: p.IsSupportTDE,
    Storage: p.Storage,
    StorageType: p.StorageType,
    AuditLogRetention: "",
    BackupLogStartTime: p.BackupLogStartTime,
    AvailabilityValue: "100.0%",
    ReplicationMode: "master-slave",
  };
}

/** Lighter: no maintenance window, VpcAuthMode, release protection, IsOrderCompleted, RealInstanceClass. [sdk] */
function listView(instance: AliyunInstance) {
  const { RealInstanceClass: _notHere, ...common } = commonView(instance);
  const p = instance.properties;
  return {
    ...common,
    ReadOnlyCount: String(p.ReadOnlyCount),
    HasRenewChangeOrder: false,
    UserName: instance.id,
    ConnectionMode: "Standard",
    EditionType: p.EditionType,
    ShardClass: p.ArchitectureType === "cluster" ? p.InstanceClass : "",
    DestroyTime: p.DestroyTime,
  };
}
