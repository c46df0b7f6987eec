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
  node10: { module: "commonjs", moduleResolution: "node10", esModuleInterop: false },
  node16: { module: "node16", moduleResolution: "node16" },
  nodenext: { module: "nodenext", moduleResolution: "nodenext" },
  bundler: { module: "esnext", moduleResolution: "bundler" },
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

/** The file of a project with the programs. */
const projectOf = ({ compiler, resolution, checksLibraries }: Run) =>
  `${compiler}-${resolution}${checksLibraries ? "-libraries" : ""}.json`;

function writeProject(folder: string, run: Run): void {
  const { compiler, resolution, isExact, checksLibraries } = run;
  const compilerOptions = {
    ...{ noEmit: true, strict: true, target: "es2022", types: ["node"] },
    // TypeScript's own libraries are a third of the work, and nothing of ours reaches them.
    ...{ exactOptionalPropertyTypes: isExact, skipLibCheck: !checksLibraries, skipDefaultLibCheck: true },
    ...resolutions[resolution],
    ...(majorOf(compiler) === 6 && resolution === "node10" ? { ignoreDeprecations: "6.0" } : {}),
  };
  const programs = ["aliyunRedis", "aliyunRedisBatch", "huaweiDcsInstance", "huaweiDcsBatch", "jdRedis"];
  const files = [...programs, "cache", "options", "dynamic"].map((name) => `programs/${name}.ts`);
  writeFileSync(join(folder, projectOf(run)), JSON.stringify({ compilerOptions, files }));
}

/**
 * What the compiler says of each project; nothing if it compiles. One process compiles them all: it parses the declarations
 * once, and is slow in the first project only.
 */
function compile(folder: string, compiler: string, projects: readonly string[]): Promise<ReadonlyMap<string, string>> {
  const tsc = join(root, "node_modules", compiler, "bin/tsc");
  const command = [tsc, "--build", "--verbose", "--pretty", "false", ...projects];
  return new Promise((done) => {
    execFile(process.execPath, command, { cwd: folder }, (error, stdout, stderr) => {
      const errors = errorsByProject(stdout);
      const isExplained = !error || [...errors.values()].some(Boolean);
      const whole = `${error?.message}\n${stdout}${stderr}`;
      done(new Map(projects.map((name) => [name, isExplained ? (errors.get(name) ?? whole) : whole])));
    });
  });
}

/** Of the output of `tsc --build --verbose`, in which what it tells of its progress begins with the time. */
function errorsByProject(output: string): Map<string, string> {
  const errors = new Map<string, string>();
  let project: string | undefined;
  for (const line of output.split(/\r?\n/)) {
    const progress = /^[\d:]+( \w+)? - (?:Building project '(?:.*[\\/])?(.+)'\.\.\.$)?/.exec(line);
    project = progress?.[2] ?? project;
    if (project) errors.set(project, (errors.get(project) ?? "") + (progress ? "" : line));
  }
  return errors;
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
  const said = new Map<string, string>();

  beforeAll(async () => {
    if (!existsSync(join(root, entries["."].types)))
      throw new Error("not built: run `npm run build` (`npm test` does).");
    folder = makeConsumer();
    for (const run of runs) writeProject(folder, run);
    const waiting = [...compilers];
    const work = async () => {
      for (let compiler = waiting.shift(); compiler; compiler = waiting.shift()) {
        const projects = runs.filter((run) => run.compiler === compiler).map(projectOf);
        for (const [project, words] of await compile(folder, compiler, projects)) said.set(project, words);
      }
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
    expect(said.get(projectOf(run))).toBe("");
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
