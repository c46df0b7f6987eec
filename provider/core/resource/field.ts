import type { z } from "zod";
import { printable } from "../host/printable";
import { didYouMean } from "./didYouMean";
import { at, messageOf, ofAllForms, ofGivenForm } from "./fieldIssue";
import { containsUnknown } from "./unknown";

/**
 * A value as the field has it: in its normal form, or as it came where it is wrong or holds something unknown.
 * @returns also what is wrong with it; an unknown value cannot be wrong yet, nor can a value that contains one
 */
export function readField(
  field: z.ZodType,
  name: string,
  value: unknown,
): { readonly value: unknown; readonly problems: readonly string[] } {
  const result = parse(field, value);
  if (result.success) return { value: result.data, problems: [] };
  const issues = result.error.issues.flatMap(ofGivenForm).filter((issue) => !containsUnknown(at(value, issue.path)));
  return { value, problems: issues.flatMap((issue) => problemsOf(field, name, value, issue)) };
}

function problemsOf(field: z.ZodType, name: string, value: unknown, issue: z.core.$ZodIssue): string[] {
  const path = [name, ...issue.path];
  // A wrong key of a map hides its reasons inside.
  const reasons = issue.code === "invalid_key" ? issue.issues : [issue];
  return reasons.flatMap((reason) => {
    if (reason.code !== "unrecognized_keys") return [`${pathText(path)}: ${messageOf(reason, value)}`];
    const known = keysAt(field, issue.path);
    return reason.keys.map((key) => noSuchArgument([...path, key], known));
  });
}

/** Keys inside of an argument can hold anything, in a program and on an instance that is adopted. */
export const pathText = (path: readonly PropertyKey[]): string =>
  path.map((step) => printable(String(step), 200)).join(".");

export function noSuchArgument(path: readonly PropertyKey[], known: readonly string[]): string {
  return `${pathText(path)}: no such argument${didYouMean(String(path.at(-1)), known)}`;
}

/** The keys that an object at this path inside of an argument may have. */
function keysAt(field: z.core.$ZodType, path: readonly PropertyKey[]): readonly string[] {
  const { def } = (field as z.core.$ZodTypes)._zod;
  const [step, ...rest] = path;
  switch (def.type) {
    case "object": {
      if (step === undefined) return Object.keys(def.shape);
      const inside = def.shape[String(step)];
      return inside ? keysAt(inside, rest) : [];
    }
    case "array":
      return keysAt(def.element, rest);
    case "union":
      return def.options.flatMap((option) => keysAt(option, path));
    case "optional":
      return keysAt(def.innerType, path);
    case "pipe":
      return keysAt(def.in, path);
    default:
      return [];
  }
}

/** Configuration gives numbers and booleans as text: where a field wants one and the text can only mean that, it is taken. */
function parse(field: z.ZodType, value: unknown): z.ZodSafeParseResult<unknown> {
  const result = field.safeParse(value);
  if (result.success) return result;
  const read = result.error.issues
    .flatMap(ofAllForms)
    .reduce((whole, issue) => replaceAt(whole, issue.path, (text) => readScalar(text, issue)), value);
  return read === value ? result : field.safeParse(read);
}

/** The number or boolean that an issue asks for, if the text is one; else the text itself. */
function readScalar(text: unknown, issue: z.core.$ZodIssue): unknown {
  if (typeof text !== "string") return text;
  const wanted = issue.code === "invalid_value" ? issue.values.map((each) => typeof each) : [];
  const wants = (type: "number" | "boolean") =>
    wanted.includes(type) || (issue.code === "invalid_type" && issue.expected === type);
  if (wants("number") && /^-?\d+(\.\d+)?$/.test(text)) return Number(text);
  return wants("boolean") && /^(true|false)$/.test(text) ? text === "true" : text;
}

/** A copy with another value at the path; the value itself where nothing changes. */
function replaceAt(value: unknown, path: readonly PropertyKey[], replace: (old: unknown) => unknown): unknown {
  const [step, ...rest] = path;
  if (step === undefined) return replace(value);
  if (typeof value !== "object" || value === null) return value;
  const old = (value as Record<PropertyKey, unknown>)[step];
  const changed = replaceAt(old, rest, replace);
  if (changed === old) return value;
  return Object.assign(Array.isArray(value) ? [...value] : { ...value }, { [step]: changed });
}
