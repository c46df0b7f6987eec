import { digest } from "../../core/host/digest";
import { partDefinition } from "../../core/resource/part";
import { createBackup, describeBackups } from "../actions/maintenance";
import type { JdApi } from "../client";
import { jd } from "../cloud";
import type { JdRedisBackupInputs } from "./args";
import { jdRedisBackupAttributes } from "./attributes";
import { type ObservedBackup, observe } from "./observe";
import { outputs } from "./outputs";
import { jdRedisBackupSchema } from "./validation";

/** Where the program gives none, each order has a name of its own, which tells what an order without an answer has made. */
const nameOf = ({ fileName }: JdRedisBackupInputs, token: string): string =>
  fileName ?? `pulumi_${digest([token], 20)}`;

export const jdRedisBackupDefinition = partDefinition<JdRedisBackupInputs, ObservedBackup, JdApi>({
  type: "JdRedisBackup",
  noun: "backup",
  cloud: jd,
  schema: jdRedisBackupSchema,
  attributes: jdRedisBackupAttributes,
  regionArgument: "regionId",
  instanceArgument: "instanceId",
  nameOutput: "backupId",
  timeoutsMs: { create: 60 * 60_000, update: 10 * 60_000, delete: 10 * 60_000 },
  // [sdk] all that the list can show.
  statuses: { "0": "busy", "1": "failed", "2": "ready" },
  explain: () => "JD Cloud could not make it.",
  observe,
  async made(api, args, token) {
    const found = await describeBackups(api, args.instanceId);
    return found
      .filter(({ backupType, backupFileName }) => backupType !== 0 && backupFileName === nameOf(args, token))
      .map(({ baseId: name, backupStartTime }) => ({ name, begunAt: Date.parse(backupStartTime ?? "") || undefined }));
  },
  create: (api: JdApi, args: JdRedisBackupInputs, token: string) =>
    createBackup(api, args.instanceId, nameOf(args, token)),
  updaters: [],
  // Never called: it stays.
  delete: async () => undefined,
  // [sdk] There is no operation for it.
  whyItStays: () => "JD Cloud's API deletes no backup. Its console shows until when it is kept.",
  outputs,
});
