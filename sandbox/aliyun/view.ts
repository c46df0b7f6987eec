import type { SandboxInstance } from "../core/cloud";
import { type AliyunInstance, type AliyunProperties, vendorTime } from "./instance";

/** What both reads show alike. */
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

/** The fullest view. Terraform crashes without a boolean IsSupportTDE or a text Config. [tf] */
export function detailView(instance: AliyunInstance) {
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
    AuditLogRetention: p.AuditLog.DbAudit ? String(p.AuditLog.Retention) : "",
    BackupLogStartTime: p.BackupLogStartTime,
    AvailabilityValue: "100.0%",
    ReplicationMode: "master-slave",
  };
}

/** Lacks the maintenance window, VpcAuthMode, release protection, IsOrderCompleted and RealInstanceClass. [sdk] */
export function listView(instance: AliyunInstance) {
  const { RealInstanceClass: _omitted, ...common } = commonView(instance);
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

function securityIpList(properties: AliyunProperties): string {
  return properties.SecurityIpGroups.map((group) => group.SecurityIpList)
    .filter((list) => list !== "")
    .join(",");
}

/** For the sandbox's own list: all fields of the attribute view, and those that only other reads show. */
export function sandboxView(instance: AliyunInstance): SandboxInstance {
  const { id, properties, createdAt, tags, secrets } = instance;
  const { Config: _asObject, ...others } = properties;
  return structuredClone({
    cloud: "aliyun",
    id,
    name: properties.InstanceName,
    status: instance.status,
    createdAt: vendorTime(createdAt),
    tags,
    properties: { ...others, ...detailView(instance) },
    secrets,
  });
}
