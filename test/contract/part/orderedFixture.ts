import type { AnyInstanceDefinition } from "../../../provider/core/resource/definition";
import type { AnyPartDefinition } from "../../../provider/core/resource/part";
import type { SandboxInstance } from "../../../sandbox";
import type { Declared, RunOptions } from "../../engine/miniEngine";
import { type TestWorld, testWorld } from "../../engine/world";
import { useEach } from "../../support/useEach";
import { withOpen } from "../../support/withOpen";
import { type Args, keys, useKey } from "../fixture";

/** What the contract suite must know of a part that the cloud names, such as a backup. */
export interface OrderedFixture {
  readonly definition: AnyPartDefinition;
  /** The cloud's name in the sandbox. */
  readonly cloud: string;
  /** What it lives in. */
  readonly instance: { readonly definition: AnyInstanceDefinition; readonly args: Args };
  /** A small program without the instance's id. */
  readonly base: Args;
  /** Arguments that change in place; none where the cloud changes nothing. */
  readonly inPlace?: Args;
  /** Values that are rejected before any call, with the message. */
  readonly rejected: readonly (readonly [args: Args, message: RegExp])[];
  /** The parts of an instance as the sandbox holds them, by name, with what `inPlace` changes. */
  shown(instance: SandboxInstance): Readonly<Record<string, Args>>;
  /** Drifts of the instance after which a part is gone, or has failed. */
  deleted(name: string): Args;
  failed(name: string): Args;
  /** Drifts of the instance after which it takes no orders, and takes them again. */
  readonly busy: Args;
  readonly idle: Args;
  /** The warning with which a deletion leaves it in the cloud; undefined where the cloud deletes it. */
  readonly stays?: RegExp;
  /** Does a part show which order it is of? */
  readonly showsOrder?: boolean;
  /** The vendor's operation that makes one. */
  readonly createAction: string;
  /** The most calls of each step without faults. */
  readonly calls: { readonly create: number; readonly refresh: number; readonly delete: number };
}

export interface OrderedCase extends TestWorld {
  readonly fixture: OrderedFixture;
  /** Of the instance. */
  readonly instanceId: string;
  part(args?: Args, more?: Partial<Declared>): Declared;
  /** The program of the instance and these parts. */
  program(...parts: readonly Declared[]): Declared[];
  /** The program without parts. */
  readonly alone: readonly Declared[];
  shown(): Readonly<Record<string, Args>>;
  drift(set: Args): void;
  entry(name?: string): { readonly id: string; readonly outputs: Readonly<Record<string, unknown>> } | undefined;
  /** The name of the part that the state holds. */
  name(entry?: string): string;
  changingCalls(): string[];
  useOtherAccount(): void;
  /** Up until nothing changes, at most twice; then the cloud holds what the state does, and no more. */
  reconcile(args?: Args, options?: RunOptions): Promise<void>;
}

export async function openOrderedCase(fixture: OrderedFixture): Promise<OrderedCase> {
  const { definition, instance, cloud, base } = fixture;
  const world = await testWorld([instance.definition, definition], {
    provisionMs: 6_000,
    keys: { [cloud]: [keys.otherAccount] },
  });
  const { engine, sandbox } = world;
  const cache: Declared = { type: instance.definition.type, name: "cache", args: { ...instance.args } };
  expect((await engine.up([cache])).errors).toEqual([]);
  // The next run takes our tags off.
  await engine.up([cache]);
  const instanceId = engine.state[0]?.id ?? "";
  const shown = () => {
    const found = sandbox.instances().find(({ id }) => id === instanceId);
    return found ? fixture.shown(found) : {};
  };
  const part: OrderedCase["part"] = (args = {}, more = {}) => ({
    ...{ type: definition.type, name: "part", args: { instanceId, ...base, ...args } },
    ...more,
  });
  const program: OrderedCase["program"] = (...parts) => [cache, ...(parts.length > 0 ? parts : [part()])];
  const entry: OrderedCase["entry"] = (name = "part") => engine.state.find(({ urn }) => urn.endsWith(`::${name}`));
  const name = (of?: string) => entry(of)?.id.split(":")[1] ?? "";
  return {
    ...{ ...world, fixture, instanceId, part, program, alone: [cache], shown, entry, name },
    drift: (set) => sandbox.drift({ cloud, id: instanceId, set }),
    changingCalls: () => sandbox.requests().flatMap(({ mutating, action }) => (mutating ? [action] : [])),
    useOtherAccount: () => useKey(world, definition, keys.otherAccount),
    async reconcile(args = {}, options = {}) {
      const wanted = program(part(args));
      const first = await engine.up(wanted, options);
      if (first.errors.length > 0) expect((await engine.up(wanted, options)).errors).toEqual([]);
      const own = shown()[name()];
      expect(own).toMatchObject(fixture.inPlace ? pick({ ...base, ...args }, Object.keys(fixture.inPlace)) : {});
      if (fixture.stays === undefined) expect(Object.keys(shown())).toEqual([name()]);
      expect(await engine.preview(wanted)).toMatchObject({
        steps: ["same cache", "same part"],
        errors: [],
        apiCalls: 0,
      });
    },
  };
}

const pick = (args: Args, names: readonly string[]): Args =>
  Object.fromEntries(names.flatMap((name) => (args[name] === undefined ? [] : [[name, args[name]]])));

export const withOrderedCase = <Result>(
  fixture: OrderedFixture,
  work: (world: OrderedCase) => Promise<Result>,
): Promise<Result> => withOpen(() => openOrderedCase(fixture), work);

export const useOrderedCase = (fixture: OrderedFixture): OrderedCase => useEach(() => openOrderedCase(fixture));
