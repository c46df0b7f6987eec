import { spawn } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { text } from "node:stream/consumers";
import { upKilledWhileCreating } from "./driver/kill";
import { program, redis } from "./driver/program";
import { expectSettled } from "./driver/settled";
import { openWorkspace, type Workspace } from "./driver/workspace";

const main = join(__dirname, "../../dist/bin/main.js");

describe("pulumi-cn-cache orphans", () => {
  let workspace: Workspace;
  beforeEach(async () => {
    workspace = await openWorkspace();
  });
  afterEach(() => workspace.close());

  /** In the project's folder, as `npx pulumi-cn-cache orphans`. */
  const orphans = async (...args: string[]) => {
    const child = spawn(process.execPath, [main, "orphans", ...args], {
      cwd: workspace.folder,
      env: workspace.env,
      stdio: ["ignore", "pipe", "inherit"],
    });
    const [stdout, [code]] = await Promise.all([text(child.stdout), once(child, "exit")]);
    return { stdout, code };
  };

  test("lists the instance of a killed run whose resource left the program, with exit code 1, until it is deleted", async () => {
    workspace.writeProgram(program(redis("carts")));
    await workspace.up();
    expect(await orphans()).toMatchObject({ code: 0, stdout: expect.stringContaining("outside the stack") });

    workspace.writeProgram(program(redis("carts"), redis("sessions")));
    const id = await upKilledWhileCreating(workspace);
    workspace.writeProgram(program(redis("carts")));
    await workspace.up();
    await expectSettled(workspace, ["carts"], [id]);

    const words = await orphans();
    expect(words).toMatchObject({ code: 1, stdout: expect.stringContaining(id) });
    expect(words.stdout).not.toContain((await workspace.resources()).find(({ urn }) => urn.endsWith("::carts"))?.id);
    const { code, stdout } = await orphans("--stack", "dev", "--json");
    expect(code).toBe(1);
    expect(JSON.parse(stdout)).toMatchObject({
      orphans: [{ cloud: "aliyun", region: workspace.cloud.info.aliyun.region, id }],
    });

    workspace.cloud.drift({ cloud: "aliyun", id, delete: true });
    const last = await orphans("--json");
    expect(last.code).toBe(0);
    expect(JSON.parse(last.stdout)).toMatchObject({ orphans: [] });
  });

  test("of a stack without a resource of ours does not list what another stack's run has just returned", async () => {
    workspace.writeProgram(program(redis("carts")));
    await workspace.up();
    await workspace.initStack("empty");
    expect(await orphans()).toMatchObject({ code: 0, stdout: expect.stringContaining("outside the stack") });
    expect(await orphans("--stack", "dev")).toMatchObject({ code: 0 });
    workspace.writeProgram(program(redis("sessions")));
    const id = await upKilledWhileCreating(workspace);
    const killed = await orphans();
    expect(killed).toMatchObject({ code: 1, stdout: expect.stringContaining(id) });
  });
});
