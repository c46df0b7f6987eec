import { means } from "../core/client/errors";
import { hasRoomForOurs } from "../core/resource/cloud";
import type { Origin, UntaggedInstance } from "../core/resource/definition";
import type { Tags } from "../core/resource/tags";
import { describeAllInstances, describeInstances } from "./actions/instance";
import type { AliyunRedisInputs } from "./args";
import type { AliyunApi } from "./client";
import type { AliyunInstance } from "./instance";
import { comparableTags, maxTags } from "./tags";

/**
 * When the instances were created, and whether they have been deleted since: the list has the existing ones, the recycle
 * bin some of the others.
 */
export async function origins(api: AliyunApi, ids: readonly string[]): Promise<ReadonlyMap<string, Origin>> {
  const existing = await listed(api, ids);
  const known = new Set(existing.map(({ instanceId }) => instanceId));
  const binned = await listed(
    api,
    ids.filter((id) => !known.has(id)),
    true,
  );
  return new Map([
    ...binned.map((instance) => [instance.instanceId, originOf(instance, true)] as const),
    ...existing.map((instance) => [instance.instanceId, originOf(instance, instance.status === "Released")] as const),
  ]);
}

function originOf({ createTime }: AliyunInstance, isDeleted: boolean): Origin {
  return { createdAt: createTime === undefined ? undefined : Date.parse(createTime), isDeleted };
}

/** One unknown id can fail the call for all of them; then each is listed on its own. */
export async function listed(api: AliyunApi, ids: readonly string[], isExpired = false): Promise<AliyunInstance[]> {
  try {
    return await describeInstances(api, ids, isExpired);
  } catch (error) {
    if (!means(error, "notFound")) throw error;
    if (ids.length < 2) return [];
    return (await Promise.all(ids.map((id) => listed(api, [id], isExpired)))).flat();
  }
}

type Args = Partial<AliyunRedisInputs>;

/**
 * Instances with the name of the arguments, or of the same class in the same place, that carry no tag. Where the program's own
 * tags leave no room for ours, they may carry those.
 */
export async function untaggedLike(api: AliyunApi, args: Args): Promise<UntaggedInstance[]> {
  const given: Tags = args.tags ?? {};
  const own: Tags = hasRoomForOurs({ mostTags: maxTags }, Object.keys(given).length) ? {} : given;
  const isUntagged = (instance: AliyunInstance) =>
    Object.entries(comparableTags(instance)).every(([key, value]) => own[key] === value);
  const all = await describeAllInstances(api);
  return all
    .filter((instance) => instance.status !== "Released" && isUntagged(instance) && isLike(instance, args))
    .map((instance) => ({ id: instance.instanceId, createdAt: originOf(instance, false).createdAt }));
}

/** An edit of the program changes one or the other, hardly both. */
function isLike(instance: AliyunInstance, args: Args): boolean {
  if (args.instanceName !== undefined && args.instanceName === instance.instanceName) return true;
  const names = ["zoneId", "vSwitchId", "instanceClass", "capacity"] as const;
  return names.every((name) => args[name] === undefined || args[name] === instance[name]);
}
