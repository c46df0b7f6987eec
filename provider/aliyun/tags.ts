import { pendingTagKey } from "../core/resource/cloud";
import type { AliyunInstance } from "./instance";

/** An instance carries no more tags than this, our mark included. [doc] */
const mostTags = 20;

type Tags = Readonly<Record<string, string>>;

/** The user's tags and, while it is there, our mark: without the system's. */
export function tagsOf({ allTags }: AliyunInstance): Record<string, string> {
  return Object.fromEntries(Object.entries(allTags).filter(([key]) => !/^(acs:|aliyun)/.test(key)));
}

export function withoutMark({ [pendingTagKey]: _, ...tags }: Tags): Record<string, string> {
  return tags;
}

/**
 * The tags that fit beside the mark, which comes first: without it an interrupted run's instance is lost. The one that
 * does not fit follows when the mark is off (`afterMark`), and no sooner.
 */
export function fitting(tags: Tags, isMarked: boolean, most = mostTags): Record<string, string> {
  return Object.fromEntries(
    Object.entries(tags)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .slice(0, isMarked ? most - 1 : most),
  );
}

/** The mark, and the tags that fit beside it. */
export function besideMark(tags: Tags, pendingTag: string | undefined, most = mostTags): Record<string, string> {
  return {
    ...(pendingTag ? { [pendingTagKey]: pendingTag } : {}),
    ...fitting(tags, pendingTag !== undefined, most),
  };
}

/** The tags of the creating call. */
export function tagsAtBirth(
  tags: Tags,
  pendingTag: string | undefined,
  most: number,
): { Key: string; Value: string }[] {
  return Object.entries(besideMark(tags, pendingTag, most)).map(([key, value]) => ({ Key: key, Value: value }));
}

/** While the mark takes its room, a tag that has no room is no difference. */
export function sameTags(actual: Tags, wanted: Tags): boolean {
  const present = withoutMark(actual);
  const expected = fitting(wanted, pendingTagKey in actual);
  const keys = new Set([...Object.keys(present), ...Object.keys(expected)]);
  return [...keys].every((key) => present[key] === expected[key]);
}
