import type { z } from "zod";
import { firstOf } from "../host/printable";
import { noSuchArgument, pathText, readField } from "./field";
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
    const problems = odd.map(({ path, text }) => `${pathText([name, ...path])}: ${text}`);
    if (odd.length === 0) {
      const read = readField(field, name, value);
      args[name] = read.value;
      problems.push(...read.problems);
    }
    failures.push(...problems);
    if (problems.length > 0) broken.add(name);
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
    failures: firstOf(failures, mostProblems),
    warnings: firstOf(warnings, mostProblems),
    args: { ...args, ...schema.complete?.(args as Partial<Args>) },
  };
}

/** Far more than anybody reads; a list of thousands can have a problem each. */
const mostProblems = 100;
