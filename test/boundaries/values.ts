import { z } from "zod";

/** The part of JSON Schema in which zod describes a field. */
interface Shape {
  readonly type?: string;
  readonly enum?: readonly unknown[];
  readonly const?: unknown;
  readonly anyOf?: readonly Shape[];
  readonly minLength?: number;
  readonly maxLength?: number;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly exclusiveMinimum?: number;
  readonly items?: Shape;
  readonly maxItems?: number;
  readonly properties?: Readonly<Record<string, Shape>>;
  readonly propertyNames?: Shape;
  readonly additionalProperties?: Shape | false;
}

type Entries = Readonly<Record<string, unknown>>;

const isEntries = (value: unknown): value is Entries =>
  typeof value === "object" && value !== null && !Array.isArray(value);
const texts = (samples: readonly unknown[]) => samples.filter((each) => typeof each === "string");

/**
 * What lies at the edges of what a field takes, and just beyond: from its own description, and from samples of it, which show
 * the form of texts.
 */
export function boundaryValues(field: z.ZodType, samples: readonly unknown[]): unknown[] {
  const shape = z.toJSONSchema(field, { io: "input", unrepresentable: "any" }) as Shape;
  return distinct([...samples, ...valuesOf(shape, samples)]);
}

function distinct(values: readonly unknown[]): unknown[] {
  return [...new Map(values.map((value) => [JSON.stringify(value), value])).values()];
}

function valuesOf(shape: Shape, samples: readonly unknown[]): unknown[] {
  if (shape.anyOf) return shape.anyOf.flatMap((form) => valuesOf(form, samples));
  const choices = shape.enum ?? (shape.const === undefined ? undefined : [shape.const]);
  if (choices) return choices.flatMap(aroundChoice);
  if (shape.type === "boolean") return [true, false];
  if (shape.type === "integer" || shape.type === "number") return aroundNumber(shape);
  if (shape.type === "array") return lists(shape, samples);
  if (shape.properties) return objects(shape.properties, samples.filter(isEntries));
  if (shape.type === "object") return maps(shape, samples.filter(isEntries));
  return textsAround(shape, texts(samples));
}

function aroundChoice(choice: unknown): unknown[] {
  if (typeof choice === "number") return [choice - 1, choice, choice + 1];
  if (typeof choice !== "string") return [choice];
  return [choice, choice.toLowerCase(), choice.toUpperCase(), `${choice} `, ""];
}

function aroundNumber({ minimum, maximum, exclusiveMinimum, type }: Shape): number[] {
  const isBound = (bound: number | undefined) => bound !== undefined && Number.isSafeInteger(bound - 1);
  const bounds = [minimum, maximum, exclusiveMinimum].filter((bound) => isBound(bound)) as number[];
  return [...bounds.flatMap((bound) => [bound - 1, bound, bound + 1]), -1, 0, 1, type === "integer" ? 1.5 : 3];
}

function lists({ items = {}, maxItems }: Shape, samples: readonly unknown[]): unknown[] {
  const elements = samples.flatMap((each) => (Array.isArray(each) ? each : []));
  const long = (length: number) => Array.from({ length }, (_, at) => numbered(elements[0], at));
  return [
    [],
    ...valuesOf(items, elements).map((each) => [each]),
    ...distinct(elements)
      .slice(0, 2)
      .map((each) => [each, each]),
    ...(maxItems === undefined ? [] : [long(maxItems), long(maxItems + 1)]),
  ];
}

/** The sample with another number, so that a list can hold many different ones. */
function numbered(sample: unknown, at: number): unknown {
  if (typeof sample !== "string") return sample;
  return /^\d+\.\d+\./.test(sample) ? `10.7.${Math.floor(at / 250)}.${1 + (at % 250)}/32` : `${sample}${at}`;
}

function objects(properties: Readonly<Record<string, Shape>>, samples: readonly Entries[]): unknown[] {
  const fullest = samples.toSorted((a, b) => Object.keys(b).length - Object.keys(a).length).slice(0, 1);
  return [
    {},
    ...fullest.flatMap((sample) =>
      Object.entries(properties).flatMap(([name, shape]) => [
        Object.fromEntries(Object.entries(sample).filter(([other]) => other !== name)),
        ...valuesOf(
          shape,
          samples.map((each) => each[name]).filter((each) => each !== undefined),
        ).map((value) => ({
          ...sample,
          [name]: value,
        })),
      ]),
    ),
  ];
}

function maps({ propertyNames = { type: "string" }, additionalProperties }: Shape, samples: readonly Entries[]) {
  const [name = "a", value = "b"] = samples.flatMap((each) => Object.entries(each))[0] ?? [];
  const names = samples.flatMap((each) => Object.keys(each));
  const values = samples.flatMap((each) => Object.values(each));
  const many = (length: number) => Object.fromEntries(Array.from({ length }, (_, at) => [`${name}${at}`, value]));
  return [
    {},
    ...valuesOf(propertyNames, names).map((each) => ({ [String(each)]: value })),
    ...valuesOf(additionalProperties || {}, values).map((each) => ({ [name]: each })),
    many(20),
    many(21),
    many(51),
  ];
}

/** Characters that one vendor or another does not take somewhere. */
const odd = [" ", "_", "-", ".", "/", "*", "”", "\n", "é", "缓", "𠮷"];

/** What looks like an address, a block or a range, and often is none. */
const addresses = [
  "0.0.0.0",
  "0.0.0.0/0",
  "10.0.0.0/0",
  "127.0.0.1",
  "255.255.255.255",
  "8.8.8.8",
  "10.1.2.3",
  "10.1.2.3/8",
  "10.0.0.0/08",
  "10.0.0.0/32",
  "10.0.0.0/33",
  "10.0.0.0/-1",
  "10.0.0.0/",
  "10.0.0",
  "010.0.0.1",
  "10.0.0.256",
  "10.0.0.1,10.0.0.2",
  " 10.0.0.1",
  "10.0.0.1 ",
  "10.0.0.1-10.0.0.9",
  "10.0.0.9-10.0.0.1",
  "::",
  "::/0",
  "::1",
  "2001:db8::/32",
  "2001:db8::/129",
  "::ffff:10.0.0.1",
  "fe80::1%eth0",
  "localhost",
];

const clocks = ["00:00", "02:00", "02:30", "23:00", "24:00", "25:00", "2:00", "02:60"];
const sameForm = (sample: string, clock: string) => sample.replace(/^\d\d:\d\d/, clock);
const ranges = [
  ["02:00", "03:00"],
  ["02:00", "04:00"],
  ["02:00", "02:00"],
  ["03:00", "02:00"],
  ["23:00", "00:00"],
  ["23:00", "24:00"],
  ["02:30", "03:30"],
] as const;

function textsAround({ minLength = 0, maxLength }: Shape, samples: readonly string[]): string[] {
  const [sample = "a"] = samples;
  const isAddress = samples.some((each) => /^\d+\.\d+\.\d+\.\d+/.test(each));
  const range = samples.find((each) => /^\d\d:\d\dZ?-\d\d:\d\d/.test(each));
  const clock = samples.find((each) => /^\d\d:\d\d(:\d\d)?Z?$/.test(each));
  const times = [
    ...(clock === undefined ? [] : clocks.map((each) => sameForm(clock, each))),
    ...(range === undefined
      ? []
      : ranges.map(([from, to]) => range.replace(/^\d\d:\d\d(Z?)-\d\d:\d\d/, `${from}$1-${to}`))),
  ];
  const lengths = [
    minLength - 1,
    minLength,
    ...(maxLength === undefined ? [1, 33, 65, 129, 257] : [maxLength, maxLength + 1]),
  ];
  const padded = (length: number) => sample.slice(0, length).padEnd(length, "a");
  return [
    "",
    " ",
    ...lengths.filter((length) => length >= 0).map(padded),
    ...odd.map((character) => sample + character),
    ...["1", "-", "𠮷"].map((character) => character + sample),
    sample.toUpperCase(),
    sample.toLowerCase(),
    ...(isAddress ? addresses : []),
    ...times,
  ];
}
