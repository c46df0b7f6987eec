import { percentEncode } from "../../provider/core/client/wire";
import { authorization, canonicalRequest, type Generation, sign } from "../../provider/jd/sign";
import { vectors } from "../vectors/jdcloud.json";

type Vector = (typeof vectors)[number];

const requestOf = ({ input }: Vector) => ({
  method: input.method as "GET",
  url: new URL(input.url),
  headers: input.signedHeaderValues as unknown as Record<string, string>,
  body: input.body,
});
const generationOf = ({ scheme }: Vector) => scheme.split("-")[0] as Generation;
const keyOf = ({ input }: Vector) => ({ id: input.accessKeyId, secret: input.secretAccessKey });
const scopeOf = ({ input }: Vector) => ({ region: input.regionId, service: input.service });

describe("the signature of JD Cloud", () => {
  describe.each(vectors.map((vector): [string, Vector] => [vector.name, vector]))(
    "reproduces vector %s",
    (_, vector) => {
      test("canonical request", () => {
        expect(canonicalRequest(requestOf(vector)).text).toBe(vector.expected.canonicalRequest);
      });

      test("string to sign and header", () => {
        const made = authorization(
          requestOf(vector),
          scopeOf(vector),
          keyOf(vector),
          vector.input.date,
          generationOf(vector),
        );
        expect(made.stringToSign).toBe(vector.expected.stringToSign);
        expect(made.header).toBe(vector.expected.authorization);
      });
    },
  );

  const ours = vectors.filter(({ name }) =>
    [
      "get-describe-instance-no-accept",
      "get-list-filters",
      "post-create",
      "post-modify-class-colon-path",
      "post-reset-password-empty",
      "patch-attribute",
      "delete-instance",
      "get-with-security-token",
    ].includes(name),
  );

  test.each(ours.map((vector): [string, Vector] => [vector.name, vector]))(
    "a request as it leaves is vector %s: headers, date and nonce included",
    (_, vector) => {
      const { method, url, body } = requestOf(vector);
      const [, y, mo, d, h, mi, s] = /^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z$/.exec(vector.input.date) ?? [];
      const at = new Date(`${y}-${mo}-${d}T${h}:${mi}:${s}.123Z`);
      const token = requestOf(vector).headers["x-jdcloud-security-token"];
      const signed = sign(
        { method, url, headers: {}, body },
        scopeOf(vector),
        { ...keyOf(vector), token },
        at,
        vector.input.nonce,
      );
      expect(signed.headers).toEqual({
        ...vector.input.signedHeaderValues,
        authorization: vector.expected.authorization,
      });
    },
  );

  test("a verb's colon is signed as %3A however the URL spells it", () => {
    const path = (url: string) =>
      canonicalRequest({ method: "POST", url: new URL(url), headers: {} }).text.split("\n")[1];
    expect(path("https://redis.jdcloud-api.com/v1/x:verb")).toBe("/v1/x%3Averb");
    expect(path("https://redis.jdcloud-api.com/v1/x%3Averb")).toBe("/v1/x%3Averb");
  });

  test("reserved characters are encoded, the unreserved are not, and a blank is %20", () => {
    expect(percentEncode("a b+c!*'()~-._/缓")).toBe("a%20b%2Bc%21%2A%27%28%29~-._%2F%E7%BC%93");
  });
});
