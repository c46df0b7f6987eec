import fc from "fast-check";
import { leftAlone } from "../../../provider/core/ownership/pendingTag";
import { pendingTagKey } from "../../../provider/core/resource/cloud";
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

/** What a person does about instances that a message names, and that are not known. */
function leaveAlone({ sandbox, instances }: BatchCase, { cloud }: BatchFixture, message: string): void {
  for (const { id } of instances().filter((each) => message.includes(each.id)))
    sandbox.drift({ cloud, id, tags: { [pendingTagKey]: leftAlone } });
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
            const up = async () => {
              const run = await world.up(last, { refresh: true });
              warnings.push(...run.warnings);
              return run.errors.join();
            };
            // Twice: an instance that an interrupted run was deleting may still exist the first time.
            await up();
            let errors = await up();
            // What an interrupted order may have left without a tag is in doubt until a person has decided.
            for (let decisions = 0; decisions < 3 && errors.includes('set that tag to "left"'); decisions++) {
              leaveAlone(world, fixture, errors);
              errors = await up();
            }
            expect(errors).toBe("");
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
