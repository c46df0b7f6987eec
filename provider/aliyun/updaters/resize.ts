import { digest } from "../../core/host/digest";
import type { UpdateContext } from "../../core/resource/definition";
import { transformInstanceChargeType } from "../actions/billing";
import type { Offer } from "../actions/catalogue";
import { modifyInstanceSpec, type Spec } from "../actions/spec";
import type { AliyunRedisInputs } from "../args";
import { classOfCapacity, offersFor, totalCapacity } from "../availability";
import { isClassic, sameNodeType } from "../classes";
import type { AliyunApi } from "../client";
import type { AliyunInstance } from "../instance";

/**
 * Class, size and numbers of nodes, in as few orders as the API takes: the read-only nodes of the second zone go in one
 * of their own, [tf] which comes first when it makes room and last when it needs some.
 */
export async function changeSpec(
  api: AliyunApi,
  id: string,
  change: Partial<AliyunRedisInputs>,
  { args, observed, waitUntilReady }: UpdateContext<AliyunRedisInputs, AliyunInstance>,
): Promise<void> {
  let now = observed;
  if (observed.chargeType === "PrePaid" && args.chargeType !== "PrePaid") {
    // Else the change would be paid in advance, only to be refunded.
    await transformInstanceChargeType(api, id, "PostPaid");
    now = await waitUntilReady((instance) => instance.chargeType === "PostPaid");
  }
  const { capacity, slaveReadOnlyCount, ...rest } = change;
  const needsOffers = capacity !== undefined || (now.chargeType === "PrePaid" && rest.instanceClass !== undefined);
  const offers = needsOffers ? await offersFor(api, now) : [];
  const shards = rest.shardCount ?? now.shardCount ?? 1;
  const main: Spec = {
    ...rest,
    ...(capacity === undefined ? {} : { instanceClass: classOfCapacity(offers, now, capacity, shards) }),
  };
  const second: Spec = slaveReadOnlyCount === undefined ? {} : { slaveReadOnlyCount };
  const makesRoom = slaveReadOnlyCount !== undefined && slaveReadOnlyCount < (now.slaveReadOnlyCount ?? 0);
  for (const spec of makesRoom ? [second, main] : [main, second]) {
    if (Object.keys(spec).length === 0) continue;
    await modifyInstanceSpec(api, id, spec, {
      majorVersion: spec.instanceClass !== undefined && isClassic(now.instanceClass) ? now.engineVersion : undefined,
      orderType: now.chargeType === "PrePaid" ? directionOf(now, spec, offers) : undefined,
      couponNo: args.couponNo,
      businessInfo: args.businessInfo,
      token: digest([id, spec, now.requestId], 32),
    });
    now = await waitUntilReady((instance) => shows(instance, spec));
  }
}

function shows(observed: AliyunInstance, spec: Spec): boolean {
  return Object.entries(spec).every(([name, wanted]) => {
    const actual = observed[name as keyof Spec];
    return name === "nodeType" ? sameNodeType(String(actual), String(wanted)) : actual === wanted;
  });
}

/** The direction goes by price. [sdk] Memory times nodes stands for it: nobody sells more of them for less. */
function directionOf(observed: AliyunInstance, spec: Spec, offers: readonly Offer[]): "UPGRADE" | "DOWNGRADE" {
  const target = { ...observed, ...spec };
  const offer = offers.find(({ instanceClass }) => instanceClass === spec.instanceClass);
  const shards = target.shardCount ?? 1;
  const perShard = (observed.capacity ?? 0) / (observed.shardCount || 1);
  const memory = offer ? totalCapacity(offer, shards) : perShard * shards;
  const before = (observed.capacity ?? 0) * nodesOf(observed) + (observed.storage ?? 0);
  return memory * nodesOf(target) + (target.storage ?? 0) < before ? "DOWNGRADE" : "UPGRADE";
}

function nodesOf(spec: Spec): number {
  if (spec.nodeType !== undefined && sameNodeType(spec.nodeType, "single")) return 1;
  const { replicaCount = 0, slaveReplicaCount = 0, readOnlyCount = 0, slaveReadOnlyCount = 0 } = spec;
  return 1 + replicaCount + slaveReplicaCount + readOnlyCount + slaveReadOnlyCount;
}
