import type {
  AliyunBackups,
  AliyunConnections,
  AliyunGlobalSecurityGroups,
  AliyunInstanceClasses,
  AliyunRedisAccounts,
  AliyunRedisInstance,
  AliyunRedisInstances,
  AliyunSslCertificate,
  AliyunZones,
} from "../../provider";
import { nativeSmall, useFixture } from "../sandbox/aliyun/fixture";
import { changeMs } from "../sandbox/openSandbox";
import { asker } from "./asker";

const fixture = useFixture("all");
const ask = asker("aliyun", fixture);
const canary = "Canary-4711";
let native: string;
let classic: string;

beforeAll(async () => {
  native = await fixture.created({
    ...nativeSmall,
    InstanceName: "sessions",
    Password: canary,
    ...{ "Tag.1.Key": "team", "Tag.1.Value": "shop", "Tag.2.Key": "pulumi-cn-cache:pending", "Tag.2.Value": "x" },
  });
  classic = await fixture.created({ InstanceName: "sessions-old", Password: canary });
});

test("zones: those of the region, also those where nothing is sold", async () => {
  const { zones } = await ask<AliyunZones>("getAliyunZones");
  expect(zones.map(({ zoneId }) => zoneId)).toContain("cn-hangzhou-h");
  const { zones: others } = await ask<AliyunZones>("getAliyunZones", { regionId: "cn-beijing" });
  expect(others.every(({ zoneId }) => zoneId.startsWith("cn-beijing-"))).toBe(true);
  expect(new Set([...zones, ...others].map(({ disabled }) => disabled))).toEqual(new Set([true, false]));
});

test("classes: every restriction holds, of all series or of one, the smallest first", async () => {
  const all = await ask<AliyunInstanceClasses>("getAliyunInstanceClasses", { zoneId: "cn-hangzhou-h" });
  expect(new Set(all.classes.map(({ productType }) => productType)).size).toBe(5);
  const editions = all.classes.map(({ productType, editionType }) => `${productType} ${editionType}`);
  expect([...new Set(editions)].sort()).toEqual([
    ...["Local Community", "Local Enterprise", "OnECS Community"],
    ...["Tair_essd Enterprise", "Tair_rdb Enterprise", "Tair_scm Enterprise"],
  ]);
  const capacities = all.classes.map(({ capacity }) => capacity);
  expect(capacities).toEqual([...capacities].sort((a, b) => a - b));
  const wanted = { zoneId: "cn-hangzhou-h", engineVersion: "7.0", architecture: "standard", memory: 2 };
  const { classes } = await ask<AliyunInstanceClasses>("getAliyunInstanceClasses", { ...wanted, productType: "OnECS" });
  expect(classes.map(({ instanceClass }) => instanceClass)).toContain("redis.shard.mid.2.ce");
  for (const each of classes)
    expect(each).toMatchObject({
      zoneId: "cn-hangzhou-h",
      ...{ engineVersion: "7.0", architecture: "standard", capacity: 2048, productType: "OnECS" },
      seriesType: "community_type",
    });
});

test("classes by price: the cheapest first, each with its price", async () => {
  const { classes } = await ask<AliyunInstanceClasses>("getAliyunInstanceClasses", {
    ...{ zoneId: "cn-hangzhou-h", engineVersion: "7.0", productType: "OnECS" },
    ...{ chargeType: "PrePaid", sortedByPrice: true },
  });
  const prices = classes.map(({ price }) => price ?? Number.NaN);
  expect(prices.length).toBeGreaterThan(5);
  expect(prices).toEqual([...prices].sort((a, b) => a - b));
  expect(classes[0]).toMatchObject({ instanceClass: "redis.shard.micro.ce", price: 25, currency: "CNY" });
});

test.each([
  [{ instanceName: "sessions" }],
  [{ tags: { team: "shop" } }],
  [{ zoneId: "cn-hangzhou-h", instanceClass: "redis.shard.small.ce" }],
])("an instance is found by %j, without password and without our own tags", async (args) => {
  const found = await ask<AliyunRedisInstance>("getAliyunRedis", args);
  expect(found).toMatchObject({ instanceId: native, instanceName: "sessions", status: "Normal", port: 6379 });
  expect(found.editionType).toBe("Community");
  expect(found.tags).toEqual({ team: "shop" });
  expect(JSON.stringify(found)).not.toContain(canary);
  expect(await ask("getAliyunRedis", { instanceId: native })).toEqual(found);
});

test("several instances are a list, and an error where one is asked for", async () => {
  const { instances } = await ask<AliyunRedisInstances>("getAliyunRedisInstances");
  expect(instances.map(({ instanceId }) => instanceId).sort()).toEqual([native, classic].sort());
  await expect(ask("getAliyunRedis", { status: "Normal" })).rejects.toThrow(
    /^getAliyunRedis \(Alibaba Cloud, cn-hangzhou, status "Normal"\): 2 instances fit: r-.+, r-.+\. Ask for one by its id/,
  );
});

test("instances by network and edition, and those that have ended", async () => {
  const found = async (args: object) => {
    const { instances } = await ask<AliyunRedisInstances>("getAliyunRedisInstances", args);
    return instances.map(({ instanceId }) => instanceId).sort();
  };
  const both = [native, classic].sort();
  expect(await found({ networkType: "CLASSIC" })).toEqual([]);
  expect(await found({ networkType: "VPC", editionType: "Community", expired: false })).toEqual(both);
  expect(await found({ editionType: "Enterprise" })).toEqual([]);
  expect(await found({ expired: true })).toEqual([]);
  const released = await fixture.created({ InstanceName: "sessions-released" });
  await fixture.call("DeleteInstance", { InstanceId: released });
  fixture.wait(changeMs);
  expect(await found({ expired: true })).toEqual([released]);
  expect(await found({ expired: false })).toEqual(both);
});

test("backups: the latest first", async () => {
  const { backups: none } = await ask<AliyunBackups>("getAliyunBackups", { instanceId: native });
  expect(none).toEqual([]);
  for (let i = 0; i < 2; i++) {
    await fixture.call("CreateBackup", { InstanceId: native });
    fixture.wait(2 * 60_000);
  }
  const { backups } = await ask<AliyunBackups>("getAliyunBackups", { instanceId: native });
  const times = backups.map(({ backupStartTime }) => backupStartTime);
  expect(times).toHaveLength(2);
  expect(times).toEqual([...times].sort().reverse());
  expect(backups[0]).toMatchObject({ backupStatus: "Success", backupId: expect.stringMatching(/^\d+$/) });
  const before = { instanceId: native, endTime: "2026-01-01T00:00Z" };
  expect(await ask("getAliyunBackups", before)).toEqual({ backups: [] });
});

test("global address lists: their addresses one by one, and who has them", async () => {
  const list = { RegionId: "cn-hangzhou", DBClusterId: native, GlobalSecurityGroupId: "g-office" };
  await fixture.call("ModifyGlobalSecurityIPGroupRelation", list);
  const { groups } = await ask<AliyunGlobalSecurityGroups>("getAliyunGlobalSecurityGroups");
  expect(groups).toEqual([
    {
      ...{ globalSecurityGroupId: "g-office", name: "g_office", ips: ["10.0.0.0/8", "192.168.0.1"] },
      instanceIds: [native],
    },
  ]);
  const only = { globalSecurityGroupId: "g-other" };
  expect(await ask("getAliyunGlobalSecurityGroups", only)).toMatchObject({ groups: [{ ...only, instanceIds: [] }] });
});

test("connections: the one within the network, and the public one where there is one", async () => {
  const within = { ipType: "Private", port: 6379, isDirect: false, vpcId: expect.stringMatching(/^vpc-/) };
  expect(await ask("getAliyunConnections", { instanceId: classic })).toMatchObject({ connections: [within] });
  const prefix = { InstanceId: classic, ConnectionStringPrefix: "sessionsoutside", Port: "6380" };
  await fixture.call("AllocateInstancePublicConnection", prefix);
  fixture.wait(changeMs);
  const { connections } = await ask<AliyunConnections>("getAliyunConnections", { instanceId: classic });
  expect(connections).toMatchObject([
    within,
    { ipType: "Public", port: 6380, connectionDomain: expect.stringMatching(/^sessionsoutside\./) },
  ]);
  expect(connections[1]).toHaveProperty("vpcId", undefined);
});

test("the certificate, where connections are encrypted", async () => {
  expect(await ask("getAliyunSslCertificate", { instanceId: native })).toMatchObject({ ssl: false });
  await fixture.call("ModifyInstanceSSL", { InstanceId: native, SSLEnabled: "Enable" });
  fixture.wait(changeMs);
  const found = await ask<AliyunSslCertificate>("getAliyunSslCertificate", { instanceId: native });
  expect(found).toMatchObject({ ssl: true, certDownloadUrl: expect.stringMatching(/^https:/) });
});

test.each<[string, object, RegExp]>([
  [
    "getAliyunRedis",
    { instanceId: "r-bp10000000000000" },
    /instanceId "r-bp1.*there is no such instance in this region\. Check .*the region/,
  ],
  ["getAliyunBackups", {}, /^getAliyunBackups: instanceId: is required$/],
  ["getAliyunZones", { region: "cn-beijing" }, /^getAliyunZones: region: no such argument; did you mean "?regionId/],
  ["getAliyunInstanceClasses", { memory: "much" }, /^getAliyunInstanceClasses: memory: must be GB/],
  [
    "getAliyunBackups",
    { instanceId: "r-bp10000000000000" },
    /^getAliyunBackups \(Alibaba Cloud, cn-hangzhou, instanceId "r-.*InvalidInstanceId\.NotFound.*Check .*the region/,
  ],
])("%s of %j: a sentence says what is wrong", async (name, args, text) => {
  await expect(ask(name, args)).rejects.toThrow(text);
});

test("an explicit provider of other clouds is no provider of this one", async () => {
  await expect(ask("getAliyunZones", {}, { "cn-cache:clouds": "jd" })).rejects.toThrow(
    /^getAliyunZones: Alibaba Cloud: the provider has settings for jd, not for aliyun\.$/,
  );
});

test("nothing is changed", () => {
  const own = new Set([
    "CreateInstance",
    "DeleteInstance",
    "AllocateInstancePublicConnection",
    "CreateBackup",
    "ModifyInstanceSSL",
    "ModifyGlobalSecurityIPGroupRelation",
  ]);
  const changing = fixture.sandbox.requests().filter(({ mutating, action }) => mutating && !own.has(String(action)));
  expect(changing).toEqual([]);
});

test("accounts: all of an instance, without passwords", async () => {
  const account = { AccountName: "reader", AccountPassword: canary, AccountPrivilege: "RoleReadOnly" };
  await fixture.call("CreateAccount", { InstanceId: classic, ...account });
  fixture.wait(60_000);
  const found = await ask<AliyunRedisAccounts>("getAliyunRedisAccounts", { instanceId: classic });
  expect(found.accounts.map(({ accountName, privilege }) => [accountName, privilege])).toEqual([
    [classic, "RoleReadWrite"],
    ["reader", "RoleReadOnly"],
  ]);
  expect(found.accounts[1]).toMatchObject({ status: "Available", accountType: "Normal" });
  expect(JSON.stringify(found)).not.toContain(canary);
});
