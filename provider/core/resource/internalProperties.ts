import type { Location } from "./location";
import type { Values } from "./types";

/**
 * The provider's own properties beside the user's. The CLI hides names that begin with two underscores. None is ever
 * compared, and none holds a secret.
 */
export interface InternalInputs {
  /** The code that runs when the engine calls: set by the resource class, and never changes. */
  readonly __provider: string;
  readonly __urn: string;
  readonly __organization?: string;
  /** `customTimeouts`, which the engine does not pass to a dynamic provider. */
  readonly __timeouts?: Readonly<Record<"create" | "update" | "delete", string>>;
  /** Of what makes the instance this one, see `PendingTag`; set by `check`. */
  readonly __identity: string;
  /** Arguments that the program gives as secrets, though they need not be. */
  readonly __secretInputs?: readonly string[];
  /** Arguments that `check` took from the settings. */
  readonly __inherited?: readonly string[];
}

export interface InternalState extends InternalInputs {
  /** Version of this layout. */
  readonly __v: 1;
  readonly __location: Location;
  /** Has the instance ever been ready? Once it has, nothing but an edit of the program replaces it. */
  readonly __readiness: "pending" | "failed" | "ready";
  /** Arguments whose new values are ordered and still to be carried out. */
  readonly __ordered?: Values;
  /** What the cloud shows of arguments that keep the declared value, because only a replacement could set it. */
  readonly __drifted?: Values;
  /** Of the last update that sent a change, so that a later run sees whether the state has learnt of it. */
  readonly __changeId?: string;
  /** Names of the arguments that the program gives, so that a refresh returns no others. */
  readonly __inputKeys: readonly string[];
}

const inputNames = [
  "__provider",
  "__urn",
  "__organization",
  "__timeouts",
  "__identity",
  "__inherited",
  "__secretInputs",
] as const;

export function internalInputs(values: Values): InternalInputs {
  return Object.fromEntries(
    inputNames.filter((name) => values[name] != null).map((name) => [name, values[name]]),
  ) as never;
}

export const internalState = (values: Values): Partial<InternalState> => values as Partial<InternalState>;

/**
 * The program says whether this is more than a preview, which the engine does not tell. `check` drops it, so that no state
 * holds it and no comparison sees it.
 */
export const updateFlag = "__isUpdate";
export const isUpdate = (news: Values): boolean => news[updateFlag] === true;

/** The user's own arguments. */
export function withoutInternal(values: Values): Record<string, unknown> {
  return Object.fromEntries(Object.entries(values).filter(([name, value]) => !name.startsWith("__") && value != null));
}
