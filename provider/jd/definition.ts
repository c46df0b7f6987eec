import type { InstanceDefinition } from "../core/resource/definition";
import type { JdRedisInputs } from "./args";
import { jdRedisAttributes } from "./attributes";
import { prepaid } from "./charge";
import type { JdApi } from "./client";
import { jd } from "./cloud";
import { create } from "./create";
import { deleteInstance } from "./delete";
import type { JdInstance } from "./instance";
import { listStatuses, observe } from "./observe";
import { createOnlyOutputs, outputs } from "./outputs";
import { editRules } from "./rules";
import { statuses } from "./statuses";
import { updaters } from "./updaters";
import { jdRedisSchema } from "./validation";

export const jdRedisDefinition: InstanceDefinition<JdRedisInputs, JdInstance, JdApi> = {
  type: "JdRedis",
  cloud: jd,
  schema: jdRedisSchema,
  attributes: jdRedisAttributes,
  updaters,
  editRules,
  regionArgument: "regionId",
  timeoutsMs: { create: 30 * 60_000, update: 60 * 60_000, delete: 20 * 60_000 },
  isCreateRepeatable: false,
  create,
  createOnlyOutputs,
  observe,
  listStatuses,
  statuses,
  isSettled: () => true,
  explain: () => "JD Cloud could not create or change it; it can still be deleted.",
  delete: deleteInstance,
  whyUndeletable: () => undefined,
  prepaid,
  outputs,
};
