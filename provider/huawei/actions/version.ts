import { z } from "zod";
import { reads, writes } from "../../core/client/request";
import { pathSegment } from "../../core/client/wire";
import type { HuaweiApi, HuaweiRequest } from "../client";

const text = z.string().nullish();
const flag = z.boolean().nullish();
const reply = z.object({
  engine_minor_version: text,
  engine_minor_version_upgradable: flag,
  proxy_minor_version: text,
  proxy_minor_version_upgradable: flag,
});

/** `latest`, or the older version that it is. */
export interface MinorVersions {
  readonly engineMinorVersion?: string | undefined;
  readonly proxyMinorVersion?: string | undefined;
}

/**
 * The minor versions of the engine and of the proxies, where there are any.
 * @throws CloudError  notFound; unsupported
 * @see ShowInstanceVersion, DCS v2
 */
export async function showMinorVersions(api: HuaweiApi, id: string): Promise<MinorVersions> {
  const call: HuaweiRequest = { method: "GET", path: `/instances/${pathSegment(id)}/version` };
  const wire = await api.project(reads("ShowInstanceVersion"), call, reply);
  const of = (version: string | null | undefined, isUpgradable: boolean | null | undefined) =>
    version && isUpgradable ? version : "latest";
  return {
    engineMinorVersion: of(wire.engine_minor_version, wire.engine_minor_version_upgradable),
    proxyMinorVersion: of(wire.proxy_minor_version, wire.proxy_minor_version_upgradable),
  };
}

/**
 * Upgrades to the newest minor version; there is no way back. The instance is `UPGRADING`, and connections drop.
 * @throws CloudError  notFound; conflict: not RUNNING, or nothing to upgrade; unsupported
 * @see UpgradeInstanceMinorVersion, DCS v2
 */
export async function upgradeMinorVersions(api: HuaweiApi, id: string, to: MinorVersions): Promise<void> {
  const body = { engine_minor_version: to.engineMinorVersion, proxy_minor_version: to.proxyMinorVersion };
  const call: HuaweiRequest = { method: "POST", path: `/instances/${pathSegment(id)}/minor-version/upgrade`, body };
  await api.project(writes("UpgradeInstanceMinorVersion", "never"), call, z.unknown());
}
