import { authenticate } from "../../../sandbox/aliyun/auth";
import * as acs3 from "../../../sandbox/aliyun/sign";
import * as rpc from "../../../sandbox/aliyun/signRpc";
import { decode } from "../../../sandbox/aliyun/wire";
import type { HttpRequest } from "../../../sandbox/core/http";
import vectors from "../../vectors/aliyun.json";
import { encode } from "../wire";
import type { CallOptions } from "./client";
import { useFixture } from "./fixture";

const f = useFixture();

type V3 = (typeof vectors.v3)[number];
type V1 = (typeof vectors.v1)[number];

const query = (params: Record<string, string>) =>
  Object.entries(params)
    .map(([name, value]) => `${encode(name)}=${encode(value)}`)
    .join("&");

function requestOfV3({ input, expected }: V3): HttpRequest {
  const [path = "/", search = ""] = expected.wirePathSentBySdk.split("?");
  const headers = { ...expected.headers, authorization: expected.authorization } as Record<string, string>;
  return { method: input.method, path, query: search, headers, body: Buffer.from(input.body) };
}

function requestOfV1({ input, expected }: V1): HttpRequest {
  const text = query({ ...input.allSignedParams, Signature: expected.signature } as Record<string, string>);
  const isForm = input.parametersSentIn === "form body";
  return {
    method: input.method,
    path: "/",
    query: isForm ? "" : text,
    headers: isForm ? { "content-type": "application/x-www-form-urlencoded" } : {},
    body: Buffer.from(isForm ? text : ""),
  };
}

/** The key that signed the request; time and keys are those of the vector. */
function signer(input: V3["input"] | V1["input"], request: HttpRequest): string {
  const date = "date" in input ? input.date : input.timestamp;
  const token = input.securityToken === null ? {} : { token: input.securityToken };
  const keys = [{ id: input.accessKeyId, secret: input.accessKeySecret, ...token }];
  return authenticate({ keys, now: () => Date.parse(date), nonces: new Map() }, decode(request)).id;
}

// biome-ignore lint/suspicious/noExplicitAny: the two printed examples have different fields
const published = (name: string): any => vectors.published.find((one) => one.name === name);

describe("ACS3-HMAC-SHA256", () => {
  describe.each(vectors.v3.map((vector) => [vector.name, vector] as const))("vector %s", (_name, vector) => {
    const { input, expected } = vector;
    const request = requestOfV3(vector);

    test("gives the same canonical request, text and signature", () => {
      const { signedHeaders = [] } = acs3.parseAuthorization(expected.authorization) ?? {};
      const canonical = acs3.canonicalRequest(request, signedHeaders, acs3.sha256(request.body));
      expect(canonical).toBe(expected.canonicalRequest);
      expect(acs3.stringToSign(canonical)).toBe(expected.stringToSign);
      expect(acs3.sign(input.accessKeySecret, expected.stringToSign)).toBe(expected.signature);
    });

    test("is accepted as the SDK sends it", () => {
      expect(signer(input, request)).toBe(input.accessKeyId);
    });
  });

  test("the vendor's published RunInstances example gives the printed signature", () => {
    const { input, expected } = published("v3-published-runinstances");
    const request = { ...input, query: query(input.query), body: Buffer.alloc(0) };
    const canonical = acs3.canonicalRequest(request, Object.keys(input.headers), acs3.sha256(""));
    expect(canonical).toBe(expected.canonicalRequest);
    expect(acs3.sign(input.accessKeySecret, acs3.stringToSign(canonical))).toBe(expected.signature);
  });

  test("a blank sent as + and signed as %20 is accepted", () => {
    const vector = vectors.v3.find(({ name }) => name === "v3-sts-security-token") as V3;
    const request = requestOfV3(vector);
    const plus = { ...request, query: request.query.replaceAll("%20", "+") };
    expect(plus.query).toContain("v+1");
    expect(signer(vector.input, plus)).toBe(vector.input.accessKeyId);
  });
});

describe("RPC HMAC-SHA1", () => {
  describe.each(vectors.v1.map((vector) => [vector.name, vector] as const))("vector %s", (_name, vector) => {
    const { input, expected } = vector;

    test("gives the same text and signature", () => {
      expect(rpc.stringToSign(input.method, Object.entries(input.allSignedParams))).toBe(expected.stringToSign);
      expect(rpc.sign(input.accessKeySecret, expected.stringToSign)).toBe(expected.signature);
    });

    test("is accepted", () => {
      expect(signer(input, requestOfV1(vector))).toBe(input.accessKeyId);
    });
  });

  test("the vendor's published DescribeRegions example gives the printed signature", () => {
    const { input, expected } = published("v1-published-describeregions");
    const text = rpc.stringToSign(input.method, Object.entries(input.params));
    expect(text).toBe(expected.stringToSign);
    expect(rpc.sign(input.accessKeySecret, text)).toBe(expected.signature);
  });
});

describe("a request over HTTP", () => {
  const send = (options: CallOptions) => f.call("DescribeRegions", {}, options);
  /** So many minutes after the sandbox's clock. */
  const minutes = (count: number) => Date.parse("2026-11-21T00:00:00Z") + count * 60_000;
  const byRpc = { scheme: "rpc", format: "JSON" } as const;

  const accepted: Record<string, CallOptions> = {
    "ACS3 with parameters in the query": {},
    "ACS3 with a form body": { place: "form" },
    "ACS3 with accept, user-agent and x-acs-credentials-provider signed too": {
      headers: {
        accept: "application/json",
        "user-agent": "A (linux) Python",
        "x-acs-credentials-provider": "static_ak",
      },
    },
    "RPC with everything in the query and an empty SignatureType": byRpc,
    "RPC with a form body and Format=json": { scheme: "rpc", place: "form", format: "json" },
    "a date 14 minutes old": { now: minutes(-14) },
    "a date 14 minutes ahead": { now: minutes(14) },
  };
  test.each(Object.entries(accepted))("%s is accepted", async (_name, options) => {
    const answer = await send(options);
    expect([answer.status, answer.text]).toEqual([200, expect.stringContaining("KVStoreRegion")]);
  });

  const id = "sandboxAliyunAccessKeyId";
  const wrong = { keys: { id, secret: "wrong" } };
  const unknown = { keys: { id: "nobody", secret: "x" } };
  const withAuthorization = (authorization: string | undefined, url = ""): CallOptions => ({
    tampered: { headers: { authorization }, url },
  });
  const superfluousToken = { keys: { id, secret: "sandboxAliyunAccessKeySecret", token: "t" } };
  const rejected: Record<string, [CallOptions, string, number?]> = {
    "ACS3 with a wrong secret": [wrong, "SignatureDoesNotMatch"],
    "RPC with a wrong secret": [{ ...wrong, ...byRpc }, "SignatureDoesNotMatch"],
    "ACS3 with an unknown key": [unknown, "InvalidAccessKeyId.NotFound", 404],
    "RPC with an unknown key": [{ ...unknown, ...byRpc }, "InvalidAccessKeyId.NotFound", 404],
    "a date 16 minutes old": [{ now: minutes(-16) }, "InvalidTimeStamp.Expired"],
    "a date 16 minutes ahead": [{ now: minutes(16), ...byRpc }, "InvalidTimeStamp.Expired"],
    "a query changed after signing": [{ tampered: { url: "&AcceptLanguage=en-US" } }, "SignatureDoesNotMatch"],
    "a body other than the hash says": [{ tampered: { body: "A=b" } }, "InvalidContentSha256.Mismatch"],
    "an x-acs header that is not signed": [{ tampered: { headers: { "x-acs-extra": "1" } } }, "IncompleteSignature"],
    "no Authorization and no Signature": [withAuthorization(undefined, "&Format=JSON"), "IncompleteSignature"],
    "half an Authorization": [withAuthorization("ACS3-HMAC-SHA256 Credential=x"), "IncompleteSignature"],
    "a date with milliseconds": [{ headers: { "x-acs-date": "2026-11-21T00:00:00.000Z" } }, "InvalidTimeStamp.Format"],
    "a security token with a key that has none": [superfluousToken, "InvalidSecurityToken.MismatchWithAccessKey"],
    "another API version": [{ version: "2014-05-26" }, "InvalidVersion"],
  };
  test.each(Object.entries(rejected))("%s is rejected", async (_name, [options, code, status = 400]) => {
    const answer = await send(options);
    expect([answer.status, answer.body.Code]).toEqual([status, code]);
  });

  test.each(["acs3", "rpc"] as const)("a nonce used twice is rejected, %s", async (scheme) => {
    expect((await send({ scheme, nonce: "n-1", format: "JSON" })).status).toBe(200);
    expect((await send({ scheme, nonce: "n-1", format: "JSON" })).body.Code).toBe("SignatureNonceUsed");
  });

  test("SignatureDoesNotMatch of the old scheme holds the server's string to sign after a colon", async () => {
    const { body } = await send({ ...wrong, ...byRpc });
    expect(body.Message).toMatch(/string to sign is:POST&%2F&AccessKeyId/);
  });

  test("a security token is demanded of a key that has one, and accepted with it", async () => {
    const keys = { id: "sts", secret: "s", token: "CAIS/+=" };
    await f.restart({ keys: { aliyun: [keys] } });
    expect((await send({ keys: { id: "sts", secret: "s" } })).body.Code).toBe("InvalidSecurityToken.Malformed");
    expect((await send({ keys })).status).toBe(200);
    expect((await send({ keys, ...byRpc })).status).toBe(200);
  });

  test("the old scheme answers XML with the exact content type when no Format is asked for", async () => {
    const error = await f.call("CreateInstance", { RegionId: "cn-hangzhou" }, { scheme: "rpc" });
    expect(error.headers.get("content-type")).toBe("text/xml;charset=utf-8");
    expect(error.text).toMatch(
      /^<\?xml [^>]*\?><Error><RequestId>[0-9A-F-]{36}<\/RequestId><HostId>.*<Code>MissingParameter<\/Code>/,
    );
    const made = await f.create({ InstanceName: "a&b|c" }, { scheme: "rpc" });
    expect(made.text).toMatch(/<CreateInstanceResponse><RequestId>.*<InstanceName>a&#38;b\|c<\/InstanceName>/);
  });

  test("an error of the new scheme is JSON with RequestId, HostId, Code, Message and Recommend", async () => {
    const { body, headers } = await f.call("CreateInstance", { RegionId: "cn-hangzhou" });
    expect(Object.keys(body)).toEqual(["RequestId", "HostId", "Code", "Message", "Recommend"]);
    expect(headers.get("x-acs-request-id")).toBe(body.RequestId);
  });
});
