import { z } from "zod";
import { reads, writes } from "../../core/client/request";
import { pathSegment } from "../../core/client/wire";
import type { HuaweiApi, HuaweiRequest } from "../client";

/**
 * Unsubscribes a prepaid instance; Huawei Cloud then deletes it.
 * @throws CloudError  conflict: CBC.99003651, another operation is running; input: not known there; accessDenied
 * @see CancelResourcesSubscription, BSS v2
 */
export async function unsubscribe(api: HuaweiApi, id: string): Promise<void> {
  const body = { resource_ids: [id], unsubscribe_type: 1 };
  const call: HuaweiRequest = { method: "POST", path: "/v2/orders/subscriptions/resources/unsubscribe", body };
  await api.bss(writes("CancelResourcesSubscription", "never"), call, z.unknown());
}

/**
 * Cancels an unpaid order; its instances disappear.
 * @throws CloudError  input: already paid or cancelled; accessDenied
 * @see CancelCustomerOrder, BSS v2
 */
export async function cancelOrder(api: HuaweiApi, orderId: string): Promise<void> {
  const body = { order_id: orderId };
  await api.bss(
    writes("CancelCustomerOrder", "never"),
    { method: "PUT", path: "/v2/orders/customer-orders/cancel", body },
    z.unknown(),
  );
}

const orderReply = z.object({ order_info: z.object({ status: z.coerce.number() }) });

/** Status of a cancelled order. [tf] */
const cancelled = 4;

/**
 * Tells whether an order has been cancelled.
 * @throws CloudError  input: no such order; accessDenied
 * @see ShowCustomerOrderDetails, BSS v2
 */
export async function isOrderCancelled(api: HuaweiApi, orderId: string): Promise<boolean> {
  const path = `/v2/orders/customer-orders/details/${pathSegment(orderId)}`;
  const { order_info } = await api.bss(reads("ShowCustomerOrderDetails"), { method: "GET", path }, orderReply);
  return order_info.status === cancelled;
}

/**
 * Switches automatic renewal on or off.
 * @throws CloudError  input: not prepaid; accessDenied
 * @see AutoRenewalResources, CancelAutoRenewalResources, BSS v2
 */
export async function setAutoRenewal(api: HuaweiApi, id: string, isOn: boolean): Promise<void> {
  const path = `/v2/orders/subscriptions/resources/autorenew/${pathSegment(id)}`;
  if (isOn) await api.bss(writes("AutoRenewalResources"), { method: "POST", path }, z.unknown());
  else await api.bss(writes("CancelAutoRenewalResources"), { method: "DELETE", path }, z.unknown());
}

const resourcesReply = z.object({
  data: z
    .array(
      z.object({
        resource_id: z.string(),
        expire_time: z.string().nullish(),
        expire_policy: z.coerce.number().nullish(),
      }),
    )
    .nullish(),
});

/** `expire_policy` of an instance with automatic renewal. [tf] */
const renews = 3;

export interface Subscription {
  readonly expireTime: string | undefined;
  readonly isAutoRenew: boolean | undefined;
}

/**
 * Shows when the prepaid period ends and what happens then; undefined if the billing centre does not know the instance.
 * @throws CloudError  accessDenied
 * @see ListPayPerUseCustomerResources, BSS v2 (the path's "suscriptions" is the vendor's spelling)
 */
export async function showSubscription(api: HuaweiApi, id: string): Promise<Subscription | undefined> {
  const body = { resource_ids: [id], only_main_resource: 1 };
  const call: HuaweiRequest = { method: "POST", path: "/v2/orders/suscriptions/resources/query", body };
  const { data } = await api.bss(reads("ListPayPerUseCustomerResources"), call, resourcesReply);
  const found = (data ?? []).find(({ resource_id }) => resource_id === id);
  if (!found) return undefined;
  const { expire_time, expire_policy } = found;
  return {
    expireTime: expire_time ?? undefined,
    isAutoRenew: expire_policy == null ? undefined : expire_policy === renews,
  };
}
