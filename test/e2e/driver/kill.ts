import { isPlugin } from "./processes";
import { holdNextRequest, nextRequest } from "./request";
import type { Run } from "./run";
import { upFlags, type Workspace } from "./workspace";

/**
 * As after a power cut, but that the plugin lives on: the stack stays locked until `pulumi cancel`. The language host
 * and the program would live on as well; they are Pulumi's, not ours to end well.
 */
export async function killCli(workspace: Workspace, run: Run): Promise<void> {
  run.kill("SIGKILL");
  await run.finished;
  for (const each of workspace.processes()) if (!isPlugin(each)) process.kill(each.pid, "SIGKILL");
  await workspace.run("cancel", "--yes");
}

/** An `up` whose CLI is killed while an instance is being created. Gives the instance's id, which no state holds. */
export async function upKilledWhileCreating(workspace: Workspace): Promise<string> {
  const { cloud } = workspace;
  const before = new Set(cloud.instances().map(({ id }) => id));
  const sent = nextRequest(cloud, "CreateInstance");
  const up = workspace.start("up", ...upFlags);
  await sent;
  const poll = holdNextRequest(cloud, "DescribeInstances");
  await poll.arrived;
  await killCli(workspace, up);
  poll.release();
  const begun = cloud.instances().find(({ id }) => !before.has(id));
  if (!begun) throw new Error("the killed run has begun no instance");
  return begun.id;
}
