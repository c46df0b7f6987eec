import { means } from "../core/client/errors";
import type { Listing } from "../core/resource/definition";
import { type ShardBandwidth, showAutoscaling, showShardBandwidths } from "./actions/bandwidth";
import { showSubscription } from "./actions/billing";
import { listParameters } from "./actions/configs";
import { listInstances, showInstance } from "./actions/instance";
import { showRenameCommands } from "./actions/renames";
import { showExpiredKeyScan, showKeyScan } from "./actions/scans";
import { showWhitelist } from "./actions/security";
import { listWaitingResizes } from "./actions/tasks";
import { showMinorVersions } from "./actions/version";
import type { ParsedArgs } from "./args";
import type { HuaweiApi } from "./client";
import type { HuaweiInstance } from "./instance";
import { isSettled, statuses } from "./statuses";

type Compared = Readonly<Partial<ParsedArgs>>;

/**
 * Everything that is known of an instance. Show has most of it; whitelist, parameters, renamed commands, autoscaling,
 * scans and subscription cost a call each, and are read only from a ready instance and only if they will be compared.
 */
export async function observe(
  api: HuaweiApi,
  id: string,
  compared: Compared = {},
): Promise<HuaweiInstance | undefined> {
  try {
    const observed = { ...(await showInstance(api, id)), region: api.region };
    if (statuses[observed.status] !== "ready" || !isSettled(observed)) return observed;
    return { ...observed, ...(await detailsOf(api, observed, compared)) };
  } catch (error) {
    if (means(error, "notFound")) return undefined;
    throw error;
  }
}

async function detailsOf(
  api: HuaweiApi,
  observed: HuaweiInstance,
  compared: Compared,
): Promise<Partial<HuaweiInstance>> {
  const { id, chargingMode } = observed;
  const isCompared = (...names: (keyof ParsedArgs)[]) => names.some((name) => name in compared);
  const details = await Promise.all([
    isCompared("whitelist", "enableWhitelist") ? unlessUnsupported(showWhitelist(api, id)) : {},
    isCompared("parameters") ? unlessUnsupported(parametersOf(api, id)) : {},
    isCompared("renameCommands")
      ? unlessUnsupported(showRenameCommands(api, id).then((renameCommands) => ({ renameCommands })))
      : {},
    isCompared("bandwidthAutoscaling")
      ? unlessUnsupported(showAutoscaling(api, id).then((bandwidthAutoscaling) => ({ bandwidthAutoscaling })))
      : {},
    isCompared("bigKeyScan")
      ? unlessUnsupported(showKeyScan(api, id, "bigkey").then((bigKeyScan) => ({ bigKeyScan })))
      : {},
    isCompared("hotKeyScan")
      ? unlessUnsupported(showKeyScan(api, id, "hotkey").then((hotKeyScan) => ({ hotKeyScan })))
      : {},
    isCompared("expiredKeyScan")
      ? unlessUnsupported(showExpiredKeyScan(api, id).then((expiredKeyScan) => ({ expiredKeyScan })))
      : {},
    isCompared("shardBandwidth")
      ? unlessUnsupported(
          showShardBandwidths(api, id).then((shards) => ({ shardBandwidth: bandwidthOf(shards, compared) })),
        )
      : {},
    isCompared("engineMinorVersion", "proxyMinorVersion") ? unlessUnsupported(showMinorVersions(api, id)) : {},
    waitingTasksOf(api, observed, compared),
    isCompared("bssParam") && chargingMode === "prePaid" ? subscriptionOf(api, id, compared) : {},
  ]);
  return Object.assign({}, ...details);
}

/**
 * An order for the maintenance window shows neither in the status nor as the running job. So it is asked for where the
 * program leaves orders to the window, and where the size is not what is wanted; there, missing permission is no error.
 */
async function waitingTasksOf(
  api: HuaweiApi,
  observed: HuaweiInstance,
  { executeImmediately, specCode = observed.specCode, capacity = observed.capacity }: Compared,
): Promise<Partial<HuaweiInstance>> {
  if (executeImmediately !== false && specCode === observed.specCode && capacity === observed.capacity) return {};
  try {
    return { waitingTasks: await listWaitingResizes(api, observed.id) };
  } catch (error) {
    if (means(error, "accessDenied") && executeImmediately !== false) return {};
    throw error;
  }
}

/** Of shards that differ, that of one which has not what is wanted. */
function bandwidthOf(shards: readonly ShardBandwidth[], { shardBandwidth: wanted }: Compared): number {
  const target = typeof wanted === "number" ? wanted : 0;
  const other = shards.find(({ bandwidth, assured }) => bandwidth !== (target === 0 ? assured : target));
  return other?.bandwidth ?? target;
}

async function parametersOf(api: HuaweiApi, id: string): Promise<Partial<HuaweiInstance>> {
  const { status, parameters } = await listParameters(api, id);
  return { configStatus: status, parameters: Object.fromEntries(parameters.map(({ name, value }) => [name, value])) };
}

/**
 * Some instances do not support a call, and some say so only for a while (DCS.4872): the state then keeps its value.
 * Any other error fails the whole observation, because hiding drift would be worse.
 */
async function unlessUnsupported(detail: Promise<Partial<HuaweiInstance>>): Promise<Partial<HuaweiInstance>> {
  try {
    return await detail;
  } catch (error) {
    if (means(error, "unsupported")) return {};
    throw error;
  }
}

/** Where the billing centre is not accessible, or does not know the instance yet, the declared value counts. */
async function subscriptionOf(api: HuaweiApi, id: string, { bssParam }: Compared): Promise<Partial<HuaweiInstance>> {
  const declared = { isAutoRenew: bssParam?.isAutoRenew };
  try {
    return (await showSubscription(api, id)) ?? declared;
  } catch (error) {
    if (means(error, "accessDenied")) return declared;
    throw error;
  }
}

export const listing: Listing<ParsedArgs, HuaweiInstance, HuaweiApi> = {
  // One call lists up to a thousand, so it is not worth asking for the given ones only.
  observe: async (api, ids) => {
    const all = await listInstances(api);
    return new Map(all.flatMap((one) => (ids.includes(one.id) ? [[one.id, { ...one, region: api.region }]] : [])));
  },
  // Nor does it show the running background job. [doc]
  lacks: [
    ...["whitelist", "enableWhitelist", "parameters", "renameCommands", "bandwidthAutoscaling"],
    ...["bigKeyScan", "hotKeyScan", "expiredKeyScan", "transparentClientIp", "instanceBackupPolicy"],
    ...["backendAddrs", "cacheMode", "productType", "replicaCount", "shardingCount", "dbNumber", "bandwidth"],
    ...["subnetName", "subnetCidr", "launchedAt", "expireTime"],
    ...["shardBandwidth", "engineMinorVersion", "proxyMinorVersion", "executeImmediately"],
  ],
  isPartial: ({ chargingMode }, { bssParam }) => bssParam !== undefined && chargingMode === "prePaid",
};
