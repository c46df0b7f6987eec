import { z } from "zod";
import { type Schema, validate } from "../../provider/core/schema";

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
      complaint: ({ size = 0, engine }) => (engine === "small" && size > 4 ? "must be at most 4 for small" : undefined),
    },
    {
      on: ["engine"],
      level: "warning",
      complaint: ({ engine }) => (engine === "old" ? "is no longer sold in most zones" : undefined),
    },
    { on: ["tags", "nodes"], complaint: ({ tags, nodes }) => (tags && nodes ? "must stand without nodes" : undefined) },
  ],
};

const failures = (args: Record<string, unknown>) => validate(schema, args).failures;

describe("validate", () => {
  test("good arguments come back in their normal form, without complaint", () => {
    expect(validate(schema, { size: 4, engine: " redis " })).toEqual({
      failures: [],
      warnings: [],
      args: { size: 4, engine: "redis" },
    });
  });

  test("all problems are found at once, each with its argument and path", () => {
    expect(
      failures({ size: -1, engine: "x", nodes: [{ zone: "a" }, { zone: 1, count: "two" }], password: "short" }),
    ).toEqual([
      "size: must be more than 0 GB",
      "engine: must have at least 2 characters",
      "nodes.1.zone: must be a zone",
      "nodes.1.count: must be whole",
      "password: must have at least 8 characters",
    ]);
  });

  test("a wrong key of a map is told with all its reasons", () => {
    expect(failures({ tags: { BIGGER: "x" } })).toEqual([
      "tags.BIGGER: must be small letters",
      "tags.BIGGER: must have at most 5",
    ]);
  });

  test("an argument that does not exist is refused, with the name that differs only in its case", () => {
    expect(failures({ SIZE: 4, colour: "red" })).toEqual([
      "SIZE: no such argument; did you mean size?",
      "colour: no such argument",
    ]);
  });

  test("a nested key that does not exist is refused", () => {
    expect(failures({ nodes: [{ zone: "a", rack: 1 }] }).join()).toMatch(/^nodes\.0: .*rack/);
  });

  test("null and undefined are as good as nothing, even for arguments that do not exist", () => {
    expect(validate(schema, { size: null, engine: undefined, colour: null })).toEqual({
      failures: [],
      warnings: [],
      args: {},
    });
  });

  test("a complaint never quotes the value", () => {
    expect(failures({ password: "Sec-1" }).join()).not.toContain("Sec-1");
  });

  describe("unknown values", () => {
    test.each([
      ["a whole argument", { size: unknown }],
      ["a value of a map", { tags: { a: unknown } }],
      ["a value deep inside", { nodes: [{ zone: unknown, count: unknown }] }],
      ["a whole list", { nodes: unknown }],
      ["a list's element", { nodes: [unknown, { zone: "a" }] }],
    ])("%s is not judged, and stays as it came", (_, args) => {
      expect(validate(schema, args)).toEqual({ failures: [], warnings: [], args });
    });

    test("what is known beside it is judged", () => {
      expect(failures({ nodes: [{ zone: unknown, count: 1.5 }], size: 0 })).toEqual([
        "nodes.0.count: must be whole",
        "size: must be more than 0 GB",
      ]);
    });

    test("a rule waits until all that it looks at is known", () => {
      expect(failures({ size: 8, engine: unknown })).toEqual([]);
      expect(failures({ tags: { a: unknown }, nodes: [] })).toEqual([]);
      expect(failures({ size: 8, engine: "small" })).toEqual(["size: must be at most 4 for small"]);
    });

    test("an unknown elsewhere keeps no rule from its work", () => {
      expect(failures({ size: 8, engine: "small", password: unknown })).toEqual(["size: must be at most 4 for small"]);
    });
  });

  describe("rules", () => {
    test("a rule is not asked about an argument that is already refused", () => {
      expect(failures({ size: 8.5, engine: "small" })).toEqual(["size: must be whole GB"]);
    });

    test("a rule sees an argument that is not given as undefined", () => {
      expect(failures({ engine: "small" })).toEqual([]);
      expect(failures({ tags: {}, nodes: [] })).toEqual(["tags: must stand without nodes"]);
    });

    test("a rule sees the normal form", () => {
      expect(failures({ size: 8, engine: "  small " })).toEqual(["size: must be at most 4 for small"]);
    });

    test("a warning refuses nothing", () => {
      expect(validate(schema, { engine: "old" })).toMatchObject({
        failures: [],
        warnings: ["engine: is no longer sold in most zones"],
      });
    });
  });
});
