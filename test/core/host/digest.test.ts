import { createHash } from "node:crypto";
import { digest } from "../../../provider/core/host/digest";

describe("digest", () => {
  test("the order of keys is no difference, at any depth", () => {
    expect(digest({ a: 1, b: { c: 2, d: [{ e: 3, f: 4 }] } })).toBe(digest({ b: { d: [{ f: 4, e: 3 }], c: 2 }, a: 1 }));
  });

  test("the order of a list is a difference", () => {
    expect(digest(["a", "b"])).not.toBe(digest(["b", "a"]));
  });

  test("an undefined entry is as good as none, and undefined as good as null", () => {
    expect(digest({ a: 1, b: undefined })).toBe(digest({ a: 1 }));
    expect(digest(undefined)).toBe(digest(null));
  });

  test.each([
    ["a number and its text", 1, "1"],
    ["an empty list and an empty object", [], {}],
    ["a list in a list and the list", [["a"]], ["a"]],
    ["one text with a comma and two", ["a,b"], ["a", "b"]],
    ["null and an absent key", { a: null }, {}],
    ["a list of two and the object with its indexes", ["a", "b"], { 0: "a", 1: "b" }],
  ])("%s differ", (_, one, other) => {
    expect(digest(one)).not.toBe(digest(other));
  });

  test("it is 12 characters of SHA-256 over sorted JSON, for ever: pending tags in users' accounts hold it", () => {
    const sha = createHash("sha256").update('{"a":[1,null,"x"],"b":true}').digest("hex");
    expect(digest({ b: true, a: [1, null, "x"] })).toBe(sha.slice(0, 12));
    expect(digest({ b: true, a: [1, null, "x"] }, 32)).toBe(sha.slice(0, 32));
  });
});
