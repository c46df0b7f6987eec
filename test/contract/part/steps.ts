import type { Fault } from "../../../sandbox";
import type { Run } from "../../engine/miniEngine";
import type { Death } from "../../engine/process";
import type { Rewindable } from "../../engine/world";
import { atEachChangingCall, faults } from "../faults";
import { deaths, killAtEachCall } from "../kills";
import type { PartCase } from "./fixture";

interface World extends Rewindable {
  changingCalls(): string[];
}

/** Something that a program does with a part. */
export interface Step<Case extends World> {
  readonly name: string;
  prepare(world: Case): Promise<unknown>;
  run(world: Case, death?: Death): Promise<Run>;
  /** One run later. */
  check(world: Case): Promise<void>;
}

type With<Case> = <Result>(work: (world: Case) => Promise<Result>) => Promise<Result>;

/** @param of  the resource's type, and the cloud's name in the sandbox */
export function contractOfFaults<Case extends World>(
  of: { readonly type: string; readonly cloud: string },
  steps: readonly Step<Case>[],
  withCase: With<Case>,
): void {
  describe("faults", () => {
    test.each(faults)(
      "$kind $when on any changing call: success or a clear error, and the next up mends it",
      async (fault) => {
        for (const step of steps) {
          await withCase(async (world) => {
            await step.prepare(world);
            await atEachChangingCall(
              world,
              () => step.run(world),
              (action) => play(world, action, fault, step),
            );
          });
        }
      },
    );

    const play = async (world: Case, action: string, fault: Pick<Fault, "kind" | "when">, step: Step<Case>) => {
      world.sandbox.fault({ cloud: of.cloud, action, ...fault });
      const { errors } = await step.run(world);
      const where = `${fault.kind} ${fault.when ?? ""} on ${action} in ${step.name}`;
      for (const error of errors) expect(`${where}: ${error}`).toMatch(new RegExp(`${of.type}.*\\n`));
      await step.check(world);
    };
  });
}

/** The cloud takes the order of the first step, a creation, and nothing comes of it. */
export function contractOfGivingUp<Case extends World>(
  of: { readonly cloud: string; readonly createAction: string },
  [{ prepare, run, check }]: readonly [Step<Case>, ...Step<Case>[]],
  withCase: With<Case>,
): void {
  test("a creation that comes to nothing is an error, and the next up makes another", () =>
    withCase(async (world) => {
      await prepare(world);
      world.sandbox.fault({ cloud: of.cloud, action: of.createAction, kind: "giveUp" });
      expect((await run(world)).errors.join()).toMatch(/has not shown it .*\n.*`pulumi up` replaces it/);
      await check(world);
    }));
}

export function contractOfLists<Case extends Pick<PartCase, "engine" | "program" | "shown">>(
  withCase: With<Case>,
): void {
  test("a list with a name that none can have is no proof that one is gone", () =>
    withCase(async ({ engine, program, shown }) => {
      await engine.up(program());
      const names = Object.keys(shown());
      engine.world.mangle = (answer) => ({
        ...answer,
        text: names.reduce((text, name) => text.replaceAll(name, "\\u0000Nobody"), answer.text),
      });
      expect((await engine.refresh()).errors).not.toEqual([]);
      // Without the part, which comes last.
      expect((await engine.up(program().slice(0, -1))).errors).not.toEqual([]);
      expect(engine.state).toHaveLength(program().length);
    }));
}

/** @param outcome  of one run later, for the title */
export function contractOfKills<Case extends World>(
  steps: readonly Step<Case>[],
  outcome: string,
  withCase: With<Case>,
): void {
  test.each(steps.flatMap((step) => deaths.map((death) => ({ ...step, death, ...death }))))(
    `$who dies $when each API call of a $name: one up later ${outcome}`,
    ({ death, prepare, run, check }) =>
      withCase(async (world) => {
        await prepare(world);
        await killAtEachCall(world, death, async (at) => {
          const result = await run(world, at);
          await check(world);
          return result;
        });
      }),
  );
}
