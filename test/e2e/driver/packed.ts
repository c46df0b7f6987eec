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
export function makeProject(folder: string, { path }: Tarball, source: string): void {
  mkdirSync(folder);
  writeFileSync(join(folder, "package.json"), JSON.stringify(manifest(path)));
  const project = { name: "shop", runtime: { name: "nodejs", options: { typescript: false } }, main: "index.js" };
  writeFileSync(join(folder, "Pulumi.yaml"), JSON.stringify(project));
  writeFileSync(join(folder, "index.js"), source);
}

/** With our own lock, so that everything comes out of npm's cache when this clone was installed by `npm ci`. */
export function installByNpm(folder: string, { path }: Tarball): void {
  const lock = JSON.parse(readFileSync(join(root, "package-lock.json"), "utf8")) as { packages: object };
  const packages = { ...lock.packages, "": manifest(path) };
  writeFileSync(join(folder, "package-lock.json"), JSON.stringify({ ...lock, name: "shop", packages }));
  command(folder, "npm", "install", "--prefer-offline", "--ignore-scripts", "--no-audit", "--no-fund");
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

const manifest = (tarball: string) => ({
  name: "shop",
  private: true,
  dependencies: { "@pulumi/pulumi": pinnedSdk(), "pulumi-cn-cache": `file:${tarball}` },
});

function pinnedSdk(): string {
  const ours = JSON.parse(readFileSync(join(root, "package.json"), "utf8")) as {
    devDependencies: Record<string, string>;
  };
  return ours.devDependencies["@pulumi/pulumi"] ?? "the manifest names no SDK";
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
