import { isRecord } from "../core/keys";
import { type ParameterSpec, parseParameter, violation } from "../core/parameters";
import { ApiError, type ErrorCode, invalid } from "./errors";
import type { ParameterTable } from "./parameters";

/** The parameters of one operation, or of one object in them, checked against the table and typed. */
export class Args {
  private constructor(
    private readonly values: ReadonlyMap<string, unknown>,
    private readonly path: string,
  ) {}

  /**
   * JSON null means "not given", as Go and Python send it. [sdk] The real API ignores a parameter it does not know; the sandbox rejects it,
   * because it is most likely a client's typo.
   *
   * @param isQuery Values of a query are text, whatever their type.
   * @throws ApiError for a parameter that is unknown, missing, of the wrong type or outside of its range.
   */
  static read(table: ParameterTable, given: Readonly<Record<string, unknown>>, isQuery: boolean, path = ""): Args {
    const definitions = new Map(Object.entries(table).map(([key, definition]) => [key.replace(/!$/, ""), definition]));
    const values = new Map<string, unknown>();
    for (const [name, value] of Object.entries(given)) {
      const definition = definitions.get(name);
      if (definition === undefined) throw invalid(`sandbox: the API has no parameter "${path}${name}"`);
      if (value !== null && value !== undefined) {
        values.set(name, readValue(definition, value, isQuery, `${path}${name}`));
      }
    }
    for (const [key, definition] of Object.entries(table)) {
      const name = key.replace(/!$/, "");
      const isRequired = key !== name || (typeof definition === "string" && parseParameter(definition).required);
      if (isRequired && !values.has(name)) throw invalid(`${path}${name} is required`);
    }
    return new Args(values, path);
  }

  has(name: string): boolean {
    return this.values.has(name);
  }

  /** May be empty: what an empty text means differs between parameters. */
  text(name: string): string | undefined {
    return this.values.get(name) as string | undefined;
  }

  /** @throws ApiError when it is empty or missing */
  required(name: string): string {
    return this.notEmpty(name, this.text(name) ?? "");
  }

  int(name: string): number | undefined {
    return this.values.get(name) as number | undefined;
  }

  bool(name: string): boolean | undefined {
    return this.values.get(name) as boolean | undefined;
  }

  texts(name: string): readonly string[] {
    return (this.values.get(name) ?? []) as readonly string[];
  }

  /** @throws ApiError when there is none */
  requiredTexts(name: string): readonly string[] {
    return this.notEmpty(name, this.texts(name));
  }

  object(name: string): Args | undefined {
    return this.values.get(name) as Args | undefined;
  }

  /** For an object that the table requires. */
  requiredObject(name: string): Args {
    return this.values.get(name) as Args;
  }

  /** Of an object of texts; empty when it is not given. */
  map(name: string): Record<string, string> {
    return { ...(this.values.get(name) as Readonly<Record<string, string>> | undefined) };
  }

  objects(name: string): readonly Args[] {
    return (this.values.get(name) ?? []) as readonly Args[];
  }

  /** @throws ApiError when there is none */
  requiredObjects(name: string): readonly Args[] {
    return this.notEmpty(name, this.objects(name));
  }

  /** For values that depend on another parameter; all others stand in the table. */
  oneOf(name: string, values: readonly string[]): string | undefined {
    return this.checked(name, { values });
  }

  /** For a range that depends on another parameter; all others stand in the table. */
  within(name: string, min: number, max: number): number | undefined {
    return this.checked(name, { range: { min, max } });
  }

  /** The rows of the page that pageNumber and pageSize ask for. */
  page<T>(rows: readonly T[]): T[] {
    const size = this.int("pageSize") ?? 10;
    const end = (this.int("pageNumber") ?? 1) * size;
    return rows.slice(end - size, end);
  }

  private notEmpty<T extends { readonly length: number }>(name: string, value: T): T {
    if (value.length === 0) throw invalid(`${this.path}${name} cannot be empty`);
    return value;
  }

  private checked<T extends string | number>(
    name: string,
    constraint: Pick<ParameterSpec, "values" | "range">,
  ): T | undefined {
    const value = this.values.get(name) as T | undefined;
    if (value !== undefined) checkValue({ type: "", required: false, ...constraint }, value, this.path + name);
    return value;
  }
}

function readValue(
  definition: ParameterTable[string],
  value: unknown,
  isQuery: boolean,
  path: string,
): string | number | boolean | Args | readonly unknown[] | Readonly<Record<string, unknown>> {
  if (typeof definition === "string") {
    const spec = parseParameter(definition);
    if (spec.type === "text{}") return mapOf(value, path);
    if (spec.type !== "text[]") return readScalar(spec, value, isQuery, path);
    return listOf(value, path).map((one, at) => readScalar({ ...spec, type: "text" }, one, false, `${path}[${at}]`));
  }
  if (isList(definition)) {
    return listOf(value, path).map((one, at) => readObject(definition[0], one, isQuery, `${path}[${at}]`));
  }
  return readObject(definition, value, isQuery, path);
}

function listOf(value: unknown, path: string): readonly unknown[] {
  if (!Array.isArray(value)) throw invalid(`${path} has to be a list`);
  return value;
}

function mapOf(value: unknown, path: string): Readonly<Record<string, unknown>> {
  if (!isRecord(value)) throw invalid(`${path} has to be an object`);
  for (const [name, one] of Object.entries(value))
    if (typeof one !== "string") throw invalid(`${path}.${name} is not a valid text`);
  return value;
}

function readObject(table: ParameterTable, value: unknown, isQuery: boolean, path: string): Args {
  if (!isRecord(value)) throw invalid(`${path} has to be an object`);
  return Args.read(table, value, isQuery, `${path}.`);
}

function readScalar(spec: ParameterSpec, value: unknown, isQuery: boolean, path: string): string | number | boolean {
  const typed = isQuery && typeof value === "string" ? fromQuery(spec.type, value) : value;
  if (!isOfType(spec.type, typed)) throw invalid(`${path} is not a valid ${spec.type}`);
  checkValue(spec, typed, path);
  return typed;
}

function fromQuery(type: string, value: string): unknown {
  if (type === "int" && /^-?\d+$/.test(value)) return Number(value);
  if (type === "bool" && /^(true|false)$/i.test(value)) return value.toLowerCase() === "true";
  return value;
}

function isOfType(type: string, value: unknown): value is string | number | boolean {
  if (type === "int") return Number.isInteger(value);
  return typeof value === (type === "bool" ? "boolean" : "string");
}

function checkValue(spec: ParameterSpec, value: string | number | boolean, path: string): void {
  const problem = violation(spec, value);
  if (problem === undefined) return;
  throw new ApiError((spec.code as ErrorCode | undefined) ?? "INVALID_ARGUMENT", `${path} ${problem}`);
}

function isList(definition: ParameterTable | readonly [ParameterTable]): definition is readonly [ParameterTable] {
  return Array.isArray(definition);
}
