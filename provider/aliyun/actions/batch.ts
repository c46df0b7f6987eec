import { z } from "zod";
import { writes } from "../../core/client/request";
import { areDistinct, idForm, type Params } from "../../core/client/wire";
import type { AliyunApi } from "../client";

/** All that the answer contains. */
export interface CreatedInstances {
  readonly instanceIds: readonly string[];
  readonly orderId: string | undefined;
}

const reply = z.object({
  OrderId: z.union([z.string(), z.number()]).transform(String).optional(),
  InstanceIds: z.object({ InstanceId: z.array(z.string().regex(idForm)).refine(areDistinct).default([]) }),
});

/**
 * Orders up to 300 identical instances with one call; classic classes only. Answers in seconds with the ids; the instances
 * are `Creating` for minutes. `RebuildInstance` restores an instance from the recycle bin under its old id.
 *
 * Repeatable: the same `Token` (at most 64 ASCII characters) gives the same ids, even of instances deleted since. The call
 * takes no tags, so nothing else tells whose instances they are.
 * Money: PrePaid is billed at once, unless `AutoPay` is false: then the order has to be paid in the console.
 *
 * @throws CloudError  input: InvalidInstances.Malformed and others; outOfStock; quota: the account's, the zone's
 *   (QuotaNotEnough) or the balance; mismatch: the token was used with other parameters
 * @see CreateInstances, R-kvstore 2015-01-01
 */
export async function createInstances(api: AliyunApi, params: Params): Promise<CreatedInstances> {
  const { InstanceIds, OrderId } = await api.call(writes("CreateInstances", "token"), params, reply);
  return { instanceIds: InstanceIds.InstanceId, orderId: OrderId };
}
