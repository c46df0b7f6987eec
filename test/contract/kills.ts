import type { Death } from "../engine/process";
import { type Case, type Fixture, withCase } from "./fixture";

const deaths: readonly Omit<Death, "call">[] = [
  { who: "plugin", when: "before" },
  { who: "plugin", when: "after" },
  { who: "cli", when: "before" },
  { who: "cli", when: "after" },
];

export function contractOfKills(fixture: Fixture): void {
  describe("kills", () => {
    /** Runs the step again and again, each time killed one API call later, until it runs through. */
    const killEverywhere = async (
      death: Omit<Death, "call">,
      prepare: (world: Case) => Promise<unknown>,
      step: (world: Case, death: Death) => Promise<{ died: boolean }>,
      check: (world: Case) => Promise<void>,
    ) => {
      for (let call = 1; ; call++) {
        const died = await withCase(fixture, async (world) => {
          await prepare(world);
          const run = await step(world, { ...death, call });
          await check(world);
          return run.died;
        });
        if (!died) {
          expect(call).toBeGreaterThan(2);
          return;
        }
      }
    };

    test.each(deaths)(
      "$who dies $when each API call of a creation: one up later there is one instance, as declared",
      (death) =>
        killEverywhere(
          death,
          async () => undefined,
          (world, at) => world.engine.up(world.program(), { death: at }),
          async (world) => {
            await world.converge();
            // A run that dies while it takes the mark off leaves it to the next refresh.
            await world.engine.refresh();
            expect(JSON.stringify(world.instances()[0]?.tags)).not.toContain("pulumi-cn-cache");
          },
        ),
    );

    test.each(deaths)("$who dies $when each API call of a change: one up later it is as declared", (death) =>
      killEverywhere(
        death,
        (world) => world.engine.up(world.program()),
        (world, at) => world.engine.up(world.program(fixture.inPlace), { death: at }),
        (world) => world.converge(fixture.inPlace),
      ),
    );

    test.each(deaths)(
      "$who dies $when each API call of a replacement: one up later there is one instance, as declared",
      (death) =>
        killEverywhere(
          death,
          (world) => world.engine.up(world.program()),
          (world, at) => world.engine.up(world.program(fixture.replaced), { death: at }),
          (world) => world.converge(fixture.replaced),
        ),
    );

    test.each(deaths)("$who dies $when each API call of a deletion: one destroy later nothing is left", (death) =>
      killEverywhere(
        death,
        (world) => world.engine.up(world.program()),
        (world, at) => world.engine.destroy({ death: at }),
        async (world) => {
          expect(await world.engine.destroy()).toMatchObject({ errors: [] });
          expect(world.instances()).toEqual([]);
        },
      ),
    );
  });
}
