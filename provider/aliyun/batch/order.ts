import type { BatchOrder } from "../../core/batch/definition";
import { CloudError } from "../../core/client/errors";
import type { Params } from "../../core/client/wire";
import type { OrderResult } from "../../core/lifecycle/order";
import { createInstances } from "../actions/batch";
import { explained } from "../availability";
import type { AliyunApi } from "../client";
import type { AliyunInstanceGroup, AliyunRedisBatchInputs } from "./args";
import { groupsOf, isRebuilt } from "./groups";
import { listed } from "./origins";

/**
 * Orders instances of one group.
 *
 * @throws CloudError  with what is sold instead, where that is the trouble
 */
export async function order(api: AliyunApi, args: AliyunRedisBatchInputs, order: BatchOrder): Promise<OrderResult> {
  const group = args.instances[order.group] as AliyunInstanceGroup;
  const member = groupsOf(args)[order.group]?.args ?? {};
  const isRestored = isRebuilt(args, group) === true;
  const params = paramsOf(api, args, group, { ...order, password: member.password, isRestored });
  const created = await createInstances(api, params).catch(async (error: unknown) => {
    throw error instanceof CloudError ? await explained(api, member, error) : error;
  });
  const { instanceIds: ids, orderId } = created;
  const isPaid = group.chargeType !== "PrePaid" || args.autoPay !== false || (await isThere(api, ids));
  return { ids, outputs: { orderId }, isRestored, awaitingPayment: isPaid ? undefined : unpaidText(orderId) };
}

/** What nobody has paid for does not exist; a repeated call may be answered with an order that was paid meanwhile. */
async function isThere(api: AliyunApi, ids: readonly string[]): Promise<boolean> {
  return ids.length > 0 && (await listed(api, ids)).length > 0;
}

const unpaidText = (orderId: string | undefined): string =>
  `Order ${orderId ?? "(without a number)"} is not paid. Pay it in the console: Expenses > Renewal Management > Orders. Then run \`pulumi up\`.`;

interface More extends BatchOrder {
  readonly password: string | undefined;
  readonly isRestored: boolean;
}

function paramsOf(
  api: AliyunApi,
  args: AliyunRedisBatchInputs,
  group: AliyunInstanceGroup,
  { count, password, token, isRestored }: More,
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
 * In the letter case of the vendor's sample; what it does not show is spelled as the table of the page does, but for
 * words that begin like one of the sample's (instanceName, password, nodeType, capacity). Which case the API takes is not known. [guess]
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
