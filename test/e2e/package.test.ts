import { execFileSync } from "node:child_process";
import { existsSync, mkdtempSync, realpathSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { installByNpm, installStrictly, makeProject, pack, type Tarball } from "./driver/packed";
import { sessionsProgram } from "./driver/program";
import { openWorkspace, password, upFlags, type Workspace } from "./driver/workspace";

describe("the tarball of npm pack", () => {
  let folder: string;
  let tarball: Tarball;
  let workspace: Workspace;
  beforeAll(async () => {
    folder = realpathSync(mkdtempSync(join(tmpdir(), "pulumi-cn-cache-package-")));
    tarball = pack(folder);
    workspace = await openWorkspace();
  });
  afterAll(async () => {
    await workspace.close();
    rmSync(folder, { recursive: true, force: true });
  });

  test("holds the build, the documents and the manifest, and no source, test or map", () => {
    const isKnown = /^dist\/(provider|sandbox|bin)\/.*\.(js|d\.ts)$|^docs\/.*\.md$|^examples\//;
    const outside = tarball.files.filter((file) => !isKnown.test(file));
    expect(outside.sort()).toEqual(["CHANGELOG.md", "LICENSE", "README.md", "README.zh-CN.md", "package.json"]);
    expect(tarball.files.filter((file) => /^(?!examples).*\btests?\b|\.map$|node_modules/.test(file))).toEqual([]);
    for (const file of ["docs/resources/AliyunRedis.md", "examples/aliyun-quickstart/index.ts"])
      expect(tarball.files).toContain(file);
  });

  test("is small: at most 1100 files and 750 kB", () => {
    expect(tarball.files.length).toBeLessThanOrEqual(1100);
    expect(tarball.size).toBeLessThanOrEqual(750_000);
  });

  const program = `${sessionsProgram()}\nexports.home = require.resolve("pulumi-cn-cache");`;

  /** Preview, up, no change and destroy, from a project that knows nothing of this clone. */
  const expectToWork = async (project: string) => {
    const run = (...args: string[]) => workspace.runIn(project, ...args);
    await run("stack", "init", "installed");
    await run("config", "set", "--secret", "password", password);
    expect((await run("preview")).output).toMatch(/cn-cache:AliyunRedis\s+sessions\s+create/);
    expect(workspace.cloud.instances()).toEqual([]);
    await run("up", ...upFlags);
    expect(workspace.cloud.instances()).toMatchObject([{ name: "sessions", status: "Normal", tags: {} }]);
    const { home } = JSON.parse((await run("stack", "output", "--json")).stdout) as { home: string };
    expect(home.startsWith(project)).toBe(true);
    await run("preview", "--expect-no-changes");
    await run("destroy", ...upFlags);
    expect(workspace.cloud.instances()).toEqual([]);
    await run("stack", "rm", "--yes");
    expect(workspace.processes()).toEqual([]);
  };
  const expectCommand = (project: string) => {
    const help = execFileSync(join(project, "node_modules/.bin/pulumi-cn-cache"), ["--help"], { encoding: "utf8" });
    expect(help).toContain("orphans");
    expect(help).toContain("sandbox");
  };

  test("works in a project into which npm installed it", async () => {
    const project = join(folder, "npm");
    makeProject(project, tarball, program);
    installByNpm(project, tarball);
    expectCommand(project);
    await expectToWork(project);
  });

  test("works in pnpm's strict layout, where a project sees its direct dependencies only", async () => {
    const project = join(folder, "pnpm");
    makeProject(project, tarball, program);
    const missing = installStrictly(project, tarball);
    if (missing) console.warn(`PNPM WAS NOT USED, its layout was made by hand instead: ${missing}`);
    expect(existsSync(join(project, "node_modules/zod"))).toBe(false);
    expectCommand(project);
    await expectToWork(project);
  });
});
