import { means } from "../core/client/errors";
import type { Prepaid } from "../core/resource/definition";
import { cancelOrder, isOrderCancelled, unsubscribe } from "./actions/billing";
import { deleteSingleInstance, showInstance } from "./actions/instance";
import type { HuaweiApi } from "./client";
import type { HuaweiInstance } from "./instance";

/** Deletes an instance. One that nobody has paid yet disappears with its order. */
export async function deleteInstance(
  api: HuaweiApi,
  id: string,
  { status, ...observed }: HuaweiInstance,
): Promise<void> {
  if (status === "DELETING") return;
  const orderId = status === "PAYING" ? (observed.orderId ?? (await showInstance(api, id)).orderId) : undefined;
  if (orderId !== undefined) await cancel(api, orderId);
  else await deleteSingleInstance(api, id);
}

/** The members of a batch share one order: the first deletion cancels it for all of them. */
async function cancel(api: HuaweiApi, orderId: string): Promise<void> {
  try {
    await cancelOrder(api, orderId);
  } catch (error) {
    if (!means(error, "input") || !(await isOrderCancelled(api, orderId))) throw error;
  }
}

/** DCS protects no instance from deletion by an argument. */
export const whyUndeletable = (): undefined => undefined;

export const prepaid: Prepaid<HuaweiApi> = {
  // An instance that was never paid for, or never created, is deleted like any other.
  isPrepaid: ({ chargingMode, status }) =>
    chargingMode === "prePaid" && status !== "PAYING" && status !== "CREATEFAILED",
  expiry: ({ expireTime }) => (typeof expireTime === "string" ? expireTime : undefined),
  async unsubscribe(api, id) {
    if (!(await isDeleting(api, id))) await unsubscribe(api, id);
  },
};

async function isDeleting(api: HuaweiApi, id: string): Promise<boolean> {
  try {
    return (await showInstance(api, id)).status === "DELETING";
  } catch (error) {
    if (means(error, "notFound")) return true;
    throw error;
  }
}
