import type { ArgumentOutputs, ObservedOutputs, OutputTable } from "../core/resource/types";
import type { JdRedisInputs } from "./args";
import type { JdInstance } from "./instance";

/** What a program sees of a `JdRedis` besides its arguments. */
export interface JdRedisOutputs {
  /** Like `redis-m0vcg462xe31`; the same as `id`. API: `cacheInstanceId`. */
  readonly instanceId: string;
  /** Number of the order that made it; undefined where only its answer was lost, or the instance was adopted. */
  readonly orderNum: string | undefined;
  /** The vendor's word, `running` when ready. API: `cacheInstanceStatus`. */
  readonly status: string;
  /** Host name inside the VPC. */
  readonly connectionDomain: string;
  /** `redis://:password@domain:port`, with `rediss://` where `tls` is switched on by the program; a secret. */
  readonly connectionString: string;
  /** Further host names, the public one for instance. */
  readonly otherDomains: string[];
  /** When it was ordered, RFC 3339. */
  readonly createTime: string | undefined;
  /** Whether a password is needed. */
  readonly auth: boolean | undefined;
  /** Whether the password may be removed. */
  readonly isAllowNoAuth: boolean | undefined;
  /** MB, all shards. */
  readonly cacheInstanceMemoryMB: number | undefined;
  /** MB of one shard. */
  readonly memoryMBPerShard: number | undefined;
  /** Of the engine, like `4.0-1.3`. */
  readonly instanceVersion: string | undefined;
  /** Of a cluster's proxies. */
  readonly instanceProxyVersion: string | undefined;
  /** `postpaid_by_duration` or `prepaid_by_duration`. API: `charge.chargeMode`. */
  readonly chargeMode: string | undefined;
  /** `normal`, `overdue` or `arrear`. API: `charge.chargeStatus`. */
  readonly chargeStatus: string | undefined;
  /** Since when it is billed, RFC 3339. API: `charge.chargeStartTime`. */
  readonly chargeStartTime: string | undefined;
  /** Until when a prepaid instance is paid, RFC 3339. API: `charge.chargeExpiredTime`. */
  readonly chargeExpiredTime: string | undefined;
  /** When an expired instance is released, RFC 3339. API: `charge.chargeRetireTime`. */
  readonly chargeRetireTime: string | undefined;
  /** Begin of the maintenance window, like `18:00Z`. */
  readonly maintenanceStartTime: string | undefined;
  /** End of the maintenance window. */
  readonly maintenanceEndTime: string | undefined;
}

/** All that a program sees: the arguments, as they are in the cloud where that can be read, and the outputs. */
export interface JdRedisState extends ArgumentOutputs<JdRedisInputs>, JdRedisOutputs {
  readonly port: number;
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
};

/** The outputs of an observed instance. */
export function outputs(
  observed: JdInstance,
  { password }: Partial<JdRedisInputs>,
): ObservedOutputs<JdRedisOutputs, "orderNum"> {
  const { connectionDomain, port, maintenanceTime: window } = observed;
  const login = password ? `:${encodeURIComponent(password)}@` : "";
  const isReachable = connectionDomain !== undefined && port !== undefined;
  const scheme = observed.tls?.tlsStatus === "enable" ? "rediss" : "redis";
  return {
    instanceId: observed.instanceId,
    status: observed.status,
    createTime: observed.createTime,
    connectionDomain,
    connectionString: isReachable ? `${scheme}://${login}${connectionDomain}:${port}` : undefined,
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
  };
}
