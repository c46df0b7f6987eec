import { useEach } from "../support/useEach";
import { killCli, upKilledWhileCreating } from "./driver/kill";
import { sessionsProgram } from "./driver/program";
import { countRequests, holdNextRequest, nextRequest } from "./driver/request";
import { expectSettled } from "./driver/settled";
import { until } from "./driver/until";
import { openWorkspace, upFlags } from "./driver/workspace";

describe("SIGKILL of the CLI during creation", () => {
  const workspace = useEach(openWorkspace);
  beforeEach(() => workspace.writeProgram(sessionsProgram()));

  const creates = () => countRequests(workspace.cloud, "CreateInstance");
  /** An `up` that is killed while its creating call has arrived, but has not taken effect. */
  const upKilledWithHeldCreate = async () => {
    workspace.cloud.fault({ cloud: "aliyun", action: "CreateInstance", kind: "hold", when: "before" });
    const sent = nextRequest(workspace.cloud, "CreateInstance");
    const up = workspace.start("up", ...upFlags);
    await sent;
    await killCli(workspace, up);
    expect(workspace.cloud.instances()).toEqual([]);
  };

  test("while the instance is Creating: the next up adopts that instance, and --replace then makes another", async () => {
    const id = await upKilledWhileCreating(workspace);
    const { output } = await workspace.up();
    expect(output).toContain(id);
    expect(await expectSettled(workspace, ["sessions"])).toEqual([id]);
    expect(creates()).toBe(1);

    const urn = (await workspace.sessions())?.urn ?? "";
    await workspace.up("--replace", urn);
    expect(await expectSettled(workspace, ["sessions"])).not.toEqual([id]);
  });

  test("while the create call has not taken effect: the next up adopts the instance that it makes", async () => {
    await upKilledWithHeldCreate();
    workspace.cloud.release();
    await until("the held create", () => workspace.cloud.instances().length === 1);

    await workspace.up();
    await expectSettled(workspace, ["sessions"]);
    expect(creates()).toBe(1);
  });

  test("while the create call has not taken effect before the next up has ended: both calls make one instance", async () => {
    await upKilledWithHeldCreate();
    await workspace.up();
    const [made] = workspace.cloud.instances();
    workspace.cloud.release();
    await until("the answer to the held create", () =>
      workspace.cloud.requests().every(({ action, status }) => action !== "CreateInstance" || status === 200),
    );

    expect(await expectSettled(workspace, ["sessions"])).toEqual([made?.id]);
    expect(creates()).toBe(2);
  });

  test("while the plugin is about to create: it sends no create call any more", async () => {
    const lookup = holdNextRequest(workspace.cloud);
    const up = workspace.start("up", ...upFlags);
    await lookup.arrived;
    expect(workspace.cloud.instances()).toEqual([]);
    await killCli(workspace, up);

    await workspace.up();
    lookup.release();
    await expectSettled(workspace, ["sessions"]);
    expect(creates()).toBe(1);
  });
});
