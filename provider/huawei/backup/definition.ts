import { CloudError, means } from "../../core/client/errors";
import { type PartKey, partDefinition } from "../../core/resource/part";
import { createBackup, deleteBackup, type ListedBackup, listBackups } from "../actions/backups";
import type { HuaweiApi } from "../client";
import { huawei } from "../cloud";
import type { HuaweiDcsBackupInputs } from "./args";
import { huaweiDcsBackupAttributes } from "./attributes";
import { type ObservedBackup, observe } from "./observe";
import { outputs } from "./outputs";
import { huaweiDcsBackupSchema } from "./validation";

export const huaweiDcsBackupDefinition = partDefinition<HuaweiDcsBackupInputs, ObservedBackup, HuaweiApi>({
  type: "HuaweiDcsBackup",
  noun: "backup",
  cloud: huawei,
  schema: huaweiDcsBackupSchema,
  attributes: huaweiDcsBackupAttributes,
  regionArgument: "region",
  instanceArgument: "instanceId",
  nameOutput: "backupId",
  // [tf] 30 minutes for a creation.
  timeoutsMs: { create: 60 * 60_000, update: 10 * 60_000, delete: 10 * 60_000 },
  // [doc] all that the list can show. Nothing is restored from an expired one.
  statuses: {
    succeed: "ready",
    waiting: "busy",
    backuping: "busy",
    failed: "failed",
    expired: "deleted",
    deleted: "deleted",
  },
  explain: ({ errorCode }) => errorCode && `Huawei Cloud gives the code ${errorCode}.`,
  observe,
  // One that differs from what is ordered is somebody else's, and must never be taken over, because it would be deleted later.
  async made(api, { instanceId, description = "", backupFormat = "rdb" }) {
    const found = await listBackups(api, instanceId);
    const isLikeOrdered = (each: ListedBackup) =>
      each.backupType !== "auto" &&
      each.description === description &&
      (each.backupFormat ?? backupFormat) === backupFormat;
    return found.map((each) => ({
      ...{ name: each.backupId, begunAt: Date.parse(each.createdAt ?? "") || undefined, isOther: !isLikeOrdered(each) },
    }));
  },
  create: (api: HuaweiApi, args: HuaweiDcsBackupInputs) => createBackup(api, args),
  updaters: [],
  delete: deleteListed,
  outputs,
});

/** The list says what a rejection means. */
async function deleteListed(api: HuaweiApi, { instance, name }: PartKey): Promise<void> {
  try {
    await deleteBackup(api, instance, name);
  } catch (error) {
    if (!(error instanceof CloudError) || means(error, "accessDenied", "notFound")) throw error;
    if ((await observe(api, instance, [name])).has(name)) throw error;
  }
}
