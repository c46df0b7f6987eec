import { type ParameterSpec, parseParameter, violation } from "../core/parameters";
import { ApiError, invalid, isErrorCode, missing } from "./errors";
import { type Action, elementParameters, parameters } from "./parameters";

type Specs = ReadonlyMap<string, ParameterSpec>;

/** The type of a parameter → what its text has to look like; undefined where any text will do. */
const types: Readonly<Record<string, RegExp | undefined>> = {
  text: undefined,
  int: /^-?\d+$/,
  digits: /^\d+$/,
  // Python's SDK writes True and False. [seen]
  bool: /^(true|false)$/i,
  "text[]": undefined,
  "text{}": undefined,
};

/** The names under which the parameter `name` of a list type is sent. */
const listNames: Readonly<Record<string, RegExp>> = {
  "text[]": /^\w+\.\d+$/,
  "text{}": /^\w+\.\d+\.(Key|Value)$/,
};

/** @throws Error for a type or code that does not exist: a mistake in the table */
function parseLine(line: string): Specs {
  const specs = new Map([["RegionId", parseParameter("text")]]);
  for (const word of line.split(" ").filter((each) => each !== "")) {
    const name = /^\w*/.exec(word)?.[0] ?? "";
    const suffix = word.slice(name.length);
    const spec = parseParameter(suffix.startsWith(":") ? suffix.slice(1) : `text${suffix}`);
    if (!Object.hasOwn(types, spec.type)) throw new Error(`parameters: "${word}" has no type that exists`);
    if (spec.code !== undefined && !isErrorCode(spec.code)) throw new Error(`parameters: "${word}" has no such code`);
    specs.set(name, spec);
  }
  return specs;
}

const specsOf = Object.fromEntries(
  Object.entries(parameters).map(([action, line]) => [action, parseLine(line)]),
) as Record<Action, Specs>;

const elementSpecs = parseLine(elementParameters);

/** The keys of an element of `Instances`. */
export const elementNames: ReadonlySet<string> = new Set(elementSpecs.keys());

/** An operation's own parameters, checked and typed. An empty value counts as not given. */
export class Args {
  private constructor(private readonly values: ReadonlyMap<string, string>) {}

  /** @throws ApiError for a parameter that is unknown, missing, of the wrong type or outside of the allowed values. */
  static read(action: Action, values: ReadonlyMap<string, string>): Args {
    const specs = specsOf[action];
    for (const name of values.keys()) {
      // The real API ignores unknown parameters, which would hide a client's misspelling.
      if (!isKnown(name, specs))
        throw new ApiError("Sandbox.UnknownParameter", `${action} has no parameter "${name}".`);
    }
    return Args.checked(action, specs, values);
  }

  /** The same for an element of `Instances`, whose keys were checked when the JSON was read. */
  static readElement(values: ReadonlyMap<string, string>): Args {
    return Args.checked("CreateInstances", elementSpecs, values);
  }

  private static checked(action: Action, specs: Specs, values: ReadonlyMap<string, string>): Args {
    const args = new Args(values);
    for (const [name, { required, type }] of specs) {
      if (required && !args.has(name)) throw missing(name);
      const value = args.text(name);
      const isWrong = value !== undefined && type !== "digits" && types[type]?.test(value) === false;
      if (isWrong) {
        throw new ApiError(
          "Sandbox.WrongType",
          `${action}: "${value}" is not a valid ${type} for the parameter "${name}".`,
        );
      }
    }
    for (const [name, spec] of specs) args.checkValue(name, spec);
    return args;
  }

  private checkValue(name: string, spec: ParameterSpec): void {
    const text = this.text(name);
    if (text === undefined) return;
    const isNumber = spec.type === "int" || spec.type === "digits";
    const message =
      types[spec.type]?.test(text) === false
        ? "has to be a whole number"
        : violation(spec, isNumber ? Number(text) : text);
    if (message === undefined) return;
    throw spec.code !== undefined && isErrorCode(spec.code) ? new ApiError(spec.code) : invalid(`${name} ${message}.`);
  }

  has(name: string): boolean {
    if ((this.values.get(name) ?? "") !== "") return true;
    return [...this.values.keys()].some((key) => key.startsWith(`${name}.`));
  }

  text(name: string): string | undefined {
    const value = this.values.get(name);
    return value === "" ? undefined : value;
  }

  must(name: string): string {
    const value = this.text(name);
    if (value === undefined) throw missing(name);
    return value;
  }

  int(name: string): number | undefined {
    const value = this.text(name);
    return value === undefined ? undefined : Number(value);
  }

  bool(name: string): boolean | undefined {
    return this.text(name)?.toLowerCase().startsWith("t");
  }

  list(name: string): string[] {
    return this.numbered(new RegExp(`^${name}\\.(\\d+)$`)).map(([, value]) => value);
  }

  /** A tag without a value: undefined, for filters; a tag that is set gets "". */
  tags(name = "Tag"): { key: string; value: string | undefined }[] {
    return this.numbered(new RegExp(`^${name}\\.(\\d+)\\.Key$`)).map(([number, key]) => ({
      key,
      value: this.values.get(`${name}.${number}.Value`),
    }));
  }

  /** For comparing two requests that carry the same token. */
  fingerprint(): string {
    return JSON.stringify([...this.values].sort(([a], [b]) => (a < b ? -1 : 1)));
  }

  private numbered(pattern: RegExp): [number, string][] {
    return [...this.values]
      .flatMap(([name, value]): [number, string][] => {
        const match = pattern.exec(name);
        return match === null ? [] : [[Number(match[1]), value]];
      })
      .sort(([a], [b]) => a - b);
  }
}

function isKnown(name: string, specs: Specs): boolean {
  const type = specs.get(name.split(".")[0] ?? name)?.type;
  if (type === undefined) return false;
  return listNames[type]?.test(name) ?? specs.has(name);
}
