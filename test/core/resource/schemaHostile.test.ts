import fc from "fast-check";
import { type Schema, validate } from "../../../provider/core/resource/schema";
import { type ToyInputs, toyDefinition } from "../toy";

const schema = toyDefinition().schema as Schema<ToyInputs>;

const nested = (levels: number): unknown => {
  let value: unknown = "core";
  for (let level = 0; level < levels; level++) value = level % 2 ? [value] : { in: value };
  return value;
};

const cyclic = () => {
  const value: Record<string, unknown> = {};
  value.self = value;
  return value;
};
const cyclicList = () => {
  const value: unknown[] = [];
  value.push(value);
  return value;
};
const throwing = (name: string): Record<string, unknown> =>
  Object.defineProperty({}, name, {
    enumerable: true,
    get: () => {
      throw new TypeError("Secret-123");
    },
  });

const hostile: readonly (readonly [string, Record<string, unknown>, RegExp])[] = [
  ["an argument __proto__", JSON.parse('{"__proto__": {"polluted": true}}'), /^__proto__: no such argument$/],
  ["an argument constructor", { constructor: { prototype: { polluted: true } } }, /^constructor: no such argument$/],
  ["an argument toString", { toString: "x" }, /^toString: no such argument$/],
  ["an argument hasOwnProperty", { hasOwnProperty: () => true }, /^hasOwnProperty: no such argument$/],
  ["an argument with an empty name", { "": 1 }, /^: no such argument$/],
  ["a function deep inside", { tags: { a: () => "x" } }, /^tags\.a: is a function; give the value that it returns$/],
  ["a symbol", { title: Symbol("title") }, /^title: is a symbol/],
  ["a bigint", { version: 10n }, /^version: is a bigint; write it as a number/],
  ["NaN", { version: Number.NaN }, /^version: .*, not NaN$/],
  ["Infinity", { version: Number.POSITIVE_INFINITY }, /^version: .*, not Infinity$/],
  ["a Date", { title: new Date() }, /^title: is a Date; write it as text/],
  ["a Set for a list", { ips: new Set(["x"]) }, /^ips: is a Set; give a plain object$/],
  ["a regular expression", { title: /x/ }, /^title: is a RegExp/],
  ["bytes", { title: Buffer.from("x") }, /^title: is a Buffer/],
  ["an instance of a class without a name", { tags: new (class {})() }, /^tags: is a class instance; give a plain/],
  ["an object that contains itself", { tags: cyclic() }, /^tags\.self: contains itself$/],
  ["a list that contains itself", { ips: cyclicList() }, /^ips\.0: contains itself$/],
  ["a getter that throws", { tags: throwing("a") }, /^tags\.a: cannot be read, because its getter throws$/],
  ["an argument whose getter throws", throwing("title"), /^title: cannot be read/],
  ["an object without a prototype for a text", { title: Object.create(null) }, /^title: must be text, not an object$/],
  ["a number beyond whole numbers", { version: 2 ** 60 }, /^version: /],
  ["3,000 levels of nesting", { title: nested(3000) }, /^title: /],
  ["a map of 30,000 levels", { tags: { a: nested(30_000) } }, /^tags: is nested deeper than 100 levels$/],
  ["a list where a text belongs", { title: ["x", "y"] }, /^title: /],
  ["an object with a length", { ips: { length: 2 ** 31 } }, /^ips: /],
  ["a list with holes", { ips: Array(3) }, /^ips\.0: /],
];

describe("validate with hostile input", () => {
  afterEach(() => {
    expect(({} as Record<string, unknown>).polluted).toBeUndefined();
    expect(Object.keys(Object.prototype)).toEqual([]);
  });

  test.each(hostile)("%s is rejected, and nothing else happens", (_, args, message) => {
    const { failures } = validate(schema, args);
    expect(failures.length).toBeGreaterThan(0);
    expect(failures[0]).toMatch(message);
  });

  test("a map with the key __proto__ pollutes nothing and keeps its other keys", () => {
    const tags = JSON.parse('{"__proto__": {"polluted": "yes"}, "a": "1"}') as object;
    const { args } = validate(schema, { tags });
    expect(args.tags).toMatchObject({ a: "1" });
    expect((args.tags as Record<string, unknown>).polluted).toBeUndefined();
  });

  test("a map with the names of prototype members as keys is an ordinary map", () => {
    const tags = { constructor: "1", toString: "2", valueOf: "3" };
    expect(validate(schema, { tags })).toEqual({ failures: [], warnings: [], args: { tags } });
  });

  test("a text of 10 million characters is validated like a short one, and is not quoted", () => {
    const huge = "x".repeat(10_000_000);
    expect(validate(schema, { title: huge }).failures).toEqual([]);
    expect(validate(schema, { version: huge }).failures.join().length).toBeLessThan(200);
  });

  test("a value that occurs twice does not contain itself", () => {
    const shared = { a: "1" };
    const twice = [shared, shared];
    expect(validate(schema, { tags: twice }).failures.join()).not.toContain("contains itself");
  });

  test("any JSON at all gives a verdict", () => {
    const names = fc.oneof(fc.constantFrom(...Object.keys(schema.fields), "__proto__", "constructor"), fc.string());
    fc.assert(
      fc.property(fc.array(fc.tuple(names, fc.jsonValue({ maxDepth: 6 }))), (entries) => {
        const { failures, warnings } = validate(schema, Object.fromEntries(entries));
        for (const text of [...failures, ...warnings]) expect(typeof text).toBe("string");
      }),
      { seed: 20261121, numRuns: 300 },
    );
  });
});
