import { attributeEntries } from "../../provider/core/resource/attributes";
import type { Death } from "../engine/process";
import { programWith } from "./arguments";
import { type Args, type Case, differences, type Fixture, withCase } from "./fixture";

const deaths: readonly Omit<Death, "call">[] = [
  { who: "plugin", when: "before" },
  { who: "plugin", when: "after" },
  { who: "cli", when: "after" },
];

/** What an interrupted update has sent is in the cloud and not in the state, and no call shows a password. */
export function contractOfUnconfirmedChanges(fixture: Fixture): void {
  const { definition, cloud } = fixture;
  const names = attributeEntries(definition.attributes).flatMap(([name, attribute]) => {
    const { change, observed } = fixture.arguments[name] ?? {};
    const isHidden = attribute.changeMode === "inPlace" && attribute.isWriteOnly;
    return isHidden && observed && change?.plans === "update" ? [name] : [];
  });

  describe.each(names)("a change of %s that the program takes back", (name) => {
    const { change } = fixture.arguments[name] as { change: { from: unknown; to: unknown } };
    const from = programWith(fixture, name, change.from);
    const to = programWith(fixture, name, change.to);
    const begin = async (world: Case) =>
      expect(await world.engine.up(world.program(from))).toMatchObject({ errors: [] });
    const holds = (world: Case, args: Args) => differences(fixture, world.instances()[0], args);

    test.each(deaths)("after an update that was killed: $who, $when any call", async (death) => {
      let arrived = 0;
      for (let call = 1, hasDied = true; hasDied; call++) {
        await withCase(fixture, async (world) => {
          await begin(world);
          const { state } = world.engine;
          const run = await world.engine.up(world.program(to), { death: { call, ...death } });
          hasDied = run.died;
          if (!hasDied) return;
          // What is left of a process whose engine is gone ends by itself.
          await world.clock.sleep(600_000);
          // A death after that, at the end of the run, leaves nothing in doubt.
          const isInDoubt = world.engine.state === state && holds(world, from).length > 0;
          if (isInDoubt) {
            arrived++;
            const { steps, warnings } = await world.engine.preview(world.program(from));
            expect(steps).toEqual(["update cache"]);
            expect(warnings.join()).toMatch(new RegExp(`may have changed .*${name}`));
          }
          await world.reconcile(from);
        });
      }
      if (death.when === "after") expect(arrived).toBeGreaterThan(0);
    });

    test("after an update whose answers were lost, without the journal", () =>
      withCase(fixture, async (world) => {
        await begin(world);
        const before = world.changingCalls().length;
        await world.engine.up(world.program(to));
        const action = world.changingCalls().slice(before)[0] as string;
        await world.reconcile(from);
        world.sandbox.fault({ cloud, action, kind: "dropAfter", times: 5 });
        expect((await world.engine.up(world.program(to))).errors).toHaveLength(1);
        expect(holds(world, from)).not.toEqual([]);
        world.engine.world.changes.forget();
        // Of a call that is not repeated within one run, several answers are still to be lost.
        for (let tries = 5; tries > 0; tries--)
          if ((await world.engine.up(world.program(from))).errors.length === 0) break;
        await world.reconcile(from);
      }));

    test("after an update whose state was not saved", () =>
      withCase(fixture, async (world) => {
        await begin(world);
        expect(await world.engine.up(world.program(to), { isUnsaved: true })).toMatchObject({ errors: [] });
        expect(holds(world, from)).not.toEqual([]);
        await world.reconcile(from);
      }));

    test("is sent again once, and a later change on another machine is none that is in doubt", () =>
      withCase(fixture, async (world) => {
        await begin(world);
        await world.engine.up(world.program(to));
        const { changes } = world.engine.world;
        const recorded = [...changes.findAll()];
        await world.reconcile(from);
        // This machine has not seen the state since its own update.
        for (const [key, entry] of recorded) changes.begin(key, entry);
        expect(await world.engine.preview(world.program(from))).toMatchObject({ steps: ["same cache"], warnings: [] });
      }));
  });

  test("there is an argument that cannot be read back", () => expect(names).toContain("password"));
}
