import type { World } from "../core/cloud";
import type { Draft } from "./delivery";

/** An order under its number. Plain JSON: it may lie in a file until somebody pays. */
export interface PlacedOrder {
  /** What it brings once it is paid; empty when nothing waits for money. */
  readonly waiting: readonly Draft[];
}

export function placedOrders(world: World): Map<string, PlacedOrder> {
  return world.tables.table<PlacedOrder>("orders");
}

/** 15 digits, as in seed 002's sample, and never the same twice. */
export function newOrderNumber(world: World): number {
  for (;;) {
    const number = 200_000_000_000_000 + world.random.number(1_000_000_000);
    if (placedOrders(world).has(String(number))) continue;
    placedOrders(world).set(String(number), { waiting: [] });
    return number;
  }
}
