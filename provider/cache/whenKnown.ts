import * as pulumi from "@pulumi/pulumi";
import type { DeepInput } from "../core/resource/types";

/**
 * Applies `then` at once to a value that holds no outputs, and otherwise when it is known. So what a program states plainly
 * is checked in the constructor, and arguments stay plain for transforms.
 */
export function whenKnown<Value, Result>(
  value: DeepInput<Value>,
  then: (value: Value) => Result,
): Result | pulumi.Output<Result> {
  if (!holdsOutput(value)) return then(value as Value);
  return (pulumi.output(value) as pulumi.Output<unknown>).apply((known) =>
    then(known as Value),
  ) as pulumi.Output<Result>;
}

function holdsOutput(value: unknown): boolean {
  if (pulumi.Output.isInstance(value) || value instanceof Promise) return true;
  return typeof value === "object" && value !== null && Object.values(value).some(holdsOutput);
}
