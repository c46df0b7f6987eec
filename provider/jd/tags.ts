import { pendingTagKey } from "../core/resource/cloud";
import type { JdInstance } from "./instance";

/** The instance's tags without the pending tag. */
export function userTags({ allTags }: JdInstance): Record<string, string> {
  return Object.fromEntries(Object.entries(allTags).filter(([key]) => key !== pendingTagKey));
}
