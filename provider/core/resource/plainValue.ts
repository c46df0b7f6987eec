/** Deeper than any argument, and far from the depth at which a recursive walk ends the process. */
const deepest = 100;

/** Something inside an argument that no program can mean, and that would end in an error of the language. */
export interface Oddity {
  readonly path: readonly string[];
  /** The end of a sentence; never quotes the value. */
  readonly text: string;
}

/** Everything in a value that is not text, number, boolean, list or plain object: only these reach the cloud and the state. */
export function oddities(value: unknown, path: readonly string[] = [], within: readonly unknown[] = []): Oddity[] {
  const text = oddityOf(value, within);
  if (text !== undefined) return [{ path: within.length > deepest ? [] : path, text }];
  if (typeof value !== "object" || value === null) return [];
  return Object.keys(value).flatMap((key) => {
    const read = readEntry(value, key);
    const here = [...path, key];
    return read.isReadable ? oddities(read.value, here, [...within, value]) : [{ path: here, text: unreadable }];
  });
}

export const unreadable = "cannot be read, because its getter throws";

/** An entry of an object that a program may have made with a getter. */
export function readEntry(owner: object, key: string): { readonly isReadable: boolean; readonly value?: unknown } {
  try {
    return { isReadable: true, value: (owner as Record<string, unknown>)[key] };
  } catch {
    return { isReadable: false };
  }
}

function oddityOf(value: unknown, within: readonly unknown[]): string | undefined {
  if (typeof value === "function") return "is a function; give the value that it returns";
  if (typeof value === "symbol") return "is a symbol, which has no meaning for the cloud";
  if (typeof value === "bigint") return "is a bigint; write it as a number, without the n";
  if (typeof value !== "object" || value === null) return undefined;
  if (within.includes(value)) return "contains itself";
  if (within.length > deepest) return `is nested deeper than ${deepest} levels`;
  if (Array.isArray(value) || isPlain(value)) return undefined;
  if (value instanceof Date) return "is a Date; write it as text, in the form that the argument's description shows";
  return `is a ${nameOfClass(value)}; give a plain object`;
}

export function isPlain(value: object): boolean {
  const prototype: unknown = Object.getPrototypeOf(value);
  // Objects of another realm, such as a test runner's, have that realm's Object.
  return prototype === null || Object.getPrototypeOf(prototype) === null;
}

function nameOfClass(value: object): string {
  const prototype = Object.getPrototypeOf(value) as { constructor?: { name?: unknown } };
  const name = prototype.constructor?.name;
  return typeof name === "string" && name !== "" ? name : "class instance";
}
