import { huaweiDcsBackupDefinition } from "../../provider/huawei/backup/definition";
import { huaweiDcsInstanceDefinition } from "../../provider/huawei/definition";
import { inInstance, type OrderedFixture } from "../contract/part/orderedFixture";
import { base } from "./fixture";

export const huaweiBackupFixture: OrderedFixture = {
  definition: huaweiDcsBackupDefinition,
  cloud: "huawei",
  instance: {
    ...{ definition: huaweiDcsInstanceDefinition, args: base },
    ...{ busy: { status: "RESTARTING" }, idle: { status: "RUNNING" } },
  },
  base: { backupFormat: "aof", description: "before the migration" },
  replaced: { description: "after the migration" },
  rejected: [
    [{ instanceId: undefined }, /instanceId: must be given/],
    [{ instanceId: "cache" }, /instanceId: must be the UUID of an instance/],
    [{ backupFormat: "zip" }, /backupFormat: must be "rdb" or "aof"/],
    [{ backupId: "1" }, /backupId: no such argument/],
  ],
  shown: inInstance(({ properties }) =>
    Object.fromEntries(
      (properties.backups as readonly { backup_id: string }[]).map(({ backup_id }) => [backup_id, {}]),
    ),
  ),
  deleted: (backup_id) => ({ set: { backup: { backup_id, isDeleted: true } } }),
  failed: (backup_id) => ({ set: { backup: { backup_id, status: "failed", error_code: "dcs.08.0002" } } }),
  createAction: "CopyInstance",
  calls: { create: 20, refresh: 4, delete: 10 },
};
