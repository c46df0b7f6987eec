import { mkdirSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import ts from "typescript";
import { openWorkspace, type StateResource, type Workspace } from "../../e2e/driver/workspace";
import { makeProject } from "../../harness/project";
import { loadSdk, type SdkPackage } from "../../harness/sdk";
import { programs } from "../all";
import type { Operation } from "../program";

const source = join(__dirname, "..");
const pinned: SdkPackage = "@pulumi/pulumi";

/** All programs as one: the prefix of its names tells which program a resource belongs to. */
const main = `
const pulumi = require("@pulumi/pulumi");
const { programs } = require("./programs/all");
const stage = new pulumi.Config().get("stage");

module.exports = async () => {
  const only = process.env.PROGRAMS?.split(",") ?? Object.keys(programs);
  const outputs = {};
  for (const program of only) {
    outputs[program] = await programs[program].run({
      named: (name) => program + "." + name,
      isEdited: stage === "edited" || stage === "leaving",
      isLeaving: stage === "leaving",
    });
  }
  return outputs;
};
`;

/** What the programs look up: instances of a stack of their own. */
const platform = `
const { AliyunRedis, HuaweiDcsInstance, JdRedis } = require("pulumi-cn-cache");
const { aliyun, huawei, jd } = require("./programs/caches");
exports.aliyun = new AliyunRedis("aliyun", aliyun).instanceId;
exports.huawei = new HuaweiDcsInstance("huawei", huawei).instanceId;
exports.jd = new JdRedis("jd", jd).instanceId;
exports.zone = "cn-hangzhou-h";
exports.whitelist = ["10.0.0.0/8"];
`;

const settings = [
  ["port", "6390"],
  ["one", "1"],
  ["databases", "16"],
  ["on", "true"],
  ["off", "false"],
  ["tags", '{"team":"web"}'],
];

/** Names of the programs that a run is about; `PROGRAMS=loop,nested npx jest test/programs` takes only those. */
export const names: readonly string[] = process.env.PROGRAMS?.split(",") ?? Object.keys(programs);

/** How many instances stay after destroy. */
export const left = names.reduce((sum, name) => sum + (programs[name]?.left ?? 0), 0);

export const programOf = (urn: string): string => nameOf(urn).split(".")[0] ?? "";
/** A resource's name within its program. */
export const shortName = (urn: string): string => nameOf(urn).split(".").slice(1).join(".");
const nameOf = (urn: string) => urn.split("::").at(-1) ?? "";

/** What a preview would do to each resource of each program; and of which internal inputs it speaks, as `program.name: input`. */
export interface Preview {
  readonly changes: Readonly<Record<string, Readonly<Record<string, Operation>>>>;
  readonly internal: readonly string[];
}

interface Step {
  readonly op: string;
  readonly urn: string;
  readonly diffReasons?: readonly string[] | null;
  readonly replaceReasons?: readonly string[] | null;
  readonly detailedDiff?: Readonly<Record<string, unknown>> | null;
}

interface Report {
  readonly steps: readonly Step[];
  readonly diagnostics?: readonly { readonly urn?: string; readonly message: string }[];
}

export interface Group {
  readonly workspace: Workspace;
  /** The ids of the instances that the programs only look up. */
  readonly platform: readonly string[];
  setStage(stage: "first" | "edited" | "leaving"): Promise<void>;
  preview(): Promise<Preview>;
  up(): Promise<void>;
  resources(): Promise<StateResource[]>;
  close(): Promise<void>;
}

/** A stack whose program is all programs, on the given SDK. */
export async function openGroup(sdk: SdkPackage = pinned): Promise<Group> {
  const workspace = await openWorkspace();
  const remove = sdk === pinned ? () => {} : useSdk(workspace.folder, sdk);
  const close = async () => {
    await workspace.close();
    remove();
  };
  try {
    return { ...(await prepare(workspace)), close };
  } catch (error) {
    // What stays open would keep jest from ending.
    await close();
    throw error;
  }
}

async function prepare(workspace: Workspace): Promise<Omit<Group, "close">> {
  if (process.env.PROGRAMS) workspace.env.PROGRAMS = process.env.PROGRAMS;
  // With hundreds of resources, the CLI spends most of its time on writing the state after each of their steps.
  Object.assign(workspace.env, { PULUMI_EXPERIMENTAL: "true", PULUMI_SKIP_CHECKPOINTS: "true" });
  compile(join(workspace.folder, "programs"));
  workspace.writeProgram(platform);
  await workspace.initStack("platform");
  await workspace.up();
  const shared = workspace.cloud.instances().map(({ id }) => id);
  workspace.writeProgram(main);
  await workspace.run("stack", "select", "dev");
  const configure = (...args: string[]) => workspace.run("config", "set-all", ...args);
  await configure(
    ...settings.flatMap(([key, value]) => ["--plaintext", `${key}=${value}`]),
    ...["--secret", 'whitelist=["10.0.0.0/8"]'],
  );
  return {
    workspace,
    platform: shared,
    setStage: async (stage) => void (await configure("--plaintext", `stage=${stage}`)),
    async preview() {
      const { code, output, stdout } = await workspace.start("preview", "--json", "--show-replacement-steps").finished;
      const report = JSON.parse(stdout) as Report;
      // All that it would do is much to read beside why it cannot.
      if (code !== 0) throw new Error((report.diagnostics ?? [output]).map(messageIn).join(""));
      return previewOf(report);
    },
    up: async () => void (await workspace.up("--parallel", "32")),
    resources: () => workspace.resources(),
  };
}

/** As a user's own compiler would, without the types: those are checked with everything else. */
function compile(folder: string): void {
  mkdirSync(folder);
  for (const file of readdirSync(source).filter((name) => name.endsWith(".ts") && !name.endsWith(".test.ts"))) {
    const { outputText } = ts.transpileModule(readFileSync(join(source, file), "utf8"), {
      compilerOptions: { module: ts.ModuleKind.CommonJS, target: ts.ScriptTarget.ES2023 },
    });
    writeFileSync(join(folder, file.replace(/ts$/, "js")), outputText);
  }
}

/** Instead of the clone's own packages. */
function useSdk(folder: string, name: SdkPackage): () => void {
  const project = makeProject(loadSdk(name));
  const modules = join(folder, "node_modules");
  rmSync(modules);
  symlinkSync(join(project.folder, "node_modules"), modules, "junction");
  return () => project.remove();
}

const messageIn = (entry: string | { readonly urn?: string; readonly message: string }) =>
  typeof entry === "string" ? entry : `${nameOf(entry.urn ?? "")}: ${entry.message}`;

function previewOf({ steps }: Report): Preview {
  const byUrn = new Map<string, string[]>();
  const internal = new Set<string>();
  for (const { op, urn, diffReasons, replaceReasons, detailedDiff } of steps) {
    if (["same", "read", "refresh"].includes(op)) continue;
    byUrn.set(urn, [...(byUrn.get(urn) ?? []), op]);
    const spokenOf = [...(diffReasons ?? []), ...(replaceReasons ?? []), ...Object.keys(detailedDiff ?? {})];
    for (const path of spokenOf) if (path.startsWith("__")) internal.add(`${nameOf(urn)}: ${path.split(".")[0]}`);
  }
  const changes: Record<string, Record<string, Operation>> = {};
  for (const [urn, ops] of byUrn) {
    const program = programOf(urn);
    changes[program] = { ...changes[program], [shortName(urn)]: operationOf(ops) };
  }
  return { changes, internal: [...internal] };
}

function operationOf(ops: readonly string[]): Operation {
  const [created, deleted] = [ops.indexOf("create-replacement"), ops.indexOf("delete-replaced")];
  if (created < 0) return ops.join() as Operation;
  return deleted >= 0 && deleted < created ? "delete, then create" : "replace";
}
