import { redact } from "../../../provider/core/client/redact";

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
