import { partDefinition } from "../../core/resource/part";
import { createAccount, deleteAccount } from "../actions/instanceAccounts";
import type { JdApi } from "../client";
import { jd } from "../cloud";
import { statuses } from "../statuses";
import type { JdRedisAccountInputs } from "./args";
import { jdRedisAccountAttributes } from "./attributes";
import { type JdAccount, observe } from "./observe";
import { outputs } from "./outputs";
import { updaters } from "./updaters";
import { jdRedisAccountSchema } from "./validation";

export const jdRedisAccountDefinition = partDefinition<JdRedisAccountInputs, JdAccount, JdApi>({
  type: "JdRedisAccount",
  noun: "account",
  cloud: jd,
  schema: jdRedisAccountSchema,
  attributes: jdRedisAccountAttributes,
  regionArgument: "regionId",
  instanceArgument: "instanceId",
  nameArgument: "accountName",
  timeoutsMs: { create: 10 * 60_000, update: 10 * 60_000, delete: 10 * 60_000 },
  statuses,
  explain: () => "That is the status of its instance, which JD Cloud could not create or change.",
  observe,
  create: createAccount,
  updaters,
  delete: deleteAccount,
  outputs,
});
