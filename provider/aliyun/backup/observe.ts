import {
  allTimes,
  type BackupSet,
  describeBackups,
  describeBackupTasks,
  describeClusterBackups,
} from "../actions/backup";
import { describeInstanceAttribute } from "../actions/instance";
import { isClassic } from "../classes";
import type { AliyunApi } from "../client";

/** A manual backup: its job, and the sets that the job has made, one for each shard. */
export interface ObservedBackup {
  readonly instanceId: string;
  readonly regionId: string | undefined;
  /** Several with commas between them, where each shard has its own. */
  readonly backupJobId: string;
  /** Of the job until all its sets are there, then theirs. */
  readonly status: string;
  readonly backupIds: readonly string[];
  /** Of a cloud-native cluster. */
  readonly clusterBackupId: string | undefined;
  readonly backupStartTime: string | undefined;
  readonly backupEndTime: string | undefined;
  readonly expectExpireTime: string | undefined;
  readonly backupSize: number | undefined;
  readonly engineVersion: string | undefined;
  /** Such instances' backups cannot be deleted. [doc] */
  readonly isOfClassic: boolean;
}

/** A status of ours: the set of the cluster is not listed yet. */
const incomplete = "Incomplete";

export async function observe(
  api: AliyunApi,
  instance: string,
  names: readonly string[],
): Promise<ReadonlyMap<string, ObservedBackup>> {
  const [sets, observed] = await Promise.all([
    describeBackups(api, instance, allTimes(api.now())),
    describeInstanceAttribute(api, instance),
  ]);
  if (!observed) return new Map();
  const isOfClassic = isClassic(observed.instanceClass);
  const isCluster = observed.architectureType === "cluster" && !isOfClassic;
  const jobsOf = (name: string) => name.split(",");
  const ofJob = (job: string) => sets.filter(({ BackupJobID }) => BackupJobID === job);
  const isMissing = (name: string) => jobsOf(name).some((job) => ofJob(job).length === 0);
  const tasks = names.some(isMissing) ? await describeBackupTasks(api, instance) : [];
  const clusters = isCluster && sets.length > 0 ? await describeClusterBackups(api, instance) : [];

  const backupOf = (name: string): ObservedBackup | undefined => {
    const own = jobsOf(name).flatMap(ofJob);
    const task = tasks.find(({ job }) => jobsOf(name).includes(job));
    if (own.length === 0 && !task) return undefined;
    const backupIds = own.map(({ BackupId }) => BackupId);
    const cluster = clusters.find((each) => each.backupIds.some((id) => backupIds.includes(id)));
    const waits = isMissing(name) ? (task?.status ?? incomplete) : undefined;
    const status = waits ?? (isCluster && !cluster ? incomplete : statusOf(own));
    return {
      ...{ instanceId: instance, regionId: observed.regionId, backupJobId: name, status, backupIds, isOfClassic },
      clusterBackupId: cluster?.clusterBackupId,
      backupStartTime: own[0]?.BackupStartTime ?? task?.startTime,
      backupEndTime: latest(own.map(({ BackupEndTime }) => BackupEndTime)),
      expectExpireTime: own[0]?.ExpectExpireTime || undefined,
      backupSize: own.length === 0 ? undefined : own.reduce((sum, { BackupSize = 0 }) => sum + BackupSize, 0),
      engineVersion: own[0]?.EngineVersion,
    };
  };
  return new Map(
    names.flatMap((name) => {
      const backup = backupOf(name);
      return backup ? [[name, backup] as const] : [];
    }),
  );
}

/** What is not a success counts more than what is. */
const statusOf = (own: readonly BackupSet[]): string => {
  const all = own.map(({ BackupStatus = "" }) => BackupStatus);
  return all.find((status) => status !== "Success") ?? "Success";
};

const latest = (times: readonly (string | undefined)[]): string | undefined => times.filter(Boolean).sort().at(-1);
