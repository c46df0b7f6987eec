import type { ArgumentOutputs, ObservedOutputs, OutputTable } from "../../core/resource/types";
import type { AliyunRedisBackupInputs } from "./args";
import type { ObservedBackup } from "./observe";

/** The outputs of an `AliyunRedisBackup` besides its arguments. */
export interface AliyunRedisBackupOutputs {
  /** The job that has made it, which names the backup in its id. API: `BackupJobID`. */
  readonly backupJobId: string;
  /** What `backupId` of `AliyunRedis` takes; of a cluster the sets of all shards, with commas between them. API: `BackupId`. */
  readonly backupId: string;
  /** What `clusterBackupId` of `AliyunRedis` takes, where the instance is a cloud-native cluster. API: `ClusterBackupId`. */
  readonly clusterBackupId: string | undefined;
  /** Status in the vendor's words, `Success` when ready. API: `BackupStatus`, before that `BackupProgressStatus`. */
  readonly status: string;
  /** RFC 3339. API: `BackupStartTime`. */
  readonly backupStartTime: string | undefined;
  /** RFC 3339. API: `BackupEndTime`. */
  readonly backupEndTime: string | undefined;
  /** When the cloud deletes it, RFC 3339; undefined if it is kept as long as the instance. API: `ExpectExpireTime`. */
  readonly expectExpireTime: string | undefined;
  /** Bytes, of all shards together. API: `BackupSize`. */
  readonly backupSize: number | undefined;
  /** Version of the instance at that time. API: `EngineVersion`. */
  readonly engineVersion: string | undefined;
}

/** Everything a program sees: the arguments and the outputs. */
export interface AliyunRedisBackupState extends ArgumentOutputs<AliyunRedisBackupInputs>, AliyunRedisBackupOutputs {
  readonly regionId: string;
}

/** @internal */
export const aliyunRedisBackupOutputs: OutputTable<AliyunRedisBackupOutputs> = {
  backupJobId: "plain",
  backupId: "plain",
  clusterBackupId: "plain",
  status: "plain",
  backupStartTime: "plain",
  backupEndTime: "plain",
  expectExpireTime: "plain",
  backupSize: "plain",
  engineVersion: "plain",
};

/**
 * The outputs of an observed backup.
 * @internal
 */
export function outputs(observed: ObservedBackup): ObservedOutputs<AliyunRedisBackupOutputs> {
  return {
    backupJobId: observed.backupJobId,
    backupId: observed.backupIds.join(",") || undefined,
    clusterBackupId: observed.clusterBackupId,
    status: observed.status,
    backupStartTime: observed.backupStartTime,
    backupEndTime: observed.backupEndTime,
    expectExpireTime: observed.expectExpireTime,
    backupSize: observed.backupSize,
    engineVersion: observed.engineVersion,
  };
}
