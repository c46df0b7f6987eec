import type { Instance, Store } from "../core/store";
import type { Charge } from "./charge";

/** What describeCacheInstance shows under the same names, then what only other reads show. */
export interface JdProperties {
  regionId: string;
  cacheInstanceName: string;
  cacheInstanceDescription: string;
  cacheInstanceClass: string;
  cacheInstanceMemoryMB: number;
  cacheInstanceType: CacheInstanceType;
  redisVersion: string;
  shardNumber: number;
  memoryMBPerShard: number;
  replicaNumber: number;
  enableSmartProxy: number;
  cpuArchType: string;
  azId: AzId;
  vpcId: string;
  subnetId: string;
  connectionDomain: string;
  port: number;
  otherDomains: { domainName: string }[];
  ipv6On: number;
  databaseNum: string;
  instanceVersion: string;
  instanceProxyVersion: string;
  isAllowNoAuth: boolean;
  resourceGroupId: string;
  maintenanceStartTime: string;
  maintenanceEndTime: string;
  toBeExecutedTaskType: number[];
  supportAssociateEIP: boolean;
  platform: string;
  softDeletedTime: string | null;
  retainExpireTime: string | null;

  charge: Charge;
  /** Until then the billing side still works on the last order; milliseconds. */
  billingUntil: number;
  instanceConfig: Record<string, string>;
  backupPolicy: BackupPolicy;
  backups: Backup[];
  ipWhiteList: string[];
  whiteListGroups: { name: string; ips: string }[];
  disableCommands: { commandName: string; disableTime: string }[];
  tls: { tlsType: string; tlsStatus: "enable" | "disable"; tlsVersion: string[] };
  elasticIpId: string;
  exposeType: string;
  accounts: Account[];
  tasks: Task[];
  /** Of creation only; no call shows it. */
  origin: Record<string, unknown>;
}

export type CacheInstanceType = "master-slave" | "cluster" | "native-cluster";

export interface AzId {
  readonly azSpecifyType: string;
  readonly azsForCluster: readonly string[] | null;
  readonly master: string;
  readonly slave: string;
  readonly azsForProxy: readonly string[] | null;
}

export interface BackupPolicy {
  readonly autoBackup: boolean;
  readonly backupTime: string;
  readonly backupPeriod: string;
}

export interface Backup {
  readonly baseId: string;
  readonly backupFileName: string;
  /** Milliseconds. */
  readonly startedAt: number;
  readonly endedAt: number;
}

export interface Account {
  readonly accountName: string;
  readonly accountType: "default" | "normal";
  readonly accountPrivilege: string;
  readonly accountDescription: string;
}

/** A resize or an upgrade, from its order to its end; milliseconds. */
export interface Task {
  readonly taskId: string;
  readonly taskType: "resize" | "upgrade";
  readonly startsAt: number;
  readonly endsAt: number;
}

export type JdInstance = Instance<JdProperties>;
export type JdStore = Store<JdProperties>;

/** cacheInstanceStatus. [doc] */
export const status = {
  creating: "creating",
  running: "running",
  changing: "changing",
  configuring: "configuring",
  restoring: "restoring",
  upgrading: "upgrading",
  deleting: "deleting",
  error: "error",
} as const;

/** What the list's status filter takes: `upgrading` came later and is not among them. [sdk] */
export const filterableStatuses: readonly string[] = Object.values(status).filter((one) => one !== status.upgrading);

/** `YYYY-MM-DDTHH:mm:ssZ`, as all the vendor's times. */
export function vendorTime(ms: number): string {
  return new Date(ms).toISOString().replace(/\.\d{3}Z$/, "Z");
}
