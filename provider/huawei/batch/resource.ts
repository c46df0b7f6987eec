import type { CustomResource, CustomResourceOptions, Output } from "@pulumi/pulumi";
import { CacheResource, hasPulumiType, type ResourceRegistration, typeToken } from "../../core/program/resource";
import type { MemberOutputs } from "../../core/resource/types";
import type { HuaweiDcsInstance } from "../resource";
import type { HuaweiDcsBatchArgs } from "./args";

/** @internal */
export const huaweiDcsBatchResource: ResourceRegistration = {
  type: "HuaweiDcsBatch",
  cloud: "huawei",
  factory: "huaweiDcsBatch",
  outputs: ["members", "instanceIds", "connectionStrings", "orderId", "region", "name", "instanceNum"],
  idOutputs: [],
  secretArguments: ["password"],
  secretOutputs: ["password", "connectionStrings"],
};

type ShownOfMember = MemberOutputs<Omit<HuaweiDcsInstance, keyof CustomResource | "connectionString">>;

/** One instance of a batch: what a `HuaweiDcsInstance` shows, without secrets. */
export interface HuaweiBatchMember extends ShownOfMember {
  readonly instanceId: string;
  /** The vendor's word, `RUNNING` when ready; `gone` of a member that was lost, of which nothing else is shown then. */
  readonly status: string;
  /** Always `0`: all members are alike. */
  readonly group: string;
}

/**
 * 1-100 instances alike of Huawei Cloud's Distributed Cache Service, ordered with one call, each billed by the vendor
 * from its creation to its deletion. `pulumi up` waits until all are `RUNNING`.
 *
 * ```ts
 * const shards = new HuaweiDcsBatch("shards", {
 *   name: "shards",
 *   instanceNum: 20,
 *   engine: "Redis",
 *   engineVersion: "6.0",
 *   capacity: 1,
 *   specCode: "redis.ha.xu1.large.r2.1",
 *   azCodes: ["cn-north-4a", "cn-north-4b"],
 *   vpcId: network.vpcId,
 *   subnetId: network.subnetId,
 *   password: config.requireSecret("password"),
 * });
 * export const hosts = shards.members.apply((all) => all.map(({ connectionDomain }) => connectionDomain));
 * ```
 */
export class HuaweiDcsBatch extends CacheResource {
  /** @internal */
  static readonly __pulumiType = typeToken("HuaweiDcsBatch");

  /** Is the value a HuaweiDcsBatch, also one that another copy of this package has made? */
  static override isInstance(value: unknown): value is HuaweiDcsBatch {
    return hasPulumiType(value, HuaweiDcsBatch.__pulumiType);
  }

  /**
   * The instances. A member keeps its place in the list as long as it lives, and what replaces it takes it. In the clear:
   * where arguments other than the password are secrets, say `additionalSecretOutputs: ["members"]`.
   */
  declare readonly members: Output<HuaweiBatchMember[]>;
  /** Ids of the members that are there, in the same order. */
  declare readonly instanceIds: Output<string[]>;
  /** `redis://:password@domain:port` of each member, in the same order; null where there is none. A secret. */
  declare readonly connectionStrings: Output<(string | null)[]>;
  /** The newest order of `prePaid` members. */
  declare readonly orderId: Output<string | undefined>;
  declare readonly region: Output<string>;
  declare readonly name: Output<string>;
  declare readonly instanceNum: Output<number>;

  constructor(name: string, args: HuaweiDcsBatchArgs, opts?: CustomResourceOptions) {
    super(huaweiDcsBatchResource, name, args, opts);
  }
}
