import { call } from "../sandbox/aliyun/client";
import { smallest } from "../sandbox/aliyun/fixture";
import { useEach } from "../support/useEach";
import { program, redis, sessionsProgram } from "./driver/program";
import { changingRequests, countRequests } from "./driver/request";
import { expectSettled } from "./driver/settled";
import { openWorkspace, password } from "./driver/workspace";

const missing = "r-bp1missing00000001";

describe("an instance that exists already", () => {
  const workspace = useEach(openWorkspace);
  let id: string;
  /** An instance that no stack holds. */
  beforeEach(async () => {
    const asked = { ...smallest, InstanceName: "sessions", Password: password };
    id = (await call(workspace.cloud, "CreateInstance", asked)).body.InstanceId;
    workspace.advanceClock(1_000);
  });

  const writeLookup = (name: string) =>
    workspace.writeProgram(
      program(`const looked = AliyunRedis.get("looked", "${name}");`, "exports.domain = looked.connectionDomain;"),
    );

  test("is managed with adoptInstanceId, changed by nothing but later edits, and goes with destroy", async () => {
    const before = workspace.cloud.requests().length;
    await workspace.upTo(sessionsProgram({ adoptInstanceId: id }));
    expect(changingRequests(workspace.cloud, before)).toEqual([]);
    expect(await expectSettled(workspace, ["sessions"])).toEqual([id]);

    await workspace.upTo(sessionsProgram({ instanceName: "carts" }));
    expect(await expectSettled(workspace, ["sessions"])).toEqual([id]);
    expect(workspace.cloud.instances()).toMatchObject([{ name: "carts" }]);
    await workspace.destroy();
    expect(workspace.cloud.instances()).toEqual([]);
  });

  test("is not managed with adoptInstanceId while another stack's tag is on it", async () => {
    await workspace.upTo(sessionsProgram());
    const { id: theirs = "none", urn = "" } = (await workspace.sessions()) ?? {};
    await workspace.run("state", "delete", urn, "--yes");
    await workspace.initStack("other");
    workspace.writeProgram(program(redis("sessions", { adoptInstanceId: theirs })));
    const { output } = await workspace.upFails();
    expect(output).toMatch(new RegExp(`${theirs}[\\s\\S]*another stack or backend has created it`));
    expect(await workspace.sessions()).toBeUndefined();
  });

  test("is not created by adoptInstanceId when there is none of that id: up fails and the state stays empty", async () => {
    workspace.writeProgram(program(redis("sessions", { adoptInstanceId: missing })));
    const { output } = await workspace.upFails();
    expect(output).toContain(missing);
    expect(output).toContain("there is no such instance to adopt");
    expect(await workspace.sessions()).toBeUndefined();
    expect(countRequests(workspace.cloud, "CreateInstance")).toBe(1);
    expect(workspace.cloud.instances()).toMatchObject([{ id }]);
  });

  test("is looked up by AliyunRedis.get, and stays when the stack is destroyed", async () => {
    writeLookup(id);
    await workspace.up();
    const { stdout } = await workspace.run("stack", "output", "domain");
    expect(stdout.trim()).toBe(workspace.cloud.instances()[0]?.properties.ConnectionDomain);
    await workspace.run("preview", "--expect-no-changes");
    await workspace.destroy();
    expect(workspace.cloud.instances()).toMatchObject([{ id }]);
  });

  test("is missed by AliyunRedis.get when there is none of that id: up fails", async () => {
    writeLookup(missing);
    const { output } = await workspace.upFails();
    expect(output).toContain(missing);
    expect(output).toContain("there is no such instance");
  });
});
