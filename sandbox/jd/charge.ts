import type { Args } from "./args";
import { invalid } from "./errors";
import { type Charge, vendorTime } from "./instance";

/**
 * Charge of a new instance. Unit and duration count for a prepaid instance and for one that becomes prepaid later; else they are ignored. [doc]
 * @throws ApiError 400 for a unit or duration that the vendor does not offer. [qa]
 */
export function readCharge(args: Args | undefined, now: number): Charge {
  const isPrepaid = args?.text("chargeMode") === "prepaid_by_duration";
  checkScenario(args?.text("buyScenario"));
  const willBePrepaid = !isPrepaid && args?.bool("autoChangeChargeMode") === true;
  const months = args !== undefined && (isPrepaid || willBePrepaid) ? readDuration(args) : 0;
  return {
    chargeMode: isPrepaid ? "prepaid_by_duration" : "postpaid_by_duration",
    startedAt: now,
    expiresAt: isPrepaid ? monthsAfter(now, months) : null,
    // A renewal is as long as the purchase was. [doc]
    renewMonths: args?.bool("autoRenew") === true ? months : 0,
    becomesPrepaid: willBePrepaid && args !== undefined ? { at: readDate(args, now), months } : null,
  };
}

function readDuration(args: Args): number {
  const unit = args.oneOf("chargeUnit", ["month", "year"]);
  const months = readMonths(args, "chargeDuration", unit === "year");
  if (months === undefined) throw invalid("charge.chargeDuration is required for prepaid_by_duration");
  return months;
}

/** A duration of 1 to 9 months or 1 to 3 years, in months. [doc] purchase, [sdk] renewal */
export function readMonths(args: Args, name: string, isYears: boolean): number | undefined {
  const count = args.within(name, 1, isYears ? 3 : 9);
  return count === undefined || !isYears ? count : count * 12;
}

/** `yyyy-MM-dd`; the switch happens when that day begins, in Beijing. [doc] format, [guess] the time zone */
function readDate(args: Args, now: number): number {
  const text = args.required("autoChangeChargeModeDate");
  const at = Date.parse(`${text}T00:00:00+08:00`);
  if (!/^\d{4}-\d\d-\d\d$/.test(text) || Number.isNaN(at) || at <= now) {
    throw invalid("charge.autoChangeChargeModeDate has to be a day to come, like 2022-12-18");
  }
  return at;
}

/** base64 of a JSON object with an activity, which has a type and an identifier. [doc] */
function checkScenario(text: string | undefined): void {
  if (text === undefined || text === "") return;
  try {
    const { activity } = JSON.parse(Buffer.from(text, "base64").toString("utf8"));
    if (activity.activityType !== undefined && activity.activityIdentifier !== undefined) return;
  } catch {
    // Not JSON: the same error as for JSON without an activity.
  }
  throw invalid('charge.buyScenario has to be base64 of {"activity":{"activityType":…,"activityIdentifier":…}}');
}

/** The charge as it is at `now`: switched to prepaid and renewed automatically where that was due. */
export function chargeAt(charge: Charge, now: number): Charge {
  const { becomesPrepaid } = charge;
  if (becomesPrepaid !== null && becomesPrepaid.at <= now) {
    const expiresAt = monthsAfter(becomesPrepaid.at, becomesPrepaid.months);
    return chargeAt({ ...charge, chargeMode: "prepaid_by_duration", expiresAt, becomesPrepaid: null }, now);
  }
  if (charge.expiresAt === null || charge.renewMonths === 0) return charge;
  let expiresAt = charge.expiresAt;
  while (expiresAt <= now) expiresAt = monthsAfter(expiresAt, charge.renewMonths);
  return { ...charge, expiresAt };
}

export function isUnexpiredPrepaid(charge: Charge, now: number): boolean {
  const { expiresAt } = chargeAt(charge, now);
  return expiresAt !== null && expiresAt > now;
}

const graceMs = 7 * 24 * 3_600_000;

/** As describe shows it. chargeExpiredTime of a postpaid instance is empty. [doc] chargeRetireTime: seven days later. [guess] */
export function chargeView(charge: Charge, now: number) {
  const { chargeMode, startedAt, expiresAt } = chargeAt(charge, now);
  return {
    chargeMode,
    chargeStatus: expiresAt !== null && expiresAt <= now ? "overdue" : "normal",
    chargeStartTime: vendorTime(startedAt),
    chargeExpiredTime: expiresAt === null ? "" : vendorTime(expiresAt),
    chargeRetireTime: expiresAt === null ? "" : vendorTime(expiresAt + graceMs),
  };
}

export function monthsAfter(ms: number, months: number): number {
  const end = new Date(ms);
  end.setUTCMonth(end.getUTCMonth() + months);
  return end.getTime();
}
