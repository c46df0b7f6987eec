import type { Place } from "./cloud";

/**
 * Properties of ours beside the user's. The CLI hides names that begin with two underscores; none is ever compared,
 * and none holds a secret.
 */
export interface HiddenInputs {
  /** What runs when the engine calls: set by the resource class, the same for ever. */
  readonly __provider: string;
  readonly __urn: string;
  readonly __organization?: string;
  /** `customTimeouts`, which do not reach a dynamic provider by themselves. */
  readonly __timeouts?: Readonly<Record<"create" | "update" | "delete", string>>;
  /** See `ownership.ts`; set by `check`. */
  readonly __birth: string;
  /** Arguments that `check` took from the settings. */
  readonly __inherited?: readonly string[];
}

export interface HiddenOutputs extends HiddenInputs {
  /** Version of this layout. */
  readonly __v: 1;
  readonly __place: Place;
  /** Has the instance ever been ready? Once it has, nothing but an edit of the program replaces it. */
  readonly __born: "waiting" | "failed" | "ready";
  /** Names of the arguments that the program gives, so that a refresh returns no others. */
  readonly __inputKeys: readonly string[];
}

const inputNames = ["__provider", "__urn", "__organization", "__timeouts", "__birth", "__inherited"] as const;

type Values = Readonly<Record<string, unknown>>;

export function hiddenInputs(values: Values): HiddenInputs {
  return Object.fromEntries(
    inputNames.filter((name) => values[name] != null).map((name) => [name, values[name]]),
  ) as never;
}

export const hiddenOutputs = (values: Values): Partial<HiddenOutputs> => values as Partial<HiddenOutputs>;

/** The user's own arguments. */
export function visible(values: Values): Record<string, unknown> {
  return Object.fromEntries(Object.entries(values).filter(([name, value]) => !name.startsWith("__") && value != null));
}
