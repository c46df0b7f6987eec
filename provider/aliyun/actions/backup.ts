import { z } from "zod";
import { allPages } from "../../core/client/pages";
import { reads, writes } from "../../core/client/request";
import { emptyReply, idForm, requireAsked } from "../../core/client/wire";
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
    emptyReply,
  );
}

/** Of a set or a job, with quotes in some answers and without in others. */
const recordId = z.coerce.string().regex(idForm);
const backup = z.object({
  BackupId: recordId,
  BackupJobID: recordId.optional(),
  BackupStatus: z.string().optional(),
  BackupMode: z.string().optional(),
  BackupMethod: z.string().optional(),
  BackupType: z.string().optional(),
  BackupStartTime: z.string().optional(),
  BackupEndTime: z.string().optional(),
  BackupSize: z.coerce.number().optional(),
  EngineVersion: z.string().optional(),
  ExpectExpireTime: z.string().optional(),
  NodeInstanceId: z.string().optional(),
});

export type BackupSet = z.infer<typeof backup>;

/** With the list, even an empty one: only then what it lacks does not exist. */
const backupsReply = z.object({ Backups: z.object({ Backup: z.array(backup) }) });

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
  const ask = async (page: number) => {
    const params = {
      InstanceId: id,
      StartTime: times.startTime,
      EndTime: times.endTime,
      PageNumber: page,
      PageSize: pageSize,
    };
    const entries = (await api.call(action, params, backupsReply)).Backups.Backup;
    return { entries, isLast: entries.length < pageSize };
  };
  // Each shard has a backup of its own.
  return allPages(action, ask, ({ BackupId, NodeInstanceId }) => `${BackupId} ${NodeInstanceId}`);
}

/** From the beginning until tomorrow: a set may be kept as long as its instance. */
export const allTimes = (now: number): { readonly startTime: string; readonly endTime: string } => ({
  startTime: "2010-01-01T00:00Z",
  endTime: `${new Date(now + 24 * 3_600_000).toISOString().slice(0, 16)}Z`,
});

const job = z.coerce
  .string()
  .transform((text) => text.replace(/[^\d,]/g, ""))
  .pipe(z.string().regex(/^\d+(,\d+)*$/));
const createReply = z.object({ BackupJobID: job });

/**
 * Orders a manual backup. Answers with the number of a job, and for clusters from before December 2023 with one for each shard,
 * quoted, and with commas between them. [doc]
 * @param days  undefined: those of the policy
 * @throws CloudError  notFound; conflict: not Normal, or another backup is being made; input
 * @see CreateBackup, R-kvstore 2015-01-01
 */
export async function createBackup(api: AliyunApi, id: string, days: number | undefined): Promise<string> {
  // There is no token, so that a second call would make a second backup.
  const action = writes("CreateBackup", "never");
  return (await api.call(action, { InstanceId: id, BackupRetentionPeriod: days }, createReply)).BackupJobID;
}

/** The job of a manual backup. */
export interface BackupTask {
  readonly job: string;
  readonly status: string;
  readonly startTime: string | undefined;
}

const task = z.object({
  BackupJobID: recordId,
  BackupProgressStatus: z.string().default(""),
  StartTime: z.string().optional(),
});
const tasksReply = z.object({ InstanceId: z.string().optional(), BackupJobs: z.array(task) });

/**
 * The jobs of manual backups, with those that have no set yet.
 * @throws CloudError  notFound
 * @see DescribeBackupTasks, R-kvstore 2015-01-01
 */
export async function describeBackupTasks(api: AliyunApi, id: string): Promise<BackupTask[]> {
  const action = reads("DescribeBackupTasks");
  const { BackupJobs, InstanceId = id } = await api.call(action, { InstanceId: id, JobMode: "Manual" }, tasksReply);
  requireAsked(action, [id], [InstanceId]);
  return BackupJobs.map(({ BackupJobID: job, BackupProgressStatus: status, StartTime: startTime }) => ({
    ...{ job, status, startTime },
  }));
}

const shardBackup = z.object({ BackupId: recordId });
const clusterBackup = z.object({ ClusterBackupId: z.string(), Backups: z.array(shardBackup).default([]) });
const clusterReply = z.object({ ClusterBackups: z.array(clusterBackup) });

/**
 * The sets of a cloud-native cluster, each with those of its shards. Takes nothing but GET. [tf]
 * @throws CloudError  notFound; other: InvalidClusterInstance.NotFound, the instance is no such cluster
 * @see DescribeClusterBackupList, R-kvstore 2015-01-01
 */
export async function describeClusterBackups(
  api: AliyunApi,
  id: string,
): Promise<{ readonly clusterBackupId: string; readonly backupIds: readonly string[] }[]> {
  const action = reads("DescribeClusterBackupList");
  const { startTime: StartTime, endTime: EndTime } = allTimes(api.now());
  const ask = async (page: number) => {
    const params = {
      ...{ RegionId: api.regionId, InstanceId: id, StartTime, EndTime, PageNumber: page, PageSize: pageSize },
    };
    const entries = (await api.call(action, params, clusterReply, "GET")).ClusterBackups;
    return { entries, isLast: entries.length < pageSize };
  };
  const all = await allPages(action, ask, ({ ClusterBackupId }) => ClusterBackupId);
  return all.map(({ ClusterBackupId, Backups }) => ({
    clusterBackupId: ClusterBackupId,
    backupIds: Backups.map(({ BackupId }) => BackupId),
  }));
}

/**
 * Keeps a manual set until a later time.
 * @param time  like `2026-11-21T00:00Z`; not before the present one
 * @throws CloudError  notFound: no such instance; input
 * @see ModifyBackupExpireTime, R-kvstore 2015-01-01
 */
export async function modifyBackupExpireTime(api: AliyunApi, id: string, set: string, time: string): Promise<void> {
  const params = { InstanceId: id, BackupId: set, ExpectExpireTime: time };
  await api.call(writes("ModifyBackupExpireTime"), params, emptyReply);
}

/**
 * Deletes a manual set of a cloud-native instance. No code for a set that does not exist is documented.
 * @throws CloudError  notFound: no such instance; conflict
 * @see DeleteBackup, R-kvstore 2015-01-01
 */
export async function deleteBackup(api: AliyunApi, id: string, set: string): Promise<void> {
  await api.call(writes("DeleteBackup"), { InstanceId: id, BackupId: set }, emptyReply);
}
