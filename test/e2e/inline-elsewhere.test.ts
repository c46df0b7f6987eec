import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, realpathSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { text } from "node:stream/consumers";
import { openWorkspace, type Workspace } from "./driver/workspace";

/** Without workDir: the SDK makes a project, whose folder is where the program runs. */
const automation = `
const { LocalWorkspace } = require("@pulumi/pulumi/automation");
const { AliyunRedis } = require("pulumi-cn-cache");
const args = { instanceName: "sessions", instanceClass: "redis.master.small.default", password: "Sessions-4711" };
const program = async () => {
  new AliyunRedis("sessions", args);
  new AliyunRedis("carts", args);
};
LocalWorkspace.createOrSelectStack({ projectName: "inline", stackName: "dev", program })
  .then((stack) => stack.preview({ onOutput: (text) => process.stdout.write(text) }))
  .catch((error) => {
    process.stdout.write(error.message);
    process.exitCode = 1;
  });
`;

describe("a program of the Automation API", () => {
  let workspace: Workspace;
  let elsewhere: string;
  beforeAll(async () => {
    workspace = await openWorkspace();
    elsewhere = realpathSync(mkdtempSync(join(tmpdir(), "pulumi-cn-cache-elsewhere-")));
    writeFileSync(join(workspace.folder, "inline.js"), automation);
  });
  afterAll(async () => {
    await workspace.close();
    rmSync(elsewhere, { recursive: true });
  });

  const runIn = async (cwd: string) => {
    const script = join(workspace.folder, "inline.js");
    const child = spawn(process.execPath, [script], { cwd, env: workspace.env, stdio: ["ignore", "pipe", "inherit"] });
    const [output, [code]] = await Promise.all([text(child.stdout), once(child, "exit")]);
    return { output, code };
  };

  test("that runs where no packages are says what to set, once", async () => {
    const { output, code } = await runIn(elsewhere);
    expect(code).toBe(1);
    const [diagnostics = ""] = output.split("Diagnostics:").slice(-1);
    const said = diagnostics.match(/There are no packages in \S+, where this program runs\./g);
    expect(said).toEqual([`There are no packages in ${elsewhere}, where this program runs.`]);
    expect(diagnostics).toContain("set workDir of the workspace to a folder with Pulumi.yaml");
  });

  test("that runs where they are says nothing of it", async () => {
    const { output, code } = await runIn(workspace.folder);
    expect(code).toBe(0);
    expect(output).not.toContain("There are no packages");
  });
});
