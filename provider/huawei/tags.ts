import { isSame } from "../core/host/stableJson";
import { ownTagCount, type Tags, withoutOwnTags } from "../core/resource/tags";
import type { HuaweiInstance } from "./instance";

/** How many tags an instance can have. [doc] */
export const maxTags = 20;

/** The tags without ours and the system's. */
export const userTags = (observed: Pick<HuaweiInstance, "tags">): Record<string, string> =>
  withoutOwnTags(comparableTags(observed));

/** The tags to compare: all but the system's; ours are among them while they exist. */
export function comparableTags({ tags }: Pick<HuaweiInstance, "tags">): Record<string, string> {
  return Object.fromEntries(Object.entries(tags).filter(([key]) => !key.startsWith("_sys_")));
}

/** The tags that fit beside ours. */
export function tagsThatFit(tags: Tags, ownTags: number): Record<string, string> {
  return Object.fromEntries(Object.entries(tags).slice(0, maxTags - ownTags));
}

/** A tag that does not fit beside ours is not a difference. */
export function sameTags(actual: Tags, wanted: Tags): boolean {
  return isSame(withoutOwnTags(actual), tagsThatFit(wanted, ownTagCount(actual)));
}
