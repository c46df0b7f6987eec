import { z } from "zod";
import { CloudError, classify, NoAnswerError } from "../../provider/core/client/errors";
import { reads, writes } from "../../provider/core/client/request";
import { flatten } from "../../provider/core/client/wire";
import type { HttpRequest } from "../../provider/core/host/http";
import { checkDeletable, describeCacheInstance, describeCacheInstances } from "../../provider/jd/actions/instance";
import { unTagResources } from "../../provider/jd/actions/tags";
import { jdApi, readAnswer } from "../../provider/jd/client";
import { errorRules, orderRules, removalRules } from "../../provider/jd/errors";

const host = (name: string) => new URL(`https://${name}.example`);

/** A client whose calls go nowhere; what was sent, and what is answered. */
function client(reply: Readonly<Record<string, unknown>> = {}) {
  const sent: { request: HttpRequest; secrets: readonly (string | undefined)[] }[] = [];
  const api = jdApi({
    credentials: { id: "ak", secret: "sk" },
    region: "cn-north-1",
    endpoints: {
      redis: host("redis"),
      resourcetag: host("tags"),
      renewal: host("renewal"),
    },
    send: async (_protocol, _action, request, secrets = []) => {
      sent.push({ request, secrets });
      return { requestId: "r-1", ...reply };
    },
  });
  return { api, sent };
}

const answer = (status: number, body: unknown, headers: Record<string, string> = {}) => ({
  status,
  headers,
  text: typeof body === "string" ? body : JSON.stringify(body),
});

describe("requests", () => {
  test("an empty id is refused before the call, because the cloud would answer with the list", async () => {
    const { api, sent } = client();
    await expect(describeCacheInstance(api, "")).rejects.toThrow(/id is empty/);
    await expect(checkDeletable(api, "")).rejects.toThrow(/id is empty/);
    expect(sent).toEqual([]);
  });

  test("lists in a query count from 1, in the vendor's own form", () => {
    const filters = [{ name: "cacheInstanceId", values: ["a", "b"] }];
    expect(flatten({ pageNumber: 1, filters, none: undefined, empty: null })).toEqual([
      ["pageNumber", "1"],
      ["filters.1.name", "cacheInstanceId"],
      ["filters.1.values.1", "a"],
      ["filters.1.values.2", "b"],
    ]);
  });

  test("a path's verb leaves as %3A, and a blank in a query as %20", async () => {
    const { api, sent } = client();
    const params = { name: "a b" };
    await api.call(reads("x"), { method: "GET", path: ["cacheInstance", "redis-1:verb"], params }, z.object({}));
    expect(sent[0]?.request.url.href).toBe(
      "https://redis.example/v1/regions/cn-north-1/cacheInstance/redis-1%3Averb?name=a%20b",
    );
    expect(sent[0]?.request.body).toBeUndefined();
  });

  test("passwords in a body are named as secrets at any depth", async () => {
    const { api, sent } = client();
    const params = { cacheInstance: { password: "Secret123", cacheInstanceName: "sessions" } };
    await api.call(writes("x"), { method: "POST", path: ["cacheInstance"], params }, z.object({}));
    expect(sent[0]?.secrets).toEqual(["Secret123"]);
  });

  test("more ids than one query carries are asked for in several calls", async () => {
    const { api, sent } = client({ cacheInstances: [], totalCount: 0 });
    await describeCacheInstances(
      api,
      Array.from({ length: 120 }, (_, index) => `redis-${index}`),
    );
    expect(sent).toHaveLength(3);
  });
});

describe("lists", () => {
  const row = (index: number) => ({ cacheInstanceId: `redis-${index}`, cacheInstanceStatus: "running", tags: null });

  test("are read to the last page, and an instance that moves between pages counts once", async () => {
    const pages = [Array.from({ length: 100 }, (_, index) => row(index)), [row(99), row(100)]];
    const asked: string[] = [];
    const api = jdApi({
      credentials: { id: "ak", secret: "sk" },
      region: "cn-north-1",
      endpoints: { redis: host("redis"), resourcetag: host("tags"), renewal: host("renewal") },
      send: async (_protocol, _action, { url }) => {
        const page = url.searchParams.get("pageNumber") ?? "";
        asked.push(page);
        return { requestId: "r", cacheInstances: pages[Number(page) - 1] ?? null, totalCount: 101 };
      },
    });
    expect(await describeCacheInstances(api)).toHaveLength(101);
    expect(asked).toEqual(["1", "2"]);
  });

  test("of no instances may be null", async () => {
    expect(await describeCacheInstances(client({ cacheInstances: null }).api)).toEqual([]);
  });
});

describe("answers", () => {
  test("200 with an error in the body is a refusal, with the body's own code", () => {
    const error = { code: 404, status: "NOT_FOUND", message: "gone" };
    expect(readAnswer(answer(200, { requestId: "r", error }))).toEqual({
      rejection: { code: "NOT_FOUND", message: "gone", requestId: "r", status: 404 },
    });
  });

  test("an error without a status name goes by its number", () => {
    expect(readAnswer(answer(200, { requestId: "r", error: { code: 500, message: "?" } }))).toMatchObject({
      rejection: { code: "500", status: 500 },
    });
  });

  test("an empty error is none", () => {
    expect(readAnswer(answer(200, { requestId: "r", error: {}, result: { a: 1 } }))).toEqual({
      reply: { requestId: "r", a: 1 },
    });
  });

  test("an empty body is an answer only with the gateway's request id", () => {
    expect(readAnswer(answer(200, "", { "x-jdcloud-request-id": "r" }))).toEqual({ reply: { requestId: "r" } });
    expect(readAnswer(answer(200, ""))).toHaveProperty("unreadable");
  });

  test.each([
    ["a page", 200, "<html>"],
    ["half a text", 200, '{"requestId":"r'],
    ["an object of somebody else", 200, { hello: "world" }],
    ["a status without an error", 502, { requestId: "r" }],
    ["a list", 200, []],
  ])("%s is no answer of the API", (_, status, body) => {
    expect(readAnswer(answer(status, body))).toHaveProperty("unreadable");
  });

  test("an answer that lacks what was asked for is no answer", async () => {
    await expect(describeCacheInstance(client({}).api, "redis-1")).rejects.toThrow(NoAnswerError);
  });

  test("tags that could not be taken off some instance are an error, although the status is 200", async () => {
    const failedResourcesMap = [{ resourceId: "redis-1", msg: "not found" }];
    const { api } = client({ data: { failedResourcesMap } });
    const work = unTagResources(api, ["redis-1"], { a: "b" });
    await expect(work).rejects.toThrow(CloudError);
    await expect(work).rejects.toThrow(/redis-1: not found/);
  });
});

describe("errors", () => {
  test.each([
    ["RATE_LIMIT", 429, "throttled"],
    ["QUOTA_EXCEEDED", 429, "quota"],
    ["State", 409, "conflict"],
    ["IN PROCESSING", 409, "conflict"],
    ["FAILED_PRECONDITION", 400, "conflict"],
    ["NOT_FOUND", 404, "notFound"],
    ["INVALID_ARGUMENT", 400, "input"],
    ["UNAUTHENTICATED", 401, "accessDenied"],
    ["HTTP_FORBIDDEN", 403, "accessDenied"],
    ["INTERNAL", 500, "transient"],
    ["UNAVAILABLE", 503, "transient"],
    ["NOT_IMPLEMENTED", 501, "unsupported"],
    ["SOMETHING_NEW", 418, "other"],
  ])("%s (%d) means %s", (code, status, meaning) => {
    expect(classify(errorRules, status, code).meaning).toBe(meaning);
  });

  test("NOT_FOUND means a wrong input where an order is made, and FAILED_PRECONDITION protection where one deletes", () => {
    expect(classify([...orderRules, ...errorRules], 404, "NOT_FOUND").meaning).toBe("input");
    expect(classify([...removalRules, ...errorRules], 400, "FAILED_PRECONDITION").meaning).toBe("protected");
  });
});
