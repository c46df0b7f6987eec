import type { AnyInstanceDefinition } from "../../../provider/core/resource/definition";
import type { AnyPartDefinition } from "../../../provider/core/resource/part";
import type { Sandbox, SandboxInstance } from "../../../sandbox";
import type { Declared, RunOptions } from "../../engine/miniEngine";
import { type TestWorld, testWorld } from "../../engine/world";
import { useEach } from "../../support/useEach";
import { withOpen } from "../../support/withOpen";
import { type Args, keys, provisionMs, useKey } from "../fixture";

/** What the contract suite must know of a part that the cloud names, such as a backup. */
export interface OrderedFixture {
  readonly definition: AnyPartDefinition;
  /** The cloud's name in the sandbox. */
  readonly cloud: string;
  /** What it lives in; none where it belongs to a project. */
  readonly instance?: {
    readonly definition: AnyInstanceDefinition;
    readonly args: Args;
    /** Drifts after which it takes no orders, and takes them again. */
    readonly busy: Args;
    readonly idle: Args;
  };
  /** A small program without the instance's id. */
  readonly base: Args;
  /** Arguments that change in place; none where the cloud changes nothing. */
  readonly inPlace?: Args;
  /** Arguments that only another part can have, where there are any besides the instance's. */
  readonly replaced?: Args;
  /** Values that are rejected before any call, with the message. */
  readonly rejected: readonly (readonly [args: Args, message: RegExp])[];
  /** The parts as the sandbox holds them, by name, with what `inPlace` changes. */
  shown(sandbox: Sandbox, instanceId: string): Readonly<Record<string, Args>>;
  /** Drifts after which a part is gone, or has failed where it can; of the instance where they name nothing else. */
  deleted(name: string): PartDrift;
  failed?(name: string): PartDrift;
  /** The warning with which a deletion leaves it in the cloud; undefined where the cloud deletes it. */
  readonly stays?: RegExp;
  /** Does a part show which order it is of? */
  readonly showsOrder?: boolean;
  /** The vendor's operation that makes one. */
  readonly createAction: string;
  /** The most calls of each step without faults. */
  readonly calls: { readonly create: number; readonly refresh: number; readonly delete: number };
}

type PartDrift = Partial<Parameters<Sandbox["drift"]>[0]>;

/** For `shown`: the parts that one of the sandbox's instances has, none where there is no such instance. */
export const inInstance =
  (of: (instance: SandboxInstance) => Readonly<Record<string, Args>>): OrderedFixture["shown"] =>
  (sandbox, instanceId) => {
    const found = sandbox.instances().find(({ id }) => id === instanceId);
    return found ? of(found) : {};
  };

export interface OrderedCase extends TestWorld {
  readonly fixture: OrderedFixture;
  /** Of the instance; "" where there is none. */
  readonly instanceId: string;
  part(args?: Args, more?: Partial<Declared>): Declared;
  /** The program of the instance, where there is one, and these parts. */
  program(...parts: readonly Declared[]): Declared[];
  /** The program without parts. */
  readonly alone: readonly Declared[];
  shown(): Readonly<Record<string, Args>>;
  /** The steps of a run in which the instance stays as it is, with what becomes of parts. */
  steps(...ofParts: string[]): string[];
  /** Of the instance. */
  drift(set: Args): void;
  driftPart(drift: PartDrift): void;
  entry(name?: string): { readonly id: string; readonly outputs: Readonly<Record<string, unknown>> } | undefined;
  /** The name of the part that the state holds. */
  name(entry?: string): string;
  changingCalls(): string[];
  useOtherAccount(): void;
  /** Up until nothing changes, at most twice; then the cloud holds what the state does, and no more. */
  reconcile(args?: Args, options?: RunOptions): Promise<void>;
}

export async function openOrderedCase(fixture: OrderedFixture, overHttp = false): Promise<OrderedCase> {
  const { definition, instance, cloud, base } = fixture;
  const world = await testWorld([...(instance ? [instance.definition] : []), definition], {
    provisionMs,
    overHttp,
    keys: { [cloud]: [keys.otherAccount] },
  });
  const { engine, sandbox } = world;
  const alone: Declared[] = instance
    ? [{ type: instance.definition.type, name: "cache", args: { ...instance.args } }]
    : [];
  expect((await engine.up(alone)).errors).toEqual([]);
  // The next run takes our tags off.
  await engine.up(alone);
  const instanceId = engine.state[0]?.id ?? "";
  const shown = () => fixture.shown(sandbox, instanceId);
  const part: OrderedCase["part"] = (args = {}, more = {}) => ({
    ...{ type: definition.type, name: "part", args: { ...(instance && { instanceId }), ...base, ...args } },
    ...more,
  });
  const program: OrderedCase["program"] = (...parts) => [...alone, ...(parts.length > 0 ? parts : [part()])];
  const entry: OrderedCase["entry"] = (name = "part") => engine.state.find(({ urn }) => urn.endsWith(`::${name}`));
  const name = (of?: string) => entry(of)?.id.split(":").at(-1) ?? "";
  const steps = (...ofParts: string[]) => [...(instance ? ["same cache"] : []), ...ofParts];
  return {
    ...{ ...world, fixture, instanceId, part, program, alone, shown, entry, name, steps },
    drift: (set) => sandbox.drift({ cloud, id: instanceId, set }),
    driftPart: (change) => sandbox.drift({ id: instanceId, ...change, cloud }),
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
        steps: steps("same part"),
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
  overHttp?: boolean,
): Promise<Result> => withOpen(() => openOrderedCase(fixture, overHttp), work);

export const useOrderedCase = (fixture: OrderedFixture): OrderedCase => useEach(() => openOrderedCase(fixture));
