import { means } from "../core/calls/errors";
import type { Kind } from "../core/kind/kind";
import { transformInstanceChargeType } from "./actions/billing";
import { deleteInstance, describeInstances } from "./actions/instance";
import type { AliyunApi } from "./api";
import type { AliyunRedisInputs } from "./args";
import { aspects } from "./aspects";
import { birth } from "./birth";
import { aliyun } from "./cloud";
import { edits } from "./edits";
import type { AliyunInstance } from "./instance";
import { observe } from "./observe";
import { plan } from "./plan";
import { aliyunRedisSchema } from "./schema";
import { statuses } from "./statuses";
import { followMark } from "./tags";

export const aliyunRedisKind: Kind<AliyunRedisInputs, AliyunInstance, AliyunApi> = {
  type: "AliyunRedis",
  cloud: aliyun,
  schema: aliyunRedisSchema,
  plan,
  aspects,
  edits,
  regionArgument: "regionId",
  timeoutsMs: { create: 30 * 60_000, update: 60 * 60_000, delete: 20 * 60_000 },
  isBirthRepeatable: true,
  birth,
  birthOutputs: ["orderId"],
  observe,
  glance: async (api, ids) => {
    try {
      return new Map((await describeInstances(api, ids)).map(({ instanceId, status }) => [instanceId, status]));
    } catch (error) {
      // One id that is gone may spoil the answer for all: then each is looked at on its own.
      if (means(error, "gone")) return new Map();
      throw error;
    }
  },
  statuses,
  // A billing or class change leaves the status Normal while the order is still carried out. [tf]
  isSettled: (live) => live.isOrderCompleted,
  explain: ({ status, endTime }) =>
    status === "Inactive"
      ? `It has expired${endTime ? ` (${endTime})` : ""} or is overdue; renew it in the console.`
      : undefined,
  afterMark: (api, id, { tags }) => followMark(api, id, tags),
  remove: deleteInstance,
  undeletable: ({ instanceReleaseProtection }) =>
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

/** What the program sees besides its arguments; those that can be read are shown by their rows in the plan. */
function outputs(live: AliyunInstance, { password }: Partial<AliyunRedisInputs>) {
  const { connectionDomain, port } = live;
  const login = password === undefined ? "" : `:${encodeURIComponent(password)}@`;
  const isRedis = live.instanceType !== "Memcache" && connectionDomain !== undefined && port !== undefined;
  return {
    instanceId: live.instanceId,
    status: live.status,
    connectionDomain,
    connectionString: isRedis ? `redis://${login}${connectionDomain}:${port}` : undefined,
    publicConnectionDomain: live.publicConnectionDomain,
    userName: live.instanceId,
    architectureType: live.architectureType,
    connections: live.connections,
    qps: live.qps,
    createTime: live.createTime,
    endTime: live.endTime,
    chargeType: live.chargeType,
    instanceReleaseProtection: live.instanceReleaseProtection,
  };
}
