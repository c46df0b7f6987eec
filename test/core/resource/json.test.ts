import { toProperties } from "../../../provider/core/resource/json";

describe("toProperties", () => {
  test.each<[string, object, object]>([
    [
      "undefined is left out, at the top and inside, because one alone fails the whole answer",
      { a: 1, b: undefined, c: { d: undefined, e: "x" } },
      { a: 1, c: { e: "x" } },
    ],
    ["undefined in a list becomes null, so that what follows keeps its place", { a: [1, undefined] }, { a: [1, null] }],
    ["a Date becomes its ISO text instead of {}", { in: [new Date(1000)] }, { in: ["1970-01-01T00:00:01.000Z"] }],
  ])("%s", (_, value, properties) => {
    expect(toProperties(value)).toStrictEqual(properties);
  });

  test("JSON values stay as they are", () => {
    const value = { a: null, b: false, c: 0, d: "", e: [], f: {}, g: [{ h: [-1.5] }] };
    expect(toProperties(value)).toStrictEqual(value);
  });

  test.each([
    ["a bigint", { a: { b: [0, 10n] } }, "a.b[1] is a bigint, which the state cannot hold"],
    ["a function", { a: () => 1 }, "a is a function, which the state cannot hold"],
    ["a symbol", { list: [{ a: Symbol("s") }] }, "list[0].a is a symbol, which the state cannot hold"],
    ["NaN", { size: Number.NaN }, "size is NaN, which the state cannot hold"],
    ["Infinity", { a: [[Infinity]] }, "a[0][0] is Infinity, which the state cannot hold"],
  ])("%s is rejected with its path", (_, value, message) => {
    expect(() => toProperties(value)).toThrow(new TypeError(message));
  });

  test("the error never quotes a neighbouring value", () => {
    expect(() => toProperties({ password: "Secret-1", broken: 1n })).toThrow(/^broken is a bigint/);
  });

  test("a key __proto__ stays a key and gives nothing a prototype", () => {
    const clean = toProperties(JSON.parse('{"__proto__": {"polluted": true}, "a": 1}') as object);
    expect(Object.getPrototypeOf(clean)).toBe(Object.prototype);
    expect(Object.keys(clean)).toEqual(["__proto__", "a"]);
    expect("polluted" in {}).toBe(false);
  });
});
