import { jdRedisBackupDefinition } from "../../provider/jd/backup/definition";
import { jdRedisDefinition } from "../../provider/jd/definition";
import type { Backup } from "../../sandbox/jd/instance";
import { inInstance, type OrderedFixture } from "../contract/part/orderedFixture";
import { base } from "./fixture";

export const jdBackupFixture: OrderedFixture = {
  definition: jdRedisBackupDefinition,
  cloud: "jd",
  instance: {
    ...{ definition: jdRedisDefinition, args: base },
    ...{ busy: { cacheInstanceStatus: "changing" }, idle: { cacheInstanceStatus: "running" } },
  },
  base: {},
  rejected: [
    [{ instanceId: undefined }, /instanceId: must be given/],
    [{ instanceId: "cache" }, /instanceId: must look like redis-…/],
    [{ fileName: "before-migration" }, /fileName: must be 1-32 letters, digits and _/],
    [{ backupId: "1" }, /backupId: no such argument/],
  ],
  shown: inInstance(({ properties }) =>
    Object.fromEntries((properties.backups as readonly Backup[]).map(({ baseId }) => [baseId, {}])),
  ),
  deleted: (baseId) => ({ set: { Backup: { baseId, isDeleted: true } } }),
  failed: (baseId) => ({ set: { Backup: { baseId, isFailed: true } } }),
  stays: /no longer in the stack, and stays: JD Cloud's API deletes no backup/,
  showsOrder: true,
  createAction: "createBackup",
  calls: { create: 20, refresh: 4, delete: 10 },
};
