import { z } from "zod";
import { reads, writes } from "../../core/client/request";
import { amount, pathSegment } from "../../core/client/wire";
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

/** What the billing centre rates: a flavour. */
export interface Product {
  readonly serviceType: string;
  readonly resourceType: string;
  readonly resourceSpec: string;
  readonly usageFactor: string;
}

/** In the vendor's numbers. [sdk] */
const hour = 4;
const periodTypes = { month: 2, year: 3 };

const productInfo = ({ region }: HuaweiApi, { serviceType, resourceType, resourceSpec }: Product) => ({
  ...{ id: "1", cloud_service_type: serviceType, resource_type: resourceType, resource_spec: resourceSpec },
  ...{ region, subscription_num: 1 },
});

const onDemandReply = z.object({ amount, currency: z.string().default("CNY") });

/**
 * What one instance costs an hour, with the account's discounts.
 * @throws CloudError  input: no such product; accessDenied
 * @see ListOnDemandResourceRatings, BSS v2
 */
export async function listOnDemandResourceRatings(
  api: HuaweiApi,
  product: Product,
): Promise<{ amount: number; currency: string }> {
  const usage = { usage_factor: product.usageFactor, usage_value: 1, usage_measure_id: hour };
  const product_infos = [{ ...productInfo(api, product), ...usage }];
  const body = { project_id: await api.projectId(), product_infos };
  const call: HuaweiRequest = { method: "POST", path: "/v2/bills/ratings/on-demand-resources", body };
  return api.bss(reads("ListOnDemandResourceRatings"), call, onDemandReply);
}

const periodReply = z.object({
  currency: z.string().default("CNY"),
  official_website_rating_result: z.object({ official_website_amount: amount }),
  optional_discount_rating_results: z.array(z.object({ amount, best_offer: z.coerce.number().nullish() })).nullish(),
});

/**
 * What one instance costs for months or years, with the account's best discount.
 * @throws CloudError  input: no such product; accessDenied
 * @see ListRateOnPeriodDetail, BSS v2
 */
export async function listRateOnPeriodDetail(
  api: HuaweiApi,
  product: Product,
  { isYear, count }: { readonly isYear: boolean; readonly count: number },
): Promise<{ amount: number; currency: string }> {
  const period = { period_type: isYear ? periodTypes.year : periodTypes.month, period_num: count };
  const body = { project_id: await api.projectId(), product_infos: [{ ...productInfo(api, product), ...period }] };
  const call: HuaweiRequest = { method: "POST", path: "/v2/bills/ratings/period-resources/subscribe-rate", body };
  const found = await api.bss(reads("ListRateOnPeriodDetail"), call, periodReply);
  const best = found.optional_discount_rating_results?.find(({ best_offer }) => best_offer === 1);
  return {
    amount: best?.amount ?? found.official_website_rating_result.official_website_amount,
    currency: found.currency,
  };
}
