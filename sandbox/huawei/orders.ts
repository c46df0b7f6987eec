import type { World } from "../core/cloud";
import { type HuaweiInstance, type HuaweiProperties, type HuaweiStore, status, vendorTime } from "./instance";
import type { Task } from "./jobs";

/** An order of the billing centre. What it buys happens when it is paid. */
export interface Order {
  readonly id: string;
  readonly account: string;
  readonly kind: "create" | "resize" | "unsubscribe";
  readonly instanceIds: readonly string[];
  readonly createdAt: number;
  state: "unpaid" | "paid" | "cancelled";
  /** Milliseconds at which a paid order is done. */
  doneAt: number;
  /** What an unpaid resize will do. */
  readonly resize: OrderedChange | null;
}

/** A resize, as plain JSON: it may lie in a file until somebody pays. */
export interface OrderedChange {
  readonly set: Partial<HuaweiProperties>;
  readonly shown: Task;
}

interface Where {
  readonly world: World;
  readonly account: string;
}

export function orders({ world }: { readonly world: World }): Map<string, Order> {
  return world.tables.table<Order>("orders");
}

export function addOrder(
  where: Where,
  order: Pick<Order, "kind" | "instanceIds" | "state" | "doneAt" | "resize">,
): Order {
  const { world, account } = where;
  const createdAt = world.now();
  // CS, the minute, five more: CS2005091653L2DAM in seed 003.
  const minute = vendorTime(createdAt).replace(/\D/g, "").slice(2, 12);
  const id = `CS${minute}${world.random.text(5, "ABCDEFGHJKLMNPQRSTUVWXYZ0123456789")}`;
  const made: Order = { id, account, createdAt, ...order };
  orders(where).set(id, made);
  return made;
}

/** 6 waits for money, 3 is being carried out, 5 done, 4 cancelled. [tf] */
export function orderStatus(order: Order, now: number): 3 | 4 | 5 | 6 {
  if (order.state === "cancelled") return 4;
  if (order.state === "unpaid") return 6;
  return now < order.doneAt ? 3 : 5;
}

/** Creation proper begins: at once for postpaid and automatically paid instances, else with the payment. */
export function beginCreation(store: HuaweiStore, world: World, instance: HuaweiInstance): void {
  const now = world.now();
  const end = now + world.provisionMs;
  store.begin(instance, {
    status: status.creating,
    steps: [
      // RUNNING comes before the last job is over: a client that looks at the status alone is too early. [tf]
      { at: now + Math.floor(world.provisionMs * 0.75), status: status.running, set: { task: "CREATING" } },
      { at: end, set: { task: null, launched_at: vendorTime(end) } },
    ],
  });
}
