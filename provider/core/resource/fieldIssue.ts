import type { z } from "zod";

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
export function messageOf(issue: z.core.$ZodIssue, argument: unknown): string {
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

/** What each form of a value that may have several asks for. */
export function ofAllForms(issue: z.core.$ZodIssue): z.core.$ZodIssue[] {
  if (issue.code !== "invalid_union") return [issue];
  return issue.errors.flat().flatMap((each) => ofAllForms({ ...each, path: [...issue.path, ...each.path] }));
}

/** Of a value that may have several forms, what is wrong with it in the form that it has. */
export function ofGivenForm(issue: z.core.$ZodIssue): z.core.$ZodIssue[] {
  // A field's own message is clearer than those of its forms.
  if (issue.code !== "invalid_union" || issue.message !== "Invalid input") return [issue];
  const ofThisForm = issue.errors.filter(
    (issues) => !issues.some(({ code, path }) => code === "invalid_type" && path.length === 0),
  );
  const [inside, ...others] = ofThisForm;
  if (!inside || others.length > 0) return [issue];
  return inside.flatMap((each) => ofGivenForm({ ...each, path: [...issue.path, ...each.path] }));
}

/** The value that an issue is about, or the unknown that stands in its way. */
export function at(value: unknown, path: readonly PropertyKey[]): unknown {
  let here = value;
  for (const step of path) {
    if (typeof here !== "object" || here === null) return here;
    here = (here as Record<PropertyKey, unknown>)[step];
  }
  return here;
}
