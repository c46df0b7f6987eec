import { createHash } from "node:crypto";

/** The first characters of a SHA-256: short enough for a tag, long enough that two never meet by chance. */
export function digest(value: unknown, length = 12): string {
  return createHash("sha256").update(stable(value)).digest("hex").slice(0, length);
}

/** JSON with sorted keys, so that the order in which a program writes its arguments is no difference. */
function stable(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(stable).join(",")}]`;
  if (typeof value === "object" && value !== null) {
    const entries = Object.entries(value).filter(([, entry]) => entry !== undefined);
    return `{${entries
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([key, entry]) => `${JSON.stringify(key)}:${stable(entry)}`)
      .join(",")}}`;
  }
  return JSON.stringify(value ?? null);
}
