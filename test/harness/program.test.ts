import { spawnSync } from "node:child_process";
import { cpSync, existsSync, readdirSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { nodeOptions } from "../e2e/driver/nodeOptions";
import { makeProject, type Project } from "./project";
import { loadSdk, sdkPackages } from "./sdk";

/**
 * A unit test as Pulumi's guide shows it: no engine, and the mock gives the inputs back. The arguments of the command are
 * those of `setMocks` after the mocks themselves.
 */
const unitTest = `
const pulumi = require("@pulumi/pulumi");

async function main() {
  const organizations = new Set();
  const newResource = ({ name, inputs }) => {
    organizations.add(inputs.__organization ?? null);
    const outputs = name === "first" ? { port: 6379, connectionString: pulumi.secret("redis://test") } : {};
    return { id: name + "-id", state: { ...inputs, ...outputs } };
  };
  await pulumi.runtime.setMocks({ newResource, call: ({ inputs }) => inputs }, ...JSON.parse(process.argv[2]));
  const { AliyunRedis, AliyunRedisBatch, CnCacheProvider, HuaweiDcsBatch, HuaweiDcsInstance, JdRedis, getAliyunZones } = require("pulumi-cn-cache");
  const provider = new CnCacheProvider("elsewhere", { jd: { region: "cn-north-1" } });

  class Caches extends pulumi.ComponentResource {
    constructor(name, opts) {
      super("acme:shop:Caches", name, {}, opts);
      const parent = { parent: this };
      const tags = { team: "shop" };
      const first = new AliyunRedis("first", { tags, password: "Sessions-1" }, parent);
      this.all = [
        first,
        new HuaweiDcsInstance("second", { tags, name: first.connectionString }, parent),
        new JdRedis("third", { tags }, { ...parent, provider }),
        new AliyunRedisBatch("fourth", { tags }, parent),
        new HuaweiDcsBatch("fifth", { tags }, parent),
      ];
      this.existing = AliyunRedis.get("sixth", "r-1", parent);
      this.registerOutputs({});
    }
  }
  const shop = new pulumi.ComponentResource("acme:shop:Shop", "shop");
  const caches = new Caches("caches", { parent: shop });
  const [first, ...others] = caches.all;

  const value = async (output) => ((await output.isKnown) ? new Promise((resolve) => output.apply(resolve)) : "unknown");
  const shown = (output) => value(output).then((known) => known ?? "undefined");
  const valuesOf = (outputs) => Promise.all(outputs.map(shown));
  const isSecret = ({ password, connectionString, port }) => Promise.all([password, connectionString, port].map(pulumi.isSecret));
  console.log(JSON.stringify({
    urns: await valuesOf([...caches.all, caches.existing].map(({ urn }) => urn.apply((urn) => urn.split("::").slice(0, 2).concat(urn.split("::").at(-1)).join(" ")))),
    ids: await valuesOf([...caches.all, caches.existing].map(({ id }) => id)),
    instanceIds: await valuesOf([first, others[0], others[1]].map(({ instanceId }) => instanceId)),
    tags: await valuesOf(caches.all.map(({ tags }) => tags.apply(({ team }) => team))),
    fromTheMock: await valuesOf([first.port, first.connectionString, others[0].name]),
    fromNowhere: await valuesOf([first.endTime, others[0].connectionString, others[1].connectionDomain, others[2].members, others[3].members]),
    isSecret: await isSecret(first),
    lookup: await getAliyunZones({ regionId: "cn-beijing" }, { provider }),
    isInstance: [AliyunRedis, JdRedis, CnCacheProvider].map((each) => each.isInstance(first)),
    isProvider: [AliyunRedis, CnCacheProvider].map((each) => each.isInstance(provider)),
    organizations: [...organizations].filter((each) => each !== null),
  }));
}
main();
`;

/** What is given to `setMocks` besides the mocks: project, stack, preview, organization. */
const settings: readonly [what: string, given: readonly (string | boolean)[]][] = [
  ["nothing more", []],
  ["a project and a stack", ["shop", "dev"]],
  ["a preview", ["shop", "dev", true]],
  ["an organization", ["shop", "dev", false, "acme"]],
];

describe.each(sdkPackages)("a unit test with mocks, on the SDK %s", (name) => {
  let project: Project;
  beforeAll(() => {
    project = makeProject(loadSdk(name));
    writeFileSync(join(project.folder, "unit.js"), unitTest);
  });
  afterAll(() => project.remove());

  // A resource that waits for its sibling would end the process before anything is printed.
  test.each(settings)("and %s creates every class in nested components, and sees useful outputs", (_, given) => {
    const { stdout, stderr } = spawnSync(process.execPath, ["unit.js", JSON.stringify(given)], {
      cwd: project.folder,
      env: { PATH: process.env.PATH, NODE_OPTIONS: nodeOptions },
      encoding: "utf8",
    });
    expect(stderr).toBe("");
    const [projectName = "project", stack = "stack", isPreview = false, organization] = given;
    const names = ["first", "second", "third", "fourth", "fifth"];
    const ids = names.map((each) => `${each}-id`);
    const absent = isPreview ? "unknown" : "undefined";
    expect(JSON.parse(stdout)).toEqual({
      urns: [...names, "sixth"].map((each) => `urn:pulumi:${stack} ${projectName} ${each}`),
      ids: [...ids, "r-1"],
      instanceIds: ids.slice(0, 3),
      tags: names.map(() => "shop"),
      fromTheMock: [6379, "redis://test", "redis://test"],
      fromNowhere: Array.from({ length: 5 }, () => absent),
      isSecret: [true, true, false],
      lookup: { regionId: "cn-beijing" },
      isInstance: [true, false, false],
      isProvider: [false, true],
      organizations: organization === undefined ? [] : [organization],
    });
  });
});

const root = join(__dirname, "../..");
const runners = {
  jest: ["jest/bin/jest.js", "test/jest"],
  mocha: ["mocha/bin/mocha.js", "--require", "ts-node/register", "test/mocha/*.test.ts"],
  vitest: ["vitest/vitest.mjs", "run", "test/vitest"],
};

describe.each(sdkPackages)("examples/component, on the SDK %s", (name) => {
  let project: Project;
  beforeAll(() => {
    project = makeProject(loadSdk(name));
    cpSync(join(root, "examples/component"), project.folder, { recursive: true });
    const installed = join(project.folder, "node_modules");
    for (const each of readdirSync(join(root, "node_modules"))) {
      const place = join(installed, each);
      if (!existsSync(place)) symlinkSync(join(root, "node_modules", each), place, "junction");
    }
  });
  afterAll(() => project.remove());

  test.each(Object.entries(runners))("passes its own unit tests under %s", (runner, [bin = "", ...args]) => {
    const { scripts } = require(join(project.folder, "package.json")) as { scripts: Record<string, string> };
    expect(scripts[`test:${runner}`]).toBe([runner, ...args].join(" "));
    const { status, stdout, stderr } = spawnSync(process.execPath, [join("node_modules", bin), ...args], {
      cwd: project.folder,
      env: { PATH: process.env.PATH, NODE_OPTIONS: nodeOptions, HOME: project.folder, NO_COLOR: "1" },
      encoding: "utf8",
    });
    expect({ status, output: `${stdout}${stderr}` }).toEqual({ status: 0, output: expect.stringMatching(/\b4 pass/) });
  });
});
