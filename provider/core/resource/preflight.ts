/** Configuration that asks for the preflight of all resources. */
export const preflightKey = "cn-cache:preflight";

/** The argument that asks for it, or leaves it out, at one resource. */
export const preflightArgument = "preflight";

/** What instances cost that are billed alike. */
export interface Price {
  readonly amount: number;
  /** Like `CNY`. */
  readonly currency: string;
  /** What the amount is for: that many months, or one hour. */
  readonly period: { readonly months: number } | "hour";
}

/** What a cloud is asked before it is sent an order, one question each. */
export interface Preflight<Args, Api> {
  /** @throws UserError  it is not sold, or not there; names what is */
  stock(api: Api, args: Args): Promise<void>;
  /**
   * Absent where the cloud's API tells no quota.
   * @throws UserError  so many more are too many
   */
  quota?(api: Api, args: Args, count: number): Promise<void>;
  /** Of one instance. Absent where the cloud's API tells no price. */
  price?(api: Api, args: Args): Promise<Price>;
}

/** An average month. */
const hoursOfMonth = 730;

/** Of that many instances. */
export const perMonth = ({ amount, period }: Price, count: number): number =>
  count * (period === "hour" ? amount * hoursOfMonth : amount / period.months);

/** Says what that many instances cost, and what that is reckoned from. */
export function priceText(price: Price, count: number): string {
  const { amount, currency, period } = price;
  const month = `${perMonth(price, count).toFixed(2)} ${currency} a month`;
  // Prices of an hour have more decimals than money has.
  const own = `${Number(amount.toFixed(6))} ${currency}`;
  const each = count === 1 ? "" : `${count} instances at `;
  if (period === "hour") return `${month} (${each}${own} an hour, ${hoursOfMonth} hours)`;
  if (period.months === 1) return count === 1 ? month : `${month} (${each}${own})`;
  return `${month} (${each}${own} for ${period.months} months)`;
}
