import { z } from "zod";
import { reads, writes } from "../../core/client/request";
import type { Params } from "../../core/client/wire";
import type { JdApi } from "../client";
import { orderRules, removalRules, switchRules } from "../errors";
import { fromWire, type JdInstance, wireInstance } from "../instance";

export const instancePath = (id: string, ...rest: readonly string[]) => ["cacheInstance", id, ...rest];
/** Verbs follow the id after a colon. An empty id must stay empty, so that it is noticed. */
export const verbPath = (id: string, verb: string) => ["cacheInstance", id && `${id}:${verb}`];
export const nothing = z.object({});

const orderReply = z.object({ orderNum: z.coerce.string().optional() });

/**
 * Orders an instance. Answers at once with an id; the instance is `creating` for minutes.
 *
 * Never repeated when the answer was lost: the API has no idempotency token, and names are not unique. The mark in
 * `userTags` finds the instance again. [sdk]
 * Money: prepaid instances are billed at once.
 *
 * @throws CloudError  input: INVALID_ARGUMENT, or NOT_FOUND for a wrong network, zone or class; quota: QUOTA_EXCEEDED
 * @see createCacheInstance, docs.jdcloud.com/cn/jcs-for-redis/api/createcacheinstance; redis 2.7.46 of the vendor's SDK
 */
export async function createCacheInstance(
  api: JdApi,
  params: { cacheInstance: Params; charge: Params },
): Promise<{ id: string; orderNum: string | undefined }> {
  const reply = await api.call(
    writes("createCacheInstance", "never"),
    { method: "POST", path: ["cacheInstance"], params, errors: orderRules },
    orderReply.extend({ cacheInstanceId: z.string().min(1) }),
  );
  return { id: reply.cacheInstanceId, orderNum: reply.orderNum };
}

/**
 * Everything that one call tells about an instance.
 * @throws CloudError  gone: NOT_FOUND
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

/** The list gives at most so many on a page. */
const pageSize = 100;
/** Keeps the query of a list call well below what proxies take. */
const mostIds = 50;

const listReply = z.object({ cacheInstances: z.array(wireInstance).nullish(), totalCount: z.number().nullish() });

/**
 * What the list shows: of the given ids, or of all instances of the account in the region. Ids that do not exist are
 * left out.
 * @throws CloudError
 * @see describeCacheInstances, redis 2.7.46 of the vendor's SDK
 */
export async function describeCacheInstances(api: JdApi, ids?: readonly string[]): Promise<JdInstance[]> {
  if (ids === undefined) return allPages(api, {});
  const parts = Array.from({ length: Math.ceil(ids.length / mostIds) }, (_, part) =>
    ids.slice(part * mostIds, (part + 1) * mostIds),
  );
  const found = await Promise.all(
    parts.map((values) => allPages(api, { filters: [{ name: "cacheInstanceId", values }] })),
  );
  return found.flat();
}

async function allPages(api: JdApi, params: Params): Promise<JdInstance[]> {
  const found = new Map<string, JdInstance>();
  for (let pageNumber = 1; ; pageNumber++) {
    const reply = await api.call(
      reads("describeCacheInstances"),
      { method: "GET", path: ["cacheInstance"], params: { pageNumber, pageSize, ...params } },
      listReply,
    );
    const page = reply.cacheInstances ?? [];
    for (const wire of page) found.set(wire.cacheInstanceId, fromWire(wire, api.regionId));
    if (page.length < pageSize) return [...found.values()];
  }
}

/**
 * Renames an instance or describes it anew; either alone will do. Shows at once. [qa]
 * @throws CloudError  gone; input: an empty name
 * @see modifyCacheInstanceAttribute, redis 2.7.46
 */
export async function modifyCacheInstanceAttribute(
  api: JdApi,
  id: string,
  params: { cacheInstanceName?: string | undefined; cacheInstanceDescription?: string | undefined },
): Promise<void> {
  await api.call(writes("modifyCacheInstanceAttribute"), { method: "PATCH", path: instancePath(id), params }, nothing);
}

/**
 * Gives the instance another password, or none with `""`. Works at once; connections that exist go on. [doc]
 * @throws CloudError  gone; input; conflict: not running
 * @see resetCacheInstancePassword, redis 2.7.46
 */
export async function resetCacheInstancePassword(api: JdApi, id: string, password: string): Promise<void> {
  await api.call(
    writes("resetCacheInstancePassword"),
    { method: "POST", path: verbPath(id, "resetCacheInstancePassword"), params: { password } },
    nothing,
  );
}

/**
 * Orders another class, number of shards or of replicas; the class is part of every such order. The instance is
 * `changing` for minutes. Deferred to the maintenance window, its status does not change at first.
 *
 * Money: a dearer class of a prepaid instance is billed at once.
 *
 * @throws CloudError  conflict: not running, or the last order is still being billed; input: the same class, or
 *   NOT_FOUND for a class that is not sold
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
    nothing,
  );
}

/**
 * Makes a standard instance a native cluster; no other way round. Not repeated: a second one is refused for ever.
 * @throws CloudError  gone; unsupported: not running, or not a standard instance
 * @see modifyInstanceType, redis 2.7.46
 */
export async function modifyInstanceType(api: JdApi, id: string, targetType: "native-cluster"): Promise<void> {
  await api.call(
    writes("modifyInstanceType", "never"),
    { method: "POST", path: instancePath(id, "modifyInstanceType"), params: { targetType }, errors: switchRules },
    nothing,
  );
}

/**
 * Asks whether the instance could be deleted now, which says why not in its own words.
 * @throws CloudError  gone; protected: prepaid and not expired; conflict: State, IN PROCESSING
 * @see checkDeletable, redis 2.7.46 (since August 2024)
 */
export async function checkDeletable(api: JdApi, id: string): Promise<void> {
  await api.call(
    reads("checkDeletable"),
    { method: "POST", path: instancePath(id, "checkDeletable"), errors: removalRules },
    nothing,
  );
}

/**
 * Asks for the deletion of an instance that is `running` or `error`; it goes to the recycle bin.
 * @throws CloudError  gone; protected; conflict: State, IN PROCESSING
 * @see deleteCacheInstance, docs.jdcloud.com/cn/jcs-for-redis/api/deletecacheinstance
 */
export async function deleteCacheInstance(api: JdApi, id: string): Promise<void> {
  await api.call(
    writes("deleteCacheInstance"),
    { method: "DELETE", path: instancePath(id), errors: removalRules },
    nothing,
  );
}
