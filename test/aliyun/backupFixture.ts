import { aliyunRedisBackupDefinition } from "../../provider/aliyun/backup/definition";
import { aliyunRedisDefinition } from "../../provider/aliyun/definition";
import { inInstance, type OrderedFixture } from "../contract/part/orderedFixture";
import { base } from "./fixture";

interface Backup {
  readonly BackupJobID: number;
  readonly BackupIds: readonly number[];
  readonly beginsAt: number;
  readonly expiresAt?: number;
}

const dayMs = 24 * 3_600_000;

export const aliyunBackupFixture: OrderedFixture = {
  definition: aliyunRedisBackupDefinition,
  cloud: "aliyun",
  // Cloud-native: the backups of other instances cannot be deleted.
  instance: {
    definition: aliyunRedisDefinition,
    args: base,
    busy: { InstanceStatus: "Changing" },
    idle: { InstanceStatus: "Normal" },
  },
  base: { backupRetentionPeriod: 7 },
  inPlace: { backupRetentionPeriod: 30 },
  rejected: [
    [{ instanceId: undefined }, /instanceId: must be given/],
    [{ instanceId: "cache" }, /instanceId: must be an instance id like r-…/],
    [{ backupRetentionPeriod: 6 }, /backupRetentionPeriod: must be 7 to 730 days, or -1/],
    [{ backupRetentionPeriod: 731 }, /must be 7 to 730 days/],
    [{ backupRetentionPeriod: 7.5 }, /must be a whole number of days/],
    [{ backupId: "1" }, /backupId: no such argument/],
  ],
  shown: inInstance(({ properties }) =>
    Object.fromEntries(
      (properties.Backups as readonly Backup[]).flatMap(({ BackupJobID, BackupIds, beginsAt, expiresAt = 0 }) =>
        BackupIds.length === 0
          ? []
          : [[BackupJobID, { backupRetentionPeriod: Math.floor((expiresAt - beginsAt) / dayMs) }]],
      ),
    ),
  ),
  // Its job stays in the list of jobs.
  deleted: (name) => ({ set: { Backup: { BackupJobID: Number(name), BackupIds: [] } } }),
  failed: (name) => ({ set: { Backup: { BackupJobID: Number(name), BackupStatus: "Failed" } } }),
  createAction: "CreateBackup",
  calls: { create: 20, refresh: 4, delete: 10 },
};
