export type { AliyunBackupPolicy, AliyunPublicConnection, AliyunRedisArgs } from "./aliyun/args";
export { AliyunRedis } from "./aliyun/resource";
export type { AliyunSettings } from "./aliyun/settings";
export type {
  HuaweiBackupPlan,
  HuaweiBackupPolicy,
  HuaweiBandwidthAutoscaling,
  HuaweiBssParam,
  HuaweiDcsInstanceArgs,
  HuaweiTag,
  HuaweiWhitelistGroup,
} from "./huawei/args";
export { HuaweiDcsInstance } from "./huawei/resource";
export type { HuaweiSettings } from "./huawei/settings";
export type {
  JdAzId,
  JdBackupPolicy,
  JdCharge,
  JdMaintenanceTime,
  JdPublicAddress,
  JdRedisArgs,
  JdTls,
} from "./jd/args";
export { JdRedis } from "./jd/resource";
export type { JdSettings } from "./jd/settings";
export { CnCacheProvider, type CnCacheProviderArgs } from "./provider";
