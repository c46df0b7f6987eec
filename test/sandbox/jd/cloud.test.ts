import { command } from "../../../sandbox/core/resp";
import { operations } from "../../../sandbox/jd/operations";
import { routes } from "../../../sandbox/jd/routes";
import { provisionMs, testWithServer } from "../openSandbox";
import { errorOf, type Fields, monthMs, smallest, useFixture } from "./fixture";

const f = useFixture();

type FaultKind = "throttle" | "error500" | "error503" | "error200" | "fail" | "stuck";
const fault = (kind: FaultKind, action = "createCacheInstance") => f.sandbox.fault({ cloud: "jd", action, kind });

test("every operation has exactly one route and says how it is known", () => {
  expect([...routes.all()].sort()).toEqual(Object.keys(operations).sort());
  for (const { known } of Object.values(operations)) expect(known).toMatch(/\[(doc|sdk|qa|seen|guess)\]/);
});

test("of the operations whose name does not say that they read, these do", () => {
  const reads = Object.entries(operations).filter(([, { mutating }]) => !mutating);
  const names = reads.map(([name]) => name).filter((name) => !/^(describe|get|list|recycled)/.test(name));
  expect(names.sort()).toEqual(["checkDeletable", "checkPasswordValid", "queryInstance", "queryResource"]);
});

test.each([
  ["throttle", 429, "RATE_LIMIT"],
  ["error500", 500, "INTERNAL"],
  ["error503", 503, "UNAVAILABLE"],
  ["error200", 200, "INTERNAL"],
] as const)("the fault %s is answered with status %d and %s in the body", async (kind, status, name) => {
  fault(kind);
  const answer = await f.create();
  expect(errorOf(answer)).toBe(`${status} ${name}`);
  expect(answer.body.requestId).toEqual(expect.any(String));
  expect(f.sandbox.instances()).toEqual([]);
});

test("fail: a creation, a resize and a deletion end in error", async () => {
  fault("fail");
  const id = (await f.create()).body.result.cacheInstanceId;
  f.wait(provisionMs - 1);
  expect(await f.describe(id)).toMatchObject({ cacheInstanceStatus: "creating" });
  f.wait(1);
  expect(await f.describe(id)).toMatchObject({ cacheInstanceStatus: "error", connectionDomain: "" });

  const other = await f.createRunning();
  fault("fail", "modifyCacheInstanceClass");
  await f.on(other, "POST :modifyCacheInstanceClass", { cacheInstanceClass: "redis.m.small.basic" });
  f.wait();
  const { cacheInstanceClass } = smallest;
  expect(await f.describe(other)).toMatchObject({ cacheInstanceStatus: "error", cacheInstanceClass });

  fault("fail", "deleteCacheInstance");
  await f.on(other, "DELETE");
  f.wait();
  expect(f.instance(other)).toMatchObject({ status: "error" });
});

test("stuck: creating for ever", async () => {
  fault("stuck");
  const id = (await f.create()).body.result.cacheInstanceId;
  f.wait(1000 * provisionMs);
  expect(await f.describe(id)).toMatchObject({ cacheInstanceStatus: "creating" });
});

test("the journal names action, instance, status and parameters; secrets are hidden at every depth", async () => {
  const id = await f.createRunning({ password: "Abcd1234" });
  await f.on(id, "POST :resetCacheInstancePassword", { password: "Efgh5678" });
  await f.call("GET {r}/cacheInstance", { filters: [{ name: "vpcId", values: ["v"] }] });
  await f.call("GET {r}/nothing");
  const [created, ...others] = f.sandbox.requests();
  const creation = { cloud: "jd", action: "createCacheInstance", instanceId: id, status: 200, mutating: true };
  expect(created).toMatchObject(creation);
  const { password, vpcId } = JSON.parse(created?.params.cacheInstance ?? "");
  expect([password, vpcId]).toEqual(["[hidden]", smallest.vpcId]);
  expect(others).toMatchObject([
    { action: "resetCacheInstancePassword", instanceId: id, params: { password: "[hidden]" } },
    { action: "describeCacheInstances", mutating: false },
    { action: "", status: 501, mutating: false },
  ]);
});

const large = { cacheInstanceClass: "redis.m.large.basic" };
const overdue = expect.objectContaining({ chargeMode: "prepaid_by_duration", chargeStatus: "overdue" });
test.each<[set: Fields, displayed?: Fields]>([
  [{ cacheInstanceName: "else" }],
  [large, { ...large, cacheInstanceMemoryMB: 8192 }],
  [{ cacheInstanceStatus: "restoring" }],
  [{ ipWhiteList: ["0.0.0.0/0"] }],
  [{ maxmemoryPolicy: "noeviction" }],
  [{ instanceConfig: { "@slave-appendonly": "yes" } }, { slaveAppendonly: "yes", maxmemoryPolicy: "volatile-lru" }],
  [{ disableCommands: ["keys"] }],
  [{ chargeExpiredTime: "2026-11-01T00:00:00Z" }, { charge: overdue }],
  [{ password: "Other123" }, { auth: true }],
])("a drift of %j is displayed", async (set, displayed = set) => {
  const id = await f.createRunning();
  f.drift(id, set);
  expect(f.instance(id)?.properties).toMatchObject(displayed);
});

test("a drift of softDeletedTime: describe shows it, the control port has no such instance, the bin has it", async () => {
  const id = await f.createRunning();
  const set = { softDeletedTime: "2026-11-21T01:00:00Z" };
  f.drift(id, set);
  f.wait(monthMs);
  expect(await f.describe(id)).toMatchObject({ ...set, cacheInstanceStatus: "running" });
  expect(f.sandbox.instances()).toEqual([]);
  expect((await f.call("GET {r}/recycledCacheInstance")).body.result.totalCount).toBe(1);
});

test("a drift with delete: 404 from then on, with `has deleted`", async () => {
  const id = await f.createRunning();
  f.sandbox.drift({ cloud: "jd", id, delete: true });
  expect((await f.on(id, "GET")).body.error.message).toContain("has deleted");
});

test("a drift replaces tags as a whole; an unknown field or id throws", async () => {
  const id = await f.createRunning({ userTags: [{ key: "a", value: "1" }] });
  f.sandbox.drift({ cloud: "jd", id, tags: { b: "2" } });
  expect(f.instance(id)?.tags).toEqual({ b: "2" });
  expect(() => f.drift(id, { colour: "red" })).toThrow(/no field "colour"/);
  expect(() => f.sandbox.drift({ cloud: "jd", id: "redis-no", set: {} })).toThrow(/no instance/);
});

test("with a state file the instances, their transitions and their ends survive a restart", async () => {
  const { stateFile } = f;
  const tags = [{ key: "k", value: "v" }];
  await f.restart({ stateFile });
  const id = (await f.create({ userTags: tags })).body.result.cacheInstanceId;
  await f.restart({ stateFile });
  expect(await f.describe(id)).toMatchObject({ cacheInstanceStatus: "creating", tags });
  f.wait(provisionMs);
  expect(await f.describe(id)).toMatchObject({ cacheInstanceStatus: "running" });
});

testWithServer("--redis: the domain and port are a real server's, and its password follows", async () => {
  await f.restart({ redis: true });
  const password = "Abcd1234";
  const id = await f.createRunning({ password });
  const { connectionDomain, port } = await f.describe(id);
  expect(connectionDomain).toBe("127.0.0.1");
  const ping = (login = {}) => command({ port, ...login }, [["PING"]]);
  await expect(ping()).rejects.toThrow(/NOAUTH/);
  await ping({ password });
  await f.on(id, "POST :resetCacheInstancePassword", { password: "" });
  await ping();
  await f.on(id, "DELETE");
  await expect(ping()).rejects.toThrow(/ECONNREFUSED/);
});
