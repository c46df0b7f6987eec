import { z } from "zod";
import { allPages } from "../../core/client/pages";
import { reads, writes } from "../../core/client/request";
import { emptyReply, idForm, type Params } from "../../core/client/wire";
import type { JdApi } from "../client";
import { creationRules, orderRules, removalRules, switchRules } from "../errors";
import { fromWire, type JdInstance, wireInstance } from "../instance";

export const instancePath = (id: string, ...rest: readonly string[]) => ["cacheInstance", id, ...rest];
/** A verb follows the id after a colon. */
export const verbPath = (id: string, verb: string) => ["cacheInstance", id && `${id}:${verb}`];
const orderReply = z.object({ orderNum: z.coerce.string().optional() });

/**
 * Orders an instance. The answer has its id at once; the instance is `creating` for minutes.
 *
 * Not repeated after a lost answer: the API has no idempotency token, and names are not unique. The pending tag in
 * `userTags` leads back to the instance. [sdk]
 * Money: prepaid instances are billed at once.
 *
 * @throws CloudError  input: INVALID_ARGUMENT, or NOT_FOUND for a wrong network, zone or class; quota: QUOTA_EXCEEDED, or
 *                     FAILED_PRECONDITION for what the account lacks
 * @see createCacheInstance, docs.jdcloud.com/cn/jcs-for-redis/api/createcacheinstance; redis 2.7.46 of the vendor's SDK
 */
export async function createCacheInstance(
  api: JdApi,
  params: { cacheInstance: Params; charge: Params },
): Promise<{ id: string; orderNum: string | undefined }> {
  const reply = await api.call(
    writes("createCacheInstance", "never"),
    { method: "POST", path: ["cacheInstance"], params, errors: [...orderRules, ...creationRules] },
    orderReply.extend({ cacheInstanceId: z.string().regex(idForm) }),
  );
  return { id: reply.cacheInstanceId, orderNum: reply.orderNum };
}

/**
 * Describes an instance.
 * @throws CloudError  notFound
 * @see describeCacheInstance, docs.jdcloud.com/cn/jcs-for-redis/api/describecacheinstance
 */
export async function describeCacheInstance(api: JdApi, id: string): Promise<JdInstance> {
  const reply = await api.call(
    reads("describeCacheInstance"),
    { method: "GET", path: instancePath(id) },
    z.object({ cacheInstance: wireInstance, requestId: z.string() }),
  );
  return fromWire(reply.cacheInstance, api.regionId, reply.requestId);
}

/** The most that the API allows. */
const pageSize = 100;
/** A page full. The URL has 4 kB then, which proxies let through. */
const maxIds = pageSize;

const listReply = z.object({ cacheInstances: z.array(wireInstance).nullish(), totalCount: z.number().nullish() });

/**
 * Lists the given instances, or all of the account in the region. Instances that do not exist are left out.
 * @throws CloudError
 * @see describeCacheInstances, redis 2.7.46 of the vendor's SDK
 */
export async function describeCacheInstances(api: JdApi, ids?: readonly string[]): Promise<JdInstance[]> {
  if (ids === undefined) return list(api, {});
  const parts = Array.from({ length: Math.ceil(ids.length / maxIds) }, (_, part) =>
    ids.slice(part * maxIds, (part + 1) * maxIds),
  );
  const found = await Promise.all(parts.map((values) => list(api, { filters: [{ name: "cacheInstanceId", values }] })));
  return found.flat();
}

function list(api: JdApi, params: Params): Promise<JdInstance[]> {
  const action = reads("describeCacheInstances");
  const ask = async (pageNumber: number, before: number) => {
    const request = { method: "GET", path: ["cacheInstance"], params: { pageNumber, pageSize, ...params } } as const;
    const { cacheInstances, totalCount } = await api.call(action, request, listReply);
    const entries = (cacheInstances ?? []).map((wire) => fromWire(wire, api.regionId));
    return { entries, isLast: entries.length < pageSize || before + entries.length === totalCount };
  };
  return allPages(action, ask, ({ instanceId }) => instanceId);
}

/**
 * Changes name, description or both. Visible at once. [qa]
 * @throws CloudError  notFound; input: an empty name
 * @see modifyCacheInstanceAttribute, redis 2.7.46
 */
export async function modifyCacheInstanceAttribute(
  api: JdApi,
  id: string,
  params: { cacheInstanceName?: string | undefined; cacheInstanceDescription?: string | undefined },
): Promise<void> {
  await api.call(
    writes("modifyCacheInstanceAttribute"),
    { method: "PATCH", path: instancePath(id), params },
    emptyReply,
  );
}

/**
 * Sets the password, or removes it with `""`. Effective at once; existing connections stay open. [doc]
 * @throws CloudError  notFound; input; conflict: not running
 * @see resetCacheInstancePassword, redis 2.7.46
 */
export async function resetCacheInstancePassword(api: JdApi, id: string, password: string): Promise<void> {
  await api.call(
    writes("resetCacheInstancePassword"),
    { method: "POST", path: verbPath(id, "resetCacheInstancePassword"), params: { password } },
    emptyReply,
  );
}

/**
 * Orders another class or another number of shards or replicas; every such order names the class. The instance is
 * `changing` for minutes. An order for the maintenance window does not change the status at first.
 *
 * Money: a more expensive class of a prepaid instance is billed at once.
 *
 * @throws CloudError  conflict: not running, or the last order is still being billed; input: the same class, or
 *   NOT_FOUND for a class that does not exist
 * @see modifyCacheInstanceClass, redis 2.7.46
 */
export async function modifyCacheInstanceClass(
  api: JdApi,
  id: string,
  params: {
    cacheInstanceClass: string;
    shardNumber?: number | undefined;
    replicaNumber?: number | undefined;
    effectiveTime: "Immediately" | "MaintainTime";
  },
): Promise<void> {
  await api.call(
    writes("modifyCacheInstanceClass"),
    { method: "POST", path: verbPath(id, "modifyCacheInstanceClass"), params, errors: orderRules },
    emptyReply,
  );
}

/**
 * Turns a standard instance into a native cluster; there is no way back. Not repeated: a second call is always rejected.
 * @throws CloudError  notFound; unsupported: not running, or not a standard instance
 * @see modifyInstanceType, redis 2.7.46
 */
export async function modifyInstanceType(api: JdApi, id: string, targetType: "native-cluster"): Promise<void> {
  await api.call(
    writes("modifyInstanceType", "never"),
    { method: "POST", path: instancePath(id, "modifyInstanceType"), params: { targetType }, errors: switchRules },
    emptyReply,
  );
}

/**
 * Checks whether the instance could be deleted now; the rejection gives the reason.
 * @throws CloudError  notFound; protected: prepaid and not expired; conflict: State, IN PROCESSING
 * @see checkDeletable, redis 2.7.46 (since August 2024)
 */
export async function checkDeletable(api: JdApi, id: string): Promise<void> {
  await api.call(
    reads("checkDeletable"),
    { method: "POST", path: instancePath(id, "checkDeletable"), errors: removalRules },
    emptyReply,
  );
}

/**
 * Deletes an instance with the status `running` or `error`; it moves to the recycle bin.
 * @throws CloudError  notFound; protected; conflict: State, IN PROCESSING
 * @see deleteCacheInstance, docs.jdcloud.com/cn/jcs-for-redis/api/deletecacheinstance
 */
export async function deleteCacheInstance(api: JdApi, id: string): Promise<void> {
  await api.call(
    writes("deleteCacheInstance"),
    { method: "DELETE", path: instancePath(id), errors: removalRules },
    emptyReply,
  );
}

/**
 * The regions in which the account can have instances.
 * @throws CloudError  accessDenied
 * @see describeAvailableRegion, redis 2.7.46 of the vendor's SDK
 */
export async function describeAvailableRegion(api: JdApi): Promise<string[]> {
  const reply = await api.call(
    reads("describeAvailableRegion"),
    { method: "GET", path: ["availableRegion"], params: {} },
    z.object({ availableRegions: z.array(z.object({ regionId: z.string() })) }),
  );
  return reply.availableRegions.map(({ regionId }) => regionId);
}
