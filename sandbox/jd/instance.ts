import type { Instance, Store } from "../core/store";

/** First what describeCacheInstance shows under the same names, then what only other reads show. */
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
  /** When the billing side has finished the last order; milliseconds. */
  billingUntil: number;
  instanceConfig: Record<string, string>;
  backupPolicy: BackupPolicy;
  backups: Backup[];
  ipWhiteList: string[];
  whiteListGroups: WhiteListGroup[];
  disableCommands: { commandName: string; disableTime: string }[];
  tls: { tlsType: string; tlsStatus: string; tlsVersion: readonly string[] };
  elasticIpId: string;
  exposeType: string;
  accounts: Account[];
  tasks: Task[];
  /** What only the creation says; no call shows it. */
  origin: Record<string, unknown>;
}

export type CacheInstanceType = "master-slave" | "cluster" | "native-cluster";

/** Of the proxies that a cluster begins with; others have none. [guess] */
export const proxyVersionOf = ({
  cacheInstanceType,
  redisVersion,
}: Pick<JdProperties, "cacheInstanceType" | "redisVersion">): string =>
  cacheInstanceType === "cluster" ? `${redisVersion}-1.2` : "";

/** What was bought, and what renewals made of it. Times in milliseconds. */
export interface Charge {
  readonly chargeMode: "prepaid_by_duration" | "postpaid_by_duration";
  readonly startedAt: number;
  /** Null for a postpaid instance. */
  readonly expiresAt: number | null;
  /** Months that an automatic renewal adds; 0 when it is off. */
  readonly renewMonths: number;
  /** A switch from postpaid to prepaid that is still to come. */
  readonly becomesPrepaid: { readonly at: number; readonly months: number } | null;
}

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

export interface WhiteListGroup {
  readonly name: string;
  readonly ips: string;
}

export interface Backup {
  readonly baseId: string;
  readonly backupFileName: string;
  /** Milliseconds. */
  readonly startedAt: number;
  readonly endedAt: number;
  /** Once it has ended. */
  readonly isFailed?: boolean;
}

export interface Account {
  readonly accountName: string;
  readonly accountType: "default" | "normal";
  readonly accountPrivilege: string;
  readonly accountDescription: string;
}

/** A resize or an upgrade. Times in milliseconds. */
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

/** The values of the list's status filter: `upgrading` came later and is not one of them. [sdk] */
export const filterableStatuses: readonly string[] = Object.values(status).filter((one) => one !== status.upgrading);

/** `YYYY-MM-DDTHH:mm:ssZ`: the format of all times in answers. */
export function vendorTime(ms: number): string {
  return new Date(ms).toISOString().replace(/\.\d{3}Z$/, "Z");
}
