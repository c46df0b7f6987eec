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
  /** It lives inside an instance, or in a project. */
  readonly isPart?: boolean;
  /** The cloud names it, so that nothing that exists can be taken over. */
  readonly isOrdered?: boolean;
  /** One of its outputs that is no argument, where the vendor has no status for it. */
  readonly output?: "type" | "tplType";
  /** Names an existing one to manage, where that is not adoptInstanceId. */
  readonly adoptArgument?: string;
  /** Many instances as one resource. */
  readonly isBatch?: boolean;
  /** Set once it is released: from then on it must be there. */
  readonly isShipped: boolean;
}

export const resources: readonly ResourceRow[] = [
  {
    ...{ type: "AliyunRedis", factory: "aliyunRedis", cloud: "aliyun", isShipped: true },
    provider: 'exports.handler = () => require("pulumi-cn-cache/dynamic").aliyunRedis();',
    token: "pulumi-nodejs:dynamic/cn-cache:AliyunRedis",
    secretOutputs: ["connectionString", "password"],
    exclusive: ["privateIpAddress", "connectionStringPrefix", "publicConnection"],
  },
  {
    ...{ type: "AliyunRedisBatch", factory: "aliyunRedisBatch", cloud: "aliyun", isBatch: true, isShipped: true },
    provider: 'exports.handler = () => require("pulumi-cn-cache/dynamic").aliyunRedisBatch();',
    token: "pulumi-nodejs:dynamic/cn-cache:AliyunRedisBatch",
    secretOutputs: ["connectionStrings", "password", "passwords"],
  },
  {
    ...{ type: "AliyunRedisAccount", factory: "aliyunRedisAccount", cloud: "aliyun", isPart: true, isShipped: true },
    provider: 'exports.handler = () => require("pulumi-cn-cache/dynamic").aliyunRedisAccount();',
    token: "pulumi-nodejs:dynamic/cn-cache:AliyunRedisAccount",
    secretOutputs: ["connectionString", "password"],
  },
  {
    ...{ type: "AliyunRedisBackup", factory: "aliyunRedisBackup", cloud: "aliyun", isPart: true, isShipped: true },
    isOrdered: true,
    provider: 'exports.handler = () => require("pulumi-cn-cache/dynamic").aliyunRedisBackup();',
    token: "pulumi-nodejs:dynamic/cn-cache:AliyunRedisBackup",
    secretOutputs: [],
  },
  {
    ...{ type: "HuaweiDcsInstance", factory: "huaweiDcsInstance", cloud: "huawei", isShipped: true },
    provider: 'exports.handler = () => require("pulumi-cn-cache/dynamic").huaweiDcsInstance();',
    token: "pulumi-nodejs:dynamic/cn-cache:HuaweiDcsInstance",
    secretOutputs: ["connectionString", "password"],
    exclusive: ["privateIp", "publicipId"],
  },
  {
    ...{ type: "HuaweiDcsBatch", factory: "huaweiDcsBatch", cloud: "huawei", isBatch: true, isShipped: true },
    provider: 'exports.handler = () => require("pulumi-cn-cache/dynamic").huaweiDcsBatch();',
    token: "pulumi-nodejs:dynamic/cn-cache:HuaweiDcsBatch",
    secretOutputs: ["connectionStrings", "password"],
  },
  {
    ...{ type: "HuaweiDcsAccount", factory: "huaweiDcsAccount", cloud: "huawei", isPart: true, isShipped: true },
    provider: 'exports.handler = () => require("pulumi-cn-cache/dynamic").huaweiDcsAccount();',
    token: "pulumi-nodejs:dynamic/cn-cache:HuaweiDcsAccount",
    secretOutputs: ["connectionString", "password"],
  },
  {
    ...{ type: "HuaweiDcsBackup", factory: "huaweiDcsBackup", cloud: "huawei", isPart: true, isShipped: true },
    isOrdered: true,
    provider: 'exports.handler = () => require("pulumi-cn-cache/dynamic").huaweiDcsBackup();',
    token: "pulumi-nodejs:dynamic/cn-cache:HuaweiDcsBackup",
    secretOutputs: [],
  },
  {
    ...{ type: "HuaweiDcsTemplate", factory: "huaweiDcsTemplate", cloud: "huawei", isPart: true, isShipped: true },
    ...{ isOrdered: true, adoptArgument: "adoptTemplateId", output: "type" },
    provider: 'exports.handler = () => require("pulumi-cn-cache/dynamic").huaweiDcsTemplate();',
    token: "pulumi-nodejs:dynamic/cn-cache:HuaweiDcsTemplate",
    secretOutputs: [],
  },
  {
    ...{ type: "JdRedis", factory: "jdRedis", cloud: "jd", isShipped: true },
    provider: 'exports.handler = () => require("pulumi-cn-cache/dynamic").jdRedis();',
    token: "pulumi-nodejs:dynamic/cn-cache:JdRedis",
    secretOutputs: ["connectionString", "password"],
    exclusive: ["publicAddress"],
  },
  {
    ...{ type: "JdRedisAccount", factory: "jdRedisAccount", cloud: "jd", isPart: true, isShipped: true },
    provider: 'exports.handler = () => require("pulumi-cn-cache/dynamic").jdRedisAccount();',
    token: "pulumi-nodejs:dynamic/cn-cache:JdRedisAccount",
    secretOutputs: ["connectionString", "password"],
  },
  {
    ...{ type: "JdRedisBackup", factory: "jdRedisBackup", cloud: "jd", isPart: true, isShipped: true },
    isOrdered: true,
    provider: 'exports.handler = () => require("pulumi-cn-cache/dynamic").jdRedisBackup();',
    token: "pulumi-nodejs:dynamic/cn-cache:JdRedisBackup",
    secretOutputs: [],
  },
  {
    ...{ type: "JdRedisTemplate", factory: "jdRedisTemplate", cloud: "jd", isPart: true, isShipped: true },
    ...{ isOrdered: true, adoptArgument: "adoptTemplateId", output: "tplType" },
    provider: 'exports.handler = () => require("pulumi-cn-cache/dynamic").jdRedisTemplate();',
    token: "pulumi-nodejs:dynamic/cn-cache:JdRedisTemplate",
    secretOutputs: [],
  },
];

/** Functions that look something up; each has an Output form. */
const lookups = [
  ...["getAliyunBackups", "getAliyunInstanceClasses", "getAliyunRedis", "getAliyunRedisInstances"],
  ...[
    "getAliyunConnections",
    "getAliyunGlobalSecurityGroups",
    "getAliyunRedisAccounts",
    "getAliyunSslCertificate",
    "getAliyunZones",
  ],
  ...["getHuaweiAvailabilityZones", "getHuaweiDcsInstance", "getHuaweiDcsInstances"],
  ...["getHuaweiDcsAccounts", "getHuaweiDcsNodes", "getHuaweiFlavors", "getHuaweiMaintenanceWindows"],
  ...["getHuaweiBackups", "getHuaweiQuotas", "getHuaweiSslCertificate", "getHuaweiTemplate", "getHuaweiTemplates"],
  ...["getJdBackups", "getJdClasses", "getJdQuota", "getJdRedis", "getJdRedisAccounts", "getJdRedisInstances"],
  ...["getJdSslCertificate", "getJdTemplate", "getJdTemplates"],
].flatMap((name) => [name, `${name}Output`]);

/** What the entries export besides. */
export const otherNames = { index: ["Cache", "CnCacheProvider", ...lookups], dynamic: ["cacheRecord"] };
