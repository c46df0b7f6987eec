import { type Tags, tagDifference } from "../../provider/core/resource/tags";
import { tag, untag } from "./actions";
import type { ToyApi } from "./client";
import type { ToyInstance } from "./instance";
import { comparableTags } from "./tags";

export async function syncTags(api: ToyApi, id: string, wanted: Tags, observed: ToyInstance): Promise<void> {
  const { surplus, missing } = tagDifference(comparableTags(observed) ?? {}, wanted);
  if (Object.keys(surplus).length > 0) await untag(api, [id], Object.keys(surplus));
  if (Object.keys(missing).length > 0) await tag(api, id, missing);
}
