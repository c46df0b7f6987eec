import { authenticate } from "../../../sandbox/aliyun/auth";
import { ApiError } from "../../../sandbox/aliyun/errors";
import * as acs3 from "../../../sandbox/aliyun/sign";
import * as rpc from "../../../sandbox/aliyun/signRpc";
import { decode } from "../../../sandbox/aliyun/wire";
import type { HttpRequest } from "../../../sandbox/core/http";
import { percentEncode as encode } from "../../../sandbox/core/percent";
import vectors from "../../vectors/aliyun.json";
import { closeAll, type Fixture, fixture, smallest } from "./fixture";

afterEach(closeAll);

type V3 = (typeof vectors.v3)[number];
type V1 = (typeof vectors.v1)[number];

const pathAndQuery = (url: string) => {
  const [path = "/", query = ""] = url.split("?");
  return { path, query };
};

function requestOfV3({ input, expected }: V3): HttpRequest {
  return {
    method: input.method,
    ...pathAndQuery(expected.wirePathSentBySdk),
    headers: { ...expected.headers, authorization: expected.authorization } as Record<string, string>,
    body: Buffer.from(input.body),
  };
}

function requestOfV1({ input, expected }: V1): HttpRequest {
  const all = { ...input.allSignedParams, Signature: expected.signature } as Record<string, string>;
  const text = Object.entries(all)
    .map(([name, value]) => `${encode(name)}=${encode(value)}`)
    .join("&");
  const isForm = input.parametersSentIn === "form body";
  return {
    method: input.method,
    path: "/",
    query: isForm ? "" : text,
    headers: isForm ? { "content-type": "application/x-www-form-urlencoded" } : {},
    body: Buffer.from(isForm ? text : ""),
  };
}

function verifierFor(input: V3["input"] | V1["input"]) {
  const date = "date" in input ? input.date : input.timestamp;
  const token = input.securityToken === null ? {} : { token: input.securityToken };
  return {
    keys: [{ id: input.accessKeyId, secret: input.accessKeySecret, ...token }],
    now: () => Date.parse(date),
    nonces: new Map<string, number>(),
  };
}

describe("ACS3-HMAC-SHA256", () => {
  test.each(vectors.v3.map((vector) => [vector.name, vector] as const))(
    "vector %s gives the same canonical request, text and signature",
    (_name, vector) => {
      const request = requestOfV3(vector);
      const given = acs3.parseAuthorization(vector.expected.authorization);
      const canonical = acs3.canonicalRequest(request, given?.signedHeaders ?? [], acs3.sha256(request.body));
      expect(canonical).toBe(vector.expected.canonicalRequest);
      expect(acs3.stringToSign(canonical)).toBe(vector.expected.stringToSign);
      expect(acs3.sign(vector.input.accessKeySecret, acs3.stringToSign(canonical))).toBe(vector.expected.signature);
    },
  );

  test.each(vectors.v3.map((vector) => [vector.name, vector] as const))(
    "the request of vector %s is accepted as the SDK sends it",
    (_name, vector) => {
      expect(authenticate(verifierFor(vector.input), decode(requestOfV3(vector))).id).toBe(vector.input.accessKeyId);
    },
  );

  test("the vendor's published RunInstances example gives the printed signature", () => {
    const { input, expected } = vectors.published.find(({ name }) => name === "v3-published-runinstances") as never as {
      input: {
        method: string;
        path: string;
        query: Record<string, string>;
        headers: Record<string, string>;
        accessKeySecret: string;
      };
      expected: { canonicalRequest: string; signature: string };
    };
    const request = {
      method: input.method,
      path: input.path,
      query: acs3.canonicalQuery(Object.entries(input.query)),
      headers: input.headers,
      body: Buffer.alloc(0),
    };
    const canonical = acs3.canonicalRequest(request, Object.keys(input.headers), acs3.sha256(""));
    expect(canonical).toBe(expected.canonicalRequest);
    expect(acs3.sign(input.accessKeySecret, acs3.stringToSign(canonical))).toBe(expected.signature);
  });

  test("a blank sent as + and signed as %20 is accepted", () => {
    const vector = vectors.v3.find(({ name }) => name === "v3-sts-security-token") as V3;
    const request = requestOfV3(vector);
    const plus = { ...request, query: request.query.replaceAll("%20", "+") };
    expect(plus.query).toContain("v+1");
    expect(authenticate(verifierFor(vector.input), decode(plus)).id).toBe(vector.input.accessKeyId);
  });
});

describe("RPC HMAC-SHA1", () => {
  test.each(vectors.v1.map((vector) => [vector.name, vector] as const))(
    "vector %s gives the same text and signature",
    (_name, { input, expected }) => {
      const text = rpc.stringToSign(input.method, Object.entries(input.allSignedParams));
      expect(text).toBe(expected.stringToSign);
      expect(rpc.sign(input.accessKeySecret, text)).toBe(expected.signature);
    },
  );

  test.each(vectors.v1.map((vector) => [vector.name, vector] as const))(
    "the request of vector %s is accepted",
    (_name, vector) => {
      expect(authenticate(verifierFor(vector.input), decode(requestOfV1(vector))).id).toBe(vector.input.accessKeyId);
    },
  );

  test("the vendor's published DescribeRegions example gives the printed signature", () => {
    const { input, expected } = vectors.published.find(
      ({ name }) => name === "v1-published-describeregions",
    ) as never as {
      input: { method: string; params: Record<string, string>; accessKeySecret: string };
      expected: { stringToSign: string; signature: string };
    };
    const text = rpc.stringToSign(input.method, Object.entries(input.params));
    expect(text).toBe(expected.stringToSign);
    expect(rpc.sign(input.accessKeySecret, text)).toBe(expected.signature);
  });
});

describe("a request over HTTP", () => {
  const minutes = 60_000;
  const send = (f: Fixture, options: Parameters<Fixture["call"]>[2]) => f.call("DescribeRegions", {}, options);

  const accepted: Record<string, Parameters<Fixture["call"]>[2]> = {
    "ACS3 with parameters in the query": {},
    "ACS3 with a form body": { place: "form" },
    "ACS3 with accept, user-agent and x-acs-credentials-provider signed too": {
      headers: {
        accept: "application/json",
        "user-agent": "AlibabaCloud (linux) Python",
        "x-acs-credentials-provider": "static_ak",
      },
    },
    "RPC with everything in the query and an empty SignatureType": { scheme: "rpc", format: "JSON" },
    "RPC with a form body and Format=json": { scheme: "rpc", place: "form", format: "json" },
    "a date 14 minutes old": { now: Date.parse("2026-11-21T00:00:00Z") - 14 * minutes },
    "a date 14 minutes ahead": { now: Date.parse("2026-11-21T00:00:00Z") + 14 * minutes },
  };
  test.each(Object.entries(accepted))("%s is accepted", async (_name, options) => {
    const answer = await send(await fixture(), options);
    expect([answer.status, answer.text]).toEqual([200, expect.stringContaining("KVStoreRegion")]);
  });

  const secret = { id: "sandboxAliyunAccessKeyId", secret: "wrong" };
  const refused: Record<string, [Parameters<Fixture["call"]>[2], number, string]> = {
    "ACS3 with a wrong secret": [{ keys: secret }, 400, "SignatureDoesNotMatch"],
    "RPC with a wrong secret": [{ keys: secret, scheme: "rpc", format: "JSON" }, 400, "SignatureDoesNotMatch"],
    "ACS3 with an unknown key": [{ keys: { id: "nobody", secret: "x" } }, 404, "InvalidAccessKeyId.NotFound"],
    "RPC with an unknown key": [
      { keys: { id: "nobody", secret: "x" }, scheme: "rpc", format: "JSON" },
      404,
      "InvalidAccessKeyId.NotFound",
    ],
    "a date 16 minutes old": [
      { now: Date.parse("2026-11-21T00:00:00Z") - 16 * minutes },
      400,
      "InvalidTimeStamp.Expired",
    ],
    "a date 16 minutes ahead": [
      { now: Date.parse("2026-11-21T00:00:00Z") + 16 * minutes, scheme: "rpc", format: "JSON" },
      400,
      "InvalidTimeStamp.Expired",
    ],
    "a query changed after signing": [
      {
        spoil: (r) => {
          r.url += "&AcceptLanguage=en-US";
        },
      },
      400,
      "SignatureDoesNotMatch",
    ],
    "a body other than the hash says": [
      {
        spoil: (r) => {
          r.body = "AcceptLanguage=en-US";
        },
      },
      400,
      "InvalidContentSha256.Mismatch",
    ],
    "an x-acs header that is not signed": [
      {
        spoil: (r) => {
          r.headers["x-acs-extra"] = "1";
        },
      },
      400,
      "IncompleteSignature",
    ],
    "no Authorization and no Signature": [
      {
        spoil: (r) => {
          delete r.headers.authorization;
          r.url += "&Format=JSON";
        },
      },
      400,
      "IncompleteSignature",
    ],
    "half an Authorization": [
      {
        spoil: (r) => {
          r.headers.authorization = "ACS3-HMAC-SHA256 Credential=x";
        },
      },
      400,
      "IncompleteSignature",
    ],
    "an x-acs-date with milliseconds": [
      { headers: { "x-acs-date": "2026-11-21T00:00:00.000Z" } },
      400,
      "InvalidTimeStamp.Format",
    ],
    "a security token with a key that has none": [
      { keys: { id: "sandboxAliyunAccessKeyId", secret: "sandboxAliyunAccessKeySecret", token: "t" } },
      400,
      "InvalidSecurityToken.MismatchWithAccessKey",
    ],
    "another API version": [{ version: "2014-05-26" }, 400, "InvalidVersion"],
  };
  test.each(Object.entries(refused))("%s is refused", async (_name, [options, status, code]) => {
    const { body, status: got } = await send(await fixture(), options);
    expect([got, body.Code]).toEqual([status, code]);
  });

  test.each(["acs3", "rpc"] as const)("a nonce used twice is refused, %s", async (scheme) => {
    const f = await fixture();
    expect((await send(f, { scheme, nonce: "n-1", format: "JSON" })).status).toBe(200);
    expect((await send(f, { scheme, nonce: "n-1", format: "JSON" })).body.Code).toBe("SignatureNonceUsed");
  });

  test("SignatureDoesNotMatch of the old scheme holds the server's string to sign after a colon", async () => {
    const { body } = await send(await fixture(), { keys: secret, scheme: "rpc", format: "JSON" });
    expect(body.Message).toMatch(/string to sign is:POST&%2F&AccessKeyId/);
  });

  test("a security token is demanded of a key that has one, and accepted with it", async () => {
    const keys = { id: "sts", secret: "s", token: "CAIS/+=" };
    const f = await fixture({ keys: { aliyun: [keys] } });
    expect((await send(f, { keys: { id: "sts", secret: "s" } })).body.Code).toBe("InvalidSecurityToken.Malformed");
    expect((await send(f, { keys })).status).toBe(200);
    expect((await send(f, { keys, scheme: "rpc", format: "JSON" })).status).toBe(200);
  });

  test("the old scheme answers XML with the exact content type when no Format is asked for", async () => {
    const f = await fixture();
    const error = await f.call("CreateInstance", { RegionId: "cn-hangzhou" }, { scheme: "rpc" });
    expect(error.headers.get("content-type")).toBe("text/xml;charset=utf-8");
    expect(error.text).toMatch(
      /^<\?xml [^>]*\?><Error><RequestId>[0-9A-F-]{36}<\/RequestId><HostId>.*<Code>MissingParameter<\/Code>/,
    );
    const made = await f.call("CreateInstance", { ...smallest, InstanceName: "a&b|c" }, { scheme: "rpc" });
    expect(made.text).toMatch(/<CreateInstanceResponse><RequestId>.*<InstanceName>a&#38;b\|c<\/InstanceName>/);
  });

  test("an error of the new scheme is JSON with RequestId, HostId, Code, Message and Recommend", async () => {
    const { body, headers } = await (await fixture()).call("CreateInstance", { RegionId: "cn-hangzhou" });
    expect(Object.keys(body)).toEqual(["RequestId", "HostId", "Code", "Message", "Recommend"]);
    expect(headers.get("x-acs-request-id")).toBe(body.RequestId);
  });
});

test("ApiError carries the status of its code: 404 for InvalidInstanceId.NotFound", () => {
  expect(new ApiError("InvalidInstanceId.NotFound").status).toBe(404);
});
