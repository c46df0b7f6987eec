import { connectionString } from "../core/resource/connectionString";
import type { Outputs } from "../core/resource/definition";
import type { ArgumentOutputs, ObservedOutputs, OutputTable } from "../core/resource/types";
import type { AliyunRedisInputs } from "./args";
import type { AliyunInstance } from "./instance";

/** The outputs of an `AliyunRedis` besides its arguments. */
export interface AliyunRedisOutputs {
  /** Instance id, like `r-bp1zxszhcgatnx0001`; the same as `id`. API: `InstanceId`. */
  readonly instanceId: string;
  /** Status in the vendor's words, `Normal` when ready. API: `InstanceStatus`. */
  readonly status: string;
  /** Host name within the instance's network. API: `ConnectionDomain`. */
  readonly connectionDomain: string;
  /**
   * `redis://:password@domain:port`, or for Memcache `memcached://user:password@domain:port`, so that it is always a text
   * and fits an `Input<string>`. A secret. Composed by the provider.
   */
  readonly connectionString: string;
  /** Name of the default account; the same as `instanceId`. API: `UserName`. */
  readonly userName: string;
  /** Architecture: `standard`, `cluster` or `rwsplit`. API: `ArchitectureType`. */
  readonly architectureType: string | undefined;
  /** Maximum number of simultaneous connections. API: `Connections`. */
  readonly connections: number | undefined;
  /** Requests per second that the class is rated for. API: `QPS`. */
  readonly qps: number | undefined;
  /** Time of creation, RFC 3339. API: `CreateTime`. */
  readonly createTime: string | undefined;
  /** End of the prepaid time of a `PrePaid` instance, RFC 3339. API: `EndTime`. */
  readonly endTime: string | undefined;
  /** Number of the order that created the instance. API: `OrderId` of CreateInstance. */
  readonly orderId: string | undefined;
  /**
   * Arguments whose new values are ordered with `effectiveTime` `MaintainTime` and come with the maintenance window, like
   * `{ instanceClass: "redis.shard.mid.ce" }`. Until then `status` is the vendor's word for the change, like `Changing`,
   * and the instance is in service. Composed by the provider of what it has ordered and DescribeHistoryTasks.
   */
  readonly pendingChanges: Readonly<Record<string, unknown>> | undefined;
  /** Until when the certificate is valid, RFC 3339; only with `ssl`. API: `SSLExpiredTime` of DescribeInstanceSSL. */
  readonly sslExpiredTime: string | undefined;
  /** Host name that is reachable from the internet; only with `publicConnection`. API: `ConnectionString` of DescribeDBInstanceNetInfo. */
  readonly publicConnectionDomain: string | undefined;
}

/** Everything a program sees: the arguments, with the cloud's values where those are readable, and the outputs. */
export interface AliyunRedisState extends ArgumentOutputs<AliyunRedisInputs>, AliyunRedisOutputs {
  readonly port: number;
  readonly regionId: string;
}

/** @internal */
export const aliyunRedisOutputs: OutputTable<AliyunRedisOutputs> = {
  instanceId: "id",
  status: "plain",
  connectionDomain: "plain",
  connectionString: "secret",
  userName: "id",
  architectureType: "plain",
  connections: "plain",
  qps: "plain",
  createTime: "plain",
  endTime: "plain",
  orderId: "plain",
  pendingChanges: "plain",
  sslExpiredTime: "plain",
  publicConnectionDomain: "plain",
};

/** Outputs of the answer to the creating call; no later answer has them. */
export const createOnlyOutputs = ["orderId"] as const satisfies readonly (keyof AliyunRedisOutputs)[];

/**
 * The outputs of an observed instance.
 * @internal
 */
export function outputs(
  observed: AliyunInstance,
  { password }: Partial<AliyunRedisInputs>,
  ordered?: Outputs,
): ObservedOutputs<AliyunRedisOutputs, (typeof createOnlyOutputs)[number]> {
  const { connectionDomain, port } = observed;
  const protocol =
    observed.instanceType === "Memcache" ? { scheme: "memcached", user: observed.instanceId } : { scheme: "redis" };
  return {
    instanceId: observed.instanceId,
    status: observed.status,
    connectionDomain,
    connectionString: connectionString({ ...protocol, password, host: connectionDomain, port }),
    publicConnectionDomain: observed.publicConnectionDomain,
    userName: observed.instanceId,
    architectureType: observed.architectureType,
    connections: observed.connections,
    qps: observed.qps,
    createTime: observed.createTime,
    endTime: observed.endTime,
    pendingChanges: ordered,
    sslExpiredTime: observed.sslExpiredTime,
  };
}
