import { partDefinition } from "../../core/resource/part";
import { createAccount, deleteAccount } from "../actions/instanceAccounts";
import type { HuaweiApi } from "../client";
import { huawei } from "../cloud";
import type { HuaweiDcsAccountInputs } from "./args";
import { huaweiDcsAccountAttributes } from "./attributes";
import { type HuaweiAccount, observe } from "./observe";
import { outputs } from "./outputs";
import { updaters } from "./updaters";
import { huaweiDcsAccountSchema } from "./validation";

export const huaweiDcsAccountDefinition = partDefinition<HuaweiDcsAccountInputs, HuaweiAccount, HuaweiApi>({
  type: "HuaweiDcsAccount",
  noun: "account",
  cloud: huawei,
  schema: huaweiDcsAccountSchema,
  attributes: huaweiDcsAccountAttributes,
  regionArgument: "region",
  instanceArgument: "instanceId",
  nameArgument: "accountName",
  // As Terraform's. [tf]
  timeoutsMs: { create: 30 * 60_000, update: 30 * 60_000, delete: 30 * 60_000 },
  // [sdk] all that the list can show, besides DELETED.
  statuses: {
    AVAILABLE: "ready",
    CREATING: "busy",
    UPDATING: "busy",
    DELETING: "busy",
    CREATEFAILED: "failed",
    DELETEFAILED: "failed",
    ERROR: "failed",
  },
  observe,
  create: createAccount,
  updaters,
  delete: deleteAccount,
  outputs,
});
