import { isDeepStrictEqual } from "node:util";
import { attributeEntries } from "../../provider/core/resource/attributes";
import { validate } from "../../provider/core/resource/schema";
import { unknownMarkers } from "../../provider/core/resource/unknown";
import { type Args, differences, type Fixture, withCase } from "./fixture";

/** One argument's value, and what must go with it; undefined takes an argument out. */
export function partWith(fixture: Fixture, name: string, value: unknown): Args {
  const also = fixture.arguments[name]?.with;
  return { ...(typeof also === "function" ? also(value) : also), [name]: value };
}

/** The base, changed by the parts. */
export function programOf(fixture: Fixture, ...parts: readonly Args[]): Args {
  const args: Args = Object.assign({}, fixture.base, ...parts);
  return Object.fromEntries(Object.entries(args).filter(([, entry]) => entry !== undefined));
}

export const programWith = (fixture: Fixture, name: string, value: unknown): Args =>
  programOf(fixture, partWith(fixture, name, value));

const spell = (value: unknown) => {
  const text = JSON.stringify(value) ?? "undefined";
  return text.length > 60 ? `${text.slice(0, 57)}…` : text;
};

/** A value with all its numbers and booleans spelled out. */
const asText = (value: unknown): unknown => {
  if (Array.isArray(value)) return value.map(asText);
  if (typeof value === "object" && value !== null)
    return Object.fromEntries(Object.entries(value).map(([name, each]) => [name, asText(each)]));
  return typeof value === "number" || typeof value === "boolean" ? String(value) : value;
};

/** One test for each argument and value, from the attributes: a new argument without cases fails. */
export function contractOfArguments(fixture: Fixture): void {
  const { definition } = fixture;
  const attributes = attributeEntries(definition.attributes);
  const validated = (args: Args) => validate(definition.schema as never, args);

  describe("arguments", () => {
    test("each attribute has its cases, and nothing else has", () => {
      expect(Object.keys(fixture.arguments).sort()).toEqual(attributes.map(([name]) => name).sort());
    });

    test("the base program is accepted without a warning", () => {
      expect(validated(fixture.base)).toMatchObject({ failures: [], warnings: [] });
    });

    test("an argument that does not exist is rejected, with the nearest name", () => {
      const [name = ""] = attributes.map(([known]) => known).filter((known) => /[A-Z]/.test(known));
      expect(validated({ ...fixture.base, [name.toLowerCase()]: 1 }).failures).toEqual([
        `${name.toLowerCase()}: no such argument; did you mean ${name}?`,
      ]);
    });

    for (const [name, attribute] of attributes) {
      const cases = fixture.arguments[name];
      if (!cases) continue;

      for (const value of cases.accepted) {
        test(`${name} accepts ${spell(value)}`, () => {
          expect(validated(programWith(fixture, name, value)).failures).toEqual([]);
        });
      }

      for (const value of cases.accepted.filter((each) => !isDeepStrictEqual(asText(each), each))) {
        test(`${name} accepts the numbers and booleans of ${spell(value)} as text, which configuration gives`, () => {
          const program = programWith(fixture, name, value);
          const { failures, args } = validated({ ...program, [name]: asText(value) });
          expect(failures).toEqual([]);
          expect(asText(args[name])).toEqual(asText(validated(program).args[name]));
        });
      }

      for (const [value, rule] of cases.rejected) {
        test(`${name} rejects ${spell(value)}: ${rule.source}`, () => {
          const failures = validated(programWith(fixture, name, value)).failures.join("\n");
          expect(failures).toMatch(rule);
          if (attribute.isSecret && typeof value === "string" && value.length > 3)
            expect(failures).not.toContain(value);
        });
      }

      for (const [value, rule] of cases.warned ?? []) {
        test(`${name} warns of ${spell(value)}: ${rule.source}`, () => {
          const { failures, warnings } = validated(programWith(fixture, name, value));
          expect(failures).toEqual([]);
          expect(warnings.join("\n")).toMatch(rule);
        });
      }

      test(`${name} may be unknown at preview, by each of the engine's markers`, () => {
        for (const marker of unknownMarkers) expect(validated(programWith(fixture, name, marker)).failures).toEqual([]);
      });

      test(`${name}: ${spell(cases.change.from)} → ${spell(cases.change.to)} plans ${cases.change.plans}, and the cloud ends with it`, () =>
        withCase(fixture, async (world) => {
          const [from, to] = [
            programWith(fixture, name, cases.change.from),
            programWith(fixture, name, cases.change.to),
          ];
          expect((await world.engine.up(world.program(from))).errors).toEqual([]);
          expect(differences(fixture, world.instances()[0], from)).toEqual([]);
          expect((await world.engine.preview(world.program(to))).steps).toContain(`${cases.change.plans} cache`);
          expect((await world.engine.up(world.program(to))).errors).toEqual([]);
          expect(differences(fixture, world.instances()[0], to)).toEqual([]);
          expect((await world.engine.preview(world.program(to))).steps).toEqual(["same cache"]);
          expect((await world.engine.up(world.program(to), { refresh: true })).steps).toEqual(["same cache"]);
        }));
    }
  });
}
