import { existsSync, lstatSync, readdirSync, readFileSync, readlinkSync, rmSync, statSync, symlinkSync } from "node:fs";
import { join } from "node:path";
import { start } from "./child.mjs";
import { root } from "./root.mjs";
import { ToolError } from "./tool-error.mjs";

/** Of a clone; knip needs more than the package does. */
const oldestNode = [20, 19, 0];
const entryFiles = ["dist/provider/index.js", "dist/provider/dynamic.js", "dist/bin/main.js"];
const sources = ["provider", "sandbox", "bin", "tsconfig.json", "tsconfig.build.json", "package.json"];

export function requireNode() {
  const have = process.versions.node.split(".").map(Number);
  const at = oldestNode.findIndex((part, i) => part !== have[i]);
  if (at >= 0 && have[at] < oldestNode[at]) {
    throw new ToolError(`Node ${oldestNode.join(".")} or later is required; this is ${process.versions.node}.`);
  }
}

/**
 * The compiler that is written in Go: it takes a fifth of the processor time of the one in JavaScript, which ts-node, typedoc
 * and others need as a library.
 */
export const compiler = "node_modules/typescript-7.0/bin/tsc";

/** `npm ci`, when node_modules is not what package-lock.json says. */
export async function installPackages(note) {
  if (!packagesAreStale()) return;
  note("installing the packages of package-lock.json with npm");
  await run("npm", ["ci", "--no-audit", "--no-fund", "--loglevel=error"], "npm ci", note);
}

function packagesAreStale() {
  const installed = join(root, "node_modules/.package-lock.json");
  if (!existsSync(installed)) return true;
  const [wanted, have] = [join(root, "package-lock.json"), installed].map(
    (file) => JSON.parse(readFileSync(file)).packages,
  );
  return Object.entries(wanted).some(([path, { version, optional }]) => {
    if (path === "") return false;
    // npm leaves out optional packages of other platforms.
    return have[path] ? have[path].version !== version : !optional;
  });
}

/** `tsc` into an empty folder, when a source is newer than what was made of it. A folder's own time tells of deleted files. */
export async function build(note) {
  const made = entryFiles.map((file) => statSync(join(root, file), { throwIfNoEntry: false })?.mtimeMs ?? 0);
  if (Math.max(...sources.flatMap((source) => times(join(root, source)))) <= Math.min(...made)) return;
  note("compiling provider, sandbox and bin");
  rmSync(join(root, "dist"), { recursive: true, force: true });
  try {
    await run(process.execPath, [join(root, compiler), "-p", "tsconfig.build.json"], "tsc", note);
  } catch (error) {
    // tsc writes its output in spite of errors; without this file the next run would take it for up to date.
    rmSync(join(root, "dist/bin/main.js"), { force: true });
    throw error;
  }
}

function times(path) {
  const entry = statSync(path, { throwIfNoEntry: false });
  if (!entry) return [];
  const below = entry.isDirectory() ? readdirSync(path).flatMap((name) => times(join(path, name))) : [];
  return [entry.mtimeMs, ...below];
}

/**
 * Makes the package its own dependency: the plugin process looks for `pulumi-cn-cache/dynamic` from the program's folder
 * upwards, and there a package's reference to itself does not count.
 */
export function linkPackage() {
  const link = join(root, "node_modules/pulumi-cn-cache");
  const target = process.platform === "win32" ? root : "..";
  if (lstatSync(link, { throwIfNoEntry: false })?.isSymbolicLink() && readlinkSync(link) === target) return;
  rmSync(link, { recursive: true, force: true });
  try {
    symlinkSync(target, link, "junction");
  } catch (error) {
    // Another set-up on the same clone was quicker.
    if (error.code !== "EEXIST") throw error;
  }
}

async function run(program, args, name, note) {
  const lines = [];
  const began = Date.now();
  const timer = setInterval(() => note(`${name} is running, ${Math.round((Date.now() - began) / 1000)} s`), 5000);
  const { code, missing } = await start(program, args, { cwd: root, onLine: (line) => lines.push(line) }).ended;
  clearInterval(timer);
  if (missing) throw new ToolError(`${name}: there is no ${program} on PATH.`);
  if (code !== 0) throw new ToolError([`${name} failed:`, ...lines.slice(0, 40)].join("\n"));
}
