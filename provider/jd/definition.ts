import { means } from "../core/client/errors";
import { pendingTagKey } from "../core/resource/cloud";
import type { CreateRequest, CreateResult, InstanceDefinition } from "../core/resource/definition";
import { checkDeletable, createCacheInstance, deleteCacheInstance, describeCacheInstances } from "./actions/instance";
import type { JdRedisInputs } from "./args";
import { jdRedisAttributes } from "./attributes";
import { chargeAtBirth, prepaid } from "./charge";
import type { JdApi } from "./client";
import { jd } from "./cloud";
import type { JdInstance } from "./instance";
import { observe } from "./observe";
import { outputs } from "./outputs";
import { statuses } from "./statuses";
import { jdRedisAspects } from "./updaters";
import { jdRedisSchema } from "./validation";

export const jdRedisDefinition: InstanceDefinition<JdRedisInputs, JdInstance, JdApi> = {
  type: "JdRedis",
  cloud: jd,
  schema: jdRedisSchema,
  attributes: jdRedisAttributes,
  updaters: jdRedisAspects,
  regionArgument: "regionId",
  timeoutsMs: { create: 30 * 60_000, update: 60 * 60_000, delete: 20 * 60_000 },
  isCreateRepeatable: false,
  create,
  createOnlyOutputs: ["orderNum"],
  observe,
  listStatuses: async (api, ids) => {
    const listed = await describeCacheInstances(api, ids);
    return new Map(listed.flatMap(({ instanceId, status, isBinned }) => (isBinned ? [] : [[instanceId, status]])));
  },
  statuses,
  isSettled: () => true,
  explain: () => "JD Cloud could not make or change it; it can still be deleted.",
  async delete(api, id) {
    // It only tells why not, in its own words; what it cannot tell the deletion itself will.
    await checkDeletable(api, id).catch((error: unknown) => {
      if (!means(error, "unsupported", "accessDenied", "other")) throw error;
    });
    await deleteCacheInstance(api, id);
  },
  whyUndeletable: () => undefined,
  prepaid: {
    isPrepaid: ({ chargeMode, chargeExpiredTime }, now) =>
      chargeMode === prepaid && !(Date.parse(String(chargeExpiredTime)) <= now),
    expiry: ({ chargeExpiredTime }) => (typeof chargeExpiredTime === "string" ? chargeExpiredTime : undefined),
  },
  outputs,
};

async function create(api: JdApi, args: JdRedisInputs, { pendingTag }: CreateRequest): Promise<CreateResult> {
  const tags = Object.entries({ ...(pendingTag ? { [pendingTagKey]: pendingTag } : {}), ...args.tags });
  const { orderNum, id } = await createCacheInstance(api, {
    cacheInstance: {
      vpcId: args.vpcId,
      subnetId: args.subnetId,
      azId: { ...args.azId },
      cacheInstanceName: args.cacheInstanceName,
      cacheInstanceDescription: args.cacheInstanceDescription,
      cacheInstanceClass: args.cacheInstanceClass,
      cacheInstanceType: args.cacheInstanceType,
      shardNumber: args.shardNumber,
      replicaNumber: args.replicaNumber,
      redisVersion: args.redisVersion,
      password: args.password || undefined,
      ipv6On: args.ipv6On,
      dbNum: args.dbNum,
      port: args.port,
      cpuArchType: args.cpuArchType,
      enableSmartProxy: args.enableSmartProxy,
      resourceGroupId: args.resourceGroupId,
      slaveAppendonly: args.slaveAppendonly,
      maxmemoryPolicy: args.maxmemoryPolicy,
      configTemplateId: args.configTemplateId,
      backupId: args.backupId,
      srcInstanceId: args.srcInstanceId,
      userTags: tags.length > 0 ? tags.map(([key, value]) => ({ key, value })) : undefined,
    },
    charge: { ...chargeAtBirth(args.charge) },
  });
  return { id, outputs: { orderNum } };
}
