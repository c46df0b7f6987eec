import fc from "fast-check";
import { attributeEntries } from "../../provider/core/resource/attributes";
import type { Fault } from "../../sandbox";
import type { Death } from "../engine/process";
import { partWith, programOf } from "./arguments";
import { type Args, type Case, type Fixture, withCase } from "./fixture";

const { SEED, NEW_SEED } = process.env;
/** The same walks in every run, and in CI others besides (`tools/test.mjs`). `SEED=… npx jest` takes those of one seed. */
export const seeds = SEED ? [Number(SEED)] : [20261121, ...(NEW_SEED ? [Number(NEW_SEED)] : [])];
const numRuns = Number(process.env.WALKS ?? 15);

interface Step {
  readonly args: Args;
  readonly refresh: boolean;
  readonly death?: Death;
  readonly fault?: Pick<Fault, "kind" | "nth">;
  readonly isLost: boolean;
}

/** Any program that differs from the base in some arguments' values. */
function programs(fixture: Fixture): fc.Arbitrary<Args> {
  const changes = Object.entries(fixture.arguments).map(([name, { change }]) =>
    fc.constantFrom<Args>({}, partWith(fixture, name, change.from), partWith(fixture, name, change.to)),
  );
  const isAccepted = (args: Args) => fixture.isProgram?.(args) ?? true;
  return fc
    .shuffledSubarray(changes, { maxLength: 3 })
    .chain((chosen) => fc.tuple(...chosen))
    .map((parts) => programOf(fixture, ...parts))
    .filter(isAccepted);
}

/** A kill at one of the first API calls. */
export const deaths = (max: number): fc.Arbitrary<Death> =>
  fc.record({
    call: fc.integer({ min: 1, max }),
    when: fc.constantFrom("before", "after"),
    who: fc.constantFrom("plugin", "cli"),
  });

/** A fault at one of the first API calls. */
export const faults = (max: number) =>
  fc.record({
    kind: fc.constantFrom(...(["throttle", "error500", "error503", "dropBefore", "dropAfter", "html"] as const)),
    nth: fc.integer({ min: 1, max }),
  });

export const walks = (seed: number) => ({ seed, numRuns, endOnFailure: true });

function steps(fixture: Fixture): fc.Arbitrary<Step> {
  return fc.record(
    { args: programs(fixture), refresh: fc.boolean(), isLost: fc.boolean(), death: deaths(12), fault: faults(8) },
    { requiredKeys: ["args", "refresh", "isLost"] },
  ) as fc.Arbitrary<Step>;
}

export function contractOfReconciliation(fixture: Fixture): void {
  describe("reconciliation", () => {
    test.each(seeds)(
      "any walk of edits, faults, kills, losses and refreshes ends with one instance as declared (seed %d)",
      (seed) =>
        fc.assert(
          fc.asyncProperty(fc.array(steps(fixture), { minLength: 1, maxLength: 4 }), programs(fixture), (walk, last) =>
            withCase(fixture, async (world) => {
              for (const step of walk) await take(world, fixture, step);
              await world.reconcile(last, {
                refresh: true,
                orphansAllowed: walk.some(({ death, fault }) => death ?? fault),
                unseen: unseenAfter(fixture, walk, last),
              });
            }),
          ),
          walks(seed),
        ),
    );

    test.each(seeds)(
      `from any state to any other, one up makes at most ${fixture.mostChangingCalls} changing calls (seed %d)`,
      (seed) =>
        fc.assert(
          fc.asyncProperty(programs(fixture), programs(fixture), (from, to) =>
            withCase(fixture, async (world) => {
              await world.reconcile(from);
              const before = world.changingCalls().length;
              await world.reconcile(to);
              expect(world.changingCalls().length - before).toBeLessThanOrEqual(fixture.mostChangingCalls);
            }),
          ),
          walks(seed),
        ),
    );
  });
}

/** Arguments that a killed run may have changed and no later run changes back: drift, which never replaces. */
function unseenAfter({ definition }: Fixture, walk: readonly Step[], last: Args): string[] {
  const killed = walk.filter(({ death }) => death).map(({ args }) => args);
  return attributeEntries(definition.attributes).flatMap(([name, attribute]) => {
    const isKept = (args: Args) => attribute.replaces(args[name], last[name], last);
    return killed.some((args) => !attribute.same(args[name], last[name]) && isKept(args)) ? [name] : [];
  });
}

async function take(world: Case, fixture: Fixture, { args, refresh, death, fault, isLost }: Step): Promise<void> {
  const [instance] = world.instances();
  if (isLost && instance) world.sandbox.drift({ cloud: fixture.cloud, id: instance.id, delete: true });
  if (fault) world.sandbox.fault({ cloud: fixture.cloud, ...fault });
  await world.engine.up(world.program(args), { refresh: refresh || isLost, ...(death ? { death } : {}) });
}
