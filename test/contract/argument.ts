import type { ArgumentCase } from "./fixture";

type Change = ArgumentCase["change"];
export const update = (from: unknown, to: unknown): Change => ({ from, to, plans: "update" });
export const replace = (from: unknown, to: unknown): Change => ({ from, to, plans: "replace" });
export const same = (from: unknown, to: unknown): Change => ({ from, to, plans: "same" });

type Rejection = ArgumentCase["rejected"][number];
const isRejection = (each: Partial<ArgumentCase> | Rejection): each is Rejection => Array.isArray(each);

/** A change with its plan, values that are rejected with the message, and what else is known; accepted are from and to. */
export function argument(change: Change, ...known: readonly (Partial<ArgumentCase> | Rejection)[]): ArgumentCase {
  const accepted = [change.from, change.to].filter((value) => value !== undefined);
  const more = known.filter((each) => !isRejection(each)) as Partial<ArgumentCase>[];
  return Object.assign({ change, accepted, rejected: known.filter(isRejection) }, ...more);
}

export const pairs = (...list: ArgumentCase["rejected"]) => list;
export const missing = [undefined, /must be given/] as const;
