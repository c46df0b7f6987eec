import type { CustomResourceOptions, ID, Input, Output } from "@pulumi/pulumi";
import { CacheResource, hasPulumiType, type ResourceRegistration, typeToken } from "../core/program/resource";
import type { AliyunRedisArgs } from "./args";

/** @internal */
export const aliyunRedisResource: ResourceRegistration = {
  type: "AliyunRedis",
  cloud: "aliyun",
  factory: "aliyunRedis",
  outputs: [
    "instanceId",
    "status",
    "connectionDomain",
    "port",
    "connectionString",
    "userName",
    "privateIpAddress",
    "networkType",
    "nodeType",
    "architectureType",
    "bandwidth",
    "connections",
    "qps",
    "config",
    "createTime",
    "endTime",
    "orderId",
    "publicConnectionDomain",
    "regionId",
    "zoneId",
    "vpcId",
    "vSwitchId",
    "instanceName",
    "instanceClass",
    "capacity",
    "engineVersion",
    "chargeType",
  ],
  idOutputs: ["instanceId", "userName"],
  secretArguments: ["password"],
  secretOutputs: ["password", "connectionString"],
};

/**
 * A Redis instance of Alibaba Cloud (R-KVStore, also called Tair), billed by the vendor from its creation to its
 * deletion. `pulumi up` waits until it is `Normal` and its order is completed.
 *
 * ```ts
 * const sessions = new AliyunRedis("sessions", {
 *   instanceClass: "redis.master.small.default",
 *   password: config.requireSecret("password"),
 * });
 * export const endpoint = pulumi.interpolate`${sessions.connectionDomain}:${sessions.port}`;
 * ```
 */
export class AliyunRedis extends CacheResource {
  /** @internal */
  static readonly __pulumiType = typeToken("AliyunRedis");

  /** Is the value an AliyunRedis, also one that another copy of this package has made? */
  static override isInstance(value: unknown): value is AliyunRedis {
    return hasPulumiType(value, AliyunRedis.__pulumiType);
  }

  /** Like `r-bp1zxszhcgatnx0001`; the same as `id`. */
  declare readonly instanceId: Output<string>;
  /** The vendor's word, `Normal` when ready. */
  declare readonly status: Output<string>;
  /** Host name inside the instance's network. */
  declare readonly connectionDomain: Output<string>;
  declare readonly port: Output<number>;
  /** `redis://:password@domain:port`; a secret. Undefined for Memcache. */
  declare readonly connectionString: Output<string | undefined>;
  /** Name of the default account; the same as `instanceId`. */
  declare readonly userName: Output<string>;
  declare readonly privateIpAddress: Output<string | undefined>;
  /** `VPC` or `CLASSIC`. */
  declare readonly networkType: Output<string | undefined>;
  /** `double` or `single`; the program's own word where it means the same. */
  declare readonly nodeType: Output<string | undefined>;
  /** `standard`, `cluster` or `rwsplit`. */
  declare readonly architectureType: Output<string | undefined>;
  /** Mbit/s or MB/s: the vendor's pages disagree. */
  declare readonly bandwidth: Output<number | undefined>;
  /** Most connections at a time. */
  declare readonly connections: Output<number | undefined>;
  /** Requests a second that the class is made for. */
  declare readonly qps: Output<number | undefined>;
  /** Engine settings: those that the program sets, or all, where it sets none. */
  declare readonly config: Output<Record<string, string | number> | undefined>;
  /** RFC 3339. */
  declare readonly createTime: Output<string | undefined>;
  /** Until when a `PrePaid` instance is paid, RFC 3339. */
  declare readonly endTime: Output<string | undefined>;
  /** Of the order that created it. */
  declare readonly orderId: Output<string | undefined>;
  /** Host name that the internet reaches; only with `publicConnection`. */
  declare readonly publicConnectionDomain: Output<string | undefined>;
  declare readonly regionId: Output<string>;
  declare readonly zoneId: Output<string | undefined>;
  declare readonly vpcId: Output<string | undefined>;
  declare readonly vSwitchId: Output<string | undefined>;
  declare readonly instanceName: Output<string | undefined>;
  declare readonly instanceClass: Output<string | undefined>;
  /** MB */
  declare readonly capacity: Output<number | undefined>;
  declare readonly engineVersion: Output<string | undefined>;
  declare readonly chargeType: Output<string | undefined>;

  constructor(name: string, args: AliyunRedisArgs, opts?: CustomResourceOptions) {
    super(aliyunRedisResource, name, args, opts);
  }

  /** Looks up an existing instance, without managing it. Fails when there is none. */
  static get(name: string, id: Input<ID>, opts?: CustomResourceOptions): AliyunRedis {
    return new AliyunRedis(name, {}, { ...opts, id });
  }
}
