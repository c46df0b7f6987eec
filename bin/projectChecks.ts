import { existsSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join, resolve } from "node:path";
import { parse } from "yaml";
import { z } from "zod";
import { messageOf } from "../provider/core/client/errors";
import type { Check } from "../provider/core/provider/cloudChecks";
import { askPulumi } from "../provider/pulumiCli";
import { manifest } from "./commandLine";

/** The oldest TypeScript that reads the package's declarations. */
const oldestTypeScript = "4.9.0";

interface Package {
  readonly name?: string;
  readonly version?: string;
  readonly dependencies?: Readonly<Record<string, string>>;
  readonly devDependencies?: Readonly<Record<string, string>>;
}

interface Project {
  readonly folder: string;
  readonly runtime: {
    readonly name?: string | undefined;
    readonly options?: { readonly typescript?: boolean | undefined } | undefined;
  };
  readonly main?: string | undefined;
}

/** Whether this machine and the project in this folder have what the package needs. */
export function checkProject(cwd: string): Check[] {
  const project = projectAbove(cwd);
  const machine = [checkNode(process.versions.node), checkCli()];
  if (!project) {
    const advice = "Run this in the folder of Pulumi.yaml to have the project checked too.";
    return [...machine, { name: "project", status: "warning", found: "there is no Pulumi project here", advice }];
  }
  const sdk = packageFrom(project.folder, "@pulumi/pulumi");
  return [...machine, checkRuntime(project), checkSdk(sdk), checkDependency(project), checkTypeScript(project, sdk)];
}

const lowerEnd = (range: string) => range.replace(/^[^\d]*/, "");

export function checkNode(version: string): Check {
  const range = manifest.engines.node;
  const found = `${version} (${range})`;
  if (isAtLeast(version, lowerEnd(range))) return { name: "Node", status: "ok", found };
  return { name: "Node", status: "problem", found, advice: "Install a newer one." };
}

function checkCli(): Check {
  const name = "Pulumi CLI";
  try {
    return checkRange(name, askPulumi(["version"]).trim().replace(/^v/, ""), "Install a newer one.");
  } catch (error) {
    const advice = "Install it: https://www.pulumi.com/docs/install/";
    return { name, status: "problem", found: messageOf(error), advice };
  }
}

/** CLI and SDK are released together, so one range is both's. */
function checkRange(name: string, version: string, advice: string): Check {
  const range = manifest.peerDependencies["@pulumi/pulumi"];
  const found = `${version} (${range})`;
  return isAtLeast(version, lowerEnd(range))
    ? { name, status: "ok", found }
    : { name, status: "problem", found, advice };
}

function checkRuntime({ folder, runtime }: Project): Check {
  const name = "project";
  if (runtime.name === "nodejs") return { name, status: "ok", found: folder };
  const found = `${folder} has ${runtime.name === undefined ? "no" : "the"} runtime ${runtime.name ?? "in its Pulumi.yaml"}`;
  return { name, status: "problem", found, advice: "The package is for the runtime nodejs." };
}

function checkSdk(sdk: Found | undefined): Check {
  const name = "Pulumi SDK";
  const advice = "Run `npm install @pulumi/pulumi` in the project.";
  if (!sdk) return { name, status: "problem", found: "@pulumi/pulumi is not installed", advice };
  return checkRange(name, sdk.version, advice);
}

/** The engine loads the package by its name from the project's folder. */
function checkDependency({ folder }: Project): Check {
  const name = "package";
  const found = packageFrom(folder, "pulumi-cn-cache");
  if (!found && existsSync(fileAbove(folder, [".pnp.cjs"]) ?? "")) {
    const advice = "Set `nodeLinker: node-modules` in .yarnrc.yml: Pulumi finds no package in Plug'n'Play.";
    return { name, status: "problem", found: "pulumi-cn-cache is not in node_modules", advice };
  }
  if (!found) {
    const advice = "Run `npm install pulumi-cn-cache` in the project: the engine loads it by name from there.";
    return { name, status: "problem", found: "pulumi-cn-cache cannot be loaded from the project's folder", advice };
  }
  const file = fileAbove(folder, ["package.json"]);
  const { name: own, dependencies, devDependencies } = (file ? readPackage(file) : undefined) ?? {};
  const isDirect = own === "pulumi-cn-cache" || "pulumi-cn-cache" in { ...dependencies, ...devDependencies };
  if (isDirect) return { name, status: "ok", found: `pulumi-cn-cache ${found.version}, a direct dependency` };
  const advice =
    "Add it to the dependencies of the project: another package manager, or another install, may not put it here.";
  return { name, status: "warning", found: `pulumi-cn-cache ${found.version}, by way of another package only`, advice };
}

/** What loads a program in TypeScript: the SDK looks for both beside itself, and has old ones of its own. */
function checkTypeScript({ folder, runtime, main }: Project, sdk: Found | undefined): Check {
  const name = "TypeScript";
  const isOff = runtime.options?.typescript === false;
  const isWritten =
    main?.endsWith(".ts") || ["tsconfig.json", "index.ts"].some((file) => existsSync(join(folder, file)));
  if (isOff || !isWritten || !sdk) return { name, status: "unused", found: "the program is not in TypeScript" };
  const [typescript, launcher] = ["typescript", "ts-node"].map((each) => packageFrom(sdk.folder, each));
  const advice = "Run `npm install --save-dev typescript ts-node` in the project.";
  if (!typescript || !isAtLeast(typescript.version, oldestTypeScript)) {
    const found = typescript
      ? `${typescript.version} (>=${oldestTypeScript})`
      : "not installed; Pulumi's own 3.8 cannot read the types";
    return { name, status: "problem", found, advice };
  }
  if (!launcher) return { name, status: "warning", found: `${typescript.version}, without ts-node`, advice };
  return { name, status: "ok", found: `${typescript.version}, launched by ts-node ${launcher.version}` };
}

interface Found {
  readonly version: string;
  readonly folder: string;
}

/** An installed package, as it is found from a folder. */
function packageFrom(folder: string, name: string): Found | undefined {
  for (const place of createRequire(join(folder, "index.js")).resolve.paths(name) ?? []) {
    const file = join(place, name, "package.json");
    const version = existsSync(file) ? readPackage(file)?.version : undefined;
    if (version !== undefined) return { version, folder: realFolder(file) };
  }
  return undefined;
}

/** Where links lead to: from there a package finds its own. */
const realFolder = (file: string) => dirname(createRequire(file).resolve(file));

function readPackage(file: string): Package | undefined {
  try {
    return JSON.parse(readFileSync(file, "utf8")) as Package;
  } catch {
    return undefined;
  }
}

function projectAbove(cwd: string): Project | undefined {
  const file = fileAbove(cwd, ["Pulumi.yaml", "Pulumi.yml"]);
  if (file === undefined) return undefined;
  const { runtime, main } = projectFile.parse(yamlIn(file));
  return { folder: dirname(file), runtime: typeof runtime === "string" ? { name: runtime } : runtime, main };
}

/** What is missing or has another form is as good as absent: the CLI says what is wrong with the file itself. */
const projectFile = z
  .object({
    runtime: z
      .union([
        z.string(),
        z.object({
          name: z.string().optional().catch(undefined),
          options: z.object({ typescript: z.boolean().optional() }).optional().catch(undefined),
        }),
      ])
      .catch({}),
    main: z.string().optional().catch(undefined),
  })
  .catch({ runtime: {}, main: undefined });

function yamlIn(file: string): unknown {
  try {
    return parse(readFileSync(file, "utf8"));
  } catch {
    return undefined;
  }
}

function fileAbove(from: string, names: readonly string[]): string | undefined {
  for (let folder = resolve(from); ; folder = dirname(folder)) {
    const found = names.map((name) => join(folder, name)).find(existsSync);
    if (found !== undefined || dirname(folder) === folder) return found;
  }
}

/** Of two versions of numbers and points; what follows them does not count. */
export function isAtLeast(version: string, oldest: string): boolean {
  const [own, other] = [version, oldest].map((each) => each.split(/[.+-]/).slice(0, 3).map(Number));
  const at = other?.findIndex((part, i) => part !== own?.[i]) ?? -1;
  return at < 0 || (own?.[at] ?? 0) > (other?.[at] ?? 0);
}
