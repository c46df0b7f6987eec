import type { InstanceDefinition } from "../core/resource/definition";
import { adoption } from "./adoption";
import type { ParsedArgs } from "./args";
import { huaweiDcsInstanceAttributes as attributes } from "./attributes";
import { preflight } from "./availability";
import type { HuaweiApi } from "./client";
import { huawei as cloud } from "./cloud";
import { create } from "./create";
import { deleteInstance, prepaid, whyUndeletable } from "./delete";
import { editRules } from "./editRules";
import type { HuaweiInstance } from "./instance";
import { listing, observe } from "./observe";
import { createOnlyOutputs, outputs } from "./outputs";
import { becomesReady, explain, isSettled, openOrder, statuses } from "./statuses";
import { afterUntag } from "./tagSync";
import { updaters } from "./updaters";
import { huaweiDcsInstanceSchema as schema } from "./validation";

export const huaweiDcsInstanceDefinition: InstanceDefinition<ParsedArgs, HuaweiInstance, HuaweiApi> = {
  type: "HuaweiDcsInstance",
  cloud,
  schema,
  attributes,
  updaters,
  editRules,
  regionArgument: "region",
  // Deletion takes up to half an hour. [doc]
  timeoutsMs: { create: 60 * 60_000, update: 60 * 60_000, delete: 40 * 60_000 },
  isCreateRepeatable: false,
  create,
  createOnlyOutputs,
  observe,
  listing,
  statuses,
  deletingStatus: "DELETING",
  isSettled,
  openOrder,
  becomesReady,
  explain,
  afterUntag,
  delete: deleteInstance,
  whyUndeletable,
  prepaid,
  preflight,
  outputs,
  adoption,
};
