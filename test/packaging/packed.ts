import { spawnSync } from "node:child_process";
import { cpSync, mkdirSync } from "node:fs";
import { delimiter, dirname, join } from "node:path";

export const root = join(__dirname, "../..");

/**
 * The tarball that a release would send, packed with the lifecycle scripts. From a copy, since those rewrite the README for
 * a moment, and other tests may be reading it.
 * @returns the tarball's path
 */
export function packForRelease(folder: string): string {
  const copy = join(folder, "clone");
  mkdirSync(copy);
  for (const name of readmeTargets) cpSync(join(root, name), join(copy, name), { recursive: true });
  const [packed] = JSON.parse(run(copy, "npm", "pack", "--json", "--pack-destination", folder)) as {
    filename: string;
  }[];
  return join(folder, packed?.filename ?? "npm pack told of no tarball");
}

/** What is packed, what packs it, and what the README has links to. */
const readmeTargets = [
  ...["package.json", "dist", "README.md", "README.zh-CN.md", "CHANGELOG.md", "LICENSE"],
  ...["tools", "docs", "examples", "sandbox/README.md", "ARCHITECTURE.md", "CONTRIBUTING.md", "SECURITY.md"],
];

/** Runs a program, with `node` being the given one for it and for what it starts. @returns its standard output */
export function run(cwd: string, program: string, ...args: string[]): string {
  return runBy(process.execPath, cwd, program, ...args);
}

export function runBy(node: string, cwd: string, program: string, ...args: string[]): string {
  const env = { ...process.env, PATH: [dirname(node), process.env.PATH].join(delimiter) };
  // A registry that does not answer must not hold the tests up.
  const done = spawnSync(program, args, { cwd, env, encoding: "utf8", timeout: 120_000 });
  if (done.status === 0) return done.stdout;
  throw new Error(
    `\`${program} ${args.join(" ")}\` failed: ${done.error?.message ?? ""}\n${done.stdout}${done.stderr}`,
  );
}
