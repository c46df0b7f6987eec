import type { Location } from "../../../provider/core/resource/location";
import { driftBeyondRepair, inputsFromState, type StateParts, stateOf } from "../../../provider/core/resource/state";
import { type ToyInputs, type ToyInstance, toyAttributes, toyDefinition } from "../toy";

const definition = toyDefinition();
const location: Location = { region: "north", endpoint: "vendor", accessKey: "key" };
const observed: ToyInstance = { id: "i-1", status: "Normal", region: "north" };
const showing = (more: Partial<ToyInstance>): ToyInstance => ({ ...observed, ...more });

const known = (args: StateParts["args"], more: Partial<StateParts> = {}): StateParts => ({
  args,
  internal: { __provider: "code", __urn: "urn", __identity: "identity" },
  location,
  readiness: "ready",
  written: {},
  ...more,
});

describe("outputs", () => {
  test.each<[string, StateParts["args"], Partial<ToyInstance>, object]>([
    [
      "in place: the declared spelling while the cloud means the same",
      { ips: ["b", "a", "a"] },
      { ips: ["a", "b"] },
      { ips: ["b", "a", "a"] },
    ],
    [
      "in place: what the cloud shows when that is another value, which is drift",
      { title: "mine", ips: ["a"] },
      { title: "theirs", ips: ["a", "c"] },
      { title: "theirs", ips: ["a", "c"] },
    ],
    ["in place: the declared value of what the cloud does not show", { title: "mine" }, {}, { title: "mine" }],
    ["in place: what the cloud shows of what was not declared", {}, { title: "theirs" }, { title: "theirs" }],
    ["replace: the declared value, because drift alone never replaces", { zone: "a" }, { zone: "b" }, { zone: "a" }],
    ["replace: what the cloud shows of what was not declared", {}, { zone: "b" }, { zone: "b" }],
    ["replace when decreased: the declared value", { version: 6 }, { version: 7 }, { version: 6 }],
    ["increased in place: what the cloud shows", { version: 7 }, { version: 6 }, { version: 6 }],
    [
      "what cannot be observed, such as state-only arguments and request options: the declared value",
      { prepaidDestroy: "forget", adoptInstanceId: "toy-1", backup: "b-1" },
      {},
      { prepaidDestroy: "forget", adoptInstanceId: "toy-1", backup: "b-1" },
    ],
  ])("of an argument, %s", (_, args, shown, expected) => {
    expect(stateOf(definition, known(args), showing(shown))).toMatchObject(expected);
  });

  test("a write-only argument shows what was last written, whatever is declared", () => {
    const outputs = stateOf(definition, known({ password: "New-1" }, { written: { password: "Old-1" } }), observed);
    expect(outputs.password).toBe("Old-1");
    expect(outputs.connectionString).toContain("Old-1");
    expect(stateOf(definition, known({ password: "New-1" }), observed).password).toBeNull();
  });

  test("outputs of the create call are kept, below the arguments", () => {
    const createOnlyOutputs = { orderNum: "o-1", title: "from create" };
    const outputs = stateOf(definition, known({ title: "mine" }, { createOnlyOutputs }), observed);
    expect(outputs).toMatchObject({ orderNum: "o-1", title: "mine" });
  });

  test("an instance that cannot be observed yet has the declared arguments and no outputs", () => {
    const outputs = stateOf(definition, known({ zone: "a", title: "t" }, { readiness: "pending" }), undefined);
    expect(outputs).toMatchObject({ zone: "a", title: "t", __readiness: "pending" });
    expect(outputs).not.toHaveProperty("status");
  });

  test("internal properties: internal inputs, location, readiness, version and the sorted names of the arguments", () => {
    expect(stateOf(definition, known({ zone: "a", version: 1, title: "t" }), observed)).toMatchObject({
      ...{ __provider: "code", __urn: "urn", __identity: "identity" },
      ...{ __v: 1, __location: location, __readiness: "ready", __inputKeys: ["title", "version", "zone"] },
    });
  });

  test("no value is undefined, because the engine would lose the id", () => {
    const parts = known({ title: undefined }, { location: { ...location, account: undefined } });
    const outputs = stateOf(definition, parts, observed);
    expect(JSON.parse(JSON.stringify(outputs))).toStrictEqual(outputs);
    expect(Object.values(outputs)).not.toContain(undefined);
  });
});

describe("inputs of a refresh", () => {
  test("are the user's arguments as the cloud shows them and the internal ones, and no others", () => {
    const outputs = stateOf(
      definition,
      known({ title: "mine", zone: "a", password: "P-12345" }, { written: { password: "P-12345" } }),
      showing({ title: "theirs", zone: "b", version: 4, tags: { a: "1" } }),
    );
    expect(inputsFromState(outputs)).toStrictEqual({
      ...{ title: "theirs", zone: "a", password: "P-12345" },
      ...{ __provider: "code", __urn: "urn", __identity: "identity" },
    });
  });

  test("leave out an argument that was declared and has no value now", () => {
    expect(inputsFromState({ __inputKeys: ["title"], __urn: "urn" })).toStrictEqual({ __urn: "urn" });
  });

  test("of a state without names are the internal ones alone", () => {
    expect(inputsFromState({ title: "x", __urn: "urn", __v: 1 })).toStrictEqual({ __urn: "urn" });
  });
});

describe("drift beyond repair", () => {
  test.each<[string, object, Partial<ToyInstance>, string]>([
    ["a replace-only argument", { zone: "a" }, { zone: "b" }, "zone"],
    ["an in-place argument in the direction that replaces", { version: 6 }, { version: 7 }, "version"],
  ])("is %s", (_, args, shown, name) => {
    const drifts = driftBeyondRepair(definition, { ...args }, showing(shown));
    expect(drifts.map((drift) => drift.name)).toEqual([name]);
    expect(drifts[0]?.text).toMatch(/ is .* not what the program declares.*drift alone never replaces/);
  });

  test.each<[string, object, Partial<ToyInstance>]>([
    ["an in-place argument", { title: "a" }, { title: "b" }],
    ["an in-place argument in the direction that does not replace", { version: 7 }, { version: 6 }],
    ["a value that is the same", { zone: "a" }, { zone: "a" }],
    ["a value that the cloud does not show", { zone: "a" }, {}],
    ["an argument that is not declared", {}, { zone: "b" }],
    ["a create-only argument", { backup: "a" }, {}],
  ])("is not %s", (_, args, shown) => {
    expect(driftBeyondRepair(definition, { ...args }, showing(shown))).toEqual([]);
  });

  test("is not an argument without effect beside the others", () => {
    const zone = toyAttributes.zone.effectiveWhen<ToyInputs>(({ backup }) => backup === undefined);
    const changed = { ...definition, attributes: { ...definition.attributes, zone } };
    expect(driftBeyondRepair(changed, { zone: "a", backup: "b" }, showing({ zone: "b" }))).toEqual([]);
    expect(driftBeyondRepair(changed, { zone: "a" }, showing({ zone: "b" }))).toHaveLength(1);
  });
});
