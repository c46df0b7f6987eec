/** Values as programs get them from configuration and from other resources. Nothing in this folder ever runs. */
import type { Input, Output } from "@pulumi/pulumi";

export declare const text: Output<string>;
export declare const flag: Output<boolean>;
export declare const count: Output<number>;
export declare const texts: Output<string[]>;
export declare const tags: Output<Record<string, string>>;
export declare const optionalText: Output<string | undefined>;
export declare const maybe: Output<string> | undefined;
/** A variable of type string, as configuration gives it, or as a constant has that somebody assigns later. */
export declare const word: string;
export declare const words: string[];
export declare const readonlyWords: readonly string[];
export declare const isProduction: boolean;
export declare const unknownValue: unknown;

/** The resource of another package that most often takes what ours give: a Secret of @pulumi/kubernetes. */
export declare class Secret {
  constructor(name: string, args: { readonly stringData?: Input<{ [key: string]: Input<string> }> });
}

/** Compiles only if both types are the same. */
export type Equal<A, B> = (<T>() => T extends A ? 1 : 2) extends <T>() => T extends B ? 1 : 2 ? true : false;
export declare function expectType<A>(): <B>(value: B, same: Equal<A, B>) => void;
