import { ApiError } from "../errors";
import { type HuaweiInstance, vendorTime } from "../instance";
import { type Context, done, findIdle, findInstance, type Operation, requireModern } from "../state";

const keyScan = { enable_auto_scan: "bool!", schedule_at: "texts!" } as const;

type Which = "bigkey_autoscan" | "hotkey_autoscan";

const show = (which: Which) => (context: Context) => {
  const { id, properties } = findInstance(context);
  return { content: { instance_id: id, ...properties[which] } };
};

const update = (which: Which) => (context: Context) => {
  const { body, world } = context;
  const instance = findIdle(context);
  requireModern(instance, "DCS.4919");
  const schedule_at = body.texts("schedule_at") ?? [];
  if (!schedule_at.every((time) => /^([01]\d|2[0-3]):[0-5]\d$/.test(time)))
    throw new ApiError("DCS.4062", "schedule_at");
  // Hot keys are found only under an LFU policy. [doc]
  const isOn = body.bool("enable_auto_scan") === true;
  if (which === "hotkey_autoscan" && isOn && !instance.properties.redis_config["maxmemory-policy"]?.endsWith("-lfu"))
    throw new ApiError("DCS.4066", "maxmemory-policy");
  instance.properties[which] = { enable_auto_scan: isOn, schedule_at, updated_at: vendorTime(world.now()) };
  return done(instance, { instance_id: instance.id, ...instance.properties[which] });
};

const known = "[sdk] shape; [tf] read on every refresh";

export const showBigkeyAutoscanConfig: Operation = {
  route: "GET /v2/{project_id}/instances/{instance_id}/bigkey/autoscan",
  mutating: false,
  known,
  handle: show("bigkey_autoscan"),
};

export const updateBigkeyAutoscanConfig: Operation = {
  route: "PUT /v2/{project_id}/instances/{instance_id}/bigkey/autoscan",
  mutating: true,
  known,
  body: keyScan,
  handle: update("bigkey_autoscan"),
};

export const showHotkeyAutoscanConfig: Operation = {
  route: "GET /v2/{project_id}/instances/{instance_id}/hotkey/autoscan",
  mutating: false,
  known,
  handle: show("hotkey_autoscan"),
};

export const updateHotkeyAutoScanConfig: Operation = {
  route: "PUT /v2/{project_id}/instances/{instance_id}/hotkey/autoscan",
  mutating: true,
  known,
  body: keyScan,
  handle: update("hotkey_autoscan"),
};

export const showExpireAutoScanConfig: Operation = {
  route: "GET /v2/{project_id}/instances/{instance_id}/scan-expire-keys/autoscan-config",
  mutating: false,
  known,
  handle: (context) => {
    const { id, properties } = findInstance(context);
    return { content: { instance_id: id, ...properties.expire_autoscan } };
  },
};

export const updateExpireAutoScanConfig: Operation = {
  route: "PUT /v2/{project_id}/instances/{instance_id}/scan-expire-keys/autoscan-config",
  mutating: true,
  known: "[sdk] shape; [doc] DCS.4819 to 4822",
  body: {
    enable_auto_scan: "bool!",
    first_scan_at: "text",
    interval: "number",
    timeout: "number",
    scan_keys_count: "number",
  },
  handle: (context) => {
    const instance = findIdle(context);
    requireModern(instance, "DCS.4919");
    checkExpireScan(context);
    const { body, world } = context;
    instance.properties.expire_autoscan = {
      enable_auto_scan: body.bool("enable_auto_scan") === true,
      first_scan_at: body.text("first_scan_at") ?? null,
      interval: body.number("interval") ?? null,
      timeout: body.number("timeout") ?? null,
      scan_keys_count: body.number("scan_keys_count") ?? null,
      updated_at: vendorTime(world.now()),
    };
    return done(instance, expireView(instance));
  },
};

function expireView({ id, properties }: HuaweiInstance) {
  return { instance_id: id, ...properties.expire_autoscan };
}

function checkExpireScan({ body, world }: Context): void {
  const first = body.text("first_scan_at");
  if (first !== undefined && !(Date.parse(first) > world.now())) throw new ApiError("DCS.4819");
  const interval = body.number("interval") ?? 0;
  if (interval < 0) throw new ApiError("DCS.4820");
  const timeout = body.number("timeout");
  if (timeout !== undefined && timeout < Math.max(interval * 2, 2)) throw new ApiError("DCS.4821");
  const count = body.number("scan_keys_count");
  if (count !== undefined && (count < 10 || count > 1000)) throw new ApiError("DCS.4822");
}
