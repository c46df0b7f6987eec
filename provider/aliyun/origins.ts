import { means } from "../core/client/errors";
import type { Origin } from "../core/resource/definition";
import { describeInstances } from "./actions/instance";
import type { AliyunApi } from "./client";
import type { AliyunInstance } from "./instance";

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
