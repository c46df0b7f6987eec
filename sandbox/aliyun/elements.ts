import { isRecord } from "../core/keys";
import { elementNames } from "./args";
import { ApiError } from "./errors";

/** A limit of the sandbox, because with `--redis` it reserves a port for each. */
const mostAtOnce = 3000;

export interface Element {
  readonly quantity: number;
  /** Under the names of `parameters.ts`; an empty value counts as not given. */
  readonly values: ReadonlyMap<string, string>;
}

/** @throws InvalidInstances.Malformed for anything but a list of such elements. */
export function parseElements(text: string): Element[] {
  const list = parse(text);
  if (!Array.isArray(list) || list.length === 0) throw malformed("Instances has to be a JSON array of at least one.");
  const elements = list.map(readElement);
  const sum = elements.reduce((total, { quantity }) => total + quantity, 0);
  if (sum > mostAtOnce)
    throw new ApiError("Sandbox.NotImitated", `The sandbox makes at most ${mostAtOnce} instances in one call.`);
  return elements;
}

export function malformed(text: string): ApiError {
  return new ApiError("InvalidInstances.Malformed", `The Specified parameter "Instances" is not valid. ${text}`);
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    throw malformed("It is no JSON.");
  }
}

function readElement(element: unknown): Element {
  if (!isRecord(element)) throw malformed("An element has to be an object.");
  const values = new Map<string, string>();
  for (const [key, value] of Object.entries(element)) {
    // The vendor's table writes IzNo and its samples izNo, so both are accepted. [guess]
    const name = key.charAt(0).toUpperCase() + key.slice(1);
    if (!elementNames.has(name)) throw malformed(`There is no "${key}".`);
    if (values.has(name)) throw malformed(`"${name}" is given twice.`);
    if (!["string", "number", "boolean"].includes(typeof value)) throw malformed(`"${key}" has to be a plain value.`);
    values.set(name, String(value));
  }
  const capacity = values.get("Capacity") ?? "";
  if (!/^\d*$/.test(capacity)) throw malformed("Capacity has to be a number.");
  if (!/^(true|false)?$/i.test(values.get("RebuildInstance") ?? "")) throw malformed("RebuildInstance is a boolean.");
  return { quantity: readQuantity(values.get("Quantity") ?? ""), values };
}

function readQuantity(text: string): number {
  const quantity = text === "" ? 1 : Number(text);
  const isFine = /^\d*$/.test(text) && quantity >= 1 && quantity <= 300;
  if (!isFine) throw malformed("Quantity has to be from 1 to 300.");
  return quantity;
}

/** How many instances such a call creates at most; 0 when it will be rejected. */
export function countCreated(text: string): number {
  try {
    return parseElements(text).reduce((sum, { quantity }) => sum + quantity, 0);
  } catch (error) {
    if (error instanceof ApiError) return 0;
    throw error;
  }
}

/** For the journal. Text that is not JSON may hold a password anywhere, so it is hidden altogether. */
export function withoutPasswords(text: string): string {
  try {
    return JSON.stringify(JSON.parse(text), (key, value: unknown) => (/^password$/i.test(key) ? "[hidden]" : value));
  } catch {
    return "[hidden]";
  }
}
