import { type ChildProcess, execFileSync, spawn } from "node:child_process";
import { once } from "node:events";
import {
  chmodSync,
  copyFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { processesWith } from "../e2e/driver/processes";
import { until } from "../e2e/driver/until";

const tools = join(__dirname, "../../tools/pulumi-cli");

let folder: string;
let bin: string;
let cache: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "pulumi-cn-cache-tools-"));
  bin = join(folder, "bin");
  cache = join(folder, "cache/pulumi-cn-cache");
  mkdirSync(bin);
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

/** A shell script on PATH, of builtins only: nothing else is on it. */
const program = (name: string, script = ":") => {
  writeFileSync(join(bin, name), `#!/bin/sh\n${script}\n`);
  chmodSync(join(bin, name), 0o755);
};
const pulumiOnPath = (version: string) => program("pulumi", `echo ${version}`);
const companionsOnPath = () => {
  program("pulumi-language-nodejs");
  program("pulumi-resource-pulumi-nodejs");
};
/** Writes what `-o` names, as Go would, after `before`. */
const goOnPath = (before = ":") =>
  program("go", `${before}\necho github.com/some/package >&2\nwhile [ "$1" != -o ]; do shift; done\necho built > "$2"`);

const start = (...ways: string[]): ChildProcess =>
  spawn(process.execPath, [join(tools, "obtain.mjs"), `--only=${ways.join()}`], {
    env: { PATH: bin, HOME: folder, XDG_CACHE_HOME: join(folder, "cache") },
  });
const finish = async (child: ChildProcess) => {
  const text = { stdout: "", stderr: "" };
  for (const stream of ["stdout", "stderr"] as const) {
    child[stream]?.on("data", (chunk: Buffer) => {
      text[stream] += chunk;
    });
  }
  const [code] = (await once(child, "close")) as [number | null];
  return { code, ...text };
};
const obtain = (...ways: string[]) => finish(start(...ways));

describe("obtaining the Pulumi CLI", () => {
  test.each(["v3.216.0", "v3.245.0", "v3.267.9"])("takes %s from PATH", async (version) => {
    pulumiOnPath(version);
    companionsOnPath();
    expect(await obtain("path")).toEqual({ code: 0, stdout: `${bin}\n`, stderr: "" });
  });

  test.each(["v3.215.9", "v3.268.0", "v4.0.0", "nonsense"])("leaves %s on PATH alone", async (version) => {
    pulumiOnPath(version);
    companionsOnPath();
    expect(await obtain("path")).toMatchObject({ code: 1, stdout: "" });
  });

  test("leaves a pulumi alone that has no language host beside it", async () => {
    pulumiOnPath("v3.245.0");
    const { code, stderr } = await obtain("path");
    expect(code).toBe(1);
    expect(stderr).toContain("no pulumi-language-nodejs beside it");
  });

  test("builds with Go once, and finds it in the cache the next time", async () => {
    goOnPath();
    const first = await obtain("path", "cache", "build");
    const built = first.stdout.trim();
    expect(readdirSync(built).sort()).toEqual([
      ...["host", "pulumi", "pulumi-language-nodejs", "pulumi-resource-pulumi-nodejs"],
    ]);
    expect(readdirSync(join(built, "host"))).toEqual(["pulumi-language-nodejs"]);
    expect(statSync(join(built, "pulumi-language-nodejs")).mode & 0o777).toBe(0o755);
    expect(statSync(join(built, "pulumi-resource-pulumi-nodejs")).mode & 0o777).toBe(0o755);
    expect(first.stderr).toContain("building pulumi with Go");

    program("go", "exit 1");
    expect(await obtain("path", "cache", "build")).toEqual({ code: 0, stdout: `${built}\n`, stderr: "" });
  });

  test("gives one folder to two that run at once", async () => {
    goOnPath();
    const both = await Promise.all([obtain("cache", "build"), obtain("cache", "build")]);
    expect(both.map(({ code }) => code)).toEqual([0, 0]);
    expect(readdirSync(cache)).toHaveLength(1);
    expect(new Set(both.map(({ stdout }) => stdout.trim()))).toEqual(
      new Set([join(cache, readdirSync(cache)[0] ?? "")]),
    );
  });

  test("says what was tried and what to do when no way works, and leaves nothing behind", async () => {
    program("go", "echo 'no required module provides package' >&2\nexit 1");
    const { code, stdout, stderr } = await obtain("path", "cache", "build");
    expect({ code, stdout }).toEqual({ code: 1, stdout: "" });
    const sentence = stderr.trim().split("\n").at(-1);
    for (const part of ["no pulumi on PATH", "no required module", "Install Pulumi", "Go 1.25"])
      expect(sentence).toContain(part);
    expect(stderr).not.toMatch(/^\s+at /m);
    expect(readdirSync(cache)).toEqual([]);
  });

  test("says that Go is not installed when it is not", async () => {
    expect((await obtain("build")).stderr).toContain("Go is not installed");
  });

  test("ends the build and removes what it had when it is stopped by SIGTERM", async () => {
    const begun = join(folder, "begun");
    goOnPath(`: > ${begun}\necho github.com/some/package >&2\nwhile :; do :; done`);
    const child = start("build");
    const closed = finish(child);
    await until("the start of Go", () => existsSync(begun));
    child.kill("SIGTERM");
    expect((await closed).code).toBe(143);
    expect(readdirSync(cache)).toEqual([]);
    await until("the end of Go", () => processesWith("HOME", folder).length === 0);
  });
});

describe("the recipe", () => {
  const { version } = require("@pulumi/pulumi/package.json") as { version: string };

  test("names the version of the SDK that package-lock.json holds", () => {
    expect(readFileSync(join(tools, "recipe.mjs"), "utf8")).toContain(`cliVersion = "${version}"`);
  });

  test.each(["pkg", "sdk"])("builds pulumi from %s/v3 of the same version", (part) => {
    expect(readFileSync(join(tools, "pulumi/go.mod"), "utf8")).toContain(
      `github.com/pulumi/pulumi/${part}/v3 v${version}`,
    );
  });
});

describe("the launcher of the built language host", () => {
  test.each([
    ["runtime:\n  name: nodejs\n  options:\n    typescript: false\n", "-typescript=false 127.0.0.1:1"],
    ['{"runtime":{"name":"nodejs","options":{"typescript":false}}}', "-typescript=false 127.0.0.1:1"],
    ["runtime:\n  name: nodejs\n  options:\n    typescript: true\n", "127.0.0.1:1"],
    ["runtime: nodejs\n", "127.0.0.1:1"],
    [undefined, "127.0.0.1:1"],
  ])("gives the host of a project %j the arguments %s", (project, args) => {
    const launcher = join(bin, "pulumi-language-nodejs");
    copyFileSync(join(tools, "pulumi-language-nodejs/launcher.sh"), launcher);
    chmodSync(launcher, 0o755);
    mkdirSync(join(bin, "host"));
    program("host/pulumi-language-nodejs", 'echo "$@"');
    if (project) writeFileSync(join(folder, "Pulumi.yaml"), project);
    expect(execFileSync(launcher, ["127.0.0.1:1"], { cwd: folder, encoding: "utf8" })).toBe(`${args}\n`);
  });
});
