import {
  type CacheResourceOptions,
  cacheResource,
  hasPulumiType,
  type ResourceRegistration,
  typeToken,
} from "../../core/program/resource";
import type { AliyunRedisBatchArgs } from "./args";
import { aliyunRedisBatchAttributes } from "./attributes";
import { type AliyunRedisBatchState, aliyunRedisBatchOutputs } from "./outputs";

/** @internal */
export const aliyunRedisBatchRegistration: ResourceRegistration = {
  type: "AliyunRedisBatch",
  cloud: "aliyun",
  factory: "aliyunRedisBatch",
  attributes: aliyunRedisBatchAttributes,
  outputs: aliyunRedisBatchOutputs,
};

/**
 * Many Alibaba Cloud Redis instances as one resource: ordered up to 300 at a time with CreateInstances, billed by the
 * vendor from their creation until their deletion. Classic classes only. Can restore instances from the recycle bin. There
 * is no `get`, because no single id names a batch; `AliyunRedis.get` looks up one instance.
 *
 * ```ts
 * const shards = new AliyunRedisBatch("shards", {
 *   instances: [{ group: "web", izNo: "cn-hangzhou-h", quantity: 20, instanceClass: "redis.master.small.default" }],
 *   password: config.requireSecret("password"),
 * });
 * export const hosts = shards.members.apply((members) => members.map((member) => member.connectionDomain));
 * ```
 */
export class AliyunRedisBatch extends cacheResource<AliyunRedisBatchState>() {
  /** @internal */
  static readonly __pulumiType = typeToken("AliyunRedisBatch");

  /** Whether the value is an AliyunRedisBatch, even one created by another copy of this package. */
  static isInstance(value: unknown): value is AliyunRedisBatch {
    return hasPulumiType(value, AliyunRedisBatch.__pulumiType);
  }

  constructor(name: string, args: AliyunRedisBatchArgs, opts?: CacheResourceOptions) {
    super(aliyunRedisBatchRegistration, name, args, opts);
  }
}
