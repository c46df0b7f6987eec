import type {
  HuaweiAvailabilityZones,
  HuaweiBackups,
  HuaweiDcsAccounts,
  HuaweiDcsInstanceInfo,
  HuaweiDcsInstances,
  HuaweiDcsNodes,
  HuaweiFlavors,
  HuaweiMaintenanceWindows,
  HuaweiQuotas,
  HuaweiSslCertificate,
  HuaweiTemplateDetail,
  HuaweiTemplates,
} from "../../provider";
import { ha, single, tags, unknownId, useFixture } from "../sandbox/huawei/fixture";
import { changeMs } from "../sandbox/openSandbox";
import { asker } from "./asker";

const fixture = useFixture("all");
const ask = asker("huawei", fixture);
let first: string;
let second: string;

beforeAll(async () => {
  const own = tags({ team: "shop", "pulumi-cn-cache:pending": "x" });
  first = await fixture.createRunning({ ...ha, name: "sessions", engine_version: "6.0", tags: own });
  second = await fixture.createRunning({ ...single, name: "sessions-old" });
});

test("flavours: every restriction holds, the smallest first", async () => {
  const { flavors: all } = await ask<HuaweiFlavors>("getHuaweiFlavors");
  const smallest = all.map(({ capacities }) => Math.min(...capacities));
  expect(smallest.length).toBeGreaterThan(20);
  expect(smallest).toEqual([...smallest].sort((a, b) => a - b));
  const { flavors } = await ask<HuaweiFlavors>("getHuaweiFlavors", {
    ...{ engineVersion: "6.0", cacheMode: "ha", capacity: 2, cpuType: "x86_64" },
  });
  expect(flavors.map(({ specCode }) => specCode)).toContain("redis.ha.xu1.large.r2.2");
  for (const each of flavors)
    expect(each).toMatchObject({ engine: "redis", cacheMode: "ha", capacities: expect.arrayContaining([2]) });
  expect(flavors[0]?.azCodes).toContain("cn-north-4a");
  const { flavors: named } = await ask<HuaweiFlavors>("getHuaweiFlavors", { specCode: "redis.ha.xu1.large.r2.2" });
  expect(named).toHaveLength(1);
});

test("flavours that an instance can be changed to, whatever its engine", async () => {
  const { flavors } = await ask<HuaweiFlavors>("getHuaweiFlavors", { instanceId: first, cacheMode: "ha" });
  expect(flavors.length).toBeGreaterThan(2);
  for (const each of flavors)
    expect(each).toMatchObject({ engineVersions: expect.arrayContaining(["6.0"]), cpuType: "x86_64" });
  const [{ params } = { params: {} }] = fixture.sandbox.requests().slice(-1);
  expect(params).toEqual({ instance_id: first, cache_mode: "ha" });
});

test("zones, windows of maintenance and quotas", async () => {
  const { zones } = await ask<HuaweiAvailabilityZones>("getHuaweiAvailabilityZones");
  expect(zones).toContainEqual(expect.objectContaining({ code: "cn-north-4a", resourceAvailability: true }));
  const { windows } = await ask<HuaweiMaintenanceWindows>("getHuaweiMaintenanceWindows");
  expect(windows.filter(({ isDefault }) => isDefault)).toHaveLength(1);
  const { quotas } = await ask<HuaweiQuotas>("getHuaweiQuotas");
  expect(quotas).toContainEqual({ type: "instance", quota: expect.any(Number), used: 2 });
});

test.each([[{ name: "sessions" }], [{ tags: { team: "shop" } }], [{ engineVersion: "6.0", capacity: 1 }]])(
  "an instance is found by %j, without password and without our own tags",
  async (args) => {
    const found = await ask<HuaweiDcsInstanceInfo>("getHuaweiDcsInstance", args);
    expect(found).toMatchObject({ instanceId: first, name: "sessions", status: "RUNNING", port: 6379 });
    expect(found.tags).toEqual({ team: "shop" });
    expect(JSON.stringify(found)).not.toContain(single.password);
    expect(await ask("getHuaweiDcsInstance", { instanceId: first })).toEqual(found);
  },
);

test("several instances are a list, and an error where one is asked for", async () => {
  const { instances } = await ask<HuaweiDcsInstances>("getHuaweiDcsInstances");
  for (const { instanceId, ip } of instances)
    expect(await ask("getHuaweiDcsInstance", { ip })).toMatchObject({ instanceId, ip });
  expect(instances.map(({ instanceId }) => instanceId).sort()).toEqual([first, second].sort());
  await expect(ask("getHuaweiDcsInstance", { status: "RUNNING" })).rejects.toThrow(
    /^getHuaweiDcsInstance \(Huawei Cloud, cn-north-4, status "RUNNING"\): 2 instances fit: /,
  );
  await expect(ask("getHuaweiDcsInstance", { instanceId: unknownId })).rejects.toThrow(
    /there is no such instance in this region\. Check .*the region/,
  );
});

test("backups: the latest first, after a first page too", async () => {
  expect(await ask<HuaweiBackups>("getHuaweiBackups", { instanceId: first })).toEqual({ backups: [] });
  for (let made = 0; made < 11; made++) {
    await fixture.call("POST", `/instances/${first}/backups`, { remark: `number ${made}` });
    fixture.wait(2 * changeMs);
  }
  const { backups } = await ask<HuaweiBackups>("getHuaweiBackups", { instanceId: first });
  expect(backups).toHaveLength(11);
  expect(backups[0]).toMatchObject({ status: "succeed", backupType: "manual", description: "number 10", size: 1024 });
});

test("parameter templates: the vendor's own first, then those of the project; each restriction holds", async () => {
  const order = { template_id: "17", type: "sys", name: "sessions", params: { timeout: "100" } };
  const { id } = (await fixture.call("POST", "/config-templates", { ...order, description: "ours" })).body;
  const { templates: all } = await ask<HuaweiTemplates>("getHuaweiTemplates");
  expect(all.map(({ type }) => type)).toEqual([...Array.from({ length: 20 }, () => "sys"), "user"]);
  const of = { engine: "Redis", engineVersion: "6.0", cacheMode: "ha" };
  expect(await ask<HuaweiTemplates>("getHuaweiTemplates", of)).toMatchObject({
    templates: [{ ...of, templateId: "17", type: "sys", description: "", productType: "generic" }, { templateId: id }],
  });
  expect(await ask<HuaweiTemplates>("getHuaweiTemplates", { type: "user", name: "sess" })).toMatchObject({
    templates: [{ ...of, templateId: id, name: "sessions", description: "ours", createdAt: expect.any(String) }],
  });
  const detail = await ask<HuaweiTemplateDetail>("getHuaweiTemplate", { templateId: id, type: "user" });
  expect(detail).toMatchObject({ ...of, templateId: id, name: "sessions", type: "user" });
  expect(detail.params).toContainEqual({
    ...{ name: "timeout", value: "100", defaultValue: "0", valueRange: "0-7200", needsRestart: false },
  });
  expect(detail).not.toHaveProperty("changedParams");
  const { params } = await ask<HuaweiTemplateDetail>("getHuaweiTemplate", { templateId: "17" });
  expect(params).toContainEqual(expect.objectContaining({ name: "timeout", value: "0" }));
  expect(params.some(({ needsRestart }) => needsRestart)).toBe(true);
  await expect(ask("getHuaweiTemplate", { templateId: "4711" })).rejects.toThrow(/DCS\.4988/);
  await expect(ask("getHuaweiTemplates", { type: "own" })).rejects.toThrow(/type: must be "sys" or "user"/);
});

test("the certificate, once connections are encrypted; before, the cloud's own words", async () => {
  await expect(ask("getHuaweiSslCertificate", { instanceId: first })).rejects.toThrow(
    /^getHuaweiSslCertificate \(Huawei Cloud, .*DCS\.4202/,
  );
  await fixture.call("PUT", `/instances/${first}/ssl`, { enabled: true });
  fixture.wait(2 * changeMs);
  expect(await ask<HuaweiSslCertificate>("getHuaweiSslCertificate", { instanceId: first })).toEqual({
    fileName: `${first}.zip`,
    link: expect.stringMatching(/^https:/),
  });
});

test("nodes: those of every shard, with what names them", async () => {
  const { nodes } = await ask<HuaweiDcsNodes>("getHuaweiDcsNodes", { instanceId: first });
  const shown = (await fixture.get(`/instance/${first}/groups`)).group_list[0];
  expect(nodes.map(({ role }) => role)).toEqual(["master", "slave"]);
  expect(nodes[1]).toEqual({
    nodeId: shown.replication_list[1].node_id,
    replicationId: shown.replication_list[1].replication_id,
    role: "slave",
    status: "Active",
    ip: shown.replication_list[1].replication_ip,
    azCode: "cn-north-4a",
    shardId: shown.group_id,
    shardName: shown.group_name,
  });
});

test("accounts: all of an instance, without passwords", async () => {
  const order = { account_name: "reader", account_role: "read", account_password: "Reader-123" };
  expect(await fixture.outcome("POST", `/instances/${second}/accounts`, order)).toBe("200");
  fixture.wait(2 * changeMs);
  const found = await ask<HuaweiDcsAccounts>("getHuaweiDcsAccounts", { instanceId: second });
  expect(found.accounts).toContainEqual(
    expect.objectContaining({ accountName: "reader", role: "read", status: "AVAILABLE" }),
  );
  const types = found.accounts.map(({ accountName, accountType }) => [accountName, accountType]);
  expect(types).toEqual([
    ["default", "default"],
    ["reader", "normal"],
  ]);
  expect(JSON.stringify(found)).not.toContain("Reader-123");
});
