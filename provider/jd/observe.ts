import { means } from "../core/client/errors";
import { describeInstanceTLS, describeIpWhiteList, getDisableCommands } from "./actions/access";
import { describeCacheInstance } from "./actions/instance";
import { describeBackupPolicy, describeInstanceConfig } from "./actions/maintenance";
import { queryAutoRenew } from "./actions/renewal";
import type { JdRedisInputs } from "./args";
import { prepaid } from "./charge";
import type { JdApi } from "./client";
import type { JdInstance } from "./instance";
import { statuses } from "./statuses";

/**
 * An instance, and of the parts that have calls of their own those that the program declares: six calls a look for
 * every instance would soon meet the limit of a thousand a minute.
 */
export async function observe(
  api: JdApi,
  id: string,
  compared: Readonly<Partial<JdRedisInputs>> = {},
): Promise<JdInstance | undefined> {
  try {
    const observed = await describeCacheInstance(api, id);
    // What lies in the recycle bin may still be told of. [guess]
    if (observed.isBinned) return undefined;
    if (statuses[observed.status] !== "ready") return observed;
    const part = <Part>(argument: unknown, describe: (api: JdApi, id: string) => Promise<Part>) =>
      argument === undefined ? undefined : describe(api, id);
    const isRenewalShown = compared.charge?.autoRenew !== undefined && observed.chargeMode === prepaid;
    const [ipWhiteList, disableCommands, backupPolicy, config, tls, autoRenew] = await Promise.all([
      part(compared.ipWhiteList, describeIpWhiteList),
      part(compared.disableCommands, getDisableCommands),
      part(compared.backupPolicy, describeBackupPolicy),
      part(compared.config, describeInstanceConfig),
      part(compared.tls, describeInstanceTLS),
      isRenewalShown ? queryAutoRenew(api, id) : undefined,
    ]);
    return { ...observed, ipWhiteList, disableCommands, backupPolicy, config, tls, autoRenew };
  } catch (error) {
    if (means(error, "notFound")) return undefined;
    throw error;
  }
}
