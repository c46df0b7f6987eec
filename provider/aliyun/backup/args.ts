import type { InputsOf } from "../../core/resource/types";

/** The arguments as values. */
export interface AliyunRedisBackupInputs {
  /**
   * Region of the instance. API: the endpoint.
   * @default `aliyun:region`
   */
  regionId?: string;
  /** The instance whose data are kept. Another one replaces the backup. API: `InstanceId`. */
  instanceId: string;
  /**
   * For how many days the backup is kept: 7-730, or -1 for as long as the instance exists. More days are in place, fewer are not
   * possible; removing it changes nothing. API: `BackupRetentionPeriod`, `ExpectExpireTime`.
   * @default that of the instance's `backupPolicy`
   */
  backupRetentionPeriod?: number;
}

/**
 * The arguments of {@link AliyunRedisBackup}. Each can be an output of another resource.
 *
 * @interface
 */
export type AliyunRedisBackupArgs = InputsOf<AliyunRedisBackupInputs>;
