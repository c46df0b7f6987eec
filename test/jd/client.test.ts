import { z } from "zod";
import { CloudError, classify, NoAnswerError } from "../../provider/core/client/errors";
import { reads, writes } from "../../provider/core/client/request";
import type { HttpRequest } from "../../provider/core/host/http";
import { checkDeletable, describeCacheInstance, describeCacheInstances } from "../../provider/jd/actions/instance";
import { unTagResources } from "../../provider/jd/actions/tags";
import { jdApi, readAnswer } from "../../provider/jd/client";
import {
  accountRules,
  creationRules,
  errorRules,
  orderRules,
  removalRules,
  switchRules,
  templateInUseRules,
  templateRules,
} from "../../provider/jd/errors";

type Reply = Readonly<Record<string, unknown>>;

/** A client without a network: what it sent, and given replies. */
function client(reply: Reply | ((url: URL) => Reply) = {}) {
  const sent: { request: HttpRequest; secrets: readonly (string | undefined)[]; signed: HttpRequest }[] = [];
  const host = (name: string) => new URL(`https://${name}.example`);
  const api = jdApi({
    credentials: { id: "ak", secret: "sk" },
    region: "cn-north-1",
    endpoints: { redis: host("redis"), resourcetag: host("tags"), renewal: host("renewal") },
    send: async (protocol, action, request, secrets = []) => {
      sent.push({ request, secrets, signed: protocol.sign(request, action, new Date("2026-01-01"), "nonce") });
      return { requestId: "r-1", ...(typeof reply === "function" ? reply(request.url) : reply) };
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
  test("an empty ID is an error before the call, because the cloud would answer with the list", async () => {
    const { api, sent } = client();
    await expect(describeCacheInstance(api, "")).rejects.toThrow(/cannot be an id/);
    await expect(checkDeletable(api, "")).rejects.toThrow(/cannot be an id/);
    expect(sent).toEqual([]);
  });

  test("the colon of a verb is sent as %3A, a blank in a query as %20, undefined not at all, and GET has no body", async () => {
    const { api, sent } = client();
    const path = ["cacheInstance", "redis-1:verb"];
    await api.call(reads("x"), { method: "GET", path, params: { name: "a b", none: undefined } }, z.object({}));
    const [{ request } = {}] = sent;
    expect(request?.url.href).toMatch(/example\/v1\/regions\/cn-north-1\/cacheInstance\/redis-1%3Averb\?name=a%20b$/);
    expect(request?.body).toBeUndefined();
  });

  test("a call has its region in path and signature; one that has none is signed as the vendor's SDKs sign it", async () => {
    const { api, sent } = client();
    const path = ["things"];
    await api.call(reads("x"), { method: "GET", path }, z.object({}));
    await api.call(reads("x"), { method: "GET", path, isRegionless: true }, z.object({}));
    expect(sent.map(({ request }) => request.url.pathname)).toEqual(["/v1/regions/cn-north-1/things", "/v1/things"]);
    const scopes = sent.map(({ signed }) => /Credential=ak\/([^,]+)/.exec(signed.headers.authorization ?? "")?.[1]);
    expect(scopes).toEqual(["cn-north-1", "jdcloud-api"].map((region) => `20260101/${region}/redis/jdcloud2_request`));
  });

  test("passwords in a body are named as secrets at any depth", async () => {
    const { api, sent } = client();
    const params = {
      cacheInstance: { password: "Secret123", cacheInstanceName: "sessions" },
      accountPassword: "Other456",
    };
    await api.call(writes("x"), { method: "POST", path: ["cacheInstance"], params }, z.object({}));
    expect(sent[0]?.secrets).toEqual(["Secret123", "Other456"]);
  });
});

describe("describeCacheInstances", () => {
  const one = (index: number) => ({ cacheInstanceId: `redis-${index}`, cacheInstanceStatus: "running", tags: null });
  const instances = (from: number, to: number) => Array.from({ length: to - from }, (_, index) => one(from + index));

  test("reads to the last page, and counts an instance that moves between pages once", async () => {
    const pages = [instances(0, 100), instances(99, 101)];
    const { api, sent } = client(({ searchParams }) => ({
      cacheInstances: pages[Number(searchParams.get("pageNumber")) - 1] ?? null,
    }));
    expect(await describeCacheInstances(api)).toHaveLength(101);
    expect(sent).toHaveLength(2);
  });

  test("accepts null for no instances, and splits many IDs into several calls, where lists count from 1", async () => {
    const { api, sent } = client({ cacheInstances: null, totalCount: 0 });
    const ids = Array.from({ length: 120 }, (_, index) => `redis-${index}`);
    expect(await describeCacheInstances(api, ids)).toEqual([]);
    expect(sent).toHaveLength(2);
    const query = /&filters\.1\.name=cacheInstanceId&.*&filters\.1\.values\.20=redis-119$/;
    expect(sent[1]?.request.url.search).toMatch(query);
  });
});

describe("answers", () => {
  const notFound = { code: 404, status: "NOT_FOUND", message: "not found" };

  const unknown = { code: 500, message: "?" };
  const rejected = (code: string, message: string, status: number) => ({
    rejection: { code, message, requestId: "r", status },
  });

  test.each<[string, object, Reply]>([
    [
      "an error goes by its own code, although HTTP says 200",
      { error: notFound },
      rejected("NOT_FOUND", "not found", 404),
    ],
    ["an error without a status name goes by its number", { error: unknown }, rejected("500", "?", 500)],
    ["an empty error is no error", { error: {}, result: { a: 1 } }, { reply: { requestId: "r", a: 1 } }],
  ])("%s", (_, body, parsed) => {
    expect(readAnswer(answer(200, { requestId: "r", ...body }))).toEqual(parsed);
  });

  test("an empty body is an answer only with the gateway's request ID", () => {
    expect(readAnswer(answer(200, "", { "x-jdcloud-request-id": "r" }))).toEqual({ reply: { requestId: "r" } });
    expect(readAnswer(answer(200, ""))).toHaveProperty("unreadable");
  });

  test.each([
    ["a page", 200, "<html>"],
    ["truncated JSON", 200, '{"requestId":"r'],
    ["an object without a request ID", 200, { hello: "world" }],
    ["an error status without an error", 502, { requestId: "r" }],
    ["a list", 200, []],
  ])("%s is no answer of the API", (_, status, body) => {
    expect(readAnswer(answer(status, body))).toHaveProperty("unreadable");
  });

  test("an answer without the requested object is no answer", async () => {
    await expect(describeCacheInstance(client().api, "redis-1")).rejects.toThrow(NoAnswerError);
  });

  test("a resource whose tags could not be removed is an error, although the status is 200", async () => {
    const { api } = client({ data: { failedResourcesMap: [{ resourceId: "redis-1", msg: "not found" }] } });
    const error = await unTagResources(api, ["redis-1"], { a: "b" }).catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(CloudError);
    expect(String(error)).toMatch(/redis-1: not found/);
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
    ["OUT_OF_RANGE", 400, "input"],
    ["UNAUTHENTICATED", 401, "accessDenied"],
    ["ACCESS_ERROR", 401, "accessDenied"],
    ["HTTP_FORBIDDEN", 403, "accessDenied"],
    ["INTERNAL", 500, "transient"],
    ["UNAVAILABLE", 503, "transient"],
    ["CANCELLED", 499, "transient"],
    ["NOT_IMPLEMENTED", 501, "unsupported"],
    ["SOMETHING_NEW", 418, "other"],
  ])("%s (%d) means %s", (code, status, meaning) => {
    expect(classify(errorRules, status, code).meaning).toBe(meaning);
  });

  test.each([
    ["an order", "NOT_FOUND", "input", orderRules],
    ["an order for a running instance", "FAILED_PRECONDITION", "conflict", orderRules],
    ["a creation, of which nothing can be busy,", "FAILED_PRECONDITION", "quota", creationRules],
    ["a deletion", "FAILED_PRECONDITION", "protected", removalRules],
    ["a new account", "ALREADY_EXISTS", "already", accountRules],
    ["a new account of a busy instance", "FAILED_PRECONDITION", "conflict", accountRules],
    ["a new template", "FAILED_PRECONDITION", "input", templateRules],
    ["a new template of a name that is taken", "ALREADY_EXISTS", "input", templateRules],
    ["a new template, of which there are too many,", "QUOTA_EXCEEDED", "quota", templateRules],
    ["a change or deletion of a template", "FAILED_PRECONDITION", "protected", templateInUseRules],
    ["a change that cannot be repeated", "FAILED_PRECONDITION", "unsupported", switchRules],
  ])("for %s %s means %s", (_, code, meaning, rules) => {
    expect(classify([...rules, ...errorRules], 400, code).meaning).toBe(meaning);
  });
});
