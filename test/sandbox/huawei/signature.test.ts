import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { HttpRequest } from "../../../sandbox/core/http";
import { canonicalRequest, parseAuthorization, sign, stringToSign } from "../../../sandbox/huawei/sign";
import type { CallOptions } from "./client";
import { closeAll, type Fixture, fixture } from "./fixture";

interface Vector {
  readonly name: string;
  readonly input: {
    readonly secretKey: string;
    readonly method: string;
    readonly path: string;
    readonly query: Readonly<Record<string, unknown>>;
    readonly body: string;
    readonly xSdkDate: string;
    readonly signedHeaders: Readonly<Record<string, string>>;
  };
  readonly expected: {
    readonly canonicalRequest: string;
    readonly stringToSign: string;
    readonly signature: string;
    readonly authorization: string;
  };
}

const file = join(__dirname, "../../vectors/huawei.json");
const { vectors } = JSON.parse(readFileSync(file, "utf8")) as { vectors: Vector[] };

/** As it would come over the wire, in an order that is not the canonical one. */
function requestOf({ input }: Vector): HttpRequest {
  const query = Object.entries(input.query)
    .flatMap(([name, value]) => (Array.isArray(value) ? value : [value]).map((one) => [name, String(one)]))
    .map((pair) => pair.map((part) => encodeURIComponent(part ?? "")).join("="))
    .reverse()
    .join("&");
  const headers = { ...input.signedHeaders, accept: "*/*" };
  return { method: input.method, path: input.path, query, headers, body: Buffer.from(input.body) };
}

describe("signature of the vendor's SDK", () => {
  test("there are ten vectors", () => expect(vectors).toHaveLength(10));

  test.each(vectors.map((vector) => [vector.name, vector] as const))("%s", (_name, vector) => {
    const { expected, input } = vector;
    const given = parseAuthorization(expected.authorization);
    const canonical = canonicalRequest(requestOf(vector), given?.signedHeaders ?? []);
    expect(canonical).toBe(expected.canonicalRequest);
    const text = stringToSign(input.xSdkDate, canonical);
    expect(text).toBe(expected.stringToSign);
    expect(sign(input.secretKey, text)).toBe(expected.signature);
    expect(given?.signature).toBe(expected.signature);
  });
});

describe("verification", () => {
  let f: Fixture;
  beforeEach(async () => {
    const keys = { huawei: [{ id: "temporary", secret: "temporarySecret", token: "securityToken" }] };
    f = await fixture({ keys });
  });
  afterEach(closeAll);

  const temporary = { id: "temporary", secret: "temporarySecret", token: "securityToken" };
  const accepted: Record<string, (now: number) => CallOptions> = {
    "host and X-Project-Id signed": () => ({ habit: "javascript" }),
    "neither host nor X-Project-Id signed": () => ({ habit: "terraform" }),
    "a content type with a charset": () => ({ contentType: "application/json;charset=utf-8" }),
    "a date of 15 minutes ago": (now) => ({ now: now - 15 * 60_000 }),
    "a date in 15 minutes": (now) => ({ now: now + 15 * 60_000 }),
    "temporary keys, the token signed": () => ({ keys: temporary }),
    "temporary keys, the token not signed": () => ({ keys: temporary, habit: "terraform" }),
  };
  test.each(Object.keys(accepted))("accepts %s", async (name) => {
    const options = accepted[name]?.(f.clock.now) ?? {};
    expect(await f.call("GET", "/instances?name=a%20b%2Bc&limit=5", undefined, options)).toMatchObject({ status: 200 });
  });

  type Request = Parameters<NonNullable<CallOptions["spoil"]>>[0];
  const spoil = (change: (request: Request) => void) => (): CallOptions => ({ spoil: change });
  const refused: Record<string, [(now: number) => CallOptions, string]> = {
    "a wrong secret": [
      () => ({ keys: { id: "temporary", secret: "x", token: "securityToken" } }),
      "verify aksk signature fail",
    ],
    "an unknown key": [() => ({ keys: { id: "nobody", secret: "x" } }), "Get secretKey failed"],
    "a date of 15 minutes and a second ago": [(now) => ({ now: now - 901_000 }), "signature expired"],
    "a date in 15 minutes and a second": [(now) => ({ now: now + 901_000 }), "signature expired"],
    "another query than was signed": [spoil((r) => Object.assign(r, { path: `${r.path}&offset=1` })), "verify aksk"],
    "another body than was signed": [spoil((r) => Object.assign(r, { body: "{}" })), "verify aksk"],
    "another signed header": [
      spoil((r) => Object.assign(r.headers, { "x-project-id": "a".repeat(32) })),
      "verify aksk",
    ],
    "a signed header that is missing": [spoil((r) => delete r.headers["x-project-id"]), "x-project-id"],
    "no authorization at all": [spoil((r) => delete r.headers.authorization), "x-auth-token not found"],
    "another algorithm": [spoil((r) => Object.assign(r.headers, { authorization: "AWS4 x" })), "authorization header"],
    "temporary keys without their token": [
      () => ({ keys: { id: "temporary", secret: "temporarySecret" } }),
      "security token",
    ],
    "a token that was never issued": [() => ({ authToken: "x" }), "decrypt token fail"],
  };
  test.each(Object.keys(refused))("answers 401 APIGW.0301 to %s", async (name) => {
    const [options, text] = refused[name] ?? [() => ({}), "-"];
    const method = name.includes("body") ? "POST" : "GET";
    const body = method === "POST" ? '{"name":1}' : undefined;
    const answer = await f.call(method, "/instances?limit=5", body, options(f.clock.now));
    expect(answer).toMatchObject({
      status: 401,
      body: { error_code: "APIGW.0301", request_id: answer.headers.get("x-request-id") },
    });
    expect(answer.body.error_msg).toContain(text);
  });

  test("locks a key for 5 minutes after 6 wrong signatures in a row, not after 5", async () => {
    const { accessKey, secretKey } = f.sandbox.info.huawei;
    const list = (secret: string) => f.call("GET", "/instances", undefined, { keys: { id: accessKey, secret } });
    for (let n = 0; n < 5; n++) await list("wrong");
    expect((await list(secretKey)).status).toBe(200);
    for (let n = 0; n < 6; n++) await list("wrong");
    expect((await list(secretKey)).body.error_msg).toContain("reach the limit");
    f.clock.now += 5 * 60_000;
    expect((await list(secretKey)).status).toBe(200);
  });

  test("the answer's Date is the sandbox's own clock", async () => {
    const { headers } = await f.call("GET", "/instances");
    expect(Date.parse(headers.get("date") ?? "")).toBe(f.clock.now);
  });
});
