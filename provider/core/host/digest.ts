import { createHash } from "node:crypto";
import { stableJson } from "./stableJson";

/** The first characters of a SHA-256: short enough for a tag, long enough that no two values share them by chance. */
export function digest(value: unknown, length = 12): string {
  return createHash("sha256").update(stableJson(value)).digest("hex").slice(0, length);
}
