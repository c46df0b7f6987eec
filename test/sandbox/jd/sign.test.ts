import type { HttpRequest } from "../../../sandbox/core/http";
import { authenticate } from "../../../sandbox/jd/auth";
import { canonicalRequest, parseAuthorization, sign, stringToSign } from "../../../sandbox/jd/sign";
import { decode } from "../../../sandbox/jd/wire";
import file from "../../vectors/jdcloud.json";
import { start } from "../openSandbox";
import type { CallOptions } from "./client";
import { errorOf, useFixture } from "./fixture";

const f = useFixture();

type Vector = (typeof file.vectors)[number];

function requestOf({ input, expected }: Vector): HttpRequest {
  const [path = "/", query = ""] = input.url.replace(/^https?:\/\/[^/]+/, "").split("?");
  const unsigned = { "x-jdcloud-date": input.date, "x-jdcloud-nonce": input.nonce };
  const headers: Record<string, string> = Object.assign(unsigned, input.signedHeaderValues, {
    authorization: expected.authorization,
  });
  return { method: input.method, path, query, headers, body: Buffer.from(input.body) };
}

const at = (date: string) =>
  Date.parse(date.replace(/^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z$/, "$1-$2-$3T$4:$5:$6Z"));

test.each(file.vectors.map((vector) => [vector.name, vector] as const))(
  "the vendor's vector %s: each step of the signature agrees, and the request is accepted",
  (_name, vector) => {
    const { input, expected } = vector;
    const request = requestOf(vector);
    const given = parseAuthorization(expected.authorization);
    if (given === undefined) throw new Error("not parsed");
    expect(given.scheme).toBe(vector.scheme);
    const canonical = canonicalRequest(request, given.signedHeaders);
    expect(canonical).toBe(expected.canonicalRequest);
    const text = stringToSign(given, input.date, canonical);
    expect(text).toBe(expected.stringToSign);
    expect(sign(input.secretAccessKey, given, text)).toBe(given.signature);

    const token = (input.signedHeaderValues as Record<string, string>)["x-jdcloud-security-token"];
    const key = {
      id: input.accessKeyId,
      secret: input.secretAccessKey,
      ...(token && { token: Buffer.from(token, "base64").toString() }),
    };
    const verifier = { keys: [key], now: () => at(input.date), nonces: new Map<string, number>() };
    expect(authenticate(verifier, decode(request))).toBe(key);
    const forged = decode({ ...request, body: Buffer.from("other") });
    expect(() => authenticate(verifier, forged)).toThrow(/does not match/);
  },
);

const minute = 60_000;
const jdcloud3 = "JDCLOUD3-HMAC-SHA256";

/** Changes a header after signing; without a text the header is removed. */
const header = (name: string, change?: (value: string) => string): CallOptions => ({
  spoil: ({ headers }) => {
    if (change === undefined) delete headers[name];
    else headers[name] = change(headers[name] ?? "");
  },
});

const inAuthorization = (from: string, to: string) => header("authorization", (value) => value.replace(from, to));

const accepted: Record<string, CallOptions> = {
  "JDCLOUD2 with content-type, host, date and nonce signed (Go)": {},
  "JDCLOUD2 with accept signed as well (Node)": { headers: { accept: "application/json" } },
  "JDCLOUD2 with x-jdcloud-algorithm signed (PHP)": { headers: { "x-jdcloud-algorithm": "JDCLOUD2-HMAC-SHA256" } },
  "JDCLOUD3 with content-type and host alone signed (Python)": { generation: 3 },
  "a header with the algorithm's name (Python)": { generation: 3, ...header(jdcloud3, () => jdcloud3) },
  "a header with a run of blanks, signed as one": { headers: { "x-my": "a b" }, ...header("x-my", () => "a   b") },
  "a date 14 minutes old": { now: start - 14 * minute },
  "a date 14 minutes ahead": { now: start + 14 * minute },
};
test.each(Object.entries(accepted))("%s is accepted", async (_name, options) => {
  expect((await f.call("GET {r}/cacheInstance", {}, options)).body).toMatchObject({ result: { totalCount: 0 } });
});

test.each([
  [":", 2],
  [":", 3],
  ["%3A", 2],
  ["%3A", 3],
] as const)("a path's colon as %s in the URL, signed as %%3A, JDCLOUD%d", async (colon, generation) => {
  const line = `POST {r}/cacheInstance/${await f.createRunning()}:resetCacheInstancePassword`;
  expect((await f.call(line, { password: "Abcd1234" }, { colon, generation })).status).toBe(200);
});

test("a token in the clear (Node) and in base64 (Go, Python), in either of its two headers", async () => {
  const keys = { id: "sts", secret: "s", token: "tok/+=" };
  await f.restart({ keys: { jd: [keys] } });
  for (const name of ["x-jdcloud-security-token", "x-jdcloud-session-token"]) {
    for (const value of [keys.token, Buffer.from(keys.token).toString("base64")]) {
      expect((await f.call("GET {r}/quota", {}, { keys, headers: { [name]: value } })).status).toBe(200);
    }
  }
  expect(errorOf(await f.call("GET {r}/quota", {}, { keys }))).toBe("401 UNAUTHENTICATED");
});

const half = "JDCLOUD2-HMAC-SHA256 Credential=a/20261121/cn-north-1/redis/jdcloud2_request";
const changedQuery: CallOptions = {
  spoil: (request) => {
    request.url += "?pageNumber=2";
  },
};

const rejected: Record<string, [CallOptions, text: RegExp, name?: string]> = {
  "an unknown key": [{ keys: { id: "nobody", secret: "s" } }, /nobody/],
  "a wrong secret": [{ keys: { id: "sandboxJdAccessKey", secret: "s" } }, /does not match/],
  "a date 16 minutes old": [{ now: start - 16 * minute }, /expired/],
  "a date 16 minutes ahead": [{ now: start + 16 * minute }, /future/],
  "a scope of another day": [{ day: "20200101" }, /another day/],
  "a scope of another service": [{ service: "vm" }, /service vm/],
  "a scope of another region": [{ region: "cn-south-1" }, /cn-south-1/],
  "a token with a key that has none": [{ headers: { "x-jdcloud-security-token": "t" } }, /token/],
  "x-jdcloud-algorithm of the other generation": [{ headers: { "x-jdcloud-algorithm": jdcloud3 } }, /algorithm/],
  "a query changed after signing": [changedQuery, /does not match/],
  "a token that is not signed": [header("x-jdcloud-security-token", () => "t"), /be signed: x-jdcloud-security-token/],
  "a nonce that is not signed, in JDCLOUD2": [inAuthorization(";x-jdcloud-nonce", ""), /be signed: x-jdcloud-nonce/],
  "a signed header that is absent": [{ headers: { "x-my": "1" }, ...header("x-my") }, /absent: x-my/],
  "no nonce, in JDCLOUD3": [{ generation: 3, ...header("x-jdcloud-nonce") }, /nonce is missing/],
  "a body hash that is not the body's": [header("x-jdcloud-content-sha256", () => "0".repeat(64)), /content-sha256/],
  "no Authorization": [header("authorization"), /Authorization/, "ACCESS_ERROR"],
  "half an Authorization": [header("authorization", () => half), /Authorization/, "ACCESS_ERROR"],
  "the other generation's ending": [inAuthorization("jdcloud2_", "jdcloud3_"), /Authorization/, "ACCESS_ERROR"],
};
test.each(Object.entries(rejected))("%s is 401", async (_name, [options, text, status = "UNAUTHENTICATED"]) => {
  const answer = await f.call("GET {r}/cacheInstance", {}, options);
  expect(errorOf(answer)).toBe(`401 ${status}`);
  expect(answer.body.error).toMatchObject({ code: 401, message: expect.stringMatching(text) });
});

test.each([2, 3] as const)("a nonce used twice is rejected for half an hour, JDCLOUD%d", async (generation) => {
  const send = () => f.call("GET {r}/quota", {}, { nonce: "n-1", generation });
  expect((await send()).status).toBe(200);
  expect((await send()).body.error.message).toMatch(/nonce was used/);
  f.wait(31 * minute);
  expect((await send()).status).toBe(200);
});
