import { z } from "zod";
import { allPages } from "../../core/client/pages";
import { reads, writes } from "../../core/client/request";
import type { AliyunBackupPolicy } from "../args";
import type { AliyunApi } from "../client";

const reply = z.object({
  PreferredBackupPeriod: z.string().optional(),
  PreferredBackupTime: z.string().optional(),
  BackupRetentionPeriod: z.coerce.number().optional(),
  EnableBackupLog: z.coerce.number().optional(),
});

/**
 * When backups run and how long they are kept; undefined where it cannot be read.
 * @see DescribeBackupPolicy, R-kvstore 2015-01-01
 */
export async function describeBackupPolicy(api: AliyunApi, id: string): Promise<AliyunBackupPolicy | undefined> {
  const found = await api.optional("DescribeBackupPolicy", { InstanceId: id }, reply, undefined);
  return (
    found && {
      preferredBackupPeriod: found.PreferredBackupPeriod?.split(",").filter(Boolean),
      preferredBackupTime: found.PreferredBackupTime,
      backupRetentionPeriod: found.BackupRetentionPeriod,
      enableBackupLog: found.EnableBackupLog === 1,
    }
  );
}

/**
 * Sets days and hour, which are both required, and optionally the rest.
 * @throws CloudError  notFound; conflict; input
 * @see ModifyBackupPolicy, R-kvstore 2015-01-01
 */
export async function modifyBackupPolicy(api: AliyunApi, id: string, policy: AliyunBackupPolicy): Promise<void> {
  await api.call(
    writes("ModifyBackupPolicy"),
    {
      InstanceId: id,
      PreferredBackupPeriod: policy.preferredBackupPeriod?.join(","),
      PreferredBackupTime: policy.preferredBackupTime,
      BackupRetentionPeriod: policy.backupRetentionPeriod,
      EnableBackupLog: policy.enableBackupLog === undefined ? undefined : Number(policy.enableBackupLog),
    },
    z.object({}),
  );
}

const backup = z.object({
  BackupId: z.coerce.string(),
  BackupJobID: z.coerce.string().optional(),
  BackupStatus: z.string().optional(),
  BackupMode: z.string().optional(),
  BackupMethod: z.string().optional(),
  BackupType: z.string().optional(),
  BackupStartTime: z.string().optional(),
  BackupEndTime: z.string().optional(),
  BackupSize: z.coerce.number().optional(),
  EngineVersion: z.string().optional(),
  NodeInstanceId: z.string().optional(),
});

export type BackupSet = z.infer<typeof backup>;

/** Most backup sets on one page. */
const pageSize = 300;

/**
 * The backup sets that began within the time, all pages. Addresses for downloads, which are secrets, are not read.
 * @param times  like `2026-11-21T00:00Z`
 * @throws CloudError  notFound
 * @see DescribeBackups, R-kvstore 2015-01-01
 */
export async function describeBackups(
  api: AliyunApi,
  id: string,
  times: { readonly startTime: string; readonly endTime: string },
): Promise<BackupSet[]> {
  const action = reads("DescribeBackups");
  const shape = z.object({ Backups: z.object({ Backup: z.array(backup).default([]) }) });
  const ask = async (page: number) => {
    const params = {
      InstanceId: id,
      StartTime: times.startTime,
      EndTime: times.endTime,
      PageNumber: page,
      PageSize: pageSize,
    };
    const entries = (await api.call(action, params, shape)).Backups.Backup;
    return { entries, isLast: entries.length < pageSize };
  };
  // Each shard has a backup of its own under one id.
  return allPages(action, ask, ({ BackupId, NodeInstanceId }) => `${BackupId} ${NodeInstanceId}`);
}
