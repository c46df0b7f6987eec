import { ApiError } from "./errors";

interface Spec {
  readonly required: boolean;
  readonly type: "text" | "int" | "bool" | "list" | "tags";
}

/** Reads a line of `parameters.ts`. */
export function parseSpec(line: string): ReadonlyMap<string, Spec> {
  const specs = new Map<string, Spec>([["RegionId", { required: false, type: "text" }]]);
  for (const word of line.split(" ")) {
    const match = /^(\w+)(:int|:bool|\[\]|\{\})?(!)?$/.exec(word);
    if (match?.[1] === undefined) continue;
    const type = ({ ":int": "int", ":bool": "bool", "[]": "list", "{}": "tags" } as const)[match[2] ?? ""] ?? "text";
    specs.set(match[1], { type, required: match[3] === "!" });
  }
  return specs;
}

/** An operation's own parameters, checked and typed. An empty value counts as not given. */
export class Args {
  private constructor(private readonly values: ReadonlyMap<string, string>) {}

  /** @throws ApiError for an unknown, missing or mistyped parameter. Unknown ones are refused loudly: they are a client's typo. */
  static read(action: string, specs: ReadonlyMap<string, Spec>, params: ReadonlyMap<string, string>): Args {
    for (const name of params.keys()) {
      const base = name.split(".")[0] ?? name;
      const type = specs.get(base)?.type;
      const fits =
        type === "list"
          ? /^\w+\.\d+$/.test(name)
          : type === "tags"
            ? /^\w+\.\d+\.(Key|Value)$/.test(name)
            : type !== undefined && base === name;
      if (!fits) throw new ApiError("Sandbox.UnknownParameter", `${action} has no parameter "${name}".`);
    }
    const args = new Args(params);
    for (const [name, { required, type }] of specs) {
      if (required && !args.has(name)) throw new ApiError("MissingParameter", `${name} is mandatory for this action.`);
      const value = params.get(name) ?? "";
      if (value === "") continue;
      const isWrong = (type === "int" && !/^-?\d+$/.test(value)) || (type === "bool" && !/^(true|false)$/i.test(value));
      if (isWrong) {
        throw new ApiError(
          "Sandbox.WrongType",
          `${action}: "${value}" is not a valid ${type} for the parameter "${name}".`,
        );
      }
    }
    return args;
  }

  /** Of values that were checked elsewhere. */
  static of(values: ReadonlyMap<string, string>): Args {
    return new Args(values);
  }

  has(name: string): boolean {
    if ((this.values.get(name) ?? "") !== "") return true;
    return [...this.values.keys()].some((key) => key.startsWith(`${name}.`));
  }

  text(name: string): string | undefined {
    const value = this.values.get(name);
    return value === "" ? undefined : value;
  }

  /** A required one: `read` has made sure of it. */
  must(name: string): string {
    const value = this.text(name);
    if (value === undefined) throw new ApiError("MissingParameter", `${name} is mandatory for this action.`);
    return value;
  }

  int(name: string): number | undefined {
    const value = this.text(name);
    return value === undefined ? undefined : Number(value);
  }

  /** Python's SDK writes True and False. [seen] */
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
