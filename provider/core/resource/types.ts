import type { Input, Output } from "@pulumi/pulumi";

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

/** What a resource's outputs come to, where they stand in a list of the outputs of many. */
export type MemberOutputs<Outputs> = {
  readonly [K in keyof Outputs]?: (Outputs[K] extends Output<infer Value> ? Value : never) | undefined;
};
