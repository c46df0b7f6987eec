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

type Deep<T> = T extends readonly (infer Element)[]
  ? DeepInput<Element>[]
  : T extends object
    ? { [K in keyof T]: undefined extends T[K] ? DeepInput<NonNullable<T[K]>> | undefined : DeepInput<T[K]> }
    : T;

/** The same for all of a resource's arguments. */
export type InputsOf<Args> = {
  [K in keyof Args]: undefined extends Args[K] ? DeepInput<NonNullable<Args[K]>> | undefined : DeepInput<Args[K]>;
};

/** How the program gets an output: as it is, as a secret, or as another name for `id`. */
export type OutputKind = "plain" | "secret" | "id";

/** Every output once: a forgotten one does not compile. */
export type OutputTable<Outputs> = { readonly [K in keyof Required<Outputs>]: OutputKind };

/** The arguments as outputs: the given values, and where none is given, what the cloud shows. */
export type ArgumentOutputs<Inputs> = {
  readonly [K in keyof Inputs]-?: undefined extends Inputs[K] ? Exclude<Inputs[K], undefined> | undefined : Inputs[K];
};

/** A state as the members of a resource class. */
export type AsOutputs<State> = { readonly [K in keyof State]: Output<State[K]> };

/** A state in a list of many, where what an instance does not have is left out. */
export type MemberState<State> = { readonly [K in keyof State]?: State[K] | undefined };

/** Outputs as an observation gives them: each one, though some are not known before the instance is ready. */
export type ObservedOutputs<Outputs, CreateOnly extends keyof Outputs = never> = {
  readonly [K in Exclude<keyof Outputs, CreateOnly>]: Outputs[K] | undefined;
};
