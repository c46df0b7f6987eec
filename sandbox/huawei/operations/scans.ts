import { ApiError, invalid } from "../errors";
import { vendorTime } from "../instance";
import { type Context, change, findInstance, type Operation } from "../state";

type Scan = "bigkey_autoscan" | "hotkey_autoscan" | "expire_autoscan";

const known = "[sdk] shape; [tf] read on every refresh";

const show = (scan: Scan): Operation => ({
  mutating: false,
  known,
  handle: (context) => {
    const { id, properties } = findInstance(context);
    return { content: { instance_id: id, ...properties[scan] } };
  },
});

function readKeyScan({ body, world }: Context) {
  const schedule_at = body.texts("schedule_at") ?? [];
  if (!schedule_at.every((time) => /^([01]\d|2[0-3]):[0-5]\d$/.test(time))) throw invalid("schedule_at");
  const enable_auto_scan = body.bool("enable_auto_scan") === true;
  return { enable_auto_scan, schedule_at, updated_at: vendorTime(world.now()) };
}

export const showBigkeyAutoscanConfig = show("bigkey_autoscan");

export const updateBigkeyAutoscanConfig = change({
  known,
  oldCode: "DCS.4919",
  set: (context) => ({ bigkey_autoscan: readKeyScan(context) }),
  answer: ({ id, properties }) => ({ instance_id: id, ...properties.bigkey_autoscan }),
});

export const showHotkeyAutoscanConfig = show("hotkey_autoscan");

export const updateHotkeyAutoScanConfig = change({
  known,
  oldCode: "DCS.4919",
  set: (context, { properties }) => {
    const hotkey_autoscan = readKeyScan(context);
    // Hot keys can only be found under an LFU policy. [doc]
    const isLfu = properties.redis_config["maxmemory-policy"]?.endsWith("-lfu") === true;
    if (hotkey_autoscan.enable_auto_scan && !isLfu) throw new ApiError("DCS.4066", "maxmemory-policy");
    return { hotkey_autoscan };
  },
  answer: ({ id, properties }) => ({ instance_id: id, ...properties.hotkey_autoscan }),
});

export const showExpireAutoScanConfig = show("expire_autoscan");

export const updateExpireAutoScanConfig = change({
  known: "[sdk] shape; [doc] DCS.4819 to 4822",
  oldCode: "DCS.4919",
  set: ({ body, world }) => {
    const first_scan_at = body.text("first_scan_at") ?? null;
    if (first_scan_at !== null && !(Date.parse(first_scan_at) > world.now())) throw new ApiError("DCS.4819");
    const interval = body.number("interval") ?? null;
    const timeout = body.number("timeout") ?? null;
    if (timeout !== null && timeout < Math.max((interval ?? 0) * 2, 2)) throw new ApiError("DCS.4821");
    const expire_autoscan = {
      enable_auto_scan: body.bool("enable_auto_scan") === true,
      first_scan_at,
      interval,
      timeout,
      scan_keys_count: body.number("scan_keys_count") ?? null,
      updated_at: vendorTime(world.now()),
    };
    return { expire_autoscan };
  },
  answer: ({ id, properties }) => ({ instance_id: id, ...properties.expire_autoscan }),
});
