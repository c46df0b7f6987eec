import type {
  JdBackups,
  JdClasses,
  JdQuota,
  JdRedisAccounts,
  JdRedisInstance,
  JdRedisInstances,
  JdSslCertificate,
  JdTemplateDetail,
  JdTemplates,
} from "../../provider";
import { useFixture } from "../sandbox/jd/fixture";
import { asker } from "./asker";

const fixture = useFixture();
const ask = asker("jd", fixture);
const canary = "Canary4711";
let first: string;
let second: string;

beforeEach(async () => {
  const userTags = [
    { key: "team", value: "shop" },
    { key: "pulumi-cn-cache:pending", value: "x" },
  ];
  first = await fixture.createRunning({ password: canary, userTags });
  second = await fixture.createRunning({ cacheInstanceName: "sessions-old", redisVersion: "6.2" });
});

test("classes: every restriction holds, the smallest first", async () => {
  const { classes: all } = await ask<JdClasses>("getJdClasses");
  const sizes = all.map(({ memoryMB }) => memoryMB);
  expect(sizes.length).toBeGreaterThan(20);
  expect(sizes).toEqual([...sizes].sort((a, b) => a - b));
  const wanted = { cacheInstanceType: "native-cluster", redisVersion: "6.2", memoryMB: 8192 };
  const { classes } = await ask<JdClasses>("getJdClasses", { ...wanted, az: "cn-north-1a" });
  expect(classes).toContainEqual(
    expect.objectContaining({ cacheInstanceClass: "redis.s.small.basic", shardNumber: 4 }),
  );
  for (const each of classes) expect(each).toMatchObject({ ...wanted, azs: expect.arrayContaining(["cn-north-1a"]) });
});

test("the quota, and what of it is used", async () => {
  expect(await ask<JdQuota>("getJdQuota")).toEqual({ max: expect.any(Number), used: 2 });
});

test.each([[{ cacheInstanceName: "sessions" }], [{ tags: { team: "shop" } }], [{ redisVersion: "4.0" }]])(
  "an instance is found by %j, without password and without our own tags",
  async (args) => {
    const found = await ask<JdRedisInstance>("getJdRedis", args);
    expect(found).toMatchObject({ instanceId: first, cacheInstanceName: "sessions", status: "running" });
    expect(found.tags).toEqual({ team: "shop" });
    expect(JSON.stringify(found)).not.toContain(canary);
    expect(await ask("getJdRedis", { instanceId: first })).toEqual(found);
  },
);

test("several instances are a list, and an error where one is asked for", async () => {
  const { instances } = await ask<JdRedisInstances>("getJdRedisInstances");
  expect(instances.map(({ instanceId }) => instanceId).sort()).toEqual([first, second].sort());
  await expect(ask("getJdRedis", { status: "running" })).rejects.toThrow(
    /^getJdRedis \(JD Cloud, cn-north-1, status "running"\): 2 instances fit: /,
  );
});

test("backups: the latest first; of an unknown instance, the cloud's own words", async () => {
  for (const fileName of ["first", "second"]) {
    await fixture.on(first, "POST /backup", { fileName, backupType: 1 });
    fixture.wait(60_000);
  }
  const { backups } = await ask<JdBackups>("getJdBackups", { instanceId: first });
  expect(backups.map(({ backupFileName }) => backupFileName)).toEqual(["second", "first"]);
  expect(backups[0]).toMatchObject({ backupId: expect.any(String), backupStatus: 2, backupType: 1 });
  await expect(ask("getJdBackups", { instanceId: "redis-none" })).rejects.toThrow(
    /^getJdBackups \(JD Cloud, cn-north-1, instanceId "redis-none"\): .*NOT_FOUND.*Check .*the region/,
  );
});

test("accounts: all of an instance, without passwords", async () => {
  const order = { accountName: "reader", accountPassword: canary, accountPrivilege: "RoleReadOnly" };
  await fixture.on(second, "POST /account", order);
  const found = await ask<JdRedisAccounts>("getJdRedisAccounts", { instanceId: second });
  expect(found.accounts).toContainEqual(expect.objectContaining({ accountName: "reader", isDefault: false }));
  expect(found.accounts.filter(({ isDefault }) => isDefault)).toHaveLength(1);
  expect(JSON.stringify(found)).not.toContain(canary);
});

test("the certificate, once connections are encrypted", async () => {
  const off = { tlsStatus: "disable", ca: undefined, caDownloadUrl: undefined };
  expect(await ask<JdSslCertificate>("getJdSslCertificate", { instanceId: second })).toEqual(off);
  await fixture.on(second, "POST /tls", { tlsStatus: "enable" });
  fixture.wait(60_000);
  expect(await ask<JdSslCertificate>("getJdSslCertificate", { instanceId: second })).toEqual({
    tlsStatus: "enable",
    ca: expect.stringContaining("BEGIN CERTIFICATE"),
    caDownloadUrl: expect.stringMatching(/^https:/),
  });
});

test("parameter templates: the vendor's own first, then those of the account; each restriction holds", async () => {
  const of = { redisType: "native-cluster", redisVersion: "7.2" };
  const created = await fixture.call("POST /configTemplate", { ...of, name: "sessions", description: "ours" });
  const { templateId } = created.body.result;
  const { templates: all } = await ask<JdTemplates>("getJdTemplates");
  expect(all.map(({ tplType }) => tplType)).toEqual([...Array.from({ length: 6 }, () => "default"), "user"]);
  expect(await ask<JdTemplates>("getJdTemplates", of)).toMatchObject({
    templates: [{ ...of, tplType: "default", description: "" }, { templateId }],
  });
  const own = { ...of, templateId, name: "sessions", tplType: "user", description: "ours" };
  const time = expect.stringMatching(/Z$/);
  expect(await ask<JdTemplates>("getJdTemplates", { name: "sessions" })).toEqual({
    templates: [{ ...own, createdTime: time, modifiedTime: time }],
  });
  const detail = await ask<JdTemplateDetail>("getJdTemplate", { templateId });
  expect(detail).toEqual({ ...own, createdTime: time, modifiedTime: time, params: expect.any(Array) });
  const count = { name: "list-max-ziplist-size", value: "-2", defaultValue: "-2", valueType: "int" };
  expect(detail.params).toContainEqual({ ...count, least: -5, most: 10_000, choices: [], description: undefined });
  expect(detail.params).toContainEqual(expect.objectContaining({ name: "@slave-appendonly", choices: ["yes", "no"] }));
  await expect(ask("getJdTemplate", { templateId: "none" })).rejects.toThrow(/NOT_FOUND/);
  expect(await ask<JdTemplates>("getJdTemplates", { tplType: "user", name: "session" })).toEqual({ templates: [] });
  await expect(ask("getJdTemplates", { tplType: "own" })).rejects.toThrow(/tplType: must be "default" or "user"/);
});
