import type { Period } from "./actions/renewal";
import type { JdCharge } from "./args";

export const postpaidMode = "postpaid_by_duration";
export const prepaidMode = "prepaid_by_duration";

const modeOf = ({ chargeMode = postpaidMode }: JdCharge) => chargeMode;

/** Unit and duration are used only when something is bought, so an edit of them alone makes no difference. */
export function isSameCharge(actual: JdCharge, wanted: JdCharge): boolean {
  // A change of mode that was ordered at creation takes place by itself, on its day.
  const isChanged = wanted.autoChangeChargeMode === true && modeOf(actual) === prepaidMode;
  if (modeOf(actual) !== modeOf(wanted) && !isChanged) return false;
  if (wanted.autoRenew === undefined || modeOf(actual) !== prepaidMode) return true;
  return (actual.autoRenew ?? false) === wanted.autoRenew;
}

/** A renewal turns postpaid into prepaid; nothing turns it back. */
export function replacesCharge(from: JdCharge | undefined, to: JdCharge): boolean {
  return modeOf(from ?? {}) !== modeOf(to) && modeOf(to) !== prepaidMode;
}

/** In the renewal service's words. */
export function periodOf({ chargeUnit = "month", chargeDuration = 1 }: JdCharge): Period {
  return { timeUnit: chargeUnit === "year" ? "YEAR" : "MONTH", timeSpan: chargeDuration };
}

/** For the creating call: the mode always, because the vendor's pages disagree about the default; a period only if it is paid. */
export function chargeOnCreate(charge: JdCharge = {}): JdCharge {
  const chargeMode = modeOf(charge);
  const { chargeUnit = "month", chargeDuration, autoRenew, ...rest } = charge;
  const isPaidByPeriod = chargeMode === prepaidMode || charge.autoChangeChargeMode === true;
  return { ...rest, chargeMode, ...(isPaidByPeriod ? { chargeUnit, chargeDuration, autoRenew } : {}) };
}
