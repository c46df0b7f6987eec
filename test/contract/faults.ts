import type { Fault } from "../../sandbox";
import { remember } from "../engine/world";
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

const steps = ["create", "change", "destroy"] as const;

export function contractOfFaults(fixture: Fixture): void {
  const withHttpCase = <Result>(work: (world: Case) => Promise<Result>) => withCase(fixture, work, { overHttp: true });

  describe("faults", () => {
    const play = async (world: Case, step: (typeof steps)[number]) => {
      if (step === "create") return world.engine.up(world.program());
      if (step === "change") return world.engine.up(world.program(fixture.inPlace));
      return world.engine.destroy();
    };

    /** Each step without faults, from where the one before has led; it names the calls that faults then hit. */
    const eachCallOf = async (world: Case, work: (step: (typeof steps)[number], action: string) => Promise<void>) => {
      for (const step of steps) {
        const rewind = remember(world);
        const before = world.changingCalls().length;
        await play(world, step);
        const actions = new Set(world.changingCalls().slice(before));
        expect({ step, calls: actions.size }).not.toEqual({ step, calls: 0 });
        for (const action of actions) {
          rewind();
          await work(step, action);
        }
        rewind();
        await play(world, step);
      }
    };

    test.each(faults)(
      "$kind $when on any changing call: success or a clear error, and the sandbox holds what the state names",
      (fault) =>
        withHttpCase((world) =>
          eachCallOf(world, async (step, action) => {
            world.sandbox.fault({ cloud: fixture.cloud, action, ...fault });
            const run = await play(world, step);
            const where = `${fault.kind} ${fault.when ?? ""} on ${action} in ${step}`;
            for (const error of run.errors)
              expect(`${where}: ${error}`).toMatch(new RegExp(`${fixture.definition.type}.*\\n`));
            expect({ where, held: world.instanceIds() }).toEqual({ where, held: world.ids() });
            if (step !== "destroy") return world.reconcile(step === "create" ? fixture.base : fixture.inPlace);
            expect((await world.engine.destroy()).errors).toEqual([]);
            expect(world.instances()).toEqual([]);
          }),
        ),
    );
  });
}
