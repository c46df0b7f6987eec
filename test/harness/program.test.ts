import { spawnSync } from "node:child_process";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { makeProject, type Project } from "./project";
import { loadSdk, sdkPackages } from "./sdk";

/** A unit test as Pulumi's guide shows it: no engine, no project, no organization; the mock gives the inputs back. */
const unitTest = `
const pulumi = require("@pulumi/pulumi");

async function main() {
  await pulumi.runtime.setMocks({
    newResource: ({ name, inputs }) => ({ id: name + "-id", state: inputs }),
    call: ({ inputs }) => inputs,
  });
  const { AliyunRedis, AliyunRedisBatch, CnCacheProvider, HuaweiDcsBatch, HuaweiDcsInstance, JdRedis } = require("pulumi-cn-cache");

  class Caches extends pulumi.ComponentResource {
    constructor(name, opts) {
      super("acme:shop:Caches", name, {}, opts);
      const parent = { parent: this };
      this.first = new AliyunRedis("first", { instanceName: "sessions", password: "Sessions-1" }, parent);
      this.second = new HuaweiDcsInstance("second", { name: this.first.connectionString }, parent);
      this.others = [
        new JdRedis("third", {}, parent),
        new AliyunRedisBatch("fourth", {}, parent),
        new HuaweiDcsBatch("fifth", {}, parent),
        AliyunRedis.get("sixth", "r-1", parent),
      ];
      this.registerOutputs({});
    }
  }
  const shop = new pulumi.ComponentResource("acme:shop:Shop", "shop");
  const caches = new Caches("caches", { parent: shop });
  const provider = new CnCacheProvider("elsewhere", { jd: { region: "cn-north-1" } });

  const known = (output) => new Promise((resolve) => output.apply(resolve));
  const urns = await Promise.all([caches.first, caches.second, ...caches.others].map(({ urn }) => known(urn)));
  console.log(JSON.stringify({
    urns: urns.map((urn) => urn.split("::").at(-1)),
    instanceId: await known(caches.first.instanceId),
    instanceName: await known(caches.first.instanceName),
    isInstance: [AliyunRedis, JdRedis, CnCacheProvider].map((each) => each.isInstance(caches.first)),
    isProvider: [AliyunRedis, CnCacheProvider].map((each) => each.isInstance(provider)),
  }));
}
main();
`;

describe.each(sdkPackages)("a unit test with mocks, on the SDK %s", (name) => {
  let project: Project;
  beforeAll(() => {
    project = makeProject(loadSdk(name));
    writeFileSync(join(project.folder, "unit.js"), unitTest);
  });
  afterAll(() => project.remove());

  // A resource that waits for its sibling would end the process before anything is printed.
  test("creates every class in nested components, and sees useful outputs", () => {
    const { stdout, stderr } = spawnSync(process.execPath, ["unit.js"], {
      cwd: project.folder,
      env: { PATH: process.env.PATH },
      encoding: "utf8",
    });
    expect(stderr).toBe("");
    expect(JSON.parse(stdout)).toEqual({
      urns: ["first", "second", "third", "fourth", "fifth", "sixth"],
      instanceId: "first-id",
      instanceName: "sessions",
      isInstance: [true, false, false],
      isProvider: [false, true],
    });
  });
});
