import { z } from "zod";
import { reads, writes } from "../../core/client/request";
import { emptyReply } from "../../core/client/wire";
import type { JdRedisInputs } from "../args";
import type { JdApi } from "../client";
import { switchRules } from "../errors";
import { instancePath } from "./instance";

const version = z.string().nullish();

/** Whose version it is: the engine's, or that of the proxies. */
export type MinorVersion = "minorVersion" | "proxyMinorVersion";

/** What the instance can be upgraded to; nothing where it has the newest one, or nothing of the sort. */
export type NewerVersions = Partial<Record<MinorVersion, string | undefined>>;

/**
 * Which newer minor versions there are.
 * @throws CloudError  notFound
 * @see describeUpgradeVersion, redis 2.7.46
 */
export async function describeUpgradeVersion(api: JdApi, id: string): Promise<NewerVersions> {
  const { minorVersion, proxyMinorVersion } = await api.call(
    reads("describeUpgradeVersion"),
    { method: "GET", path: instancePath(id, "describeUpgradeVersion") },
    z.object({ minorVersion: version, proxyMinorVersion: version }),
  );
  return { minorVersion: minorVersion || undefined, proxyMinorVersion: proxyMinorVersion || undefined };
}

/**
 * Upgrades the engine or the proxies, not both; there is no way back. The instance is `upgrading`, and connections drop; with
 * `MaintainTime` only from the maintenance window on. Not repeated: a second call is always rejected.
 * @throws CloudError  notFound; unsupported: not running, a task is not finished; input: there is no such version any more
 * @see modifyInstanceMinorVersion, redis 2.7.46
 */
export async function modifyInstanceMinorVersion(
  api: JdApi,
  id: string,
  to: NewerVersions,
  effectiveTime: JdRedisInputs["effectiveTime"],
): Promise<void> {
  const params = { ...to, effectiveTime };
  const path = instancePath(id, "modifyInstanceMinorVersion");
  await api.call(
    writes("modifyInstanceMinorVersion", "never"),
    { method: "POST", path, params, errors: switchRules },
    emptyReply,
  );
}
