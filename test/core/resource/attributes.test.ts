import { attributeEntries, attributeMakers, isPartOf } from "../../../provider/core/resource/attributes";
import { toyAttributes } from "../toy";

interface Observed {
  readonly name: string;
}

const { inPlace, replace, createOnly, requestOption, stateOnly } = attributeMakers<Observed>();

describe("an attribute", () => {
  test.each([
    ["inPlace", inPlace("size"), false, "size"],
    ["replace", replace(), true, undefined],
    ["createOnly", createOnly(), true, undefined],
    ["requestOption", requestOption(), false, undefined],
    ["stateOnly", stateOnly(), false, undefined],
  ])(
    "%s has this change mode, replaces accordingly, and has an updater only in place",
    (mode, attribute, needed, by) => {
      const { changeMode, mayReplace, updater } = attribute;
      expect([changeMode, attribute.replaces("a", "b"), mayReplace, updater]).toEqual([mode, needed, needed, by]);
    },
  );

  test("is readable when it has a reader", () => {
    const attribute = replace((observed) => observed.name);
    expect([attribute.isReadable, attribute.read({ name: "x" })]).toEqual([true, "x"]);
    expect([replace().isReadable, replace().read({ name: "x" })]).toEqual([false, undefined]);
  });

  test("is immutable: each method returns a new attribute", () => {
    const plain = replace<string>();
    const changed = plain.secret().deleteBeforeReplace().writeOnly();
    expect([plain.isSecret, plain.deletesBeforeReplace, plain.isWriteOnly]).toEqual([false, false, false]);
    expect([changed.isSecret, changed.deletesBeforeReplace, changed.isWriteOnly]).toEqual([true, true, true]);
    expect(changed.changeMode).toBe("replace");
  });

  test("written only later is not sent on create", () => {
    expect(inPlace("a").writeOnly().isSentOnCreate).toBe(true);
    expect(inPlace("a").writeOnly("later").isSentOnCreate).toBe(false);
  });

  test("has a value for its removal, or none", () => {
    expect(inPlace<string>("a").whenRemoved("off").valueWhenRemoved).toBe("off");
    expect(inPlace<string>("a").valueWhenRemoved).toBeUndefined();
  });

  test.each([
    ["1 and 1", 1, 1, true],
    ["1 and its text", 1, "1", false],
    ["objects in another order of keys", { a: 1, b: 2 }, { b: 2, a: 1 }, true],
    ["lists in another order", ["a", "b"], ["b", "a"], false],
    ["undefined and undefined", undefined, undefined, true],
    ["undefined and an empty text", undefined, "", false],
    ["a value and undefined", "a", undefined, false],
  ])("compares by value: %s", (_, actual, wanted, same) => {
    expect(inPlace("a").same(actual, wanted)).toBe(same);
  });

  test.each([
    ["another order", ["a", "b"], ["b", "a"], true],
    ["a repetition", ["a", "b"], ["b", "a", "b"], true],
    ["a number and its text", [1], ["1"], true],
    ["one more", ["a"], ["a", "b"], false],
    ["an empty list and none", [], undefined, false],
    ["two texts and one with a comma", ["a,b"], ["a", "b"], false],
  ])("asSet: %s is the same: %p → %p: %p", (_, actual, wanted, same) => {
    expect(inPlace("a").asSet().same(actual, wanted)).toBe(same);
  });

  test("comparedBy gets the actual value first, the wanted one second, and never undefined", () => {
    const asked: unknown[] = [];
    const attribute = inPlace("a").comparedBy((actual: string, wanted: string) => {
      asked.push(`${actual} ${wanted}`);
      return actual.startsWith(wanted);
    });
    expect(attribute.same("7.0.5", "7.0")).toBe(true);
    expect(attribute.same("7.0", "7.0.5")).toBe(false);
    expect(attribute.same(undefined, "7")).toBe(false);
    expect(attribute.same("7", undefined)).toBe(false);
    expect(asked).toEqual(["7.0.5 7.0", "7.0 7.0.5"]);
  });

  test.each([
    ["only what the user wrote", { a: 1, b: 2 }, { a: 1 }, true],
    ["a list in it as a set", { days: ["Mon", "Tue"] }, { days: ["Tue", "Mon", "Mon"] }, true],
    ["another value", { a: 1 }, { a: 2 }, false],
    ["a field that is not there", { b: 2 }, { a: 1 }, false],
    ["a field that is given as undefined", { b: 2 }, { a: undefined, b: 2 }, true],
    ["no field", { b: 2 }, {}, true],
  ])("asPart compares %s", (_, actual, wanted, same) => {
    expect(inPlace("a").asPart().same(actual, wanted)).toBe(same);
    expect(isPartOf(actual, wanted)).toBe(same);
  });

  test("asPart normalizes to the fields that the user wrote", () => {
    const attribute = inPlace("a").asPart();
    expect(attribute.normalize({ a: 1, b: 2 }, { a: 3 })).toEqual({ a: 1 });
    expect(attribute.normalize({ a: 1, b: 2 }, undefined)).toEqual({ a: 1, b: 2 });
    expect(attribute.normalize(undefined, { a: 3 })).toBeUndefined();
  });

  test("normalize returns the observed value, unless normalizedBy says otherwise", () => {
    expect(inPlace("a").normalize("there", "declared")).toBe("there");
    const attribute = inPlace("a").normalizedBy((actual: string, declared: string) => `${actual} for ${declared}`);
    expect(attribute.normalize("there", "declared")).toBe("there for declared");
    expect(attribute.normalize(undefined, "declared")).toBeUndefined();
  });

  test("effectiveWhen decides by the other arguments; the default is effective", () => {
    const attribute = inPlace<number>("a").effectiveWhen<{ other: string }>(({ other }) => other === undefined);
    expect([attribute.isEffective({}), attribute.isEffective({ other: "x" })]).toEqual([true, false]);
    expect(inPlace("a").isEffective({ other: "x" })).toBe(true);
  });

  test("replacesWhen decides by the direction", () => {
    const attribute = inPlace<number>("a").replacesWhen((from: number, to: number) => to < from);
    expect(attribute.changeMode).toBe("inPlace");
    expect([attribute.replaces(7, 6), attribute.replaces(6, 7)]).toEqual([true, false]);
    expect(attribute.replaces(undefined, 6)).toBe(false);
  });
});

test("attributeEntries lists each argument once, in its order", () => {
  expect(attributeEntries(toyAttributes).map(([name]) => name)).toEqual(Object.keys(toyAttributes));
});
