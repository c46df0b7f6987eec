import { means } from "../../core/client/errors";
import type { Origin } from "../../core/lifecycle/order";
import { describeInstances, type ListedInstance } from "../actions/instance";
import type { AliyunApi } from "../client";

/**
 * When the instances were made, and whether they have been deleted since: those that live are listed, of the others the recycle bin
 * knows some.
 */
export async function origins(api: AliyunApi, ids: readonly string[]): Promise<ReadonlyMap<string, Origin>> {
  const living = await listed(api, ids);
  const known = new Set(living.map(({ instanceId }) => instanceId));
  const binned = await listed(
    api,
    ids.filter((id) => !known.has(id)),
    true,
  );
  return new Map([
    ...binned.map((instance) => [instance.instanceId, originOf(instance, true)] as const),
    ...living.map((instance) => [instance.instanceId, originOf(instance, instance.status === "Released")] as const),
  ]);
}

function originOf({ createTime }: ListedInstance, isDeleted: boolean): Origin {
  return { createdAt: createTime === undefined ? undefined : Date.parse(createTime), isDeleted };
}

/** One id that the cloud does not know may spoil the answer for all: then each is asked for on its own. */
export async function listed(api: AliyunApi, ids: readonly string[], isExpired = false): Promise<ListedInstance[]> {
  try {
    return await describeInstances(api, ids, isExpired);
  } catch (error) {
    if (!means(error, "notFound")) throw error;
    if (ids.length < 2) return [];
    return (await Promise.all(ids.map((id) => listed(api, [id], isExpired)))).flat();
  }
}
