import { z } from "zod";
import { allPages } from "../../core/client/pages";
import { reads, writes } from "../../core/client/request";
import { distinctList, emptyReply, idForm, pathSegment, requireAsked } from "../../core/client/wire";
import type { HuaweiApi, HuaweiRequest } from "../client";

const pathOf = (instance: string) => `/instances/${pathSegment(instance)}/backups`;

const createReply = z.object({ backup_id: z.string().regex(idForm) });

/** What a creating call carries. */
export interface BackupOrder {
  readonly instanceId: string;
  readonly backupFormat?: string | undefined;
  readonly description?: string | undefined;
}

/**
 * Orders a manual backup and answers its id. It is `waiting` or `backuping` for minutes.
 * @throws CloudError  conflict: busy; input: a single node has no backups
 * @see CopyInstance, DCS v2
 */
export async function createBackup(api: HuaweiApi, order: BackupOrder): Promise<string> {
  const body = { remark: order.description, backup_format: order.backupFormat };
  const call: HuaweiRequest = { method: "POST", path: pathOf(order.instanceId), body };
  // There is no token, so that a second call would make a second backup.
  const action = writes("CopyInstance", "never");
  return (await api.project(action, call, createReply)).backup_id;
}

const record = z.object({
  backup_id: z.string().regex(idForm),
  backup_name: z.string().nullish(),
  instance_id: z.string().nullish(),
  backup_type: z.string().nullish(),
  backup_format: z.string().nullish(),
  status: z.string(),
  error_code: z.string().nullish(),
  remark: z.string().nullish(),
  size: z.coerce.number().nullish(),
  created_at: z.string().nullish(),
  updated_at: z.string().nullish(),
  is_support_restore: z.string().nullish(),
});

const recordsReply = z.object({
  backup_record_response: distinctList(record, ({ backup_id }) => backup_id),
});

/** A backup as the list shows it. */
export interface ListedBackup {
  readonly backupId: string;
  readonly backupName: string | undefined;
  readonly backupType: string | undefined;
  readonly backupFormat: string | undefined;
  readonly status: string;
  readonly errorCode: string | undefined;
  readonly description: string;
  readonly size: number | undefined;
  readonly createdAt: string | undefined;
  readonly updatedAt: string | undefined;
  readonly isSupportRestore: boolean | undefined;
}

/** Terraform's. [tf] No page says what is allowed. */
const pageSize = 10;

/**
 * The backups of an instance, automatic ones too, all pages.
 * @throws CloudError  notFound: no such instance
 * @see ListBackupRecords, DCS v2
 */
export async function listBackups(api: HuaweiApi, instance: string): Promise<ListedBackup[]> {
  const action = reads("ListBackupRecords");
  const ask = async (_page: number, offset: number) => {
    const call: HuaweiRequest = { method: "GET", path: pathOf(instance), query: { limit: pageSize, offset } };
    const { backup_record_response: entries } = await api.project(action, call, recordsReply);
    requireAsked(
      action,
      [instance],
      entries.map(({ instance_id }) => instance_id ?? instance),
    );
    return { entries, isLast: entries.length < pageSize };
  };
  const found = await allPages(action, ask, ({ backup_id }) => backup_id);
  return found.map((each) => ({
    backupId: each.backup_id,
    backupName: each.backup_name || undefined,
    backupType: each.backup_type || undefined,
    backupFormat: each.backup_format || undefined,
    status: each.status,
    errorCode: each.error_code || undefined,
    description: each.remark ?? "",
    size: each.size ?? undefined,
    createdAt: each.created_at || undefined,
    updatedAt: each.updated_at || undefined,
    isSupportRestore: each.is_support_restore ? each.is_support_restore.toUpperCase() === "TRUE" : undefined,
  }));
}

/**
 * Deletes a backup, also an automatic one.
 * @throws CloudError  notFound: no such instance; other: DCS.4031, no such backup; conflict: busy
 * @see DeleteBackupFile, DCS v2
 */
export async function deleteBackup(api: HuaweiApi, instance: string, backup: string): Promise<void> {
  const call: HuaweiRequest = { method: "DELETE", path: `${pathOf(instance)}/${pathSegment(backup)}` };
  await api.project(writes("DeleteBackupFile"), call, emptyReply);
}
