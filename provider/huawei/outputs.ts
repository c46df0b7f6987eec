import type { ArgumentOutputs, ObservedOutputs, OutputTable } from "../core/resource/types";
import type { HuaweiArgs, HuaweiDcsInstanceInputs } from "./args";
import type { HuaweiInstance } from "./instance";

/** What a program sees of a `HuaweiDcsInstance` besides its arguments. */
export interface HuaweiDcsInstanceOutputs {
  /** A UUID; the same as `id`. */
  readonly instanceId: string;
  /** The vendor's word, `RUNNING` when ready. */
  readonly status: string;
  /** Host name inside the VPC. API: `domain_name`. */
  readonly connectionDomain: string | undefined;
  /** Host name of the replicas, of instances with copies. */
  readonly readonlyDomainName: string | undefined;
  /** `redis://:password@domain:port`, `rediss://` with TLS; a secret. Undefined for Memcached. */
  readonly connectionString: string | undefined;
  /** Address inside the VPC; of a cluster several, with commas between. */
  readonly ip: string | undefined;
  /** Addresses and ports of a cluster's nodes, with commas between. */
  readonly backendAddrs: string | undefined;
  /** Address outside of the VPC, with `enablePublicip`. */
  readonly publicipAddress: string | undefined;
  /** MB */
  readonly maxMemory: number | undefined;
  /** `single`, `ha`, `ha_rw_split`, `proxy` or `cluster`. */
  readonly cacheMode: string | undefined;
  /** `generic` or `enterprise`. */
  readonly productType: string | undefined;
  /** `x86_64` or `aarch64`. */
  readonly cpuType: string | undefined;
  /** Copies of the data, the master among them. */
  readonly replicaCount: number | undefined;
  readonly shardingCount: number | undefined;
  /** How many databases there are to `SELECT`. */
  readonly dbNumber: number | undefined;
  /** Mbit/s */
  readonly bandwidth: number | undefined;
  readonly vpcName: string | undefined;
  readonly subnetName: string | undefined;
  readonly subnetCidr: string | undefined;
  /** `prePaid` or `postPaid`. */
  readonly chargingMode: string | undefined;
  /** Order that made a `prePaid` instance. */
  readonly orderId: string | undefined;
  /** Until when a `prePaid` instance is paid, where the billing centre may be asked. */
  readonly expireTime: string | undefined;
  /** RFC 3339. */
  readonly createTime: string | undefined;
  /** When it was first `RUNNING`, RFC 3339. */
  readonly launchedAt: string | undefined;
}

/** All that a program sees: the arguments, as they are in the cloud where that can be read, and the outputs. */
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
  expireTime: "plain",
  createTime: "plain",
  launchedAt: "plain",
};

/** The outputs of an observed instance. */
export function outputs(
  observed: HuaweiInstance,
  args: Partial<HuaweiArgs>,
): ObservedOutputs<HuaweiDcsInstanceOutputs> {
  return {
    instanceId: observed.id,
    connectionString: connectionString(observed, args),
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
    expireTime: observed.expireTime,
    createTime: observed.createTime,
    launchedAt: observed.launchedAt,
  };
}

/** `redis://`, or `rediss://` with TLS; none of Memcached. */
function connectionString(
  { engine, enableSsl, noPasswordAccess, connectionDomain, ip, port }: HuaweiInstance,
  { password }: Partial<HuaweiArgs>,
): string | undefined {
  const host = connectionDomain ?? ip?.split(",")[0];
  if (engine === "Memcached" || host === undefined || port === undefined) return undefined;
  const login = password === undefined || noPasswordAccess === true ? "" : `:${encodeURIComponent(password)}@`;
  return `${enableSsl ? "rediss" : "redis"}://${login}${host}:${port}`;
}
