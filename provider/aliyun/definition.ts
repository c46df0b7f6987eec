import type { InstanceDefinition } from "../core/resource/definition";
import { adoption } from "./adoption";
import type { AliyunRedisInputs } from "./args";
import { aliyunRedisAttributes } from "./attributes";
import { preflight } from "./availability";
import type { AliyunApi } from "./client";
import { aliyun } from "./cloud";
import { create, userTokens } from "./create";
import { deleteInstance, prepaid, whyUndeletable } from "./delete";
import { editRules } from "./editRules";
import type { AliyunInstance } from "./instance";
import { listing, observe } from "./observe";
import { origins, untaggedLike } from "./origins";
import { createOnlyOutputs, outputs } from "./outputs";
import { explain, isSettled, openOrder, statuses } from "./statuses";
import { afterUntag } from "./tagSync";
import { updaters } from "./updaters";
import { aliyunRedisSchema } from "./validation";

export const aliyunRedisDefinition: InstanceDefinition<AliyunRedisInputs, AliyunInstance, AliyunApi> = {
  type: "AliyunRedis",
  cloud: aliyun,
  schema: aliyunRedisSchema,
  attributes: aliyunRedisAttributes,
  regionArgument: "regionId",
  updaters,
  editRules,
  timeoutsMs: { create: 30 * 60_000, update: 60 * 60_000, delete: 20 * 60_000 },
  isCreateRepeatable: true,
  create,
  userTokens,
  origins,
  untaggedLike,
  createOnlyOutputs,
  observe,
  listing,
  statuses,
  isSettled,
  openOrder,
  explain,
  afterUntag,
  delete: deleteInstance,
  whyUndeletable,
  prepaid,
  preflight,
  outputs,
  adoption,
};
