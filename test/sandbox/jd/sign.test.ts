import type { HttpRequest } from "../../../sandbox/core/http";
import { authenticate } from "../../../sandbox/jd/auth";
import { canonicalRequest, parseAuthorization, sign, stringToSign } from "../../../sandbox/jd/sign";
import { decode } from "../../../sandbox/jd/wire";
import file from "../../vectors/jdcloud.json";
import type { CallOptions } from "./client";
import { closeAll, errorOf, fixture, start } from "./fixture";

afterEach(closeAll);

type Vector = (typeof file.vectors)[number];

function requestOf({ input, expected }: Vector): HttpRequest {
  const [path = "/", query = ""] = input.url.replace(/^https?:\/\/[^/]+/, "").split("?");
  const unsigned = { "x-jdcloud-date": input.date, "x-jdcloud-nonce": input.nonce };
  const headers = { ...unsigned, ...input.signedHeaderValues, authorization: expected.authorization };
  return {
    method: input.method,
    path,
    query,
    headers: headers as Record<string, string>,
    body: Buffer.from(input.body),
  };
}

const at = (date: string) =>
  Date.parse(date.replace(/^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z$/, "$1-$2-$3T$4:$5:$6Z"));

describe("the vendor's vectors", () => {
  test.each(file.vectors.map((vector) => [vector.name, vector] as const))(
    "%s: canonical request, string to sign and signature are the vendor's, and the request is let in",
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
        ...(token === undefined ? {} : { token: Buffer.from(token, "base64").toString() }),
      };
      const verifier = { keys: [key], now: () => at(input.date), nonces: new Map<string, number>() };
      expect(authenticate(verifier, decode(request))).toBe(key);
      expect(() => authenticate(verifier, decode({ ...request, body: Buffer.from("other") }))).toThrow(
        /does not match/,
      );
    },
  );
});

const list = (options: CallOptions) => fixture().then((f) => f.call("GET {r}/cacheInstance", {}, options));
const minute = 60_000;

describe("requests that are let in", () => {
  const accepted: Record<string, CallOptions> = {
    "JDCLOUD2 with content-type, host, date and nonce signed (Go)": {},
    "JDCLOUD2 with accept signed as well (Node)": { headers: { accept: "application/json" } },
    "JDCLOUD2 with x-jdcloud-algorithm signed (PHP)": { headers: { "x-jdcloud-algorithm": "JDCLOUD2-HMAC-SHA256" } },
    "JDCLOUD3 with content-type and host alone signed (Python)": { generation: 3 },
    "a header that bears the algorithm's name (Python)": {
      generation: 3,
      spoil: (request) => {
        request.headers["JDCLOUD3-HMAC-SHA256"] = "JDCLOUD3-HMAC-SHA256";
      },
    },
    "a header with a run of blanks, signed as one": {
      headers: { "x-my": "a b" },
      spoil: (request) => {
        request.headers["x-my"] = "a   b";
      },
    },
    "a date 14 minutes old": { now: start - 14 * minute },
    "a date 14 minutes ahead": { now: start + 14 * minute },
  };
  test.each(Object.entries(accepted))("%s", async (_name, options) => {
    expect((await list(options)).body).toMatchObject({ result: { totalCount: 0 } });
  });

  test.each([":", "%3A"] as const)(
    "a path's colon as %s in the URL, signed as %%3A, in both generations",
    async (colon) => {
      const f = await fixture();
      const id = await f.createRunning();
      for (const generation of [2, 3] as const) {
        const line = `POST {r}/cacheInstance/${id}:resetCacheInstancePassword`;
        expect((await f.call(line, { password: "Abcd1234" }, { colon, generation })).status).toBe(200);
      }
    },
  );

  test("a token in the clear (Node) and in base64 (Go, Python), in either of its two headers", async () => {
    const keys = { id: "sts", secret: "s", token: "tok/+=" };
    const f = await fixture({ keys: { jd: [keys] } });
    for (const name of ["x-jdcloud-security-token", "x-jdcloud-session-token"]) {
      for (const value of [keys.token, Buffer.from(keys.token).toString("base64")]) {
        expect((await f.call("GET {r}/quota", {}, { keys, headers: { [name]: value } })).status).toBe(200);
      }
    }
    expect(errorOf(await f.call("GET {r}/quota", {}, { keys }))).toEqual([401, "UNAUTHENTICATED"]);
  });
});

describe("requests that are refused", () => {
  const refused: Record<string, [CallOptions, string, RegExp]> = {
    "an unknown key": [{ keys: { id: "nobody", secret: "s" } }, "UNAUTHENTICATED", /nobody/],
    "a wrong secret": [{ keys: { id: "sandboxJdAccessKey", secret: "s" } }, "UNAUTHENTICATED", /does not match/],
    "a date 16 minutes old": [{ now: start - 16 * minute }, "UNAUTHENTICATED", /expired/],
    "a date 16 minutes ahead": [{ now: start + 16 * minute }, "UNAUTHENTICATED", /future/],
    "a scope of another day": [{ day: "20200101" }, "UNAUTHENTICATED", /another day/],
    "a scope of another service": [{ service: "vm" }, "UNAUTHENTICATED", /service vm/],
    "a scope of another region": [{ region: "cn-south-1" }, "UNAUTHENTICATED", /cn-south-1/],
    "a token with a key that has none": [{ headers: { "x-jdcloud-security-token": "t" } }, "UNAUTHENTICATED", /token/],
    "x-jdcloud-algorithm of the other generation": [
      { headers: { "x-jdcloud-algorithm": "JDCLOUD3-HMAC-SHA256" } },
      "UNAUTHENTICATED",
      /algorithm/,
    ],
    "a query changed after signing": [
      {
        spoil: (request) => {
          request.url += "?pageNumber=2";
        },
      },
      "UNAUTHENTICATED",
      /does not match/,
    ],
    "a token that is not signed": [
      {
        spoil: (request) => {
          request.headers["x-jdcloud-security-token"] = "t";
        },
      },
      "UNAUTHENTICATED",
      /have to be signed: x-jdcloud-security-token/,
    ],
    "a nonce that is not signed, in JDCLOUD2": [
      {
        spoil: (request) => {
          request.headers.authorization = (request.headers.authorization ?? "").replace(";x-jdcloud-nonce", "");
        },
      },
      "UNAUTHENTICATED",
      /have to be signed: x-jdcloud-nonce/,
    ],
    "a signed header that is absent": [
      {
        headers: { "x-my": "1" },
        spoil: (request) => {
          delete request.headers["x-my"];
        },
      },
      "UNAUTHENTICATED",
      /absent: x-my/,
    ],
    "no nonce, in JDCLOUD3": [
      {
        generation: 3,
        spoil: (request) => {
          delete request.headers["x-jdcloud-nonce"];
        },
      },
      "UNAUTHENTICATED",
      /nonce is missing/,
    ],
    "a body hash that is not the body's": [
      {
        spoil: (request) => {
          request.headers["x-jdcloud-content-sha256"] = "0".repeat(64);
        },
      },
      "UNAUTHENTICATED",
      /content-sha256/,
    ],
    "no Authorization": [
      {
        spoil: (request) => {
          delete request.headers.authorization;
        },
      },
      "ACCESS_ERROR",
      /Authorization/,
    ],
    "half an Authorization": [
      {
        spoil: (request) => {
          request.headers.authorization =
            "JDCLOUD2-HMAC-SHA256 Credential=a/20261121/cn-north-1/redis/jdcloud2_request";
        },
      },
      "ACCESS_ERROR",
      /Authorization/,
    ],
    "a scope with the ending of the other generation": [
      {
        spoil: (request) => {
          request.headers.authorization = (request.headers.authorization ?? "").replace("jdcloud2_", "jdcloud3_");
        },
      },
      "ACCESS_ERROR",
      /Authorization/,
    ],
  };
  test.each(Object.entries(refused))("%s", async (_name, [options, status, text]) => {
    const answer = await list(options);
    expect(errorOf(answer)).toEqual([401, status]);
    expect(answer.body.error).toMatchObject({ code: 401, message: expect.stringMatching(text) });
  });

  test.each([2, 3] as const)("a nonce used twice, JDCLOUD%d", async (generation) => {
    const f = await fixture();
    const send = () => f.call("GET {r}/quota", {}, { nonce: "n-1", generation });
    expect((await send()).status).toBe(200);
    expect((await send()).body.error.message).toMatch(/nonce was used/);
    f.clock.now += 31 * minute;
    expect((await send()).status).toBe(200);
  });
});
