import type { Death } from "../../engine/process";
import { killAtEachCall } from "../kills";
import { type PartCase, type PartFixture, withPartCase } from "./fixture";
import { contractOfFaults, contractOfGivingUp, contractOfKills, contractOfLists, type Step } from "./steps";

const exists = (world: PartCase) => world.engine.up(world.program());

function stepsOf({ inPlace, nameArgument, names }: PartFixture): readonly [Step<PartCase>, ...Step<PartCase>[]] {
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
  const { cloud, definition, createAction } = fixture;
  const withCase = <Result>(work: (world: PartCase) => Promise<Result>) => withPartCase(fixture, work);

  contractOfFaults({ type: definition.type, cloud }, steps, (work) => withPartCase(fixture, work, true));
  contractOfGivingUp({ cloud, createAction }, steps, withCase);
  contractOfLists(withCase);

  describe("kills", () => {
    contractOfKills(steps, "all is as declared", withCase);

    test("on another machine, an interrupted creation is named, and adoptExisting goes on with it", () =>
      withPartCase(fixture, (world) =>
        killAtEachCall(world, { who: "plugin", when: "after" }, async (at) => {
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
