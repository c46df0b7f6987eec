import type { ArgumentOutputs, ObservedOutputs, OutputTable } from "../core/resource/types";
import type { AliyunRedisInputs } from "./args";
import type { AliyunInstance } from "./instance";

/** What a program sees of an `AliyunRedis` besides its arguments. */
export interface AliyunRedisOutputs {
  /** Like `r-bp1zxszhcgatnx0001`; the same as `id`. */
  readonly instanceId: string;
  /** The vendor's word, `Normal` when ready. */
  readonly status: string;
  /** Host name inside the instance's network. */
  readonly connectionDomain: string;
  /** `redis://:password@domain:port`; a secret. Undefined for Memcache. */
  readonly connectionString: string | undefined;
  /** Name of the default account; the same as `instanceId`. */
  readonly userName: string;
  /** `standard`, `cluster` or `rwsplit`. */
  readonly architectureType: string | undefined;
  /** Most connections at a time. */
  readonly connections: number | undefined;
  /** Requests a second that the class is made for. */
  readonly qps: number | undefined;
  /** RFC 3339. */
  readonly createTime: string | undefined;
  /** Until when a `PrePaid` instance is paid, RFC 3339. */
  readonly endTime: string | undefined;
  /** Of the order that created it. */
  readonly orderId: string | undefined;
  /** Host name that the internet reaches; only with `publicConnection`. */
  readonly publicConnectionDomain: string | undefined;
}

/** All that a program sees: the arguments, as they are in the cloud where that can be read, and the outputs. */
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
  publicConnectionDomain: "plain",
};

/** The outputs of an observed instance. */
export function outputs(
  observed: AliyunInstance,
  { password }: Partial<AliyunRedisInputs>,
): ObservedOutputs<AliyunRedisOutputs, "orderId"> {
  const { connectionDomain, port } = observed;
  const login = password === undefined ? "" : `:${encodeURIComponent(password)}@`;
  const isRedis = observed.instanceType !== "Memcache" && connectionDomain !== undefined && port !== undefined;
  return {
    instanceId: observed.instanceId,
    status: observed.status,
    connectionDomain,
    connectionString: isRedis ? `redis://${login}${connectionDomain}:${port}` : undefined,
    publicConnectionDomain: observed.publicConnectionDomain,
    userName: observed.instanceId,
    architectureType: observed.architectureType,
    connections: observed.connections,
    qps: observed.qps,
    createTime: observed.createTime,
    endTime: observed.endTime,
  };
}
