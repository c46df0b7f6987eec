export type { AliyunRedisArgs } from "./aliyun/args";
export { AliyunRedis } from "./aliyun/resource";
export type { AliyunSettings } from "./aliyun/settings";
export { CnCacheProvider, type CnCacheProviderArgs } from "./provider";
