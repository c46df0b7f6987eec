import fc from "fast-check";
import { redact } from "../../../provider/core/client/redact";
import { percentEncode } from "../../../provider/core/client/wire";

const password = 'p&ss"wörd/1';

describe("redact", () => {
  test.each<[string, text: string, secret: string | undefined, shown: string]>([
    ["goes, plain", `the value ${password} is weak`, password, "the value [hidden] is weak"],
    ["goes, URL-encoded", `?Password=${encodeURIComponent(password)}&x=1`, password, "?Password=[hidden]&x=1"],
    ["goes, JSON-escaped", `body ${JSON.stringify({ password })}`, password, 'body {"password":"[hidden]"}'],
    ["goes twice", `${password} and ${password}`, password, "[hidden] and [hidden]"],
    ["goes in the strict RFC 3986 spelling", "Password=It%27s%20%28a%29%2Ab%21", "It's (a)*b!", "Password=[hidden]"],
    ["with half a character, which no URL can spell, goes", "it is ab\ud800cd", "ab\ud800cd", "it is [hidden]"],
    ["with the signs of a pattern is taken literally", "a.*b aXXb $&", "a.*b", "[hidden] aXXb $&"],
    ["that does not occur leaves the text", "all well", "Secret-1", "all well"],
    ["of three characters makes no holes in words", "abc of the alphabet", "abc", "abc of the alphabet"],
    ["that is empty makes no holes in words", "abc of the alphabet", "", "abc of the alphabet"],
    ["that is missing makes no holes in words", "abc of the alphabet", undefined, "abc of the alphabet"],
  ])("a secret %s", (_, text, secret, shown) => {
    expect(redact(text, [secret])).toBe(shown);
  });

  test("the longer of two secrets goes whole when it begins with the shorter", () => {
    expect(redact("abcd1234 abcd", ["abcd", "abcd1234"])).toBe("[hidden] [hidden]");
  });
});

/** Everything that we send, or that a server may make of it. */
const encodings: Readonly<Record<string, (text: string) => string>> = {
  query: (text) => new URLSearchParams([["", text]]).toString().slice(1),
  strict: percentEncode,
  loose: (text) => encodeURIComponent(text.toWellFormed()),
  "lower-case": (text) => percentEncode(text).replace(/%../g, (digits) => digits.toLowerCase()),
  "every byte": (text) => [...Buffer.from(text)].map((byte) => `%${byte.toString(16).padStart(2, "0")}`).join(""),
  path: (text) => new URL(`http://a/${text.replace(/[?#\\/.\s]|[^\x21-\x7e]/gu, percentEncode)}`).pathname.slice(1),
  json: (text) => JSON.stringify(text).slice(1, -1),
  "json of ASCII": (text) =>
    JSON.stringify(text)
      .slice(1, -1)
      .replace(/[^\x20-\x7e]|[<>&']/g, (char) => `\\u${char.charCodeAt(0).toString(16).padStart(4, "0")}`),
  xml: (text) => text.replace(/[&<>"']/g, (char) => `&#${char.charCodeAt(0)};`),
  plain: (text) => text,
};
const whole: Readonly<Record<string, (text: string) => string>> = {
  base64: (text) => Buffer.from(text).toString("base64"),
  "base64 for URLs": (text) => Buffer.from(text).toString("base64url"),
  "base64 with a neighbour": (text) => Buffer.from(`user:${text}:x`).toString("base64"),
  hex: (text) => Buffer.from(text).toString("hex"),
  plain: (text) => text,
};

test("no encoding that we send, and none inside another, lets a secret through", () => {
  const encoding = fc.constantFrom(...Object.keys(encodings));
  const secret = fc.oneof(
    fc.string({ minLength: 6, maxLength: 40 }),
    fc.string({ minLength: 6, maxLength: 40, unit: "grapheme" }),
    fc.string({ minLength: 6, maxLength: 20, unit: fc.constantFrom(..."aB1!*'()~%25+ &=\\/\"<>\u00f6".split("")) }),
  );
  fc.assert(
    fc.property(secret, fc.constantFrom(...Object.keys(whole)), encoding, encoding, (value, first, second, third) => {
      const spelt = [whole[first], encodings[second], encodings[third]].reduce(
        (text, encode) => (encode as (text: string) => string)(text),
        value,
      );
      const shown = redact(`Password=${spelt}&Next=1`, ["another-secret", value]);
      expect(shown).toContain("[hidden]");
      if (first !== "base64 with a neighbour") {
        // Base64 ends in signs that depend on the length alone.
        expect(shown).toMatch(/^Password=\[hidden\].{0,18}&Next=1$/s);
      }
    }),
    { numRuns: 3000 },
  );
});

test("the time that a search takes does not explode for a secret that looks like its own encoding", () => {
  const secret = "%25".repeat(60);
  expect(redact(`${"%25".repeat(4000)}!`, [secret])).not.toContain("%25".repeat(60));
});
