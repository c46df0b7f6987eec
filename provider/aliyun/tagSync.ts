import { pendingTagKey } from "../core/resource/cloud";
import { tagResources, untagResources } from "./actions/tags";
import type { AliyunApi } from "./client";
import { fitting, withoutMark } from "./tags";

type Tags = Readonly<Record<string, string>>;

/** Brings the tags to what is wanted; surplus ones first, because their room may be needed. */
export async function syncTags(api: AliyunApi, id: string, wanted: Tags, actual: Tags): Promise<void> {
  const present = withoutMark(actual);
  const expected = fitting(wanted, pendingTagKey in actual);
  const surplus = Object.keys(present).filter((key) => !Object.hasOwn(expected, key));
  if (surplus.length > 0) await untagResources(api, [id], surplus);
  const missing = Object.entries(expected).filter(([key, value]) => present[key] !== value);
  if (missing.length > 0) await tagResources(api, [id], Object.fromEntries(missing));
}

/** The mark is off: the tag whose room it took can follow. Putting on what is there already does nothing. */
export async function followMark(api: AliyunApi, id: string, tags: Tags = {}): Promise<void> {
  const beside = fitting(tags, true);
  const last = Object.entries(tags).filter(([key]) => !Object.hasOwn(beside, key));
  if (last.length > 0) await tagResources(api, [id], Object.fromEntries(last));
}
