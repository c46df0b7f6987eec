import { useFixture } from "./fixture";

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
