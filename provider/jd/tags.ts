import { pendingTagKey } from "../core/resource/cloud";
import type { JdInstance } from "./instance";

/** Without ours. */
export function userTags({ allTags }: JdInstance): Record<string, string> {
  return Object.fromEntries(Object.entries(allTags).filter(([key]) => key !== pendingTagKey));
}
