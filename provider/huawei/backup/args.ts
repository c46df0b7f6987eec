import type { InputsOf, Suggested } from "../../core/resource/types";

/** The arguments as values. */
export interface HuaweiDcsBackupInputs {
  /**
   * Region of the instance. API: the endpoint.
   * @default `huawei:region`
   */
  region?: string;
  /** The instance whose data are kept; not a single node, which has no backups. API: `instance_id`. */
  instanceId: string;
  /**
   * `rdb` or `aof`. Another one makes another backup. API: `backup_format`.
   * @default "rdb"
   */
  backupFormat?: Suggested<"rdb" | "aof">;
  /** A remark. Another one makes another backup: the vendor changes none. API: `remark`. */
  description?: string;
}

/**
 * The arguments of {@link HuaweiDcsBackup}. Each can be an output of another resource.
 *
 * @interface
 */
export type HuaweiDcsBackupArgs = InputsOf<HuaweiDcsBackupInputs>;
