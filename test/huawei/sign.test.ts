import { canonicalRequest, sdkDate, sign, stringToSign } from "../../provider/huawei/sign";
import { vectors } from "../vectors/huawei.json";

type Vector = (typeof vectors)[number];

/** The vector's request as `sign` gets it: what it adds by itself is taken out. */
function requestOf({ input }: Vector) {
  const url = new URL(`https://${input.host}${input.path}`);
  for (const [name, value] of Object.entries(input.query)) {
    for (const one of Array.isArray(value) ? value : [value]) url.searchParams.append(name, String(one));
  }
  const own = ["host", "x-sdk-date", "x-security-token"];
  const headers = Object.fromEntries(Object.entries(input.signedHeaders).filter(([name]) => !own.includes(name)));
  return { method: input.method as "GET", url, headers, ...(input.body === "" ? {} : { body: input.body }) };
}

const dateOf = ({ input }: Vector) =>
  new Date(input.xSdkDate.replace(/^(....)(..)(..)T(..)(..)(..)Z$/, "$1-$2-$3T$4:$5:$6Z"));
const keyOf = ({ input }: Vector) => ({
  id: input.accessKey,
  secret: input.secretKey,
  token: input.securityToken ?? undefined,
});

describe("sign huawei", () => {
  const named = vectors.map((vector) => [vector.name, vector] as const);
  test.each(named)("reproduces vector %s: canonical request, string to sign, header", (_name, vector) => {
    const { expected, input } = vector;
    const signed = sign(requestOf(vector), keyOf(vector), dateOf(vector));
    const { authorization, ...headers } = signed.headers;
    const { text, signedHeaders } = canonicalRequest({ ...signed, headers });
    expect(text).toBe(expected.canonicalRequest);
    expect(signedHeaders).toBe(expected.signedHeaders);
    expect(stringToSign(input.xSdkDate, text)).toBe(expected.stringToSign);
    expect(authorization).toBe(expected.authorization);
  });

  test("there are ten vectors", () => expect(vectors).toHaveLength(10));

  test("writes the date without punctuation and fractions", () => {
    expect(sdkDate(new Date("2026-11-21T08:09:10.999Z"))).toBe("20261121T080910Z");
  });

  test("encodes a path segment once, even if the URL has it encoded", () => {
    const url = new URL("https://dcs.cn-north-4.myhuaweicloud.com/v2/a%20b/instances");
    const { text } = canonicalRequest({ method: "GET", url, headers: {} });
    expect(text).toContain("\n/v2/a%20b/instances/\n");
  });
});
