import { cpSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { useForAll } from "../support/useEach";
import { linkPackages } from "./driver/links";
import { policyRunner, policyRuntime } from "./driver/policyRunner";
import { program, redis } from "./driver/program";
import { openWorkspace } from "./driver/workspace";

const pack = `
const { PolicyPack, validateResourceOfType, validateStackResourcesOfType } = require("@pulumi/policy");
const { CnCacheProvider, JdRedis } = require("pulumi-cn-cache");

new PolicyPack("more", {
  policies: [
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
  const workspace = useForAll(openWorkspace);
  beforeAll(async () => {
    const example = join(workspace.folder, "policy-pack");
    cpSync(join(__dirname, "../../examples/policy-pack"), example, { recursive: true });
    const manifest = join(example, "PulumiPolicy.yaml");
    writeFileSync(manifest, readFileSync(manifest, "utf8").replace("nodejs", policyRuntime));
    const more = join(workspace.folder, "more");
    mkdirSync(more);
    writeFileSync(join(more, "PulumiPolicy.yaml"), `runtime: ${policyRuntime}\nmain: index.js\n`);
    writeFileSync(join(more, "package.json"), '{ "name": "more", "version": "1.0.0", "private": true }\n');
    writeFileSync(join(more, "index.js"), pack);
    for (const folder of [example, more]) linkPackages(folder);
    workspace.env.PATH = `${policyRunner(workspace.folder)}:${workspace.env.PATH}`;
  });

  const withExample = ["--policy-pack", "policy-pack"];
  const withMore = ["--policy-pack", "more"];
  const team = { tags: { team: "shop" } };

  test("examples/policy-pack blocks the preview of open whitelists and of caches without a team", async () => {
    const jd = { vpcId: "vpc-1", subnetId: "subnet-1", azId: { master: "cn-north-1a", slave: "cn-north-1b" } };
    const jdArgs = { ...jd, cacheInstanceName: "prices", cacheInstanceClass: "redis.m.micro.basic" };
    workspace.writeProgram(
      program(
        redis("closed", { securityIps: ["10.0.0.0/8"], ...team }),
        redis("open", { securityIps: ["0.0.0.0/0"], ...team }),
        redis("carts", { securityIpGroups: { office: ["10.0.0.0/8", "0.0.0.0/0"] } }),
        `new (require("pulumi-cn-cache").JdRedis)("prices", ${JSON.stringify(jdArgs)});`,
      ),
    );
    const { output } = await workspace.fails("preview", ...withExample, ...withMore);
    const violations = [...output.matchAll(/\[mandatory\] +(\S+) +\(\S+:(\w+): (\w+)\)/g)];
    expect(violations.map(([, policy, type, name]) => `${policy}: ${type} ${name}`).sort()).toEqual([
      "no-jd: JdRedis prices",
      "no-open-whitelist: AliyunRedis carts",
      "no-open-whitelist: AliyunRedis open",
      "team: AliyunRedis carts",
      "team: JdRedis prices",
    ]);
    expect(output).toContain("The whitelist accepts every address (0.0.0.0/0).");
  });

  test("examples/policy-pack warns of prepaid caches and lets the rest through", async () => {
    const prepaid = { chargeType: "PrePaid", period: 12, securityIps: ["10.0.0.0/8"], ...team };
    workspace.writeProgram(program(redis("sessions", prepaid)));
    const { output } = await workspace.run("preview", ...withExample);
    expect(output).toContain("This cache is paid for 12 months in advance.");
    expect(output).not.toContain("[mandatory]");
  });

  test("a policy on CnCacheProvider sees the program's explicit providers", async () => {
    const provider = (region: string) =>
      program(`new CnCacheProvider("elsewhere", { aliyun: { region: "${region}" } });`, redis("sessions"));
    workspace.writeProgram(provider("cn-shanghai"));
    expect((await workspace.upFails(...withMore)).output).toContain("a provider outside Beijing");
    workspace.writeProgram(provider("cn-beijing"));
    await workspace.run("preview", ...withMore);
    await workspace.destroy();
  });
});
