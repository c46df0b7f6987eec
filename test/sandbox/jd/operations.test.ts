import { changeMs, closeAll, errorOf, fixture, sharded } from "./fixture";

afterEach(closeAll);

type Fields = Record<string, unknown>;

const invalid = [400, "INVALID_ARGUMENT"];
const busy = [400, "FAILED_PRECONDITION"];
const unknown = [404, "NOT_FOUND"];

interface Change {
  /** What it is done to, when it is not the smallest one. */
  readonly spec?: Fields;
  readonly line: string;
  readonly params: Fields;
  /** The status meanwhile; running when it takes effect at once. */
  readonly during?: string;
  /** Of what the control port shows afterwards. */
  readonly after?: Fields;
  /** Of another read. */
  readonly read?: readonly [line: string, result: Fields];
}

const I = "{r}/cacheInstance/ID";

const changes: Record<string, Change> = {
  "the name alone": {
    line: `PATCH ${I}`,
    params: { cacheInstanceName: "n" },
    after: { cacheInstanceName: "n", cacheInstanceDescription: "" },
  },
  "the description alone": {
    line: `PATCH ${I}`,
    params: { cacheInstanceDescription: "d", cacheInstanceName: null },
    after: { cacheInstanceName: "sessions", cacheInstanceDescription: "d" },
  },
  "no password": {
    spec: { password: "Abcd1234" },
    line: `POST ${I}:resetCacheInstancePassword`,
    params: { password: "" },
    after: { auth: false },
  },
  "a password": {
    line: `POST ${I}:resetCacheInstancePassword`,
    params: { password: "Efgh5678" },
    after: { auth: true },
  },
  "a setting": {
    line: `POST ${I}/instanceConfig`,
    params: { instanceConfig: [{ configName: "maxmemory-policy", configValue: "allkeys-lru" }] },
    during: "configuring",
    after: {
      maxmemoryPolicy: "allkeys-lru",
      instanceConfig: expect.objectContaining({ "maxmemory-policy": "allkeys-lru", "list-compress-depth": "0" }),
    },
  },
  "persistence on the slave": {
    line: `POST ${I}/instanceConfig`,
    params: {
      instanceConfig: [
        { configName: "@slave-appendonly", configValue: "yes", configDefaultValue: null },
        { configName: "notify-keyspace-events", configValue: "KEx" },
      ],
    },
    during: "configuring",
    after: { slaveAppendonly: "yes" },
  },
  "the backup policy": {
    line: `PATCH ${I}/backupPolicy`,
    params: { backupTime: "23:30-00:30 +0800", backupPeriod: "Sunday", autoBackup: true },
    after: { backupPolicy: { autoBackup: true, backupTime: "23:30-00:30 +0800", backupPeriod: "Sunday" } },
    read: [`GET ${I}/backupPolicy`, { nextBackupTime: "2026-11-22T15:30:00Z~2026-11-22T16:30:00Z" }],
  },
  "no backups": {
    line: `PATCH ${I}/backupPolicy`,
    params: { backupTime: "01:00-02:00 +0800", backupPeriod: "Monday,Sunday", autoBackup: false },
    read: [`GET ${I}/backupPolicy`, { autoBackup: false, nextBackupTime: "" }],
  },
  "the white list": {
    line: `PATCH ${I}/ipWhiteList`,
    params: { ipWhiteList: ["10.0.0.0/8", "192.168.0.1/32"] },
    after: { ipWhiteList: ["10.0.0.0/8", "192.168.0.1/32"] },
    read: [`GET ${I}/whiteListGroup`, { whiteLists: [{ name: "default", ips: "10.0.0.0/8,192.168.0.1/32" }] }],
  },
  "a white list group": {
    line: `POST ${I}/whiteListGroup`,
    params: { name: "office", ips: "10.0.0.1,10.1.0.0/16" },
    after: { whiteListGroups: [{ name: "office", ips: "10.0.0.1,10.1.0.0/16" }], ipWhiteList: ["0.0.0.0/0"] },
  },
  "disabled commands": {
    line: `POST ${I}/disableCommands`,
    params: {
      disableCommands: [
        { commandName: "FLUSHALL", isDisable: true },
        { commandName: "keys", isDisable: false },
      ],
    },
    after: { disableCommands: ["flushall"] },
    read: [
      `GET ${I}/disableCommands`,
      { disableCommandLists: [{ commandName: "flushall", disableTime: "2026-11-21T00:00:02Z" }] },
    ],
  },
  TLS: {
    line: `POST ${I}/tls`,
    params: { tlsStatus: "enable", tlsType: "gm", tlsVersion: ["1.2"] },
    during: "configuring",
    after: { tls: { tlsType: "gm", tlsStatus: "enable", tlsVersion: ["1.2"] } },
    read: [`GET ${I}/tls`, { tlsStatus: "enable", featureSupport: true, ca: expect.stringContaining("CERTIFICATE") }],
  },
  "a public address": {
    line: `POST ${I}/modifyPublicAddress`,
    params: { action: "allocate", elasticIpId: "fip-1" },
    after: { elasticIpId: "fip-1", otherDomains: [{ domainName: expect.stringContaining("public") }] },
  },
  "an expose type": {
    line: `POST ${I}:setExposeType`,
    params: { exposeType: "NodePort" },
    after: { exposeType: "NodePort" },
  },
  "the maintenance window": {
    line: `POST ${I}/maintenanceTime`,
    params: { startTime: "22:00Z", endTime: "00:00Z" },
    after: { maintenanceStartTime: "22:00Z", maintenanceEndTime: "00:00Z" },
  },
  "an account": {
    line: `POST ${I}/account`,
    params: { accountName: "reader", accountPassword: "Abcd1234", accountPrivilege: "RoleReadOnly" },
    after: { accounts: [expect.objectContaining({ accountName: "reader", accountPrivilege: "RoleReadOnly" })] },
    read: [`GET ${I}/account`, { isSupport: true, accountLists: [expect.anything(), expect.anything()] }],
  },
  "the minor version": {
    line: `POST ${I}/modifyInstanceMinorVersion`,
    params: { minorVersion: "4.0-1.4" },
    during: "upgrading",
    after: { instanceVersion: "4.0-1.4" },
    read: [`GET ${I}/describeUpgradeVersion`, { minorVersion: "" }],
  },
  "the architecture": {
    line: `POST ${I}/modifyInstanceType`,
    params: { targetType: "native-cluster" },
    during: "changing",
    after: { cacheInstanceType: "native-cluster" },
  },
  "the zones": {
    line: `POST ${I}/modifyRedisAZSpecifyType`,
    params: { azSpecifyType: "SpecifyByReplicaGroup", master: "cn-north-1c", slave: ["cn-north-1a"] },
    during: "changing",
    after: { azId: expect.objectContaining({ master: "cn-north-1c", slave: "cn-north-1a" }) },
  },
  "the proxy's zones": {
    spec: sharded,
    line: `POST ${I}/modifyProxyAvailableZones`,
    params: { azList: ["cn-north-1c"] },
    during: "changing",
    after: { azId: expect.objectContaining({ master: "cn-north-1a", azsForProxy: ["cn-north-1c"] }) },
  },
};

describe("a change of", () => {
  test.each(Object.entries(changes))("%s", async (_name, { spec, line, params, during, after, read }) => {
    const f = await fixture();
    const id = await f.createRunning(spec);
    const answer = await f.call(line.replace("ID", id), params);
    expect([answer.status, answer.body.requestId]).toEqual([200, expect.any(String)]);
    expect(await f.describe(id)).toMatchObject({ cacheInstanceStatus: during ?? "running" });
    if (during !== undefined) f.clock.now += changeMs;
    expect(f.instance(id)).toMatchObject({ status: "running", properties: after ?? {} });
    if (read !== undefined) expect((await f.call(read[0].replace("ID", id))).body.result).toMatchObject(read[1]);
  });

  const others = Object.entries(changes).filter(
    ([, { line }]) => !line.startsWith(`PATCH ${I}`) || line !== `PATCH ${I}`,
  );
  test.each(others)("%s is 400 FAILED_PRECONDITION while creating", async (_name, { spec, line, params }) => {
    const f = await fixture();
    const id = (await f.create(spec)).body.result.cacheInstanceId;
    expect(errorOf(await f.call(line.replace("ID", id), params))).toEqual(busy);
  });
});

describe("a change is refused:", () => {
  const refused: Record<string, [line: string, params: Fields, expected: unknown]> = {
    "an attribute without any": [`PATCH ${I}`, {}, invalid],
    "an empty name": [`PATCH ${I}`, { cacheInstanceName: "" }, invalid],
    "257 characters of description": [`PATCH ${I}`, { cacheInstanceDescription: "d".repeat(257) }, invalid],
    "a weak password": [`POST ${I}:resetCacheInstancePassword`, { password: "abcdefgh" }, invalid],
    "the same class": [`POST ${I}:modifyCacheInstanceClass`, { cacheInstanceClass: "redis.m.micro.basic" }, invalid],
    "an unknown class": [`POST ${I}:modifyCacheInstanceClass`, { cacheInstanceClass: "redis.none" }, unknown],
    "no class": [`POST ${I}:modifyCacheInstanceClass`, { shardNumber: 2 }, invalid],
    "another effectiveTime": [
      `POST ${I}:modifyCacheInstanceClass`,
      { cacheInstanceClass: "redis.m.small.basic", effectiveTime: "Later" },
      invalid,
    ],
    "an empty list of settings": [`POST ${I}/instanceConfig`, { instanceConfig: [] }, invalid],
    "an unknown setting": [
      `POST ${I}/instanceConfig`,
      { instanceConfig: [{ configName: "x", configValue: "1" }] },
      invalid,
    ],
    "a setting that only 2.8 has": [
      `POST ${I}/instanceConfig`,
      { instanceConfig: [{ configName: "list-max-ziplist-value", configValue: "1" }] },
      invalid,
    ],
    "a setting beyond its range": [
      `POST ${I}/instanceConfig`,
      { instanceConfig: [{ configName: "list-compress-depth", configValue: "10001" }] },
      invalid,
    ],
    "a number that is not text": [
      `POST ${I}/instanceConfig`,
      { instanceConfig: [{ configName: "list-compress-depth", configValue: 1 }] },
      invalid,
    ],
    "a policy without its period": [`PATCH ${I}/backupPolicy`, { backupTime: "01:00-02:00 +0800" }, invalid],
    "a backup time without a zone": [
      `PATCH ${I}/backupPolicy`,
      { backupTime: "01:00-02:00", backupPeriod: "Monday" },
      invalid,
    ],
    "a weekday that is none": [
      `PATCH ${I}/backupPolicy`,
      { backupTime: "01:00-02:00 +0800", backupPeriod: "Mon" },
      invalid,
    ],
    "an empty white list": [`PATCH ${I}/ipWhiteList`, { ipWhiteList: [] }, invalid],
    "an address that is no block": [`PATCH ${I}/ipWhiteList`, { ipWhiteList: ["10.0.0.1"] }, invalid],
    "a block of 33 bits": [`PATCH ${I}/ipWhiteList`, { ipWhiteList: ["10.0.0.1/33"] }, invalid],
    "a group that there is": [
      `POST ${I}/whiteListGroup`,
      { name: "default", ips: "10.0.0.1" },
      [409, "ALREADY_EXISTS"],
    ],
    "a group that there is not": [`PUT ${I}/whiteListGroup`, { name: "none", ips: "10.0.0.1" }, unknown],
    "removing a group that there is not": [`DELETE ${I}/whiteListGroup`, { name: "none" }, unknown],
    "a command that cannot be disabled": [
      `POST ${I}/disableCommands`,
      { disableCommands: [{ commandName: "get", isDisable: true }] },
      invalid,
    ],
    "another TLS status": [`POST ${I}/tls`, { tlsStatus: "on" }, invalid],
    "a public address without an elastic IP": [`POST ${I}/modifyPublicAddress`, { action: "allocate" }, invalid],
    "an elastic IP that is missing": [
      `POST ${I}/modifyPublicAddress`,
      { action: "allocate", elasticIpId: "fip-missing" },
      unknown,
    ],
    "the release of what is not there": [`POST ${I}/modifyPublicAddress`, { action: "release" }, busy],
    "another expose type": [`POST ${I}:setExposeType`, { exposeType: "Ingress" }, invalid],
    "a maintenance time without Z": [`POST ${I}/maintenanceTime`, { startTime: "18:00", endTime: "20:00Z" }, invalid],
    "a maintenance window without length": [
      `POST ${I}/maintenanceTime`,
      { startTime: "18:00Z", endTime: "18:00Z" },
      invalid,
    ],
    "an account without a password": [`POST ${I}/account`, { accountName: "ab", accountPassword: "" }, invalid],
    "an account that there is not": [`DELETE ${I}/account`, { accountName: "none" }, unknown],
    "a version that there is not": [`POST ${I}/modifyInstanceMinorVersion`, { minorVersion: "9.9" }, invalid],
    "two versions at once": [
      `POST ${I}/modifyInstanceMinorVersion`,
      { minorVersion: "4.0-1.4", proxyMinorVersion: "4.0-1.4" },
      invalid,
    ],
    "the proxy's zones of what has none": [`POST ${I}/modifyProxyAvailableZones`, { azList: ["cn-north-1a"] }, busy],
    "a backup with a name of signs": [`POST ${I}/backup`, { fileName: "a b", backupType: 1 }, invalid],
    "a page of 9 backups": [`GET ${I}/backup`, { pageSize: 9 }, invalid],
  };
  test.each(Object.entries(refused))("%s", async (_name, [line, params, expected]) => {
    const f = await fixture();
    const id = await f.createRunning();
    const before = f.instance(id);
    expect(errorOf(await f.call(line.replace("ID", id), params))).toEqual(expected);
    expect(f.instance(id)).toEqual(before);
  });

  test("no password where isAllowNoAuth is false", async () => {
    const f = await fixture();
    const id = await f.createRunning({ password: "Abcd1234" });
    f.sandbox.drift({ cloud: "jd", id, set: { isAllowNoAuth: false } });
    const answer = await f.call(`POST {r}/cacheInstance/${id}:resetCacheInstancePassword`, { password: null });
    expect(errorOf(answer)).toEqual(busy);
  });
});

describe("reads", () => {
  test("describeInstanceConfig gives text values with their type, bounds as numbers, and choice", async () => {
    const f = await fixture();
    const id = await f.createRunning();
    const { instanceConfig } = (await f.call(`GET {r}/cacheInstance/${id}/instanceConfig`)).body.result;
    const item = (name: string) => instanceConfig.find((one: Fields) => one.configName === name);
    expect(item("hash-max-ziplist-value")).toEqual({
      configName: "hash-max-ziplist-value",
      configValue: "64",
      configDefaultValue: "64",
      configValueType: "int",
      configValueMin: 0,
      configValueMax: 10000,
      configValueOptional: null,
    });
    expect(item("maxmemory-policy").configValueOptional).toContain("allkeys-lfu");
    expect(item("list-max-ziplist-value")).toBeUndefined();
  });

  test.each([
    ["Abcd1234", { valid: true, msg: "" }],
    ["abcd1234", { valid: false, msg: expect.stringContaining("upper-case") }],
    ["", { valid: false, msg: expect.stringContaining("8 to 16") }],
  ])("checkPasswordValid of %j", async (password, result) => {
    expect((await (await fixture()).call("POST {r}/checkPasswordValid", { password })).body.result).toEqual(result);
  });

  test("describeInstanceClass is of 2.8 unless asked; the vendor's sample rows are in it", async () => {
    const f = await fixture();
    const old = (await f.call("GET {r}/instanceClass")).body.result;
    expect(old.totalCount).toBe(12);
    expect(old.instanceClasses[0].instanceClass).toBe("redis.m1.micro.basic");
    const { instanceClasses } = (await f.call("GET {r}/instanceClass", { redisVersion: "4.0" })).body.result;
    expect(instanceClasses).toContainEqual({
      instanceClass: "redis.m.micro.basic",
      instanceType: "master-slave",
      cpu: 1,
      memoryMB: 1024,
      diskGB: 20,
      maxConnection: 10000,
      bandwidthMbps: 48,
    });
    expect(instanceClasses).toContainEqual({
      instanceClass: "redis.c.small.basic",
      instanceType: "cluster",
      cpu: 8,
      memoryMB: 16384,
      diskGB: 160,
      maxConnection: 80000,
      bandwidthMbps: 384,
    });
    expect(errorOf(await f.call("GET {r}/instanceClass", { redisVersion: "1.0" }))).toEqual(invalid);
  });

  test("describeSpecConfig: 16 GB of custom shards are 8, 4, 2 … shards with 26, 14, 8 addresses", async () => {
    const { result } = (await (await fixture()).call("GET {r}/specConfig")).body;
    const version = result.instanceSpec.instanceVersions.find((one: Fields) => one.redisVersion === "4.0");
    const cluster = version.instanceTypes.find((one: Fields) => one.instanceType === "cluster");
    const { shard } = cluster.specs.find((one: Fields) => one.memoryGB === 16 && one.instanceClass === "");
    const addresses = Object.fromEntries(
      shard.shardNumberList.map((count: number, at: number) => [count, shard.ipNumberList[at]]),
    );
    expect(addresses).toMatchObject({ 2: 8, 4: 14, 8: 26 });
    expect(result.shardSpec["redis.s.micro.basic"]).toMatchObject({ memoryGB: 1, cpu: 1, diskGB: 20 });
    const standard = version.instanceTypes.find((one: Fields) => one.instanceType === "master-slave");
    expect(standard.specs[0]).toMatchObject({ instanceClass: "redis.m.micro.basic", ipNumber: 6, shard: null });
  });

  test.each(["availableResource", "availableResource2"])("%s is a tree down to the classes", async (path) => {
    const f = await fixture();
    const { availableResources } = (await f.call(`GET /regions/cn-south-1/${path}`)).body.result;
    expect(availableResources.map((one: Fields) => one.architectureType)).toEqual([
      "master-slave",
      "cluster",
      "native-cluster",
    ]);
    const [version] = availableResources[0].availableEngineVersions.filter((one: Fields) => one.version === "4.0");
    const memories = version.availableCPUArchs[0].availableMemorySpecs;
    const last = memories.at(-1);
    expect([last.memoryGB, last.availableFlavors[0].instanceClasses]).toEqual([32, ["redis.m.2xlarge.basic"]]);
    expect(last.availableZones.map((zone: Fields) => zone.soldOut)).toEqual([false, false, true]);
  });

  test("describeAvailableRegion names the zones and the quota of four regions", async () => {
    const { availableRegions } = (await (await fixture()).call("GET {r}/availableRegion")).body.result;
    expect(availableRegions).toHaveLength(4);
    expect(availableRegions[0]).toMatchObject({
      regionId: "cn-north-1",
      soldOut: false,
      quota: { used: 0 },
      availableZones: [{ azId: "cn-north-1a" }, { azId: "cn-north-1b" }, { azId: "cn-north-1c" }],
    });
  });

  test("a backup is under way for changeMs, then done", async () => {
    const f = await fixture();
    const id = await f.createRunning();
    const { baseId } = (await f.call(`POST {r}/cacheInstance/${id}/backup`, { fileName: "b1", backupType: 1 })).body
      .result;
    const row = async () => (await f.call(`GET {r}/cacheInstance/${id}/backup`, { baseId })).body.result.backups[0];
    expect(await row()).toMatchObject({ backupStatus: 0, backupEndTime: "" });
    f.clock.now += changeMs;
    expect(await row()).toMatchObject({ backupStatus: 2, backupFileName: "b1" });
  });

  test("a task is found by its id, an unknown one is 404", async () => {
    const f = await fixture();
    const id = await f.createRunning();
    await f.call(`POST {r}/cacheInstance/${id}:modifyCacheInstanceClass`, {
      cacheInstanceClass: "redis.m.small.basic",
    });
    const { tasks } = (await f.call("GET /v1/tasks", { taskStatus: "running", taskType: 1 })).body.result;
    expect((await f.call("GET /v1/task", { taskId: tasks[0].taskId })).body.result.task).toEqual(tasks[0]);
    expect(errorOf(await f.call("GET /v1/task", { taskId: "none" }))).toEqual(unknown);
  });
});
