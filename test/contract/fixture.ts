import type { AnyKind } from "../../provider/core/kind";
import type { Sandbox, SandboxInstance } from "../../sandbox";
import type { Declared, RunOptions } from "../engine/miniEngine";
import { type TestWorld, testWorld } from "../engine/world";

type Args = Readonly<Record<string, unknown>>;

/** What the contract suite must know of a kind; everything else it reads from the kind itself. */
export interface Fixture {
  readonly kind: AnyKind;
  /** The cloud's name in the sandbox. */
  readonly cloud: keyof Sandbox["info"] & string;
  /** A small program that is accepted without warnings. */
  readonly base: Args;
  /** The base with every in-place argument of the fixture changed. */
  readonly inPlace: Args;
  /** The base with an argument changed that only a replacement can change. */
  readonly replaced: Args;
  /** Is the instance in the sandbox what the program declares? Returns the differences. */
  differences(instance: SandboxInstance, args: Args): string[];
  /** A change behind our back for each in-place argument that can be read: vendor fields, or tags. */
  readonly drifts: Readonly<Record<string, { set?: Record<string, unknown>; tags?: Record<string, string> }>>;
  /** A change behind our back of an argument that only a replacement could mend. */
  readonly driftBeyondRepair: Readonly<Record<string, unknown>>;
  /** How many changing calls one `up` may make in the worst case without faults. */
  readonly mostChangingCalls: number;
}

export interface Case extends TestWorld {
  program(args?: Args, more?: Partial<Declared>): Declared[];
  /** What the sandbox holds of this cloud. */
  instances(): SandboxInstance[];
  /** Ids that the state names. */
  ids(): string[];
  changingCalls(): string[];
  /** Clean runs until nothing changes; fails after two. */
  converge(args?: Args, options?: RunOptions): Promise<void>;
}

/** A case for as long as the work takes. */
export async function withCase<Result>(fixture: Fixture, work: (it: Case) => Promise<Result>): Promise<Result> {
  const it = await openCase(fixture);
  try {
    return await work(it);
  } finally {
    await it.close();
  }
}

export async function openCase(fixture: Fixture): Promise<Case> {
  const world = await testWorld([fixture.kind]);
  const { engine, sandbox } = world;
  const program: Case["program"] = (args = fixture.base, more = {}) => [{ type: fixture.kind.type, name: "cache", args: { ...args }, ...more }];
  const instances = () => sandbox.instances().filter(({ cloud }) => cloud === fixture.cloud);
  return {
    ...world,
    program,
    instances,
    ids: () => engine.state.map(({ id }) => id),
    changingCalls: () =>
      sandbox
        .requests()
        .filter((request) => request.mutating && request.cloud === fixture.cloud)
        .map(({ action }) => action),
    async converge(args = fixture.base, options = {}) {
      const first = await engine.up(program(args), options);
      const second = first.errors.length > 0 ? await engine.up(program(args), options) : first;
      expect(second.errors).toEqual([]);
      const [instance, ...others] = instances();
      expect(others.map(({ id }) => id)).toEqual([]);
      expect(instance?.id).toBe(engine.state[0]?.id);
      expect(engine.state).toHaveLength(1);
      expect(instance && fixture.differences(instance, args)).toEqual([]);
      expect(await engine.preview(program(args))).toMatchObject({ steps: ["same cache"], errors: [], apiCalls: 0 });
    },
  };
}
