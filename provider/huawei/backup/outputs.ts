import type { ArgumentOutputs, ObservedOutputs, OutputTable } from "../../core/resource/types";
import type { HuaweiDcsBackupInputs } from "./args";
import type { ObservedBackup } from "./observe";

/** The outputs of a `HuaweiDcsBackup` besides its arguments. */
export interface HuaweiDcsBackupOutputs {
  /** The vendor's id of the backup. API: `backup_id`. */
  readonly backupId: string;
  /** The name that the vendor gives it. API: `backup_name`. */
  readonly backupName: string | undefined;
  /** Status in the vendor's words, `succeed` when ready. API: `status`. */
  readonly status: string;
  /** When it was ordered, RFC 3339. API: `created_at`. */
  readonly createdAt: string | undefined;
  /** When it was complete, RFC 3339. API: `updated_at`. */
  readonly updatedAt: string | undefined;
  /** Bytes. API: `size`. */
  readonly size: number | undefined;
  /** Can data be restored from it? API: `is_support_restore`. */
  readonly isSupportRestore: boolean | undefined;
}

/** Everything a program sees: the arguments, with the cloud's values where those are readable, and the outputs. */
export interface HuaweiDcsBackupState extends ArgumentOutputs<HuaweiDcsBackupInputs>, HuaweiDcsBackupOutputs {
  readonly region: string;
}

/** @internal */
export const huaweiDcsBackupOutputs: OutputTable<HuaweiDcsBackupOutputs> = {
  backupId: "plain",
  backupName: "plain",
  status: "plain",
  createdAt: "plain",
  updatedAt: "plain",
  size: "plain",
  isSupportRestore: "plain",
};

/**
 * The outputs of an observed backup.
 * @internal
 */
export function outputs(observed: ObservedBackup): ObservedOutputs<HuaweiDcsBackupOutputs> {
  return {
    backupId: observed.backupId,
    backupName: observed.backupName,
    status: observed.status,
    createdAt: observed.createdAt,
    updatedAt: observed.updatedAt,
    size: observed.size,
    isSupportRestore: observed.isSupportRestore,
  };
}
