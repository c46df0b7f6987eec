import { z } from "zod";
import { allPages } from "../../core/client/pages";
import { reads, writes } from "../../core/client/request";
import { emptyReply, idForm } from "../../core/client/wire";
import type { JdBackupPolicy, JdMaintenanceTime } from "../args";
import type { JdApi } from "../client";
import { switchRules } from "../errors";
import { instancePath } from "./instance";

/**
 * Reads the engine settings by name, with values as text.
 * @throws CloudError  notFound
 * @see describeInstanceConfig, redis 2.7.46; the field names of the items come from answers [seen]
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
 * @throws CloudError  notFound; input: unknown name or bad value; conflict: not running
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
    emptyReply,
  );
}

/**
 * Reads the schedule of automatic backups.
 * @throws CloudError  notFound
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
 * Sets the schedule of automatic backups.
 * @throws CloudError  notFound; input; conflict: not running
 * @see modifyBackupPolicy, redis 2.7.46
 */
export async function modifyBackupPolicy(api: JdApi, id: string, policy: JdBackupPolicy): Promise<void> {
  await api.call(
    writes("modifyBackupPolicy"),
    { method: "PATCH", path: instancePath(id, "backupPolicy"), params: { ...policy } },
    emptyReply,
  );
}

/**
 * Sets the daily maintenance window.
 * @throws CloudError  notFound; input; conflict: not running
 * @see maintenanceTime, redis 2.7.46
 */
export async function maintenanceTime(api: JdApi, id: string, window: JdMaintenanceTime): Promise<void> {
  await api.call(
    writes("maintenanceTime"),
    { method: "POST", path: instancePath(id, "maintenanceTime"), params: { ...window } },
    emptyReply,
  );
}

/**
 * Moves the proxies of a proxy cluster to other zones; the instance is `changing` for a while.
 * @throws CloudError  notFound; input; unsupported: not running, or no proxies
 * @see modifyProxyAvailableZones, redis 2.7.46
 */
export async function modifyProxyAvailableZones(api: JdApi, id: string, azList: readonly string[]): Promise<void> {
  await api.call(
    writes("modifyProxyAvailableZones"),
    { method: "POST", path: instancePath(id, "modifyProxyAvailableZones"), params: { azList }, errors: switchRules },
    emptyReply,
  );
}

const backup = z.object({
  baseId: z.string().regex(idForm),
  backupFileName: z.string().nullish(),
  backupStartTime: z.string().nullish(),
  backupEndTime: z.string().nullish(),
  backupType: z.coerce.number().nullish(),
  backupSize: z.coerce.number().nullish(),
  backupStatus: z.coerce.number().nullish(),
});

/** With the list, even an empty one: only then what it lacks does not exist. */
const backupsReply = z.object({ backups: z.array(backup).nullable(), totalCount: z.number().nullish() });
const createBackupReply = z.object({ baseId: z.string().regex(idForm) });

export type Backup = z.infer<typeof backup>;

/**
 * Orders a manual backup and answers its id. It is running for minutes. No operation deletes a backup.
 * @param fileName  1-32 letters, digits and `_`
 * @throws CloudError  notFound; input; conflict: the instance is not running
 * @see createBackup, redis 2.7.46 of the vendor's SDK
 */
export async function createBackup(api: JdApi, id: string, fileName: string): Promise<string> {
  const params = { fileName, backupType: 1 };
  const call = { method: "POST", path: instancePath(id, "backup"), params } as const;
  // There is no token, so that a second call would make a second backup.
  const action = writes("createBackup", "never");
  return (await api.call(action, call, createBackupReply)).baseId;
}

/** The most that the API allows. */
const pageSize = 100;

/**
 * The backups of an instance, all pages. Addresses for downloads, which are secrets, are not read.
 * @throws CloudError  notFound
 * @see describeBackups, redis 2.7.46 of the vendor's SDK
 */
export async function describeBackups(api: JdApi, id: string): Promise<Backup[]> {
  const action = reads("describeBackups");
  const ask = async (pageNumber: number, before: number) => {
    const params = { pageNumber, pageSize };
    const { backups, totalCount } = await api.call(
      action,
      { method: "GET", path: instancePath(id, "backup"), params },
      backupsReply,
    );
    const entries = backups ?? [];
    return { entries, isLast: entries.length < pageSize || before + entries.length === totalCount };
  };
  return allPages(action, ask, ({ baseId }) => baseId);
}
