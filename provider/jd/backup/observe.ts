import { describeBackups } from "../actions/maintenance";
import type { JdApi } from "../client";

/** A backup with where it is. */
export interface ObservedBackup {
  readonly instanceId: string;
  readonly regionId: string;
  readonly backupId: string;
  readonly fileName: string | undefined;
  /** The vendor's number. */
  readonly status: string;
  readonly backupStartTime: string | undefined;
  readonly backupEndTime: string | undefined;
  readonly backupSize: number | undefined;
}

export async function observe(
  api: JdApi,
  instance: string,
  names: readonly string[],
): Promise<ReadonlyMap<string, ObservedBackup>> {
  const shown = (await describeBackups(api, instance)).filter(({ baseId }) => names.includes(baseId));
  return new Map(
    shown.map((each) => [
      each.baseId,
      {
        instanceId: instance,
        regionId: api.regionId,
        backupId: each.baseId,
        fileName: each.backupFileName || undefined,
        status: String(each.backupStatus ?? ""),
        backupStartTime: each.backupStartTime || undefined,
        backupEndTime: each.backupEndTime || undefined,
        backupSize: each.backupSize ?? undefined,
      },
    ]),
  );
}
