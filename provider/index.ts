export type { AliyunAccountPrivilege, AliyunRedisAccountArgs } from "./aliyun/account/args";
export type { AliyunRedisAccountState } from "./aliyun/account/outputs";
export { AliyunRedisAccount } from "./aliyun/account/resource";
export type {
  AliyunAuditLog,
  AliyunBackupPolicy,
  AliyunEndpointType,
  AliyunNodeType,
  AliyunPublicConnection,
  AliyunRedisArgs,
  AliyunStorageType,
  AliyunWeekday,
} from "./aliyun/args";
export type { AliyunRedisBackupArgs } from "./aliyun/backup/args";
export type { AliyunRedisBackupState } from "./aliyun/backup/outputs";
export { AliyunRedisBackup } from "./aliyun/backup/resource";
export type { AliyunInstanceGroup, AliyunRedisBatchArgs } from "./aliyun/batch/args";
export type { AliyunBatchMember, AliyunRedisBatchState } from "./aliyun/batch/outputs";
export { AliyunRedisBatch } from "./aliyun/batch/resource";
export type { AliyunSettings } from "./aliyun/credentials";
export {
  getAliyunBackups,
  getAliyunBackupsOutput,
  getAliyunConnections,
  getAliyunConnectionsOutput,
  getAliyunGlobalSecurityGroups,
  getAliyunGlobalSecurityGroupsOutput,
  getAliyunInstanceClasses,
  getAliyunInstanceClassesOutput,
  getAliyunRedis,
  getAliyunRedisAccounts,
  getAliyunRedisAccountsOutput,
  getAliyunRedisInstances,
  getAliyunRedisInstancesOutput,
  getAliyunRedisOutput,
  getAliyunSslCertificate,
  getAliyunSslCertificateOutput,
  getAliyunZones,
  getAliyunZonesOutput,
} from "./aliyun/lookups/functions";
export type {
  AliyunBackup,
  AliyunBackups,
  AliyunBackupsArgs,
  AliyunConnection,
  AliyunConnections,
  AliyunConnectionsArgs,
  AliyunGlobalSecurityGroup,
  AliyunGlobalSecurityGroups,
  AliyunGlobalSecurityGroupsArgs,
  AliyunInstanceClass,
  AliyunInstanceClasses,
  AliyunInstanceClassesArgs,
  AliyunLookupArgs,
  AliyunRedisAccountInfo,
  AliyunRedisAccounts,
  AliyunRedisAccountsArgs,
  AliyunRedisInstance,
  AliyunRedisInstances,
  AliyunRedisInstancesArgs,
  AliyunSslCertificate,
  AliyunSslCertificateArgs,
  AliyunZone,
  AliyunZones,
  AliyunZonesArgs,
} from "./aliyun/lookups/types";
export type { AliyunRedisState } from "./aliyun/outputs";
export { AliyunRedis } from "./aliyun/resource";
export type { CacheArgs, CacheCloud, CacheNetwork, CacheTransform, CacheTransforms } from "./cache/args";
export { Cache } from "./cache/cache";
export type { CacheInstance } from "./cache/mapping";
export type { Lookup, LookupOptions, LookupOutput } from "./core/program/lookup";
export type { CacheResourceOptions } from "./core/program/resource";
export type { HuaweiAccountRole, HuaweiDcsAccountArgs } from "./huawei/account/args";
export type { HuaweiDcsAccountState } from "./huawei/account/outputs";
export { HuaweiDcsAccount } from "./huawei/account/resource";
export type {
  HuaweiBackupPlan,
  HuaweiBackupPolicy,
  HuaweiBandwidthAutoscaling,
  HuaweiBssParam,
  HuaweiDcsInstanceArgs,
  HuaweiExpiredKeyScan,
  HuaweiKeyScan,
  HuaweiTag,
  HuaweiWhitelistGroup,
} from "./huawei/args";
export type { HuaweiDcsBackupArgs } from "./huawei/backup/args";
export type { HuaweiDcsBackupState } from "./huawei/backup/outputs";
export { HuaweiDcsBackup } from "./huawei/backup/resource";
export type { HuaweiDcsBatchArgs } from "./huawei/batch/args";
export type { HuaweiBatchMember, HuaweiDcsBatchState } from "./huawei/batch/outputs";
export { HuaweiDcsBatch } from "./huawei/batch/resource";
export type { HuaweiSettings } from "./huawei/credentials";
export {
  getHuaweiAvailabilityZones,
  getHuaweiAvailabilityZonesOutput,
  getHuaweiBackups,
  getHuaweiBackupsOutput,
  getHuaweiDcsAccounts,
  getHuaweiDcsAccountsOutput,
  getHuaweiDcsInstance,
  getHuaweiDcsInstanceOutput,
  getHuaweiDcsInstances,
  getHuaweiDcsInstancesOutput,
  getHuaweiDcsNodes,
  getHuaweiDcsNodesOutput,
  getHuaweiFlavors,
  getHuaweiFlavorsOutput,
  getHuaweiMaintenanceWindows,
  getHuaweiMaintenanceWindowsOutput,
  getHuaweiQuotas,
  getHuaweiQuotasOutput,
  getHuaweiSslCertificate,
  getHuaweiSslCertificateOutput,
  getHuaweiTemplate,
  getHuaweiTemplateOutput,
  getHuaweiTemplates,
  getHuaweiTemplatesOutput,
} from "./huawei/lookups/functions";
export type {
  HuaweiAvailabilityZone,
  HuaweiAvailabilityZones,
  HuaweiAvailabilityZonesArgs,
  HuaweiBackup,
  HuaweiBackups,
  HuaweiBackupsArgs,
  HuaweiDcsAccountInfo,
  HuaweiDcsAccounts,
  HuaweiDcsAccountsArgs,
  HuaweiDcsInstanceInfo,
  HuaweiDcsInstances,
  HuaweiDcsInstancesArgs,
  HuaweiDcsNodeInfo,
  HuaweiDcsNodes,
  HuaweiDcsNodesArgs,
  HuaweiFlavor,
  HuaweiFlavors,
  HuaweiFlavorsArgs,
  HuaweiLookupArgs,
  HuaweiMaintenanceWindow,
  HuaweiMaintenanceWindows,
  HuaweiMaintenanceWindowsArgs,
  HuaweiQuota,
  HuaweiQuotas,
  HuaweiQuotasArgs,
  HuaweiSslCertificate,
  HuaweiSslCertificateArgs,
  HuaweiTemplate,
  HuaweiTemplateArgs,
  HuaweiTemplateDetail,
  HuaweiTemplateParam,
  HuaweiTemplates,
  HuaweiTemplatesArgs,
} from "./huawei/lookups/types";
export type { HuaweiDcsInstanceState } from "./huawei/outputs";
export { HuaweiDcsInstance } from "./huawei/resource";
export type { HuaweiDcsTemplateArgs } from "./huawei/template/args";
export type { HuaweiDcsTemplateState } from "./huawei/template/outputs";
export { HuaweiDcsTemplate } from "./huawei/template/resource";
export type { JdAccountPrivilege, JdRedisAccountArgs } from "./jd/account/args";
export type { JdRedisAccountState } from "./jd/account/outputs";
export { JdRedisAccount } from "./jd/account/resource";
export type {
  JdAzId,
  JdBackupPolicy,
  JdCharge,
  JdMaintenanceTime,
  JdPublicAddress,
  JdRedisArgs,
  JdTls,
} from "./jd/args";
export type { JdRedisBackupArgs } from "./jd/backup/args";
export type { JdRedisBackupState } from "./jd/backup/outputs";
export { JdRedisBackup } from "./jd/backup/resource";
export type { JdSettings } from "./jd/credentials";
export {
  getJdBackups,
  getJdBackupsOutput,
  getJdClasses,
  getJdClassesOutput,
  getJdQuota,
  getJdQuotaOutput,
  getJdRedis,
  getJdRedisAccounts,
  getJdRedisAccountsOutput,
  getJdRedisInstances,
  getJdRedisInstancesOutput,
  getJdRedisOutput,
  getJdSslCertificate,
  getJdSslCertificateOutput,
  getJdTemplate,
  getJdTemplateOutput,
  getJdTemplates,
  getJdTemplatesOutput,
} from "./jd/lookups/functions";
export type {
  JdBackup,
  JdBackups,
  JdBackupsArgs,
  JdClass,
  JdClasses,
  JdClassesArgs,
  JdLookupArgs,
  JdQuota,
  JdQuotaArgs,
  JdRedisAccountInfo,
  JdRedisAccounts,
  JdRedisAccountsArgs,
  JdRedisInstance,
  JdRedisInstances,
  JdRedisInstancesArgs,
  JdSslCertificate,
  JdSslCertificateArgs,
  JdTemplate,
  JdTemplateArgs,
  JdTemplateDetail,
  JdTemplateParam,
  JdTemplates,
  JdTemplatesArgs,
} from "./jd/lookups/types";
export type { JdRedisState } from "./jd/outputs";
export { JdRedis } from "./jd/resource";
export type { JdRedisTemplateArgs } from "./jd/template/args";
export type { JdRedisTemplateState } from "./jd/template/outputs";
export { JdRedisTemplate } from "./jd/template/resource";
export { CnCacheProvider, type CnCacheProviderArgs } from "./provider";
