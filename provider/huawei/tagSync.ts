import { ownTagKeys } from "../core/resource/cloud";
import { ownTagCount, type Tags, tagDifference } from "../core/resource/tags";
import { createTags, deleteTags } from "./actions/tags";
import type { ParsedArgs } from "./args";
import type { HuaweiApi } from "./client";
import type { HuaweiInstance } from "./instance";
import { maxTags, tagsThatFit, userTags } from "./tags";

/** Changes only the tags that differ, so that an unchanged tag is never missing. */
export async function syncTags(api: HuaweiApi, id: string, wanted: Tags, observed: HuaweiInstance): Promise<void> {
  const present = userTags(observed);
  const surplus = Object.keys(tagDifference(present, wanted).surplus);
  if (surplus.length > 0) await deleteTags(api, id, surplus);
  const { missing } = tagDifference(present, tagsThatFit(wanted, ownTagCount(observed.tags)));
  if (Object.keys(missing).length > 0) await createTags(api, id, missing);
}

/** Adds the tags for which ours left no room. Adding a tag that already exists has no effect. */
export async function afterUntag(api: HuaweiApi, id: string, { tags = {} }: Partial<ParsedArgs>): Promise<void> {
  const late = Object.entries(tags).slice(maxTags - ownTagKeys.length);
  if (late.length > 0) await createTags(api, id, Object.fromEntries(late));
}
