import type { Period } from "./actions/renewal";
import type { JdCharge } from "./args";

export const postpaid = "postpaid_by_duration";
export const prepaid = "prepaid_by_duration";

const modeOf = ({ chargeMode = postpaid }: JdCharge) => chargeMode;

/** Unit and duration count at the purchase only: an edit of them alone is no difference. */
export function isSameCharge(actual: JdCharge, wanted: JdCharge): boolean {
  // A switch that was ordered at the purchase happens by itself, on a day that has come or is to come.
  const isSwitched = wanted.autoChangeChargeMode === true && modeOf(actual) === prepaid;
  if (modeOf(actual) !== modeOf(wanted) && !isSwitched) return false;
  if (wanted.autoRenew === undefined || modeOf(actual) !== prepaid) return true;
  return (actual.autoRenew ?? false) === wanted.autoRenew;
}

/** Postpaid becomes prepaid by a renewal; there is no way back. */
export function replacesCharge(from: JdCharge | undefined, to: JdCharge): boolean {
  return modeOf(from ?? {}) !== modeOf(to) && modeOf(to) !== prepaid;
}

/** As the renewal service wants it. */
export function periodOf({ chargeUnit = "month", chargeDuration = 1 }: JdCharge): Period {
  return { timeUnit: chargeUnit === "year" ? "YEAR" : "MONTH", timeSpan: chargeDuration };
}

/** As the creating call wants it: the mode always, the rest where it means something. */
export function chargeAtBirth(charge: JdCharge = {}): JdCharge {
  const isToBePrepaid = modeOf(charge) === prepaid || charge.autoChangeChargeMode === true;
  const { chargeUnit = isToBePrepaid ? "month" : undefined, ...rest } = charge;
  return { ...rest, chargeMode: modeOf(charge), chargeUnit };
}
