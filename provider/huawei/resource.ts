import type { CustomResourceOptions, ID, Input, Output } from "@pulumi/pulumi";
import { CacheResource, hasPulumiType, type ResourceRegistration, typeToken } from "../core/program/resource";
import type { HuaweiDcsInstanceArgs } from "./args";

/** @internal */
export const huaweiDcsInstanceResource: ResourceRegistration = {
  type: "HuaweiDcsInstance",
  cloud: "huawei",
  factory: "huaweiDcsInstance",
  outputs: [
    "instanceId",
    "status",
    "connectionDomain",
    "readonlyDomainName",
    "port",
    "connectionString",
    "ip",
    "backendAddrs",
    "publicipAddress",
    "maxMemory",
    "cacheMode",
    "productType",
    "cpuType",
    "replicaCount",
    "shardingCount",
    "dbNumber",
    "bandwidth",
    "vpcName",
    "subnetName",
    "subnetCidr",
    "chargingMode",
    "orderId",
    "expireTime",
    "createTime",
    "launchedAt",
    "region",
    "name",
    "engine",
    "engineVersion",
    "capacity",
    "specCode",
    "azCodes",
    "vpcId",
    "subnetId",
    "securityGroupId",
    "enterpriseProjectId",
    "maintainBegin",
    "maintainEnd",
    "noPasswordAccess",
    "enableSsl",
  ],
  idOutputs: ["instanceId"],
  secretArguments: ["password"],
  secretOutputs: ["password", "connectionString"],
};

/**
 * A Redis or Memcached instance of Huawei Cloud's Distributed Cache Service, billed by the vendor from its creation to its
 * deletion. `pulumi up` waits until it is `RUNNING` and no background job is at work on it.
 *
 * ```ts
 * const sessions = new HuaweiDcsInstance("sessions", {
 *   name: "sessions",
 *   engine: "Redis",
 *   engineVersion: "6.0",
 *   capacity: 1,
 *   specCode: "redis.ha.xu1.large.r2.1",
 *   azCodes: ["cn-north-4a", "cn-north-4b"],
 *   vpcId: network.vpcId,
 *   subnetId: network.subnetId,
 *   password: config.requireSecret("password"),
 * });
 * export const endpoint = pulumi.interpolate`${sessions.connectionDomain}:${sessions.port}`;
 * ```
 */
export class HuaweiDcsInstance extends CacheResource {
  /** @internal */
  static readonly __pulumiType = typeToken("HuaweiDcsInstance");

  /** Is the value a HuaweiDcsInstance, also one that another copy of this package has made? */
  static override isInstance(value: unknown): value is HuaweiDcsInstance {
    return hasPulumiType(value, HuaweiDcsInstance.__pulumiType);
  }

  /** A UUID; the same as `id`. */
  declare readonly instanceId: Output<string>;
  /** The vendor's word, `RUNNING` when ready. */
  declare readonly status: Output<string>;
  /** Host name inside the VPC. API: `domain_name`. */
  declare readonly connectionDomain: Output<string | undefined>;
  /** Host name of the replicas, of instances with copies. */
  declare readonly readonlyDomainName: Output<string | undefined>;
  declare readonly port: Output<number>;
  /** `redis://:password@domain:port`, `rediss://` with TLS; a secret. Undefined for Memcached. */
  declare readonly connectionString: Output<string | undefined>;
  /** Address inside the VPC; of a cluster several, with commas between. */
  declare readonly ip: Output<string | undefined>;
  /** Addresses and ports of a cluster's nodes, with commas between. */
  declare readonly backendAddrs: Output<string | undefined>;
  /** Address outside of the VPC, with `enablePublicip`. */
  declare readonly publicipAddress: Output<string | undefined>;
  /** MB */
  declare readonly maxMemory: Output<number | undefined>;
  /** `single`, `ha`, `ha_rw_split`, `proxy` or `cluster`. */
  declare readonly cacheMode: Output<string | undefined>;
  /** `generic` or `enterprise`. */
  declare readonly productType: Output<string | undefined>;
  /** `x86_64` or `aarch64`. */
  declare readonly cpuType: Output<string | undefined>;
  /** Copies of the data, the master among them. */
  declare readonly replicaCount: Output<number | undefined>;
  declare readonly shardingCount: Output<number | undefined>;
  /** How many databases there are to `SELECT`. */
  declare readonly dbNumber: Output<number | undefined>;
  /** Mbit/s */
  declare readonly bandwidth: Output<number | undefined>;
  declare readonly vpcName: Output<string | undefined>;
  declare readonly subnetName: Output<string | undefined>;
  declare readonly subnetCidr: Output<string | undefined>;
  /** `prePaid` or `postPaid`. */
  declare readonly chargingMode: Output<string | undefined>;
  /** Order that made a `prePaid` instance. */
  declare readonly orderId: Output<string | undefined>;
  /** Until when a `prePaid` instance is paid, where the billing centre may be asked. */
  declare readonly expireTime: Output<string | undefined>;
  /** RFC 3339. */
  declare readonly createTime: Output<string | undefined>;
  /** When it was first `RUNNING`, RFC 3339. */
  declare readonly launchedAt: Output<string | undefined>;
  declare readonly region: Output<string>;
  declare readonly name: Output<string>;
  declare readonly engine: Output<string>;
  declare readonly engineVersion: Output<string | undefined>;
  /** GB */
  declare readonly capacity: Output<number>;
  declare readonly specCode: Output<string>;
  declare readonly azCodes: Output<string[]>;
  declare readonly vpcId: Output<string>;
  declare readonly subnetId: Output<string>;
  declare readonly securityGroupId: Output<string | undefined>;
  declare readonly enterpriseProjectId: Output<string | undefined>;
  declare readonly maintainBegin: Output<string | undefined>;
  declare readonly maintainEnd: Output<string | undefined>;
  declare readonly noPasswordAccess: Output<boolean | undefined>;
  declare readonly enableSsl: Output<boolean | undefined>;

  constructor(name: string, args: HuaweiDcsInstanceArgs, opts?: CustomResourceOptions) {
    super(huaweiDcsInstanceResource, name, args, opts);
  }

  /** Looks up an existing instance, without managing it. Fails when there is none. */
  static get(name: string, id: Input<ID>, opts?: CustomResourceOptions): HuaweiDcsInstance {
    return new HuaweiDcsInstance(name, {} as HuaweiDcsInstanceArgs, { ...opts, id });
  }
}
