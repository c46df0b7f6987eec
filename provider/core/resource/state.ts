import { type Attribute, attributeEntries, writeOnlyNames } from "./attributes";
import type { AnyDefinition, AnyInstanceDefinition, ObservedInstance } from "./definition";
import { difference } from "./difference";
import {
  type InternalInputs,
  type InternalState,
  internalInputs,
  internalState,
  withoutInternal,
} from "./internalProperties";
import { type Properties, toProperties } from "./json";
import type { Location } from "./location";
import type { Values } from "./types";
import { containsUnknown } from "./unknown";

/** What is known about a resource beyond what the cloud shows of its instance. */
export interface StateParts {
  /** The arguments as the program wants them. */
  readonly args: Values;
  readonly internal: InternalInputs;
  readonly location: Location;
  readonly readiness: InternalState["__readiness"];
  /** What was last sent of the arguments that cannot be read back. */
  readonly written: Values;
  /** Outputs that only the answer to the creating call contains. */
  readonly createOnlyOutputs?: Values;
  /** Arguments whose new values were ordered. */
  readonly ordered?: Values | undefined;
  /** Was the last order left without an answer? Then only a later observation shows whether it arrived. */
  readonly isOrderUnanswered?: boolean | undefined;
  readonly changeId?: string | undefined;
  /** Arguments that the program no longer gives, and whose removal has not reached the cloud yet. */
  readonly ending?: readonly string[];
}

/** The arguments among a resource's properties. */
export function argsIn({ attributes }: AnyDefinition, properties: Values): Values {
  return Object.fromEntries(
    Object.entries(withoutInternal(properties)).filter(([name]) => Object.hasOwn(attributes, name)),
  );
}

/** What was last sent of the arguments that cannot be read back. */
export function writtenIn({ attributes }: AnyInstanceDefinition, properties: Values): Values {
  return Object.fromEntries(writeOnlyNames(attributes).map((name) => [name, properties[name]]));
}

/** Is something else ordered and still to be carried out than the program wants now? */
export function isOrderUnwanted(
  { attributes }: AnyInstanceDefinition,
  ordered: Values,
  state: Values,
  args: Values,
): boolean {
  return attributeEntries(attributes).some(
    ([name, attribute]) =>
      ordered[name] !== undefined &&
      !containsUnknown(args[name]) &&
      !attribute.same(ordered[name], args[name] ?? attribute.valueWhenRemoved ?? state[name]),
  );
}

/** What the state holds of the creating call's answer. */
export function createOnlyOutputsIn(definition: AnyInstanceDefinition, state: Values): Values {
  return Object.fromEntries((definition.createOnlyOutputs ?? []).map((name) => [name, state[name]]));
}

/** The arguments that the state declares and the program no longer does. */
export function removedIn(state: Values, args: Values): string[] {
  const { __inputKeys: declared = [] } = internalState(state);
  return declared.filter((name) => args[name] === undefined);
}

/**
 * What the state holds of an instance: every argument and every output. An argument keeps the user's own spelling while
 * the cloud shows the same value, else it takes what the cloud shows: that is what drift looks like. Arguments that only
 * a replacement can change keep the declared value, because drift alone must never replace anything.
 */
export function stateOf(
  definition: AnyInstanceDefinition,
  known: StateParts,
  observed: ObservedInstance | undefined,
): Properties {
  const { args, internal, location, readiness, written, createOnlyOutputs, ordered, changeId, ending = [] } = known;
  const pending = observed && definition.openOrder?.(observed) !== undefined ? ordered : undefined;
  const kept = pending ?? (known.isOrderUnanswered ? ordered : undefined);
  const entries = attributeEntries<ObservedInstance>(definition.attributes);
  // What another argument has taken the place of is no longer what the cloud has.
  const current = Object.fromEntries(
    Object.entries(written).filter(([name]) => definition.attributes[name]?.isEffective(args) ?? true),
  );
  const stateValueOf = (name: string, attribute: Attribute<ObservedInstance, unknown>): unknown => {
    const declared = args[name];
    const actual = observed && attribute.read(observed);
    if (attribute.changeMode !== "inPlace") return declared ?? actual;
    if (attribute.isWriteOnly) return current[name];
    if (pending?.[name] !== undefined && attribute.same(pending[name], declared)) return declared;
    return keepsDeclared(attribute, actual, declared, args) ? declared : attribute.normalize(actual, declared);
  };
  const values = Object.fromEntries(entries.map(([name, attribute]) => [name, stateValueOf(name, attribute)]));
  const outputs = observed ? definition.outputs(observed, { ...args, ...current }, pending) : {};
  const { __secretInputs: secret = [] } = internal;
  const drifts = observed ? driftBeyondRepair(definition, args, observed) : [];
  const drifted = drifts
    .filter(({ name }) => !secret.includes(name))
    .map(({ name, actual }) => [name, actual] as const);
  return toProperties({
    ...absent([...Object.keys(outputs), ...Object.keys(values), ...(definition.createOnlyOutputs ?? [])]),
    ...dropUndefined(outputs),
    ...dropUndefined({ ...createOnlyOutputs }),
    ...dropUndefined(values),
    ...internal,
    __v: 1,
    __location: location,
    __readiness: readiness,
    ...(kept ? { __ordered: kept } : {}),
    ...(drifted.length > 0 ? { __drifted: Object.fromEntries(drifted) } : {}),
    ...(changeId === undefined ? {} : { __changeId: changeId }),
    __inputKeys: [...Object.keys(args), ...ending].sort(),
  });
}

/** What the cloud shows of an instance: the readable arguments, and the outputs. */
export function observedProperties(
  definition: AnyInstanceDefinition,
  observed: ObservedInstance,
  args: Values,
): Record<string, unknown> {
  const readable = attributeEntries<ObservedInstance>(definition.attributes).map(([name, attribute]) => [
    name,
    attribute.read(observed),
  ]);
  return dropUndefined({ ...Object.fromEntries(readable), ...definition.outputs(observed, args) });
}

function keepsDeclared(
  attribute: Attribute<ObservedInstance, unknown>,
  actual: unknown,
  declared: unknown,
  args: Values,
): boolean {
  if (declared === undefined) return false;
  return actual === undefined || attribute.same(actual, declared) || attribute.replaces(actual, declared, args);
}

/**
 * The state says null for what an instance does not have. If it were left out, it would be unknown in every later
 * preview, and everything that depends on it would show as changed.
 */
export function absent(names: readonly string[]): Record<string, null> {
  return Object.fromEntries(names.map((name) => [name, null]));
}

/** A state as the rest of the provider reads it: what is absent is left out. */
export function withoutNulls(state: Values): Record<string, unknown> {
  return Object.fromEntries(Object.entries(state).filter(([, value]) => value !== null));
}

/** The inputs that a refresh leaves in the state: the user's own arguments, as the cloud shows them. */
export function inputsFromState(outputs: Properties): Properties {
  const { __inputKeys: names = [] } = internalState(outputs);
  const declared = Object.fromEntries(names.map((name) => [name, outputs[name]]));
  return toProperties(withoutNulls({ ...declared, ...internalInputs(outputs) }));
}

export interface Drift {
  readonly name: string;
  readonly text: string;
  /** What the cloud shows. */
  readonly actual: unknown;
}

/** Arguments whose value in the cloud differs from the declared one, and that only a replacement could mend. */
export function driftBeyondRepair(
  definition: AnyInstanceDefinition,
  args: Values,
  observed: ObservedInstance,
): Drift[] {
  return attributeEntries<ObservedInstance>(definition.attributes).flatMap(([name, attribute]) => {
    const declared = args[name];
    if (declared === undefined || !attribute.isEffective(args)) return [];
    const actual = attribute.read(observed);
    if (actual === undefined || attribute.same(actual, declared)) return [];
    const { changeMode } = attribute;
    const isBeyondRepair =
      changeMode === "replace" || (changeMode === "inPlace" && attribute.replaces(actual, declared, args));
    if (!isBeyondRepair) return [];
    const text = `${difference(name, actual, declared)}. Only a replacement could change that, and drift alone never replaces an instance.`;
    return [{ name, text, actual }];
  });
}

function dropUndefined(values: Values): Record<string, unknown> {
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined));
}
