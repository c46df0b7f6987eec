import type { CustomResource, CustomResourceOptions, Output } from "@pulumi/pulumi";
import { CacheResource, hasPulumiType, type ResourceRegistration, typeToken } from "../../core/program/resource";
import type { MemberOutputs } from "../../core/resource/types";
import type { AliyunRedis } from "../resource";
import type { AliyunRedisBatchArgs } from "./args";

/** @internal */
export const aliyunRedisBatchResource: ResourceRegistration = {
  type: "AliyunRedisBatch",
  cloud: "aliyun",
  factory: "aliyunRedisBatch",
  outputs: ["members", "instanceIds", "connectionStrings", "orderId", "regionId"],
  idOutputs: [],
  secretArguments: ["password", "passwords"],
  secretOutputs: ["password", "passwords", "connectionStrings"],
};

type ShownOfMember = MemberOutputs<
  Omit<AliyunRedis, keyof CustomResource | "connectionString" | "publicConnectionDomain">
>;

/** An instance of a batch: what an `AliyunRedis` shows, without secrets. */
export interface AliyunBatchMember extends ShownOfMember {
  /** Like `r-bp1zxszhcgatnx0001`. */
  readonly instanceId: string;
  /** Name of its group; of a group without one its position, like `0`. */
  readonly group: string;
  /** The vendor's word, `Normal` when ready; `gone` of a member that was lost, of which nothing else is shown then. */
  readonly status: string;
}

/**
 * Many Redis instances of Alibaba Cloud as one resource: ordered up to 300 at a time with CreateInstances, billed by the
 * vendor from their creation to their deletion. Classic classes only. Also brings instances back from the recycle bin. There is no
 * `get`, because no single id names a batch; `AliyunRedis.get` looks up one instance.
 *
 * ```ts
 * const shards = new AliyunRedisBatch("shards", {
 *   instances: [{ group: "web", izNo: "cn-hangzhou-h", quantity: 20, instanceClass: "redis.master.small.default" }],
 *   password: config.requireSecret("password"),
 * });
 * export const hosts = shards.members.apply((members) => members.map((member) => member.connectionDomain));
 * ```
 */
export class AliyunRedisBatch extends CacheResource {
  /** @internal */
  static readonly __pulumiType = typeToken("AliyunRedisBatch");

  /** Is the value an AliyunRedisBatch, also one that another copy of this package has made? */
  static override isInstance(value: unknown): value is AliyunRedisBatch {
    return hasPulumiType(value, AliyunRedisBatch.__pulumiType);
  }

  /**
   * The instances; one keeps its place as long as it lives. In the clear: where arguments other than the passwords are
   * secrets, say `additionalSecretOutputs: ["members"]`.
   */
  declare readonly members: Output<AliyunBatchMember[]>;
  /** Ids of the members, in the same order. */
  declare readonly instanceIds: Output<string[]>;
  /** `redis://:password@domain:port` of each member, in the same order, null for Memcache; a secret. */
  declare readonly connectionStrings: Output<(string | null)[]>;
  /** Of the newest order. */
  declare readonly orderId: Output<string | undefined>;
  declare readonly regionId: Output<string>;

  constructor(name: string, args: AliyunRedisBatchArgs, opts?: CustomResourceOptions) {
    super(aliyunRedisBatchResource, name, args, opts);
  }
}
