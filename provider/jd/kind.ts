import { means } from "../core/calls/errors";
import type { Birth, Born, Kind } from "../core/kind/kind";
import { pendingTag } from "../core/ownership/ownership";
import { checkDeletable, createCacheInstance, deleteCacheInstance, describeCacheInstances } from "./actions/instance";
import type { JdApi } from "./api";
import type { JdRedisInputs } from "./args";
import { jdRedisAspects } from "./aspects";
import { chargeAtBirth, prepaid } from "./charge";
import { jd } from "./cloud";
import type { JdInstance } from "./instance";
import { observe } from "./observe";
import { jdRedisPlan } from "./plan";
import { jdRedisSchema } from "./schema";
import { statuses } from "./statuses";

export const jdRedisKind: Kind<JdRedisInputs, JdInstance, JdApi> = {
  type: "JdRedis",
  cloud: jd,
  schema: jdRedisSchema,
  plan: jdRedisPlan,
  aspects: jdRedisAspects,
  regionArgument: "regionId",
  timeoutsMs: { create: 30 * 60_000, update: 60 * 60_000, delete: 20 * 60_000 },
  isBirthRepeatable: false,
  birth,
  birthOutputs: ["orderNum"],
  observe,
  glance: async (api, ids) => {
    const listed = await describeCacheInstances(api, ids);
    return new Map(listed.flatMap(({ instanceId, status, isBinned }) => (isBinned ? [] : [[instanceId, status]])));
  },
  statuses,
  isSettled: () => true,
  explain: () => "JD Cloud could not make or change it; it can still be deleted.",
  async remove(api, id) {
    // It only tells why not, in its own words; what it cannot tell the deletion itself will.
    await checkDeletable(api, id).catch((error: unknown) => {
      if (!means(error, "unsupported", "denied", "other")) throw error;
    });
    await deleteCacheInstance(api, id);
  },
  undeletable: () => undefined,
  prepaid: {
    isPrepaid: ({ chargeMode, chargeExpiredTime }, now) =>
      chargeMode === prepaid && !(Date.parse(String(chargeExpiredTime)) <= now),
    expiry: ({ chargeExpiredTime }) => (typeof chargeExpiredTime === "string" ? chargeExpiredTime : undefined),
  },
  outputs,
};

async function birth(api: JdApi, args: JdRedisInputs, { mark }: Birth): Promise<Born> {
  const tags = Object.entries({ ...(mark ? { [pendingTag]: mark } : {}), ...args.tags });
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

function outputs(live: JdInstance, { password }: Partial<JdRedisInputs>) {
  const { connectionDomain, port, maintenanceTime: window } = live;
  const login = password ? `:${encodeURIComponent(password)}@` : "";
  const isReachable = connectionDomain !== undefined && port !== undefined;
  const scheme = live.tls?.tlsStatus === "enable" ? "rediss" : "redis";
  return {
    instanceId: live.instanceId,
    status: live.status,
    createTime: live.createTime,
    connectionDomain,
    port,
    connectionString: isReachable ? `${scheme}://${login}${connectionDomain}:${port}` : undefined,
    otherDomains: live.otherDomains,
    cacheInstanceMemoryMB: live.cacheInstanceMemoryMB,
    memoryMBPerShard: live.memoryMBPerShard,
    instanceVersion: live.instanceVersion,
    instanceProxyVersion: live.instanceProxyVersion,
    chargeMode: live.chargeMode,
    chargeStatus: live.chargeStatus,
    chargeStartTime: live.chargeStartTime,
    chargeExpiredTime: live.chargeExpiredTime,
    chargeRetireTime: live.chargeRetireTime,
    auth: live.auth,
    isAllowNoAuth: live.isAllowNoAuth,
    maintenanceStartTime: window?.startTime,
    maintenanceEndTime: window?.endTime,
  };
}
