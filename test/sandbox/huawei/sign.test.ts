import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { HttpRequest } from "../../../sandbox/core/http";
import { canonicalRequest, parseAuthorization, sign, stringToSign } from "../../../sandbox/huawei/sign";

interface Vector {
  readonly name: string;
  readonly input: Readonly<Record<"secretKey" | "method" | "path" | "body" | "xSdkDate", string>> &
    Readonly<Record<"query" | "signedHeaders", Readonly<Record<string, string>>>>;
  readonly expected: Readonly<Record<"canonicalRequest" | "stringToSign" | "signature" | "authorization", string>>;
}

const file = readFileSync(join(__dirname, "../../vectors/huawei.json"), "utf8");
const { vectors } = JSON.parse(file) as { vectors: Vector[] };

/** The request on the wire, its query in another order than the canonical one. */
function requestOf({ method, path, query, body, signedHeaders }: Vector["input"]): HttpRequest {
  const pairs = Object.entries(query)
    .flatMap(([name, value]) => [value].flat().map((one) => [name, String(one)]))
    .map((pair) => pair.map(encodeURIComponent).join("="));
  const headers = { ...signedHeaders, accept: "*/*" };
  return { method, path, query: pairs.reverse().join("&"), headers, body: Buffer.from(body) };
}

test("the vendor's SDK gives ten vectors", () => expect(vectors).toHaveLength(10));

test.each(vectors.map((vector) => [vector.name, vector] as const))("%s", (_name, { expected, input }) => {
  const given = parseAuthorization(expected.authorization);
  const canonical = canonicalRequest(requestOf(input), given?.signedHeaders ?? []);
  expect(canonical).toBe(expected.canonicalRequest);
  const text = stringToSign(input.xSdkDate, canonical);
  expect(text).toBe(expected.stringToSign);
  expect(sign(input.secretKey, text)).toBe(expected.signature);
  expect(given?.signature).toBe(expected.signature);
});
