import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { linkPackages } from "./driver/links";
import { policyRunner, policyRuntime } from "./driver/policyRunner";
import { program, redis } from "./driver/program";
import { openWorkspace, type Workspace } from "./driver/workspace";

const pack = `
const { PolicyPack, validateResourceOfType, validateStackResourcesOfType } = require("@pulumi/policy");
const { AliyunRedis, CnCacheProvider, JdRedis } = require("pulumi-cn-cache");

new PolicyPack("shop", {
  policies: [
    {
      name: "no-open-whitelist",
      description: "A cache is not open to the world.",
      enforcementLevel: "mandatory",
      validateResource: validateResourceOfType(AliyunRedis, ({ securityIps = [] }, _args, reportViolation) => {
        if (securityIps.includes("0.0.0.0/0")) reportViolation("securityIps opens the cache to the world");
      }),
    },
    {
      name: "no-jd",
      description: "Fires for JD Cloud alone.",
      enforcementLevel: "mandatory",
      validateResource: validateResourceOfType(JdRedis, (_props, _args, reportViolation) => reportViolation("no JD")),
    },
    {
      name: "beijing-only",
      description: "Explicit providers work in Beijing.",
      enforcementLevel: "mandatory",
      validateStack: validateStackResourcesOfType(CnCacheProvider, (providers, _args, reportViolation) => {
        // The SDK's own default provider is of the same type, and has no settings of ours.
        for (const { "cn-cache:clouds": isOurs, "aliyun:region": region } of providers) {
          if (isOurs && region !== "cn-beijing") reportViolation("a provider outside Beijing");
        }
      }),
    },
  ],
});
`;

describe("policies by class", () => {
  let workspace: Workspace;
  beforeAll(async () => {
    workspace = await openWorkspace();
    const folder = join(workspace.folder, "policy");
    mkdirSync(folder);
    linkPackages(folder);
    writeFileSync(join(folder, "PulumiPolicy.yaml"), `runtime: ${policyRuntime}\nmain: index.js\n`);
    writeFileSync(join(folder, "package.json"), '{ "name": "policy", "version": "1.0.0", "private": true }\n');
    writeFileSync(join(folder, "index.js"), pack);
    workspace.env.PATH = `${policyRunner(workspace.folder)}:${workspace.env.PATH}`;
  });
  afterAll(() => workspace.close());

  const withPolicy = ["--policy-pack", "policy"];

  test("a mandatory policy against an open whitelist blocks the preview", async () => {
    workspace.writeProgram(program(redis("sessions", { securityIps: ["0.0.0.0/0"] })));
    const { output } = await workspace.fails("preview", ...withPolicy);
    expect(output).toContain("securityIps opens the cache to the world");
    expect(output).not.toContain("no JD");
  });

  test("what keeps to the policy passes", async () => {
    workspace.writeProgram(program(redis("sessions", { securityIps: ["10.0.0.0/8"] })));
    const { output } = await workspace.run("preview", ...withPolicy);
    expect(output).not.toContain("opens the cache");
  });

  test("a policy on CnCacheProvider sees the program's explicit providers", async () => {
    const provider = (region: string) =>
      program(`new CnCacheProvider("elsewhere", { aliyun: { region: "${region}" } });`, redis("sessions"));
    workspace.writeProgram(provider("cn-shanghai"));
    expect((await workspace.upFails(...withPolicy)).output).toContain("a provider outside Beijing");
    workspace.writeProgram(provider("cn-beijing"));
    await workspace.run("preview", ...withPolicy);
    await workspace.destroy();
  });
});
