import { invalid } from "../errors";
import { type Backup, type BackupPolicy, vendorTime } from "../instance";
import { checkBackupTimes, weekdays } from "../rules";
import { type Context, change, done, findInstance, type Operation, read, requireRunning } from "../state";

export const describeBackupPolicy = read({
  known: "[sdk] answer",
  result: ({ properties: { backupPolicy } }, context) => ({
    ...backupPolicy,
    nextBackupTime: nextBackup(context, backupPolicy),
  }),
});

export const modifyBackupPolicy = change({
  known: "[sdk] backupTime and backupPeriod are required; [guess] autoBackup stays when left out, takes effect at once",
  set: (args, { properties }) => {
    const backupTime = args.required("backupTime");
    const backupPeriod = args.required("backupPeriod");
    checkBackupTimes(backupTime, backupPeriod);
    const autoBackup = args.bool("autoBackup") ?? properties.backupPolicy.autoBackup;
    return { backupPolicy: { autoBackup, backupTime, backupPeriod } };
  },
});

/** `start~end`, UTC; empty when automatic backups are off. [sdk] */
function nextBackup({ world }: Context, policy: BackupPolicy): string {
  const [, start = "00:00", end = "00:00", sign = "+", hours = "00", minutes = "00"] =
    /^(\d\d:\d\d)-(\d\d:\d\d) ([+-])(\d\d)(\d\d)$/.exec(policy.backupTime) ?? [];
  const dayMs = 24 * 3_600_000;
  const offsetMs = (sign === "-" ? -1 : 1) * (Number(hours) * 60 + Number(minutes)) * 60_000;
  const days = policy.backupPeriod.split(",");
  for (let ahead = 0; policy.autoBackup && ahead <= 7; ahead += 1) {
    const there = new Date(world.now() + offsetMs + ahead * dayMs);
    const date = there.toISOString().slice(0, 10);
    const from = Date.parse(`${date}T${start}:00Z`) - offsetMs;
    const to = Date.parse(`${date}T${end}:00Z`) - offsetMs;
    const weekday = weekdays[(there.getUTCDay() + 6) % 7] ?? "";
    if (from > world.now() && days.includes(weekday))
      return `${vendorTime(from)}~${vendorTime(to > from ? to : to + dayMs)}`;
  }
  return "";
}

export const createBackup: Operation = {
  mutating: true,
  known: "[sdk] parameters, baseId; [guess] the instance stays running",
  handle: (context) => {
    const { args, world } = context;
    const instance = findInstance(context);
    const backupFileName = args.required("fileName");
    if (!/^[A-Za-z0-9_]{1,32}$/.test(backupFileName)) throw invalid("fileName has to be 1 to 32 letters, digits or _");
    requireRunning(instance);
    const baseId = world.random.uuid();
    const startedAt = world.now();
    const backup: Backup = { baseId, backupFileName, startedAt, endedAt: startedAt + world.changeMs };
    instance.properties.backups.push(backup);
    return done(instance, { baseId });
  },
};

export const describeBackups = read({
  known: "[sdk] answer, status 0 running, 1 failed, 2 done; [qa] a page out of range is 400",
  result: ({ id, properties }, { args, world }) => {
    const baseId = args.text("baseId");
    const found = properties.backups.filter((one) => baseId === undefined || one.baseId === baseId);
    const backups = args.page(found).map((one) => {
      const isRunning = one.endedAt > world.now();
      return {
        baseId: one.baseId,
        backupFileName: one.backupFileName,
        cacheInstanceId: id,
        backupStartTime: vendorTime(one.startedAt),
        backupEndTime: isRunning ? "" : vendorTime(one.endedAt),
        backupType: 1,
        backupSize: 1024,
        backupStatus: isRunning ? 0 : one.isFailed === true ? 1 : 2,
        backupShardMemoryMB: properties.memoryMBPerShard,
        backupShardNum: properties.shardNumber,
        backupDownloadURL: "",
      };
    });
    return { backups, totalCount: found.length };
  },
});
