import { attributeEntries, writeOnlyNames } from "../resource/attributes";
import { type ObservedInstance, phaseOf, type Updater } from "../resource/definition";
import { driftBeyondRepair } from "../resource/state";
import type { Values } from "../resource/types";
import type { Operation } from "./operation";

export type AnyUpdater = Updater<Values, ObservedInstance, unknown>;

/** What a comparison of an instance with the program takes into account. */
export interface Known {
  /** What was last sent of the arguments that cannot be read back. */
  readonly written: Values;
  /** Arguments that the program gave before and no longer gives. */
  readonly removed: readonly string[];
  /** What an order for the maintenance window will change along. */
  readonly brought: readonly string[];
  /** What is ordered and still to be carried out. */
  readonly coming: Values;
}

/** The updater's arguments whose values in the cloud differ from the program's. */
export function differences(
  { definition, args }: Operation,
  updater: AnyUpdater,
  observed: ObservedInstance,
  { written, removed, brought, coming }: Known,
): Record<string, unknown> {
  const isReady = phaseOf(definition, observed) === "ready";
  const change: Record<string, unknown> = {};
  for (const [name, attribute] of attributeEntries<ObservedInstance>(definition.attributes)) {
    if (attribute.updater !== updater.name || brought.includes(name) || !attribute.isEffective(args)) continue;
    const wanted = args[name] ?? (removed.includes(name) ? attribute.valueWhenRemoved : undefined);
    if (wanted === undefined || (coming[name] !== undefined && attribute.same(coming[name], wanted))) continue;
    const actual = attribute.isWriteOnly ? written[name] : attribute.read(observed);
    // A busy instance does not show everything.
    if (actual === undefined && !attribute.isWriteOnly && !isReady) continue;
    if (!attribute.same(actual, wanted)) change[name] = wanted;
  }
  if (isEmpty(change)) return change;
  // Only a replacement could mend these, and drift alone never replaces an instance. Another change may make them mendable.
  return without(
    change,
    driftBeyondRepair(definition, args, observed).map(({ name }) => name),
  );
}

/** Of what an order changes along with its own arguments, what differs from the program. */
export function broughtBy(
  { definition, args }: Operation,
  { brings = [] }: AnyUpdater,
  observed: ObservedInstance,
): Values {
  const differing = brings.filter((name) => {
    const attribute = definition.attributes[name];
    return args[name] !== undefined && !attribute?.same(attribute.read(observed), args[name]);
  });
  return Object.fromEntries(differing.map((name) => [name, args[name]]));
}

/** What the arguments become that the program no longer gives; an argument without such a value stays as it is. */
export function valuesWhenRemoved({ definition }: Operation, removed: readonly string[]): Values {
  return Object.fromEntries(
    attributeEntries(definition.attributes).flatMap(([name, attribute]) =>
      removed.includes(name) && attribute.valueWhenRemoved !== undefined ? [[name, attribute.valueWhenRemoved]] : [],
    ),
  );
}

/** Of a change, what cannot be read back. */
export function writeOnlyIn({ definition }: Operation, change: Values): Values {
  const names = new Set(writeOnlyNames(definition.attributes));
  return Object.fromEntries(Object.entries(change).filter(([name]) => names.has(name)));
}

export const without = (values: Values, names: readonly string[]): Record<string, unknown> =>
  Object.fromEntries(Object.entries(values).filter(([name]) => !names.includes(name)));

export const isEmpty = (change: Values): boolean => Object.keys(change).length === 0;
