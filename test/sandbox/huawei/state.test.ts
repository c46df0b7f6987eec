import { redis3, single, useFixture } from "./fixture";

const f = useFixture("all");

describe("a busy instance rejects a change with the reason", () => {
  test.each([
    ["status", "CREATING", "DCS.4118"],
    ["status", "RESTARTING", "DCS.4111"],
    ["status", "EXTENDING", "DCS.4113"],
    ["status", "RESTORING", "DCS.4097"],
    ["status", "UPGRADING", "DCS.4116"],
    ["status", "FREEZING", "DCS.4120"],
    ["status", "FLUSHING", "DCS.4026"],
    ["status", "FROZEN", "DCS.4049"],
    ["status", "ERROR", "DCS.4049"],
    ["task", "BACKUPING", "DCS.4096"],
    ["task", "CONFIGURING", "DCS.4114"],
    ["task", "CHANGING_PASSWORD", "DCS.4115"],
    ["task", "RESETTING_PASSWORD", "DCS.4121"],
    ["task", "UPDATING_CLIENT_IP", "DCS.4300"],
  ])("%s %s: %s", async (field, value, code) => {
    const id = await f.createRunning();
    f.drift(id, { [field]: value });
    // Both ways to an operation: a handler of its own, and a row.
    expect(await f.outcome("PUT", `/instances/${id}`, { name: "later" })).toBe(`400 ${code}`);
    expect(await f.outcome("PUT", `/instances/${id}/bandwidth`)).toBe(`400 ${code}`);
  });
});

const keyScan = { enable_auto_scan: true, schedule_at: [] };
test.each([
  ["PUT", "/bigkey/autoscan", keyScan, "DCS.4919"],
  ["PUT", "/hotkey/autoscan", keyScan, "DCS.4919"],
  ["PUT", "/scan-expire-keys/autoscan-config", { enable_auto_scan: true }, "DCS.4919"],
  ["PUT", "/autoscaling-policy/bandwidth", { window_size: 1, bandwidth_usage_upper_threshold: 50 }, "DCS.4026"],
  ["POST", "/resources/subnet", { action: "switch", vpc_id: single.vpc_id, subnet_id: "subnet-2" }, "DCS.4026"],
])("Redis 3.0 does not have %s %s", async (method, path, body, code) => {
  const id = await f.createRunning(redis3);
  expect(await f.outcome(method, `/instances/${id}${path}`, body)).toBe(`400 ${code}`);
});
