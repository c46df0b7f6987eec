import { pendingTagKey } from "../core/resource/cloud";
import { tagResources, unTagResources } from "./actions/tags";
import type { JdApi } from "./client";
import type { JdInstance } from "./instance";

type Tags = Readonly<Record<string, string>>;

/** Changes the tags that differ. */
export async function syncTags(api: JdApi, id: string, wanted: Tags, actual: Tags): Promise<void> {
  const surplus = Object.entries(actual).filter(([key]) => !Object.hasOwn(wanted, key));
  if (surplus.length > 0) await unTagResources(api, [id], Object.fromEntries(surplus));
  const missing = Object.entries(wanted).filter(([key, value]) => actual[key] !== value);
  if (missing.length > 0) await tagResources(api, [id], Object.fromEntries(missing));
}

/** One call an instance: a tag is removed by key and value, and every pending tag has its own value. */
export async function removePendingTags(api: JdApi, tagged: readonly JdInstance[]): Promise<void> {
  await Promise.all(
    tagged.flatMap(({ instanceId, allTags: { [pendingTagKey]: pendingTag } }) =>
      pendingTag === undefined ? [] : [unTagResources(api, [instanceId], { [pendingTagKey]: pendingTag })],
    ),
  );
}
