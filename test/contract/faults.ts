import type { Fault } from "../../sandbox";
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

/** One run through all that the fixture can change, noting which changing call was made in which step. */
const steps = ["create", "change", "destroy"] as const;

export function contractOfFaults(fixture: Fixture): void {
  const withHttpCase = <Result>(work: (world: Case) => Promise<Result>) => withCase(fixture, work, { overHttp: true });

  describe("faults", () => {
    const play = async (world: Case, step: (typeof steps)[number]) => {
      if (step === "create") return world.engine.up(world.program());
      if (step === "change") return world.engine.up(world.program(fixture.inPlace));
      return world.engine.destroy();
    };

    test.each(faults)(
      "$kind $when on any changing call: success or a clear error, and the sandbox holds what the state names",
      async (fault) => {
        const recorded = await withHttpCase(async (trial) => {
          const calls: { step: (typeof steps)[number]; action: string }[] = [];
          for (const step of steps) {
            const before = trial.changingCalls().length;
            await play(trial, step);
            for (const action of new Set(trial.changingCalls().slice(before))) calls.push({ step, action });
          }
          return calls;
        });
        expect(recorded.map(({ step }) => step)).toEqual(expect.arrayContaining([...steps]));

        for (const { step, action } of recorded) {
          await withHttpCase(async (world) => {
            for (const earlier of steps.slice(0, steps.indexOf(step))) await play(world, earlier);
            world.sandbox.fault({ cloud: fixture.cloud, action, ...fault });
            const run = await play(world, step);
            const where = `${fault.kind} ${fault.when ?? ""} on ${action} in ${step}`;
            for (const error of run.errors)
              expect(`${where}: ${error}`).toMatch(new RegExp(`${fixture.definition.type}.*\\n`));
            expect({ where, held: world.instanceIds() }).toEqual({ where, held: world.ids() });
            if (step !== "destroy") return world.reconcile(step === "create" ? fixture.base : fixture.inPlace);
            expect((await world.engine.destroy()).errors).toEqual([]);
            expect(world.instances()).toEqual([]);
          });
        }
      },
    );
  });
}
