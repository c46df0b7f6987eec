import type { SandboxInstance } from "../core/cloud";
import { chargeView } from "./charge";
import { type JdInstance, vendorTime } from "./instance";

/** CacheInstance, as describe and the lists return it. [sdk] fields and types, [doc] sample */
export function detailView(instance: JdInstance, now: number) {
  const { id, createdAt, properties: p, tags, secrets } = instance;
  const pairs = Object.entries(tags).map(([key, value]) => ({ key, value }));
  return {
    cacheInstanceId: id,
    cacheInstanceName: p.cacheInstanceName,
    cacheInstanceClass: p.cacheInstanceClass,
    cacheInstanceMemoryMB: p.cacheInstanceMemoryMB,
    cacheInstanceStatus: instance.status,
    cacheInstanceDescription: p.cacheInstanceDescription,
    createTime: vendorTime(createdAt),
    softDeletedTime: p.softDeletedTime,
    retainExpireTime: p.retainExpireTime,
    azId: p.azId,
    vpcId: p.vpcId,
    subnetId: p.subnetId,
    connectionDomain: p.connectionDomain,
    port: p.port,
    charge: chargeView(p.charge, now),
    instanceVersion: p.instanceVersion,
    instanceProxyVersion: p.instanceProxyVersion,
    auth: secrets.password !== undefined,
    isAllowNoAuth: p.isAllowNoAuth,
    redisVersion: p.redisVersion,
    cacheInstanceType: p.cacheInstanceType,
    ipv6On: p.ipv6On,
    tags: pairs.length > 0 ? pairs : null, // [sdk] "may be null"
    resourceGroupId: p.resourceGroupId,
    shardNumber: p.shardNumber,
    memoryMBPerShard: p.memoryMBPerShard,
    extension: null,
    otherDomains: p.otherDomains.length > 0 ? p.otherDomains : null,
    slaveAppendonly: p.instanceConfig["@slave-appendonly"] ?? "no",
    databaseNum: p.databaseNum,
    maxmemoryPolicy: p.instanceConfig["maxmemory-policy"] ?? "volatile-lru",
    replicaNumber: p.replicaNumber,
    enableSmartProxy: p.enableSmartProxy,
    cpuArchType: p.cpuArchType,
    maintenanceStartTime: p.maintenanceStartTime,
    maintenanceEndTime: p.maintenanceEndTime,
    toBeExecutedTaskType: p.toBeExecutedTaskType,
    supportAssociateEIP: p.supportAssociateEIP,
    platform: p.platform,
  };
}

/** The lists show as much. */
export const listView = (instance: JdInstance, now: number) => detailView(instance, now);

/** All of `detailView`, and what only other reads return. */
function fullView(instance: JdInstance, now: number) {
  const { properties: p } = instance;
  return {
    ...detailView(instance, now),
    regionId: p.regionId,
    instanceConfig: p.instanceConfig,
    backupPolicy: p.backupPolicy,
    ipWhiteList: p.ipWhiteList,
    whiteListGroups: p.whiteListGroups,
    disableCommands: p.disableCommands.map(({ commandName }) => commandName),
    tls: p.tls,
    elasticIpId: p.elasticIpId,
    exposeType: p.exposeType,
    accounts: p.accounts,
    backups: p.backups,
    autoRenew: p.charge.renewMonths > 0,
    autoRenewMonths: p.charge.renewMonths,
    autoChangeChargeMode: p.charge.becomesPrepaid !== null,
    origin: p.origin,
  };
}

/** For the sandbox's own list. */
export function sandboxView(instance: JdInstance, now: number): SandboxInstance {
  const { id, properties, createdAt, tags, secrets } = instance;
  return structuredClone({
    cloud: "jd",
    id,
    name: properties.cacheInstanceName,
    status: instance.status,
    createdAt: vendorTime(createdAt),
    tags,
    properties: fullView(instance, now),
    secrets,
  });
}
