import { errorOf, type Fields, sharded, useFixture } from "../fixture";

const f = useFixture();
let id: string;
beforeEach(async () => {
  id = await f.createRunning({ userTags: [{ key: "env", value: "prod" }] });
});

const send = async (verb: string, name: string, params: Fields) =>
  (await f.call(`POST {r}/${verb}`, { [name]: params }, { service: "resourcetag" })).body.result;
const request = (resourceId: string[], tags: Record<string, string>, serviceCode = "redis") => ({
  resources: [{ serviceCode, resourceId }],
  tags: Object.entries(tags).map(([key, value]) => ({ key, value })),
});
const tag = async (...args: Parameters<typeof request>) =>
  (await send("tags:tagResources", "tagResources", request(...args))).data;
const untag = (...args: Parameters<typeof request>) => send("tags:unTagResources", "unTagResources", request(...args));

test("tagResources adds and overwrites, unTagResources removes what agrees in key and value", async () => {
  const data = await tag([id], { env: "new", 团队: "缓存" });
  expect(data).toMatchObject({ failedResourcesMap: [], successCount: 1, region: "cn-north-1" });
  expect(f.instance(id)?.tags).toEqual({ env: "new", 团队: "缓存" });
  await untag([id], { env: "old", never: "" });
  expect(f.instance(id)?.tags).toEqual({ env: "new", 团队: "缓存" });
  await untag([id], { env: "new" });
  expect(await f.describe(id)).toMatchObject({ tags: [{ key: "团队", value: "缓存" }] });
});

test("the vendor's own tags can be neither set nor removed", async () => {
  const params = (tags: Record<string, string>) => request([id], tags);
  for (const [verb, name] of [
    ["tags:tagResources", "tagResources"],
    ["tags:unTagResources", "unTagResources"],
  ] as const) {
    const { body } = await f.call(`POST {r}/${verb}`, { [name]: params({ "jdc-a": "b" }) }, { service: "resourcetag" });
    expect(body.error).toMatchObject({ code: 400, message: expect.stringContaining("jdc-a") });
  }
});

test("an unknown resource is reported, and the others are tagged, even while they are created", async () => {
  const creating = (await f.create()).body.result.cacheInstanceId;
  expect(await tag(["redis-no", creating], { k: "v" })).toMatchObject({
    successCount: 1,
    failedResourcesMap: [{ resourceId: "redis-no", msg: expect.any(String) }],
  });
  expect(f.instance(creating)?.tags).toEqual({ k: "v" });
});

test("a resource of another service fails; the 51st tag fails", async () => {
  expect((await tag([id], { k: "v" }, "vm")).successCount).toBe(0);
  const fifty = Object.fromEntries(Array.from({ length: 50 }, (_, at) => [`k${at}`, "v"]));
  const failure = { resourceId: id, msg: expect.stringContaining("50 tags") };
  expect((await tag([id], fifty)).failedResourcesMap).toEqual([failure]);
});

test("describeResources and queryResource find by tag", async () => {
  await f.createRunning({ userTags: [{ key: "env", value: "test" }], ...sharded });
  const tagFilters = [{ key: "env", values: ["prod"] }];
  const described = await send("tags:describeResources", "resourceVo", { serviceCodes: ["redis"], tagFilters });
  expect(described.data.resourceTagMappingList).toEqual([
    { serviceCode: "redis", resourceId: id, tags: [{ key: "env", value: "prod" }] },
  ]);
  const queried = await send("queryResource", "queryResource", { serviceCode: "redis", tagFilters });
  expect(queried).toEqual({ resourceIds: [id] });
});

test("a request signed for redis is rejected", async () => {
  const answer = await f.call("POST {r}/tags:tagResources", { tagResources: request([id], { k: "v" }) });
  expect(errorOf(answer)).toBe("401 UNAUTHENTICATED");
});
