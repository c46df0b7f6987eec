import type { World } from "../core/cloud";
import { priceOf, regionOf, zonesOf } from "./catalogue";
import type { Order } from "./create";
import { ApiError } from "./errors";
import type { Context } from "./state";

/** The account of every key that names none. */
export const ownAccount = "1000000000000001";

/** What a creation depends on beside its arguments; a test sets it by `drift` on the account's number. */
interface AccountFacts {
  /** How many pay-as-you-go instances it may hold; without one the key's, else 1000. */
  readonly quota?: number;
  /** CNY. Without one there is always enough. */
  readonly balance?: number;
  readonly hasPaymentMethod?: boolean;
  readonly isRealNameVerified?: boolean;
  readonly isFinanceUser?: boolean;
  readonly vpcServiceWorks?: boolean;
}

/** The same for a zone. */
interface ZoneFacts {
  /** How many instances can still be ordered there; unlimited without one. */
  readonly stock?: number;
}

const accountFactTypes = {
  quota: "count",
  balance: "amount",
  hasPaymentMethod: "boolean",
  isRealNameVerified: "boolean",
  isFinanceUser: "boolean",
  vpcServiceWorks: "boolean",
} as const satisfies Record<keyof AccountFacts, FactType>;

export function isAccount(world: World, id: string): boolean {
  return id === ownAccount || world.keys.some(({ account }) => account === id);
}

export function isZone(id: string): boolean {
  return zonesOf(regionOf(id)).includes(id);
}

const accountTable = (world: World) => world.tables.table<AccountFacts>("accounts");
const zoneTable = (world: World) => world.tables.table<ZoneFacts>("zones");

/** `null` removes a fact. @throws for a name or value that would have no effect */
export function setAccount(world: World, account: string, given: Readonly<Record<string, unknown>>): void {
  const facts = readFacts("an account", accountFactTypes, given);
  accountTable(world).set(account, { ...accountTable(world).get(account), ...facts });
}

export function setZone(world: World, zoneId: string, given: Readonly<Record<string, unknown>>): void {
  const facts = readFacts("a zone", { stock: "count" }, given);
  zoneTable(world).set(zoneId, { ...zoneTable(world).get(zoneId), ...facts });
}

type FactType = "count" | "amount" | "boolean";

const fits: Record<FactType, (value: unknown) => boolean> = {
  count: (value) => Number.isInteger(value) && Number(value) >= 0,
  amount: (value) => typeof value === "number",
  boolean: (value) => typeof value === "boolean",
};

function readFacts(
  owner: string,
  types: Readonly<Record<string, FactType>>,
  given: Readonly<Record<string, unknown>>,
): Record<string, never> {
  const entries = Object.entries(given).map(([name, value]) => {
    const type = Object.hasOwn(types, name) ? types[name] : undefined;
    if (type === undefined)
      throw new Error(`drift: ${owner} has no "${name}"; there are: ${Object.keys(types).join(", ")}`);
    if (value !== null && !fits[type](value)) throw new Error(`drift: ${name} has to be a ${type} or null`);
    return [name, value ?? undefined];
  });
  return Object.fromEntries(entries) as Record<string, never>;
}

/** Several instances of the same description in one call. */
export interface OrderLine {
  readonly order: Order;
  readonly quantity: number;
}

/** The rules that depend on the account and on the sum of all lines. @throws before anything is created */
export function checkPurchase(context: Context, lines: readonly OrderLine[], paysNow = true): void {
  const { world, account } = context;
  const facts = accountTable(world).get(account) ?? {};
  if (facts.isRealNameVerified === false) throw new ApiError("RealNameAuthenticationError");
  if (facts.hasPaymentMethod === false) throw new ApiError("PaymentMethodNotFound");
  if (facts.isFinanceUser === true)
    throw new ApiError("ResourceNotAvailable", "Resource you requested is not available for finance user.");
  if (facts.vpcServiceWorks === false && lines.some(({ order }) => order.network.type === "VPC"))
    throw new ApiError("VpcServiceError");
  checkQuota(context, facts, lines);
  for (const [zoneId, sum] of quantityByZone(lines)) {
    if (sum > (zoneTable(world).get(zoneId)?.stock ?? sum)) throw new ApiError("QuotaNotEnough");
  }
  // A pay-as-you-go instance needs its first hour covered. [guess]
  const needed = costOf(lines, "PostPaid") + (paysNow ? costOf(lines, "PrePaid") : 0);
  if (needed > (facts.balance ?? needed)) throw new ApiError("InsufficientBalance");
}

/** Takes the instances from the zones' stock and, for prepaid ones, the money from the balance. */
export function takePurchase({ world, account }: Context, lines: readonly OrderLine[], paysNow = true): void {
  for (const [zoneId, sum] of quantityByZone(lines)) {
    const stock = zoneTable(world).get(zoneId)?.stock;
    if (stock !== undefined) zoneTable(world).set(zoneId, { stock: stock - sum });
  }
  const balance = accountTable(world).get(account)?.balance;
  if (balance !== undefined && paysNow) setAccount(world, account, { balance: balance - costOf(lines, "PrePaid") });
}

/** [guess] the figure, and which of the vendor's two codes for it: QuotaExceed is never given */
function checkQuota({ store, account, key }: Context, facts: AccountFacts, lines: readonly OrderLine[]): void {
  const added = lines
    .filter(({ order }) => order.billing.chargeType === "PostPaid")
    .reduce((sum, { quantity }) => sum + quantity, 0);
  if (added === 0) return;
  const existing = store
    .all()
    .filter((one) => one.account === account && !one.released && one.properties.ChargeType === "PostPaid");
  if (existing.length + added > (facts.quota ?? key.quota ?? 1000)) throw new ApiError("QuotaExceed.AfterpayInstance");
}

/** Secondary zones are not counted. */
function quantityByZone(lines: readonly OrderLine[]): Map<string, number> {
  const sums = new Map<string, number>();
  for (const { order, quantity } of lines) sums.set(order.zoneId, (sums.get(order.zoneId) ?? 0) + quantity);
  return sums;
}

function costOf(lines: readonly OrderLine[], chargeType: "PostPaid" | "PrePaid"): number {
  return lines
    .filter(({ order }) => order.billing.chargeType === chargeType)
    .reduce(
      (sum, { order, quantity }) => sum + quantity * priceOf(order.class.capacityMb, chargeType, order.billing.months),
      0,
    );
}
