import type { Death } from "../../engine/process";
import { type BatchCase, type BatchFixture, type Requested, withBatch } from "./fixture";

const deaths: readonly Omit<Death, "call">[] = [
  { who: "plugin", when: "before" },
  { who: "plugin", when: "after" },
  { who: "cli", when: "before" },
  { who: "cli", when: "after" },
];

const steps: readonly { name: string; from?: Requested; to: Requested }[] = [
  { name: "a creation", to: { quantity: 3 } },
  { name: "a growth", from: { quantity: 2 }, to: { quantity: 4 } },
  { name: "a shrinking", from: { quantity: 4 }, to: { quantity: 2 } },
  { name: "a replacement of the members", from: { quantity: 2 }, to: { quantity: 2, other: true } },
  { name: "a change of the members", from: { quantity: 3 }, to: { quantity: 3, edit: "second" } },
];

export function batchKills(fixture: BatchFixture): void {
  describe("kills", () => {
    test.each(steps.flatMap((step) => deaths.map((death) => ({ ...step, ...death }))))(
      "$who dies $when each API call of $name: one up later there are exactly the members asked for",
      async ({ from, to, who, when }) => {
        for (let call = 1; ; call++) {
          const died = await withBatch(fixture, async (world) => {
            if (from) await world.up(from);
            const run = await world.up(to, { death: { who, when, call } });
            const next = await world.up(to);
            expect({ call, errors: next.errors }).toEqual({ call, errors: [] });
            await world.expectExactly(to);
            return run.died;
          });
          if (!died) {
            expect(call).toBeGreaterThan(2);
            return;
          }
        }
      },
    );

    test.each(deaths)(
      "$who dies $when each API call of a destroy: one destroy later nothing is left",
      async (death) => {
        for (let call = 1; ; call++) {
          const died = await withBatch(fixture, async (world: BatchCase) => {
            await world.up({ quantity: 3 });
            const run = await world.engine.destroy({ death: { ...death, call } });
            expect(await world.engine.destroy()).toMatchObject({ errors: [] });
            expect(world.instances()).toEqual([]);
            return run.died;
          });
          if (!died) return;
        }
      },
    );
  });
}
