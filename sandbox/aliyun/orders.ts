import type { World } from "../core/cloud";
import { deliver, type PreparedInstance } from "./create";
import type { AliyunStore } from "./instance";

/** An order under its number. Plain JSON, because `--state` writes it to a file. */
export interface PlacedOrder {
  /** What is delivered once it is paid; empty when nothing has to be paid. */
  readonly awaitingPayment: readonly PreparedInstance[];
}

export function placedOrders(world: World): Map<string, PlacedOrder> {
  return world.tables.table<PlacedOrder>("orders");
}

/** 15 digits, as in seed 002's sample, and never the same twice. */
export function newOrderId(world: World): number {
  for (;;) {
    const number = 200_000_000_000_000 + world.random.number(1_000_000_000);
    if (placedOrders(world).has(String(number))) continue;
    placedOrders(world).set(String(number), { awaitingPayment: [] });
    return number;
  }
}

/** Pays an order, as a person does in the console. @throws when nothing awaits payment or an instance has left the recycle bin */
export function pay(world: World, store: AliyunStore, orderId: string): void {
  const { awaitingPayment = [] } = placedOrders(world).get(orderId) ?? {};
  if (awaitingPayment.length === 0) throw new Error(`pay: nothing waits for the payment of order "${orderId}"`);
  const lost = awaitingPayment.find(
    ({ isRestored, instance }) => isRestored && store.findBinned(instance.id) === undefined,
  );
  if (lost !== undefined) throw new Error(`pay: ${lost.instance.id} is not in the recycle bin any more`);
  for (const prepared of awaitingPayment) deliver({ world, store }, prepared);
  placedOrders(world).set(orderId, { awaitingPayment: [] });
}
