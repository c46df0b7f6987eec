import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdirSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { linkPackages } from "../e2e/driver/links";
import { openWorkspace, type Workspace } from "../e2e/driver/workspace";
import { makeProject, type Project } from "../harness/project";
import { loadSdk } from "../harness/sdk";

/**
 * What the language host that the tests build is too old for, resource hooks and transforms of the whole stack, with the
 * SDK's own host: a program of the Automation API. It prints what happened, as JSON.
 */
const automation = `
const pulumi = require("@pulumi/pulumi");
const { LocalWorkspace } = require("@pulumi/pulumi/automation");
const { AliyunRedis } = require("pulumi-cn-cache");

let stage = "test";
const calls = [];
const hook = (name) => new pulumi.ResourceHook(name, async ({ name: resource, id, newInputs, oldOutputs }) => {
  calls.push([name, resource, (newInputs ?? oldOutputs)?.instanceName, Boolean(id)].join(" "));
});

async function program() {
  pulumi.runtime.registerResourceTransform(({ type, props, opts }) =>
    type.endsWith(":AliyunRedis") ? { props: { ...props, tags: { ...props.tags, owner: "platform" } }, opts } : undefined);
  const shop = new pulumi.ComponentResource("acme:shop:Shop", "shop");
  const password = pulumi.secret("Sessions4711");
  const sessions = new AliyunRedis(
    "sessions",
    { instanceName: "cache-" + stage, instanceClass: "redis.master.small.default", password },
    {
      parent: shop,
      hooks: {
        beforeCreate: [hook("beforeCreate")],
        afterCreate: [hook("afterCreate")],
        beforeUpdate: [hook("beforeUpdate")],
        afterUpdate: [hook("afterUpdate")],
        beforeDelete: [hook("beforeDelete")],
        afterDelete: [hook("afterDelete")],
      },
    },
  );
  return { id: sessions.instanceId, tags: sessions.tags, url: sessions.connectionString };
}

async function main() {
  const stack = await LocalWorkspace.createOrSelectStack(
    { stackName: "inline", projectName: "shop", program },
    { workDir: __dirname, secretsProvider: process.argv[2] },
  );
  const previewed = (await stack.preview()).changeSummary;
  const { outputs } = await stack.up();
  const unchanged = (await stack.preview()).changeSummary;
  await stack.refresh({ expectNoChanges: true });
  stage = "prod";
  const edit = (await stack.preview()).changeSummary;
  await stack.up();
  await stack.destroy({ runProgram: true });
  console.log(JSON.stringify({
    previewed, unchanged, edit, calls,
    tags: outputs.tags.value,
    isSecret: outputs.url.secret,
  }));
}
main().catch((error) => {
  console.error(error);
  process.exit(1);
});
`;

describe.each(["@pulumi/pulumi", "pulumi-newest"] as const)("an inline program of the Automation API, on %s", (sdk) => {
  let workspace: Workspace;
  let project: Project;
  let folder: string;
  beforeAll(async () => {
    workspace = await openWorkspace();
    project = makeProject(loadSdk(sdk));
    folder = join(workspace.folder, "automation");
    mkdirSync(folder);
    if (sdk === "@pulumi/pulumi") linkPackages(folder);
    else symlinkSync(join(project.folder, "node_modules"), join(folder, "node_modules"), "junction");
    writeFileSync(join(folder, "main.js"), automation);
  });
  afterAll(async () => {
    await workspace.close();
    project.remove();
  });

  test("goes up, is edited and goes away, with its hooks called and the stack's transform applied", async () => {
    const report = await node(folder, workspace);
    expect(report).toEqual({
      previewed: { create: 3 },
      unchanged: { same: 3 },
      edit: { same: 2, update: 1 },
      calls: [
        "beforeCreate sessions cache-test false",
        "afterCreate sessions cache-test true",
        "beforeUpdate sessions cache-prod true",
        "afterUpdate sessions cache-prod true",
        "beforeDelete sessions cache-prod true",
        "afterDelete sessions cache-prod true",
      ],
      tags: { owner: "platform" },
      isSecret: true,
    });
    expect(workspace.cloud.instances()).toEqual([]);
  });
});

/** Runs the script and gives what it printed last. The sandbox is in this process, so it is not waited for synchronously. */
async function node(folder: string, { env, vault }: Workspace): Promise<unknown> {
  const command = ["main.js", vault.secretsProvider];
  const child = spawn(process.execPath, command, { cwd: folder, env, stdio: ["ignore", "pipe", "pipe"] });
  let [stdout, stderr] = ["", ""];
  child.stdout.on("data", (chunk: Buffer) => {
    stdout += chunk;
  });
  child.stderr.on("data", (chunk: Buffer) => {
    stderr += chunk;
  });
  const [code] = await once(child, "close");
  if (code !== 0) throw new Error(`the script ended with ${code}:\n${stdout}${stderr}`);
  return JSON.parse(stdout);
}
