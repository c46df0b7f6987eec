import { type Tags, tagDifference, withoutOwnTags } from "../core/resource/tags";
import { tagResources, unTagResources } from "./actions/tags";
import type { JdApi } from "./client";
import type { JdInstance } from "./instance";
import { comparableTags } from "./tags";

/** Changes the tags that differ. */
export async function syncTags(api: JdApi, id: string, wanted: Tags, observed: JdInstance): Promise<void> {
  const { surplus, missing } = tagDifference(comparableTags(observed), wanted);
  if (Object.keys(surplus).length > 0) await unTagResources(api, [id], surplus);
  if (Object.keys(missing).length > 0) await tagResources(api, [id], missing);
}

/** One call an instance: a tag is removed by key and value, and every pending tag has its own value. */
export async function untagPending(api: JdApi, tagged: readonly JdInstance[]): Promise<void> {
  await Promise.all(
    tagged.flatMap(({ instanceId, allTags }) => {
      const { surplus } = tagDifference(allTags, withoutOwnTags(allTags));
      return Object.keys(surplus).length > 0 ? [unTagResources(api, [instanceId], surplus)] : [];
    }),
  );
}
