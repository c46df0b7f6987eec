import { Settings } from "../../../provider/core/client/settings";
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
  ...{ changed: [name], replaces: [name], deletesBeforeReplace },
});

type Meaning = (name: string) => object;
const first = (name: string) => replaces(name, true);
const same = () => nothing;

/** For each sort of argument: what it means that its value changes, is removed, or is unknown. */
const table: readonly [sort: string, name: string, from: unknown, to: unknown, Meaning, Meaning, Meaning][] = [
  ["in place", "title", "old", "new", changes, same, changes],
  ["in place, with a value for its removal", "tags", { a: "1" }, { a: "2" }, changes, changes, changes],
  ["in place, compared as a set", "ips", ["a", "b"], ["a"], changes, changes, changes],
  ["write-only secret", "password", "Old-Secret", "New-Secret", changes, same, changes],
  ["in place but for decreases; decreased", "version", 7, 6, replaces, same, changes],
  ["in place but for decreases; increased", "version", 6, 7, changes, same, changes],
  ["replace", "zone", "a", "b", replaces, same, replaces],
  ["replace, old one first", "address", "10.0.0.1", "10.0.0.2", first, same, first],
  ["create-only", "backup", "b-1", "b-2", replaces, same, replaces],
  ["request option", "adoptInstanceId", "toy-1", "toy-2", same, same, same],
  ["state-only", "prepaidDestroy", "refuse", "forget", changes, changes, changes],
];

describe.each(table)("an argument that is %s", (_, name, from, to, changed, removed, planned) => {
  const olds = state({ [name]: from });

  test.each([
    ["its value stays the same", olds, { [name]: structuredClone(from) }, same],
    ["its value changes", olds, { [name]: to }, changed],
    ["the program no longer gives it", olds, {}, removed],
    ["its value is unknown at preview", olds, { [name]: unknown }, planned],
    ["the program never gave it, although the cloud shows a value", { [name]: from, __inputKeys: [] }, {}, same],
  ])("is compared as its sort says when %s", (__, before, now, expected) => {
    expect(compare(definition, before, now)).toEqual(expected(name));
  });
});

describe("compare", () => {
  const unlisted = { zone: "a", title: "x", __inputKeys: [] };
  const all = state({ title: "x", zone: "a", address: "10.0.0.1", adoptInstanceId: "toy-1" });
  const exclusive = state({ zone: "a", address: "10.0.0.1" });
  const two = { changed: ["title", "zone"], replaces: ["zone"], deletesBeforeReplace: false };
  const internal = { __provider: "old", __urn: "a", __identity: "1", status: "Normal", instanceId: "i-1", __v: 1 };

  test.each<[string, Values, Values, object]>([
    ["an argument given for the first time with the current value", unlisted, { zone: "a", title: "x" }, nothing],
    ["an argument given for the first time with another value", unlisted, { zone: "b", title: "y" }, two],
    ["the removal of an argument that has its value for removal", state({ tags: {}, ips: ["127.0.0.1"] }), {}, nothing],
    ["an unknown inside a list", state({ ips: ["10.0.0.1"] }), { ips: [unknown] }, changes("ips")],
    ["an unknown inside an object", state({ tags: { a: "1" } }), { tags: { a: unknown } }, changes("tags")],
    [
      "several changes, in the order of the attributes; one is enough to delete first",
      all,
      { title: "y", zone: "b", address: "10.0.0.2", adoptInstanceId: "toy-2" },
      { changed: ["title", "zone", "address"], replaces: ["zone", "address"], deletesBeforeReplace: true },
    ],
    [
      "a replacement with an exclusive value, which deletes first",
      exclusive,
      { ...exclusive, zone: "b" },
      first("zone"),
    ],
    ["a replacement without it any more", exclusive, { zone: "b" }, replaces("zone")],
    ["an exclusive value without a replacement", exclusive, { zone: "a", address: "10.0.0.1" }, nothing],
    [
      "internal properties, outputs and unknown names, which are not compared",
      internal,
      { __provider: "new", __urn: "b", __identity: "2", __inherited: ["region"], colour: "red" },
      nothing,
    ],
  ])("%s", (_, olds, news, expected) => {
    expect(compare(definition, olds, news)).toEqual(expected);
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

  // Delete sees only the state.
  test.each<[string, unknown, unknown, object]>([
    ["raised", { create: "30m" }, { create: "40m" }, changes("__timeouts")],
    ["given for the first time", undefined, { delete: "40m" }, changes("__timeouts")],
    ["removed", { create: "30m" }, undefined, changes("__timeouts")],
    ["in another order", { create: "1m", delete: "2m" }, { delete: "2m", create: "1m" }, nothing],
  ])("__timeouts %s", (_, from, to, expected) => {
    expect(compare(definition, { __timeouts: from }, { __timeouts: to })).toEqual(expected);
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
