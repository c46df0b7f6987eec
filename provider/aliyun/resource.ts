import type { ID, Input } from "@pulumi/pulumi";
import {
  type CacheResourceOptions,
  cacheResource,
  hasPulumiType,
  type ResourceRegistration,
  typeToken,
} from "../core/program/resource";
import type { AliyunRedisArgs } from "./args";
import { aliyunRedisAttributes } from "./attributes";
import { type AliyunRedisState, aliyunRedisOutputs } from "./outputs";

/** @internal */
export const aliyunRedisRegistration: ResourceRegistration = {
  type: "AliyunRedis",
  cloud: "aliyun",
  factory: "aliyunRedis",
  attributes: aliyunRedisAttributes,
  outputs: aliyunRedisOutputs,
};

/**
 * An Alibaba Cloud Redis instance (R-KVStore, also called Tair), billed by the vendor from its creation until its
 * deletion. `pulumi up` waits until its status is `Normal` and its order is completed.
 *
 * ```ts
 * const sessions = new AliyunRedis("sessions", {
 *   instanceClass: "redis.master.small.default",
 *   password: config.requireSecret("password"),
 * });
 * export const endpoint = pulumi.interpolate`${sessions.connectionDomain}:${sessions.port}`;
 * ```
 */
export class AliyunRedis extends cacheResource<AliyunRedisState>() {
  /** @internal */
  static readonly __pulumiType = typeToken("AliyunRedis");

  /** Whether the value is an AliyunRedis, even one created by another copy of this package. */
  static isInstance(value: unknown): value is AliyunRedis {
    return hasPulumiType(value, AliyunRedis.__pulumiType);
  }

  constructor(name: string, args: AliyunRedisArgs, opts?: CacheResourceOptions) {
    super(aliyunRedisRegistration, name, args, opts);
  }

  /** Looks up an existing instance without managing it. Fails if it does not exist. */
  static get(name: string, id: Input<ID>, opts?: CacheResourceOptions): AliyunRedis {
    return new AliyunRedis(name, {}, { ...opts, id });
  }
}
