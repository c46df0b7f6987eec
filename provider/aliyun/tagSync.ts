import { ownTagKeys } from "../core/resource/cloud";
import { ownTagCount, type Tags, tagDifference, withoutOwnTags } from "../core/resource/tags";
import { tagResources, untagResources } from "./actions/tags";
import type { AliyunRedisInputs } from "./args";
import type { AliyunApi } from "./client";
import type { AliyunInstance } from "./instance";
import { comparableTags, tagsThatFit } from "./tags";

/** Changes the tags to the wanted ones; surplus ones are removed first, because the number of tags is limited. */
export async function syncTags(api: AliyunApi, id: string, wanted: Tags, observed: AliyunInstance): Promise<void> {
  const present = comparableTags(observed);
  const { surplus, missing } = tagDifference(withoutOwnTags(present), tagsThatFit(wanted, ownTagCount(present)));
  if (Object.keys(surplus).length > 0) await untagResources(api, [id], Object.keys(surplus));
  if (Object.keys(missing).length > 0) await tagResources(api, [id], missing);
}

/** Adds the tags for which ours left no room. Adding a tag that already exists has no effect. */
export async function afterUntag(api: AliyunApi, id: string, { tags = {} }: Partial<AliyunRedisInputs>): Promise<void> {
  const sent = tagsThatFit(tags, ownTagKeys.length);
  const last = Object.entries(tags).filter(([key]) => !Object.hasOwn(sent, key));
  if (last.length > 0) await tagResources(api, [id], Object.fromEntries(last));
}
