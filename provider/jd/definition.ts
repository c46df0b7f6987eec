import type { InstanceDefinition } from "../core/resource/definition";
import { adoption } from "./adoption";
import type { JdRedisInputs } from "./args";
import { jdRedisAttributes } from "./attributes";
import { preflight } from "./availability";
import type { JdApi } from "./client";
import { jd } from "./cloud";
import { create } from "./create";
import { deleteInstance, prepaid, whyUndeletable } from "./delete";
import type { JdInstance } from "./instance";
import { listing, observe } from "./observe";
import { createOnlyOutputs, outputs } from "./outputs";
import { explain, isSettled, openOrder, statuses } from "./statuses";
import { updaters } from "./updaters";
import { jdRedisSchema } from "./validation";

export const jdRedisDefinition: InstanceDefinition<JdRedisInputs, JdInstance, JdApi> = {
  type: "JdRedis",
  cloud: jd,
  schema: jdRedisSchema,
  attributes: jdRedisAttributes,
  updaters,
  regionArgument: "regionId",
  timeoutsMs: { create: 30 * 60_000, update: 60 * 60_000, delete: 20 * 60_000 },
  isCreateRepeatable: false,
  create,
  createOnlyOutputs,
  observe,
  listing,
  statuses,
  deletingStatus: "deleting",
  isSettled,
  openOrder,
  explain,
  delete: deleteInstance,
  whyUndeletable,
  prepaid,
  preflight,
  outputs,
  adoption,
};
