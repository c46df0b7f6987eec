/** Anything the engine can store. */
export type Json = null | boolean | number | string | Json[] | { [key: string]: Json };
export type Properties = { [key: string]: Json };

/** A value that the engine keeps as a secret. [sdk] The keys are Pulumi's wire format. */
export const secretValue = (value: Json): Json => ({
  "4dabf18193072939515e22adb298388d": "1b47061264138c4ac30d75fd1eb44270",
  value,
});

/**
 * Every value that leaves for the engine passes through here. A single `undefined` or `bigint` in a result makes the SDK
 * fail the call after the instance exists, and the id is lost; a `Date` would be stored as `{}`.
 *
 * @throws TypeError  names the path of a value without a JSON form
 */
export function toProperties(value: object): Properties {
  return object(value, "");
}

function object(value: object, path: string): Properties {
  // From entries, because setting a key `__proto__` would give the object a prototype instead.
  return Object.fromEntries(
    Object.entries(value)
      .filter(([, entry]) => entry !== undefined)
      .map(([key, entry]) => [key, any(entry, path === "" ? key : `${path}.${key}`)]),
  );
}

function any(value: unknown, path: string): Json {
  if (value === null || typeof value === "boolean" || typeof value === "string") return value;
  if (typeof value === "number") {
    if (Number.isFinite(value)) return value;
    throw new TypeError(`${path} is ${value}, which the state cannot hold`);
  }
  if (value instanceof Date) return value.toISOString();
  if (Array.isArray(value)) return value.map((entry, index) => any(entry ?? null, `${path}[${index}]`));
  if (typeof value === "object") return object(value, path);
  throw new TypeError(`${path} is a ${typeof value}, which the state cannot hold`);
}

/** Every text and number in a value, at any depth, as messages show them. */
export function textsIn(value: unknown): string[] {
  if (typeof value === "string" || typeof value === "number") return [String(value)];
  return typeof value === "object" && value !== null ? Object.values(value).flatMap(textsIn) : [];
}
