export type { AliyunRedisArgs } from "./aliyun/args";
export { AliyunRedis } from "./aliyun/resource";
