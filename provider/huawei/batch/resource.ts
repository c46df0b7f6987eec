import {
  type CacheResourceOptions,
  cacheResource,
  hasPulumiType,
  type ResourceRegistration,
  typeToken,
} from "../../core/program/resource";
import type { HuaweiDcsBatchArgs } from "./args";
import { huaweiDcsBatchAttributes } from "./attributes";
import { type HuaweiDcsBatchState, huaweiDcsBatchOutputs } from "./outputs";

/** @internal */
export const huaweiDcsBatchRegistration: ResourceRegistration = {
  type: "HuaweiDcsBatch",
  cloud: "huawei",
  factory: "huaweiDcsBatch",
  attributes: huaweiDcsBatchAttributes,
  outputs: huaweiDcsBatchOutputs,
};

/**
 * 1-100 identical instances of Huawei Cloud's Distributed Cache Service, ordered with one call. The vendor bills each
 * one from its creation to its deletion. `pulumi up` waits until all are `RUNNING`.
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
export class HuaweiDcsBatch extends cacheResource<HuaweiDcsBatchState>() {
  /** @internal */
  static readonly __pulumiType = typeToken("HuaweiDcsBatch");

  /** Tells whether a value is a HuaweiDcsBatch, even if another copy of this package created it. */
  static isInstance(value: unknown): value is HuaweiDcsBatch {
    return hasPulumiType(value, HuaweiDcsBatch.__pulumiType);
  }

  constructor(name: string, args: HuaweiDcsBatchArgs, opts?: CacheResourceOptions) {
    super(huaweiDcsBatchRegistration, name, args, opts);
  }
}
