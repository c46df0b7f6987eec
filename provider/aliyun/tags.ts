import { pendingTagKey } from "../core/resource/cloud";
import type { AliyunInstance } from "./instance";

/** An instance has at most this many tags, the pending tag included. [doc] */
const maxTags = 20;

type Tags = Readonly<Record<string, string>>;

/** The tags to compare: all but the vendor's own. The pending tag is among them while it exists. */
export function comparableTags({ allTags }: AliyunInstance): Record<string, string> {
  return Object.fromEntries(Object.entries(allTags).filter(([key]) => !/^(acs:|aliyun)/.test(key)));
}

export function withoutPendingTag({ [pendingTagKey]: _, ...tags }: Tags): Record<string, string> {
  return tags;
}

/**
 * The tags that fit beside the pending tag, which has priority: without it the instance of an interrupted run is lost.
 * A tag that does not fit is added once the pending tag is removed (`afterUntag`).
 */
export function tagsThatFit(tags: Tags, hasPendingTag: boolean, most = maxTags): Record<string, string> {
  return Object.fromEntries(
    Object.entries(tags)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .slice(0, hasPendingTag ? most - 1 : most),
  );
}

/** The pending tag, if there is one, and the tags that fit beside it. */
export function withPendingTag(tags: Tags, pendingTag: string | undefined, most = maxTags): Record<string, string> {
  return {
    ...(pendingTag ? { [pendingTagKey]: pendingTag } : {}),
    ...tagsThatFit(tags, pendingTag !== undefined, most),
  };
}

/** The tags as the creating calls take them. */
export function createTags(tags: Tags, pendingTag: string | undefined, most: number): { Key: string; Value: string }[] {
  return Object.entries(withPendingTag(tags, pendingTag, most)).map(([key, value]) => ({ Key: key, Value: value }));
}

/** A tag that does not fit beside the pending tag is not a difference. */
export function sameTags(actual: Tags, wanted: Tags): boolean {
  const present = withoutPendingTag(actual);
  const expected = tagsThatFit(wanted, pendingTagKey in actual);
  const keys = new Set([...Object.keys(present), ...Object.keys(expected)]);
  return [...keys].every((key) => present[key] === expected[key]);
}
