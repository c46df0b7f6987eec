import { invalid } from "../errors";
import { type BackupPolicy, vendorTime } from "../instance";
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

interface Backup {
  readonly BackupId: number;
  readonly BackupJobID: number;
  readonly at: number;
}

function backupsOf({ world }: Context, id: string): Backup[] {
  return world.tables.table<Backup[]>("backups").get(id) ?? [];
}

/** The backup set that every instance has from the beginning, under the id of the vendor's samples; the list leaves it out. [guess] */
const automaticBackup = 111_111_111;

export function hasBackup(context: Context, id: string, backup: string): boolean {
  const all = [automaticBackup, ...backupsOf(context, id).map(({ BackupId }) => BackupId)];
  return all.some((each) => String(each) === backup);
}

export function forgetBackups({ world }: Context, id: string): void {
  world.tables.table<Backup[]>("backups").delete(id);
}

export const createBackup: Operation = {
  mutating: true,
  known: "[sdk] answers a job; [guess] done at once, the status stays Normal",
  handle: (context) => {
    const { world } = context;
    const instance = findInstance(context);
    requireNormal(instance);
    const made = {
      BackupId: world.random.number(1_000_000_000),
      BackupJobID: world.random.number(1_000_000_000),
      at: world.now(),
    };
    world.tables.table<Backup[]>("backups").set(instance.id, [...backupsOf(context, instance.id), made]);
    return done(instance, { BackupJobID: String(made.BackupJobID) });
  },
};

export const describeBackups: Operation = {
  mutating: false,
  known: "[sdk] shape, times as yyyy-MM-ddTHH:mmZ",
  handle: (context) => {
    const { args } = context;
    const instance = findInstance(context);
    const size = args.int("PageSize") ?? 30;
    const number = args.int("PageNumber") ?? 1;
    const start = readMinute(args.must("StartTime"));
    const end = readMinute(args.must("EndTime"));
    const found = backupsOf(context, instance.id).filter(
      ({ at, BackupId }) => at >= start && at < end + 60_000 && (args.int("BackupId") ?? BackupId) === BackupId,
    );
    const rows = found.slice((number - 1) * size, number * size).map(({ at, ...ids }) => ({
      ...ids,
      BackupStartTime: vendorTime(at),
      BackupEndTime: vendorTime(at),
      BackupStatus: "Success",
      BackupMode: "Manual",
      BackupMethod: "Physical",
      BackupType: "FullBackup",
      BackupDBNames: "all",
      BackupSize: 1024,
      NodeInstanceId: instance.id,
      EngineVersion: instance.properties.EngineVersion,
    }));
    return { content: { Backups: { Backup: rows }, TotalCount: found.length, PageNumber: number, PageSize: size } };
  },
};

function readMinute(text: string): number {
  if (!/^\d{4}-\d\d-\d\dT\d\d:\d\dZ$/.test(text)) throw invalid(`"${text}" is not a time like 2019-03-14T05:28Z.`);
  return Date.parse(text);
}
