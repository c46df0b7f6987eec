import { provisionMs } from "../../openSandbox";
import { errorOf, type Fields, sharded, useFixture } from "../fixture";

const f = useFixture();

const config = (...pairs: [name: string, value: unknown][]) => ({
  instanceConfig: pairs.map(([configName, configValue]) => ({ configName, configValue, configDefaultValue: null })),
});
const disable = (...pairs: [commandName: string, isDisable: boolean][]) => ({
  disableCommands: pairs.map(([commandName, isDisable]) => ({ commandName, isDisable })),
});
const containing = (fields: Fields) => expect.objectContaining(fields);

const described = { cacheInstanceName: "sessions", cacheInstanceDescription: "d" };
const lru = { "maxmemory-policy": "allkeys-lru", "list-compress-depth": "0" };
const evicting = { maxmemoryPolicy: "allkeys-lru", instanceConfig: containing(lru) };
const twoSettings = config(["@slave-appendonly", "yes"], ["notify-keyspace-events", "KEx"]);
const oneOfTwo = disable(["FLUSHALL", true], ["keys", false]);
const sundays = { backupTime: "23:30-00:30 +0800", backupPeriod: "Sunday", autoBackup: true };
const nextSunday = { nextBackupTime: "2026-11-22T15:30:00Z~2026-11-22T16:30:00Z" };
const off = { backupTime: "01:00-02:00 +0800", backupPeriod: "Monday,Sunday", autoBackup: false };
const blocks = { ipWhiteList: ["10.0.0.0/8", "192.168.0.1/32"] };
const byDefault = { whiteLists: [{ name: "default", ips: "10.0.0.0/8,192.168.0.1/32" }] };
const office = { name: "office", ips: "10.0.0.1,10.1.0.0/16" };
const disabled = { disableCommandLists: [{ commandName: "flushall", disableTime: "2026-11-21T00:00:02Z" }] };
const tls = { tlsStatus: "enable", tlsType: "gm", tlsVersion: ["1.2"] };
const certificate = { ...tls, featureSupport: true, ca: expect.stringContaining("CERTIFICATE") };
const publicIp = { elasticIpId: "fip-1", otherDomains: [{ domainName: expect.stringContaining("public") }] };
const night = { maintenanceStartTime: "22:00Z", maintenanceEndTime: "00:00Z" };
const reader = { accountName: "reader", accountPrivilege: "RoleReadOnly" };
const withPassword = { ...reader, accountPassword: "Abcd1234" };
const accounts = { isSupport: true, accountLists: [expect.anything(), containing(reader)] };
const zones = { azSpecifyType: "SpecifyByReplicaGroup", master: "cn-north-1c" };
const zonesAfter = { azId: containing({ master: "cn-north-1c", slave: "cn-north-1a" }) };
const proxyZones = { azId: containing({ master: "cn-north-1a", azsForProxy: ["cn-north-1c"] }) };
const minor = "4.0-1.4";
const upgrading = { during: "upgrading", read: { minorVersion: "" }, path: "/describeUpgradeVersion" };
const native = "native-cluster";
const password = "Abcd1234";

interface More {
  /** The instance, when it is not the smallest one. */
  readonly spec?: Fields;
  /** The status meanwhile; running when it takes effect at once. */
  readonly during?: string;
  /** What the GET of the same path shows afterwards. */
  readonly read?: Fields;
  /** The path of `read`, when it is another one. */
  readonly path?: string;
}

test.each<[line: string, params: Fields, after: Fields, more?: More]>([
  ["PATCH", { cacheInstanceName: "n" }, { cacheInstanceName: "n", cacheInstanceDescription: "" }],
  ["PATCH", { cacheInstanceDescription: "d", cacheInstanceName: null }, described],
  ["POST :resetCacheInstancePassword", { password: "" }, { auth: false }, { spec: { password } }],
  ["POST :resetCacheInstancePassword", { password }, { auth: true }],
  ["POST /instanceConfig", config(["maxmemory-policy", "allkeys-lru"]), evicting, { during: "configuring" }],
  ["POST /instanceConfig", twoSettings, { slaveAppendonly: "yes" }, { during: "configuring" }],
  ["PATCH /backupPolicy", sundays, { backupPolicy: sundays }, { read: nextSunday }],
  ["PATCH /backupPolicy", off, { backupPolicy: off }, { read: { autoBackup: false, nextBackupTime: "" } }],
  ["PATCH /ipWhiteList", blocks, blocks, { read: byDefault, path: "/whiteListGroup" }],
  ["POST /whiteListGroup", office, { whiteListGroups: [office], ipWhiteList: ["0.0.0.0/0"] }],
  ["POST /disableCommands", oneOfTwo, { disableCommands: ["flushall"] }, { read: disabled }],
  ["POST /tls", tls, { tls }, { during: "configuring", read: certificate }],
  ["POST /modifyPublicAddress", { action: "allocate", elasticIpId: "fip-1" }, publicIp],
  ["POST :setExposeType", { exposeType: "NodePort" }, { exposeType: "NodePort" }],
  ["POST /maintenanceTime", { startTime: "22:00Z", endTime: "00:00Z" }, night],
  ["POST /account", withPassword, { accounts: [containing(reader)] }, { read: accounts }],
  ["POST /modifyInstanceMinorVersion", { minorVersion: minor }, { instanceVersion: minor }, upgrading],
  ["POST /modifyInstanceType", { targetType: native }, { cacheInstanceType: native }, { during: "changing" }],
  ["POST /modifyRedisAZSpecifyType", { ...zones, slave: ["cn-north-1a"] }, zonesAfter, { during: "changing" }],
  ["POST /modifyProxyAvailableZones", { azList: ["cn-north-1c"] }, proxyZones, { spec: sharded, during: "changing" }],
])("%s %j changes the instance, but not while creating", async (line, params, after, more = {}) => {
  const { spec, during = "running", read, path = line.split(" ")[1] } = more;
  const id = (await f.create(spec)).body.result.cacheInstanceId;
  // A name and a description can be changed in any state but deleting.
  if (line !== "PATCH") expect(errorOf(await f.on(id, line, params))).toBe("400 FAILED_PRECONDITION");
  f.wait(provisionMs);
  const answer = await f.on(id, line, params);
  expect([answer.status, answer.body.requestId]).toEqual([200, expect.any(String)]);
  expect(await f.describe(id)).toMatchObject({ cacheInstanceStatus: during });
  if (during !== "running") f.wait();
  expect(f.instance(id)).toMatchObject({ status: "running", properties: after });
  if (read !== undefined) expect((await f.on(id, `GET ${path}`)).body.result).toMatchObject(read);
});

test("a group and an account are changed and deleted in place", async () => {
  const id = await f.createRunning();
  for (const name of ["a", "b"]) {
    await f.on(id, "POST /whiteListGroup", { name, ips: "" });
    await f.on(id, "POST /account", { ...withPassword, accountName: `${name}1` });
  }
  await f.on(id, "PUT /whiteListGroup", { name: "a", ips: "10.0.0.1" });
  await f.on(id, "PATCH /account", { accountName: "a1", accountPassword: "Efgh5678", accountDescription: "d" });
  const groups = [{ name: "a", ips: "10.0.0.1" }, { name: "b" }];
  const a1 = { accountName: "a1", accountPrivilege: "RoleReadOnly", accountDescription: "d" };
  const b1 = { accountName: "b1" };
  expect(f.instance(id)?.properties).toMatchObject({ whiteListGroups: groups, accounts: [a1, b1] });
  expect(f.instance(id)?.secrets).toEqual({ "account:a1": "Efgh5678", "account:b1": password });
  await f.on(id, "DELETE /whiteListGroup", { name: "a" });
  await f.on(id, "DELETE /account", { accountName: "a1" });
  expect(f.instance(id)?.properties).toMatchObject({ whiteListGroups: [{ name: "b" }], accounts: [b1] });
  expect(f.instance(id)?.secrets).toEqual({ "account:b1": password });
});

test("an instance of 2.8 says that it has no accounts, and takes none; an account exists once", async () => {
  const old = await f.createRunning({ redisVersion: "2.8", cacheInstanceClass: "redis.m1.micro.basic" });
  expect((await f.on(old, "GET /account")).body.result).toMatchObject({ isSupport: false });
  expect(errorOf(await f.on(old, "POST /account", withPassword))).toBe("400 INVALID_ARGUMENT");
  const id = await f.createRunning();
  expect((await f.on(id, "POST /account", withPassword)).status).toBe(200);
  expect(errorOf(await f.on(id, "POST /account", withPassword))).toBe("409 ALREADY_EXISTS");
});

test("an account drifts and goes behind our back, and no password is in the journal", async () => {
  const id = await f.createRunning();
  await f.on(id, "POST /account", withPassword);
  f.drift(id, { Account: { accountName: "reader", accountDescription: "changed" } });
  const lists = async () => (await f.on(id, "GET /account")).body.result.accountLists;
  expect((await lists())[1]).toMatchObject({ accountDescription: "changed", accountPrivilege: "RoleReadOnly" });
  f.drift(id, { Account: { accountName: "reader", isDeleted: true } });
  expect(await lists()).toHaveLength(1);
  expect(() => f.drift(id, { Account: { accountName: "reader" } })).toThrow(/no account/);
  expect(JSON.stringify(f.sandbox.requests())).not.toContain(withPassword.accountPassword);
});

const resize = "POST :modifyCacheInstanceClass";
const time = "01:00-02:00 +0800";
const missingIp = { action: "allocate", elasticIpId: "fip-missing" };
const twoVersions = { minorVersion: minor, proxyMinorVersion: minor };
const proxy = "POST /modifyProxyAvailableZones";
const rejected: Record<string, [line: string, params: Fields, expected?: unknown]> = {
  "an attribute without any": ["PATCH", {}],
  "an empty name": ["PATCH", { cacheInstanceName: "" }],
  "257 characters of description": ["PATCH", { cacheInstanceDescription: "d".repeat(257) }],
  "a weak password": ["POST :resetCacheInstancePassword", { password: "abcdefgh" }],
  "the same class": [resize, { cacheInstanceClass: "redis.m.micro.basic" }],
  "an unknown class": [resize, { cacheInstanceClass: "redis.none" }, "404 NOT_FOUND"],
  "no class": [resize, { shardNumber: 2 }],
  "another effectiveTime": [resize, { cacheInstanceClass: "redis.m.small.basic", effectiveTime: "Later" }],
  "an empty list of settings": ["POST /instanceConfig", config()],
  "an unknown setting": ["POST /instanceConfig", config(["x", "1"])],
  "a setting that only 2.8 has": ["POST /instanceConfig", config(["list-max-ziplist-value", "1"])],
  "a setting beyond its range": ["POST /instanceConfig", config(["list-compress-depth", "10001"])],
  "a number that is not text": ["POST /instanceConfig", config(["list-compress-depth", 1])],
  "a policy without its period": ["PATCH /backupPolicy", { backupTime: time }],
  "a backup time without a zone": ["PATCH /backupPolicy", { backupTime: "01:00-02:00", backupPeriod: "Monday" }],
  "an unknown weekday": ["PATCH /backupPolicy", { backupTime: time, backupPeriod: "Mon" }],
  "an empty white list": ["PATCH /ipWhiteList", { ipWhiteList: [] }],
  "an incomplete address": ["PATCH /ipWhiteList", { ipWhiteList: ["10.0.0"] }],
  "a block of 33 bits": ["PATCH /ipWhiteList", { ipWhiteList: ["10.0.0.1/33"] }],
  "an existing group": ["POST /whiteListGroup", { name: "default", ips: "10.0.0.1" }, "409 ALREADY_EXISTS"],
  "an unknown group": ["PUT /whiteListGroup", { name: "none", ips: "10.0.0.1" }, "404 NOT_FOUND"],
  "deleting an unknown group": ["DELETE /whiteListGroup", { name: "none" }, "404 NOT_FOUND"],
  "a command that cannot be disabled": ["POST /disableCommands", disable(["get", true])],
  "another TLS status": ["POST /tls", { tlsStatus: "on" }],
  "a public address without an elastic IP": ["POST /modifyPublicAddress", { action: "allocate" }],
  "an elastic IP that is missing": ["POST /modifyPublicAddress", missingIp, "404 NOT_FOUND"],
  "a release without an address": ["POST /modifyPublicAddress", { action: "release" }, "400 FAILED_PRECONDITION"],
  "another expose type": ["POST :setExposeType", { exposeType: "Ingress" }],
  "a maintenance time without Z": ["POST /maintenanceTime", { startTime: "18:00", endTime: "20:00Z" }],
  "a maintenance window without length": ["POST /maintenanceTime", { startTime: "18:00Z", endTime: "18:00Z" }],
  "an account without a password": ["POST /account", { accountName: "ab", accountPassword: "" }],
  "the default account once more": ["POST /account", { ...withPassword, accountName: "default" }, "409 ALREADY_EXISTS"],
  "another privilege of the default account": ["PATCH /account", { accountName: "default" }],
  "deleting the default account": ["DELETE /account", { accountName: "default" }],
  "an account with a privilege of another cloud": ["POST /account", { ...withPassword, accountPrivilege: "RoleRepl" }],
  "an unknown account": ["DELETE /account", { accountName: "none" }, "404 NOT_FOUND"],
  "an unknown version": ["POST /modifyInstanceMinorVersion", { minorVersion: "9.9" }],
  "two versions at once": ["POST /modifyInstanceMinorVersion", twoVersions],
  "a proxy's zones without a proxy": [proxy, { azList: ["cn-north-1a"] }, "400 FAILED_PRECONDITION"],
  "a backup with a name of signs": ["POST /backup", { fileName: "a b", backupType: 1 }],
  "a page of 9 backups": ["GET /backup", { pageSize: 9 }],
};

test.each(Object.entries(rejected))("%s is rejected", async (_name, [line, params, expected]) => {
  const id = await f.createRunning();
  const before = f.instance(id);
  expect(errorOf(await f.on(id, line, params))).toBe(expected ?? "400 INVALID_ARGUMENT");
  expect(f.instance(id)).toEqual(before);
});

test("no password is rejected where isAllowNoAuth is false", async () => {
  const id = await f.createRunning({ password: "Abcd1234" });
  f.drift(id, { isAllowNoAuth: false });
  const answer = await f.on(id, "POST :resetCacheInstancePassword", { password: null });
  expect(errorOf(answer)).toBe("400 FAILED_PRECONDITION");
});
