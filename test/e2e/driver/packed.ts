import { spawnSync } from "node:child_process";
import { mkdirSync, readFileSync, renameSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";

const root = join(__dirname, "../../..");
const pnpm = "pnpm@10.34.9";

export interface Tarball {
  readonly path: string;
  /** Bytes. */
  readonly size: number;
  readonly files: readonly string[];
}

/** What `npm publish` would send. */
export function pack(destination: string): Tarball {
  const { stdout } = command(root, "npm", "pack", "--json", "--ignore-scripts", "--pack-destination", destination);
  const [packed] = JSON.parse(stdout) as { filename: string; size: number; files: { path: string }[] }[];
  if (!packed) throw new Error(`npm pack told of no tarball:\n${stdout}`);
  return { path: join(destination, packed.filename), size: packed.size, files: packed.files.map(({ path }) => path) };
}

/** An empty Pulumi project that depends on the SDK and on the tarball, and on nothing else. */
export function makeProject(folder: string, tarball: Tarball, source: string): void {
  mkdirSync(folder);
  writeFileSync(join(folder, "package.json"), JSON.stringify(manifest(tarball)));
  const project = { name: "shop", runtime: { name: "nodejs", options: { typescript: false } }, main: "index.js" };
  writeFileSync(join(folder, "Pulumi.yaml"), JSON.stringify(project));
  writeFileSync(join(folder, "index.js"), source);
}

/** With our own lock, so that everything comes out of npm's cache when this clone was installed by `npm ci`. */
export function installByNpm(folder: string, tarball: Tarball): void {
  writeLock(folder, manifest(tarball));
  command(folder, "npm", "install", "--prefer-offline", "--ignore-scripts", "--no-audit", "--no-fund");
}

/** Our own lock, as that of another project. */
export function writeLock(folder: string, whole: { readonly name: string }, more: object = {}): void {
  const lock = JSON.parse(readFileSync(join(root, "package-lock.json"), "utf8")) as { packages: object };
  const packages = { ...lock.packages, "": whole, ...more };
  writeFileSync(join(folder, "package-lock.json"), JSON.stringify({ ...lock, name: whole.name, packages }));
}

/** Runs a package manager that npx brings. */
export const npx = (folder: string, name: string, ...args: string[]) =>
  install(folder, "npx", "--yes", "--prefer-offline", name, ...args);

/** Runs a package manager with the registry that npm uses. */
export function install(folder: string, program: string, ...args: string[]): void {
  const registry = command(folder, "npm", "config", "get", "registry").stdout.trim();
  const env = { npm_config_registry: registry, YARN_NPM_REGISTRY_SERVER: registry };
  command(folder, "env", ...Object.entries(env).map(([name, value]) => `${name}=${value}`), program, ...args);
}

/** The package `bun` would bring its binary by a script; this is the package with the binary. @returns its path */
export function bringBun(folder: string): string {
  const platform = process.platform === "win32" ? "windows" : process.platform;
  const name = `@oven/bun-${platform}-${process.arch === "arm64" ? "aarch64" : "x64"}`;
  mkdirSync(folder);
  writeFileSync(join(folder, "package.json"), "{}");
  command(folder, "npm", "install", "--ignore-scripts", "--prefer-offline", "--no-audit", "--no-fund", `${name}@1.4.5`);
  return join(folder, "node_modules", name, "bin/bun");
}

/**
 * So that only direct dependencies can be required from the project: by pnpm, which npx brings. Where that cannot be,
 * by hand, with the links that pnpm would make.
 * @returns why pnpm could not be had
 */
export function installStrictly(folder: string, tarball: Tarball): string | undefined {
  const found = run(folder, "npx", "--yes", "--prefer-offline", pnpm, "--version");
  if (found.status === 0) {
    command(folder, "npx", "--yes", "--prefer-offline", pnpm, "install", "--prefer-offline", "--ignore-scripts");
    return undefined;
  }
  installByNpm(folder, tarball);
  const store = join(folder, ".store");
  mkdirSync(store);
  renameSync(join(folder, "node_modules"), join(store, "node_modules"));
  mkdirSync(join(folder, "node_modules/@pulumi"), { recursive: true });
  for (const name of ["@pulumi/pulumi", "pulumi-cn-cache", ".bin"]) {
    symlinkSync(join(store, "node_modules", name), join(folder, "node_modules", name), "junction");
  }
  return `\`npx ${pnpm} --version\` failed: ${found.error?.message ?? found.stderr}`;
}

/** Of a project that depends on the SDK and on the tarball; one in TypeScript has the compiler and its launcher too. */
export const manifest = ({ path }: Tarball, isTypeScript = false) => ({
  name: "shop",
  private: true,
  dependencies: { ...pinned("@pulumi/pulumi"), "pulumi-cn-cache": `file:${path}` },
  ...(isTypeScript ? { devDependencies: pinned("typescript", "ts-node") } : {}),
});

/** The versions that this clone has. */
function pinned(...names: string[]): Record<string, string> {
  const ours = JSON.parse(readFileSync(join(root, "package.json"), "utf8")) as {
    devDependencies: Record<string, string>;
  };
  return Object.fromEntries(names.map((name) => [name, ours.devDependencies[name] ?? `not in package.json`]));
}

/** A registry that does not answer must not hold the tests up. */
const run = (cwd: string, program: string, ...args: string[]) =>
  spawnSync(program, args, { cwd, encoding: "utf8", timeout: 120_000 });

function command(cwd: string, program: string, ...args: string[]) {
  const done = run(cwd, program, ...args);
  if (done.status === 0) return done;
  throw new Error(
    `\`${program} ${args.join(" ")}\` failed: ${done.error?.message ?? ""}\n${done.stdout}${done.stderr}`,
  );
}
