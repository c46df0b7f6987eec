import { isSame } from "../host/stableJson";

/**
 * What the cloud has in place of what the program declares, without any value of the program: it may have come as a secret.
 * The cloud's own value is shown where it is one number, text or boolean; of lists and maps it may be half the program's.
 */
export function difference(name: string, actual: unknown, declared: unknown): string {
  if (typeof actual !== "object")
    return `${name} is ${JSON.stringify(actual)} in the cloud, not what the program declares`;
  if (!isRecord(actual) || !isRecord(declared)) return `${name} is not what the program declares`;
  const keys = [...new Set([...Object.keys(actual), ...Object.keys(declared)])].sort();
  const different = keys.filter((key) => !isSame(actual[key], declared[key]));
  return `${name} is not what the program declares: ${different.join(", ")}`;
}

/** Neither a list nor null. */
export const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === "object" && value !== null && !Array.isArray(value);
