import type { Death } from "../engine/process";
import { type Rewindable, remember } from "../engine/world";
import { type Case, type Fixture, hasPendingTag, withCase } from "./fixture";

export const deaths: readonly Omit<Death, "call">[] = [
  { who: "plugin", when: "before" },
  { who: "plugin", when: "after" },
  { who: "cli", when: "before" },
  { who: "cli", when: "after" },
];

/** Runs the step in the world as it is now, each time killed one API call later, until it is no longer killed. */
export async function killAtEachCall(
  world: Rewindable,
  death: Omit<Death, "call">,
  step: (death: Death) => Promise<{ died: boolean }>,
): Promise<void> {
  const rewind = remember(world);
  for (let call = 1; ; call++) {
    rewind();
    const { died } = await step({ ...death, call });
    if (died) continue;
    expect(call).toBeGreaterThan(2);
    return;
  }
}

interface Step {
  readonly name: string;
  readonly isCreation?: boolean;
  run(world: Case, death: Death): Promise<{ died: boolean }>;
  check(world: Case): Promise<void>;
}

export function contractOfKills(fixture: Fixture): void {
  const steps: readonly Step[] = [
    {
      name: "creation: one up later there is one instance, as declared, without a pending tag",
      isCreation: true,
      run: (world, death) => world.engine.up(world.program(), { death }),
      check: async (world) => {
        await world.reconcile();
        // The tag stays until a later run is shown the id.
        await world.engine.up(world.program());
        expect(world.instances().filter(hasPendingTag)).toEqual([]);
      },
    },
    {
      name: "change: one up later the instance is as declared",
      run: (world, death) => world.engine.up(world.program(fixture.inPlace), { death }),
      check: (world) => world.reconcile(fixture.inPlace),
    },
    {
      name: "replacement: one up later there is one instance, as declared",
      run: (world, death) => world.engine.up(world.program(fixture.replaced), { death }),
      check: (world) => world.reconcile(fixture.replaced),
    },
    {
      name: "deletion: one destroy later nothing is left",
      run: (world, death) => world.engine.destroy({ death }),
      check: async (world) => {
        expect(await world.engine.destroy()).toMatchObject({ errors: [] });
        expect(world.instances()).toEqual([]);
      },
    },
  ];

  describe("kills", () => {
    test.each(steps.flatMap((step) => deaths.map((death) => ({ ...step, death, ...death }))))(
      "$who dies $when each API call of a $name",
      ({ death, isCreation = false, run, check }) =>
        withCase(fixture, async (world) => {
          if (!isCreation) await world.engine.up(world.program());
          await killAtEachCall(world, death, async (at) => {
            const result = await run(world, at);
            await check(world);
            return result;
          });
        }),
    );
  });
}
