import { errorOf, type Fields, oneMonth, sharded, useFixture } from "../fixture";

const f = useFixture();

const old = { cacheInstanceClass: "redis.m1.large.basic", redisVersion: "2.8" };
const env = (value: string) => [{ key: "env", value }];
const createThree = async () => [
  await f.createRunning({ cacheInstanceName: "alpha", userTags: env("prod"), resourceGroupId: "rg-1" }),
  await f.createRunning({ cacheInstanceName: "beta", vpcId: "vpc-other1", userTags: env("test"), ...sharded }),
  await f.createRunning({ cacheInstanceName: "gamma", ...old }, oneMonth),
];

type Filter = readonly [name: string, values: readonly string[], operator?: string];
const filters = (...rows: readonly Filter[]) => ({
  filters: rows.map(([name, values, operator]) => ({ name, values, ...(operator && { operator }) })),
});
const filter = (...row: Filter) => filters(row);
const tagFilter = (key: string, ...values: string[]) => ({ key, ...(values.length > 0 && { values }) });
const sorts = (...pairs: [name: string, direction: string][]) => ({
  sorts: pairs.map(([name, direction]) => ({ name, direction })),
});
const unknown: Filter = ["colour", ["red"]];
const badVersion: Filter = ["redisVersion", ["3"]];
const badStatus: Filter = ["cacheInstanceStatus", ["Running"]];

/** Indices into alpha, beta, gamma; without sorts, the newest come first. */
const queries: Record<string, [params: Fields | ((ids: string[]) => Fields), expected: number[]]> = {
  nothing: [{}, [2, 1, 0]],
  "two ids and an unknown one": [([a = "", , c = ""]) => filter("cacheInstanceId", [a, c, "redis-no"]), [2, 0]],
  "an unknown id": [filter("cacheInstanceId", ["redis-no"]), []],
  "part of an id": [([a = ""]) => filter("cacheInstanceId", [a.slice(0, 10)]), []],
  "part of a name": [filter("cacheInstanceName", ["am"]), [2]],
  "two names": [filter("cacheInstanceName", ["alp", "bet"]), [1, 0]],
  "a VPC": [filter("vpcId", ["vpc-other1"]), [1]],
  "a subnet": [filter("subnetId", ["subnet-none"]), []],
  "two statuses": [filter("cacheInstanceStatus", ["running", "error"]), [2, 1, 0]],
  "a version": [filter("redisVersion", ["2.8"]), [2]],
  "the standard type": [filter("instanceType", ["redis"]), [2, 0]],
  "the cluster type": [filter("instanceType", ["redis_cluster"]), [1]],
  "a billing mode": [filter("chargeMode", ["prepaid_by_duration"]), [2]],
  "an unknown filter name": [filter(...unknown), [2, 1, 0]],
  "operator ne": [filter("redisVersion", ["2.8"], "ne"), [1, 0]],
  "operator like": [filter("vpcId", ["other"], "like"), [1]],
  "two filters": [filters(["cacheInstanceName", ["a"]], ["redisVersion", ["4.0"]]), [1, 0]],
  "a tag": [{ tagFilters: [tagFilter("env", "prod")] }, [0]],
  "a tag with two values": [{ tagFilters: [tagFilter("env", "prod", "test")] }, [1, 0]],
  "a tag's key alone": [{ tagFilters: [tagFilter("env")] }, [1, 0]],
  "two tags, of which it has one": [{ tagFilters: [tagFilter("env", "prod"), tagFilter("no")] }, []],
  "a resource group": [{ resourceGroupIds: ["rg-1"] }, [0]],
  "createTime asc": [sorts(["createTime", "asc"]), [0, 1, 2]],
  "totalMemory desc": [sorts(["totalMemory", "desc"]), [2, 1, 0]],
  "totalMemory asc before createTime desc": [sorts(["createTime", "desc"], ["totalMemory", "asc"]), [0, 1, 2]],
  "an unknown sort": [sorts(["colour", "asc"]), [2, 1, 0]],
};
test.each(Object.entries(queries))("describeCacheInstances with %s", async (_name, [params, expected]) => {
  const ids = await createThree();
  const { result } = (await f.call("GET {r}/cacheInstance", typeof params === "function" ? params(ids) : params)).body;
  const found = result.cacheInstances.map((one: { cacheInstanceId: string }) => ids.indexOf(one.cacheInstanceId));
  expect([found, result.totalCount]).toEqual([expected, expected.length]);
});

const rejected: Record<string, [Fields, RegExp]> = {
  "pageNumber 0": [{ pageNumber: 0 }, /pageNumber/],
  "pageSize 9": [{ pageSize: 9 }, /pageSize/],
  "pageSize 101": [{ pageSize: 101 }, /pageSize/],
  "pageSize in words": [{ pageSize: "ten" }, /pageSize/],
  "a bad status": [filter(...badStatus), /cacheInstanceStatus/],
  "the bad filter .2 of ten, before the bad .10": [
    filters(unknown, badStatus, ...Array.from({ length: 7 }, () => unknown), badVersion),
    /cacheInstanceStatus/,
  ],
  "the status upgrading, which the filter does not know": [filter("cacheInstanceStatus", ["upgrading"]), /upgrading/],
  "a bad version": [filter(...badVersion), /redisVersion/],
  "a bad billing mode": [filter("chargeMode", ["postpaid_by_usage"]), /chargeMode/],
  "a bad type": [filter("instanceType", ["cluster"]), /instanceType/],
  "a bad operator": [filter("vpcId", ["v"], "about"), /operator/],
  "operator gt": [filter("vpcId", ["v"], "gt"), /operator gt/],
  "a bad direction": [sorts(["createTime", "up"]), /direction/],
};
test.each(Object.entries(rejected))("%s is 400 INVALID_ARGUMENT and named", async (_name, [params, text]) => {
  const answer = await f.call("GET {r}/cacheInstance", params);
  expect(errorOf(answer)).toBe("400 INVALID_ARGUMENT");
  expect(answer.body.error.message).toMatch(text);
});

test("pages of 10: ten, then two, then none; totalCount stays 12, and every one comes once", async () => {
  for (let made = 0; made < 12; made += 1) await f.create({ cacheInstanceName: `n${made}` });
  const ids = new Set<unknown>();
  for (const [at, size] of [10, 2, 0].entries()) {
    const { result } = (await f.call("GET {r}/cacheInstance", { pageNumber: at + 1, pageSize: 10 })).body;
    expect([result.cacheInstances.length, result.totalCount]).toEqual([size, 12]);
    for (const one of result.cacheInstances) ids.add(one.cacheInstanceId);
  }
  expect(ids.size).toBe(12);
});

test("describeInstanceConfig gives text values with their type, bounds as numbers, and choice", async () => {
  const { instanceConfig } = (await f.on(await f.createRunning(), "GET /instanceConfig")).body.result;
  const item = (name: string) => instanceConfig.find((one: Fields) => one.configName === name);
  const values = { configValue: "64", configDefaultValue: "64", configValueType: "int", configValueOptional: null };
  const bounds = { configValueMin: 0, configValueMax: 10000 };
  expect(item("hash-max-ziplist-value")).toEqual({ configName: "hash-max-ziplist-value", ...values, ...bounds });
  expect(item("maxmemory-policy").configValueOptional).toContain("allkeys-lfu");
  expect(item("list-max-ziplist-value")).toBeUndefined();
});

test.each([
  ["Abcd1234", { valid: true, msg: "" }],
  ["abcd1234", { valid: false, msg: expect.stringContaining("upper-case") }],
  ["", { valid: false, msg: expect.stringContaining("8 to 16") }],
])("checkPasswordValid of %j", async (password, result) => {
  expect((await f.call("POST {r}/checkPasswordValid", { password })).body.result).toEqual(result);
});

test("a backup is under way for changeMs, then done", async () => {
  const id = await f.createRunning();
  const { baseId } = (await f.on(id, "POST /backup", { fileName: "b1", backupType: 1 })).body.result;
  const found = async () => (await f.on(id, "GET /backup", { baseId })).body.result.backups[0];
  expect(await found()).toMatchObject({ backupStatus: 0, backupEndTime: "" });
  f.wait();
  expect(await found()).toMatchObject({ backupStatus: 2, backupFileName: "b1" });
});
