import { spawnSync } from "node:child_process";
import { mkdirSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { delimiter, dirname, join } from "node:path";

const root = join(__dirname, "../../..");
const quietly = ["--prefer-offline", "--ignore-scripts", "--no-audit", "--no-fund"];

export interface Tarball {
  readonly path: string;
  /** Bytes. */
  readonly size: number;
  readonly files: readonly string[];
}

/** What `npm publish` would send. */
export function pack(destination: string): Tarball {
  const words = ["--json", "--ignore-scripts", "--pack-destination", destination];
  const [packed] = JSON.parse(run(root, "npm", "pack", ...words)) as {
    filename: string;
    size: number;
    files: { path: string }[];
    shasum: string;
  }[];
  if (!packed) throw new Error("npm pack told of no tarball");
  // In a folder with the name of its hash: yarn 1 takes a tarball of the same relative path for the one it has seen there.
  const path = join(destination, packed.shasum, packed.filename);
  mkdirSync(dirname(path));
  renameSync(join(destination, packed.filename), path);
  return { path, size: packed.size, files: packed.files.map((each) => each.path) };
}

/** Of a project that depends on the SDK and on the tarball; one in TypeScript has the compiler and its launcher too. */
export const manifest = ({ path }: Tarball, isTypeScript: boolean) => ({
  name: "shop",
  private: true,
  dependencies: { ...pinned("@pulumi/pulumi"), "pulumi-cn-cache": `file:${path}` },
  ...(isTypeScript ? { devDependencies: pinned("typescript", "ts-node") } : {}),
});

/** The versions that this clone has. */
function pinned(...names: string[]): Record<string, string> {
  const { devDependencies } = json<{ devDependencies: Record<string, string> }>(root, "package.json");
  return Object.fromEntries(names.map((name) => [name, devDependencies[name] ?? "not in package.json"]));
}

/**
 * By npm, with our own lock as that of another project, so that everything comes out of npm's cache when this clone was
 * installed by `npm ci`.
 */
export function installByNpm(node: string, folder: string, whole: { readonly name: string }, more: object = {}): void {
  const lock = json<{ packages: object }>(root, "package-lock.json");
  const packages = { ...lock.packages, "": whole, ...more };
  writeFileSync(join(folder, "package-lock.json"), JSON.stringify({ ...lock, name: whole.name, packages }));
  runOn(node, folder, "npm", "install", "--engine-strict", ...quietly);
}

/** Runs a package manager that npx brings. @returns its standard output */
export const npx = (node: string, folder: string, name: string, ...args: string[]) =>
  runOn(node, folder, "npx", "--yes", "--prefer-offline", name, ...args);

let registry: string | undefined;

/** Runs a program, with this Node for it and for what it starts, and with the registry that npm uses. @returns its standard output */
export function runOn(node: string, folder: string, program: string, ...args: string[]): string {
  // Not asked in the folder: npm does not answer in one that is part of another project.
  registry ??= run(root, "npm", "config", "get", "registry").trim();
  const env = {
    npm_config_registry: registry,
    YARN_NPM_REGISTRY_SERVER: registry,
    PATH: [dirname(node), process.env.PATH].join(delimiter),
  };
  return run(folder, "env", ...Object.entries(env).map(([name, value]) => `${name}=${value}`), program, ...args);
}

const platform = process.platform === "win32" ? "win" : process.platform;

/** The package `node` would bring its binary by a script; this is the package with the binary. @returns its path */
export function bringNode(folder: string, version: string): string {
  const suffix = platform === "darwin" && process.arch === "arm64" ? "-bin" : "";
  const home = bring(folder, `node${suffix}-${platform}-${process.arch}`, version);
  return join(home, json<{ bin: { node: string } }>(home, "package.json").bin.node);
}

/** The same of the package `bun`. @returns its path */
export function bringBun(folder: string): string {
  const system = platform === "win" ? "windows" : platform;
  const home = bring(folder, `@oven/bun-${system}-${process.arch === "arm64" ? "aarch64" : "x64"}`, "1.4.5");
  return join(home, "bin/bun");
}

/** Only what runs: the headers beside it are thousands of files. @returns the folder of the package */
function bring(folder: string, name: string, version: string): string {
  mkdirSync(folder);
  const tarball = run(folder, "npm", "pack", "--silent", "--prefer-offline", `${name}@${version}`).trim();
  run(folder, "tar", "-xzf", tarball, "package/package.json", "package/bin");
  return join(folder, "package");
}

const json = <T>(...path: string[]) => JSON.parse(readFileSync(join(...path), "utf8")) as T;

/** @returns its standard output */
function run(cwd: string, program: string, ...args: string[]): string {
  // A registry that does not answer must not hold the tests up.
  const done = spawnSync(program, args, { cwd, encoding: "utf8", timeout: 120_000 });
  if (done.status === 0) return done.stdout;
  throw new Error(
    `\`${program} ${args.join(" ")}\` failed: ${done.error?.message ?? ""}\n${done.stdout}${done.stderr}`,
  );
}
