/** JSON with sorted keys, so that the order in which a program writes its arguments makes no difference. */
export function stableJson(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(stableJson).join(",")}]`;
  if (typeof value === "object" && value !== null) {
    const entries = Object.entries(value).filter(([, entry]) => entry !== undefined);
    return `{${entries
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([key, entry]) => `${JSON.stringify(key)}:${stableJson(entry)}`)
      .join(",")}}`;
  }
  return JSON.stringify(value ?? null);
}

/** The same values, whatever the order of their keys. */
export const isSame = (a: unknown, b: unknown): boolean => a === b || stableJson(a) === stableJson(b);
