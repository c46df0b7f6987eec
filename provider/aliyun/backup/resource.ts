import type { ID, Input } from "@pulumi/pulumi";
import {
  type CacheResourceOptions,
  cacheResource,
  hasPulumiType,
  type ResourceRegistration,
  typeToken,
} from "../../core/program/resource";
import type { AliyunRedisBackupArgs } from "./args";
import { aliyunRedisBackupAttributes } from "./attributes";
import { type AliyunRedisBackupState, aliyunRedisBackupOutputs } from "./outputs";

/** @internal */
export const aliyunRedisBackupRegistration: ResourceRegistration = {
  type: "AliyunRedisBackup",
  cloud: "aliyun",
  factory: "aliyunRedisBackup",
  attributes: aliyunRedisBackupAttributes,
  outputs: aliyunRedisBackupOutputs,
};

/**
 * A manual backup of an Alibaba Cloud Redis instance, made once, when the resource is created. `pulumi up` waits until other
 * instances can be restored from it. The backup of a cloud-native instance is deleted with the resource; that of a classic one
 * stays until it expires, and a warning says so.
 *
 * ```ts
 * const backup = new AliyunRedisBackup("beforeMigration", { instanceId: sessions.instanceId, backupRetentionPeriod: 30 });
 * const copy = new AliyunRedis(
 *   "copy",
 *   { instanceClass: "redis.shard.small.2.ce", srcDBInstanceId: backup.instanceId, backupId: backup.backupId },
 *   { ignoreChanges: ["backupId"] }, // A later backup does not replace the copy.
 * );
 * ```
 */
export class AliyunRedisBackup extends cacheResource<AliyunRedisBackupState>() {
  /** @internal */
  static readonly __pulumiType = typeToken("AliyunRedisBackup");

  /** Whether the value is an AliyunRedisBackup, even one created by another copy of this package. */
  static isInstance(value: unknown): value is AliyunRedisBackup {
    return hasPulumiType(value, AliyunRedisBackup.__pulumiType);
  }

  constructor(name: string, args: AliyunRedisBackupArgs, opts?: CacheResourceOptions) {
    super(aliyunRedisBackupRegistration, name, args, opts);
  }

  /** Looks up an existing backup without managing it, by `<instanceId>:<backupJobId>`. Fails if it does not exist. */
  static get(name: string, id: Input<ID>, opts?: CacheResourceOptions): AliyunRedisBackup {
    return new AliyunRedisBackup(name, {} as AliyunRedisBackupArgs, { ...opts, id });
  }
}
