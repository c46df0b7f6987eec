import { partDefinition } from "../../core/resource/part";
import { createAccount, deleteAccount } from "../actions/instanceAccounts";
import { decryptPassword } from "../actions/kms";
import type { AliyunApi } from "../client";
import { aliyun } from "../cloud";
import type { AliyunRedisAccountInputs } from "./args";
import { aliyunRedisAccountAttributes } from "./attributes";
import { type AliyunAccount, observe } from "./observe";
import { outputs } from "./outputs";
import { updaters } from "./updaters";
import { aliyunRedisAccountSchema } from "./validation";

export const aliyunRedisAccountDefinition = partDefinition<AliyunRedisAccountInputs, AliyunAccount, AliyunApi>({
  type: "AliyunRedisAccount",
  noun: "account",
  cloud: aliyun,
  schema: aliyunRedisAccountSchema,
  attributes: aliyunRedisAccountAttributes,
  regionArgument: "regionId",
  instanceArgument: "instanceId",
  nameArgument: "accountName",
  timeoutsMs: { create: 10 * 60_000, update: 10 * 60_000, delete: 10 * 60_000 },
  // [doc] the only two. A new account is Unavailable at first. [tf]
  statuses: { Available: "ready", Unavailable: "busy" },
  observe,
  create: async (api: AliyunApi, args: AliyunRedisAccountInputs) =>
    createAccount(api, { ...args, password: args.password ?? (await decryptPassword(api, args)) }),
  updaters,
  delete: deleteAccount,
  outputs,
});
