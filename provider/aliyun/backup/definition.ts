import { CloudError, means } from "../../core/client/errors";
import type { EditRule } from "../../core/resource/definition";
import { type PartKey, partDefinition } from "../../core/resource/part";
import { allTimes, createBackup, deleteBackup, describeBackups, describeBackupTasks } from "../actions/backup";
import type { AliyunApi } from "../client";
import { aliyun } from "../cloud";
import type { AliyunRedisBackupInputs } from "./args";
import { aliyunRedisBackupAttributes } from "./attributes";
import { type ObservedBackup, observe } from "./observe";
import { outputs } from "./outputs";
import { dayMs, endAfter, updaters } from "./updaters";
import { aliyunRedisBackupSchema } from "./validation";

const editRules: readonly EditRule<AliyunRedisBackupInputs>[] = [
  {
    on: ["backupRetentionPeriod"],
    message: (state, { backupRetentionPeriod: days }) => {
      const { backupRetentionPeriod: before, backupStartTime: start, expectExpireTime: end, status } = state;
      // What is still being made shows no end yet.
      if (days === undefined || before === days || typeof start !== "string" || status !== "Success") return undefined;
      if (days === -1) return typeof end === "string" ? "can be -1 only when the backup is made" : undefined;
      // Less than a day is how the cloud counts.
      if (typeof end === "string" && Date.parse(end) - endAfter(start, days) < dayMs) return undefined;
      const kept = typeof end === "string" ? `until ${end}` : "as long as its instance";
      return `is ${days}, but the backup is kept ${kept}, and never for a shorter time`;
    },
  },
];

export const aliyunRedisBackupDefinition = partDefinition<AliyunRedisBackupInputs, ObservedBackup, AliyunApi>({
  type: "AliyunRedisBackup",
  noun: "backup",
  cloud: aliyun,
  schema: aliyunRedisBackupSchema,
  attributes: aliyunRedisBackupAttributes,
  editRules,
  regionArgument: "regionId",
  instanceArgument: "instanceId",
  nameOutput: "backupJobId",
  // [tf] 31 minutes for a creation.
  timeoutsMs: { create: 60 * 60_000, update: 10 * 60_000, delete: 10 * 60_000 },
  // [doc] all that DescribeBackups can show; what DescribeBackupTasks shows is busy.
  statuses: { Success: "ready", Failed: "failed" },
  // [doc] of a job that has ended. Nothing says that it is forgotten with its sets, which may be listed a moment later.
  traceStatus: "Finished",
  observe,
  async made(api, { instanceId }) {
    const [tasks, sets] = await Promise.all([
      describeBackupTasks(api, instanceId),
      describeBackups(api, instanceId, allTimes(api.now())),
    ]);
    const begun = new Map<string, string | undefined>(tasks.map(({ job, startTime }) => [job, startTime]));
    for (const { BackupMode, BackupJobID: job, BackupStartTime } of sets)
      if (BackupMode === "Manual" && job !== undefined) begun.set(job, BackupStartTime);
    return [...begun].map(([name, time = ""]) => ({ name, begunAt: Date.parse(time) || undefined }));
  },
  create: (api: AliyunApi, { instanceId, backupRetentionPeriod: days }: AliyunRedisBackupInputs) =>
    createBackup(api, instanceId, days),
  updaters,
  delete: deleteSets,
  whyItStays: ({ isOfClassic, expectExpireTime: end }) =>
    isOfClassic
      ? `Alibaba Cloud deletes no backup of a classic instance. It goes ${end ? `at ${end}` : "with the instance"}.`
      : undefined,
  outputs,
});

/** Each shard's set is deleted on its own. [tf] That there is none has no documented code, so the list says what a rejection means. */
async function deleteSets(api: AliyunApi, { instance, name }: PartKey): Promise<void> {
  const find = async () => (await observe(api, instance, [name])).get(name)?.backupIds ?? [];
  for (const set of await find()) {
    try {
      await deleteBackup(api, instance, set);
    } catch (error) {
      if (!(error instanceof CloudError) || means(error, "accessDenied") || (await find()).includes(set)) throw error;
    }
  }
}
