import type { ID, Input } from "@pulumi/pulumi";
import {
  type CacheResourceOptions,
  cacheResource,
  hasPulumiType,
  type ResourceRegistration,
  typeToken,
} from "../core/program/resource";
import type { HuaweiDcsInstanceArgs } from "./args";
import { huaweiDcsInstanceAttributes } from "./attributes";
import { type HuaweiDcsInstanceState, huaweiDcsInstanceOutputs } from "./outputs";

/** @internal */
export const huaweiDcsInstanceRegistration: ResourceRegistration = {
  type: "HuaweiDcsInstance",
  cloud: "huawei",
  factory: "huaweiDcsInstance",
  attributes: huaweiDcsInstanceAttributes,
  outputs: huaweiDcsInstanceOutputs,
};

/**
 * A Redis or Memcached instance of Huawei Cloud's Distributed Cache Service. The vendor bills it from its creation to
 * its deletion. `pulumi up` waits until it is `RUNNING` and no background job is working on it.
 *
 * ```ts
 * const sessions = new HuaweiDcsInstance("sessions", {
 *   name: "sessions",
 *   engine: "Redis",
 *   engineVersion: "6.0",
 *   capacity: 1,
 *   specCode: "redis.ha.xu1.large.r2.1",
 *   azCodes: ["cn-north-4a", "cn-north-4b"],
 *   vpcId: network.vpcId,
 *   subnetId: network.subnetId,
 *   password: config.requireSecret("password"),
 * });
 * export const endpoint = pulumi.interpolate`${sessions.connectionDomain}:${sessions.port}`;
 * ```
 */
export class HuaweiDcsInstance extends cacheResource<HuaweiDcsInstanceState>() {
  /** @internal */
  static readonly __pulumiType = typeToken("HuaweiDcsInstance");

  /** Tells whether a value is a HuaweiDcsInstance, even if another copy of this package created it. */
  static isInstance(value: unknown): value is HuaweiDcsInstance {
    return hasPulumiType(value, HuaweiDcsInstance.__pulumiType);
  }

  constructor(name: string, args: HuaweiDcsInstanceArgs, opts?: CacheResourceOptions) {
    super(huaweiDcsInstanceRegistration, name, args, opts);
  }

  /** Looks up an existing instance, without managing it. Fails when there is none. */
  static get(name: string, id: Input<ID>, opts?: CacheResourceOptions): HuaweiDcsInstance {
    return new HuaweiDcsInstance(name, {} as HuaweiDcsInstanceArgs, { ...opts, id });
  }
}
