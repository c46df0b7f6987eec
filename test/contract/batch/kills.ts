import { deaths, killAtEachCall } from "../kills";
import { type BatchFixture, type Requested, withBatch } from "./fixture";

const steps: readonly { name: string; from?: Requested; to: Requested }[] = [
  { name: "a creation", to: { quantity: 3 } },
  { name: "an increase", from: { quantity: 2 }, to: { quantity: 4 } },
  { name: "a decrease", from: { quantity: 4 }, to: { quantity: 2 } },
  { name: "a replacement of the members", from: { quantity: 2 }, to: { quantity: 2, other: true } },
  { name: "a change of the members", from: { quantity: 3 }, to: { quantity: 3, edit: "second" } },
];

export function batchKills(fixture: BatchFixture): void {
  describe("kills", () => {
    test.each(steps.flatMap((step) => deaths.map((death) => ({ ...step, death, ...death }))))(
      "$who dies $when each API call of $name: one up later the members are exactly those requested",
      ({ from, to, death }) =>
        withBatch(fixture, async (world) => {
          if (from) await world.up(from);
          await killAtEachCall(world, death, async (at) => {
            const run = await world.up(to, { death: at });
            const next = await world.up(to);
            expect({ at, errors: next.errors }).toEqual({ at, errors: [] });
            await world.expectExactly(to);
            return run;
          });
        }),
    );

    test.each(deaths)("$who dies $when each API call of a destroy: one destroy later nothing is left", (death) =>
      withBatch(fixture, async (world) => {
        await world.up({ quantity: 3 });
        await killAtEachCall(world, death, async (at) => {
          const run = await world.engine.destroy({ death: at });
          expect(await world.engine.destroy()).toMatchObject({ errors: [] });
          expect(world.instances()).toEqual([]);
          return run;
        });
      }),
    );
  });
}
