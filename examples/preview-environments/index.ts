// An environment for each branch: `npx ts-node index.ts create feature/login` prints what its application needs, and
// `npx ts-node index.ts destroy feature/login` removes everything. The password of the caches comes from REDIS_PASSWORD.
import * as pulumi from "@pulumi/pulumi";
import { LocalWorkspace, type Stack } from "@pulumi/pulumi/automation";
import { AliyunRedis } from "pulumi-cn-cache";

const program = async () => {
  const password = process.env.REDIS_PASSWORD;
  if (!password) throw new Error("REDIS_PASSWORD is not set");
  const cache = new AliyunRedis("cache", {
    instanceName: `preview-${pulumi.getStack()}`,
    instanceClass: "redis.master.small.default",
    password,
    securityIps: ["10.0.0.0/8"],
    tags: { stage: "preview", branch: pulumi.getStack() },
  });
  const { instanceId, connectionDomain, port } = cache;
  return { instanceId, connectionDomain, port };
};

/** A stack's name has no slash. */
const stackOf = (branch: string): Promise<Stack> =>
  LocalWorkspace.createOrSelectStack(
    { projectName: "preview-environments", stackName: branch.replaceAll(/[^\w.-]/g, "-"), program },
    // The engine loads pulumi-cn-cache from here, wherever this program is started.
    { workDir: __dirname },
  );

async function create(stack: Stack): Promise<void> {
  const { outputs } = await stack.up({ onOutput: (text) => process.stderr.write(text) });
  for (const [name, { value }] of Object.entries(outputs)) console.log(`${name}=${value}`);
}

async function destroy(stack: Stack): Promise<void> {
  await stack.destroy({ onOutput: (text) => process.stderr.write(text) });
  await stack.workspace.removeStack(stack.name);
}

async function main(command = "", branch = ""): Promise<void> {
  const run = new Map([
    ["create", create],
    ["destroy", destroy],
  ]).get(command);
  if (!run || !branch) throw new Error("usage: ts-node index.ts create|destroy <branch>");
  await run(await stackOf(branch));
}

main(...process.argv.slice(2)).catch((error: unknown) => {
  console.error(error);
  process.exitCode = 1;
});
