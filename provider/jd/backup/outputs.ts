import type { ArgumentOutputs, ObservedOutputs, OutputTable } from "../../core/resource/types";
import type { JdRedisBackupInputs } from "./args";
import type { ObservedBackup } from "./observe";

/** The outputs of a `JdRedisBackup` besides its arguments. */
export interface JdRedisBackupOutputs {
  /** What `backupId` of `JdRedis` takes, with the instance as `srcInstanceId`. API: `baseId`. */
  readonly backupId: string;
  /** The vendor's number: `2` when it is complete, `0` while it is made, `1` if that failed. API: `backupStatus`. */
  readonly status: string;
  /** RFC 3339. API: `backupStartTime`. */
  readonly backupStartTime: string | undefined;
  /** RFC 3339. API: `backupEndTime`. */
  readonly backupEndTime: string | undefined;
  /** Bytes, of all shards together. API: `backupSize`. */
  readonly backupSize: number | undefined;
}

/** Everything a program sees: the arguments, with the cloud's values where those are readable, and the outputs. */
export interface JdRedisBackupState extends ArgumentOutputs<JdRedisBackupInputs>, JdRedisBackupOutputs {
  readonly regionId: string;
  readonly fileName: string;
}

/** @internal */
export const jdRedisBackupOutputs: OutputTable<JdRedisBackupOutputs> = {
  backupId: "plain",
  status: "plain",
  backupStartTime: "plain",
  backupEndTime: "plain",
  backupSize: "plain",
};

/**
 * The outputs of an observed backup.
 * @internal
 */
export function outputs(observed: ObservedBackup): ObservedOutputs<JdRedisBackupOutputs> {
  return {
    backupId: observed.backupId,
    status: observed.status,
    backupStartTime: observed.backupStartTime,
    backupEndTime: observed.backupEndTime,
    backupSize: observed.backupSize,
  };
}
