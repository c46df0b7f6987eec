import { isRecord } from "../core/keys";
import { ApiError, unknownParameter } from "./errors";

/**
 * What a body may contain: name → type. `!` behind a type: mandatory. "loose" is text, number or boolean, where vendor's pages
 * and clients disagree; "map" is an object of texts; an object is nested; a list with one object is a list of such.
 */
export interface Spec {
  readonly [name: string]: FieldType | Spec | readonly [Spec];
}
type Simple = "text" | "number" | "bool" | "loose" | "texts" | "numbers" | "map";
export type FieldType = Simple | `${Simple}!`;

const isScalar = (value: unknown) => ["string", "number", "boolean"].includes(typeof value);

const fits: Readonly<Record<Simple, (value: unknown) => boolean>> = {
  text: (value) => typeof value === "string",
  number: (value) => typeof value === "number",
  bool: (value) => typeof value === "boolean",
  loose: isScalar,
  texts: (value) => Array.isArray(value) && value.every((one) => typeof one === "string"),
  numbers: (value) => Array.isArray(value) && value.every((one) => typeof one === "number"),
  map: (value) => isRecord(value) && Object.values(value).every((one) => typeof one === "string"),
};

/** @throws ApiError for an unknown, missing or mistyped field. Unknown ones are refused loudly: they are a client's typo. */
export function checkFields(spec: Spec, value: Readonly<Record<string, unknown>>, path = ""): void {
  for (const name of Object.keys(value)) {
    if (!Object.hasOwn(spec, name)) throw unknownParameter(`there is no "${path}${name}"`);
  }
  for (const [name, type] of Object.entries(spec)) {
    const given = value[name];
    const isMissing = given === undefined || given === null;
    if (typeof type === "string") {
      const simple = type.replace("!", "") as Simple;
      if (isMissing && type.endsWith("!")) throw new ApiError("DCS.4062", `${path}${name}`);
      if (!isMissing && !fits[simple](given)) throw new ApiError("DCS.4005", `${path}${name} is not a valid ${simple}`);
    } else if (!isMissing) {
      const children = isList(type) ? given : [given];
      if (!Array.isArray(children) || !children.every(isRecord))
        throw new ApiError("DCS.4005", `${path}${name} is not a valid object`);
      for (const child of children) checkFields(isList(type) ? type[0] : type, child, `${path}${name}.`);
    }
  }
}

function isList(type: Spec | readonly [Spec]): type is readonly [Spec] {
  return Array.isArray(type);
}

/** Checked fields of a body or a query. Null and, but for `raw`, the empty text count as not given. */
export class Fields {
  constructor(private readonly values: Readonly<Record<string, unknown>>) {}

  has(name: string): boolean {
    const value = this.values[name];
    return value !== undefined && value !== null;
  }

  raw(name: string): string | undefined {
    const value = this.values[name];
    return isScalar(value) ? String(value) : undefined;
  }

  text(name: string): string | undefined {
    return this.raw(name) || undefined;
  }

  number(name: string): number | undefined {
    const value = this.values[name];
    return typeof value === "number" ? value : undefined;
  }

  bool(name: string): boolean | undefined {
    const value = this.text(name)?.toLowerCase();
    return value === undefined ? undefined : value === "true";
  }

  texts(name: string): string[] | undefined {
    const value = this.values[name];
    return Array.isArray(value) ? value.map(String) : undefined;
  }

  numbers(name: string): number[] | undefined {
    const value = this.values[name];
    return Array.isArray(value) ? value.map(Number) : undefined;
  }

  map(name: string): Record<string, string> | undefined {
    const value = this.values[name];
    if (!isRecord(value)) return undefined;
    return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, String(one)]));
  }

  child(name: string): Fields | undefined {
    const value = this.values[name];
    return isRecord(value) ? new Fields(value) : undefined;
  }

  children(name: string): Fields[] | undefined {
    const value = this.values[name];
    return Array.isArray(value) ? value.map((one) => new Fields(isRecord(one) ? one : {})) : undefined;
  }
}
