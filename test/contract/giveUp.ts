import { attributeEntries } from "../../provider/core/resource/attributes";
import { programWith } from "./arguments";
import { differences, type Fixture, withCase } from "./fixture";

/** What a cloud may take to carry a change out, and then to be believed that it does not. */
const mostMs = 15 * 60_000;

/** A cloud may accept a change, be busy, and then be ready with the old values. */
export function contractOfGivingUp(fixture: Fixture): void {
  const { definition } = fixture;
  const changes = attributeEntries(definition.attributes).flatMap(([name, attribute]) => {
    const change = fixture.arguments[name]?.change;
    if (attribute.changeMode !== "inPlace" || change?.plans !== "update") return [];
    return [{ name, isReadable: !attribute.isWriteOnly && !attribute.isSecret }];
  });

  describe("a change that the cloud gives up", () => {
    test.each(changes)(
      "of $name ends early, says what is there, and is made by the next up",
      async ({ name, isReadable }) => {
        const { change } = fixture.arguments[name] as { change: { from: unknown; to: unknown } };
        const [from, to] = [programWith(fixture, name, change.from), programWith(fixture, name, change.to)];
        const calls = await withCase(fixture, async (trial) => {
          expect(await trial.engine.up(trial.program(from))).toMatchObject({ errors: [] });
          const before = trial.changingCalls().length;
          expect(await trial.engine.up(trial.program(to))).toMatchObject({ errors: [] });
          return trial.changingCalls().slice(before);
        });
        expect(calls).not.toEqual([]);
        await withCase(fixture, async (world) => {
          await world.engine.up(world.program(from));
          for (const action of new Set(calls)) {
            const times = calls.filter((each) => each === action).length;
            world.sandbox.fault({ cloud: fixture.cloud, action, kind: "giveUp", times });
          }
          const started = world.clock.now();
          const { errors } = await world.engine.up(world.program(to));
          const isUnchanged = differences(fixture, world.instances()[0], to).some((each) => each.startsWith(name));
          if (isReadable && isUnchanged) {
            expect(errors.join()).toMatch(new RegExp(`accepted .*${name}|${name}.*accepted`));
            expect(world.clock.now() - started).toBeLessThan(mostMs);
          }
          if (errors.length === 0) return;
          // Each of the calls may be given up once.
          for (let tries = calls.length; tries > 0; tries--)
            if ((await world.engine.up(world.program(to))).errors.length === 0) break;
          await world.reconcile(to);
        });
      },
    );
  });
}
