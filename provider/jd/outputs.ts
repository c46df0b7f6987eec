import { connectionString } from "../core/resource/connectionString";
import type { Outputs } from "../core/resource/definition";
import type { ArgumentOutputs, ObservedOutputs, OutputTable } from "../core/resource/types";
import type { JdRedisInputs } from "./args";
import type { JdInstance } from "./instance";

/** The outputs of a `JdRedis` besides its arguments. */
export interface JdRedisOutputs {
  /** ID of the instance, like `redis-m0vcg462xe31`; the same as `id`. API: `cacheInstanceId`. */
  readonly instanceId: string;
  /**
   * Number of the order that created the instance; undefined if the answer to the order was lost or the instance was
   * adopted. API: `orderNum` of createCacheInstance.
   */
  readonly orderNum: string | undefined;
  /** Status in the vendor's words, `running` when ready. API: `cacheInstanceStatus`. */
  readonly status: string;
  /** Host name inside the VPC. API: `connectionDomain`. */
  readonly connectionDomain: string;
  /**
   * `redis://:password@domain:port`, or `rediss://…` if the program enables `tls`. A secret. Composed of
   * `connectionDomain`, `port` and `password`; no field of the API.
   */
  readonly connectionString: string;
  /** Other host names, like the public one. API: `otherDomains[].domainName`. */
  readonly otherDomains: string[];
  /** Time of the order, RFC 3339. API: `createTime`. */
  readonly createTime: string | undefined;
  /** Whether clients need a password. API: `auth`. */
  readonly auth: boolean | undefined;
  /** Whether the password can be removed. API: `isAllowNoAuth`. */
  readonly isAllowNoAuth: boolean | undefined;
  /** Memory of all shards together, in MB. API: `cacheInstanceMemoryMB`. */
  readonly cacheInstanceMemoryMB: number | undefined;
  /** Memory of one shard, in MB. API: `memoryMBPerShard`. */
  readonly memoryMBPerShard: number | undefined;
  /** Full version of the engine, like `4.0-1.3`. API: `instanceVersion`. */
  readonly instanceVersion: string | undefined;
  /** Version of a cluster's proxies. API: `instanceProxyVersion`. */
  readonly instanceProxyVersion: string | undefined;
  /** Billing mode, `postpaid_by_duration` or `prepaid_by_duration`. API: `charge.chargeMode`. */
  readonly chargeMode: string | undefined;
  /** Billing status: `normal`, `overdue` or `arrear`. API: `charge.chargeStatus`. */
  readonly chargeStatus: string | undefined;
  /** Start of billing, RFC 3339. API: `charge.chargeStartTime`. */
  readonly chargeStartTime: string | undefined;
  /** Expiry of a prepaid instance, RFC 3339. API: `charge.chargeExpiredTime`. */
  readonly chargeExpiredTime: string | undefined;
  /** Time at which an expired instance is released, RFC 3339. API: `charge.chargeRetireTime`. */
  readonly chargeRetireTime: string | undefined;
  /** Start of the maintenance window in UTC, like `18:00Z`. API: `maintenanceStartTime`. */
  readonly maintenanceStartTime: string | undefined;
  /** End of the maintenance window in UTC, like `20:00Z`. API: `maintenanceEndTime`. */
  readonly maintenanceEndTime: string | undefined;
  /**
   * Arguments whose new values are ordered with `effectiveTime` `MaintainTime` and come with the maintenance window, like
   * `{ cacheInstanceClass: "redis.m.small.basic" }`. Composed by the provider of what it has ordered and
   * `toBeExecutedTaskType`.
   */
  readonly pendingChanges: Readonly<Record<string, unknown>> | undefined;
}

/** What a program sees of a `JdRedis`: its arguments, with the observed values where they are readable, and its outputs. */
export interface JdRedisState extends ArgumentOutputs<JdRedisInputs>, JdRedisOutputs {
  /** Port for clients. API: `port`. */
  readonly port: number;
  /** Region of the instance. */
  readonly regionId: string;
}

/** @internal */
export const jdRedisOutputs: OutputTable<JdRedisOutputs> = {
  instanceId: "id",
  orderNum: "plain",
  status: "plain",
  connectionDomain: "plain",
  connectionString: "secret",
  otherDomains: "plain",
  createTime: "plain",
  auth: "plain",
  isAllowNoAuth: "plain",
  cacheInstanceMemoryMB: "plain",
  memoryMBPerShard: "plain",
  instanceVersion: "plain",
  instanceProxyVersion: "plain",
  chargeMode: "plain",
  chargeStatus: "plain",
  chargeStartTime: "plain",
  chargeExpiredTime: "plain",
  chargeRetireTime: "plain",
  maintenanceStartTime: "plain",
  maintenanceEndTime: "plain",
  pendingChanges: "plain",
};

/** Outputs of the answer to the creating call; no later answer has them. */
export const createOnlyOutputs = ["orderNum"] as const satisfies readonly (keyof JdRedisOutputs)[];

/**
 * The outputs of an observed instance.
 * @internal
 */
export function outputs(
  observed: JdInstance,
  { password }: Partial<JdRedisInputs>,
  ordered?: Outputs,
): ObservedOutputs<JdRedisOutputs, (typeof createOnlyOutputs)[number]> {
  const { connectionDomain, port, maintenanceTime: window } = observed;
  const scheme = observed.tls?.tlsStatus === "enable" ? "rediss" : "redis";
  return {
    instanceId: observed.instanceId,
    status: observed.status,
    createTime: observed.createTime,
    connectionDomain,
    connectionString: connectionString({ scheme, password: password || undefined, host: connectionDomain, port }),
    otherDomains: [...observed.otherDomains],
    cacheInstanceMemoryMB: observed.cacheInstanceMemoryMB,
    memoryMBPerShard: observed.memoryMBPerShard,
    instanceVersion: observed.instanceVersion,
    instanceProxyVersion: observed.instanceProxyVersion,
    chargeMode: observed.chargeMode,
    chargeStatus: observed.chargeStatus,
    chargeStartTime: observed.chargeStartTime,
    chargeExpiredTime: observed.chargeExpiredTime,
    chargeRetireTime: observed.chargeRetireTime,
    auth: observed.auth,
    isAllowNoAuth: observed.isAllowNoAuth,
    maintenanceStartTime: window?.startTime,
    maintenanceEndTime: window?.endTime,
    pendingChanges: ordered,
  };
}
