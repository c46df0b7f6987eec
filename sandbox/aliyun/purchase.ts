import { factsOf, setFacts } from "./account";
import type { Order } from "./create";
import { ApiError } from "./errors";
import { priceOf } from "./price";
import type { Context } from "./state";
import { checkZoneStock, takeZoneStock } from "./stock";

/** So many instances of one kind, as a call orders them. */
export interface Lot {
  readonly order: Order;
  readonly quantity: number;
}

/** What depends on the account and on the sum of all that one call orders. @throws before anything is made. */
export function checkPurchase(context: Context, lots: readonly Lot[], paysNow = true): void {
  const facts = factsOf(context.world, context.account);
  if (facts.isRealNameVerified === false) throw new ApiError("RealNameAuthenticationError");
  if (facts.hasPaymentMethod === false) throw new ApiError("PaymentMethodNotFound");
  if (facts.isFinanceUser === true)
    throw new ApiError("ResourceNotAvailable", "Resource you requested is not available for finance user.");
  if (facts.vpcServiceWorks === false && lots.some(({ order }) => order.network.type === "VPC"))
    throw new ApiError("VpcServiceError");
  checkQuota(context, lots);
  checkZoneStock(context.world, lots);
  // A pay-as-you-go instance needs its first hour covered. [guess]
  const needed = costOf(lots, "PostPaid") + (paysNow ? costOf(lots, "PrePaid") : 0);
  if (needed > (facts.balance ?? needed)) throw new ApiError("InsufficientBalance");
}

/** The purchase is made: only what is prepaid is paid for at once. */
export function takePurchase({ world, account }: Context, lots: readonly Lot[], paysNow = true): void {
  takeZoneStock(world, lots);
  const { balance } = factsOf(world, account);
  if (balance !== undefined && paysNow) setFacts(world, account, { balance: balance - costOf(lots, "PrePaid") });
}

/**
 * Living pay-as-you-go instances of one account. [guess] the figure, and which of the vendor's two codes for it:
 * QuotaExceed is never given
 */
function checkQuota({ world, store, account, key }: Context, lots: readonly Lot[]): void {
  const more = lots.reduce((sum, { order, quantity }) => sum + (isPostPaid(order) ? quantity : 0), 0);
  if (more === 0) return;
  const living = store
    .all()
    .filter((one) => one.account === account && !one.released && one.properties.ChargeType === "PostPaid");
  const quota = factsOf(world, account).quota ?? key.quota ?? 1000;
  if (living.length + more > quota) throw new ApiError("QuotaExceed.AfterpayInstance");
}

function isPostPaid({ billing }: Order): boolean {
  return billing.chargeType === "PostPaid";
}

function costOf(lots: readonly Lot[], chargeType: "PostPaid" | "PrePaid"): number {
  return lots
    .filter(({ order }) => order.billing.chargeType === chargeType)
    .reduce(
      (sum, { order, quantity }) => sum + quantity * priceOf(order.class.capacityMb, chargeType, order.billing.months),
      0,
    );
}
