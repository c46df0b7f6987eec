/**
 * One parameter of an operation, as a cloud's table writes it:
 *
 *     text  int  bool …            the type; which types there are is the cloud's own affair
 *     int(1..65535)                a range, both ends included; an open end is left out: `int(1..)`
 *     text(2..80)                  of a text, the range counts characters
 *     text(PostPaid|PrePaid)       one of these values
 *     int(1|2|4)                   the same for numbers
 *     int(1..9)=InvalidPort        the error code for a value outside, where it is not the cloud's usual one
 *     text!                        required
 */
export interface ParameterSpec {
  readonly type: string;
  readonly required: boolean;
  readonly values?: readonly string[];
  readonly range?: { readonly min: number; readonly max: number };
  /** The error code for a value outside of `values` or `range`. */
  readonly code?: string;
}

const syntax = /^([a-z]+(?:\[\]|\{\})?)(?:\(([^)]*)\)(?:=([\w.]+))?)?(!)?$/i;

/** @throws Error for a line that is not in the language: a mistake in the table */
export function parseParameter(text: string): ParameterSpec {
  const [, type, constraint, code, required] = syntax.exec(text) ?? [];
  if (type === undefined) throw new Error(`parameters: "${text}" is not in the language of core/parameters.ts`);
  return {
    type,
    required: required === "!",
    ...(constraint === undefined ? {} : parseConstraint(constraint, text)),
    ...(code === undefined ? {} : { code }),
  };
}

function parseConstraint(constraint: string, text: string): Pick<ParameterSpec, "values" | "range"> {
  const [, min, max] = /^(-?\d+)?\.\.(-?\d+)?$/.exec(constraint) ?? [];
  if (min !== undefined || max !== undefined) {
    const range = { min: Number(min ?? Number.NEGATIVE_INFINITY), max: Number(max ?? Number.POSITIVE_INFINITY) };
    if (range.min > range.max) throw new Error(`parameters: the range of "${text}" is empty`);
    return { range };
  }
  const values = constraint.split("|");
  if (values.some((value) => value === "")) throw new Error(`parameters: "${text}" allows an empty value`);
  return { values };
}

/** What is wrong with a value of the right type, as the end of a sentence; undefined when it is allowed. */
export function violation({ values, range }: ParameterSpec, value: string | number | boolean): string | undefined {
  if (values !== undefined && !values.includes(String(value))) return `has to be one of ${values.join(", ")}`;
  if (range === undefined) return undefined;
  const isText = typeof value === "string";
  const size = isText ? [...value].length : Number(value);
  if (size >= range.min && size <= range.max) return undefined;
  const unit = isText ? " characters" : "";
  if (range.max === Number.POSITIVE_INFINITY) return `has to be at least ${range.min}${unit}`;
  if (range.min === Number.NEGATIVE_INFINITY) return `has to be at most ${range.max}${unit}`;
  return `has to be from ${range.min} to ${range.max}${unit}`;
}
