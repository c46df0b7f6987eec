import { pendingTagKey } from "../core/resource/cloud";
import { type Tags, tagDifference } from "../core/resource/tags";
import { tagResources, untagResources } from "./actions/tags";
import type { AliyunRedisInputs } from "./args";
import type { AliyunApi } from "./client";
import type { AliyunInstance } from "./instance";
import { tagsThatFit, withoutPendingTag } from "./tags";

/** Changes the tags to the wanted ones; surplus ones are removed first, because the number of tags is limited. */
export async function syncTags(api: AliyunApi, id: string, wanted: Tags, { allTags }: AliyunInstance): Promise<void> {
  const present = withoutPendingTag(allTags);
  const expected = tagsThatFit(wanted, pendingTagKey in allTags);
  const { surplus, missing } = tagDifference(present, expected);
  if (Object.keys(surplus).length > 0) await untagResources(api, [id], Object.keys(surplus));
  if (Object.keys(missing).length > 0) await tagResources(api, [id], missing);
}

/** Adds the tag that did not fit beside the pending tag. Adding a tag that already exists has no effect. */
export async function afterUntag(api: AliyunApi, id: string, { tags = {} }: Partial<AliyunRedisInputs>): Promise<void> {
  const sent = tagsThatFit(tags, true);
  const last = Object.entries(tags).filter(([key]) => !Object.hasOwn(sent, key));
  if (last.length > 0) await tagResources(api, [id], Object.fromEntries(last));
}
