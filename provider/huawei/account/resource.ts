import type { ID, Input } from "@pulumi/pulumi";
import {
  type CacheResourceOptions,
  cacheResource,
  hasPulumiType,
  type ResourceRegistration,
  typeToken,
} from "../../core/program/resource";
import type { HuaweiDcsAccountArgs } from "./args";
import { huaweiDcsAccountAttributes } from "./attributes";
import { type HuaweiDcsAccountState, huaweiDcsAccountOutputs } from "./outputs";

/** @internal */
export const huaweiDcsAccountRegistration: ResourceRegistration = {
  type: "HuaweiDcsAccount",
  cloud: "huawei",
  factory: "huaweiDcsAccount",
  attributes: huaweiDcsAccountAttributes,
  outputs: huaweiDcsAccountOutputs,
};

/**
 * An account of a Huawei Cloud DCS instance, besides its default one. `pulumi up` waits until the instance takes accounts
 * and the account is `AVAILABLE`. With the option `deletedWith`, an account whose instance goes too costs no call of its own.
 *
 * ```ts
 * const reports = new HuaweiDcsAccount(
 *   "reports",
 *   {
 *     instanceId: sessions.instanceId,
 *     accountName: "reports",
 *     password: config.requireSecret("reportsPassword"),
 *     role: "read",
 *   },
 *   { deletedWith: sessions },
 * );
 * ```
 */
export class HuaweiDcsAccount extends cacheResource<HuaweiDcsAccountState>() {
  /** @internal */
  static readonly __pulumiType = typeToken("HuaweiDcsAccount");

  /** Whether the value is a HuaweiDcsAccount, even one created by another copy of this package. */
  static isInstance(value: unknown): value is HuaweiDcsAccount {
    return hasPulumiType(value, HuaweiDcsAccount.__pulumiType);
  }

  constructor(name: string, args: HuaweiDcsAccountArgs, opts?: CacheResourceOptions) {
    super(huaweiDcsAccountRegistration, name, args, opts);
  }

  /** Looks up an existing account without managing it, by `<instanceId>:<accountName>`. Fails if it does not exist. */
  static get(name: string, id: Input<ID>, opts?: CacheResourceOptions): HuaweiDcsAccount {
    return new HuaweiDcsAccount(name, {} as HuaweiDcsAccountArgs, { ...opts, id });
  }
}
