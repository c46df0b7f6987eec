import type { BatchCreateRequest } from "../../core/batch/definition";
import type { OrderResult } from "../../core/lifecycle/order";
import { createInstance } from "../actions/instance";
import { checkAvailability } from "../availability";
import type { HuaweiApi } from "../client";
import { createBody } from "../create";
import type { ParsedBatchArgs } from "./args";
import { memberName } from "./groups";

/** Orders all instances with one call. */
export async function create(api: HuaweiApi, args: ParsedBatchArgs, request: BatchCreateRequest): Promise<OrderResult> {
  const { count, pendingTag } = request;
  const named = { ...args, name: orderedName(args.name, request) };
  await checkAvailability(api, args, count);
  const { instances, orderId } = await createInstance(api, createBody(named, pendingTag, count));
  // Sorted by number, so that as many as possible get the ordinal of their name; the others are renamed.
  const sorted = [...instances].sort((a, b) => (a.name ?? "").localeCompare(b.name ?? "", "en"));
  return { ids: sorted.map(({ id }) => id), outputs: orderId === undefined ? {} : { orderId } };
}

/**
 * The vendor numbers several instances from 000. A single one keeps the ordered name, so it can be numbered at once.
 */
function orderedName(name: string, { count, ordinals }: BatchCreateRequest): string {
  const ordinal = ordinals.at(-1);
  return count === 1 && ordinal !== undefined ? memberName(name, ordinal) : name;
}
