import type { Process } from "./driver/processes";
import { sessionsProgram } from "./driver/program";
import { holdNextRequest, nextRequest } from "./driver/request";
import type { Run } from "./driver/run";
import { until } from "./driver/until";
import { openWorkspace, upFlags, type Workspace } from "./driver/workspace";

const tenMinutes = 600_000;

describe("SIGKILL of the CLI during creation", () => {
  let workspace: Workspace;
  afterEach(async () => {
    endLanguageHosts();
    await workspace.close();
  });

  /** As after a power cut: the stack stays locked until `pulumi cancel`. */
  const killAndCancel = async (up: Run) => {
    up.kill("SIGKILL");
    await up.finished;
    await workspace.run("cancel", "--yes");
  };
  const isPlugin = ({ command }: Process) => /dynamic-provider|pulumi-resource-/.test(command);
  const endOfPlugins = () => until("the end of the plugin", () => !workspace.processes().some(isPlugin));
  /** The language host and the program of a killed CLI live on; they are Pulumi's, not ours to end well. */
  const endLanguageHosts = () => {
    for (const each of workspace.processes()) if (!isPlugin(each)) process.kill(each.pid, "SIGKILL");
  };
  const expectOneInstance = async (id?: string) => {
    const instances = workspace.cloud.instances();
    expect(instances).toMatchObject([{ status: "Normal", ...(id && { id }) }]);
    expect(await workspace.sessions()).toMatchObject({ id: instances[0]?.id });
    expect(workspace.cloud.requests().filter(({ action }) => action === "CreateInstance")).toHaveLength(1);
  };

  test("while the instance is Creating: the next up adopts that instance", async () => {
    workspace = await openWorkspace({ provisionMs: tenMinutes });
    workspace.writeProgram(sessionsProgram());
    const polled = nextRequest(workspace.cloud, "CreateInstance").then(() =>
      nextRequest(workspace.cloud, "DescribeInstances"),
    );
    const up = workspace.start("up", ...upFlags);
    await polled;
    const id = workspace.cloud.instances()[0]?.id;
    await killAndCancel(up);

    workspace.advanceClock(tenMinutes);
    const { output } = await workspace.up();
    expect(output).toContain(id);
    await expectOneInstance(id);
    await endOfPlugins();
  });

  test("while the create call has not taken effect: the next up adopts the instance that it makes", async () => {
    workspace = await openWorkspace();
    workspace.writeProgram(sessionsProgram());
    workspace.cloud.fault({ cloud: "aliyun", action: "CreateInstance", kind: "hold", when: "before" });
    const sent = nextRequest(workspace.cloud, "CreateInstance");
    const up = workspace.start("up", ...upFlags);
    await sent;
    await killAndCancel(up);
    expect(workspace.cloud.instances()).toEqual([]);
    workspace.cloud.release();
    await until("the held create", () => workspace.cloud.instances().length === 1);

    await workspace.up();
    await expectOneInstance();
    await endOfPlugins();
  });

  test("while the plugin is about to create: it sends no create call any more", async () => {
    workspace = await openWorkspace();
    workspace.writeProgram(sessionsProgram());
    const lookup = holdNextRequest(workspace.cloud);
    const up = workspace.start("up", ...upFlags);
    await lookup.arrived;
    expect(workspace.cloud.instances()).toEqual([]);
    await killAndCancel(up);

    await workspace.up();
    lookup.release();
    await endOfPlugins();
    await expectOneInstance();
  });
});
