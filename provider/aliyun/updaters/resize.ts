import { UserError } from "../../core/client/errors";
import { digest } from "../../core/host/digest";
import type { UpdateContext } from "../../core/resource/definition";
import { transformInstanceChargeType } from "../actions/billing";
import type { Offer } from "../actions/catalogue";
import { modifyInstanceSpec, type Size } from "../actions/size";
import type { AliyunRedisInputs } from "../args";
import { classOfCapacity, offersFor, totalCapacity } from "../availability";
import { isClassic, sameNodeType } from "../classes";
import type { AliyunApi } from "../client";
import type { AliyunInstance } from "../instance";

/**
 * Changes class, size and numbers of nodes in as few orders as the API allows. The read-only nodes of the second zone take
 * a separate order, [tf] which comes first if it removes nodes and last if it adds some.
 */
export async function resize(
  api: AliyunApi,
  id: string,
  change: Partial<AliyunRedisInputs>,
  { args, observed, waitUntilReady }: UpdateContext<AliyunRedisInputs, AliyunInstance>,
): Promise<void> {
  let now = observed;
  if (observed.chargeType === "PrePaid" && args.chargeType !== "PrePaid") {
    // Otherwise the new size would be prepaid, only to be refunded.
    await transformInstanceChargeType(api, id, "PostPaid");
    now = await waitUntilReady((instance) => instance.chargeType === "PostPaid");
  }
  const { capacity, slaveReadOnlyCount, ...rest } = change;
  const needsOffers = capacity !== undefined || (now.chargeType === "PrePaid" && rest.instanceClass !== undefined);
  const offers = needsOffers ? await offersFor(api, now) : [];
  const shards = rest.shardCount ?? now.shardCount ?? 1;
  const main: Size = {
    ...rest,
    ...(capacity === undefined ? {} : { instanceClass: classOfCapacity(offers, now, capacity, shards) }),
  };
  const secondZone: Size = slaveReadOnlyCount === undefined ? {} : { slaveReadOnlyCount };
  const { effectiveTime = "Immediately" } = args;
  const isDeferred = effectiveTime === "MaintainTime";
  if (isDeferred && slaveReadOnlyCount !== undefined && Object.keys(main).length > 0) {
    // The second order is rejected before the first is carried out, and that is only then.
    throw new UserError(
      'slaveReadOnlyCount takes an order of its own, and only one can wait for the maintenance window. Edit the others in a run of their own, or set effectiveTime to "Immediately".',
    );
  }
  const removesNodes = slaveReadOnlyCount !== undefined && slaveReadOnlyCount < (now.slaveReadOnlyCount ?? 0);
  for (const size of removesNodes ? [secondZone, main] : [main, secondZone]) {
    if (Object.keys(size).length === 0) continue;
    await modifyInstanceSpec(api, id, size, {
      majorVersion: size.instanceClass !== undefined && isClassic(now.instanceClass) ? now.engineVersion : undefined,
      orderType: now.chargeType === "PrePaid" ? directionOf(now, size, offers) : undefined,
      couponNo: args.couponNo,
      businessInfo: args.businessInfo,
      effectiveTime,
      token: digest([id, size, now.requestId], 32),
    });
    if (isDeferred) return;
    now = await waitUntilReady((instance) => hasSize(instance, size));
  }
}

function hasSize(observed: AliyunInstance, size: Size): boolean {
  return Object.entries(size).every(([name, wanted]) => {
    const actual = observed[name as keyof Size];
    return name === "nodeType" ? sameNodeType(String(actual), String(wanted)) : actual === wanted;
  });
}

/** The API wants the direction of the price. [sdk] Memory times nodes stands for it: more of them never costs less. [guess] */
function directionOf(observed: AliyunInstance, size: Size, offers: readonly Offer[]): "UPGRADE" | "DOWNGRADE" {
  const target = { ...observed, ...size };
  const offer = offers.find(({ instanceClass }) => instanceClass === size.instanceClass);
  const shards = target.shardCount ?? 1;
  const perShard = (observed.capacity ?? 0) / (observed.shardCount || 1);
  const memory = offer ? totalCapacity(offer, shards) : perShard * shards;
  const before = (observed.capacity ?? 0) * nodesOf(observed) + (observed.storage ?? 0);
  return memory * nodesOf(target) + (target.storage ?? 0) < before ? "DOWNGRADE" : "UPGRADE";
}

function nodesOf(size: Size): number {
  if (size.nodeType !== undefined && sameNodeType(size.nodeType, "single")) return 1;
  const { replicaCount = 0, slaveReplicaCount = 0, readOnlyCount = 0, slaveReadOnlyCount = 0 } = size;
  return 1 + replicaCount + slaveReplicaCount + readOnlyCount + slaveReadOnlyCount;
}
