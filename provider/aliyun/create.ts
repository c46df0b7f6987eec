import { CloudError, UserError } from "../core/client/errors";
import type { Params } from "../core/client/wire";
import type { CreateRequest, CreateResult } from "../core/resource/definition";
import { isUnknown } from "../core/resource/unknown";
import { type Created, createInstance, createTairInstance } from "./actions/instance";
import { decryptPassword } from "./actions/kms";
import type { AliyunRedisInputs } from "./args";
import { withAlternatives } from "./availability";
import type { AliyunApi } from "./client";
import { isTair } from "./rules";
import { createTags } from "./tags";

/** How many tags each creating call takes. [sdk] */
const mostTags = { redis: 20, tair: 5 };

/**
 * Orders the instance that the arguments describe.
 *
 * @throws UserError   the result of a dry run
 * @throws CloudError  with what is sold instead, where the class is not available
 */
export async function create(api: AliyunApi, args: AliyunRedisInputs, request: CreateRequest): Promise<CreateResult> {
  if (args.dryRun === true) return dryRun(api, args, request);
  const { instanceId, orderId } = await order(api, args, request.pendingTag, request.token);
  return { id: instanceId, outputs: { orderId } };
}

/** The user's token, unless it is unknown. */
export function userTokens({ token }: Partial<AliyunRedisInputs>): readonly string[] {
  return token === undefined || isUnknown(token) ? [] : [token];
}

async function order(
  api: AliyunApi,
  args: AliyunRedisInputs,
  pendingTag: string | undefined,
  token: string | undefined,
): Promise<Created> {
  const send = isTair(args) ? createTairInstance : createInstance;
  const paramsOf = isTair(args) ? tairParams : redisParams;
  const password = args.password ?? (await decryptPassword(api, args));
  const params = paramsOf(api, { ...args, password }, pendingTag, token);
  try {
    return await send(api, params);
  } catch (error) {
    throw error instanceof CloudError ? await withAlternatives(api, args, error) : error;
  }
}

/** Sends no token: a dry run creates nothing that a second call could find. */
async function dryRun(api: AliyunApi, args: AliyunRedisInputs, { pendingTag }: CreateRequest): Promise<CreateResult> {
  try {
    const { instanceId, orderId } = await order(api, args, pendingTag, undefined);
    // Never seen, but if an instance is created nevertheless, it must not be lost.
    return { id: instanceId, outputs: { orderId } };
  } catch (error) {
    if (!(error instanceof CloudError) || error.rejection.code !== "DryRunOperation") throw error;
    throw new UserError(
      `the dry run passed: Alibaba Cloud would create this instance (request ${error.rejection.requestId ?? "unknown"}). Remove dryRun from the program to create it.`,
    );
  }
}

/** With the password in the clear. */
type OrderArgs = Omit<AliyunRedisInputs, "password"> & { readonly password: string | undefined };

/** The parameters that both creating calls share. */
function commonParams(api: AliyunApi, args: OrderArgs): Params {
  const isPrepaid = args.chargeType === "PrePaid";
  return {
    RegionId: api.regionId,
    ZoneId: args.zoneId,
    SecondaryZoneId: args.secondaryZoneId,
    VpcId: args.vpcId,
    VSwitchId: args.vSwitchId,
    PrivateIpAddress: args.privateIpAddress,
    Port: args.port,
    ConnectionStringPrefix: args.connectionStringPrefix,
    InstanceEndpointType: args.instanceEndpointType,
    InstanceName: args.instanceName,
    InstanceClass: args.instanceClass,
    InstanceType: args.instanceType,
    EngineVersion: args.engineVersion,
    ShardCount: args.shardCount,
    ReplicaCount: args.replicaCount,
    SlaveReplicaCount: args.slaveReplicaCount,
    ReadOnlyCount: args.readOnlyCount,
    SlaveReadOnlyCount: args.slaveReadOnlyCount,
    ParamGroupId: args.paramGroupId,
    GlobalInstanceId: args.globalInstanceId,
    GlobalSecurityGroupIds: args.globalSecurityGroupIds?.join(","),
    ResourceGroupId: args.resourceGroupId,
    MaintainStartTime: args.maintainStartTime,
    MaintainEndTime: args.maintainEndTime,
    Password: args.password,
    Period: args.period,
    AutoRenew: isPrepaid ? args.autoRenew : undefined,
    AutoRenewPeriod: isPrepaid && args.autoRenew === true ? args.autoRenewPeriod : undefined,
    AutoUseCoupon: args.autoUseCoupon,
    CouponNo: args.couponNo,
    BusinessInfo: args.businessInfo,
    SrcDBInstanceId: args.srcDBInstanceId,
    BackupId: args.backupId,
    ClusterBackupId: args.clusterBackupId,
    RestoreTime: args.restoreTime,
    RecoverConfigMode: args.recoverConfigMode,
    DryRun: args.dryRun === true ? true : undefined,
  };
}

function redisParams(api: AliyunApi, args: OrderArgs, pendingTag?: string, token?: string): Params {
  return {
    ...commonParams(api, args),
    ChargeType: args.chargeType,
    Capacity: args.instanceClass === undefined ? args.capacity : undefined,
    NetworkType: args.networkType,
    NodeType: args.nodeType,
    Appendonly: args.appendonly,
    DedicatedHostGroupId: args.dedicatedHostGroupId,
    GlobalInstance: args.globalInstance,
    Tag: createTags(args.tags ?? {}, pendingTag, mostTags.redis),
    Token: token,
  };
}

function tairParams(api: AliyunApi, args: OrderArgs, pendingTag?: string, token?: string): Params {
  return {
    ...commonParams(api, args),
    // The vendor's default for Tair is PrePaid, which bills months in advance.
    ChargeType: args.chargeType ?? "PostPaid",
    AutoPay: true,
    ShardType: args.nodeType,
    Storage: args.storage,
    StorageType: args.storageType,
    Tag: createTags(args.tags ?? {}, pendingTag, mostTags.tair),
    ClientToken: token,
  };
}
