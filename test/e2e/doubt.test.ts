import { renameSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { useEach } from "../support/useEach";
import { upKilledWhileCreating } from "./driver/kill";
import { program, redis, sessionsProgram } from "./driver/program";
import { countRequests, holdNextRequest, nextRequest } from "./driver/request";
import { expectSettled } from "./driver/settled";
import { openWorkspace, upFlags } from "./driver/workspace";

describe("whether the state holds an instance", () => {
  const workspace = useEach(openWorkspace);
  beforeEach(() => workspace.writeProgram(sessionsProgram()));

  const creates = () => countRequests(workspace.cloud, "CreateInstance");
  const stacks = (folder = "backend") => join(workspace.folder, folder, ".pulumi", "stacks", "shop");

  /** An `up` whose backend takes no state any more once the creating call is sent. */
  const upUnsaved = async () => {
    const sent = nextRequest(workspace.cloud, "CreateInstance");
    const up = workspace.start("up", ...upFlags);
    await sent;
    const poll = holdNextRequest(workspace.cloud, "DescribeInstances");
    await poll.arrived;
    renameSync(stacks(), `${stacks()}-away`);
    writeFileSync(stacks(), "no folder");
    poll.release();
    const { code, output } = await up.finished;
    expect(code).not.toBe(0);
    expect(output).toMatch(/failed to save snapshot|saving .*checkpoint/i);
    renameSync(stacks(), `${stacks()}-file`);
    renameSync(`${stacks()}-away`, stacks());
    await workspace.run("cancel", "--yes");
    const [id = ""] = workspace.cloud.instances().map((instance) => instance.id);
    // Though the run could not read the state either.
    expect(output).toMatch(new RegExp(`${id} was created, but whether the stack holds it is not known`));
    return id;
  };

  test("a state that could not be saved: the next up buys nothing and names the choices, and the tag has the instance taken", async () => {
    const id = await upUnsaved();
    expect(await workspace.sessions()).toBeUndefined();
    const { output } = await workspace.upFails();
    expect(output).toMatch(new RegExp(`${id}[\\s\\S]*state was not saved`));
    expect(workspace.cloud.instances().map((instance) => instance.id)).toEqual([id]);

    const [, value = ""] = /set its tag pulumi-cn-cache:pending to "([0-9a-f.]+\.take)"/.exec(output) ?? [];
    workspace.cloud.drift({ cloud: "aliyun", id, tags: { "pulumi-cn-cache:pending": value } });
    await workspace.up();
    expect(await expectSettled(workspace, ["sessions"])).toEqual([id]);
    expect(creates()).toBe(1);
  });

  test("the backend's folder is mounted elsewhere: an interrupted run's instance is taken over all the same", async () => {
    const id = await upKilledWhileCreating(workspace);
    renameSync(join(workspace.folder, "backend"), join(workspace.folder, "mounted"));
    workspace.env.PULUMI_BACKEND_URL = `file://${join(workspace.folder, "mounted")}?no_tmp_dir=true`;
    await workspace.up();
    expect(await expectSettled(workspace, ["sessions"])).toEqual([id]);
    expect(creates()).toBe(1);
  });

  test("--replace right after the first run replaces, because the saved state holds the old instance", async () => {
    await workspace.up();
    const { urn = "", id = "" } = (await workspace.sessions()) ?? {};
    await workspace.up("--replace", urn);
    expect(await expectSettled(workspace, ["sessions"])).not.toEqual([id]);
  });

  test("an instance that the state does not hold is named by every up of the stack, also where nothing changes", async () => {
    await workspace.upTo(program(redis("carts")));
    workspace.writeProgram(program(redis("carts"), redis("sessions")));
    const id = await upKilledWhileCreating(workspace);
    workspace.writeProgram(program(redis("carts")));
    for (let again = 0; again < 2; again++) expect((await workspace.up()).output).toContain(id);
    expect((await workspace.run("preview")).output).not.toContain(id);
  });

  test("preview --refresh right after the first run leaves our tags where they are", async () => {
    await workspace.up();
    const tags = () => workspace.cloud.instances().map((instance) => instance.tags);
    const before = tags();
    expect(Object.keys(before[0] ?? {})).toContain("pulumi-cn-cache:returned");
    await workspace.run("preview", "--refresh", "--expect-no-changes");
    expect(tags()).toEqual(before);
  });

  test("a resource that moves to another region after a killed run: every up names what is left in the first, and so does orphans", async () => {
    const id = await upKilledWhileCreating(workspace);
    workspace.writeProgram(sessionsProgram({ regionId: "cn-beijing" }));
    for (let again = 0; again < 2; again++) expect((await workspace.up()).output).toContain(id);
    await expectSettled(workspace, ["sessions"], [id]);
  });
});
