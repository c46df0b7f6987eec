import { means } from "../core/client/errors";
import type { Listing } from "../core/resource/definition";
import {
  describeInstanceTLS,
  describeIpWhiteList,
  describeWhiteListGroups,
  getDisableCommands,
} from "./actions/access";
import { describeCacheInstance, describeCacheInstances } from "./actions/instance";
import { describeBackupPolicy, describeInstanceConfig } from "./actions/maintenance";
import { queryAutoRenew } from "./actions/renewal";
import { describeUpgradeVersion } from "./actions/version";
import type { JdRedisInputs } from "./args";
import { prepaidMode } from "./charge";
import type { JdApi } from "./client";
import type { JdInstance } from "./instance";
import { statuses } from "./statuses";

/**
 * Reads an instance, and with calls of their own those parts that the program declares: eight calls for every instance
 * would soon reach the limit of a thousand calls a minute. [doc]
 */
export async function observe(
  api: JdApi,
  id: string,
  compared: Readonly<Partial<JdRedisInputs>> = {},
): Promise<JdInstance | undefined> {
  try {
    const observed = await describeCacheInstance(api, id);
    // An instance in the recycle bin may still be described. [guess]
    if (observed.isInRecycleBin) return undefined;
    // The parts are compared only when the instance is ready.
    if (statuses[observed.status] !== "ready") return observed;
    const part = <Part>(argument: unknown, describe: (api: JdApi, id: string) => Promise<Part>) =>
      argument === undefined ? undefined : describe(api, id);
    const isRenewalCompared = compared.charge?.autoRenew !== undefined && observed.chargeMode === prepaidMode;
    const [ipWhiteList, ipWhiteListGroups, disableCommands, backupPolicy, config, tls, newer, autoRenew] =
      await Promise.all([
        part(compared.ipWhiteList, describeIpWhiteList),
        part(compared.ipWhiteListGroups, describeWhiteListGroups),
        part(compared.disableCommands, getDisableCommands),
        part(compared.backupPolicy, describeBackupPolicy),
        part(compared.config, describeInstanceConfig),
        part(compared.tls, describeInstanceTLS),
        part(compared.minorVersion ?? compared.proxyMinorVersion, describeUpgradeVersion),
        isRenewalCompared ? queryAutoRenew(api, id) : undefined,
      ]);
    const versions = newer && {
      minorVersion: newer.minorVersion === undefined ? "latest" : (observed.instanceVersion ?? ""),
      proxyMinorVersion: newer.proxyMinorVersion === undefined ? "latest" : (observed.instanceProxyVersion ?? ""),
    };
    const parts = { ipWhiteList, ipWhiteListGroups, disableCommands, backupPolicy, config, tls, autoRenew };
    return { ...observed, ...parts, ...versions };
  } catch (error) {
    if (means(error, "notFound")) return undefined;
    throw error;
  }
}

export const listing: Listing<JdRedisInputs, JdInstance, JdApi> = {
  observe: async (api, ids) => {
    const listed = await describeCacheInstances(api, ids);
    return new Map(listed.flatMap((one) => (one.isInRecycleBin ? [] : [[one.instanceId, one]])));
  },
  // An element of the list is the same as the description of one instance. [sdk]
  lacks: [],
  isPartial: ({ chargeMode }, { charge }) => charge?.autoRenew !== undefined && chargeMode === prepaidMode,
};
