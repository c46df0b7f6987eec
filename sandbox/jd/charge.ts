import type { Args } from "./args";
import { invalid } from "./errors";
import { vendorTime } from "./instance";

export type ChargeMode = "prepaid_by_duration" | "postpaid_by_duration";

/** What was bought, and what became of it by renewals. Times in milliseconds. */
export interface Charge {
  readonly chargeMode: ChargeMode;
  readonly startedAt: number;
  /** Prepaid only. */
  readonly expiresAt: number | null;
  /** Months that an automatic renewal adds; 0 when it is off. */
  readonly renewMonths: number;
  /** A switch from postpaid to prepaid that is still to come. */
  readonly becomesPrepaid: { readonly at: number; readonly months: number } | null;
}

/** What Redis sells. [doc] The list's filter knows the same two. [sdk] */
export const chargeModes = ["prepaid_by_duration", "postpaid_by_duration"] as const;

/**
 * Charge of a new instance. Unit and duration count for prepaid ones and for those that are to become so; otherwise they are ignored. [doc]
 * @throws ApiError 400 for a mode, unit or duration that is not sold. [qa]
 */
export function readCharge(args: Args | undefined, now: number): Charge {
  const chargeMode = args?.oneOf("chargeMode", chargeModes) ?? "postpaid_by_duration";
  checkScenario(args?.text("buyScenario"));
  const isPrepaid = chargeMode === "prepaid_by_duration";
  const willBePrepaid = !isPrepaid && args?.bool("autoChangeChargeMode") === true;
  const months = args !== undefined && (isPrepaid || willBePrepaid) ? readMonths(args) : 0;
  return {
    chargeMode,
    startedAt: now,
    expiresAt: isPrepaid ? monthsAfter(now, months) : null,
    // The period of renewal is the one of the purchase. [doc]
    renewMonths: args?.bool("autoRenew") === true ? months : 0,
    becomesPrepaid: willBePrepaid && args !== undefined ? { at: readDate(args, now), months } : null,
  };
}

function readMonths(args: Args): number {
  const unit = args.oneOf("chargeUnit", ["month", "year"]) ?? "month";
  const duration = args.within("chargeDuration", 1, unit === "year" ? 3 : 9);
  if (duration === undefined) throw invalid("charge.chargeDuration is required for prepaid_by_duration");
  return unit === "year" ? duration * 12 : duration;
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

/** base64 of a JSON object with an activity. [doc] */
function checkScenario(text: string | undefined): void {
  if (text === undefined || text === "") return;
  try {
    const value = JSON.parse(Buffer.from(text, "base64").toString("utf8")) as { activity?: unknown };
    if (typeof value.activity === "object") return;
  } catch {
    // Falls through to the one refusal.
  }
  throw invalid('charge.buyScenario has to be base64 of {"activity":{…}}');
}

/** What has happened by itself until `now`: the switch to prepaid, and automatic renewals. */
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
