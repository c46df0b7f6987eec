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
      prepare: (it: Case) => Promise<unknown>,
      step: (it: Case, death: Death) => Promise<{ died: boolean }>,
      check: (it: Case) => Promise<void>,
    ) => {
      for (let call = 1; ; call++) {
        const died = await withCase(fixture, async (it) => {
          await prepare(it);
          const run = await step(it, { ...death, call });
          await check(it);
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
          (it, at) => it.engine.up(it.program(), { death: at }),
          async (it) => {
            await it.converge();
            // A run that dies while it takes the mark off leaves it to the next refresh.
            await it.engine.refresh();
            expect(JSON.stringify(it.instances()[0]?.tags)).not.toContain("pulumi-cn-cache");
          },
        ),
    );

    test.each(deaths)("$who dies $when each API call of a change: one up later it is as declared", (death) =>
      killEverywhere(
        death,
        (it) => it.engine.up(it.program()),
        (it, at) => it.engine.up(it.program(fixture.inPlace), { death: at }),
        (it) => it.converge(fixture.inPlace),
      ),
    );

    test.each(deaths)(
      "$who dies $when each API call of a replacement: one up later there is one instance, as declared",
      (death) =>
        killEverywhere(
          death,
          (it) => it.engine.up(it.program()),
          (it, at) => it.engine.up(it.program(fixture.replaced), { death: at }),
          (it) => it.converge(fixture.replaced),
        ),
    );

    test.each(deaths)("$who dies $when each API call of a deletion: one destroy later nothing is left", (death) =>
      killEverywhere(
        death,
        (it) => it.engine.up(it.program()),
        (it, at) => it.engine.destroy({ death: at }),
        async (it) => {
          expect(await it.engine.destroy()).toMatchObject({ errors: [] });
          expect(it.instances()).toEqual([]);
        },
      ),
    );
  });
}
