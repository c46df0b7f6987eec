import { z } from "zod";
import type { ObservedInstance } from "../core/resource/definition";
import type { JdAzId, JdBackupPolicy, JdCharge, JdMaintenanceTime, JdRedisInputs, JdTls } from "./args";

/** Absent, null and empty mean the same: versions of the API differ in which one they send. [sdk] */
const text = z
  .string()
  .nullish()
  .transform((value) => value || undefined);
/** Some numbers are sent as text (`databaseNum`). [sdk] */
const number = z
  .union([z.number(), z.string()])
  .nullish()
  .transform((value) => (value === null || value === undefined || value === "" ? undefined : Number(value)));
const flag = z
  .boolean()
  .nullish()
  .transform((value) => value ?? undefined);
const texts = z
  .array(z.string())
  .nullish()
  .transform((value) => (value && value.length > 0 ? value : undefined));

/** The used part of `CacheInstance` of describeCacheInstance, redis 2.7.46. */
export const wireInstance = z.object({
  cacheInstanceId: z.string().min(1),
  cacheInstanceStatus: z.string(),
  cacheInstanceName: text,
  cacheInstanceDescription: z.string().nullish(),
  cacheInstanceClass: text,
  cacheInstanceType: text,
  cacheInstanceMemoryMB: number,
  memoryMBPerShard: number,
  shardNumber: number,
  replicaNumber: number,
  redisVersion: text,
  instanceVersion: text,
  instanceProxyVersion: text,
  createTime: text,
  softDeletedTime: text,
  toBeExecutedTaskType: z.array(z.unknown()).nullish(),
  azId: z
    .object({ azSpecifyType: text, azsForCluster: texts, master: text, slave: text, azsForProxy: texts })
    .nullish(),
  vpcId: text,
  subnetId: text,
  connectionDomain: text,
  port: number,
  otherDomains: z.array(z.object({ domainName: z.string() })).nullish(),
  charge: z
    .object({
      chargeMode: text,
      chargeStatus: text,
      chargeStartTime: text,
      chargeExpiredTime: text,
      chargeRetireTime: text,
    })
    .nullish(),
  auth: flag,
  isAllowNoAuth: flag,
  ipv6On: number,
  databaseNum: number,
  enableSmartProxy: number,
  cpuArchType: text,
  resourceGroupId: text,
  slaveAppendonly: text,
  maxmemoryPolicy: text,
  maintenanceStartTime: text,
  maintenanceEndTime: text,
  tags: z.array(z.object({ key: z.string(), value: z.string().nullish() })).nullish(),
});

/** An observed instance. */
export interface JdInstance extends ObservedInstance {
  readonly instanceId: string;
  readonly regionId: string;
  readonly cacheInstanceName?: string | undefined;
  readonly cacheInstanceDescription: string;
  readonly cacheInstanceClass?: string | undefined;
  readonly cacheInstanceType?: JdRedisInputs["cacheInstanceType"] | undefined;
  /** MB of all shards together. */
  readonly cacheInstanceMemoryMB?: number | undefined;
  readonly memoryMBPerShard?: number | undefined;
  readonly shardNumber?: number | undefined;
  readonly replicaNumber?: number | undefined;
  readonly redisVersion?: string | undefined;
  readonly instanceVersion?: string | undefined;
  readonly instanceProxyVersion?: string | undefined;
  readonly azId?: JdAzId | undefined;
  readonly vpcId?: string | undefined;
  readonly subnetId?: string | undefined;
  readonly connectionDomain?: string | undefined;
  readonly port?: number | undefined;
  readonly otherDomains: readonly string[];
  readonly chargeMode?: JdCharge["chargeMode"];
  /** `normal`, `overdue` or `arrear`. */
  readonly chargeStatus?: string | undefined;
  readonly chargeStartTime?: string | undefined;
  readonly chargeExpiredTime?: string | undefined;
  readonly chargeRetireTime?: string | undefined;
  /** Is a password needed? */
  readonly auth?: boolean | undefined;
  readonly isAllowNoAuth?: boolean | undefined;
  readonly ipv6On?: 0 | 1 | undefined;
  readonly dbNum?: number | undefined;
  readonly enableSmartProxy?: 0 | 1 | undefined;
  readonly cpuArchType?: JdRedisInputs["cpuArchType"] | undefined;
  readonly resourceGroupId?: string | undefined;
  readonly slaveAppendonly?: JdRedisInputs["slaveAppendonly"] | undefined;
  readonly maxmemoryPolicy?: JdRedisInputs["maxmemoryPolicy"] | undefined;
  readonly maintenanceTime?: JdMaintenanceTime | undefined;
  /** All tags, including the pending tag. */
  readonly allTags: Readonly<Record<string, string>>;
  /** Was it deleted, and is it kept in the recycle bin? */
  readonly isInRecycleBin: boolean;
  /** Is a task still to begin, as one that was ordered for the maintenance window? */
  readonly hasTaskToCome: boolean;

  // Read with calls of their own, where they are compared.
  readonly ipWhiteList?: string[] | undefined;
  readonly ipWhiteListGroups?: Record<string, string[]> | undefined;
  readonly disableCommands?: string[] | undefined;
  readonly backupPolicy?: JdBackupPolicy | undefined;
  readonly config?: Record<string, string> | undefined;
  readonly tls?: JdTls | undefined;
  /** `latest`, or the older version that it is. */
  readonly minorVersion?: string | undefined;
  readonly proxyMinorVersion?: string | undefined;
  readonly autoRenew?: boolean | undefined;
}

const bit = (value: number | undefined): 0 | 1 | undefined => (value === undefined ? undefined : value === 1 ? 1 : 0);

export function fromWire(wire: z.infer<typeof wireInstance>, regionId: string, requestId?: string): JdInstance {
  const { maintenanceStartTime: startTime, maintenanceEndTime: endTime, charge } = wire;
  return {
    instanceId: wire.cacheInstanceId,
    status: wire.cacheInstanceStatus,
    requestId,
    regionId,
    cacheInstanceName: wire.cacheInstanceName,
    cacheInstanceDescription: wire.cacheInstanceDescription ?? "",
    cacheInstanceClass: wire.cacheInstanceClass,
    cacheInstanceType: wire.cacheInstanceType as JdInstance["cacheInstanceType"],
    cacheInstanceMemoryMB: wire.cacheInstanceMemoryMB,
    memoryMBPerShard: wire.memoryMBPerShard,
    shardNumber: wire.shardNumber,
    replicaNumber: wire.replicaNumber,
    redisVersion: wire.redisVersion,
    instanceVersion: wire.instanceVersion,
    instanceProxyVersion: wire.instanceProxyVersion,
    createTime: wire.createTime,
    azId: wire.azId ? { ...wire.azId, azSpecifyType: wire.azId.azSpecifyType as JdAzId["azSpecifyType"] } : undefined,
    vpcId: wire.vpcId,
    subnetId: wire.subnetId,
    connectionDomain: wire.connectionDomain,
    port: wire.port,
    otherDomains: (wire.otherDomains ?? []).map(({ domainName }) => domainName),
    chargeMode: charge?.chargeMode as JdCharge["chargeMode"],
    chargeStatus: charge?.chargeStatus,
    chargeStartTime: charge?.chargeStartTime,
    chargeExpiredTime: charge?.chargeExpiredTime,
    chargeRetireTime: charge?.chargeRetireTime,
    auth: wire.auth,
    isAllowNoAuth: wire.isAllowNoAuth,
    ipv6On: bit(wire.ipv6On),
    dbNum: wire.databaseNum,
    enableSmartProxy: bit(wire.enableSmartProxy),
    cpuArchType: wire.cpuArchType as JdInstance["cpuArchType"],
    resourceGroupId: wire.resourceGroupId,
    slaveAppendonly: wire.slaveAppendonly as JdInstance["slaveAppendonly"],
    maxmemoryPolicy: wire.maxmemoryPolicy as JdInstance["maxmemoryPolicy"],
    maintenanceTime: startTime && endTime ? { startTime, endTime } : undefined,
    allTags: Object.fromEntries((wire.tags ?? []).map(({ key, value }) => [key, value ?? ""])),
    isInRecycleBin: wire.softDeletedTime !== undefined,
    hasTaskToCome: (wire.toBeExecutedTaskType ?? []).length > 0,
  };
}
