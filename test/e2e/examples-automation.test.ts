import { spawn } from "node:child_process";
import { cpSync, readdirSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { useForAll } from "../support/useEach";
import { linkPackages } from "./driver/links";
import { openWorkspace, password } from "./driver/workspace";

const root = join(__dirname, "../..");

describe("examples/preview-environments", () => {
  const workspace = useForAll(openWorkspace);
  let folder: string;
  let files: string[];
  beforeAll(async () => {
    folder = join(workspace.folder, "preview-environments");
    cpSync(join(root, "examples/preview-environments"), folder, { recursive: true });
    linkPackages(folder);
    files = readdirSync(folder);
  });

  /** Runs the program itself, and not the CLI, from another folder. Its types are checked with those of this clone. */
  const run = (...args: string[]): Promise<{ code: number | null; stdout: string; stderr: string }> =>
    new Promise((resolve, reject) => {
      const command = [join(root, "node_modules/ts-node/dist/bin.js"), join(folder, "index.ts"), ...args];
      const child = spawn(process.execPath, command, {
        cwd: tmpdir(),
        env: { ...workspace.env, REDIS_PASSWORD: password, TS_NODE_TRANSPILE_ONLY: "1" },
      });
      let stdout = "";
      let stderr = "";
      child.stdout.on("data", (chunk: Buffer) => {
        stdout += chunk;
      });
      child.stderr.on("data", (chunk: Buffer) => {
        stderr += chunk;
      });
      child.once("error", reject);
      child.once("close", (code) => resolve({ code, stdout, stderr }));
    });
  const succeed = async (...args: string[]): Promise<string> => {
    const { code, stdout, stderr } = await run(...args);
    if (code !== 0) throw new Error(`${args.join(" ")} ended with ${code}:\n${stdout}${stderr}`);
    return stdout;
  };
  const outputsOf = (printed: string): Record<string, string> =>
    Object.fromEntries(printed.split("\n").flatMap((line) => (line ? [line.split("=") as [string, string]] : [])));
  const stacks = async () =>
    (JSON.parse((await workspace.runIn(folder, "stack", "ls", "--json")).stdout) as { name: string }[]).map(
      ({ name }) => name,
    );

  test("creates an environment for each branch, keeps it, and destroys it alone", async () => {
    const login = outputsOf(await succeed("create", "feature/login"));
    const search = outputsOf(await succeed("create", "search"));
    const named = () => Object.fromEntries(workspace.cloud.instances().map(({ id, name }) => [name, id]));
    expect(named()).toEqual({ "preview-feature-login": login.instanceId, "preview-search": search.instanceId });
    expect(login).toEqual({ instanceId: expect.any(String), connectionDomain: expect.any(String), port: "6379" });

    expect(outputsOf(await succeed("create", "feature/login"))).toEqual(login);
    expect(await stacks()).toEqual(["feature-login", "search"]);

    await succeed("destroy", "feature/login");
    expect(named()).toEqual({ "preview-search": search.instanceId });
    await succeed("destroy", "search");
    expect(workspace.cloud.instances()).toEqual([]);
    expect(await stacks()).toEqual([]);
    expect(readdirSync(folder)).toEqual(files);
  });

  test("says how it is used", async () => {
    expect(await run("list")).toMatchObject({ code: 1, stderr: expect.stringContaining("create|destroy <branch>") });
  });
});
