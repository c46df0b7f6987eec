import type { World } from "../core/cloud";
import { ApiError } from "./errors";
import { readFacts } from "./facts";
import type { Lot } from "./purchase";
import { regionOf, zonesOf } from "./regions";

interface ZoneFacts {
  /** How many instances can still be ordered there. Without one there is no end of them. */
  readonly stock?: number;
}

function shelf(world: World): Map<string, ZoneFacts> {
  return world.tables.table<ZoneFacts>("zones");
}

export function isZone(id: string): boolean {
  return zonesOf(regionOf(id)).includes(id);
}

export function setZone(world: World, zoneId: string, given: Readonly<Record<string, unknown>>): void {
  shelf(world).set(zoneId, { ...shelf(world).get(zoneId), ...readFacts("a zone", { stock: "count" }, given) });
}

function wanted(lots: readonly Lot[]): Map<string, number> {
  const sums = new Map<string, number>();
  for (const { order, quantity } of lots) sums.set(order.zoneId, (sums.get(order.zoneId) ?? 0) + quantity);
  return sums;
}

/** A secondary zone's stock is not counted. */
export function checkZoneStock(world: World, lots: readonly Lot[]): void {
  for (const [zoneId, sum] of wanted(lots)) {
    if (sum > (shelf(world).get(zoneId)?.stock ?? sum)) throw new ApiError("QuotaNotEnough");
  }
}

export function takeZoneStock(world: World, lots: readonly Lot[]): void {
  for (const [zoneId, sum] of wanted(lots)) {
    const stock = shelf(world).get(zoneId)?.stock;
    if (stock !== undefined) shelf(world).set(zoneId, { stock: stock - sum });
  }
}
