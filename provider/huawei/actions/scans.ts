import { z } from "zod";
import { reads, writes } from "../../core/client/request";
import { pathSegment } from "../../core/client/wire";
import type { HuaweiExpiredKeyScan, HuaweiKeyScan } from "../args";
import type { HuaweiApi } from "../client";

const path = (id: string, scan: string) => `/instances/${pathSegment(id)}/${scan}`;
const keyScan = z.object({
  enable_auto_scan: z.boolean().nullish(),
  schedule_at: z.array(z.string()).nullish(),
});
const expiredKeyScan = z.object({
  enable_auto_scan: z.boolean().nullish(),
  first_scan_at: z.string().nullish(),
  interval: z.number().nullish(),
  timeout: z.number().nullish(),
  scan_keys_count: z.number().nullish(),
});

const scans = {
  bigkey: { show: "ShowBigkeyAutoscanConfig", update: "UpdateBigkeyAutoscanConfig" },
  hotkey: { show: "ShowHotkeyAutoscanConfig", update: "UpdateHotkeyAutoScanConfig" },
} as const;

/**
 * When big or hot keys are looked for.
 * @throws CloudError  notFound; unsupported
 * @see ShowBigkeyAutoscanConfig, ShowHotkeyAutoscanConfig, DCS v2
 */
export async function showKeyScan(api: HuaweiApi, id: string, scan: keyof typeof scans): Promise<HuaweiKeyScan> {
  const call = { method: "GET", path: path(id, `${scan}/autoscan`) } as const;
  const wire = await api.project(reads(scans[scan].show), call, keyScan);
  return { enableAutoScan: wire.enable_auto_scan ?? false, scheduleAt: wire.schedule_at ?? [] };
}

/**
 * Sets when big or hot keys are looked for; the times are required, also to switch the scan off. [doc]
 * @throws CloudError  notFound; conflict; input: hot keys without an LFU policy
 * @see UpdateBigkeyAutoscanConfig, UpdateHotkeyAutoScanConfig, DCS v2
 */
export async function updateKeyScan(
  api: HuaweiApi,
  id: string,
  scan: keyof typeof scans,
  { enableAutoScan, scheduleAt = [] }: HuaweiKeyScan,
): Promise<void> {
  const body = { enable_auto_scan: enableAutoScan, schedule_at: scheduleAt };
  const call = { method: "PUT", path: path(id, `${scan}/autoscan`), body } as const;
  await api.project(writes(scans[scan].update), call, z.unknown());
}

/**
 * When expired keys are looked for.
 * @throws CloudError  notFound; unsupported
 * @see ShowExpireAutoScanConfig, DCS v2
 */
export async function showExpiredKeyScan(api: HuaweiApi, id: string): Promise<HuaweiExpiredKeyScan> {
  const call = { method: "GET", path: path(id, "scan-expire-keys/autoscan-config") } as const;
  const wire = await api.project(reads("ShowExpireAutoScanConfig"), call, expiredKeyScan);
  return {
    enableAutoScan: wire.enable_auto_scan ?? false,
    firstScanAt: wire.first_scan_at ?? undefined,
    interval: wire.interval ?? undefined,
    timeout: wire.timeout ?? undefined,
    scanKeysCount: wire.scan_keys_count ?? undefined,
  };
}

/**
 * Sets when expired keys are looked for.
 * @throws CloudError  notFound; conflict; input: DCS.4819 to DCS.4822
 * @see UpdateExpireAutoScanConfig, DCS v2
 */
export async function updateExpiredKeyScan(api: HuaweiApi, id: string, to: HuaweiExpiredKeyScan): Promise<void> {
  const body = {
    enable_auto_scan: to.enableAutoScan,
    first_scan_at: to.firstScanAt,
    interval: to.interval,
    timeout: to.timeout,
    scan_keys_count: to.scanKeysCount,
  };
  const call = { method: "PUT", path: path(id, "scan-expire-keys/autoscan-config"), body } as const;
  await api.project(writes("UpdateExpireAutoScanConfig"), call, z.unknown());
}
