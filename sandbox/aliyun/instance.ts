import type { Instance, Store } from "../core/store";

/** The fields that DescribeInstanceAttribute shows (by the vendor's names), then what only other reads show. */
export interface AliyunProperties {
  InstanceName: string;
  InstanceClass: string;
  RealInstanceClass: string;
  InstanceType: string;
  EngineVersion: string;
  ArchitectureType: string;
  NodeType: string;
  ShardCount: number;
  ReplicaCount: number;
  SlaveReplicaCount: number;
  ReadOnlyCount: number;
  SlaveReadOnlyCount: number;
  Capacity: number;
  Bandwidth: number;
  Connections: number;
  QPS: number;
  ConnectionDomain: string;
  Port: number;
  PrivateIp: string;
  NetworkType: string;
  VpcId: string;
  VSwitchId: string;
  VpcAuthMode: string;
  VpcCloudInstanceId: string;
  RegionId: string;
  ZoneId: string;
  SecondaryZoneId: string;
  ZoneType: string;
  ChargeType: string;
  EndTime: string;
  IsOrderCompleted: boolean;
  Config: Record<string, string | number>;
  MaintainStartTime: string;
  MaintainEndTime: string;
  InstanceReleaseProtection: boolean;
  IsSupportTDE: boolean;
  ResourceGroupId: string;
  GlobalInstanceId: string;
  Storage: string;
  StorageType: string;
  BackupLogStartTime: string;
  /** Since when it lies in the recycle bin; "" while it lives. */
  DestroyTime: string;

  EditionType: string;
  SecurityIpGroups: SecurityIpGroup[];
  SecurityGroupIds: string[];
  GlobalSecurityGroupIds: string[];
  AutoRenew: { AutoRenew: boolean; Duration: number };
  BackupPolicy: BackupPolicy;
  SSLEnabled: boolean;
  TDEStatus: boolean;
  PublicConnection: { ConnectionString: string; Port: number } | null;
  MinorVersion: string;
  IsAutoUpgradeOpen: boolean;
  ParamGroupId: string;
  DedicatedHostGroupId: string;
  Source: { SrcDBInstanceId?: string; BackupId?: string; RestoreTime?: string; ClusterBackupId?: string };
}

export interface SecurityIpGroup {
  readonly SecurityIpGroupName: string;
  readonly SecurityIpGroupAttribute: string;
  readonly SecurityIpList: string;
}

export interface BackupPolicy {
  readonly PreferredBackupPeriod: string;
  readonly PreferredBackupTime: string;
  readonly BackupRetentionPeriod: number;
  readonly EnableBackupLog: number;
}

export type AliyunInstance = Instance<AliyunProperties>;
export type AliyunStore = Store<AliyunProperties>;

/** InstanceStatus. [doc] 200740, [sdk] */
export const status = {
  normal: "Normal",
  creating: "Creating",
  changing: "Changing",
  rebooting: "Rebooting",
  transforming: "Transforming",
  migrating: "Migrating",
  network: "NetworkModifying",
  ssl: "SSLModifying",
  minorVersion: "MinorVersionUpgrading",
  majorVersion: "MajorVersionUpgrading",
  recovering: "BackupRecovering",
  inactive: "Inactive",
  unavailable: "Unavailable",
  error: "Error",
  released: "Released",
} as const;

/** Statuses in which nothing is going on, so that an instance in them may be deleted. [guess] beyond Normal, which is [doc] */
export const restingStatuses: ReadonlySet<string> = new Set([
  status.normal,
  status.error,
  status.unavailable,
  status.inactive,
]);

/** `2006-01-02T15:04:05Z`, as all the vendor's times. */
export function vendorTime(ms: number): string {
  return new Date(ms).toISOString().replace(/\.\d{3}Z$/, "Z");
}

export function monthsAfter(ms: number, months: number): string {
  const end = new Date(ms);
  end.setUTCMonth(end.getUTCMonth() + months);
  return vendorTime(end.getTime());
}

/** The whitelist of the group that exists from birth. [tf] */
export const defaultGroup = "default";

export function securityIpList(properties: AliyunProperties): string {
  return properties.SecurityIpGroups.map((group) => group.SecurityIpList)
    .filter((list) => list !== "")
    .join(",");
}
