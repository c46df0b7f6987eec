import { cpSync } from "node:fs";
import { join } from "node:path";
import { killCli } from "./driver/kill";
import { nextRequest } from "./driver/request";
import { until } from "./driver/until";
import { openWorkspace, upFlags, type Workspace } from "./driver/workspace";

const networks = {
  aliyun: {
    vpcId: "vpc-bp1aaaa0001",
    subnetId: "vsw-vpcbp1aaaa0001cnhangzhouh",
    zones: ["cn-hangzhou-h", "cn-hangzhou-i"],
  },
  huawei: {
    vpcId: "0402ea19-5457-4032-9d1b-eb48b98f6c66",
    subnetId: "a3bd29e4-d5bc-414c-a79a-1f35ee4ead88",
    zones: ["cn-north-4a", "cn-north-4b"],
  },
  jd: { vpcId: "vpc-1a2b3c4d5e", subnetId: "subnet-1a2b3c4d5e", zones: ["cn-north-1a", "cn-north-1b"] },
};

/** A program in JavaScript with one Cache. */
const cacheProgram = (name: string, args: object, options = "") => `
const pulumi = require("@pulumi/pulumi");
const { Cache, CnCacheProvider } = require("pulumi-cn-cache");
const cache = new Cache(${JSON.stringify(name)}, ${JSON.stringify(args)}, { ${options} });
exports.url = cache.connectionString;
`;

describe("a Cache", () => {
  let workspace: Workspace;
  beforeEach(async () => {
    workspace = await openWorkspace();
  });
  afterEach(() => workspace.close());

  const password = async () => {
    const { stdout } = await workspace.run("stack", "output", "connectionString", "--show-secrets");
    const { username, password } = new URL(stdout.trim());
    expect(username).toBe("");
    return password;
  };
  const changingCalls = (since: number) =>
    workspace.cloud
      .requests()
      .slice(since)
      .filter(({ mutating }) => mutating)
      .map(({ cloud, action }) => `${cloud} ${action}`);

  test("as in examples/cache comes up on every cloud and moves with one word: new first, old after, with its password", async () => {
    cpSync(join(__dirname, "../../examples/cache"), workspace.folder, { recursive: true });
    // tsc checks its types in another test.
    workspace.env.PULUMI_NODEJS_TRANSPILE_ONLY = "true";
    await workspace.run("stack", "init", "cache", "--secrets-provider", workspace.vault.secretsProvider);
    const settings = Object.entries(networks).flatMap(([cloud, { zones, ...ids }]) =>
      [...Object.entries(ids), ...zones.map((zone, i) => [`zones[${i}]`, zone])].flatMap(([key, value]) => [
        "--plaintext",
        `networks.${cloud}.${key}=${value}`,
      ]),
    );
    await workspace.run("config", "set-all", "--path", ...settings);
    let generated: string | undefined;
    let last: string | undefined;
    for (const [cloud, instanceClass] of [
      ["aliyun", "redis.shard.large.ce"],
      ["huawei", "redis.ha.xu1.large.r2.4"],
      ["jd", "redis.m.medium.basic"],
    ]) {
      await workspace.run("config", "set", "cloud", String(cloud));
      if (last) {
        const { output } = await workspace.run("preview");
        expect(output).toContain(`This cache moves from ${last} to ${cloud}: a new one is created first`);
        expect(output).toMatch(/cn-cache:\w+ +sessions +replace/);
        expect(output).toContain("+-1 to replace");
        expect(output).not.toMatch(/to (create|delete)/);
      }
      const before = workspace.cloud.requests().length;
      await workspace.up();
      const { stdout } = await workspace.run("stack", "output", "--json");
      const [instance, ...others] = workspace.cloud.instances();
      expect(others).toEqual([]);
      expect(instance).toMatchObject({ cloud, tags: { team: "shop" } });
      expect(JSON.parse(stdout)).toEqual({
        instanceId: instance?.id,
        instanceClass,
        host: expect.any(String),
        port: 6379,
        connectionString: "[secret]",
      });
      const calls = changingCalls(before);
      if (last) {
        const deletion = calls.findIndex((call) => call.startsWith(`${last} `) && /delete/i.test(call));
        const creation = calls.findIndex((call) => call.startsWith(`${cloud} `) && /create/i.test(call));
        expect(creation).toBeGreaterThanOrEqual(0);
        expect(deletion).toBeGreaterThan(creation);
      }
      generated ??= await password();
      expect(await password()).toBe(generated);
      await workspace.run("preview", "--refresh", "--expect-no-changes");
      last = cloud;
    }
    expect(generated).toMatch(/^[A-Za-z\d]{16}$/);
    expect(await workspace.exportState()).not.toContain(generated);
    await workspace.destroy();
    expect(workspace.cloud.instances()).toEqual([]);
  });

  test("fails in preview with one sentence for each problem, without a stack and without a call", async () => {
    workspace.writeProgram(cacheProgram("sessions", { cloud: "jd", memoryGb: 3, ha: false, network: networks.jd }));
    const { output } = await workspace.fails("preview");
    for (const text of ['Cache "sessions" on JD Cloud:', "ha: false is not sold", "memoryGb: 3 GB is not sold"])
      expect(output).toContain(text);
    expect(output).not.toMatch(/\n\s+at /);
    expect(workspace.cloud.requests()).toEqual([]);
    // What is known only later ends the preview as well.
    const later = cacheProgram("sessions", { cloud: "jd", network: networks.jd }).replace(
      '{"cloud"',
      '{memoryGb: pulumi.output(Promise.resolve(3)), "cloud"',
    );
    workspace.writeProgram(later);
    const second = await workspace.fails("preview");
    expect(second.output).toContain("memoryGb: 3 GB is not sold");
    expect(second.output).not.toMatch(/\n\s+at /);
  });

  test("keeps everything under another name with an alias, rotates its password when asked to, and is protected from a move", async () => {
    const args = { cloud: "aliyun", memoryGb: 1, allowFrom: ["10.0.0.0/8"], region: "cn-beijing" };
    const provider = 'providers: [new CnCacheProvider("own", { aliyun: {} })]';
    workspace.writeProgram(cacheProgram("sessions", args, provider));
    await workspace.up();
    const [first] = workspace.cloud.instances();
    expect(first?.properties.RegionId).toBe("cn-beijing");
    const renamed = `${provider}, aliases: [{ name: "sessions" }], protect: true`;
    workspace.writeProgram(cacheProgram("carts", { ...args, instanceName: "sessions" }, renamed));
    await workspace.run("preview", "--expect-no-changes");
    const url = () => workspace.run("stack", "output", "url", "--show-secrets").then(({ stdout }) => stdout);
    const before = await url();
    const rotated = { ...args, instanceName: "sessions", passwordVersion: "2" };
    workspace.writeProgram(cacheProgram("carts", rotated, renamed));
    await workspace.up();
    expect(workspace.cloud.instances().map(({ id }) => id)).toEqual([first?.id]);
    expect(await url()).not.toBe(before);
    await workspace.run("preview", "--expect-no-changes");
    const { region: _aliyuns, ...elsewhere } = { ...rotated, cloud: "jd", network: networks.jd };
    workspace.writeProgram(cacheProgram("carts", elsewhere, 'protect: true, aliases: [{ name: "sessions" }]'));
    const { output } = await workspace.fails("preview");
    expect(output).toContain("unable to replace resource");
    workspace.writeProgram(cacheProgram("carts", rotated, `${provider}, aliases: [{ name: "sessions" }]`));
    await workspace.up();
    await workspace.destroy();
    expect(workspace.cloud.instances()).toEqual([]);
  });

  test("ends on the new cloud alone if the CLI is killed while the old instance is deleted", async () => {
    workspace.writeProgram(cacheProgram("sessions", { cloud: "aliyun", memoryGb: 1, allowFrom: ["10.0.0.0/8"] }));
    await workspace.up();
    workspace.writeProgram(
      cacheProgram("sessions", { cloud: "jd", memoryGb: 1, network: networks.jd, allowFrom: ["10.0.0.0/8"] }),
    );
    workspace.cloud.fault({ cloud: "aliyun", action: "DeleteInstance", kind: "hold", when: "before" });
    const deletes = nextRequest(workspace.cloud, "DeleteInstance");
    const up = workspace.start("up", ...upFlags);
    await deletes;
    await killCli(workspace, up);
    workspace.cloud.release();
    await until("the held deletion", () => workspace.cloud.instances().length === 1);
    const [moved] = workspace.cloud.instances();
    expect(moved?.cloud).toBe("jd");

    await workspace.up();
    expect(workspace.cloud.instances().map(({ id }) => id)).toEqual([moved?.id]);
    await workspace.run("preview", "--expect-no-changes");
    await workspace.destroy();
    expect(workspace.cloud.instances()).toEqual([]);
  });
});
