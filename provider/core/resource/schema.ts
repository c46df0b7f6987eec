import type { z } from "zod";
import { firstOf, printable } from "../host/printable";
import { didYouMean } from "./didYouMean";
import { oddities, readEntry, unreadable } from "./plainValue";
import { containsUnknown } from "./unknown";

/** A rule across arguments. Checked only when everything it looks at is known. */
export interface Rule<Args> {
  /** The arguments that the rule looks at; its message is about the first. */
  readonly on: readonly (keyof Args & string)[];
  /** A warning is for what may be meant, or what the vendor's pages disagree about; the cloud then decides. */
  readonly level?: "warning";
  /** A sentence without the argument's name; undefined when the rule is kept. Never quotes a secret. */
  readonly message: (args: Partial<Args>) => string | undefined;
}

/** Writes rules for one resource's arguments. */
export const rulesFor = <Args>() => ({
  /** The cloud certainly rejects it, or it has no meaning: the preview fails. */
  failure: (on: Rule<Args>["on"], message: Rule<Args>["message"]): Rule<Args> => ({ on, message }),
  /** The vendor's pages contradict each other or are old: the preview warns, and the cloud decides. */
  warning: (on: Rule<Args>["on"], message: Rule<Args>["message"]): Rule<Args> => ({ on, level: "warning", message }),
});

/** These have to be given. */
export const mustBeGiven = <Args>(...names: readonly (keyof Args & string)[]): readonly Rule<Args>[] =>
  names.map((name) => ({
    on: [name],
    message: (args) => (args[name] === undefined ? "must be given" : undefined),
  }));

export interface Schema<Args> {
  /** `Args` is what the fields make of what the program gives; each cloud pins the latter itself. */
  readonly fields: { readonly [K in keyof Required<Args>]: z.ZodType<Args[K]> };
  readonly rules: readonly Rule<Args>[];
  /** Arguments inside of others, which have rules of their own. */
  readonly parts?: (args: Partial<Args>) => readonly Part[];
  /** Adds arguments that follow from the given ones; what is unknown is still a marker then. */
  readonly complete?: (args: Partial<Args>) => Partial<Args>;
}

/** Something inside an argument that has rules across its own values. */
export interface Part {
  /** Where it stands in the program, like `instances.0`; empty for the arguments themselves. */
  readonly path: string;
  readonly values: Readonly<Record<string, unknown>>;
  // biome-ignore lint/suspicious/noExplicitAny: parts of different arguments have no common type
  readonly rules: readonly Rule<any>[];
  /** The program's names for names that the rules use. */
  readonly names?: Readonly<Record<string, string>>;
}

export interface ValidationResult {
  /** Each names its argument and the rule. */
  readonly failures: readonly string[];
  readonly warnings: readonly string[];
  /** The arguments as the rest of the provider sees them: known ones in their normal form, unknown ones as they came. */
  readonly args: Readonly<Record<string, unknown>>;
}

/** Checks everything that is known, and finds all problems at once. */
export function validate<Args>(schema: Schema<Args>, given: Readonly<Record<string, unknown>>): ValidationResult {
  const failures: string[] = [];
  const warnings: string[] = [];
  const args: Record<string, unknown> = {};
  const broken = new Set<string>();
  for (const name of Object.keys(given)) {
    const { value, isReadable } = readEntry(given, name);
    if (isReadable && (value === undefined || value === null)) continue;
    const field = Object.hasOwn(schema.fields, name) ? schema.fields[name as keyof Args] : undefined;
    if (!field) {
      failures.push(noSuchArgument([name], Object.keys(schema.fields)));
      continue;
    }
    const odd = isReadable ? oddities(value) : [{ path: [], text: unreadable }];
    if (odd.length > 0) {
      for (const { path, text } of odd) failures.push(`${pathText([name, ...path])}: ${text}`);
      broken.add(name);
      continue;
    }
    const result = parse(field, value);
    args[name] = result.success ? result.data : value;
    if (result.success) continue;
    // An unknown value cannot be wrong yet, nor can a value that contains one.
    const issues = result.error.issues
      .flatMap(insideOfUnion)
      .filter((issue) => !containsUnknown(at(value, issue.path)));
    for (const issue of issues) {
      // A wrong key of a map hides its reasons inside.
      const reasons = issue.code === "invalid_key" ? issue.issues : [issue];
      const path = [name, ...issue.path];
      for (const reason of reasons) {
        if (reason.code === "unrecognized_keys") {
          const known = keysAt(field, issue.path);
          failures.push(...reason.keys.map((key) => noSuchArgument([...path, key], known)));
        } else failures.push(`${pathText(path)}: ${messageOf(reason, value)}`);
      }
    }
    if (issues.length > 0) broken.add(name);
  }
  const checkRules = ({ path, values, rules, names = {} }: Part) => {
    for (const { on, level, message } of rules) {
      if (on.some((name) => broken.has(name) || containsUnknown(values[name]))) continue;
      const text = message(values);
      const subject = names[on[0] as string] ?? on[0];
      if (text) (level === "warning" ? warnings : failures).push(`${path && `${path}.`}${subject}: ${text}`);
    }
  };
  checkRules({ path: "", values: args, rules: schema.rules });
  for (const part of schema.parts?.(args as Partial<Args>) ?? []) {
    if (!broken.has(part.path.split(".")[0] as string)) checkRules(part);
  }
  return {
    failures: readable(failures),
    warnings: readable(warnings),
    args: { ...args, ...schema.complete?.(args as Partial<Args>) },
  };
}

/** Far more than anybody reads; a list of thousands can have a problem each. */
const mostProblems = 100;

const readable = (problems: readonly string[]): readonly string[] => firstOf(problems, mostProblems);

/** Keys inside of an argument can hold anything, in a program and on an instance that is adopted. */
const pathText = (path: readonly PropertyKey[]): string => path.map((step) => printable(String(step), 200)).join(".");

function noSuchArgument(path: readonly PropertyKey[], known: readonly string[]): string {
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

/** What each form of a value that may have several asks for. */
function ofAllForms(issue: z.core.$ZodIssue): z.core.$ZodIssue[] {
  if (issue.code !== "invalid_union") return [issue];
  return issue.errors.flat().flatMap((each) => ofAllForms({ ...each, path: [...issue.path, ...each.path] }));
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

const wantedTypes: Readonly<Record<string, string>> = {
  string: "text",
  number: "a number",
  int: "a whole number",
  boolean: "true or false",
  array: "a list",
  object: "an object",
  record: "an object",
};

/** The rule, and the type of the value where that is what is wrong; never the value, which may be a secret. */
function messageOf(issue: z.core.$ZodIssue, argument: unknown): string {
  const value = at(argument, issue.path);
  const wanted = wantedOf(issue);
  const isOwn = !issue.message.startsWith("Invalid input");
  if (value === undefined && !isOwn) return "must be given";
  const message = isOwn || wanted.length === 0 ? issue.message : `must be ${inWords(wanted)}`;
  const type = isOfWantedType(issue, value) ? undefined : typeOf(value);
  const advice = typeof value === "number" && wanted.includes("text") ? "; write it in quotes" : "";
  return `${message}${type ? `, not ${type}` : ""}${advice}`;
}

/** The types that would do. */
function wantedOf(issue: z.core.$ZodIssue): string[] {
  const all = ofAllForms(issue).flatMap((each) => (each.code === "invalid_type" ? [each.expected] : []));
  return [...new Set(all.map((type) => wantedTypes[type] ?? type))];
}

const inWords = (words: readonly string[]) =>
  words.length < 2 ? words.join() : `${words.slice(0, -1).join(", ")} or ${words.at(-1)}`;

function isOfWantedType(issue: z.core.$ZodIssue, value: unknown): boolean {
  if (issue.code === "invalid_value") return issue.values.some((each) => typeof each === typeof value);
  if (issue.code !== "invalid_type" && issue.code !== "invalid_union") return true;
  // What must not be given has no right type.
  if (issue.code === "invalid_type" && issue.expected === "undefined") return true;
  return issue.code === "invalid_type" ? issue.expected === "int" : wantedOf(issue).length === 0;
}

function typeOf(value: unknown): string | undefined {
  if (Array.isArray(value)) return "a list";
  if (value === null) return "null";
  if (typeof value === "number") return Number.isFinite(value) ? "a number" : String(value);
  return { string: "text", boolean: "a boolean", object: "an object" }[typeof value as string];
}

/** Of a value that may have several forms, what is wrong with it in the form that it has. */
function insideOfUnion(issue: z.core.$ZodIssue): z.core.$ZodIssue[] {
  // A field's own message is clearer than those of its forms.
  if (issue.code !== "invalid_union" || issue.message !== "Invalid input") return [issue];
  const ofThisForm = issue.errors.filter(
    (issues) => !issues.some(({ code, path }) => code === "invalid_type" && path.length === 0),
  );
  const [inside, ...others] = ofThisForm;
  if (!inside || others.length > 0) return [issue];
  return inside.flatMap((each) => insideOfUnion({ ...each, path: [...issue.path, ...each.path] }));
}

/** The value that an issue is about, or the unknown that stands in its way. */
function at(value: unknown, path: readonly PropertyKey[]): unknown {
  let here = value;
  for (const step of path) {
    if (typeof here !== "object" || here === null) return here;
    here = (here as Record<PropertyKey, unknown>)[step];
  }
  return here;
}
