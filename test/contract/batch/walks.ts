import fc from "fast-check";
import type { Fault } from "../../../sandbox";
import type { Death } from "../../engine/process";
import { hasPendingTag } from "../fixture";
import { deaths, faults, seeds, walks } from "../reconciliation";
import { type BatchCase, type BatchFixture, type Requested, withBatch } from "./fixture";

interface Step {
  readonly requested: readonly Requested[];
  readonly refresh: boolean;
  readonly loses: readonly number[];
  readonly death?: Death | undefined;
  readonly fault?: Pick<Fault, "kind" | "nth"> | undefined;
}

function requests({ hasGroups }: BatchFixture): fc.Arbitrary<readonly Requested[]> {
  const each = fc.record({
    quantity: fc.integer({ min: 1, max: 4 }),
    edit: fc.constantFrom("first", "second", "third"),
    other: fc.boolean(),
  });
  return fc.array(each, { minLength: 1, maxLength: hasGroups ? 3 : 1 });
}

function steps(fixture: BatchFixture): fc.Arbitrary<Step> {
  return fc.record({
    requested: requests(fixture),
    refresh: fc.boolean(),
    loses: fc.array(fc.nat(5), { maxLength: 2 }),
    death: fc.option(deaths(25), { nil: undefined }),
    fault: fc.option(faults(12), { nil: undefined }),
  });
}

/** @returns the warnings */
async function take(world: BatchCase, fixture: BatchFixture, step: Step): Promise<readonly string[]> {
  const { requested, refresh, loses, death, fault } = step;
  for (const index of loses) {
    const instance = world.instances()[index];
    if (instance) world.drift(instance.id, "delete");
  }
  if (fault) world.sandbox.fault({ cloud: fixture.cloud, ...fault });
  return (await world.up(requested, { refresh, ...(death ? { death } : {}) })).warnings;
}

export function batchWalks(fixture: BatchFixture): void {
  test.each(seeds)(
    "any walk over quantities, groups, edits, losses, faults and kills ends with the requested members (seed %d)",
    (seed) =>
      fc.assert(
        fc.asyncProperty(fc.array(steps(fixture), { minLength: 1, maxLength: 4 }), requests(fixture), (walk, last) =>
          withBatch(fixture, async (world) => {
            const warnings: string[] = [];
            for (const step of walk) warnings.push(...(await take(world, fixture, step)));
            // Twice: an instance that an interrupted run was deleting may still exist the first time.
            const first = await world.up(last, { refresh: true });
            const second = await world.up(last, { refresh: true });
            expect(second.errors).toEqual([]);
            warnings.push(...first.warnings, ...second.warnings);
            // Created with other arguments by an interrupted run: never taken over, never deleted, but reported.
            for (const other of world.instances().filter(({ id }) => !world.ids().includes(id))) {
              expect(walk.some(({ death, fault }) => death ?? fault)).toBe(true);
              if (!hasPendingTag(other)) expect(warnings.join()).toMatch(/interrupted run ordered \d+ of/);
              world.drift(other.id, "delete");
            }
            await world.expectExactly(last);
          }),
        ),
        walks(seed),
      ),
  );
}
