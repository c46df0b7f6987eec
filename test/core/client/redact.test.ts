import fc from "fast-check";
import { redact } from "../../../provider/core/client/redact";
import { percentEncode } from "../../../provider/core/client/wire";

const password = 'p&ss"wörd/1';

describe("redact", () => {
  test.each([
    ["plain", `the value ${password} is weak`, "the value [hidden] is weak"],
    ["URL-encoded", `?Password=${encodeURIComponent(password)}&x=1`, "?Password=[hidden]&x=1"],
    ["JSON-escaped", `body ${JSON.stringify({ password })}`, 'body {"password":"[hidden]"}'],
    ["twice", `${password} and ${password}`, "[hidden] and [hidden]"],
  ])("a secret goes, %s", (_, text, shown) => {
    expect(redact(text, [password])).toBe(shown);
  });

  test("a secret goes in the strict RFC 3986 spelling that signed requests use", () => {
    expect(redact("canonical: Password=It%27s%20%28a%29%2Ab%21", ["It's (a)*b!"])).toBe("canonical: Password=[hidden]");
  });

  test("the longer of two secrets goes whole when it begins with the shorter", () => {
    expect(redact("abcd1234 abcd", ["abcd", "abcd1234"])).toBe("[hidden] [hidden]");
  });

  test.each([["abc"], [""], [undefined]])(
    "a secret of fewer than 4 characters, %p, makes no holes in words",
    (secret) => {
      expect(redact("abc of the alphabet", [secret])).toBe("abc of the alphabet");
    },
  );

  test("a text without secrets stays as it is", () => {
    expect(redact("all well", ["Secret-1"])).toBe("all well");
  });

  test("half a character in a secret, which no URL can spell, breaks nothing", () => {
    expect(redact("it is ab\ud800cd", ["ab\ud800cd"])).toBe("it is [hidden]");
  });

  test("a secret with the signs of a pattern is taken literally", () => {
    expect(redact("a.*b aXXb $&", ["a.*b"])).toBe("[hidden] aXXb $&");
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
