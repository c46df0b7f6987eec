import type { BatchCreateRequest } from "../../core/batch/definition";
import { CloudError } from "../../core/client/errors";
import type { Params } from "../../core/client/wire";
import type { OrderResult } from "../../core/lifecycle/order";
import { isUnknown } from "../../core/resource/unknown";
import { createInstances } from "../actions/batch";
import { tagResources } from "../actions/tags";
import type { AliyunRedisInputs } from "../args";
import { withAlternatives } from "../availability";
import type { AliyunApi } from "../client";
import { listed } from "../origins";
import { withPendingTag } from "../tags";
import type { AliyunInstanceGroup, AliyunRedisBatchInputs } from "./args";
import { groupsOf, isRebuilt, tokenOf } from "./groups";

/**
 * Orders instances of one group.
 *
 * @throws CloudError  with what is sold instead, where the class is not available
 */
export async function create(
  api: AliyunApi,
  args: AliyunRedisBatchInputs,
  call: BatchCreateRequest,
): Promise<OrderResult> {
  const group = args.instances[call.group] as AliyunInstanceGroup;
  const member = groupsOf(args)[call.group]?.args ?? {};
  const isRestored = isRebuilt(args, group) === true;
  const params = paramsOf(api, args, group, { ...call, password: member.password, isRestored });
  const created = await createInstances(api, params).catch(async (error: unknown) => {
    throw error instanceof CloudError ? await withAlternatives(api, member, error) : error;
  });
  const { instanceIds: ids, orderId } = created;
  const isPaid = group.chargeType !== "PrePaid" || args.autoPay !== false || (await exists(api, ids));
  return { ids, outputs: { orderId }, isRestored, awaitingPayment: isPaid ? undefined : paymentText(orderId) };
}

/** Instances of an unpaid order do not exist. A repeated call may return an order that was paid in the meantime. */
async function exists(api: AliyunApi, ids: readonly string[]): Promise<boolean> {
  return ids.length > 0 && (await listed(api, ids)).length > 0;
}

const paymentText = (orderId: string | undefined): string =>
  `Order ${orderId ?? "(without a number)"} is not paid. Pay it in the console: Expenses > Renewal Management > Orders. Then run \`pulumi up\`.`;

interface OrderDetails extends BatchCreateRequest {
  readonly password: string | undefined;
  readonly isRestored: boolean;
}

function paramsOf(
  api: AliyunApi,
  args: AliyunRedisBatchInputs,
  group: AliyunInstanceGroup,
  { count, password, token, isRestored }: OrderDetails,
): Params {
  const isPrepaid = group.chargeType === "PrePaid";
  return {
    Instances: JSON.stringify([elementOf(api, group, count, password)]),
    Token: token,
    AutoPay: isPrepaid ? args.autoPay : undefined,
    BusinessInfo: args.businessInfo,
    CouponNo: args.couponNo,
    EngineVersion: args.engineVersion,
    RebuildInstance: isRestored ? args.rebuildInstance : undefined,
    AutoRenew: isPrepaid ? args.autoRenew : undefined,
    ResourceGroupId: args.resourceGroupId,
  };
}

/**
 * Names are spelled as in the vendor's sample. [doc] Names that the sample lacks are spelled as in the page's table, but
 * instanceName, password, nodeType and capacity follow similar names of the sample. Which case the API accepts is not
 * known. [guess]
 */
function elementOf(api: AliyunApi, group: AliyunInstanceGroup, quantity: number, password: string | undefined) {
  const isPrepaid = group.chargeType === "PrePaid";
  return {
    RegionId: api.regionId,
    izNo: group.izNo,
    quantity,
    instanceType: group.instanceType,
    instanceClass: group.instanceClass,
    capacity: group.instanceClass === undefined ? group.capacity : undefined,
    EngineVersion: group.engineVersion,
    ChargeType: group.chargeType,
    Period: group.period?.toString(),
    AutoRenew: isPrepaid ? group.autoRenew?.toString() : undefined,
    instanceName: group.instanceName,
    password,
    networkType: group.networkType,
    vpcId: group.vpcId,
    vSwitchId: group.vSwitchId,
    nodeType: group.nodeType,
    SrcDBInstanceId: group.srcDBInstanceId,
    BackupId: group.backupId,
    RebuildInstance: group.rebuildInstance?.toString(),
  };
}

/** The user's token of each group's first order. */
export function userTokens({ token, ...args }: Partial<AliyunRedisBatchInputs>): readonly string[] {
  if (token === undefined || isUnknown(token)) return [];
  const names = groupsOf(args).map(({ name }) => name);
  return names.map((name) => tokenOf(token, name, names.length));
}

/** Adds the user's tags in the same call, because later they would take a call per member. */
export function tagPending(
  api: AliyunApi,
  ids: readonly string[],
  pendingTag: string,
  { tags = {} }: Partial<AliyunRedisInputs>,
): Promise<void> {
  return tagResources(api, ids, withPendingTag(tags, pendingTag)).catch((error: unknown) => {
    if (!(error instanceof CloudError) || Object.keys(tags).length === 0) throw error;
    // The rejection may concern the user's tags alone.
    return tagResources(api, ids, withPendingTag({}, pendingTag));
  });
}
