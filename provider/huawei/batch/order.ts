import type { BatchOrder } from "../../core/batch/definition";
import type { OrderResult } from "../../core/lifecycle/order";
import { createInstance } from "../actions/instance";
import type { HuaweiApi } from "../client";
import { bodyOf } from "../create";
import { preflight } from "../preflight";
import type { HuaweiBatchArgs } from "./args";
import { memberName } from "./groups";

/** One call for all. */
export async function order(api: HuaweiApi, args: HuaweiBatchArgs, order: BatchOrder): Promise<OrderResult> {
  const { count, pendingTag } = order;
  const named = { ...args, name: orderedName(args.name, order) };
  await preflight(api, args, count);
  const { instances, orderId } = await createInstance(api, bodyOf(named, pendingTag, count));
  // By their numbers, so that as many as possible get a place that has the same: each other one is renamed.
  const sorted = [...instances].sort((a, b) => (a.name ?? "").localeCompare(b.name ?? "", "en"));
  return { ids: sorted.map(({ id }) => id), outputs: orderId === undefined ? {} : { orderId } };
}

/** The vendor numbers several from 000; one alone it leaves as it is, so that it can have its own number at once. */
function orderedName(name: string, { count, ordinals }: BatchOrder): string {
  const ordinal = ordinals.at(-1);
  return count === 1 && ordinal !== undefined ? memberName(name, ordinal) : name;
}
