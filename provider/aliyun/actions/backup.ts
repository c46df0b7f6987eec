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
  ExpectExpireTime: z.string().optional(),
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
  // Each shard has a backup of its own.
  return allPages(action, ask, ({ BackupId, NodeInstanceId }) => `${BackupId} ${NodeInstanceId}`);
}

/** From the beginning until tomorrow: a set may be kept as long as its instance. */
export const allTimes = (now: number): { readonly startTime: string; readonly endTime: string } => ({
  startTime: "2010-01-01T00:00Z",
  endTime: `${new Date(now + 24 * 3_600_000).toISOString().slice(0, 16)}Z`,
});

/**
 * Orders a manual backup. Answers with the number of a job, and for clusters from before December 2023 with one for each shard,
 * quoted, and with commas between them. [doc]
 * @param days  undefined: those of the policy
 * @throws CloudError  notFound; conflict: not Normal, or another backup is being made; input
 * @see CreateBackup, R-kvstore 2015-01-01
 */
export async function createBackup(api: AliyunApi, id: string, days: number | undefined): Promise<string> {
  const shape = z.object({
    BackupJobID: z.coerce
      .string()
      .transform((text) => text.replace(/[^\d,]/g, ""))
      .pipe(z.string().regex(/^\d+(,\d+)*$/)),
  });
  // There is no token, so that a second call would make a second backup.
  const action = writes("CreateBackup", "never");
  return (await api.call(action, { InstanceId: id, BackupRetentionPeriod: days }, shape)).BackupJobID;
}

/** The job of a manual backup. */
export interface BackupTask {
  readonly job: string;
  readonly status: string;
  readonly startTime: string | undefined;
}

/**
 * The jobs of manual backups, with those that have no set yet.
 * @throws CloudError  notFound
 * @see DescribeBackupTasks, R-kvstore 2015-01-01
 */
export async function describeBackupTasks(api: AliyunApi, id: string): Promise<BackupTask[]> {
  const task = z.object({
    BackupJobID: z.coerce.string(),
    BackupProgressStatus: z.string().default(""),
    StartTime: z.string().optional(),
  });
  const shape = z.object({ BackupJobs: z.array(task).default([]) });
  const { BackupJobs } = await api.call(reads("DescribeBackupTasks"), { InstanceId: id, JobMode: "Manual" }, shape);
  return BackupJobs.map(({ BackupJobID: job, BackupProgressStatus: status, StartTime: startTime }) => ({
    ...{ job, status, startTime },
  }));
}

/** Most cluster backups on one page. */
const clusterPageSize = 300;

/**
 * The sets of a cloud-native cluster, each with those of its shards. Takes nothing but GET. [tf]
 * @throws CloudError  notFound; other: InvalidClusterInstance.NotFound, the instance is no such cluster
 * @see DescribeClusterBackupList, R-kvstore 2015-01-01
 */
export async function describeClusterBackups(
  api: AliyunApi,
  id: string,
): Promise<{ readonly clusterBackupId: string; readonly backupIds: readonly string[] }[]> {
  const shards = z.array(z.object({ BackupId: z.coerce.string() })).default([]);
  const entry = z.object({ ClusterBackupId: z.string(), Backups: shards });
  const shape = z.object({ ClusterBackups: z.array(entry).default([]) });
  const action = reads("DescribeClusterBackupList");
  const { startTime: StartTime, endTime: EndTime } = allTimes(api.now());
  const ask = async (page: number) => {
    const params = {
      ...{ RegionId: api.regionId, InstanceId: id, StartTime, EndTime, PageNumber: page, PageSize: clusterPageSize },
    };
    const entries = (await api.call(action, params, shape, "GET")).ClusterBackups;
    return { entries, isLast: entries.length < clusterPageSize };
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
  await api.call(writes("ModifyBackupExpireTime"), params, z.object({}));
}

/**
 * Deletes a manual set of a cloud-native instance. No code for a set that does not exist is documented.
 * @throws CloudError  notFound: no such instance; conflict
 * @see DeleteBackup, R-kvstore 2015-01-01
 */
export async function deleteBackup(api: AliyunApi, id: string, set: string): Promise<void> {
  await api.call(writes("DeleteBackup"), { InstanceId: id, BackupId: set }, z.object({}));
}
