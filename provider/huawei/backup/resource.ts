import type { ID, Input } from "@pulumi/pulumi";
import {
  type CacheResourceOptions,
  cacheResource,
  hasPulumiType,
  type ResourceRegistration,
  typeToken,
} from "../../core/program/resource";
import type { HuaweiDcsBackupArgs } from "./args";
import { huaweiDcsBackupAttributes } from "./attributes";
import { type HuaweiDcsBackupState, huaweiDcsBackupOutputs } from "./outputs";

/** @internal */
export const huaweiDcsBackupRegistration: ResourceRegistration = {
  type: "HuaweiDcsBackup",
  cloud: "huawei",
  factory: "huaweiDcsBackup",
  attributes: huaweiDcsBackupAttributes,
  outputs: huaweiDcsBackupOutputs,
};

/**
 * A manual backup of a Huawei Cloud DCS instance, made once, when the resource is created. `pulumi up` waits until data can be
 * restored from it, which is done in the vendor's console, into this instance or another. It is deleted with the resource.
 *
 * ```ts
 * const backup = new HuaweiDcsBackup("beforeMigration", { instanceId: sessions.instanceId, backupFormat: "rdb" });
 * ```
 */
export class HuaweiDcsBackup extends cacheResource<HuaweiDcsBackupState>() {
  /** @internal */
  static readonly __pulumiType = typeToken("HuaweiDcsBackup");

  /** Whether the value is a HuaweiDcsBackup, even one created by another copy of this package. */
  static isInstance(value: unknown): value is HuaweiDcsBackup {
    return hasPulumiType(value, HuaweiDcsBackup.__pulumiType);
  }

  constructor(name: string, args: HuaweiDcsBackupArgs, opts?: CacheResourceOptions) {
    super(huaweiDcsBackupRegistration, name, args, opts);
  }

  /** Looks up an existing backup without managing it, by `<instanceId>:<backupId>`. Fails if it does not exist. */
  static get(name: string, id: Input<ID>, opts?: CacheResourceOptions): HuaweiDcsBackup {
    return new HuaweiDcsBackup(name, {} as HuaweiDcsBackupArgs, { ...opts, id });
  }
}
