import type { World } from "../core/cloud";
import { deliver } from "./delivery";
import type { AliyunStore } from "./instance";
import { placedOrders } from "./orders";

/** Somebody pays in the console. @throws when there is nothing to pay, or what was ordered is not to be had any more. */
export function pay(world: World, store: AliyunStore, orderId: string): void {
  const { waiting = [] } = placedOrders(world).get(orderId) ?? {};
  if (waiting.length === 0) throw new Error(`pay: nothing waits for the payment of order "${orderId}"`);
  const lost = waiting.find(({ isRestored, instance }) => isRestored && store.findBinned(instance.id) === undefined);
  if (lost !== undefined) throw new Error(`pay: ${lost.instance.id} is not in the recycle bin any more`);
  for (const draft of waiting) deliver(world, store, draft);
  placedOrders(world).set(orderId, { waiting: [] });
}
