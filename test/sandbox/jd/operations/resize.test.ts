import { changeMs, provisionMs } from "../../openSandbox";
import { errorOf, type Fields, oneMonth, sharded, useFixture } from "../fixture";

const f = useFixture();

const micro = { cacheInstanceClass: "redis.m.micro.basic" };
const small = { cacheInstanceClass: "redis.m.small.basic" };
const medium = { cacheInstanceClass: "redis.m.medium.basic" };
const xlarge = { cacheInstanceClass: "redis.m.xlarge.basic" };
const resize = (id: string, order: Fields) => f.on(id, "POST :modifyCacheInstanceClass", order);
const tasks = async (id: string, params: Fields = {}) =>
  (await f.on(id, "GET /taskProgress", params)).body.result.taskProgresses;

test("changing until changeMs have passed with the old class shown, then running with the new one", async () => {
  const id = await f.createRunning();
  expect((await resize(id, small)).body.result).toEqual({ orderNum: expect.any(String), buyId: expect.any(String) });
  expect(await f.describe(id)).toMatchObject({ cacheInstanceStatus: "changing", cacheInstanceMemoryMB: 1024 });
  expect(await tasks(id, { taskType: "resize" })).toMatchObject([{ taskStatus: "running", progressPercent: 0 }]);
  f.wait();
  expect(await f.describe(id)).toMatchObject({ cacheInstanceStatus: "running", ...small, cacheInstanceMemoryMB: 2048 });
  const { result } = (await f.call("GET /v1/tasks", { instanceId: id })).body;
  expect(result).toMatchObject({ total: 1, tasks: [{ taskStatus: "success", taskTypeCn: "变配" }] });
});

test("a deferred one reads running with the old class until the maintenance window begins", async () => {
  const id = await f.createRunning();
  await resize(id, { ...small, effectiveTime: "MaintainTime" });
  expect(await f.describe(id)).toMatchObject({ cacheInstanceStatus: "running", ...micro, toBeExecutedTaskType: [1] });
  expect(await tasks(id)).toMatchObject([{ taskStatus: "init", progressPercent: 0 }]);
  f.clock.now = Date.parse("2026-11-21T18:00:00Z");
  expect(await f.describe(id)).toMatchObject({ cacheInstanceStatus: "changing", toBeExecutedTaskType: [] });
  f.wait();
  expect(await f.describe(id)).toMatchObject({ cacheInstanceStatus: "running", ...small });
});

test("another change meanwhile does not drop a deferred resize; a second resize is rejected", async () => {
  const id = await f.createRunning();
  await resize(id, { ...small, effectiveTime: "MaintainTime" });
  const item = { configName: "list-compress-depth", configValue: "1" };
  await f.on(id, "POST /instanceConfig", { instanceConfig: [item] });
  f.wait();
  expect(errorOf(await resize(id, medium))).toBe("400 FAILED_PRECONDITION");
  f.clock.now = Date.parse("2026-11-21T19:00:00Z");
  expect(await f.describe(id)).toMatchObject(small);
});

test("standard to cluster changes the type, and so does the way back", async () => {
  const id = await f.createRunning();
  await resize(id, sharded);
  f.wait(2 * changeMs);
  expect(await f.describe(id)).toMatchObject({ cacheInstanceType: "cluster", shardNumber: 2 });
  expect((await resize(id, xlarge)).status).toBe(200);
  f.wait();
  expect(await f.describe(id)).toMatchObject({ cacheInstanceType: "master-slave", shardNumber: 1 });
});

test("a prepaid instance cannot get less memory with another edition", async () => {
  const id = await f.createRunning(sharded, oneMonth);
  expect(errorOf(await resize(id, micro))).toBe("400 INVALID_ARGUMENT");
  expect((await resize(id, xlarge)).status).toBe(200);
});

test.each([
  ["shards", { ...sharded, shardNumber: 4 }, { shardNumber: 4, cacheInstanceMemoryMB: 8192 }],
  ["replicas", { ...sharded, replicaNumber: 4 }, { replicaNumber: 4, shardNumber: 2 }],
  ["class", { cacheInstanceClass: "redis.s.medium.basic" }, { shardNumber: 2, memoryMBPerShard: 4096 }],
  ["class to a smaller one", { cacheInstanceClass: "redis.s.micro.basic" }, { cacheInstanceMemoryMB: 2048 }],
])("a resize of a cluster changes its %s", async (_name, order, after) => {
  const id = await f.createRunning(sharded);
  expect((await resize(id, order)).status).toBe(200);
  f.wait();
  expect(await f.describe(id)).toMatchObject(after);
});

test("after creation and after a resize the billing side rejects the next order and the deletion for changeMs", async () => {
  const id = (await f.create()).body.result.cacheInstanceId;
  f.wait(provisionMs);
  expect(await f.describe(id)).toMatchObject({ cacheInstanceStatus: "running" });
  expect(errorOf(await resize(id, small))).toBe("400 FAILED_PRECONDITION");
  expect(errorOf(await f.on(id, "DELETE"))).toBe("409 State");
  // A change that is no order does not wait for it.
  expect((await f.on(id, "PATCH /ipWhiteList", { ipWhiteList: ["10.0.0.0/8"] })).status).toBe(200);
  f.wait();
  expect((await resize(id, small)).status).toBe(200);
  f.wait();
  expect(errorOf(await resize(id, medium))).toBe("400 FAILED_PRECONDITION");
  f.wait();
  expect((await f.on(id, "DELETE")).status).toBe(200);
});

test("a task is found by its id, an unknown one is 404", async () => {
  await resize(await f.createRunning(), small);
  const { tasks: running } = (await f.call("GET /v1/tasks", { taskStatus: "running", taskType: 1 })).body.result;
  const { taskId, ...fields } = running[0];
  expect((await f.call("GET /v1/task", { taskId })).body.result).toEqual(fields);
  expect(errorOf(await f.call("GET /v1/task", { taskId: "none" }))).toBe("404 NOT_FOUND");
});
