import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { HttpRequest } from "../../../sandbox/core/http";
import { canonicalRequest, parseAuthorization, sign, stringToSign } from "../../../sandbox/huawei/sign";

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

/** The request on the wire, its query in another order than the canonical one. */
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
