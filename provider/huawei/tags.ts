import { isSame } from "../core/host/stableJson";
import { pendingTagKey } from "../core/resource/cloud";
import type { HuaweiInstance } from "./instance";

/** How many tags an instance can have. [doc] */
export const maxTags = 20;

type Tags = Readonly<Record<string, string>>;

/** The tags without the pending tag and the system's. */
export function userTags({ tags }: Pick<HuaweiInstance, "tags">): Record<string, string> {
  return Object.fromEntries(Object.entries(tags).filter(([key]) => key !== pendingTagKey && !key.startsWith("_sys_")));
}

/** The tags to compare. The pending tag is among them only while it leaves no room for one of the user's. */
export function comparableTags(observed: Pick<HuaweiInstance, "tags">): Record<string, string> {
  const tags = userTags(observed);
  const isFull = observed.tags[pendingTagKey] !== undefined && Object.keys(tags).length === maxTags - 1;
  return isFull ? { ...tags, [pendingTagKey]: "" } : tags;
}

export function sameTags(actual: Tags, wanted: Tags): boolean {
  const isFull = Object.hasOwn(actual, pendingTagKey);
  const due = isFull ? Object.fromEntries(Object.entries(wanted).slice(0, maxTags - 1)) : wanted;
  return isSame(withoutPendingTag(actual), due);
}

export function withoutPendingTag(tags: Tags): Record<string, string> {
  return Object.fromEntries(Object.entries(tags).filter(([key]) => key !== pendingTagKey));
}
