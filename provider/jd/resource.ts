import type { CustomResourceOptions, ID, Input, Output } from "@pulumi/pulumi";
import { CacheResource, hasPulumiType, type ResourceRegistration, typeToken } from "../core/program/resource";
import type { JdRedisArgs } from "./args";

/** @internal */
export const jdRedisResource: ResourceRegistration = {
  type: "JdRedis",
  cloud: "jd",
  factory: "jdRedis",
  outputs: [
    "instanceId",
    "orderNum",
    "status",
    "connectionDomain",
    "port",
    "connectionString",
    "otherDomains",
    "createTime",
    "auth",
    "isAllowNoAuth",
    "cacheInstanceMemoryMB",
    "memoryMBPerShard",
    "instanceVersion",
    "instanceProxyVersion",
    "chargeMode",
    "chargeStatus",
    "chargeStartTime",
    "chargeExpiredTime",
    "chargeRetireTime",
    "maintenanceStartTime",
    "maintenanceEndTime",
    "regionId",
    "vpcId",
    "subnetId",
    "cacheInstanceName",
    "cacheInstanceClass",
    "cacheInstanceType",
    "redisVersion",
    "shardNumber",
    "replicaNumber",
    "cpuArchType",
    "dbNum",
  ],
  idOutputs: ["instanceId"],
  secretArguments: ["password"],
  secretOutputs: ["password", "connectionString"],
};

/**
 * A Redis instance of JD Cloud (JCS for Redis), billed by the vendor from its creation to its deletion. `pulumi up`
 * waits until it is `running`. What it costs depends on the class; `charge` decides whether by the hour or in advance.
 *
 * ```ts
 * const sessions = new JdRedis("sessions", {
 *   vpcId: "vpc-…",
 *   subnetId: "subnet-…",
 *   azId: { master: "cn-north-1a", slave: "cn-north-1b" },
 *   cacheInstanceName: "sessions",
 *   cacheInstanceClass: "redis.m.micro.basic",
 *   redisVersion: "4.0",
 *   password: config.requireSecret("password"),
 *   ipWhiteList: ["10.0.0.0/8"],
 * });
 * export const endpoint = pulumi.interpolate`${sessions.connectionDomain}:${sessions.port}`;
 * ```
 */
export class JdRedis extends CacheResource {
  /** @internal */
  static readonly __pulumiType = typeToken("JdRedis");

  /** Is the value a JdRedis, also one that another copy of this package has made? */
  static override isInstance(value: unknown): value is JdRedis {
    return hasPulumiType(value, JdRedis.__pulumiType);
  }

  /** Like `redis-m0vcg462xe31`; the same as `id`. API: `cacheInstanceId`. */
  declare readonly instanceId: Output<string>;
  /** Number of the order that made it; undefined where only its answer was lost, or the instance was adopted. */
  declare readonly orderNum: Output<string | undefined>;
  /** The vendor's word, `running` when ready. API: `cacheInstanceStatus`. */
  declare readonly status: Output<string>;
  /** Host name inside the VPC. */
  declare readonly connectionDomain: Output<string>;
  /** Port that clients connect to. */
  declare readonly port: Output<number>;
  /** `redis://:password@domain:port`, with `rediss://` where `tls` is switched on by the program; a secret. */
  declare readonly connectionString: Output<string>;
  /** Further host names, the public one for instance. */
  declare readonly otherDomains: Output<string[]>;
  /** When it was ordered, RFC 3339. */
  declare readonly createTime: Output<string | undefined>;
  /** Whether a password is needed. */
  declare readonly auth: Output<boolean | undefined>;
  /** Whether the password may be removed. */
  declare readonly isAllowNoAuth: Output<boolean | undefined>;
  /** MB, all shards. */
  declare readonly cacheInstanceMemoryMB: Output<number | undefined>;
  /** MB of one shard. */
  declare readonly memoryMBPerShard: Output<number | undefined>;
  /** Of the engine, like `4.0-1.3`. */
  declare readonly instanceVersion: Output<string | undefined>;
  /** Of a cluster's proxies. */
  declare readonly instanceProxyVersion: Output<string | undefined>;
  /** `postpaid_by_duration` or `prepaid_by_duration`. API: `charge.chargeMode`. */
  declare readonly chargeMode: Output<string | undefined>;
  /** `normal`, `overdue` or `arrear`. API: `charge.chargeStatus`. */
  declare readonly chargeStatus: Output<string | undefined>;
  /** Since when it is billed, RFC 3339. API: `charge.chargeStartTime`. */
  declare readonly chargeStartTime: Output<string | undefined>;
  /** Until when a prepaid instance is paid, RFC 3339. API: `charge.chargeExpiredTime`. */
  declare readonly chargeExpiredTime: Output<string | undefined>;
  /** When an expired instance is released, RFC 3339. API: `charge.chargeRetireTime`. */
  declare readonly chargeRetireTime: Output<string | undefined>;
  /** Begin of the maintenance window, like `18:00Z`. */
  declare readonly maintenanceStartTime: Output<string | undefined>;
  /** End of the maintenance window. */
  declare readonly maintenanceEndTime: Output<string | undefined>;
  declare readonly regionId: Output<string>;
  declare readonly vpcId: Output<string | undefined>;
  declare readonly subnetId: Output<string | undefined>;
  declare readonly cacheInstanceName: Output<string | undefined>;
  declare readonly cacheInstanceClass: Output<string | undefined>;
  /** `master-slave`, `cluster` or `native-cluster`. */
  declare readonly cacheInstanceType: Output<string | undefined>;
  declare readonly redisVersion: Output<string | undefined>;
  /** 1 for a standard instance. */
  declare readonly shardNumber: Output<number | undefined>;
  /** The master included. */
  declare readonly replicaNumber: Output<number | undefined>;
  /** `amd64` or `arm64`. */
  declare readonly cpuArchType: Output<string | undefined>;
  /** Databases. API: `databaseNum`. */
  declare readonly dbNum: Output<number | undefined>;

  constructor(name: string, args: JdRedisArgs, opts?: CustomResourceOptions) {
    super(jdRedisResource, name, args, opts);
  }

  /** Looks up an existing instance, without managing it. Fails when there is none. */
  static get(name: string, id: Input<ID>, opts?: CustomResourceOptions): JdRedis {
    return new JdRedis(name, {} as JdRedisArgs, { ...opts, id });
  }
}
