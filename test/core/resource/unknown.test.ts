import { runtime } from "@pulumi/pulumi";
import { containsUnknown, isUnknown, unknownMarkers } from "../../../provider/core/resource/unknown";

/** Copied from the engine's sources, not from ours: sdk/go/common/resource/plugin/rpc.go. */
const markers = {
  bool: "1c4a061d-8072-4f0a-a4cb-0ff528b18fe7",
  number: "3eeb2bf0-c639-47a8-9e75-3b44932eb421",
  string: "04da6b54-80e4-46f7-96ec-b56ff0331ba9",
  array: "6a19a0b0-7e62-4c92-b797-7f8e31da9cc2",
  asset: "030794c1-ac77-496b-92df-f27374a8bd58",
  archive: "e48ece36-62e2-4504-bad9-02848725956a",
  object: "dd056dcd-154b-4c76-9bd3-c8f88648b5ff",
};

describe("unknown values", () => {
  test.each(Object.entries(markers))("the engine's marker for an unknown %s is recognised", (_, marker) => {
    expect(isUnknown(marker)).toBe(true);
  });

  test("there are no other markers than the engine's seven", () => {
    expect([...unknownMarkers].sort()).toEqual(Object.values(markers).sort());
  });

  test("the SDK's own constant is one of them", () => {
    expect(isUnknown(runtime.unknownValue)).toBe(true);
  });

  test.each<[string, unknown, boolean]>([
    ["an unknown inside a list is found", ["a", markers.string], true],
    ["an unknown inside an object is found", { a: 1, b: markers.number }, true],
    ["an unknown in a list in an object in a list is found", [{ a: ["x", [markers.bool]] }], true],
    ["an unknown as the whole value is found", markers.object, true],
    ["a part of a longer text is none", `x${markers.string}`, false],
    ["upper case is none", markers.string.toUpperCase(), false],
    ["a key is none", { [markers.string]: "a" }, false],
    ["another type is none", 7, false],
    ["null is none", null, false],
    ["undefined is none", undefined, false],
    ["an empty list is none", [], false],
  ])("%s", (_, value, isFound) => {
    expect(containsUnknown(value)).toBe(isFound);
  });

  test("3,000 levels of nesting, about what the wire can carry, are searched", () => {
    let value: unknown = markers.string;
    for (let level = 0; level < 3000; level++) value = level % 2 ? [value] : { in: value };
    expect(containsUnknown(value)).toBe(true);
  });
});
