import { authorization, canonicalRequest, type Generation, sign } from "../../provider/jd/sign";
import { vectors } from "../vectors/jdcloud.json";

/** A vector in the terms of `sign.ts`. */
const cases = vectors.map(({ name, scheme, input, expected }) => ({
  name,
  input,
  expected,
  headers: input.signedHeaderValues as unknown as Record<string, string>,
  request: { method: input.method as "GET", url: new URL(input.url), headers: {}, body: input.body },
  scope: { region: input.regionId, service: input.service },
  key: { id: input.accessKeyId, secret: input.secretAccessKey },
  generation: scheme.split("-")[0] as Generation,
}));

describe("the signature of JD Cloud", () => {
  test.each(cases)("reproduces vector $name", ({ input, expected, headers, request, scope, key, generation }) => {
    const withHeaders = { ...request, headers };
    expect(canonicalRequest(withHeaders).text).toBe(expected.canonicalRequest);
    expect(authorization(withHeaders, scope, key, input.date, generation)).toEqual({
      stringToSign: expected.stringToSign,
      header: expected.authorization,
    });
  });

  /** The vectors with the headers that we send. */
  const ours = [
    "get-describe-instance-no-accept",
    "get-list-filters",
    "post-create",
    "post-modify-class-colon-path",
    "post-reset-password-empty",
    "patch-attribute",
    "delete-instance",
    "get-with-security-token",
  ];

  const sent = cases.filter(({ name }) => ours.includes(name));
  test.each(sent)(
    "a request is sent as in vector $name, with headers, date and nonce",
    ({ input, expected, headers, request, scope, key }) => {
      const [, y, mo, d, h, mi, s] = /^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z$/.exec(input.date) ?? [];
      const at = new Date(`${y}-${mo}-${d}T${h}:${mi}:${s}.123Z`);
      const token = headers["x-jdcloud-security-token"];
      const signed = sign(request, scope, { ...key, token }, at, input.nonce);
      expect(signed.headers).toEqual({ ...headers, authorization: expected.authorization });
    },
  );

  test.each([":", "%3A"])("the colon of a verb is signed as %%3A when the URL spells it %s", (colon) => {
    const url = new URL(`https://redis.jdcloud-api.com/v1/x${colon}verb`);
    expect(canonicalRequest({ method: "POST", url, headers: {} }).text.split("\n")[1]).toBe("/v1/x%3Averb");
  });
});
