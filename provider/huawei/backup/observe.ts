import { type ListedBackup, listBackups } from "../actions/backups";
import type { HuaweiApi } from "../client";

/** A backup with where it is. */
export interface ObservedBackup extends ListedBackup {
  readonly instanceId: string;
  readonly region: string;
}

export async function observe(
  api: HuaweiApi,
  instance: string,
  names: readonly string[],
): Promise<ReadonlyMap<string, ObservedBackup>> {
  const shown = (await listBackups(api, instance)).filter(({ backupId }) => names.includes(backupId));
  const place = { instanceId: instance, region: api.region };
  return new Map(shown.map((each) => [each.backupId, { ...each, ...place }]));
}
