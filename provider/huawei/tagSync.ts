import { pendingTagKey } from "../core/resource/cloud";
import { createTags, deleteTags } from "./actions/tags";
import type { HuaweiApi } from "./client";
import type { HuaweiInstance } from "./instance";
import { mostTags, userTags } from "./tags";

type Tags = Readonly<Record<string, string>>;

/**
 * Brings the user's tags about by what differs, so that no tag that stays is away for a moment. While the mark is there
 * it takes a place: tags beyond the limit follow when it is gone.
 */
export async function syncTags(api: HuaweiApi, id: string, wanted: Tags, observed: HuaweiInstance): Promise<void> {
  const present = userTags(observed);
  const surplus = Object.keys(present).filter((key) => !Object.hasOwn(wanted, key));
  if (surplus.length > 0) await deleteTags(api, id, surplus);
  const isMarked = Object.hasOwn(observed.tags, pendingTagKey);
  const missing = Object.entries(wanted)
    .slice(0, isMarked ? mostTags - 1 : mostTags)
    .filter(([key, value]) => present[key] !== value);
  if (missing.length > 0) await createTags(api, id, Object.fromEntries(missing));
}

/** The tags that the mark's place has kept away. */
export async function tagsBesideMark(api: HuaweiApi, id: string, wanted: Tags = {}): Promise<void> {
  const late = Object.entries(wanted).slice(mostTags - 1);
  if (late.length > 0) await createTags(api, id, Object.fromEntries(late));
}
