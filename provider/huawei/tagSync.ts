import { pendingTagKey } from "../core/resource/cloud";
import { type Tags, tagDifference } from "../core/resource/tags";
import { createTags, deleteTags } from "./actions/tags";
import type { ParsedArgs } from "./args";
import type { HuaweiApi } from "./client";
import type { HuaweiInstance } from "./instance";
import { maxTags, userTags } from "./tags";

/**
 * Changes only the tags that differ, so that an unchanged tag is never missing. The pending tag uses one of the places:
 * a tag beyond the limit follows in `afterUntag`.
 */
export async function syncTags(api: HuaweiApi, id: string, wanted: Tags, observed: HuaweiInstance): Promise<void> {
  const present = userTags(observed);
  const surplus = Object.keys(tagDifference(present, wanted).surplus);
  if (surplus.length > 0) await deleteTags(api, id, surplus);
  const places = Object.hasOwn(observed.tags, pendingTagKey) ? maxTags - 1 : maxTags;
  const { missing } = tagDifference(present, Object.fromEntries(Object.entries(wanted).slice(0, places)));
  if (Object.keys(missing).length > 0) await createTags(api, id, missing);
}

/** Adds the tags for which the pending tag left no room. */
export async function afterUntag(api: HuaweiApi, id: string, { tags = {} }: Partial<ParsedArgs>): Promise<void> {
  const late = Object.entries(tags).slice(maxTags - 1);
  if (late.length > 0) await createTags(api, id, Object.fromEntries(late));
}
