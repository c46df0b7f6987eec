import { ApiError, invalid } from "../errors";
import { type AliyunInstance, type Backup, type BackupPolicy, vendorTime } from "../instance";
import { type Context, change, done, findInstance, type Operation, read, requireNormal } from "../state";

const days = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"];

export const describeBackupPolicy = read({
  known: "[sdk] flat; BackupRetentionPeriod is text",
  show: ({ properties: { BackupPolicy: policy, BackupLogStartTime } }, { world }) => {
    const hour = policy.PreferredBackupTime.slice(0, 5);
    const next = new Date(world.now() + 24 * 3_600_000).toISOString().slice(0, 10);
    return {
      ...policy,
      BackupRetentionPeriod: String(policy.BackupRetentionPeriod),
      PreferredNextBackupTime: `${next}T${hour}Z`,
      BackupLogStartTime,
      DbsInstance: "0",
    };
  },
});

export const modifyBackupPolicy = change({
  known: "[sdk] days, a full hour, 7 to 730 days, flashback for Tair only; [tf] IncorrectDBInstanceState",
  set: ({ properties }, { args, world }) => {
    const period = args.must("PreferredBackupPeriod");
    if (!period.split(",").every((day) => days.includes(day)))
      throw invalid("PreferredBackupPeriod is a list of weekdays.");
    const time = args.must("PreferredBackupTime");
    const hours = /^([01]\d|2[0-3]):00Z-([01]\d|2[0-3]):00Z$/.exec(time);
    if (hours === null || (Number(hours[2]) - Number(hours[1]) + 24) % 24 !== 1) {
      throw invalid("PreferredBackupTime has to be one full hour, like 18:00Z-19:00Z.");
    }
    const old = properties.BackupPolicy;
    const policy: BackupPolicy = {
      PreferredBackupPeriod: period,
      PreferredBackupTime: time,
      BackupRetentionPeriod: args.int("BackupRetentionPeriod") ?? old.BackupRetentionPeriod,
      EnableBackupLog: args.int("EnableBackupLog") ?? old.EnableBackupLog,
    };
    const hasLog = policy.EnableBackupLog === 1;
    if (hasLog && properties.EditionType !== "Enterprise") throw invalid("EnableBackupLog is for Tair instances only.");
    return { BackupPolicy: policy, BackupLogStartTime: hasLog ? vendorTime(world.now()) : "" };
  },
});

/** The backup set that every instance has from the beginning, under the id of the vendor's samples; the list leaves it out. [guess] */
const automaticBackup = 111_111_111;

/** Backups that nobody has deleted and that have not expired. */
const backupsOf = ({ properties: { Backups } }: AliyunInstance, { world }: Context): readonly Backup[] =>
  Backups.filter(({ expiresAt = Number.POSITIVE_INFINITY }) => expiresAt > world.now());

const endedIn = (instance: AliyunInstance, context: Context) =>
  backupsOf(instance, context).filter(({ endsAt }) => endsAt <= context.world.now());

/** @param backup  one set, or the sets of all shards with commas between them */
export function hasBackup(context: Context, instance: AliyunInstance, backup: string): boolean {
  const ids = [automaticBackup, ...endedIn(instance, context).flatMap(({ BackupIds }) => BackupIds)].map(String);
  return backup.split(",").every((each) => ids.includes(each));
}

const isCluster = ({ properties }: AliyunInstance) => properties.ArchitectureType === "cluster";
/** The classes of these instances have names of their own. [doc] */
const isCloudNative = ({ properties }: AliyunInstance) => /\.ce$|^tair\./.test(properties.InstanceClass);

const dayMs = 24 * 3_600_000;

export const createBackup: Operation = {
  mutating: true,
  known:
    "[doc] answers a job, 7 to 730 days or -1, else those of the policy; [doc] [tf] BackupJobExists; [guess] it takes a transition, the status stays Normal",
  handle: (context) => {
    const { world, args } = context;
    const instance = findInstance(context);
    requireNormal(instance);
    const days = args.int("BackupRetentionPeriod") ?? instance.properties.BackupPolicy.BackupRetentionPeriod;
    if (days !== -1 && (days < 7 || days > 730)) throw invalid("BackupRetentionPeriod is -1, or 7 to 730 days.");
    const beginsAt = world.now();
    const { Backups, ShardCount } = instance.properties;
    if (Backups.some(({ endsAt }) => endsAt > beginsAt)) throw new ApiError("BackupJobExists");
    const made: Backup = {
      BackupJobID: world.random.number(1_000_000_000),
      BackupIds: Array.from({ length: isCluster(instance) ? ShardCount : 1 }, () => world.random.number(1_000_000_000)),
      ...(isCluster(instance) && isCloudNative(instance) && { ClusterBackupId: `cb-${world.random.text(15)}` }),
      ...{ BackupStatus: "Success", beginsAt, endsAt: beginsAt + world.changeMs },
      expiresAt: days === -1 ? undefined : beginsAt + days * dayMs,
    };
    instance.properties.Backups = [...Backups, made];
    return done(instance, { BackupJobID: String(made.BackupJobID) });
  },
};

export const describeBackups: Operation = {
  mutating: false,
  known:
    "[sdk] shape, times as yyyy-MM-ddTHH:mmZ; [tf] a set for each shard with its job, of cloud-native clusters too; [guess] only jobs that have ended",
  handle: (context) => {
    const { args } = context;
    const instance = findInstance(context);
    const size = args.int("PageSize") ?? 30;
    const number = args.int("PageNumber") ?? 1;
    const isAsked = isWithin(args.must("StartTime"), args.must("EndTime"));
    const all = endedIn(instance, context)
      .filter(
        ({ beginsAt, BackupJobID }) => isAsked(beginsAt) && (args.int("BackupJobId") ?? BackupJobID) === BackupJobID,
      )
      .flatMap((each) => each.BackupIds.map((BackupId, shard) => ({ ...each, BackupId, shard })))
      .filter(({ BackupId }) => (args.int("BackupId") ?? BackupId) === BackupId);
    const rows = all.slice((number - 1) * size, number * size).map((each) => ({
      BackupId: each.BackupId,
      BackupJobID: each.BackupJobID,
      BackupStartTime: vendorTime(each.beginsAt),
      BackupEndTime: vendorTime(each.endsAt),
      BackupStatus: each.BackupStatus,
      BackupMode: "Manual",
      BackupMethod: "Physical",
      BackupType: "FullBackup",
      BackupDBNames: "all",
      BackupSize: 1024,
      NodeInstanceId: isCluster(instance) ? `${instance.id}-db-${each.shard}` : instance.id,
      EngineVersion: instance.properties.EngineVersion,
      ExpectExpireTime: each.expiresAt === undefined ? "" : vendorTime(each.expiresAt),
    }));
    return { content: { Backups: { Backup: rows }, TotalCount: all.length, PageNumber: number, PageSize: size } };
  },
};

export const describeBackupTasks: Operation = {
  mutating: false,
  known: "[sdk] shape; [guess] all tasks, also those whose sets are gone; a failed one is Finished too",
  handle: (context) => {
    const { args, world } = context;
    const instance = findInstance(context);
    const job = args.text("BackupJobId");
    const all = args.text("JobMode") === "Automated" ? [] : instance.properties.Backups;
    const BackupJobs = all
      .filter(({ BackupJobID }) => job === undefined || String(BackupJobID) === job)
      .map(({ BackupJobID, beginsAt, endsAt }) => ({
        BackupJobID,
        BackupProgressStatus: endsAt > world.now() ? "Uploading" : "Finished",
        JobMode: "Manual",
        NodeId: instance.id,
        Process: endsAt > world.now() ? "50" : "100",
        StartTime: vendorTime(beginsAt),
        TaskAction: "TempBackupTask",
      }));
    return { content: { InstanceId: instance.id, BackupJobs } };
  },
};

export const describeClusterBackupList: Operation = {
  mutating: false,
  method: "GET",
  known: "[sdk] shape; [tf] GET only, InvalidClusterInstance.NotFound; [guess] only jobs that have ended",
  handle: (context) => {
    const { args } = context;
    const instance = findInstance(context);
    if (!isCluster(instance) || !isCloudNative(instance)) throw new ApiError("InvalidClusterInstance.NotFound");
    const size = args.int("PageSize") ?? 30;
    const number = args.int("PageNumber") ?? 1;
    const isAsked = isWithin(args.must("StartTime"), args.must("EndTime"));
    const set = args.text("ClusterBackupId");
    const all = endedIn(instance, context).filter(
      ({ beginsAt, BackupIds, ClusterBackupId }) =>
        BackupIds.length > 0 && isAsked(beginsAt) && (set ?? ClusterBackupId) === ClusterBackupId,
    );
    const ClusterBackups = all.slice((number - 1) * size, number * size).map((each) => {
      const status = each.BackupStatus === "Success" ? "OK" : "Failed";
      return {
        ClusterBackupId: each.ClusterBackupId,
        ClusterBackupMode: "Manual",
        ClusterBackupStatus: status,
        ClusterBackupStartTime: vendorTime(each.beginsAt),
        ClusterBackupEndTime: vendorTime(each.endsAt),
        ClusterBackupSize: String(1024 * each.BackupIds.length),
        IsAvail: Number(status === "OK"),
        Backups: each.BackupIds.map((id) => ({ BackupId: String(id), BackupStatus: status, Engine: "redis" })),
      };
    });
    return { content: { ClusterBackups, MaxResults: all.length, PageNumber: number, PageSize: size } };
  },
};

/** The backup of which the call names a set. */
function find(instance: AliyunInstance, context: Context): Backup {
  const id = context.args.must("BackupId");
  const found = endedIn(instance, context).find(({ BackupIds }) => BackupIds.map(String).includes(id));
  if (found === undefined) throw new ApiError("InvalidBackupId.NotFound");
  return found;
}

export const deleteBackup = change({
  known: "[doc] manual sets of cloud-native instances only; [tf] a call for each shard; [guess] codes, gone at once",
  set: (instance, context) => {
    if (!isCloudNative(instance)) throw new ApiError("InstanceType.NotSupport");
    const found = find(instance, context);
    const left = found.BackupIds.filter((each) => String(each) !== context.args.must("BackupId"));
    const { Backups: all } = instance.properties;
    const Backups = all.map((each) => (each === found ? { ...each, BackupIds: left } : each));
    return { Backups };
  },
});

export const modifyBackupExpireTime = change({
  known: "[doc] of manual backups, never to an earlier time; [guess] code, of any instance, with seconds or without",
  set: (instance, context) => {
    const found = find(instance, context);
    const text = context.args.must("ExpectExpireTime");
    const expiresAt = Date.parse(text);
    if (!/^\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d)?Z$/.test(text) || Number.isNaN(expiresAt))
      throw invalid(`"${text}" is not a time like 2025-07-06T07:25Z.`);
    if (expiresAt < (found.expiresAt ?? Number.POSITIVE_INFINITY))
      throw invalid("ExpectExpireTime is before the present one.");
    const Backups = instance.properties.Backups.map((each) => (each === found ? { ...each, expiresAt } : each));
    return { Backups };
  },
});

function isWithin(startTime: string, endTime: string): (time: number) => boolean {
  const [start, end] = [readMinute(startTime), readMinute(endTime)];
  return (time) => time >= start && time < end + 60_000;
}

function readMinute(text: string): number {
  if (!/^\d{4}-\d\d-\d\dT\d\d:\d\dZ$/.test(text)) throw invalid(`"${text}" is not a time like 2019-03-14T05:28Z.`);
  return Date.parse(text);
}
