import { pendingTagKey } from "../core/resource/cloud";
import type { JdInstance } from "./instance";

/** The tags to compare: all but the pending tag. */
export function comparableTags({ allTags }: JdInstance): Record<string, string> {
  return Object.fromEntries(Object.entries(allTags).filter(([key]) => key !== pendingTagKey));
}
