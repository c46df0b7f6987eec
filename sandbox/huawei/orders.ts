import type { World } from "../core/cloud";
import { type HuaweiProperties, vendorTime } from "./instance";
import type { Task } from "./jobs";

/** An order of the billing centre. It takes effect when it is paid. */
export interface Order {
  readonly id: string;
  readonly account: string;
  readonly type: "create" | "resize" | "unsubscribe";
  readonly instanceIds: readonly string[];
  readonly createdAt: number;
  state: "awaitingPayment" | "paid" | "cancelled";
  /** Milliseconds: when a paid order is complete. */
  doneAt: number;
  /** What a resize does once it is paid; null for any other order. */
  readonly resize: OrderedChange | null;
}

/** A resize. Plain JSON, because the state file keeps it until somebody pays. */
export interface OrderedChange {
  readonly set: Partial<HuaweiProperties>;
  readonly task: Task;
}

export function orders({ world }: { readonly world: World }): Map<string, Order> {
  return world.tables.table<Order>("orders");
}

export function addOrder(
  context: { readonly world: World; readonly account: string },
  order: Pick<Order, "type" | "instanceIds" | "state" | "doneAt" | "resize">,
): Order {
  const { world, account } = context;
  const createdAt = world.now();
  // CS, the minute and five more characters: CS2005091653L2DAM in seed 003.
  const minute = vendorTime(createdAt).replace(/\D/g, "").slice(2, 12);
  const id = `CS${minute}${world.random.text(5, "ABCDEFGHJKLMNPQRSTUVWXYZ0123456789")}`;
  const added: Order = { id, account, createdAt, ...order };
  orders(context).set(id, added);
  return added;
}

/** 6 awaiting payment, 3 in progress, 5 complete, 4 cancelled. [tf] */
export function orderStatus(order: Order, now: number): 3 | 4 | 5 | 6 {
  if (order.state === "cancelled") return 4;
  if (order.state === "awaitingPayment") return 6;
  return now < order.doneAt ? 3 : 5;
}
