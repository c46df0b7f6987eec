import type { Fault } from "../../../sandbox";
import type { Death } from "../../engine/process";
import { faults } from "../faults";
import { deaths, killAtEachCall } from "../kills";
import { type PartCase, type PartFixture, withPartCase } from "./fixture";

interface Step {
  readonly name: string;
  prepare(world: PartCase): Promise<unknown>;
  run(world: PartCase, death?: Death): ReturnType<PartCase["engine"]["up"]>;
  /** One run later. */
  check(world: PartCase): Promise<void>;
}

const exists = (world: PartCase) => world.engine.up(world.program());

function stepsOf({ inPlace, nameArgument, names }: PartFixture): readonly Step[] {
  const renamed = { [nameArgument]: names[0] };
  const options = (death?: Death) => (death ? { death } : {});
  return [
    {
      name: "creation",
      prepare: async () => undefined,
      run: (world, death) => world.engine.up(world.program(), options(death)),
      check: (world) => world.reconcile(),
    },
    {
      name: "change",
      prepare: exists,
      run: (world, death) => world.engine.up(world.program(world.part(inPlace)), options(death)),
      check: (world) => world.reconcile(inPlace),
    },
    {
      name: "replacement",
      prepare: exists,
      run: (world, death) => world.engine.up(world.program(world.part(renamed)), options(death)),
      check: (world) => world.reconcile(renamed),
    },
    {
      name: "deletion",
      prepare: exists,
      run: (world, death) => world.engine.up(world.program().slice(0, 1), options(death)),
      check: async (world) => {
        expect(await world.engine.up(world.program().slice(0, 1))).toMatchObject({ errors: [] });
        expect(world.shown()).toEqual({});
        expect(world.entry()).toBeUndefined();
      },
    },
  ];
}

export function contractOfPartTrouble(fixture: PartFixture): void {
  const steps = stepsOf(fixture);
  const { cloud } = fixture;

  describe("faults", () => {
    test.each(faults)(
      "$kind $when on any changing call: success or a clear error, and the next up mends it",
      async (fault) => {
        for (const { name, prepare, run, check } of steps) {
          const actions = await withPartCase(fixture, async (trial) => {
            await prepare(trial);
            const before = trial.changingCalls().length;
            await run(trial);
            return new Set(trial.changingCalls().slice(before));
          });
          expect(actions.size).toBeGreaterThan(0);
          for (const action of actions)
            await withPartCase(fixture, (world) => play(world, action, fault, { name, prepare, run, check }));
        }
      },
    );

    const play = async (world: PartCase, action: string, fault: Pick<Fault, "kind" | "when">, step: Step) => {
      await step.prepare(world);
      world.sandbox.fault({ cloud, action, ...fault });
      const { errors } = await step.run(world);
      const where = `${fault.kind} ${fault.when ?? ""} on ${action} in ${step.name}`;
      for (const error of errors) expect(`${where}: ${error}`).toMatch(new RegExp(`${fixture.definition.type}.*\\n`));
      await step.check(world);
    };
  });

  describe("kills", () => {
    test.each(steps.flatMap((step) => deaths.map((death) => ({ ...step, death, ...death }))))(
      "$who dies $when each API call of a $name: one up later all is as declared",
      ({ death, prepare, run, check }) =>
        killAtEachCall(death, (at) =>
          withPartCase(fixture, async (world) => {
            await prepare(world);
            const result = await run(world, at);
            await check(world);
            return result;
          }),
        ),
    );

    test("on another machine, an interrupted creation is named, and adoptExisting goes on with it", () =>
      killAtEachCall({ who: "plugin", when: "after" }, (at) =>
        withPartCase(fixture, async (world) => {
          const result = await world.engine.up(world.program(), { death: at });
          world.engine.world.journal.forget();
          world.engine.world.changes.forget();
          const { errors } = await world.engine.up(world.program());
          if (errors.length > 0) expect(errors.join("\n")).toMatch(/adoptExisting: true/);
          await world.reconcile({ adoptExisting: true });
          return result;
        }),
      ));

    test("a call of a killed run that takes effect late makes no second one, and no error", () =>
      withPartCase(fixture, async (world) => {
        for (let call = 1; world.engine.world.undelivered.at(-1)?.action !== fixture.createAction; call++)
          await world.engine.up(world.program(), { death: { who: "plugin", when: "before", call } });
        await world.engine.world.undelivered.at(-1)?.deliver();
        await world.reconcile();
      }));
  });
}
