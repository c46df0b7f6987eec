import { connectionString } from "../core/resource/connectionString";
import type { Outputs } from "../core/resource/definition";
import type { ArgumentOutputs, ObservedOutputs, OutputTable } from "../core/resource/types";
import type { HuaweiDcsInstanceInputs, ParsedArgs } from "./args";
import type { HuaweiInstance } from "./instance";

/** Outputs of a `HuaweiDcsInstance` besides its arguments. */
export interface HuaweiDcsInstanceOutputs {
  /** A UUID; the same as `id`. API: `instance_id`. */
  readonly instanceId: string;
  /** Status in the vendor's words; `RUNNING` when ready. API: `status`. */
  readonly status: string;
  /** Host name inside the VPC. API: `domain_name`. */
  readonly connectionDomain: string | undefined;
  /** Host name of the replicas, for instances with replicas. API: `readonly_domain_name`. */
  readonly readonlyDomainName: string | undefined;
  /**
   * `redis://:password@domain:port`, or `rediss://` with TLS, or for Memcached `memcached://user:password@ip:port`: always
   * a text, so that it fits an `Input<string>`. A secret. Composed by the provider; no field of the API.
   */
  readonly connectionString: string;
  /** IP address inside the VPC; several of a cluster, separated by commas. API: `ip`. */
  readonly ip: string | undefined;
  /** Addresses and ports of a cluster's nodes, separated by commas. API: `backend_addrs`. */
  readonly backendAddrs: string | undefined;
  /** IP address outside the VPC, with `enablePublicip`. API: `publicip_address`. */
  readonly publicipAddress: string | undefined;
  /** Total memory in MB. API: `max_memory`. */
  readonly maxMemory: number | undefined;
  /** `single`, `ha`, `ha_rw_split`, `proxy` or `cluster`. API: `cache_mode`. */
  readonly cacheMode: string | undefined;
  /** `generic` or `enterprise`. API: `product_type`. */
  readonly productType: string | undefined;
  /** `x86_64` or `aarch64`. API: `cpu_type`. */
  readonly cpuType: string | undefined;
  /** Number of copies of the data, including the master's. API: `replica_count`. */
  readonly replicaCount: number | undefined;
  /** Number of shards of a cluster. API: `sharding_count`. */
  readonly shardingCount: number | undefined;
  /** Number of databases that `SELECT` can choose from. API: `db_number`. */
  readonly dbNumber: number | undefined;
  /** Bandwidth in Mbit/s. API: `bandwidth_info.bandwidth`. */
  readonly bandwidth: number | undefined;
  /** Name of the VPC. API: `vpc_name`. */
  readonly vpcName: string | undefined;
  /** Name of the subnet. API: `subnet_name`. */
  readonly subnetName: string | undefined;
  /** CIDR block of the subnet. API: `subnet_cidr`. */
  readonly subnetCidr: string | undefined;
  /** `prePaid` or `postPaid`. API: `charging_mode`. */
  readonly chargingMode: string | undefined;
  /** Order that created a `prePaid` instance. API: `order_id`. */
  readonly orderId: string | undefined;
  /**
   * Arguments whose new values are ordered with `executeImmediately: false` and come with the maintenance window, such as
   * `{ capacity: 2 }`. Composed by the provider of what it has ordered and ListBackgroundTask.
   */
  readonly pendingChanges: Readonly<Record<string, unknown>> | undefined;
  /** End of the paid period of a `prePaid` instance, if the account may read the billing centre. API: `expire_time`. */
  readonly expireTime: string | undefined;
  /** Time of creation, RFC 3339. API: `created_at`. */
  readonly createTime: string | undefined;
  /** Time at which it was first `RUNNING`, RFC 3339. API: `launched_at`. */
  readonly launchedAt: string | undefined;
}

/** Everything that a program sees: the arguments, with their values in the cloud if readable, and the outputs. */
export interface HuaweiDcsInstanceState extends ArgumentOutputs<HuaweiDcsInstanceInputs>, HuaweiDcsInstanceOutputs {
  readonly port: number;
  readonly region: string;
  readonly name: string;
  readonly capacity: number;
  readonly specCode: string;
  readonly azCodes: string[];
  readonly vpcId: string;
  readonly subnetId: string;
}

/** @internal */
export const huaweiDcsInstanceOutputs: OutputTable<HuaweiDcsInstanceOutputs> = {
  instanceId: "id",
  status: "plain",
  connectionDomain: "plain",
  readonlyDomainName: "plain",
  connectionString: "secret",
  ip: "plain",
  backendAddrs: "plain",
  publicipAddress: "plain",
  maxMemory: "plain",
  cacheMode: "plain",
  productType: "plain",
  cpuType: "plain",
  replicaCount: "plain",
  shardingCount: "plain",
  dbNumber: "plain",
  bandwidth: "plain",
  vpcName: "plain",
  subnetName: "plain",
  subnetCidr: "plain",
  chargingMode: "plain",
  orderId: "plain",
  pendingChanges: "plain",
  expireTime: "plain",
  createTime: "plain",
  launchedAt: "plain",
};

/** Outputs of the answer to the creating call; no later answer is sure to have them. */
export const createOnlyOutputs = ["orderId"] as const satisfies readonly (keyof HuaweiDcsInstanceOutputs)[];

/**
 * The outputs of an observed instance.
 * @internal
 */
export function outputs(
  observed: HuaweiInstance,
  args: Partial<ParsedArgs>,
  ordered?: Outputs,
): ObservedOutputs<HuaweiDcsInstanceOutputs> {
  return {
    instanceId: observed.id,
    connectionString: urlOf(observed, args),
    orderId: observed.orderId,
    status: observed.status,
    connectionDomain: observed.connectionDomain,
    readonlyDomainName: observed.readonlyDomainName,
    ip: observed.ip,
    backendAddrs: observed.backendAddrs,
    publicipAddress: observed.publicipAddress,
    maxMemory: observed.maxMemory,
    cacheMode: observed.cacheMode,
    productType: observed.productType,
    cpuType: observed.cpuType,
    replicaCount: observed.replicaCount,
    shardingCount: observed.shardingCount,
    dbNumber: observed.dbNumber,
    bandwidth: observed.bandwidth,
    vpcName: observed.vpcName,
    subnetName: observed.subnetName,
    subnetCidr: observed.subnetCidr,
    chargingMode: observed.chargingMode,
    pendingChanges: ordered,
    expireTime: observed.expireTime,
    createTime: observed.createTime,
    launchedAt: observed.launchedAt,
  };
}

function urlOf(
  { engine, accessUser, enableSsl, noPasswordAccess, connectionDomain, ip, port }: HuaweiInstance,
  { password }: Partial<ParsedArgs>,
): string | undefined {
  const isMemcached = engine === "Memcached";
  return connectionString({
    scheme: isMemcached ? "memcached" : enableSsl ? "rediss" : "redis",
    user: isMemcached ? accessUser : undefined,
    password: noPasswordAccess === true ? undefined : password,
    host: connectionDomain ?? ip?.split(",")[0],
    port,
  });
}
