import { isRecord } from "../core/keys";
import { invalid } from "./errors";
import type { Kind, Shape } from "./parameters";

/** An operation's parameters, checked against its shape. JSON null means "not given", as Go and Python send it. [sdk] */
export class Args {
  private constructor(
    private readonly values: ReadonlyMap<string, unknown>,
    private readonly path: string,
  ) {}

  /**
   * @param isQuery Values of a query are text, whatever they stand for.
   * @throws ApiError for what is unknown, missing or of the wrong type. The real API ignores what it does not know; here it is refused
   *   loudly, because it is a client's typo.
   */
  static read(shape: Shape, given: Readonly<Record<string, unknown>>, isQuery: boolean, path = ""): Args {
    const kinds = new Map(Object.entries(shape).map(([name, kind]) => [name.replace(/!$/, ""), kind]));
    const values = new Map<string, unknown>();
    for (const [name, value] of Object.entries(given)) {
      const kind = kinds.get(name);
      if (kind === undefined) throw invalid(`sandbox: the API has no parameter "${path}${name}"`);
      if (value !== null && value !== undefined) values.set(name, read(kind, value, isQuery, `${path}${name}`));
    }
    for (const name of Object.keys(shape).filter((name) => name.endsWith("!"))) {
      if (!values.has(name.slice(0, -1))) throw invalid(`${path}${name.slice(0, -1)} is required`);
    }
    return new Args(values, path);
  }

  has(name: string): boolean {
    return this.values.has(name);
  }

  /** An empty text is a text: what it means differs from parameter to parameter. */
  text(name: string): string | undefined {
    return this.values.get(name) as string | undefined;
  }

  /** One that may not be empty. */
  required(name: string): string {
    const value = this.text(name);
    if (value === undefined || value === "") throw invalid(`${this.path}${name} cannot be empty`);
    return value;
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

  object(name: string): Args | undefined {
    return this.values.get(name) as Args | undefined;
  }

  /** A required one: `read` has made sure of it. */
  requiredObject(name: string): Args {
    const value = this.object(name);
    if (value === undefined) throw invalid(`${this.path}${name} is required`);
    return value;
  }

  objects(name: string): readonly Args[] {
    return (this.values.get(name) ?? []) as readonly Args[];
  }

  oneOf<T extends string>(name: string, allowed: readonly T[]): T | undefined {
    const value = this.text(name);
    if (value === undefined) return undefined;
    const found = allowed.find((one) => one === value);
    if (found === undefined) throw invalid(`${this.path}${name} has to be one of ${allowed.join(", ")}`);
    return found;
  }

  within(name: string, least: number, most: number): number | undefined {
    const value = this.int(name);
    if (value !== undefined && (value < least || value > most)) {
      throw invalid(`${this.path}${name} has to be from ${least} to ${most}`);
    }
    return value;
  }
}

function read(kind: Kind | Shape | readonly [Shape], value: unknown, isQuery: boolean, path: string): unknown {
  if (typeof kind === "string") return kind === "text[]" ? texts(value, path) : scalar(kind, value, isQuery, path);
  if (isList(kind)) {
    if (!Array.isArray(value)) throw invalid(`${path} has to be a list`);
    return value.map((one, at) => fields(kind[0], one, isQuery, `${path}[${at}]`));
  }
  return fields(kind, value, isQuery, path);
}

function fields(shape: Shape, value: unknown, isQuery: boolean, path: string): Args {
  if (!isRecord(value)) throw invalid(`${path} has to be an object`);
  return Args.read(shape, value, isQuery, `${path}.`);
}

function texts(value: unknown, path: string): string[] {
  if (!Array.isArray(value)) throw invalid(`${path} has to be a list`);
  return value.map((one, at) => scalar("text", one, false, `${path}[${at}]`) as string);
}

function scalar(kind: Kind, value: unknown, isQuery: boolean, path: string): string | number | boolean {
  if (kind === "text" && typeof value === "string") return value;
  if (kind === "int") {
    if (typeof value === "number" && Number.isInteger(value)) return value;
    if (isQuery && typeof value === "string" && /^-?\d+$/.test(value)) return Number(value);
  }
  if (kind === "bool") {
    if (typeof value === "boolean") return value;
    if (isQuery && typeof value === "string" && /^(true|false)$/i.test(value)) return value.toLowerCase() === "true";
  }
  throw invalid(`${path} is not a valid ${kind}`);
}

function isList(kind: Shape | readonly [Shape]): kind is readonly [Shape] {
  return Array.isArray(kind);
}
