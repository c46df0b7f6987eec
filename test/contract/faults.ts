import type { Fault } from "../../sandbox";
import { type Rewindable, remember } from "../engine/world";
import { type Case, type Fixture, withCase } from "./fixture";

export const faults: readonly Pick<Fault, "kind" | "when">[] = [
  { kind: "throttle" },
  { kind: "error500", when: "before" },
  { kind: "error500", when: "after" },
  { kind: "error503", when: "before" },
  { kind: "error200", when: "before" },
  { kind: "error200", when: "after" },
  { kind: "html", when: "before" },
  { kind: "html", when: "after" },
  { kind: "dropBefore" },
  { kind: "dropAfter" },
  { kind: "hang", when: "before" },
  { kind: "hang", when: "after" },
];

/** Runs something without faults, and then does the work for each changing call of it, in the same world as it was before. */
export async function atEachChangingCall(
  world: Rewindable & Pick<Case, "changingCalls">,
  run: () => Promise<unknown>,
  work: (action: string) => Promise<void>,
): Promise<void> {
  const rewind = remember(world);
  const before = world.changingCalls().length;
  await run();
  const actions = new Set(world.changingCalls().slice(before));
  expect(actions.size).toBeGreaterThan(0);
  for (const action of actions) {
    rewind();
    await work(action);
  }
  rewind();
}

const steps = ["create", "change", "destroy"] as const;

export function contractOfFaults(fixture: Fixture): void {
  const withHttpCase = <Result>(work: (world: Case) => Promise<Result>) => withCase(fixture, work, { overHttp: true });

  describe("faults", () => {
    const play = async (world: Case, step: (typeof steps)[number]) => {
      if (step === "create") return world.engine.up(world.program());
      if (step === "change") return world.engine.up(world.program(fixture.inPlace));
      return world.engine.destroy();
    };

    const playWith = async (
      world: Case,
      step: (typeof steps)[number],
      action: string,
      fault: (typeof faults)[number],
    ) => {
      world.sandbox.fault({ cloud: fixture.cloud, action, ...fault });
      const run = await play(world, step);
      const where = `${fault.kind} ${fault.when ?? ""} on ${action} in ${step}`;
      for (const error of run.errors)
        expect(`${where}: ${error}`).toMatch(new RegExp(`${fixture.definition.type}.*\\n`));
      expect({ where, held: world.instanceIds() }).toEqual({ where, held: world.ids() });
      if (step !== "destroy") return world.reconcile(step === "create" ? fixture.base : fixture.inPlace);
      expect((await world.engine.destroy()).errors).toEqual([]);
      expect(world.instances()).toEqual([]);
    };

    test.each(faults)(
      "$kind $when on any changing call: success or a clear error, and the sandbox holds what the state names",
      (fault) =>
        withHttpCase(async (world) => {
          for (const step of steps) {
            await atEachChangingCall(
              world,
              () => play(world, step),
              (action) => playWith(world, step, action, fault),
            );
            await play(world, step);
          }
        }),
    );
  });
}
