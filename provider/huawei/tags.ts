import { isSame } from "../core/host/stableJson";
import { pendingTagKey } from "../core/resource/cloud";
import type { HuaweiInstance } from "./instance";

/** How many tags an instance has. [doc] */
export const mostTags = 20;

type Tags = Readonly<Record<string, string>>;

/** Without ours and the system's. */
export function userTags({ tags }: Pick<HuaweiInstance, "tags">): Record<string, string> {
  return Object.fromEntries(Object.entries(tags).filter(([key]) => key !== pendingTagKey && !key.startsWith("_sys_")));
}

/** What is compared: with the mark where it takes the place of one of the user's. */
export function comparableTags(observed: Pick<HuaweiInstance, "tags">): Record<string, string> {
  const tags = userTags(observed);
  const isCrowded = observed.tags[pendingTagKey] !== undefined && Object.keys(tags).length === mostTags - 1;
  return isCrowded ? { ...tags, [pendingTagKey]: "" } : tags;
}

export function sameTags(actual: Tags, wanted: Tags): boolean {
  const isCrowded = Object.hasOwn(actual, pendingTagKey);
  const due = isCrowded ? Object.fromEntries(Object.entries(wanted).slice(0, mostTags - 1)) : wanted;
  return isSame(withoutMark(actual), due);
}

export function withoutMark(tags: Tags): Record<string, string> {
  return Object.fromEntries(Object.entries(tags).filter(([key]) => key !== pendingTagKey));
}
