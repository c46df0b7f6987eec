import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { command } from "./driver/command";
import { linkPackages } from "./driver/links";
import { openWorkspace, upFlags, type Workspace } from "./driver/workspace";

/** One that all clouds take, and that must not show. */
const password = "Canary4711Redis";

/** Instances with a bit of everything, among them a prepaid cluster with a name that is no variable's. */
const existing = `
const { AliyunRedis, HuaweiDcsInstance, JdRedis } = require("pulumi-cn-cache");
const password = new (require("@pulumi/pulumi").Config)().requireSecret("password");
const tags = { team: "shop", "cost-centre": "a b" };
new AliyunRedis("1", {
  instanceName: "web-sessions", instanceClass: "redis.master.small.default", engineVersion: "5.0", password, tags,
  securityIps: ["10.0.0.0/8"], securityIpGroups: { office: ["192.168.1.1"] }, ssl: true,
  publicConnection: { connectionStringPrefix: "publicsessions1" }, instanceReleaseProtection: true,
  backupPolicy: { preferredBackupPeriod: ["Monday"], preferredBackupTime: "18:00Z-19:00Z", backupRetentionPeriod: 9 },
  config: { "maxmemory-policy": "allkeys-lru" },
});
new AliyunRedis("2", {
  instanceName: "缓存", instanceClass: "redis.shard.small.ce", shardCount: 2, engineVersion: "7.0", password,
  chargeType: "PrePaid", period: 1, autoRenew: true, autoRenewPeriod: 2,
});
new HuaweiDcsInstance("3", {
  name: "carts", engine: "Redis", engineVersion: "6.0", capacity: 2, specCode: "redis.ha.xu1.large.r2.2", password, tags,
  azCodes: ["cn-north-4a"], vpcId: "d7a8f0a4-5e0f-4b5c-9a5e-0d9b2e4a6c11",
  subnetId: "d7a8f0a4-5e0f-4b5c-9a5e-0d9b2e4a6c12", whitelist: [{ groupName: "all", ipList: ["10.0.0.0/8"] }],
  parameters: { "maxmemory-policy": "allkeys-lru" }, description: "carts of the shop", port: 6380,
  instanceBackupPolicy: { backupType: "auto", saveDays: 3, periodicalBackupPlan: { backupAt: [1, 2], beginAt: "02:00-03:00" } },
});
new JdRedis("4", {
  cacheInstanceName: "queue", cacheInstanceClass: "redis.m.micro.basic", redisVersion: "4.0", password, tags,
  azId: { master: "cn-north-1a", slave: "cn-north-1b" }, vpcId: "vpc-1abcdefghi", subnetId: "subnet-1abcdefghi",
  ipWhiteList: ["10.0.0.0/8"], disableCommands: ["flushall"], maxmemoryPolicy: "allkeys-lru",
  backupPolicy: { autoBackup: true, backupTime: "01:00-02:00 +0800", backupPeriod: "Monday,Friday" },
});
`;

describe("pulumi-cn-cache adopt", () => {
  let workspace: Workspace;
  beforeAll(async () => {
    workspace = await openWorkspace();
    await workspace.run("config", "set", "--secret", "password", password);
    workspace.writeProgram(existing);
    // The second run takes the tags off with which the first one has made the instances.
    for (const _ of [1, 2]) await workspace.up();
  });
  afterAll(() => workspace.close());

  test("prints programs that a fresh project compiles, that up adopts without a change, and that show no drift", async () => {
    const fresh = join(workspace.folder, "fresh");
    mkdirSync(fresh);
    linkPackages(fresh);
    writeFileSync(join(fresh, "package.json"), '{ "name": "fresh", "private": true }\n');
    writeFileSync(join(fresh, "Pulumi.yaml"), "name: fresh\nruntime: nodejs\nmain: index.ts\n");
    const all = workspace.cloud.instances();
    expect(all.map(({ cloud }) => cloud).sort()).toEqual(["aliyun", "aliyun", "huawei", "jd"]);
    const programs = await Promise.all(all.map(({ cloud, id }) => command(workspace, "adopt", cloud, id)));
    for (const { code, stdout, stderr } of programs) {
      expect([code, stderr]).toEqual([0, ""]);
      expect(stdout).toContain('password: new pulumi.Config().requireSecret("password")');
      // Neither a secret, nor what is the vendor's default or choice.
      expect(stdout).not.toMatch(
        /Canary|privateIp|regionId|region:|ssl: false|securityGroup|maxmemory-policy|Left out|minorVersion|maint|cpuArch|slaveAppend|azSpecify|periodType|port: 6379/,
      );
    }
    // The backup policy of the prepaid cluster is the vendor's; that of the others is not.
    const hasPolicy = programs.map(({ stdout }) => /backupPolicy/i.test(stdout));
    expect(hasPolicy).toEqual(all.map(({ name }) => name !== "缓存"));
    programs.forEach(({ stdout }, i) => {
      writeFileSync(join(fresh, `cache${i}.ts`), stdout);
    });
    writeFileSync(join(fresh, "index.ts"), programs.map((_, i) => `import "./cache${i}";\n`).join(""));
    await workspace.runIn(fresh, "stack", "init", "fresh", "--secrets-provider", workspace.vault.secretsProvider);
    await workspace.runIn(fresh, "config", "set", "--secret", "password", password);

    const before = workspace.cloud.requests().length;
    const { output } = await workspace.runIn(fresh, "up", ...upFlags);
    expect(output).not.toContain(password);
    // `up` has checked the types.
    workspace.env.PULUMI_NODEJS_TRANSPILE_ONLY = "true";
    await workspace.runIn(fresh, "preview", "--expect-no-changes");
    await workspace.runIn(fresh, "refresh", "--yes", "--skip-preview", "--expect-no-changes");
    const changed = workspace.cloud.requests().slice(before);
    // Our own tags of the first run are taken away by the next one.
    expect(changed.filter(({ mutating, action }) => mutating && !/tag/i.test(action))).toEqual([]);
    expect(workspace.cloud.instances().map(({ id }) => id)).toEqual(all.map(({ id }) => id));
  });

  test.each([
    [
      ["aliyun", "r-bp1missing00000001"],
      /^error: Alibaba Cloud has no instance r-bp1missing00000001 in cn-hangzhou; .*\n$/,
    ],
    [["azure", "x"], /^error: there is no cloud "azure"; there are aliyun, huawei, jd\n$/],
    [["jd", "x", "--stack", "nope"], /^error: there is no stack "nope" in this project; .*\n$/],
  ])("%j is one sentence", async (args, text) => {
    const { code, stdout, stderr } = await command(workspace, "adopt", ...args);
    expect([code, stdout]).toEqual([2, ""]);
    expect(stderr).toMatch(text);
  });
});
