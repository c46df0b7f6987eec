import { z } from "zod";
import { reads, writes } from "../../core/client/request";
import type { JdBackupPolicy, JdMaintenanceTime } from "../args";
import type { JdApi } from "../client";
import { switchRules } from "../errors";
import { instancePath, nothing } from "./instance";

/**
 * Settings of the engine by name, as text.
 * @throws CloudError  gone
 * @see describeInstanceConfig, redis 2.7.46; the items' field names as its answers have them [seen]
 */
export async function describeInstanceConfig(api: JdApi, id: string): Promise<Record<string, string>> {
  const reply = await api.call(
    reads("describeInstanceConfig"),
    { method: "GET", path: instancePath(id, "instanceConfig") },
    z.object({
      instanceConfig: z
        .array(z.object({ configName: z.string(), configValue: z.union([z.string(), z.number()]).nullish() }))
        .nullish(),
    }),
  );
  return Object.fromEntries(
    (reply.instanceConfig ?? []).map(({ configName, configValue }) => [configName, String(configValue ?? "")]),
  );
}

/**
 * Changes the named settings only; the instance is `configuring` for a while.
 * @throws CloudError  gone; input: unknown name or bad value; conflict: not running
 * @see modifyInstanceConfig, redis 2.7.46
 */
export async function modifyInstanceConfig(
  api: JdApi,
  id: string,
  config: Readonly<Record<string, string>>,
): Promise<void> {
  const instanceConfig = Object.entries(config).map(([configName, configValue]) => ({ configName, configValue }));
  await api.call(
    writes("modifyInstanceConfig"),
    { method: "POST", path: instancePath(id, "instanceConfig"), params: { instanceConfig } },
    nothing,
  );
}

/**
 * When automatic backups are made.
 * @throws CloudError  gone
 * @see describeBackupPolicy, redis 2.7.46
 */
export async function describeBackupPolicy(api: JdApi, id: string): Promise<JdBackupPolicy> {
  const reply = await api.call(
    reads("describeBackupPolicy"),
    { method: "GET", path: instancePath(id, "backupPolicy") },
    z.object({
      autoBackup: z.boolean().nullish(),
      backupTime: z.string().nullish(),
      backupPeriod: z.string().nullish(),
    }),
  );
  return {
    autoBackup: reply.autoBackup ?? false,
    backupTime: reply.backupTime ?? "",
    backupPeriod: reply.backupPeriod ?? "",
  };
}

/**
 * Sets the backup window and days, and whether there are backups at all.
 * @throws CloudError  gone; input; conflict: not running
 * @see modifyBackupPolicy, redis 2.7.46
 */
export async function modifyBackupPolicy(api: JdApi, id: string, policy: JdBackupPolicy): Promise<void> {
  await api.call(
    writes("modifyBackupPolicy"),
    { method: "PATCH", path: instancePath(id, "backupPolicy"), params: { ...policy } },
    nothing,
  );
}

/**
 * Sets the daily window in which JD Cloud works on the instance.
 * @throws CloudError  gone; input; conflict: not running
 * @see maintenanceTime, redis 2.7.46
 */
export async function maintenanceTime(api: JdApi, id: string, window: JdMaintenanceTime): Promise<void> {
  await api.call(
    writes("maintenanceTime"),
    { method: "POST", path: instancePath(id, "maintenanceTime"), params: { ...window } },
    nothing,
  );
}

/**
 * Moves the proxies of a proxy cluster; the instance is `changing` for a while.
 * @throws CloudError  gone; input; unsupported: not running, or it has no proxies
 * @see modifyProxyAvailableZones, redis 2.7.46
 */
export async function modifyProxyAvailableZones(api: JdApi, id: string, azList: readonly string[]): Promise<void> {
  await api.call(
    writes("modifyProxyAvailableZones"),
    { method: "POST", path: instancePath(id, "modifyProxyAvailableZones"), params: { azList }, errors: switchRules },
    nothing,
  );
}
