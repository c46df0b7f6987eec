import type { Input, Output } from "@pulumi/pulumi";

/** Properties by name. */
export type Values = Readonly<Record<string, unknown>>;

/** Compiles only for `true`; pins two types to each other. */
export type Expect<T extends true> = T;
export type Equal<A, B> = (<T>() => T extends A ? 1 : 2) extends <T>() => T extends B ? 1 : 2 ? true : false;

/**
 * What a program may give for a value: outputs of other resources at any depth. The value itself is one Input, not an
 * Input of each of its variants: an `Output<boolean>` is no `Output<true>` and no `Output<false>`.
 */
export type DeepInput<T> = Input<Deep<T>>;

type Deep<T> = T extends string
  ? T
  : T extends readonly (infer Element)[]
    ? readonly DeepInput<Element>[]
    : T extends object
      ? DeepFields<T>
      : T;

/**
 * A text whose values editors offer. Any other text compiles too: a variable of type string may hold one of them, and
 * configuration gives such variables.
 */
export type Suggested<Values extends string> = Values | (string & Record<never, never>);

/** An output that may be absent fits where a value may be left out, and an entry of a map may be undefined. */
type DeepFields<T> = {
  [K in keyof T]: string extends K
    ? DeepInput<T[K] | undefined>
    : undefined extends T[K]
      ? DeepInput<T[K] | undefined> | undefined
      : DeepInput<T[K]>;
};

/** The same for all of a resource's arguments. */
export type InputsOf<Args> = DeepFields<Args>;

/** How the program gets an output: as it is, as a secret, or as another name for `id`. */
export type OutputKind = "plain" | "secret" | "id";

/** Every output once: a forgotten one does not compile. */
export type OutputTable<Outputs> = { readonly [K in keyof Required<Outputs>]: OutputKind };

/**
 * The arguments as outputs: the given values, and where none is given, what the cloud shows. What an instance does not have
 * is undefined in programs; the state, and with it a policy pack, has null there.
 *
 * By `keyof Required`, because without exactOptionalPropertyTypes `-?` would take undefined from the values too.
 */
export type ArgumentOutputs<Inputs> = {
  readonly [K in keyof Required<Inputs>]: undefined extends Inputs[K]
    ? Exclude<Inputs[K], undefined> | undefined
    : Inputs[K];
};

/** A state as the members of a resource class. */
export type AsOutputs<State> = { readonly [K in keyof State]: Output<State[K]> };

/** A state in a list of many, where what an instance does not have is left out. */
export type MemberState<State> = { readonly [K in keyof State]?: State[K] | undefined };

/** Outputs as an observation gives them: each one, though some are not known before the instance is ready. */
export type ObservedOutputs<Outputs, CreateOnly extends keyof Outputs = never> = {
  readonly [K in Exclude<keyof Outputs, CreateOnly>]: Outputs[K] | undefined;
};
