import { means } from "../core/client/errors";
import type { InstanceDefinition } from "../core/resource/definition";
import { transformInstanceChargeType } from "./actions/billing";
import { deleteInstance, describeInstances } from "./actions/instance";
import type { AliyunRedisInputs } from "./args";
import { aliyunRedisAttributes as attributes } from "./attributes";
import type { AliyunApi } from "./client";
import { aliyun } from "./cloud";
import { birth as create } from "./create";
import { edits as editRules } from "./edits";
import type { AliyunInstance } from "./instance";
import { observe } from "./observe";
import { outputs } from "./outputs";
import { statuses } from "./statuses";
import { followMark } from "./tagSync";
import { updaters } from "./updaters";
import { aliyunRedisSchema } from "./validation";

export const aliyunRedisDefinition: InstanceDefinition<AliyunRedisInputs, AliyunInstance, AliyunApi> = {
  type: "AliyunRedis",
  cloud: aliyun,
  schema: aliyunRedisSchema,
  attributes,
  updaters,
  editRules,
  regionArgument: "regionId",
  timeoutsMs: { create: 30 * 60_000, update: 60 * 60_000, delete: 20 * 60_000 },
  isCreateRepeatable: true,
  create,
  createOnlyOutputs: ["orderId"],
  observe,
  listStatuses: async (api, ids) => {
    try {
      return new Map((await describeInstances(api, ids)).map(({ instanceId, status }) => [instanceId, status]));
    } catch (error) {
      // One id that is gone may spoil the answer for all: then each is looked at on its own.
      if (means(error, "notFound")) return new Map();
      throw error;
    }
  },
  statuses,
  // A billing or class change leaves the status Normal while the order is still carried out. [tf]
  isSettled: (observed) => observed.isOrderCompleted,
  explain: ({ status, endTime }) =>
    status === "Inactive"
      ? `It has expired${endTime ? ` (${endTime})` : ""} or is overdue; renew it in the console.`
      : undefined,
  afterUntag: (api, id, { tags }) => followMark(api, id, tags),
  delete: deleteInstance,
  whyUndeletable: ({ instanceReleaseProtection }) =>
    instanceReleaseProtection === true
      ? "instanceReleaseProtection is on. Set it to false, run `pulumi up`, then try again."
      : undefined,
  prepaid: {
    isPrepaid: ({ chargeType }) => chargeType === "PrePaid",
    expiry: ({ endTime }) => (typeof endTime === "string" ? endTime : undefined),
    convert: (api, id) => transformInstanceChargeType(api, id, "PostPaid"),
  },
  outputs,
};
