import { isSame } from "../core/host/stableJson";
import { pendingTagKey } from "../core/resource/cloud";
import { ownTagCount, type Tags, withoutOwnTags } from "../core/resource/tags";
import type { AliyunInstance } from "./instance";

/** An instance has at most this many tags, the pending tag included. [doc] */
export const maxTags = 20;

/** The tags to compare: all but the vendor's own. The pending tag is among them while it exists. */
export function comparableTags({ allTags }: AliyunInstance): Record<string, string> {
  return Object.fromEntries(Object.entries(allTags).filter(([key]) => !/^(acs:|aliyun)/i.test(key)));
}

/**
 * The tags that fit beside ours, which have priority: without the pending tag the instance of an interrupted run is lost.
 * A tag that does not fit is added once ours are removed (`afterUntag`).
 */
export function tagsThatFit(tags: Tags, ownTags: number, most = maxTags): Record<string, string> {
  return Object.fromEntries(
    Object.entries(tags)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .slice(0, most - ownTags),
  );
}

/** The pending tag, if there is one, and the tags that fit beside it. */
export function withPendingTag(tags: Tags, pendingTag: string | undefined, most = maxTags): Record<string, string> {
  return {
    ...(pendingTag ? { [pendingTagKey]: pendingTag } : {}),
    ...tagsThatFit(tags, pendingTag === undefined ? 0 : 1, most),
  };
}

/** The tags as the creating calls take them. */
export function createTags(tags: Tags, pendingTag: string | undefined, most: number): { Key: string; Value: string }[] {
  return Object.entries(withPendingTag(tags, pendingTag, most)).map(([key, value]) => ({ Key: key, Value: value }));
}

/** A tag that does not fit beside ours is not a difference. */
export function sameTags(actual: Tags, wanted: Tags): boolean {
  return isSame(withoutOwnTags(actual), tagsThatFit(wanted, ownTagCount(actual)));
}
