import { z } from "zod";
import { CloudError, classify } from "../../provider/core/client/errors";
import { reads } from "../../provider/core/client/request";
import { pendingTagKey } from "../../provider/core/resource/cloud";
import { type HuaweiApi, type HuaweiRequest, huaweiApi, readAnswer } from "../../provider/huawei/client";
import { huawei } from "../../provider/huawei/cloud";
import { errorRules } from "../../provider/huawei/errors";
import type { HuaweiInstance } from "../../provider/huawei/instance";
import { isResizable, parseSpecCode, withReplicas } from "../../provider/huawei/specCode";
import { syncTags } from "../../provider/huawei/tagSync";

const answer = (status: number, body: unknown, headers: Record<string, string> = {}) => ({
  status,
  headers: { "x-request-id": "request-1", ...headers },
  text: typeof body === "string" ? body : JSON.stringify(body),
});

describe("huawei client reads", () => {
  test.each([
    ["DCS v2", { error_code: "DCS.4086", error_msg: "no", error_ext_msg: null }, "DCS.4086"],
    ["the old generation", { error: { code: "111400086", message: "no", ext_message: null } }, "111400086"],
    ["v1", { error: { code: 111400086, msg: "no" } }, "111400086"],
    ["enterprise projects", { error: { error_code: "EPS.0004", error_msg: "no" } }, "EPS.0004"],
  ])("a rejection in the form of %s", (_form, body, code) => {
    expect(readAnswer(answer(400, body))).toEqual({ rejection: { code, message: "no", requestId: "request-1" } });
  });

  test("a rejection whose status is that of a success", () => {
    const body = { error_code: "DCS.5000", error_msg: "no", error_ext_msg: null };
    expect(readAnswer(answer(200, body))).toMatchObject({ rejection: { code: "DCS.5000" } });
    expect(readAnswer(answer(200, { error_code: "CBC.0000", error_msg: "success" }))).toHaveProperty("reply");
  });

  test("the gateway's own request id", () => {
    const body = { error_code: "APIGW.0301", error_msg: "no", request_id: "of the gateway" };
    expect(readAnswer(answer(401, body))).toMatchObject({ rejection: { requestId: "of the gateway" } });
  });

  test.each([200, 202, 204])("%d without a body as success", (status) => {
    expect(readAnswer(answer(status, ""))).toEqual({ reply: { requestId: "request-1" } });
  });

  test.each([
    [200, "<html>"],
    [502, "<html>"],
    [400, { message: "a proxy" }],
  ])("%d with another body than the API's as no answer", (status, body) => {
    expect(readAnswer(answer(status, body))).toMatchObject({ unreadable: expect.stringContaining(`HTTP ${status}`) });
  });

  test("429 as throttling, even if its body is lost", () => {
    const reading = readAnswer(answer(429, ""));
    expect("rejection" in reading && classify(errorRules, 429, reading.rejection.code).meaning).toBe("throttled");
  });
});

describe("huawei errors", () => {
  const codes: Record<string, string> = {
    notFound: "404 DCS.3022, 404 111404022",
    input:
      "404 DCS.4001, 404 111404001, 404 APIGW.0101, 404 APIG.0101, 400 DCS.4927, 400 DCS.4019, 400 DCS.4086, 400 111400060, 400 EPS.0004",
    other: "404 SomethingNew, 404 DCS.30220",
    throttled: "429 APIGW.0308, 429 APIG.0308",
    conflict: "400 DCS.4026, 400 DCS.4104, 400 111400104, 400 CBC.99003651",
    outOfStock: "400 DCS.4054",
    quota: "400 DCS.4035, 400 DCS.4107",
    protected: "400 DCS.4857, 400 111400857",
    unsupported: "400 DCS.4872",
    already: "400 DCS.4847",
    accessDenied: "403 DCS.2007, 401 APIGW.0301, 401 APIGW.0307",
    transient: "500 DCS.5000, 400 DCS.5000, 500 DCS.4069",
  };
  const cases = Object.entries(codes).flatMap(([meaning, list]) => list.split(", ").map((each) => [each, meaning]));

  test.each(cases)("%s is %s", (text = "", meaning = "") => {
    const [status, code = ""] = text.split(" ");
    expect(classify(errorRules, Number(status), code).meaning).toBe(meaning);
  });
});

describe("huawei endpoints", () => {
  test.each(["cn-north-4", "af-south-1", "xx-new-9"])("are derived from the region, known or not: %s", (region) => {
    expect(huawei.endpoint(region)).toBe(`https://dcs.${region}.myhuaweicloud.com`);
  });

  test("an account of the international site is billed there, and the wrong site is asked once", async () => {
    const asked: string[] = [];
    const at = (name: string) => new URL(`https://${name}.example`);
    const api = huaweiApi({
      ...{ credentials: { id: "key", secret: "secret" }, region: "cn-north-4", memory: new Map(), now: () => 0 },
      ...{ projectId: "project", findProject: () => Promise.reject(new Error("no project")) },
      ...{ endpoint: at("dcs"), iamEndpoint: at("iam"), epsEndpoint: at("eps") },
      whereOf: (setting) => `huawei:${setting}`,
      bssEndpoints: [at("bss"), at("bss-intl")],
      send: async (_protocol, action, request) => {
        asked.push(request.url.host);
        if (request.url.host === "bss-intl.example") return {};
        throw new CloudError(action.name, 403, { code: "CBC.0150", message: "Access denied" }, "other");
      },
    });
    const call = { method: "GET", path: "/v2/orders" } as const;
    await api.bss(reads("Orders"), call, z.object({}));
    await api.bss(reads("Orders"), call, z.object({}));
    expect(asked).toEqual(["bss.example", "bss-intl.example", "bss-intl.example"]);
  });
});

describe("huawei spec codes", () => {
  test.each([
    ["redis.ha.xu1.tiny.r2.128", { mode: "ha", replicas: 2, capacity: 0.125 }],
    ["redis.ha.xu1.large.p4.8", { mode: "ha_rw_split", replicas: 4, capacity: 8 }],
    ["redis.cluster.xu1.large.r2.s1.4", { mode: "cluster", replicas: 2, capacity: 4 }],
    ["redis.single.au1.large.2", { mode: "single", cpu: "au1", capacity: 2 }],
    ["redis.ha.xu1.tiny.r2.1", { mode: "ha", capacity: undefined }],
    ["dcs.master_standy", { mode: "ha", isOld: true }],
  ])("%s is read", (code, wanted) => {
    expect(parseSpecCode(code)).toMatchObject(wanted);
  });

  test.each([
    ["redis.ha.xu1.large.r2.4", "redis.proxy.xu1.large.4", "6.0", true],
    ["redis.ha.xu1.large.r2.4", "redis.proxy.xu1.large.4", "7.0", false],
    ["redis.ha.xu1.large.r2.4", "redis.ha.au1.large.r2.4", "5.0", false],
    ["redis.single.xu1.large.4", "redis.ha.xu1.large.r2.4", "5.0", false],
    ["dcs.single_node", "dcs.master_standby", "3.0", true],
    ["dcs.cluster", "dcs.master_standby", "3.0", false],
    ["redis.ha.xu1.large.r2.4", "redis.of.tomorrow", "8.0", true],
  ])("%s → %s of Redis %s in place: %s", (from, to, version, isPossible) => {
    expect(isResizable(from, to, version)).toBe(isPossible);
  });

  test("withReplicas changes the number of copies in the code", () => {
    expect(withReplicas("redis.ha.xu1.large.r2.8", 4)).toBe("redis.ha.xu1.large.r4.8");
  });
});

test("huawei tags leave a place for the pending tag", async () => {
  const bodies: unknown[] = [];
  const project = async (_action: unknown, { body }: HuaweiRequest) => void bodies.push(body);
  const wanted = Object.fromEntries(Array.from({ length: 20 }, (_, n) => [`k${n}`, "v"]));
  const sync = (tags: object) =>
    syncTags({ project } as unknown as HuaweiApi, "id", wanted, { tags } as HuaweiInstance);
  await sync({});
  await sync({ [pendingTagKey]: "pending" });
  expect(bodies).toMatchObject([{ tags: { length: 20 } }, { tags: { length: 19 } }]);
});
