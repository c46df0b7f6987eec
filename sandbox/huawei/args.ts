import { isRecord } from "../core/keys";
import { type ParameterSpec, parseParameter, violation } from "../core/parameters";
import { ApiError, type ErrorCode, unknownParameter } from "./errors";

/** "scalar" is a text, number or boolean; `text{}` is an object whose values are texts, `scalar{}` one of scalars. */
type Type = "text" | "int" | "number" | "bool" | "scalar" | "text[]" | "number[]" | "text{}" | "scalar{}";

/** A line in the language of `core/parameters.ts`. A wrong type or error code does not compile. */
export type Line = `${Type}${"" | `(${string})` | `(${string})=${ErrorCode}`}${"" | "!"}`;

/** The fields of an object: an object is nested, a list of one object is a list of such objects. */
export interface Shape {
  readonly [name: string]: Line | Shape | readonly [Shape];
}

export interface OperationParameters {
  readonly query?: Readonly<Record<string, Line>>;
  /** Without one the body is ignored: some clients send `{}`, others nothing. */
  readonly body?: Shape;
  readonly bodyIsOptional?: boolean;
}

type Values = Readonly<Record<string, unknown>>;

const isScalar = (value: unknown) => ["string", "number", "boolean"].includes(typeof value);
const isListOf = (type: string) => (value: unknown) =>
  Array.isArray(value) && value.every((element) => typeof element === type);

const fits: Readonly<Record<Type, (value: unknown) => boolean>> = {
  text: (value) => typeof value === "string",
  int: (value) => typeof value === "number",
  number: (value) => typeof value === "number",
  bool: (value) => typeof value === "boolean",
  scalar: isScalar,
  "text[]": isListOf("string"),
  "number[]": isListOf("number"),
  "text{}": (value) => isRecord(value) && isListOf("string")(Object.values(value)),
  "scalar{}": (value) => isRecord(value) && Object.values(value).every(isScalar),
};

const parsed = new Map<string, ParameterSpec>();

function parse(line: Line): ParameterSpec {
  const spec = parsed.get(line) ?? parseParameter(line);
  parsed.set(line, spec);
  return spec;
}

/** @throws ApiError for the first field that is unknown, missing, of another type or not allowed. */
export function readBody(shape: Shape, values: Values): Args {
  checkObject(shape, values, "");
  return new Args(values);
}

/** As `readBody`, for a query string, where every value is a text; one that has to be a number becomes one. */
export function readQuery(lines: Readonly<Record<string, Line>>, values: Readonly<Record<string, string>>): Args {
  const typed = Object.entries(values).map(([name, text]): [string, string | number] => {
    if (!Object.hasOwn(lines, name)) throw unknownParameter(`there is no query parameter "${name}"`);
    const isNumber = lines[name]?.startsWith("int") === true && text !== "";
    return [name, isNumber ? (/^\d+$/.test(text) ? Number(text) : Number.NaN) : text];
  });
  return readBody(lines, Object.fromEntries(typed));
}

/** Unknown fields are rejected because they are a client's typo. */
function checkObject(shape: Shape, values: Values, path: string): void {
  for (const name of Object.keys(values)) {
    if (!Object.hasOwn(shape, name)) throw unknownParameter(`there is no "${path}${name}"`);
  }
  for (const [name, field] of Object.entries(shape)) {
    const value = values[name] ?? undefined;
    if (typeof field === "string") checkValue(parse(field), value, `${path}${name}`);
    else if (value !== undefined) checkNested(field, value, `${path}${name}`);
  }
}

function checkNested(field: Shape | readonly [Shape], value: unknown, path: string): void {
  const [shape, children] = isList(field) ? [field[0], value] : [field, [value]];
  if (!Array.isArray(children) || !children.every(isRecord))
    throw new ApiError("DCS.4005", `${path} is not a valid object`);
  for (const child of children) checkObject(shape, child, `${path}.`);
}

function isList(field: Shape | readonly [Shape]): field is readonly [Shape] {
  return Array.isArray(field);
}

function checkValue(spec: ParameterSpec, value: unknown, name: string): void {
  if (value === undefined) {
    if (spec.required) throw new ApiError("DCS.4062", name);
    return;
  }
  if (!fits[spec.type as Type](value)) throw new ApiError("DCS.4005", `${name} is not a valid ${spec.type}`);
  // An empty text counts as not given.
  if (typeof value === "object" || (value === "" && !spec.required)) return;
  const isFraction = spec.type === "int" && !Number.isInteger(value);
  if (isFraction || violation(spec, value as string | number | boolean) !== undefined)
    throw new ApiError((spec.code as ErrorCode | undefined) ?? "DCS.4062", name);
}

/** The checked fields of a body or a query. Null and the empty text count as not given, except for `raw`. */
export class Args {
  constructor(private readonly values: Values) {}

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

  /** "true" and "false" in any case, too, where a scalar is allowed. */
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

  child(name: string): Args | undefined {
    const value = this.values[name];
    return isRecord(value) ? new Args(value) : undefined;
  }

  children(name: string): Args[] | undefined {
    const value = this.values[name];
    return Array.isArray(value) ? value.map((one) => new Args(isRecord(one) ? one : {})) : undefined;
  }
}
