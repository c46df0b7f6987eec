import type { AnyInstanceDefinition } from "../../../provider/core/resource/definition";
import { type AnyPartDefinition, adoptExistingArgument } from "../../../provider/core/resource/part";
import type { SandboxInstance } from "../../../sandbox";
import type { Declared, RunOptions } from "../../engine/miniEngine";
import { type TestWorld, testWorld } from "../../engine/world";
import { useEach } from "../../support/useEach";
import { withOpen } from "../../support/withOpen";
import { type Args, keys, provisionMs, useKey } from "../fixture";

/** What the contract suite must know of a resource that lives inside an instance. */
export interface PartFixture {
  readonly definition: AnyPartDefinition;
  /** The cloud's name in the sandbox. */
  readonly cloud: string;
  /** What it lives in. */
  readonly instance: { readonly definition: AnyInstanceDefinition; readonly args: Args };
  /** A small program without the instance's id. */
  readonly base: Args;
  /** Arguments of `base` with other values that are changed in place, the password among them. */
  readonly inPlace: Args;
  /** The argument with the name. */
  readonly nameArgument: string;
  /** Names that differ from `base`, as many as are made at once. */
  readonly names: readonly string[];
  /** Names that are rejected before any call, with the message. */
  readonly rejectedNames: readonly (readonly [name: string, message: RegExp])[];
  /** Values of other arguments that are rejected. */
  readonly rejected: readonly (readonly [args: Args, message: RegExp])[];
  /** The parts of an instance as the sandbox holds them, by name, in the arguments' own form; the password too. */
  shown(instance: SandboxInstance): Readonly<Record<string, Args>>;
  /** A drift of the instance that changes a part behind our back. */
  drifted(name: string, set: Args): Args;
  /** A drift of the instance that deletes a part behind our back. */
  deleted(name: string): Args;
  /** Drifts of the instance after which it takes no parts, and takes them again. */
  readonly busy: Args;
  readonly idle: Args;
  /** The vendor's operation that makes one. */
  readonly createAction: string;
  /** The most calls of each step without faults. */
  readonly calls: {
    readonly create: number;
    readonly update: number;
    readonly refresh: number;
    readonly delete: number;
  };
}

export interface PartCase extends TestWorld {
  readonly fixture: PartFixture;
  /** Of the instance. */
  readonly instanceId: string;
  /** The part, with other or further arguments. */
  part(args?: Args, more?: Partial<Declared>): Declared;
  /** The program of the instance and these parts. */
  program(...parts: readonly Declared[]): Declared[];
  id(args?: Args): string;
  /** What the sandbox holds of the instance's parts. */
  shown(): Readonly<Record<string, Args>>;
  drift(set: Args): void;
  /** The part's entry of the state. */
  entry(name?: string): { readonly id: string; readonly outputs: Readonly<Record<string, unknown>> } | undefined;
  changingCalls(): string[];
  useOtherAccount(): void;
  /** Up until nothing changes, at most twice; then the cloud holds the one part as declared. */
  reconcile(args?: Args, options?: RunOptions): Promise<void>;
}

export async function openPartCase(fixture: PartFixture, overHttp = false): Promise<PartCase> {
  const { definition, instance, cloud, base, nameArgument } = fixture;
  const world = await testWorld([instance.definition, definition], {
    provisionMs,
    overHttp,
    keys: { [cloud]: [keys.otherAccount] },
  });
  const { engine, sandbox } = world;
  const cache: Declared = { type: instance.definition.type, name: "cache", args: { ...instance.args } };
  expect((await engine.up([cache])).errors).toEqual([]);
  // The next run takes our tags off.
  await engine.up([cache]);
  const instanceId = engine.state[0]?.id ?? "";
  const held = () => sandbox.instances().find(({ id }) => id === instanceId);
  const shown = () => {
    const found = held();
    return found ? fixture.shown(found) : {};
  };
  const part: PartCase["part"] = (args = {}, more = {}) => ({
    ...{ type: definition.type, name: "part", args: { instanceId, ...base, ...args } },
    ...more,
  });
  const program: PartCase["program"] = (...parts) => [cache, ...(parts.length > 0 ? parts : [part()])];
  return {
    ...world,
    fixture,
    instanceId,
    part,
    program,
    id: (args = base) => `${instanceId}:${String(args[nameArgument] ?? base[nameArgument])}`,
    shown,
    drift: (set) => sandbox.drift({ cloud, id: instanceId, set }),
    entry: (name = "part") => engine.state.find(({ urn }) => urn.endsWith(`::${name}`)),
    changingCalls: () => sandbox.requests().flatMap(({ mutating, action }) => (mutating ? [action] : [])),
    useOtherAccount: () => useKey(world, definition, keys.otherAccount),
    async reconcile(args = {}, options = {}) {
      const wanted = program(part(args));
      const first = await engine.up(wanted, options);
      const second = first.errors.length > 0 ? await engine.up(wanted, options) : first;
      expect(second.errors).toEqual([]);
      const declared = { ...base, ...args };
      expect(shown()).toEqual({
        [String(declared[nameArgument])]: expect.objectContaining(comparable(fixture, declared)),
      });
      expect(await engine.preview(wanted)).toMatchObject({
        steps: ["same cache", "same part"],
        errors: [],
        apiCalls: 0,
      });
    },
  };
}

/** The arguments that the sandbox shows. */
export const comparable = ({ nameArgument }: PartFixture, args: Args): Args =>
  Object.fromEntries(
    Object.entries(args).filter(
      ([name, value]) => ![nameArgument, "instanceId", adoptExistingArgument].includes(name) && value !== undefined,
    ),
  );

export const withPartCase = <Result>(
  fixture: PartFixture,
  work: (world: PartCase) => Promise<Result>,
  overHttp?: boolean,
): Promise<Result> => withOpen(() => openPartCase(fixture, overHttp), work);

export const usePartCase = (fixture: PartFixture): PartCase => useEach(() => openPartCase(fixture));
