import { createHash } from "node:crypto";
import { z } from "zod";
import { NoAnswerError, UserError } from "./errors";
import type { Action } from "./request";

/** A parameter's value. Undefined is left out; null may stand in a body. */
export type Param =
  | string
  | number
  | boolean
  | null
  | undefined
  | readonly Param[]
  | { readonly [name: string]: Param };
export type Params = { readonly [name: string]: Param };

/** As queries want nested values: `Tag.1.Key`, `filters.1.values.2`. Lists count from 1. */
export function flatten(params: Params, prefix = ""): [string, string][] {
  return Object.entries(params).flatMap(([name, value]) => flattenOne(prefix + name, value));
}

function flattenOne(name: string, value: Param): [string, string][] {
  if (value === undefined || value === null) return [];
  if (Array.isArray(value)) return value.flatMap((entry: Param, index) => flattenOne(`${name}.${index + 1}`, entry));
  if (typeof value === "object") return flatten(value as Params, `${name}.`);
  return [[name, String(value)]];
}

export const sha256Hex = (text: string): string => createHash("sha256").update(text, "utf8").digest("hex");

/** RFC 3986: `encodeURIComponent` leaves five characters that signatures want encoded. */
export function percentEncode(text: string): string {
  // Half of a surrogate pair has no encoding; every client sends U+FFFD in its place.
  return encodeURIComponent(text.toWellFormed()).replace(
    /[!'()*]/g,
    (char) => `%${char.charCodeAt(0).toString(16).toUpperCase()}`,
  );
}

/** Anything else, such as the redirect of a captive portal, is no success. */
export const isSuccess = (status: number): boolean => status >= 200 && status < 300;

/** An id as clouds give them. One of another form has been mangled on its way, and would never be found. */
export const idForm = /^[A-Za-z\d][\w-]*$/;

/** A name that somebody has chosen. One with control characters or half a surrogate pair has been mangled on its way. */
export const nameForm = /^\P{C}+$/u;

/** An answer has each id once; otherwise others are missing. */
export const areDistinct = (ids: readonly string[]): boolean => new Set(ids).size === ids.length;

/** A list that has each entry once, by its id. */
export const distinctList = <Entry extends z.ZodType>(entry: Entry, idOf: (one: z.output<Entry>) => string) =>
  z.array(entry).refine((list) => areDistinct(list.map(idOf)));

/**
 * An answer about anything else than what was asked for is no proof that this is gone.
 * @throws NoAnswerError
 */
export function requireAsked(action: Action, asked: readonly string[], answered: readonly string[]): void {
  const isOther = answered.some((id) => !asked.includes(id));
  if (isOther) throw new NoAnswerError(action.name, "unknown", "an answer about something else than was asked for");
}

/**
 * One segment of a path. An empty one would address the list, and succeed; `.` and `..`, which no encoding protects, another
 * resource. [qa]
 * @throws UserError
 */
export function pathSegment(text: string): string {
  if (/^\.{0,2}$/.test(text)) throw new UserError(`"${text}" cannot be an id.`);
  return percentEncode(text);
}

/** Of an operation that only has to succeed. */
export const emptyReply = z.object({});

/** A price, as a number or as text. One that is missing must not be taken for nothing to pay. */
export const amount = z
  .union([z.number(), z.string().trim().min(1)])
  .transform(Number)
  .pipe(z.number().nonnegative());

/**
 * A success, as what it should be.
 * @throws NoAnswerError  it is something else, so nobody knows what was carried out
 */
export function replyAs<Reply>(action: Action, shape: z.ZodType<Reply>, answer: unknown): Reply {
  const reply = shape.safeParse(answer);
  if (reply.success) return reply.data;
  const fields = reply.error.issues.map(({ path }) => path.join(".")).join(", ");
  throw new NoAnswerError(action.name, "unknown", `an answer without a proper ${fields || "body"}`);
}
