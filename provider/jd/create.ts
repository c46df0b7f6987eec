import { pendingTagKey } from "../core/resource/cloud";
import type { CreateRequest, CreateResult } from "../core/resource/definition";
import { createCacheInstance } from "./actions/instance";
import type { JdRedisInputs } from "./args";
import { chargeOnCreate } from "./charge";
import type { JdApi } from "./client";

/** Orders an instance. What the creating call has no field for is left to the updaters. */
export async function create(api: JdApi, args: JdRedisInputs, { pendingTag }: CreateRequest): Promise<CreateResult> {
  const tags = Object.entries({ ...(pendingTag ? { [pendingTagKey]: pendingTag } : {}), ...args.tags });
  const { orderNum, id } = await createCacheInstance(api, {
    cacheInstance: {
      azId: { ...args.azId },
      vpcId: args.vpcId,
      subnetId: args.subnetId,
      ipv6On: args.ipv6On,
      port: args.port,
      cacheInstanceName: args.cacheInstanceName,
      cacheInstanceDescription: args.cacheInstanceDescription,
      resourceGroupId: args.resourceGroupId,
      userTags: tags.length > 0 ? tags.map(([key, value]) => ({ key, value })) : undefined,
      cacheInstanceClass: args.cacheInstanceClass,
      cacheInstanceType: args.cacheInstanceType,
      shardNumber: args.shardNumber,
      replicaNumber: args.replicaNumber,
      enableSmartProxy: args.enableSmartProxy,
      cpuArchType: args.cpuArchType,
      password: args.password || undefined,
      redisVersion: args.redisVersion,
      dbNum: args.dbNum,
      maxmemoryPolicy: args.maxmemoryPolicy,
      slaveAppendonly: args.slaveAppendonly,
      configTemplateId: args.configTemplateId,
      backupId: args.backupId,
      srcInstanceId: args.srcInstanceId,
    },
    charge: { ...chargeOnCreate(args.charge) },
  });
  return { id, outputs: { orderNum } };
}
