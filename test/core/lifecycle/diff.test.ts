import { Settings } from "../../../provider/core/client/credentials";
import { compare, diff } from "../../../provider/core/lifecycle/diff";
import { type ToyInputs, toyAttributes, toyDefinition, toyEnv, toySession } from "../toy";

const definition = toyDefinition();
const unknown = "04da6b54-80e4-46f7-96ec-b56ff0331ba9";
type Values = Readonly<Record<string, unknown>>;

/** What the state holds of the arguments, the program having given them all. */
const state = (values: Values): Values => ({ ...values, __inputKeys: Object.keys(values) });

const nothing = { changed: [], replaces: [], deletesBeforeReplace: false };
const changes = (name: string) => ({ ...nothing, changed: [name] });
const replaces = (name: string, deletesBeforeReplace = false) => ({
  changed: [name],
  replaces: [name],
  deletesBeforeReplace,
});

/** For each sort of argument: what it means that its value changes, is removed, or is unknown. */
const table: readonly [
  sort: string,
  name: string,
  from: unknown,
  to: unknown,
  changed: object,
  removed: object,
  unknown: object,
][] = [
  ["in place", "title", "old", "new", changes("title"), nothing, changes("title")],
  [
    "in place, with a value for its removal",
    "tags",
    { a: "1" },
    { a: "2" },
    changes("tags"),
    changes("tags"),
    changes("tags"),
  ],
  ["in place, compared as a set", "ips", ["a", "b"], ["a"], changes("ips"), changes("ips"), changes("ips")],
  ["write-only secret", "password", "Old-Secret", "New-Secret", changes("password"), nothing, changes("password")],
  ["in place but for decreases; decreased", "version", 7, 6, replaces("version"), nothing, changes("version")],
  ["in place but for decreases; increased", "version", 6, 7, changes("version"), nothing, changes("version")],
  ["replace", "zone", "a", "b", replaces("zone"), nothing, replaces("zone")],
  [
    "replace, old one first",
    "address",
    "10.0.0.1",
    "10.0.0.2",
    replaces("address", true),
    nothing,
    replaces("address", true),
  ],
  ["create-only", "backup", "b-1", "b-2", replaces("backup"), nothing, replaces("backup")],
  ["request option", "adoptInstanceId", "toy-1", "toy-2", nothing, nothing, nothing],
  [
    "state-only",
    "prepaidDestroy",
    "refuse",
    "forget",
    changes("prepaidDestroy"),
    changes("prepaidDestroy"),
    changes("prepaidDestroy"),
  ],
];

describe.each(table)("an argument that is %s", (_, name, from, to, changed, removed, planned) => {
  const olds = state({ [name]: from });

  test("is no difference while its value stays the same", () => {
    expect(compare(definition, olds, { [name]: structuredClone(from) })).toEqual(nothing);
  });

  test("is compared as its sort says when its value changes", () => {
    expect(compare(definition, olds, { [name]: to })).toEqual(changed);
  });

  test("is compared as its sort says when the program no longer gives it", () => {
    expect(compare(definition, olds, {})).toEqual(removed);
  });

  test("is compared as its sort says when its value is unknown at preview", () => {
    expect(compare(definition, olds, { [name]: unknown })).toEqual(planned);
  });

  test("is no difference when the program never gave it, although the cloud shows a value", () => {
    expect(compare(definition, { [name]: from, __inputKeys: [] }, {})).toEqual(nothing);
  });
});

describe("compare", () => {
  test("an argument given for the first time with the current value is no difference", () => {
    expect(compare(definition, { zone: "a", title: "x", __inputKeys: [] }, { zone: "a", title: "x" })).toEqual(nothing);
  });

  test("an argument given for the first time with another value is compared as its sort says", () => {
    expect(compare(definition, { zone: "a", title: "x", __inputKeys: [] }, { zone: "b", title: "y" })).toEqual({
      changed: ["title", "zone"],
      replaces: ["zone"],
      deletesBeforeReplace: false,
    });
  });

  test("removing an argument that already has its value for removal is no difference", () => {
    expect(compare(definition, state({ tags: {}, ips: ["127.0.0.1"] }), {})).toEqual(nothing);
  });

  test("an unknown inside a list or an object counts as unknown", () => {
    expect(compare(definition, state({ ips: ["10.0.0.1"] }), { ips: [unknown] }).changed).toEqual(["ips"]);
    expect(compare(definition, state({ tags: { a: "1" } }), { tags: { a: unknown } }).changed).toEqual(["tags"]);
  });

  test("several changes are all listed, in the order of the attributes, and one is enough to delete first", () => {
    const olds = state({ title: "x", zone: "a", address: "10.0.0.1", adoptInstanceId: "toy-1" });
    expect(compare(definition, olds, { title: "y", zone: "b", address: "10.0.0.2", adoptInstanceId: "toy-2" })).toEqual(
      {
        changed: ["title", "zone", "address"],
        replaces: ["zone", "address"],
        deletesBeforeReplace: true,
      },
    );
  });

  test("an argument without effect beside the others is no difference", () => {
    const attributes = {
      ...toyAttributes,
      version: toyAttributes.version.effectiveWhen<ToyInputs>(({ backup }) => backup === undefined),
    };
    const changing = toyDefinition(undefined, { attributes });
    const olds = state({ version: 1, backup: "b" });
    expect(compare(changing, olds, { version: 2, backup: "b" })).toEqual(nothing);
    expect(compare(changing, olds, { version: 2 })).toEqual(changes("version"));
  });

  test("an exclusive value, such as an address, makes any replacement delete first, also where the value stays the same", () => {
    const olds = state({ zone: "a", address: "10.0.0.1" });
    expect(compare(definition, olds, { zone: "b", address: "10.0.0.1" })).toEqual(replaces("zone", true));
    expect(compare(definition, olds, { zone: "b" })).toEqual(replaces("zone", false));
    expect(compare(definition, olds, { zone: "a", address: "10.0.0.1" })).toEqual(nothing);
  });

  test.each([
    ["raised", { create: "30m" }, { create: "40m" }],
    ["given for the first time", undefined, { delete: "40m" }],
    ["removed", { create: "30m" }, undefined],
  ])("__timeouts %s are a change, because delete sees only the state", (_, from, to) => {
    expect(compare(definition, { __timeouts: from }, { __timeouts: to })).toEqual(changes("__timeouts"));
  });

  test("__timeouts in another order are no difference", () => {
    const [from, to] = [
      { create: "1m", delete: "2m" },
      { delete: "2m", create: "1m" },
    ];
    expect(compare(definition, { __timeouts: from }, { __timeouts: to })).toEqual(nothing);
  });

  test("neither internal properties, nor outputs, nor unknown names are compared", () => {
    const olds = { __provider: "old", __urn: "a", __identity: "1", status: "Normal", instanceId: "i-1", __v: 1 };
    const news = { __provider: "new", __urn: "b", __identity: "2", __inherited: ["region"], colour: "red" };
    expect(compare(definition, olds, news)).toEqual(nothing);
  });
});

describe("diff", () => {
  const settings = new Settings(definition.cloud, () => undefined, toyEnv);
  const answer = (olds: Values, news: Values) =>
    diff(definition, toySession(), settings, "i-1", { ...olds }, { ...news });

  // The engine decides after the answer whether replaceOnChanges turns the update into a replacement.
  test("asks for the old instance to be deleted first while it has an exclusive value, also where it plans an update", () => {
    const olds = state({ title: "old", address: "10.0.0.1" });
    expect(answer(olds, { title: "new", address: "10.0.0.1" })).toMatchObject({
      replaces: [],
      deleteBeforeReplace: true,
    });
    expect(answer(olds, { title: "new" })).toMatchObject({ replaces: [], deleteBeforeReplace: false });
  });
});
