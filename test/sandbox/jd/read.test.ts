import { closeAll, errorOf, type Fixture, fixture, sharded } from "./fixture";

afterEach(closeAll);

type Fields = Record<string, unknown>;

async function three(): Promise<{ f: Fixture; ids: string[] }> {
  const f = await fixture();
  const ids = [
    await f.createRunning({
      cacheInstanceName: "alpha",
      userTags: [{ key: "env", value: "prod" }],
      resourceGroupId: "rg-1",
    }),
    await f.createRunning({
      cacheInstanceName: "beta",
      vpcId: "vpc-other1",
      userTags: [{ key: "env", value: "test" }],
      ...sharded,
    }),
    await f.createRunning(
      { cacheInstanceName: "gamma", cacheInstanceClass: "redis.m1.large.basic", redisVersion: "2.8" },
      { chargeMode: "prepaid_by_duration", chargeDuration: 1 },
    ),
  ];
  return { f, ids };
}

const filter = (name: string, values: string[], operator?: string) => ({
  filters: [{ name, values, ...(operator === undefined ? {} : { operator }) }],
});
const sorts = (...pairs: [name: string, direction: string][]) => ({
  sorts: pairs.map(([name, direction]) => ({ name, direction })),
});

describe("describeCacheInstances", () => {
  /** Indices into alpha, beta, gamma; the newest come first when nothing is asked for. */
  const queries: Record<string, [params: (ids: string[]) => Fields, expected: number[]]> = {
    nothing: [() => ({}), [2, 1, 0]],
    "two ids and an unknown one": [
      (ids) => filter("cacheInstanceId", [ids[0] ?? "", ids[2] ?? "", "redis-no"]),
      [2, 0],
    ],
    "an unknown id": [() => filter("cacheInstanceId", ["redis-no"]), []],
    "part of an id": [(ids) => filter("cacheInstanceId", [(ids[0] ?? "").slice(0, 10)]), []],
    "part of a name": [() => filter("cacheInstanceName", ["am"]), [2]],
    "two names": [() => filter("cacheInstanceName", ["alp", "bet"]), [1, 0]],
    "a VPC": [() => filter("vpcId", ["vpc-other1"]), [1]],
    "a subnet": [() => filter("subnetId", ["subnet-none"]), []],
    "two statuses": [() => filter("cacheInstanceStatus", ["running", "error"]), [2, 1, 0]],
    "a version": [() => filter("redisVersion", ["2.8"]), [2]],
    "the standard type": [() => filter("instanceType", ["redis"]), [2, 0]],
    "the cluster type": [() => filter("instanceType", ["redis_cluster"]), [1]],
    "a billing mode": [() => filter("chargeMode", ["prepaid_by_duration"]), [2]],
    "an unknown filter name": [() => filter("colour", ["red"]), [2, 1, 0]],
    "operator ne": [() => filter("redisVersion", ["2.8"], "ne"), [1, 0]],
    "operator like": [() => filter("vpcId", ["other"], "like"), [1]],
    "two filters": [
      () => ({
        filters: [
          { name: "cacheInstanceName", values: ["a"] },
          { name: "redisVersion", values: ["4.0"] },
        ],
      }),
      [1, 0],
    ],
    "a tag": [() => ({ tagFilters: [{ key: "env", values: ["prod"] }] }), [0]],
    "a tag with two values": [() => ({ tagFilters: [{ key: "env", values: ["prod", "test"] }] }), [1, 0]],
    "a tag's key alone": [() => ({ tagFilters: [{ key: "env" }] }), [1, 0]],
    "two tags, of which it has one": [() => ({ tagFilters: [{ key: "env", values: ["prod"] }, { key: "no" }] }), []],
    "a resource group": [() => ({ resourceGroupIds: ["rg-1"] }), [0]],
    "createTime asc": [() => sorts(["createTime", "asc"]), [0, 1, 2]],
    "totalMemory desc": [() => sorts(["totalMemory", "desc"]), [2, 1, 0]],
    "totalMemory asc counts for more than createTime desc": [
      () => sorts(["createTime", "desc"], ["totalMemory", "asc"]),
      [0, 1, 2],
    ],
    "an unknown sort": [() => sorts(["colour", "asc"]), [2, 1, 0]],
  };
  test.each(Object.entries(queries))("%s", async (_name, [params, expected]) => {
    const { f, ids } = await three();
    const { body } = await f.call("GET {r}/cacheInstance", params(ids));
    expect(
      body.result.cacheInstances.map((one: { cacheInstanceId: string }) => ids.indexOf(one.cacheInstanceId)),
    ).toEqual(expected);
    expect(body.result.totalCount).toBe(expected.length);
  });

  const refused: Record<string, [Fields, RegExp]> = {
    "pageNumber 0": [{ pageNumber: 0 }, /pageNumber/],
    "pageSize 9": [{ pageSize: 9 }, /pageSize/],
    "pageSize 101": [{ pageSize: 101 }, /pageSize/],
    "pageSize in words": [{ pageSize: "ten" }, /pageSize/],
    "a bad status": [filter("cacheInstanceStatus", ["Running"]), /cacheInstanceStatus/],
    "the status upgrading, which the filter does not know": [filter("cacheInstanceStatus", ["upgrading"]), /upgrading/],
    "a bad version": [filter("redisVersion", ["3"]), /redisVersion/],
    "a bad billing mode": [filter("chargeMode", ["postpaid_by_usage"]), /chargeMode/],
    "a bad type": [filter("instanceType", ["cluster"]), /instanceType/],
    "a bad operator": [filter("vpcId", ["v"], "about"), /operator/],
    "operator gt": [filter("vpcId", ["v"], "gt"), /operator gt/],
    "a bad direction": [sorts(["createTime", "up"]), /direction/],
  };
  test.each(Object.entries(refused))("%s is 400 INVALID_ARGUMENT and named", async (_name, [params, text]) => {
    const answer = await (await fixture()).call("GET {r}/cacheInstance", params);
    expect(errorOf(answer)).toEqual([400, "INVALID_ARGUMENT"]);
    expect(answer.body.error.message).toMatch(text);
  });

  test("pages of 10: ten, then two, then none; totalCount stays 12, and every one comes once", async () => {
    const f = await fixture();
    for (let made = 0; made < 12; made += 1) await f.create({ cacheInstanceName: `n${made}` });
    const page = async (pageNumber: number) =>
      (await f.call("GET {r}/cacheInstance", { pageNumber, pageSize: 10 })).body.result;
    const pages = [await page(1), await page(2), await page(3)];
    expect(pages.map(({ cacheInstances, totalCount }) => [cacheInstances.length, totalCount])).toEqual([
      [10, 12],
      [2, 12],
      [0, 12],
    ]);
    const ids = pages.flatMap(({ cacheInstances }) => cacheInstances.map((one: Fields) => one.cacheInstanceId));
    expect(new Set(ids).size).toBe(12);
  });

  test("more than nine filters keep their order although .10 sorts before .2", async () => {
    const { f, ids } = await three();
    const many = Array.from({ length: 11 }, (_, at) => ({ name: `unknown${at}`, values: ["x"] }));
    const filters = [...many, { name: "cacheInstanceId", values: [ids[1] ?? ""] }];
    expect((await f.call("GET {r}/cacheInstance", { filters })).body.result.totalCount).toBe(1);
  });
});

describe("the tag service", () => {
  const tag = (ids: (string | undefined)[], tags: Fields[], serviceCode = "redis") => ({
    resources: [{ serviceCode, resourceId: ids }],
    tags,
  });
  const service = { service: "resourcetag" };
  const put = (f: Fixture, body: Fields) => f.call("POST {r}/tags:tagResources", { tagResources: body }, service);
  const cut = (f: Fixture, body: Fields) => f.call("POST {r}/tags:unTagResources", { unTagResources: body }, service);

  test("tagResources adds and overwrites, unTagResources takes off what agrees in key and value", async () => {
    const { f, ids } = await three();
    const tags = () => f.instance(ids[0] ?? "")?.tags;
    const answer = await put(
      f,
      tag(
        [ids[0]],
        [
          { key: "env", value: "new" },
          { key: "团队", value: "缓存" },
        ],
      ),
    );
    expect(answer.body.result.data).toMatchObject({ failedResourcesMap: [], successCount: 1, region: "cn-north-1" });
    expect(tags()).toEqual({ env: "new", 团队: "缓存" });
    await cut(
      f,
      tag(
        [ids[0]],
        [
          { key: "env", value: "old" },
          { key: "never", value: "" },
        ],
      ),
    );
    expect(tags()).toEqual({ env: "new", 团队: "缓存" });
    await cut(f, tag([ids[0]], [{ key: "env", value: "new" }]));
    expect(await f.describe(ids[0] ?? "")).toMatchObject({ tags: [{ key: "团队", value: "缓存" }] });
  });

  test("a resource that is not there is reported with status 200, and the others are done", async () => {
    const { f, ids } = await three();
    const { status, body } = await put(f, tag(["redis-no", ids[1]], [{ key: "k", value: "v" }]));
    expect([status, body.result.data.successCount]).toEqual([200, 1]);
    expect(body.result.data.failedResourcesMap).toEqual([{ resourceId: "redis-no", msg: expect.any(String) }]);
    expect(f.instance(ids[1] ?? "")?.tags).toEqual({ env: "test", k: "v" });
  });

  test("a resource of another service fails; the 51st tag fails", async () => {
    const { f, ids } = await three();
    expect((await put(f, tag([ids[0]], [{ key: "k", value: "v" }], "vm"))).body.result.data.successCount).toBe(0);
    const many = Array.from({ length: 50 }, (_, at) => ({ key: `k${at}`, value: "v" }));
    const { data } = (await put(f, tag([ids[0]], many))).body.result;
    expect(data.failedResourcesMap).toEqual([{ resourceId: ids[0], msg: expect.stringContaining("50 tags") }]);
  });

  test("an instance can be tagged while it is created", async () => {
    const f = await fixture();
    const id = (await f.create()).body.result.cacheInstanceId;
    expect((await put(f, tag([id], [{ key: "k", value: "v" }]))).body.result.data.successCount).toBe(1);
  });

  test("describeResources and queryResource find by tag", async () => {
    const { f, ids } = await three();
    const tagFilters = [{ key: "env", values: ["prod"] }];
    const described = await f.call(
      "POST {r}/tags:describeResources",
      { resourceVo: { serviceCodes: ["redis"], tagFilters } },
      service,
    );
    expect(described.body.result.data.resourceTagMappingList).toEqual([
      { serviceCode: "redis", resourceId: ids[0], tags: [{ key: "env", value: "prod" }] },
    ]);
    const queried = await f.call(
      "POST {r}/queryResource",
      { queryResource: { serviceCode: "redis", tagFilters } },
      service,
    );
    expect(queried.body.result).toEqual({ resourceIds: [ids[0]] });
  });

  test("a request signed for redis is refused", async () => {
    const { f, ids } = await three();
    const body = { tagResources: tag([ids[0]], [{ key: "k", value: "v" }]) };
    expect(errorOf(await f.call("POST {r}/tags:tagResources", body))).toEqual([401, "UNAUTHENTICATED"]);
  });
});
