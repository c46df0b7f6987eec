import type { Place } from "./cloud";
import { type HiddenInputs, type HiddenOutputs, hiddenInputs, hiddenOutputs, visible } from "./hidden";
import type { AnyDescribed, AnyKind, Observed } from "./kind";
import { type Row, rowsOf } from "./plan";
import { type Properties, sanitize } from "./sanitize";

type Values = Readonly<Record<string, unknown>>;

/** What is known about a resource beyond what the cloud shows of its instance. */
export interface Known {
  /** The arguments as the program wants them. */
  readonly args: Values;
  readonly hidden: HiddenInputs;
  readonly place: Place;
  readonly born: HiddenOutputs["__born"];
  /** What was last sent of the arguments that cannot be read back. */
  readonly written: Values;
  /** What only the creating call told. */
  readonly told?: Values;
  /** Arguments that the program gives no longer, and whose end has not been brought about yet. */
  readonly ending?: readonly string[];
}

/** Of a resource's properties, those that are arguments. */
export function argsIn({ plan }: AnyDescribed, properties: Values): Values {
  return Object.fromEntries(Object.entries(visible(properties)).filter(([name]) => Object.hasOwn(plan, name)));
}

/** What was last sent of the arguments that cannot be read back. */
export function writtenIn(kind: AnyKind, properties: Values): Values {
  return Object.fromEntries(
    rowsOf(kind.plan).flatMap(([name, row]) => (row.isWriteOnly ? [[name, properties[name]]] : [])),
  );
}

/** What the state holds of the creating call's answer. */
export function toldIn(kind: AnyKind, state: Values): Values {
  return Object.fromEntries((kind.birthOutputs ?? []).map((name) => [name, state[name]]));
}

/**
 * What the state holds of an instance. An argument shows the user's own spelling while the cloud means the same by
 * what it shows, else what the cloud shows: that is what drift looks like. Arguments that only a replacement can
 * change keep the declared value, because drift alone must never replace anything.
 */
export function outputsOf(kind: AnyKind, known: Known, live: Observed | undefined): Properties {
  const { args, hidden, place, born, written, told, ending = [] } = known;
  const shown: Record<string, unknown> = {};
  for (const [name, row] of rowsOf<Observed>(kind.plan)) {
    const declared = args[name];
    const actual = live && row.read(live);
    if (row.change !== "inPlace") shown[name] = declared ?? actual;
    else if (row.isWriteOnly) shown[name] = written[name];
    else shown[name] = keepsDeclared(row, actual, declared, args) ? declared : row.shown(actual, declared);
  }
  const outputs = live ? kind.outputs(live, { ...args, ...written }) : {};
  return sanitize({
    ...nullsFor([...Object.keys(outputs), ...Object.keys(shown), ...(kind.birthOutputs ?? [])]),
    ...dropUndefined(outputs),
    ...dropUndefined({ ...told }),
    ...dropUndefined(shown),
    ...hidden,
    __v: 1,
    __place: place,
    __born: born,
    __inputKeys: [...Object.keys(args), ...ending].sort(),
  });
}

function keepsDeclared(row: Row<Observed, unknown>, actual: unknown, declared: unknown, args: Values): boolean {
  if (declared === undefined) return false;
  return actual === undefined || row.same(actual, declared) || row.replaces(actual, declared, args);
}

/**
 * What an instance does not have, the state says with null. Left out, it would be unknown in every later preview, and
 * all that a program makes of it would show as changed.
 */
export function nullsFor(names: readonly string[]): Record<string, null> {
  return Object.fromEntries(names.map((name) => [name, null]));
}

/** A state as the rest of the provider reads it: what is absent is left out. */
export function withoutNulls(state: Values): Record<string, unknown> {
  return Object.fromEntries(Object.entries(state).filter(([, value]) => value !== null));
}

/** The inputs that a refresh leaves in the state: the user's own arguments, as the cloud shows them. */
export function inputsOf(outputs: Properties): Properties {
  const { __inputKeys: names = [] } = hiddenOutputs(outputs);
  const declared = Object.fromEntries(names.map((name) => [name, outputs[name]]));
  return sanitize(withoutNulls({ ...declared, ...hiddenInputs(outputs) }));
}

export interface Drift {
  readonly name: string;
  readonly text: string;
}

/** Arguments whose value in the cloud is another one, and that nothing but a replacement could mend. */
export function driftBeyondRepair(kind: AnyKind, args: Values, live: Observed): Drift[] {
  return rowsOf<Observed>(kind.plan).flatMap(([name, row]) => {
    const [actual, declared] = [row.read(live), args[name]];
    if (actual === undefined || declared === undefined || row.same(actual, declared)) return [];
    if (row.change !== "replace" && !(row.change === "inPlace" && row.replaces(actual, declared, args))) return [];
    const text = `${name} is ${JSON.stringify(actual)} instead of ${JSON.stringify(declared)}. Only a replacement could change that, and drift alone never replaces an instance.`;
    return [{ name, text }];
  });
}

function dropUndefined(values: Values): Record<string, unknown> {
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined));
}
