import { parseParameter, violation } from "../../../sandbox/core/parameters";

describe("the language of parameters", () => {
  test.each([
    ["text", { type: "text", required: false }],
    ["int!", { type: "int", required: true }],
    ["text[]!", { type: "text[]", required: true }],
    ["int(1..9)!", { type: "int", required: true, range: { min: 1, max: 9 } }],
    ["int(-1..)", { type: "int", required: false, range: { min: -1, max: Number.POSITIVE_INFINITY } }],
    ["int(..9)", { type: "int", required: false, range: { min: Number.NEGATIVE_INFINITY, max: 9 } }],
    ["text(a|b)=Wrong.Code!", { type: "text", required: true, values: ["a", "b"], code: "Wrong.Code" }],
  ])("%s", (text, spec) => {
    expect(parseParameter(text)).toEqual(spec);
  });

  test.each(["", "int(1..9", "text()", "int(9..1)", "text(a|)", "int !"])(
    '"%s" is rejected as a mistake in a table',
    (text) => {
      expect(() => parseParameter(text)).toThrow("parameters:");
    },
  );
});

describe("a value", () => {
  test.each([
    ["int(1..9)", 1, undefined],
    ["int(1..9)", 9, undefined],
    ["int(1..9)", 10, "has to be from 1 to 9"],
    ["int(1..)", 0, "has to be at least 1"],
    ["int(..9)", 10, "has to be at most 9"],
    ["int(1|2|4)", 3, "has to be one of 1, 2, 4"],
    ["text(a|b)", "b", undefined],
    ["text(a|b)", "B", "has to be one of a, b"],
    ["text(2..3)", "é😀", undefined],
    ["text(2..3)", "a", "has to be from 2 to 3 characters"],
    ["text", "anything", undefined],
  ])("%s: %s", (text, value, expected) => {
    expect(violation(parseParameter(text), value)).toBe(expected);
  });
});
