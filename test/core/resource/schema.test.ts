import { z } from "zod";
import { type Part, type Schema, validate } from "../../../provider/core/resource/schema";

const unknown = "04da6b54-80e4-46f7-96ec-b56ff0331ba9";

interface Args {
  size?: number;
  engine?: string;
  tags?: Record<string, string>;
  nodes?: { zone: string; count?: number | undefined }[];
  password?: string;
}

const schema: Schema<Args> = {
  fields: {
    size: z.int("must be whole GB").positive("must be more than 0 GB"),
    engine: z.string().trim().min(2, "must have at least 2 characters"),
    tags: z.record(
      z
        .string()
        .regex(/^[a-z]+$/, "must be small letters")
        .max(5, "must have at most 5"),
      z.string("must be a text"),
    ),
    nodes: z.array(z.strictObject({ zone: z.string("must be a zone"), count: z.int("must be whole").optional() })),
    password: z.string().min(8, "must have at least 8 characters"),
  },
  rules: [
    {
      on: ["size", "engine"],
      message: ({ size = 0, engine }) => (engine === "small" && size > 4 ? "must be at most 4 for small" : undefined),
    },
    {
      on: ["engine"],
      level: "warning",
      message: ({ engine }) => (engine === "old" ? "is no longer sold in most zones" : undefined),
    },
    { on: ["tags", "nodes"], message: ({ tags, nodes }) => (tags && nodes ? "must stand without nodes" : undefined) },
  ],
};

const failures = (args: Record<string, unknown>) => validate(schema, args).failures;
const small = "size: must be at most 4 for small";

describe("validate", () => {
  test.each<[string, Record<string, unknown>, object]>([
    ["in their normal form", { size: 4, engine: " redis " }, { size: 4, engine: "redis" }],
    [
      "with text as the number that it is, at any depth",
      { size: "12", nodes: [{ zone: "a", count: "2" }] },
      { size: 12, nodes: [{ zone: "a", count: 2 }] },
    ],
    [
      "without null and undefined, even for names that do not exist",
      { size: null, engine: undefined, colour: null },
      {},
    ],
  ])("valid arguments are returned %s, without messages", (_, given, args) => {
    expect(validate(schema, given)).toEqual({ failures: [], warnings: [], args });
  });

  test.each([
    ["12 GB", "size: must be whole GB, not text"],
    ["", "size: must be whole GB, not text"],
    ["0x10", "size: must be whole GB, not text"],
    [Number.NaN, "size: must be whole GB, not NaN"],
    [true, "size: must be whole GB, not a boolean"],
    [[12], "size: must be whole GB, not a list"],
    [1.5, "size: must be whole GB"],
  ])("%j for a number is rejected with the type that it is: %s", (size, message) => {
    expect(failures({ size })).toEqual([message]);
  });

  test.each<[string, Record<string, unknown>, string[]]>([
    [
      "a number for a text is not guessed at: 5.0 would become 5",
      { engine: 5.0 },
      ["engine: must be text, not a number; write it in quotes"],
    ],
    [
      "all problems are found at once, each with its argument and path",
      { size: -1, engine: "x", nodes: [{ zone: "a" }, { zone: 1, count: "two" }], password: "short" },
      [
        "size: must be more than 0 GB",
        "engine: must have at least 2 characters",
        "nodes.1.zone: must be a zone, not a number; write it in quotes",
        "nodes.1.count: must be whole, not text",
        "password: must have at least 8 characters",
      ],
    ],
    [
      "a wrong key of a map is reported with all reasons",
      { tags: { BIGGER: "x" } },
      ["tags.BIGGER: must be small letters", "tags.BIGGER: must have at most 5"],
    ],
    [
      "an argument that does not exist is rejected, with the name that differs only in case",
      { SIZE: 4, colour: "red" },
      ["SIZE: no such argument; did you mean size?", "colour: no such argument"],
    ],
    [
      "a nested key that does not exist is rejected as at the top, each on its own",
      { nodes: [{ zone: "a", rack: 1, COUNT: 2 }] },
      ["nodes.0.rack: no such argument", "nodes.0.COUNT: no such argument; did you mean count?"],
    ],
    [
      "known values beside an unknown one are validated",
      { nodes: [{ zone: unknown, count: 1.5 }], size: 0 },
      ["nodes.0.count: must be whole", "size: must be more than 0 GB"],
    ],
    ["a rule is skipped while one of its arguments is unknown", { size: 8, engine: unknown }, []],
    ["a rule is skipped while a part of its argument is unknown", { tags: { a: unknown }, nodes: [] }, []],
    ["a rule is not skipped by another unknown value", { size: 8, engine: "small", password: unknown }, [small]],
    [
      "a rule is skipped for an argument that is already rejected",
      { size: 8.5, engine: "small" },
      ["size: must be whole GB"],
    ],
    ["a rule gets undefined for an argument that is not given", { engine: "small" }, []],
    ["a rule gets values as given", { tags: {}, nodes: [] }, ["tags: must stand without nodes"]],
    ["a rule gets the normal form", { size: 8, engine: "  small " }, [small]],
  ])("%s", (_, args, messages) => {
    expect(failures(args)).toEqual(messages);
  });

  test.each([
    ["one of several forms", { form: { sizes: 1 } }, "form.sizes"],
    ["a list in one of several forms", { forms: [{ sizes: 1 }] }, "forms.0.sizes"],
    ["what is converted", { made: { in: { sizes: 1 } } }, "made.in.sizes"],
  ])("a nested key that does not exist is found in %s", (_, args, path) => {
    const object = z.strictObject({ size: z.int().optional() });
    const fields = {
      form: z.union([z.literal(false), object]),
      forms: z.union([z.record(z.string(), z.string()), z.array(object).transform(String)]),
      made: z.strictObject({ in: object.optional() }).transform(String),
    };
    const message = `${path}: no such argument; did you mean size?`;
    expect(validate({ fields, rules: [] }, args).failures).toEqual([message]);
  });

  test("a message never quotes the value", () => {
    expect(failures({ password: "Sec-1" }).join()).not.toContain("Sec-1");
  });

  test.each([
    ["a whole argument", { size: unknown }],
    ["a value of a map", { tags: { a: unknown } }],
    ["a value deep inside", { nodes: [{ zone: unknown, count: unknown }] }],
    ["a whole list", { nodes: unknown }],
    ["a list's element", { nodes: [unknown, { zone: "a" }] }],
  ])("%s that is unknown is not validated, and stays as it is", (_, args) => {
    expect(validate(schema, args)).toEqual({ failures: [], warnings: [], args });
  });

  test("a warning is no failure", () => {
    const warnings = ["engine: is no longer sold in most zones"];
    expect(validate(schema, { engine: "old" })).toMatchObject({ failures: [], warnings });
  });

  describe("parts", () => {
    interface Node {
      zone?: string;
      count?: number | undefined;
    }
    const { fields, rules } = schema;
    const asked: unknown[] = [];
    const fullZone = {
      on: ["place", "count"],
      message: (values: { place?: string; count?: number }) => {
        asked.push(values);
        return values.place === "full" && (values.count ?? 1) > 1 ? "has no room for more than one" : undefined;
      },
    };
    const manyGb = {
      on: ["count", "size"],
      level: "warning" as const,
      message: ({ count = 1, size = 0 }) => (count * size > 10 ? "makes more than 10 GB" : undefined),
    };
    const alone = {
      on: ["tags"],
      message: ({ tags = [] }: { tags?: string[] }) => (tags.length > 0 ? "must not stand beside size" : undefined),
    };
    const withParts: Schema<Args> = {
      fields,
      rules,
      parts: ({ nodes, size }) => [
        ...(Array.isArray(nodes) ? nodes : []).map(
          (node: Node, index): Part => ({
            path: `nodes.${index}`,
            values: { place: node.zone, count: node.count, size },
            names: { place: "zone" },
            rules: [fullZone, manyGb],
          }),
        ),
        { path: "", values: { tags: size === undefined ? [] : ["size"] }, rules: [alone] },
      ],
    };
    const messagesOf = (args: Record<string, unknown>) => {
      const { failures, warnings } = validate(withParts, args);
      return [...failures, ...warnings.map((text) => `(${text})`)];
    };
    const full = { zone: "full", count: 2 };
    const noRoom = "has no room for more than one";
    const tooMany = ["tags: must not stand beside size", "(nodes.0.count: makes more than 10 GB)"];

    test.each<[string, Record<string, unknown>, string[]]>([
      ["all is well", { nodes: [{ zone: "a", count: 2 }] }, []],
      [
        "each element is validated, under its path and the program's name",
        { nodes: [full, { zone: "a" }, full] },
        [`nodes.0.zone: ${noRoom}`, `nodes.2.zone: ${noRoom}`],
      ],
      [
        "a warning is no failure, and a part without a path is reported at the top",
        { nodes: [{ zone: "a", count: 6 }], size: 2 },
        tooMany,
      ],
      ["the whole list is unknown", { nodes: unknown }, []],
      ["the zone of the rule is unknown", { nodes: [{ zone: unknown, count: 2 }] }, []],
      ["the count of the rule is unknown", { nodes: [{ zone: "full", count: unknown }] }, []],
      [
        "an unknown value beside does not skip a rule",
        { nodes: [{ zone: unknown, count: 6 }, full], size: 2 },
        [`nodes.1.zone: ${noRoom}`, ...tooMany],
      ],
      [
        "a list that is already rejected",
        { nodes: [full, { zone: 1 }] },
        ["nodes.1.zone: must be a zone, not a number; write it in quotes"],
      ],
      [
        "an argument that is already rejected",
        { nodes: [{ zone: "a", count: 6 }], size: 2.5, tags: { AB: "x" } },
        ["size: must be whole GB", "tags.AB: must be small letters"],
      ],
    ])("%s", (_, args, messages) => {
      expect(messagesOf(args)).toEqual(messages);
    });

    test("a rule gets the normal form", () => {
      asked.length = 0;
      const nodes = z.array(z.object({ zone: z.string().trim() }));
      const trimmed: Schema<Args> = { ...withParts, fields: { ...fields, nodes } };
      validate(trimmed, { nodes: [{ zone: " a " }] });
      expect(asked).toEqual([{ place: "a", count: undefined, size: undefined }]);
    });
  });
});
