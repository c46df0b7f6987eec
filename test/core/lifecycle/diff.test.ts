import { compare } from "../../../provider/core/lifecycle/diff";
import { type ToyArgs, toyAttributes, toyDefinition } from "../toy";

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

/** One row a sort of argument: what each way of changing it means. */
const table: readonly {
  sort: string;
  name: string;
  from: unknown;
  to: unknown;
  changed: object;
  removed: object;
  unknown: object;
}[] = [
  {
    sort: "in place",
    name: "title",
    from: "old",
    to: "new",
    changed: changes("title"),
    removed: nothing,
    unknown: changes("title"),
  },
  {
    sort: "in place, with a value for when it is removed",
    name: "tags",
    from: { a: "1" },
    to: { a: "2" },
    changed: changes("tags"),
    removed: changes("tags"),
    unknown: changes("tags"),
  },
  {
    sort: "in place as a set",
    name: "ips",
    from: ["10.0.0.1", "10.0.0.2"],
    to: ["10.0.0.1"],
    changed: changes("ips"),
    removed: changes("ips"),
    unknown: changes("ips"),
  },
  {
    sort: "write-only secret",
    name: "password",
    from: "Old-Secret",
    to: "New-Secret",
    changed: changes("password"),
    removed: nothing,
    unknown: changes("password"),
  },
  {
    sort: "in place, but replaced when it goes down; here down",
    name: "version",
    from: 7,
    to: 6,
    changed: replaces("version"),
    removed: nothing,
    unknown: changes("version"),
  },
  {
    sort: "in place, but replaced when it goes down; here up",
    name: "version",
    from: 6,
    to: 7,
    changed: changes("version"),
    removed: nothing,
    unknown: changes("version"),
  },
  {
    sort: "replace",
    name: "zone",
    from: "a",
    to: "b",
    changed: replaces("zone"),
    removed: nothing,
    unknown: replaces("zone"),
  },
  {
    sort: "replace, the old one first",
    name: "address",
    from: "10.0.0.1",
    to: "10.0.0.2",
    changed: replaces("address", true),
    removed: nothing,
    unknown: replaces("address", true),
  },
  {
    sort: "create-only",
    name: "backup",
    from: "b-1",
    to: "b-2",
    changed: replaces("backup"),
    removed: nothing,
    unknown: replaces("backup"),
  },
  {
    sort: "call option",
    name: "coupon",
    from: "c-1",
    to: "c-2",
    changed: nothing,
    removed: nothing,
    unknown: nothing,
  },
  {
    sort: "state-only",
    name: "policy",
    from: "refuse",
    to: "forget",
    changed: changes("policy"),
    removed: changes("policy"),
    unknown: changes("policy"),
  },
];

describe.each(table)("an argument of sort: $sort", ({ name, from, to, changed, removed, unknown: planned }) => {
  const olds = state({ [name]: from });

  test("is no difference while it is the same", () => {
    expect(compare(definition, olds, { [name]: structuredClone(from) })).toEqual(nothing);
  });

  test("when its value changes", () => {
    expect(compare(definition, olds, { [name]: to })).toEqual(changed);
  });

  test("when it is taken out of the program", () => {
    expect(compare(definition, olds, {})).toEqual(removed);
  });

  test("when its value is unknown at preview", () => {
    expect(compare(definition, olds, { [name]: unknown })).toEqual(planned);
  });

  test("when it was never given and is not now, although the cloud shows a value", () => {
    expect(compare(definition, { [name]: from, __inputKeys: [] }, {})).toEqual(nothing);
  });
});

describe("compare", () => {
  test("an argument given for the first time with the value that is there is no difference", () => {
    expect(compare(definition, { zone: "a", title: "x", __inputKeys: [] }, { zone: "a", title: "x" })).toEqual(nothing);
  });

  test("an argument given for the first time with another value counts by its sort", () => {
    expect(compare(definition, { zone: "a", title: "x", __inputKeys: [] }, { zone: "b", title: "y" })).toEqual({
      changed: ["title", "zone"],
      replaces: ["zone"],
      deletesBeforeReplace: false,
    });
  });

  test("removing what already has the value of removal is no difference", () => {
    expect(compare(definition, state({ tags: {}, ips: ["127.0.0.1"] }), {})).toEqual(nothing);
  });

  test("an unknown inside a list or an object counts as unknown", () => {
    expect(compare(definition, state({ ips: ["10.0.0.1"] }), { ips: [unknown] }).changed).toEqual(["ips"]);
    expect(compare(definition, state({ tags: { a: "1" } }), { tags: { a: unknown } }).changed).toEqual(["tags"]);
  });

  test("several changes are all told, in the plan's order, and one is enough to delete first", () => {
    const olds = state({ title: "x", zone: "a", address: "10.0.0.1", coupon: "c" });
    expect(compare(definition, olds, { title: "y", zone: "b", address: "10.0.0.2", coupon: "d" })).toEqual({
      changed: ["title", "zone", "address"],
      replaces: ["zone", "address"],
      deletesBeforeReplace: true,
    });
  });

  test("a declared address that the old one holds is freed first, whatever the replacement is for", () => {
    const olds = state({ zone: "a", address: "10.0.0.1" });
    expect(compare(definition, olds, { zone: "b", address: "10.0.0.1" })).toEqual(replaces("zone", true));
    expect(compare(definition, olds, { zone: "b" })).toEqual(replaces("zone", false));
  });

  test("an argument that means nothing beside the others is no difference", () => {
    const attributes = {
      ...toyAttributes,
      size: toyAttributes.size.effectiveWhen<ToyArgs>(({ backup }) => backup === undefined),
    };
    const changing = toyDefinition(undefined, { attributes });
    const olds = state({ size: 1, backup: "b" });
    expect(compare(changing, olds, { size: 2, backup: "b" })).toEqual(nothing);
    expect(compare(changing, olds, { size: 2 })).toEqual(changes("size"));
  });

  test("what the old instance holds for itself makes any replacement delete first, also where it stays the same", () => {
    const olds = state({ zone: "a", address: "10.0.0.1" });
    expect(compare(definition, olds, { zone: "b", address: "10.0.0.1" })).toEqual(replaces("zone", true));
    expect(compare(definition, olds, { zone: "b" })).toEqual(replaces("zone", false));
    expect(compare(definition, olds, { zone: "a", address: "10.0.0.1" })).toEqual(nothing);
  });

  test.each([
    ["raised", { create: "30m" }, { create: "40m" }],
    ["given for the first time", undefined, { delete: "40m" }],
    ["taken away", { create: "30m" }, undefined],
  ])("__timeouts %s are stored, because delete sees only what is stored", (_, from, to) => {
    expect(compare(definition, { __timeouts: from }, { __timeouts: to })).toEqual(changes("__timeouts"));
  });

  test("__timeouts in another order are the same", () => {
    const [from, to] = [
      { create: "1m", delete: "2m" },
      { delete: "2m", create: "1m" },
    ];
    expect(compare(definition, { __timeouts: from }, { __timeouts: to })).toEqual(nothing);
  });

  test("nothing else of ours, of the cloud's or of the future is compared", () => {
    const olds = { __provider: "old", __urn: "a", __identity: "1", status: "Normal", instanceId: "i-1", __v: 1 };
    const news = { __provider: "new", __urn: "b", __identity: "2", __inherited: ["region"], colour: "red" };
    expect(compare(definition, olds, news)).toEqual(nothing);
  });
});
