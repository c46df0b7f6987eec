import { z } from "zod";
import { writes } from "../../core/client/request";
import type { Params } from "../../core/client/wire";
import type { AliyunApi } from "../client";

/** What the answer tells, and it tells no more. */
export interface CreatedInstances {
  readonly instanceIds: readonly string[];
  readonly orderId: string | undefined;
}

const reply = z.object({
  OrderId: z.union([z.string(), z.number()]).transform(String).optional(),
  InstanceIds: z.object({ InstanceId: z.array(z.string().min(1)).default([]) }),
});

/**
 * Orders up to 300 instances alike with one call; classic classes only. Answers in seconds with the ids; the instances
 * are `Creating` for minutes. With `RebuildInstance` an instance of the recycle bin comes back under its old id.
 *
 * Repeatable: the same `Token` (at most 64 ASCII characters) gives the same ids, even of instances deleted since. The call
 * has no tags, so that nothing else tells whose the instances are.
 * Money: PrePaid is billed at once, unless `AutoPay` is false: then somebody has to pay the order in the console.
 *
 * @throws CloudError  input: InvalidInstances.Malformed and others; soldOut; quota: the account's, the zone's
 *   (QuotaNotEnough) or the balance; mismatch: the token was used with other parameters
 * @see CreateInstances, R-kvstore 2015-01-01
 */
export async function createInstances(api: AliyunApi, params: Params): Promise<CreatedInstances> {
  const { InstanceIds, OrderId } = await api.call(writes("CreateInstances", "token"), params, reply);
  return { instanceIds: InstanceIds.InstanceId, orderId: OrderId };
}
