import { means } from "../core/client/errors";
import { showAutoscaling } from "./actions/bandwidth";
import { showSubscription } from "./actions/billing";
import { listParameters } from "./actions/configs";
import { showInstance } from "./actions/instance";
import { showRenameCommands } from "./actions/renames";
import { showWhitelist } from "./actions/security";
import type { HuaweiArgs } from "./args";
import type { HuaweiApi } from "./client";
import type { HuaweiInstance } from "./instance";
import { statuses } from "./statuses";

/** RUNNING while a background job is named is not ready. [tf] */
export const isSettled = ({ task, configStatus }: HuaweiInstance): boolean =>
  task === undefined && configStatus !== "UPDATING";

/**
 * Everything that is known of an instance. Show has most of it; whitelist, parameters, renamed commands, autoscaling and
 * subscription cost a call each, and are read of a ready instance when they will be looked at.
 */
export async function observe(
  api: HuaweiApi,
  id: string,
  compared: Readonly<Partial<HuaweiArgs>> = {},
): Promise<HuaweiInstance | undefined> {
  try {
    const observed = { ...(await showInstance(api, id)), region: api.region };
    if (statuses[observed.status] !== "ready" || !isSettled(observed)) return observed;
    return { ...observed, ...(await more(api, id, observed, compared)) };
  } catch (error) {
    if (means(error, "notFound")) return undefined;
    throw error;
  }
}

async function more(
  api: HuaweiApi,
  id: string,
  observed: HuaweiInstance,
  compared: Readonly<Partial<HuaweiArgs>>,
): Promise<Partial<HuaweiInstance>> {
  const asksFor = (...names: (keyof HuaweiArgs)[]) => names.some((name) => name in compared);
  const parts = await Promise.all([
    asksFor("whitelist", "enableWhitelist") ? lastKnown(showWhitelist(api, id)) : {},
    asksFor("parameters") ? lastKnown(parametersOf(api, id)) : {},
    asksFor("renameCommands")
      ? lastKnown(showRenameCommands(api, id).then((renameCommands) => ({ renameCommands })))
      : {},
    asksFor("bandwidthAutoscaling")
      ? lastKnown(showAutoscaling(api, id).then((bandwidthAutoscaling) => ({ bandwidthAutoscaling })))
      : {},
    asksFor("bssParam") && observed.chargingMode === "prePaid" ? subscriptionOf(api, id, compared) : {},
  ]);
  return Object.assign({}, ...parts);
}

async function parametersOf(api: HuaweiApi, id: string): Promise<Partial<HuaweiInstance>> {
  const { status, parameters } = await listParameters(api, id);
  return { configStatus: status, parameters: Object.fromEntries(parameters.map(({ name, value }) => [name, value])) };
}

/**
 * Some instances do not have it, and some say so for a while (DCS.4872): then what the state holds stays. Any other
 * refusal is one of the whole look, because a drift that nobody can see would be worse.
 */
async function lastKnown(part: Promise<Partial<HuaweiInstance>>): Promise<Partial<HuaweiInstance>> {
  try {
    return await part;
  } catch (error) {
    if (means(error, "unsupported")) return {};
    throw error;
  }
}

/** Who manages caches may not look into the billing centre, which may also lag: then it is taken as declared. */
async function subscriptionOf(
  api: HuaweiApi,
  id: string,
  { bssParam }: Readonly<Partial<HuaweiArgs>>,
): Promise<Partial<HuaweiInstance>> {
  const declared = { isAutoRenew: bssParam?.isAutoRenew };
  try {
    return (await showSubscription(api, id)) ?? declared;
  } catch (error) {
    if (means(error, "accessDenied")) return declared;
    throw error;
  }
}
