import fc from "fast-check";
import type { Fault } from "../../../sandbox";
import type { Death } from "../../engine/process";
import { type BatchCase, type BatchFixture, type Requested, withBatch } from "./fixture";

/** The same walks in every run; another seed finds other ones: `SEED=… npx jest`. */
const seed = Number(process.env.SEED ?? 20261121);
const walks = Number(process.env.WALKS ?? 15);

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
  const death = fc.record({
    call: fc.integer({ min: 1, max: 25 }),
    when: fc.constantFrom("before" as const, "after" as const),
    who: fc.constantFrom("plugin" as const, "cli" as const),
  });
  const fault = fc.record({
    kind: fc.constantFrom(...(["throttle", "error500", "error503", "dropBefore", "dropAfter", "html"] as const)),
    nth: fc.integer({ min: 1, max: 12 }),
  });
  return fc.record({
    requested: requests(fixture),
    refresh: fc.boolean(),
    loses: fc.array(fc.nat(5), { maxLength: 2 }),
    death: fc.option(death, { nil: undefined }),
    fault: fc.option(fault, { nil: undefined }),
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

const hasPendingTag = ({ tags }: { tags: Record<string, string> }) => JSON.stringify(tags).includes("pulumi-cn-cache");

export function batchWalks(fixture: BatchFixture): void {
  test(`any walk over quantities, groups, edits, losses, faults and kills ends with the members asked for (seed ${seed})`, () =>
    fc.assert(
      fc.asyncProperty(fc.array(steps(fixture), { minLength: 1, maxLength: 4 }), requests(fixture), (walk, last) =>
        withBatch(fixture, async (world) => {
          const warnings: string[] = [];
          for (const step of walk) warnings.push(...(await take(world, fixture, step)));
          // Twice: what a dead run had begun to delete may still be there the first time.
          const first = await world.up(last, { refresh: true });
          const second = await world.up(last, { refresh: true });
          expect(second.errors).toEqual([]);
          warnings.push(...first.warnings, ...second.warnings);
          // Begun with other arguments by a run that died: never taken over and never deleted, but told.
          for (const other of world.instances().filter(({ id }) => !world.ids().includes(id))) {
            expect(walk.some(({ death, fault }) => death ?? fault)).toBe(true);
            if (!hasPendingTag(other)) expect(warnings.join()).toMatch(/ordered \d+ instances for this resource/);
            world.drift(other.id, "delete");
          }
          await world.expectExactly(last);
        }),
      ),
      { seed, numRuns: walks, endOnFailure: true },
    ));
}
