import { cpSync, mkdirSync, symlinkSync } from "node:fs";
import { join } from "node:path";
import { useForAll } from "../support/useEach";
import { openExample } from "./driver/example";
import { changingRequests, countRequests } from "./driver/request";
import { openWorkspace, password } from "./driver/workspace";

const root = join(__dirname, "../..");
const workspace = useForAll(openWorkspace);

interface Example {
  readonly name: string;
  readonly config?: Readonly<Record<string, string>>;
  readonly secrets?: Readonly<Record<string, string>>;
  readonly outputs: object;
  /** What the cloud has. */
  readonly instance: object;
}

const connectionString = "[secret]";
const aliyun = { vpcId: "vpc-bp1zxszhcgatnx0001", vSwitchId: "vsw-bp1zxszhcgatnx0001" };
const huawei = {
  vpcId: "0402ea19-5457-4032-9d1b-eb48b98f6c66",
  subnetId: "a3bd29e4-d5bc-414c-a79a-1f35ee4ead88",
  securityGroupId: "4b95a790-5cfc-463d-8de5-42199e55371c",
};
const running = { cloud: "huawei", status: "RUNNING" };
const jd = { vpcId: "vpc-1a2b3c4d5e", subnetId: "subnet-1a2b3c4d5e" };
const lettersAndDigits = { password: "Sessions4711" };

const examples: readonly Example[] = [
  { name: "aliyun-quickstart", outputs: { port: 6379, connectionString }, instance: {} },
  {
    name: "aliyun-cluster",
    config: aliyun,
    outputs: { architectureType: "cluster", capacity: 4096 },
    instance: {
      properties: { ShardCount: 4, ReplicaCount: 1, SlaveReplicaCount: 1, SecondaryZoneId: "cn-hangzhou-i" },
    },
  },
  {
    name: "aliyun-prepaid",
    config: { prepaidDestroy: "convert" },
    outputs: { chargeType: "PrePaid", endTime: expect.any(String), orderId: expect.any(String) },
    instance: { properties: { ChargeType: "PrePaid", AutoRenew: { AutoRenew: true, Duration: 1 } } },
  },
  {
    name: "aliyun-access",
    outputs: { policy: "allkeys-lru" },
    instance: { properties: { SSLEnabled: true, MaintainStartTime: "18:00Z", IsAutoUpgradeOpen: true } },
  },
  {
    name: "component",
    outputs: { environment: "[secret]" },
    instance: {
      name: "sessions",
      properties: {
        SecurityIPList: "127.0.0.1,10.0.2.11,10.0.2.12,10.0.1.0/24",
        BackupPolicy: { PreferredBackupTime: "19:00Z-20:00Z" },
      },
    },
  },
  { name: "huawei-quickstart", config: huawei, outputs: { port: 6379, connectionString }, instance: running },
  { name: "huawei-proxy", config: huawei, outputs: { maxMemory: 8192, connectionString }, instance: running },
  { name: "huawei-memcached", config: huawei, outputs: { port: 11211 }, instance: running },
  {
    name: "huawei-prepaid",
    config: huawei,
    outputs: { orderId: expect.stringMatching(/^CS/), connectionString },
    instance: running,
  },
  {
    name: "jd-quickstart",
    config: jd,
    secrets: lettersAndDigits,
    outputs: { connectionString },
    instance: {
      properties: { shardNumber: 1, cacheInstanceClass: "redis.m.micro.basic", ipWhiteList: ["10.0.0.0/8"] },
    },
  },
  {
    name: "jd-cluster",
    config: jd,
    secrets: lettersAndDigits,
    outputs: { connectionString },
    instance: {
      properties: {
        shardNumber: 4,
        cacheInstanceType: "cluster",
        disableCommands: ["flushall", "keys"],
        backupPolicy: { autoBackup: true, backupTime: "03:00-04:00 +0800", backupPeriod: "Monday,Wednesday,Friday" },
      },
    },
  },
];

test.each(examples)("$name comes up as it stands, needs no second run, and goes away", async (each) => {
  const example = await openExample(workspace, each.name, each.config, each.secrets);
  const outputs = await example.up();
  expect(outputs).toMatchObject(each.outputs);
  expect(workspace.cloud.instances()).toMatchObject([{ id: outputs.instanceId, ...each.instance }]);
  await example.expectToSettleAndGo();
});

test("aliyun-batch comes up with one call a group, needs no second run, and goes away", async () => {
  const secrets = { webPassword: password, jobsPassword: "Jobs-4711" };
  const example = await openExample(workspace, "aliyun-batch", { quantity: "2" }, secrets);
  const { hosts, instanceIds, connectionStrings } = await example.up();
  const named = (name: string) => workspace.cloud.instances().filter((each) => each.name === name);
  const hostsOf = (name: string) =>
    named(name).map(({ properties }) => expect.stringContaining(String(properties.ConnectionDomain)));
  const [web, jobs] = [named("web"), named("jobs")];
  expect([web.length, jobs.length]).toEqual([2, 1]);
  expect([...(instanceIds as string[])].sort()).toEqual([...web, ...jobs].map(({ id }) => id).sort());
  expect(hosts).toEqual({ web: expect.arrayContaining(hostsOf("web")), jobs: hostsOf("jobs") });
  expect(connectionStrings).toBe("[secret]");
  expect(countRequests(workspace.cloud, "CreateInstances")).toBe(2);
  await example.expectToSettleAndGo();
});

test("huawei-batch comes up with one call, needs no second run, and goes away", async () => {
  const creates = countRequests(workspace.cloud, "CreateInstance");
  const example = await openExample(workspace, "huawei-batch", { ...huawei, instanceNum: "2" });
  const outputs = await example.up();
  expect(countRequests(workspace.cloud, "CreateInstance")).toBe(creates + 1);
  const instances = workspace.cloud.instances();
  expect(instances.map(({ name }) => name).sort()).toEqual(["shards-000", "shards-001"]);
  expect(outputs).toMatchObject({
    hosts: [expect.stringContaining("."), expect.stringContaining(".")],
    instanceIds: expect.arrayContaining(instances.map(({ id }) => id)),
    connectionStrings: "[secret]",
  });
  await example.expectToSettleAndGo();
});

test("aliyun-regions comes up in both regions, needs no second run, and goes away", async () => {
  const example = await openExample(workspace, "aliyun-regions");
  const { instanceIds } = await example.up();
  const regionOf = new Map(workspace.cloud.instances().map(({ id, properties }) => [id, properties.RegionId]));
  expect((instanceIds as string[]).map((id) => regionOf.get(id))).toEqual(["cn-hangzhou", "cn-beijing"]);
  await example.expectToSettleAndGo();
});

test("aliyun-restore comes up from the backup of another instance, and goes away beside it", async () => {
  const first = await openExample(workspace, "aliyun-quickstart");
  const { instanceId: source } = await first.up();
  const example = await openExample(workspace, "aliyun-restore", { source: String(source), backup: "111111111" });
  const { instanceId } = await example.up();
  const restored = workspace.cloud.instances().find(({ id }) => id === instanceId);
  expect(restored?.properties.Source).toEqual({ SrcDBInstanceId: source, BackupId: "111111111" });
  await example.expectToSettleAndGo([source]);
  await first.destroy();
});

test("aliyun-backup makes a backup and an instance with its data in one run, and all go away", async () => {
  const example = await openExample(workspace, "aliyun-backup");
  const { backupId, instanceIds, expectExpireTime } = await example.up();
  const [source, copy] = instanceIds as string[];
  const restored = workspace.cloud.instances().find(({ id }) => id === copy);
  expect(restored?.properties.Source).toEqual({ SrcDBInstanceId: source, BackupId: backupId });
  expect(expectExpireTime).toMatch(/Z$/);
  const deletions = countRequests(workspace.cloud, "DeleteBackup");
  await example.expectToSettleAndGo();
  expect(countRequests(workspace.cloud, "DeleteBackup")).toBe(deletions + 1);
});

test("jd-backup makes a backup and an instance with its data in one run; the backup stays when they go", async () => {
  const example = await openExample(workspace, "jd-backup", jd, lettersAndDigits);
  const { backupId, instanceIds } = await example.up();
  const [source, copy] = instanceIds as string[];
  const restored = workspace.cloud.instances().find(({ id }) => id === copy);
  expect(restored?.properties.origin).toMatchObject({ srcInstanceId: source, backupId });
  await example.expectToSettleAndGo();
  expect(countRequests(workspace.cloud, "createBackup")).toBe(1);
});

test("huawei-backup makes a backup, which goes with its resource", async () => {
  const { vpcId, subnetId } = huawei;
  const example = await openExample(workspace, "huawei-backup", { vpcId, subnetId });
  const { backupId, status } = await example.up();
  expect(status).toBe("succeed");
  expect(workspace.cloud.instances()).toMatchObject([{ properties: { backups: [{ backup_id: backupId }] } }]);
  await example.expectToSettleAndGo();
  expect(countRequests(workspace.cloud, "DeleteBackupFile")).toBe(1);
});

test("huawei-template makes a template, with whose values the instance begins", async () => {
  const { vpcId, subnetId } = huawei;
  const example = await openExample(workspace, "huawei-template", { vpcId, subnetId });
  const { templateId } = await example.up();
  const redis_config = expect.objectContaining({ "maxmemory-policy": "allkeys-lru", timeout: "300" });
  expect(workspace.cloud.instances()).toMatchObject([{ properties: { template_id: templateId, redis_config } }]);
  await example.expectToSettleAndGo();
  expect(countRequests(workspace.cloud, "DeleteConfigTemplate")).toBe(1);
});

test("jd-template makes a template, with whose values the instance begins", async () => {
  const example = await openExample(workspace, "jd-template", jd, lettersAndDigits);
  const { templateId, templatesOfVendor } = await example.up();
  expect(templatesOfVendor).toEqual(["default-6.2-master-slave"]);
  const instanceConfig = expect.objectContaining({
    "maxmemory-policy": "allkeys-lru",
    "hash-max-ziplist-value": "128",
  });
  const origin = expect.objectContaining({ configTemplateId: templateId });
  expect(workspace.cloud.instances()).toMatchObject([{ properties: { origin, instanceConfig } }]);
  await example.expectToSettleAndGo();
  expect(countRequests(workspace.cloud, "deleteConfigTemplate")).toBe(1);
});

test("aliyun-accounts comes up with an account for each application, which goes with its instance without a call", async () => {
  const secrets = { password, webPassword: "Web-47110815", reportsPassword: "Reports-4711" };
  const example = await openExample(workspace, "aliyun-accounts", {}, secrets);
  const { connectionStrings } = await example.up();
  expect(connectionStrings).toEqual({ web: "[secret]", reports: "[secret]" });
  expect(workspace.cloud.instances()).toMatchObject([
    {
      properties: {
        Accounts: expect.arrayContaining([
          expect.objectContaining({ AccountName: "web", AccountPrivilege: "RoleReadWrite" }),
          expect.objectContaining({ AccountName: "reports", AccountPrivilege: "RoleReadOnly" }),
        ]),
      },
      secrets: { "account web": secrets.webPassword, "account reports": secrets.reportsPassword },
    },
  ]);
  await example.expectToSettleAndGo();
  expect(countRequests(workspace.cloud, "DeleteAccount")).toBe(0);
});

test.each([
  [
    "huawei-accounts",
    huawei,
    { password, webPassword: "Web-47110815", reportsPassword: "Reports-4711" },
    {
      accounts: [
        { account_name: "web", account_role: "write" },
        { account_name: "reports", account_role: "read" },
      ],
    },
    "DeleteAclAccount",
  ],
  [
    "jd-accounts",
    jd,
    { ...lettersAndDigits, webPassword: "Web47110815", reportsPassword: "Reports4711" },
    {
      accounts: [
        { accountName: "web", accountPrivilege: "RoleReadWrite" },
        { accountName: "reports", accountPrivilege: "RoleReadOnly" },
      ],
    },
    "deleteAccount",
  ],
])(
  "%s comes up with an account for each application too",
  async (name, { vpcId, subnetId }, secrets, made, deletion) => {
    const example = await openExample(workspace, name, { vpcId, subnetId }, secrets);
    const { connectionStrings } = await example.up();
    expect(connectionStrings).toEqual({ web: "[secret]", reports: "[secret]" });
    const [instance] = workspace.cloud.instances();
    const accounts = instance?.properties.accounts as readonly object[];
    for (const account of made.accounts) expect(accounts).toContainEqual(expect.objectContaining(account));
    expect(Object.values(instance?.secrets ?? {})).toEqual(expect.arrayContaining(Object.values(secrets)));
    await example.expectToSettleAndGo();
    expect(countRequests(workspace.cloud, deletion)).toBe(0);
  },
);

test("aliyun-lookups comes up with the cheapest class that fits, and finds itself the next time", async () => {
  const example = await openExample(workspace, "aliyun-lookups");
  const { before, instanceId, ...others } = await example.up();
  expect(before).toEqual([]);
  expect(others).toEqual({ instanceClass: "redis.shard.mid.2.ce", pricePerHour: 0.4, latestBackup: "none yet" });
  expect((await example.up()).before).toEqual([instanceId]);
  await example.expectToSettleAndGo();
});

test("aliyun-change gets another class and another password in place", async () => {
  const example = await openExample(workspace, "aliyun-change");
  const before = await example.up();
  await example.run("config", "set", "instanceClass", "redis.master.mid.default");
  await example.run("config", "set", "--secret", "password", "Rotated-4711");
  const { instanceId, instanceClass } = await example.up();
  expect([instanceId, instanceClass]).toEqual([before.instanceId, "redis.master.mid.default"]);
  expect(workspace.cloud.instances()).toMatchObject([{ id: instanceId, secrets: { Password: "Rotated-4711" } }]);
  const { stdout } = await example.run("stack", "output", "connectionString", "--show-secrets");
  expect(stdout).toContain("Rotated-4711");
  await example.expectToSettleAndGo();
});

test("aliyun-adopt takes over an instance that exists already, and changes nothing", async () => {
  const first = await openExample(workspace, "aliyun-quickstart");
  await first.up();
  // The second run takes the tags off with which the first one has made the instance.
  const { instanceId } = await first.up();
  const example = await openExample(workspace, "aliyun-adopt", { adopt: String(instanceId) });
  const before = workspace.cloud.requests().length;
  expect((await example.up()).instanceId).toBe(instanceId);
  expect(changingRequests(workspace.cloud, before)).toEqual([]);
  await example.expectToSettleAndGo();
  await first.run("stack", "rm", "--force", "--yes");
});

test("the quickstart is what pulumi runs in the clone's root", async () => {
  const clone = join(workspace.folder, "clone");
  mkdirSync(clone);
  // A stack writes its configuration beside Pulumi.yaml, and the clone is to stay as it is.
  for (const part of ["Pulumi.yaml", "package.json", "examples"]) {
    cpSync(join(root, part), join(clone, part), { recursive: true });
  }
  for (const part of ["node_modules", "dist"]) symlinkSync(join(root, part), join(clone, part), "junction");
  await workspace.runIn(clone, "stack", "init", "root");
  await workspace.runIn(clone, "config", "set", "--secret", "password", password);
  const { output } = await workspace.runIn(clone, "preview");
  expect(output).toMatch(/cn-cache:AliyunRedis\s+sessions\s+create/);
});
