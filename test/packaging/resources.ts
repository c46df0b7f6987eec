/** A resource class as the outside knows it. A new one is a new row here; a row never changes. */
export interface ResourceRow {
  /** The class in `provider/index.ts`. */
  readonly type: string;
  /** The function in `provider/dynamic.ts`. */
  readonly factory: string;
  /** The cloud's name in settings, as in `aliyun:region`. */
  readonly cloud: string;
  /** What every user's state file holds of it: frozen. */
  readonly provider: string;
  readonly token: string;
  readonly secretOutputs: readonly string[];
  /** Arguments whose value two instances cannot have at the same time. */
  readonly exclusive?: readonly string[];
  /** Many instances as one resource. */
  readonly isBatch?: boolean;
  /** Set once it is released: from then on it must be there. */
  readonly isShipped: boolean;
}

export const resources: readonly ResourceRow[] = [
  {
    type: "AliyunRedis",
    factory: "aliyunRedis",
    cloud: "aliyun",
    provider: 'exports.handler = () => require("pulumi-cn-cache/dynamic").aliyunRedis();',
    token: "pulumi-nodejs:dynamic/cn-cache:AliyunRedis",
    secretOutputs: ["connectionString", "password"],
    exclusive: ["privateIpAddress", "connectionStringPrefix", "publicConnection"],
    isShipped: true,
  },
  {
    type: "AliyunRedisBatch",
    factory: "aliyunRedisBatch",
    cloud: "aliyun",
    provider: 'exports.handler = () => require("pulumi-cn-cache/dynamic").aliyunRedisBatch();',
    token: "pulumi-nodejs:dynamic/cn-cache:AliyunRedisBatch",
    isBatch: true,
    secretOutputs: ["connectionStrings", "password", "passwords"],
    isShipped: true,
  },
  {
    type: "HuaweiDcsInstance",
    factory: "huaweiDcsInstance",
    cloud: "huawei",
    provider: 'exports.handler = () => require("pulumi-cn-cache/dynamic").huaweiDcsInstance();',
    token: "pulumi-nodejs:dynamic/cn-cache:HuaweiDcsInstance",
    secretOutputs: ["connectionString", "password"],
    exclusive: ["privateIp", "publicipId"],
    isShipped: true,
  },
  {
    type: "HuaweiDcsBatch",
    factory: "huaweiDcsBatch",
    cloud: "huawei",
    provider: 'exports.handler = () => require("pulumi-cn-cache/dynamic").huaweiDcsBatch();',
    token: "pulumi-nodejs:dynamic/cn-cache:HuaweiDcsBatch",
    isBatch: true,
    secretOutputs: ["connectionStrings", "password"],
    isShipped: true,
  },
  {
    type: "JdRedis",
    factory: "jdRedis",
    cloud: "jd",
    provider: 'exports.handler = () => require("pulumi-cn-cache/dynamic").jdRedis();',
    token: "pulumi-nodejs:dynamic/cn-cache:JdRedis",
    secretOutputs: ["connectionString", "password"],
    exclusive: ["publicAddress"],
    isShipped: true,
  },
];

/** What the entries export besides. */
export const otherNames = { index: ["Cache", "CnCacheProvider"], dynamic: ["cacheRecord", "definitions"] };
