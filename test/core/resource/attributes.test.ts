import { attributeEntries, attributeMakers, isPartOf } from "../../../provider/core/resource/attributes";
import { toyAttributes } from "../toy";

interface Live {
  readonly name: string;
}

const { inPlace, replace, createOnly, requestOption, stateOnly } = attributeMakers<Live>();

describe("a row", () => {
  test.each([
    ["inPlace", inPlace("spec")],
    ["replace", replace()],
    ["createOnly", createOnly()],
    ["requestOption", requestOption()],
    ["stateOnly", stateOnly()],
  ])("%s tells its own way of changing", (change, attribute) => {
    expect(attribute.changeMode).toBe(change);
  });

  test.each([
    ["inPlace", inPlace("spec"), false],
    ["replace", replace(), true],
    ["createOnly", createOnly(), true],
    ["requestOption", requestOption(), false],
    ["stateOnly", stateOnly(), false],
  ])("%s: a change needs another instance: %p", (_, attribute, needed) => {
    expect(attribute.replaces("a", "b")).toBe(needed);
  });

  test("belongs to its aspect only when it changes in place", () => {
    expect([inPlace("spec").updater, replace().updater, stateOnly().updater]).toEqual(["spec", undefined, undefined]);
  });

  test("is readable when it says how, and reads that", () => {
    const attribute = replace((observed) => observed.name);
    expect([attribute.isReadable, attribute.read({ name: "x" })]).toEqual([true, "x"]);
    expect([replace().isReadable, replace().read({ name: "x" })]).toEqual([false, undefined]);
  });

  test("is not changed by what is said of it: each word makes a further row", () => {
    const plain = replace<string>();
    const told = plain.secret().deleteBeforeReplace().writeOnly();
    expect([plain.isSecret, plain.deletesBeforeReplace, plain.isWriteOnly]).toEqual([false, false, false]);
    expect([told.isSecret, told.deletesBeforeReplace, told.isWriteOnly]).toEqual([true, true, true]);
    expect(told.changeMode).toBe("replace");
  });

  test("written only later is not sent by the creating call", () => {
    expect([inPlace("a").writeOnly().isSentOnCreate, inPlace("a").writeOnly("later").isSentOnCreate]).toEqual([
      true,
      false,
    ]);
  });

  test("tells what its removal means, or nothing", () => {
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

  test("comparedBy sees what is there first, what is wanted second, and is never asked about undefined", () => {
    const asked: unknown[] = [];
    const attribute = inPlace("a").comparedBy((actual: string, wanted: string) => {
      asked.push([actual, wanted]);
      return actual.startsWith(wanted);
    });
    const answers = [
      attribute.same("7.0.5", "7.0"),
      attribute.same("7.0", "7.0.5"),
      attribute.same(undefined, "7"),
      attribute.same("7", undefined),
    ];
    expect(answers).toEqual([true, false, false, false]);
    expect(asked).toEqual([
      ["7.0.5", "7.0"],
      ["7.0", "7.0.5"],
    ]);
  });

  test.each([
    ["only what the user wrote", { a: 1, b: 2 }, { a: 1 }, true],
    ["a list in it as a set", { days: ["Mon", "Tue"] }, { days: ["Tue", "Mon", "Mon"] }, true],
    ["another value", { a: 1 }, { a: 2 }, false],
    ["a field that is not there", { b: 2 }, { a: 1 }, false],
    ["a field that is given as undefined", { b: 2 }, { a: undefined, b: 2 }, true],
    ["an empty wish", { b: 2 }, {}, true],
  ])("asPart compares %s", (_, actual, wanted, same) => {
    expect(inPlace("a").asPart().same(actual, wanted)).toBe(same);
    expect(isPartOf(actual, wanted)).toBe(same);
  });

  test("asPart shows of what differs only the fields that the user wrote", () => {
    const attribute = inPlace("a").asPart();
    expect(attribute.normalize({ a: 1, b: 2 }, { a: 3 })).toEqual({ a: 1 });
    expect(attribute.normalize({ a: 1, b: 2 }, undefined)).toEqual({ a: 1, b: 2 });
    expect(attribute.normalize(undefined, { a: 3 })).toBeUndefined();
  });

  test("shows what is there as it is, unless it says how", () => {
    expect(inPlace("a").normalize("there", "declared")).toBe("there");
    const attribute = inPlace("a").normalizedBy((actual: string, declared: string) => `${actual} for ${declared}`);
    expect(attribute.normalize("there", "declared")).toBe("there for declared");
    expect(attribute.normalize(undefined, "declared")).toBeUndefined();
  });

  test("countsWhen decides by the other arguments; without it a row always counts", () => {
    const attribute = inPlace<number>("a").effectiveWhen<{ instanceClass: string }>(
      (args) => args.instanceClass === undefined,
    );
    expect([
      attribute.isEffective({}),
      attribute.isEffective({ instanceClass: "x" }),
      inPlace("a").isEffective({}),
    ]).toEqual([true, false, true]);
  });

  test("butReplacesWhen decides by the direction", () => {
    const attribute = inPlace<number>("a").replacesWhen((from: number, to: number) => to < from);
    expect([attribute.replaces(7, 6), attribute.replaces(6, 7), attribute.changeMode]).toEqual([
      true,
      false,
      "inPlace",
    ]);
  });
});

test("rowsOf lists each argument of a plan once, in its order", () => {
  expect(attributeEntries(toyAttributes).map(([name]) => name)).toEqual(Object.keys(toyAttributes));
});
