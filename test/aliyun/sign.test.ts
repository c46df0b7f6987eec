import { readFileSync } from "node:fs";
import { join } from "node:path";
import { canonicalQuery, canonicalRequest, sign, stringToSign } from "../../provider/aliyun/sign";
import { flatten } from "../../provider/core/client/wire";

type Texts = Record<string, string>;
type Input = { requestParams?: Record<string, never>; flattenedQuery?: Texts; query: Texts; headers: Texts } & Record<
  "accessKeyId" | "accessKeySecret" | "method" | "path" | "host" | "action" | "version" | "nonce" | "date" | "body",
  string
> & { securityToken?: string | null };
interface Vector {
  name: string;
  input: Input;
  expected: { headers: Texts } & Record<"canonicalRequest" | "stringToSign" | "signature" | "authorization", string>;
}

const { v3, published } = JSON.parse(readFileSync(join(__dirname, "../vectors/aliyun.json"), "utf8")) as {
  v3: Vector[];
  published: Vector[];
};

const urlOf = (host: string, path: string, query: Readonly<Record<string, string>> = {}) => {
  const url = new URL(path, `https://${host}`);
  for (const [name, value] of Object.entries(query)) url.searchParams.append(name, value);
  return url;
};

describe.each(v3.map((vector) => [vector.name, vector] as const))("sign aliyun reproduces vector %s", (_, vector) => {
  const { input, expected } = vector;
  const key = { id: input.accessKeyId, secret: input.accessKeySecret, token: input.securityToken ?? undefined };
  // The SDK adds these headers itself; they are signed unchanged.
  const added = Object.fromEntries(
    Object.entries(expected.headers).filter(([name]) => ["content-type", "x-acs-credentials-provider"].includes(name)),
  );
  const request = {
    method: "POST" as const,
    url: urlOf(input.host, input.path, input.flattenedQuery),
    headers: added,
    ...(input.body === "" ? {} : { body: input.body }),
  };

  test("the parameters flatten to the query", () => {
    // One vector has a form body, in which this client sends secrets only.
    const sent = input.body === "" ? flatten(input.requestParams ?? {}) : [];
    expect(Object.fromEntries(sent)).toEqual(input.flattenedQuery);
  });

  test("canonical request, string to sign and headers", () => {
    expect(canonicalRequest({ ...request, headers: expected.headers }).text).toBe(expected.canonicalRequest);
    expect(stringToSign(expected.canonicalRequest)).toBe(expected.stringToSign);
    const signed = sign(request, input, key, new Date(input.date), input.nonce);
    expect(signed.headers.authorization).toBe(expected.authorization);
    expect(signed.headers).toMatchObject(expected.headers);
  });
});

describe("sign aliyun", () => {
  const ofV3 = published.filter(({ name }) => name.startsWith("v3"));

  test.each(ofV3.map((vector) => [vector.name, vector] as const))(
    "reproduces the vendor's printed example %s",
    (_, { input, expected }) => {
      const { host = "", "x-acs-action": action = "", "x-acs-version": version = "" } = input.headers;
      const request = { method: input.method as "POST", url: urlOf(host, input.path, input.query), headers: {} };
      const signed = sign(
        request,
        { action, version },
        { id: input.accessKeyId, secret: input.accessKeySecret },
        new Date(input.headers["x-acs-date"] ?? ""),
        input.headers["x-acs-signature-nonce"] ?? "",
      );
      expect(canonicalRequest({ ...request, headers: input.headers }).text).toBe(expected.canonicalRequest);
      expect(signed.headers.authorization).toMatch(new RegExp(`Signature=${expected.signature}$`));
    },
  );

  test("sorts by bytes and encodes the five characters that encodeURIComponent does not", () => {
    expect(
      canonicalQuery([
        ["b", "!'()*"],
        ["B", "~-_."],
        ["a", " +"],
      ]),
    ).toBe("B=~-_.&a=%20%2B&b=%21%27%28%29%2A");
  });
});
