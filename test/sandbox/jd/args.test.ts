import { parseParameter } from "../../../sandbox/core/parameters";
import { parameters } from "../../../sandbox/jd/parameters";
import { errorOf, type Fields, useFixture } from "./fixture";

const f = useFixture();

test("every leaf of the table is in the language of parameters and of a type that Args knows", () => {
  const leaves = (table: unknown): string[] =>
    typeof table === "string" ? [table] : Object.values(table as object).flatMap(leaves);
  const types = leaves(parameters).map((leaf) => parseParameter(leaf).type);
  expect([...new Set(types)].sort()).toEqual(["bool", "int", "text", "text[]", "text{}"]);
});

test("path parameters may be repeated in the body, and have to agree with the path", async () => {
  const id = await f.createRunning();
  const own = { regionId: "cn-north-1", cacheInstanceId: id, cacheInstanceName: "n1" };
  expect((await f.on(id, "PATCH", own)).status).toBe(200);
  expect(errorOf(await f.on(id, "PATCH", { ...own, cacheInstanceId: "redis-other" }))).toBe("400 INVALID_ARGUMENT");
});

const check = "POST {r}/checkPasswordValid";
const resize = "POST {r}/cacheInstance/:modifyCacheInstanceClass";
const rejected: Record<string, [line: string, params?: Fields, expected?: string]> = {
  "an unknown parameter in the query": ["GET {r}/instanceClass", { redisversion: "4.0" }],
  "an unknown parameter in the body": [check, { password: "x", extra: 1 }],
  "a list instead of text": [check, { password: ["x"] }],
  "a body that is no JSON object": [check, [] as unknown as Fields],
  "an unknown region": ["GET /regions/cn-west-1/quota"],
  "a path that is not imitated": ["GET {r}/slowLog", {}, "501 NOT_IMPLEMENTED"],
  "a method that the path does not have": ["PUT {r}/quota", {}, "501 NOT_IMPLEMENTED"],
  "an empty id with POST": [resize, { cacheInstanceClass: "x" }],
  "an empty id with DELETE": ["DELETE {r}/cacheInstance/"],
  "an unknown id": ["GET {r}/cacheInstance/redis-no/instanceConfig", {}, "404 NOT_FOUND"],
};
test.each(Object.entries(rejected))("%s is rejected", async (_name, [line, params, expected]) => {
  expect(errorOf(await f.call(line, params))).toBe(expected ?? "400 INVALID_ARGUMENT");
});

test("an empty id with GET is answered with the list, without an error", async () => {
  await f.createRunning();
  expect((await f.call("GET {r}/cacheInstance/")).body.result).toMatchObject({ totalCount: 1, cacheInstances: [{}] });
});

test("an error has code, status and message in `error`, its requestId in body and header, and the sandbox's date", async () => {
  const { body, headers, status } = await f.call("GET {r}/cacheInstance/redis-no");
  expect(body).toEqual({
    requestId: expect.stringMatching(/^[a-z0-9]{32}$/),
    error: { code: 404, status: "NOT_FOUND", message: "cacheInstance redis-no not found" },
  });
  expect([status, headers.get("x-jdcloud-request-id")]).toEqual([404, body.requestId]);
  expect(headers.get("date")).toBe("Sat, 21 Nov 2026 00:00:00 GMT");
});

test("a key without the right is 403 HTTP_FORBIDDEN, tags at creation included", async () => {
  const keys = { id: "few", secret: "s", deny: ["deleteCacheInstance", "tagResources"] };
  await f.restart({ keys: { jd: [keys] } });
  expect((await f.create({}, undefined, { keys })).status).toBe(200);
  const tagged = await f.create({ userTags: [{ key: "k", value: "v" }] }, undefined, { keys });
  expect(errorOf(tagged)).toBe("403 HTTP_FORBIDDEN");
  expect(errorOf(await f.call("DELETE {r}/cacheInstance/redis-x", {}, { keys }))).toBe("403 HTTP_FORBIDDEN");
});
