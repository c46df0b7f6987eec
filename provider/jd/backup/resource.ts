import type { ID, Input } from "@pulumi/pulumi";
import {
  type CacheResourceOptions,
  cacheResource,
  hasPulumiType,
  type ResourceRegistration,
  typeToken,
} from "../../core/program/resource";
import type { JdRedisBackupArgs } from "./args";
import { jdRedisBackupAttributes } from "./attributes";
import { type JdRedisBackupState, jdRedisBackupOutputs } from "./outputs";

/** @internal */
export const jdRedisBackupRegistration: ResourceRegistration = {
  type: "JdRedisBackup",
  cloud: "jd",
  factory: "jdRedisBackup",
  attributes: jdRedisBackupAttributes,
  outputs: jdRedisBackupOutputs,
};

/**
 * A manual backup of a JD Cloud Redis instance, made once, when the resource is created. `pulumi up` waits until other instances
 * can be restored from it. JD Cloud's API deletes no backup: it stays when the resource goes, and a warning says so.
 *
 * ```ts
 * const backup = new JdRedisBackup("beforeMigration", { instanceId: sessions.instanceId });
 * const copy = new JdRedis(
 *   "copy",
 *   { ...args, srcInstanceId: backup.instanceId, backupId: backup.backupId },
 *   { ignoreChanges: ["backupId"] }, // A later backup does not replace the copy.
 * );
 * ```
 */
export class JdRedisBackup extends cacheResource<JdRedisBackupState>() {
  /** @internal */
  static readonly __pulumiType = typeToken("JdRedisBackup");

  /** Whether the value is a JdRedisBackup, even one created by another copy of this package. */
  static isInstance(value: unknown): value is JdRedisBackup {
    return hasPulumiType(value, JdRedisBackup.__pulumiType);
  }

  constructor(name: string, args: JdRedisBackupArgs, opts?: CacheResourceOptions) {
    super(jdRedisBackupRegistration, name, args, opts);
  }

  /** Looks up an existing backup without managing it, by `<instanceId>:<backupId>`. Fails if it does not exist. */
  static get(name: string, id: Input<ID>, opts?: CacheResourceOptions): JdRedisBackup {
    return new JdRedisBackup(name, {} as JdRedisBackupArgs, { ...opts, id });
  }
}
