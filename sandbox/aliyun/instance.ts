import type { Instance, Store } from "../core/store";
import type { InstanceClass } from "./catalogue";

/** The fields of DescribeInstanceAttribute by the vendor's names, then those that only other reads show. */
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
  /** Settings that are parameters of their own, as far as they were set. */
  Modes?: Record<string, string>;
  MaintainStartTime: string;
  MaintainEndTime: string;
  InstanceReleaseProtection: boolean;
  IsSupportTDE: boolean;
  ResourceGroupId: string;
  GlobalInstanceId: string;
  Storage: string;
  StorageType: string;
  BackupLogStartTime: string;
  /** When it entered the recycle bin; "" until then. */
  DestroyTime: string;

  EditionType: string;
  SecurityIpGroups: SecurityIpGroup[];
  SecurityGroupIds: string[];
  GlobalSecurityGroupIds: string[];
  AutoRenew: { AutoRenew: boolean; Duration: number };
  BackupPolicy: BackupPolicy;
  SSLEnabled: boolean;
  SSLExpiredTime: string;
  TDEStatus: boolean;
  /** Of the customer's own key; "" without one. */
  EncryptionKey: string;
  EncryptionName: string;
  RoleArn: string;
  AuditLog: { DbAudit: boolean; Retention: number };
  PublicConnection: { ConnectionString: string; Port: number } | null;
  MinorVersion: string;
  IsAutoUpgradeOpen: boolean;
  ParamGroupId: string;
  DedicatedHostGroupId: string;
  /** Besides the default accounts. */
  Accounts: AccountProperties[];
  /** Manual ones. */
  Backups: Backup[];
  /** Of the task center, in the order of time. */
  Tasks: Task[];
  Source: { SrcDBInstanceId?: string; BackupId?: string; RestoreTime?: string; ClusterBackupId?: string };
}

export interface AccountProperties {
  readonly AccountName: string;
  readonly AccountType: string;
  readonly AccountPrivilege: string;
  readonly AccountDescription: string;
  /** Milliseconds; until then it is still being created. */
  readonly AvailableAt: number;
}

/** A job of CreateBackup and the sets that it makes. */
export interface Backup {
  readonly BackupJobID: number;
  /** A set for each shard. */
  readonly BackupIds: readonly number[];
  /** Of a cloud-native cluster. */
  readonly ClusterBackupId?: string;
  /** Once it has ended. */
  readonly BackupStatus: "Success" | "Failed";
  readonly beginsAt: number;
  readonly endsAt: number;
  /** Milliseconds; undefined: it is kept as long as the instance. */
  readonly expiresAt?: number | undefined;
}

/** An operation as the task center lists it. Times in milliseconds. */
export interface Task {
  readonly TaskId: string;
  readonly TaskType: string;
  readonly startsAt: number;
  /** Until then it waits for the preset time. */
  readonly switchesAt: number;
  readonly endsAt: number;
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

/** Statuses without a transition, in which an instance may be deleted. [doc] for Normal, [guess] for the others */
export const idleStatuses: ReadonlySet<string> = new Set([
  status.normal,
  status.error,
  status.unavailable,
  status.inactive,
]);

/** The properties that follow from the class alone. */
export function propertiesOfClass(made: InstanceClass) {
  return {
    InstanceClass: made.name,
    RealInstanceClass: made.name,
    ArchitectureType: made.architecture,
    Capacity: made.capacityMb,
    Bandwidth: made.bandwidth,
    Connections: made.connections,
    QPS: made.qps,
  } satisfies Partial<AliyunProperties>;
}

/** `2006-01-02T15:04:05Z`, the format of all the vendor's times. */
export function vendorTime(ms: number): string {
  return new Date(ms).toISOString().replace(/\.\d{3}Z$/, "Z");
}

export function monthsAfter(ms: number, months: number): string {
  const end = new Date(ms);
  end.setUTCMonth(end.getUTCMonth() + months);
  return vendorTime(end.getTime());
}

export function domainOf(prefix: string, engine: string): string {
  return `${prefix}.${engine === "Memcache" ? "memcache" : "redis"}.rds.aliyuncs.com`;
}

/** The whitelist group that every instance has. [tf] */
export const defaultGroup = "default";

/** The whitelist of a new instance. */
export function defaultSecurityIpGroups(ips = "127.0.0.1"): SecurityIpGroup[] {
  return [{ SecurityIpGroupName: defaultGroup, SecurityIpGroupAttribute: "", SecurityIpList: ips }];
}
