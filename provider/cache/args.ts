import type { Input } from "@pulumi/pulumi";
import type { AliyunRedisArgs } from "../aliyun/args";
import type { HuaweiDcsInstanceArgs } from "../huawei/args";
import type { JdRedisArgs } from "../jd/args";

/** The clouds that a `Cache` can be on, under their names in settings. */
export type CacheCloud = "aliyun" | "huawei" | "jd";

/** The network of a `Cache`, with the ids of its cloud. */
export interface CacheNetwork {
  /**
   * The VPC. Changed in place on Alibaba Cloud, by replacement elsewhere. Becomes `vpcId` on each cloud.
   */
  vpcId: Input<string>;
  /**
   * The vSwitch or subnet within the VPC; on Huawei Cloud its network id. Changed in place on Alibaba Cloud and Huawei
   * Cloud, by replacement on JD Cloud. Becomes `vSwitchId` (Alibaba Cloud) or `subnetId`.
   */
  subnetId: Input<string>;
  /**
   * A security group whose members may connect, besides `allowFrom`. Alibaba Cloud only: the others have none for Redis.
   * Changed in place. Becomes `securityGroupIds`.
   */
  securityGroupId?: Input<string> | undefined;
  /**
   * The zone, or two zones for a cache with replicas, the primary's first. Required on Huawei Cloud and JD Cloud. Changed in
   * place on Alibaba Cloud, and on Huawei Cloud from one to two; otherwise by replacement. Becomes `zoneId` and
   * `secondaryZoneId` (Alibaba Cloud), `azCodes` (Huawei Cloud), or `azId.master` and `azId.slave` (JD Cloud).
   * @default on Alibaba Cloud the zone of the vSwitch
   */
  zones?: Input<readonly Input<string>[]> | undefined;
}

/** Arguments that are laid over those that the `Cache` has made, or a function that returns others. */
export type CacheTransform<Args extends object> = Partial<Args> | ((args: Args) => Args);

/** Changes of the underlying resource's arguments. Only the entry of the `Cache`'s own cloud is used. */
export interface CacheTransforms {
  /** For the `AliyunRedis`. */
  aliyun?: CacheTransform<AliyunRedisArgs> | undefined;
  /** For the `HuaweiDcsInstance`. */
  huawei?: CacheTransform<HuaweiDcsInstanceArgs> | undefined;
  /** For the `JdRedis`. */
  jd?: CacheTransform<JdRedisArgs> | undefined;
}

/** The arguments of a `Cache`. */
export interface CacheArgs {
  /**
   * The cloud; known when the program runs, because it decides which resource there is. Another cloud means another cache:
   * the new one is created first, the old one is deleted after everything else has succeeded.
   */
  cloud: CacheCloud;
  /**
   * Memory in GB, of all shards together. What is sold depends on cloud, `ha` and `shards`; an error names the nearest sizes.
   * Changed in place. Becomes, with `ha` and `shards`, `instanceClass` (Alibaba Cloud), `specCode` and `capacity` (Huawei
   * Cloud), or `cacheInstanceClass` (JD Cloud).
   */
  memoryGb: Input<number>;
  /**
   * Engine version of Redis: a major version such as `7`, which stands for the newest one that the cloud sells, or an exact
   * one such as `7.0`. Upgraded in place on Alibaba Cloud; any other change is a replacement. Becomes `engineVersion`, on JD
   * Cloud `redisVersion`.
   * @default "6"
   */
  engineVersion?: Input<string> | undefined;
  /**
   * Whether there is a replica that takes over when the primary fails. Without one the cache is a single node, which JD Cloud
   * does not sell. Changed in place on Alibaba Cloud, by replacement on Huawei Cloud. Becomes `nodeType` (Alibaba Cloud) or
   * a part of `specCode` (Huawei Cloud).
   * @default true
   */
  ha?: Input<boolean> | undefined;
  /**
   * Number of shards. More than one is a cluster behind a proxy, which clients use like a single Redis. Any number up to 256
   * on Alibaba Cloud, powers of two on JD Cloud; on Huawei Cloud it follows from the memory. Changed in place where the cloud
   * can. Becomes `shardCount` (Alibaba Cloud), `specCode` (Huawei Cloud), or `shardNumber` (JD Cloud).
   * @default 1
   */
  shards?: Input<number> | undefined;
  /** The network. Required on Huawei Cloud and JD Cloud. */
  network?: CacheNetwork | undefined;
  /**
   * Region. Another region replaces the cache. Becomes `regionId`, on Huawei Cloud `region`.
   * @default the configured region (`aliyun:region`, `huawei:region`, `jd:region`)
   */
  region?: Input<string> | undefined;
  /**
   * Name shown in the cloud's console; need not be unique. 4-32 letters, digits, `_` and `-`, starting with a letter, fit all
   * clouds. Changed in place. Becomes `instanceName` (Alibaba Cloud), `name` (Huawei Cloud), or `cacheInstanceName` (JD
   * Cloud).
   * @default the resource's name
   */
  instanceName?: Input<string> | undefined;
  /**
   * Password of the default account, by the cloud's own rules; 8-16 letters and digits with upper case, lower case and a digit
   * fit all clouds. Always a secret. Changed in place. Becomes `password`.
   * @default 16 random letters and digits, made once and kept as a secret in the state: the same after a refresh, a replacement
   * and a move to another cloud
   */
  password?: Input<string> | undefined;
  /**
   * Any text; another one makes another generated password, which is changed in place. Has no effect beside `password`.
   */
  passwordVersion?: Input<string> | undefined;
  /**
   * IPv4 addresses and CIDR blocks that may connect, such as `10.0.0.0/8`. `0.0.0.0/0` admits every address of the network.
   * Their order does not matter. Changed in place. Becomes `securityIps` (Alibaba Cloud), `whitelist` (Huawei Cloud), or
   * `ipWhiteList` (JD Cloud).
   * @default `127.0.0.1` on every cloud: nobody
   */
  allowFrom?: Input<readonly Input<string>[]> | undefined;
  /** Tags, at most 20. Changed in place; tags that somebody else added are removed while this is given. Becomes `tags`. */
  tags?: Input<Record<string, Input<string>>> | undefined;
  /**
   * Changes the arguments of the underlying resource, by cloud, such as
   * `{ aliyun: { backupPolicy: { … } }, jd: (args) => ({ ...args, dbNum: 32 }) }`. Takes effect last.
   */
  transform?: CacheTransforms | undefined;
}
