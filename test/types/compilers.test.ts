import { execFile } from "node:child_process";
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  realpathSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { availableParallelism, tmpdir } from "node:os";
import { dirname, join, relative, resolve } from "node:path";
import { devDependencies, exports as entries } from "../../package.json";

const root = resolve(__dirname, "../..");

/** The compilers that package.json has, by their names there: the oldest that is supported up to the newest. */
const compilers = Object.keys(devDependencies).filter((name) => /^typescript(-|$)/.test(name));

/** How imports are found. The first is what old projects have: CommonJS, where a default import needs esModuleInterop. */
const resolutions = {
  node10: ["--module", "commonjs", "--moduleResolution", "node10", "--esModuleInterop", "false"],
  node16: ["--module", "node16", "--moduleResolution", "node16"],
  nodenext: ["--module", "nodenext", "--moduleResolution", "nodenext"],
  bundler: ["--module", "esnext", "--moduleResolution", "bundler"],
};
type Resolution = keyof typeof resolutions;

interface Run {
  readonly compiler: string;
  readonly resolution: Resolution;
  readonly isExact: boolean;
  readonly checksLibraries: boolean;
}

const majorOf = (compiler: string) =>
  Number.parseInt(JSON.parse(readFileSync(join(root, "node_modules", compiler, "package.json"), "utf8")).version, 10);

const runs = compilers.flatMap((compiler): readonly Run[] => {
  const known = (Object.keys(resolutions) as Resolution[]).filter((name) => name !== "node10" || majorOf(compiler) < 7);
  return [
    ...known.map((resolution) => ({ compiler, resolution, isExact: true, checksLibraries: false })),
    // Once for each compiler, because it takes twice the time. By node10 where the compiler has it: by bundler, TypeScript
    // 5.0 does not accept the declarations of @grpc/grpc-js, which @pulumi/pulumi loads.
    { compiler, resolution: known[0] as Resolution, isExact: false, checksLibraries: true },
  ];
});

const titleOf = ({ compiler, resolution, isExact, checksLibraries }: Run) =>
  [compiler, resolution, isExact && "exactOptionalPropertyTypes", checksLibraries && "without skipLibCheck"]
    .filter(Boolean)
    .join(", ");

/** What the compiler says of the programs in the folder; nothing if they compile. */
function compile(folder: string, { compiler, resolution, isExact, checksLibraries }: Run): Promise<string> {
  const options = [
    ...["--noEmit", "--strict", "--target", "es2022", "--types", "node", "--pretty", "false"],
    ...["--exactOptionalPropertyTypes", String(isExact), "--skipLibCheck", String(!checksLibraries)],
    ...resolutions[resolution],
    ...(majorOf(compiler) === 6 && resolution === "node10" ? ["--ignoreDeprecations", "6.0"] : []),
  ];
  const programs = ["aliyunRedis", "aliyunRedisBatch", "huaweiDcsInstance", "huaweiDcsBatch", "jdRedis"];
  const files = [...programs, "cache", "options", "dynamic"].map((name) => `programs/${name}.ts`);
  const tsc = join(root, "node_modules", compiler, "bin/tsc");
  return new Promise((done) => {
    execFile(process.execPath, [tsc, ...options, ...files], { cwd: folder }, (error, stdout, stderr) =>
      done(stdout + stderr + (error && stdout === "" ? error.message : "")),
    );
  });
}

/** A project that has installed the package: its declarations as they are built, and nothing that only we have, like zod. */
function makeConsumer(): string {
  const folder = mkdtempSync(join(tmpdir(), "pulumi-cn-cache-types-"));
  const installed = join(folder, "node_modules/pulumi-cn-cache");
  mkdirSync(join(folder, "node_modules/@types"), { recursive: true });
  cpSync(join(root, "dist/provider"), join(installed, "dist/provider"), { recursive: true });
  cpSync(join(root, "package.json"), join(installed, "package.json"));
  for (const name of ["@pulumi", "@types/node"])
    symlinkSync(join(root, "node_modules", name), join(folder, "node_modules", name), "junction");
  cpSync(join(__dirname, "programs"), join(folder, "programs"), { recursive: true });
  writeFileSync(join(folder, "package.json"), `{ "private": true }`);
  return folder;
}

describe("the built declarations", () => {
  let folder: string;
  const said = new Map<Run, string>();

  beforeAll(async () => {
    if (!existsSync(join(root, entries["."].types)))
      throw new Error("not built: run `npm run build` (`npm test` does).");
    folder = makeConsumer();
    const waiting = [...runs];
    const work = async () => {
      for (let run = waiting.shift(); run; run = waiting.shift()) said.set(run, await compile(folder, run));
    };
    await Promise.all(Array.from({ length: Math.max(2, availableParallelism()) }, work));
  }, 600_000);

  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  test("are compiled by the pinned compiler, one before 5.1, and one that is not written in JavaScript", () => {
    expect(compilers).toContain("typescript");
    expect(compilers.length).toBeGreaterThan(3);
    expect(Math.max(...compilers.map(majorOf))).toBeGreaterThan(6);
  });

  // All of them are packages with a command of this name.
  test("the command tsc is the pinned one", () => {
    expect(relative(root, realpathSync(join(root, "node_modules/.bin/tsc")))).toBe(
      join("node_modules/typescript/bin/tsc"),
    );
  });

  test.each(runs.map((run) => [titleOf(run), run] as const))("fit the programs: %s", (_, run) => {
    expect(said.get(run)).toBe("");
  });

  test.each([entries["."].types, entries["./dynamic"].types])("%s asks only for the SDK", (entry) => {
    const seen = new Set<string>();
    const packages = new Set<string>();
    const read = (file: string) => {
      if (seen.has(file)) return;
      seen.add(file);
      for (const [, name = ""] of readFileSync(file, "utf8").matchAll(/(?:from|import\() ?"([^"]+)"/g)) {
        if (name.startsWith(".")) read(`${join(dirname(file), name)}.d.ts`);
        else packages.add(name);
      }
    };
    read(join(root, entry));
    expect([relative(root, [...seen][0] ?? ""), ...packages]).toEqual([entry.slice(2), "@pulumi/pulumi"]);
  });
});
