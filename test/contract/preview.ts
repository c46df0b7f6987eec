import { attributeEntries } from "../../provider/core/resource/attributes";
import { unknownMarkers } from "../../provider/core/resource/unknown";
import { programWith } from "./arguments";
import { type Case, type Fixture, openCase } from "./fixture";

const deep = (levels: number): unknown => (levels === 0 ? "leaf" : { deeper: deep(levels - 1) });

/** Values that only a broken program sends. */
const hostile: readonly unknown[] = [
  null,
  "",
  "\u0000\u001b[31m",
  "\ud800",
  "💥".repeat(50_000),
  -1,
  1e308,
  true,
  [],
  [null],
  [[["x"]]],
  {},
  JSON.parse('{"__proto__":{"polluted":1},"constructor":{"prototype":{"polluted":1}}}'),
  deep(200),
];

/** A preview makes no call and survives every value. */
export function contractOfPreview(fixture: Fixture): void {
  describe("preview", () => {
    let world: Case;
    beforeAll(async () => {
      world = await openCase(fixture);
      await world.engine.up(world.program());
    });
    afterAll(() => world.close());
    const attributes = attributeEntries(fixture.definition.attributes);
    const planned = {
      inPlace: "update",
      stateOnly: "update",
      replace: "replace",
      createOnly: "replace",
      requestOption: "same",
    };

    test.each(attributes.map(([name, attribute]) => [name, planned[attribute.changeMode]] as const))(
      "%s unknown plans: %s",
      async (name, step) => {
        for (const marker of unknownMarkers) {
          // Only this argument: what must go with it may plan something of its own.
          const run = await world.engine.preview(world.program({ ...fixture.base, [name]: marker }));
          expect(run).toMatchObject({ errors: [], apiCalls: 0, steps: [`${step} cache`] });
        }
      },
    );

    test.each(attributes.map(([name]) => name))(
      "%s of a hostile value is rejected or planned, without a call",
      async (name) => {
        for (const value of hostile) {
          const run = await world.engine.preview(
            world.program({ ...programWith(fixture, name, fixture.base[name]), [name]: value }),
          );
          expect(run.apiCalls).toBe(0);
          expect([...run.errors, ...run.steps]).not.toEqual([]);
          for (const error of run.errors) expect(error.length).toBeLessThan(2_000);
        }
        expect(({} as Record<string, unknown>).polluted).toBeUndefined();
      },
    );
  });
}
