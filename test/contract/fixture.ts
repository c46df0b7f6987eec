import { noEngine } from "../../provider/core/host/engine";
import type { AnyResourceDefinition } from "../../provider/core/provider/factory";
import { findOrphans, type OrphanOptions } from "../../provider/core/provider/orphans";
import { attributeEntries } from "../../provider/core/resource/attributes";
import type { AnyDefinition, AnyInstanceDefinition } from "../../provider/core/resource/definition";
import { createSession } from "../../provider/core/session/session";
import type { CloudDefinition, SandboxInstance } from "../../sandbox";
import type { Declared, RunOptions } from "../engine/miniEngine";
import { type TestWorld, testWorld } from "../engine/world";
import { useEach } from "../support/useEach";
import { withOpen } from "../support/withOpen";

export type Args = Readonly<Record<string, unknown>>;

/** What is known of one argument, beside its attribute. */
export interface ArgumentCase {
  /** Values that pass, each put into the base program. */
  readonly accepted: readonly unknown[];
  /** Values that are rejected before any call, with the message. */
  readonly rejected: readonly (readonly [value: unknown, message: RegExp])[];
  /** Values that pass with a warning. */
  readonly warned?: readonly (readonly [value: unknown, warning: RegExp])[];
  /** Arguments that must go with it, in all of the above and below; a function where they depend on the value. */
  readonly with?: Args | ((value: unknown) => Args);
  /** A change and what a preview must plan for it; `same` for what is never a difference. */
  readonly change: { readonly from: unknown; readonly to: unknown; readonly plans: "update" | "replace" | "same" };
  /** The value as the sandbox holds it, in the argument's own form; absent for what leaves no trace there. */
  readonly observed?: (instance: SandboxInstance) => unknown;
}

/** What the contract suite must know of a resource; everything else it reads from its definition. */
export interface Fixture {
  readonly definition: AnyInstanceDefinition;
  /** The cloud's name in the sandbox. */
  readonly cloud: string;
  /** A small program that is accepted without warnings. */
  readonly base: Args;
  /** The base with several in-place arguments changed. */
  readonly inPlace: Args;
  /** The base with an argument changed that only a replacement can change. */
  readonly replaced: Args;
  /** One entry for each argument; a missing one fails a test. */
  readonly arguments: Readonly<Record<string, ArgumentCase>>;
  /** A change behind our back for each in-place argument of `inPlace` that can be read: vendor fields, or tags. */
  readonly drifts: Readonly<Record<string, { set?: Record<string, unknown>; tags?: Record<string, string> }>>;
  /** A change behind our back of an argument that only a replacement could change back. */
  readonly driftBeyondRepair: Readonly<Record<string, unknown>>;
  /** Keeps random programs out that the cloud cannot have, though each argument alone is fine. */
  readonly isProgram?: (args: Args) => boolean;
  /** What makes an instance one that is prepaid, and the policies that take such an instance out of the stack. */
  readonly prepaid?: { readonly args: Args; readonly policies: readonly string[] };
  /** The vendor's operations that need the permission to tag. */
  readonly tagActions: readonly string[];
  /** Tags as the vendor's own services set them. */
  readonly systemTags: Readonly<Record<string, string>>;
  /** A cloud that the sandbox does not have by itself. */
  readonly furtherClouds?: readonly CloudDefinition[];
  /** How many changing calls one `up` may make in the worst case without faults. */
  readonly mostChangingCalls: number;
}

/** Where the sandbox's instance is not what the program declares. */
export function differences(fixture: Fixture, instance: SandboxInstance | undefined, args: Args): string[] {
  if (!instance) return ["there is no instance"];
  return attributeEntries(fixture.definition.attributes).flatMap(([name, attribute]) => {
    const shown = fixture.arguments[name]?.observed;
    if (!shown || args[name] === undefined || !attribute.isEffective(args)) return [];
    const actual = shown(instance);
    return attribute.same(actual, args[name])
      ? []
      : [`${name} is ${JSON.stringify(actual)} instead of ${JSON.stringify(args[name])}`];
  });
}

export interface Case extends TestWorld {
  program(args?: Args, more?: Partial<Declared>): Declared[];
  /** What the sandbox holds of this cloud. */
  instances(): SandboxInstance[];
  instanceIds(): string[];
  /** Sets the value of the pending tag behind our back. */
  setPendingTag(id: string, value: string): void;
  /** Continues with the keys of another account. */
  useOtherAccount(): void;
  /** Continues with keys that may neither list nor change tags. */
  useKeyWithoutTags(): void;
  /** Ids that the state names. */
  ids(): string[];
  changingCalls(): string[];
  /**
   * Clean runs until nothing changes; fails after two, and when an instance is left that the state does not name.
   * `unseen` are arguments whose value in the cloud nobody can know.
   */
  reconcile(
    args?: Args,
    options?: RunOptions & { orphansAllowed?: boolean; unseen?: readonly string[] },
  ): Promise<void>;
}

/** Opens a case for the duration of the work. */
export const withCase = <Result>(
  fixture: Fixture,
  work: (world: Case) => Promise<Result>,
  options?: CaseOptions,
): Promise<Result> => withOpen(() => openCase(fixture, options), work);

export const useCase = (fixture: Fixture, options?: CaseOptions): Case => useEach(() => openCase(fixture, options));

export const keys = {
  otherAccount: { id: "OTHERACCOUNTKEY00001", secret: "OtherAccountSecret0001", account: "2000000000000002" },
  hasQuota: { id: "QUOTAOFTHREEKEY00001", secret: "QuotaOfThreeSecret01", quota: 3 },
  mayNotTag: { id: "MAYNOTTAGKEY00000001", secret: "MayNotTagSecret0001" },
};

/** Continues with this key. */
export function useKey(
  { engine }: TestWorld,
  { cloud }: AnyDefinition,
  { id, secret }: { id: string; secret: string },
) {
  const { credentials } = cloud.settings;
  engine.config = {
    [`${cloud.name}:${credentials.id.config}`]: id,
    [`${cloud.name}:${credentials.secret.config}`]: secret,
  };
}

/** Ids of the instances that `pulumi-cn-cache orphans` lists. */
export async function orphansOf(
  { clock, engine }: TestWorld,
  definition: AnyResourceDefinition,
  options: OrphanOptions = {},
): Promise<string[]> {
  const { env, journal } = engine.world;
  const session = createSession({ clock, env, journal, engine: noEngine });
  const stackName = () => ({ organization: "organization", project: "shop", stack: engine.stack });
  const stack = { deployment: { resources: engine.state } };
  const { orphans } = await findOrphans([definition], session, () => undefined, stack, { stackName, ...options });
  expect(orphans.filter(({ cloud }) => cloud !== definition.cloud.name)).toEqual([]);
  return orphans.map(({ id }) => id).sort();
}

export const hasPendingTag = ({ tags }: Pick<SandboxInstance, "tags">) =>
  JSON.stringify(tags).includes("pulumi-cn-cache");

/** Was the id given to the engine, so that the tags stay until a later run is shown it? */
export const isReturned = ({ tags }: Pick<SandboxInstance, "tags">) =>
  JSON.stringify(tags).includes("pulumi-cn-cache:returned");

/** A creation takes a few polls and a change two: killing at each of them stays quick. */
export const provisionMs = 2_400;
/** A creation and a deletion outlast timeouts of a second or more, and the grain of the clouds' times. */
export const slow = { provisionMs: 6_000 };

interface CaseOptions {
  readonly provisionMs?: number;
  readonly overHttp?: boolean;
}

export async function openCase(fixture: Fixture, options: CaseOptions = {}): Promise<Case> {
  const world = await testWorld([fixture.definition], {
    provisionMs,
    ...options,
    furtherClouds: fixture.furtherClouds,
    keys: { [fixture.cloud]: [keys.otherAccount, { ...keys.mayNotTag, deny: fixture.tagActions }] },
  });
  const { engine, sandbox } = world;
  const program: Case["program"] = (args = fixture.base, more = {}) => [
    { type: fixture.definition.type, name: "cache", args: { ...args }, ...more },
  ];
  const instances = () => sandbox.instances().filter(({ cloud }) => cloud === fixture.cloud);
  return {
    ...world,
    program,
    instances,
    instanceIds: () => instances().map(({ id }) => id),
    setPendingTag: (id, value) => {
      const tags = instances().find((instance) => instance.id === id)?.tags;
      sandbox.drift({ cloud: fixture.cloud, id, tags: { ...tags, "pulumi-cn-cache:pending": value } });
    },
    useOtherAccount: () => useKey(world, fixture.definition, keys.otherAccount),
    useKeyWithoutTags: () => useKey(world, fixture.definition, keys.mayNotTag),
    ids: () => engine.state.map(({ id }) => id),
    changingCalls: () =>
      sandbox
        .requests()
        .filter((request) => request.mutating && request.cloud === fixture.cloud)
        .map(({ action }) => action),
    async reconcile(args = fixture.base, { orphansAllowed = false, unseen = [], ...options } = {}) {
      const first = await engine.up(program(args), options);
      const second = first.errors.length > 0 ? await engine.up(program(args), options) : first;
      expect(second.errors).toEqual([]);
      expect(engine.state).toHaveLength(1);
      const instance = instances().find(({ id }) => id === engine.state[0]?.id);
      const others = instances().filter((other) => other.id !== instance?.id);
      // Created with other arguments by an interrupted run: neither adopted nor deleted, but tagged and reported.
      const accounted = orphansAllowed ? others.filter(hasPendingTag) : [];
      expect(others.filter((other) => !accounted.includes(other)).map(({ id }) => id)).toEqual([]);
      const compared = Object.fromEntries(Object.entries(args).filter(([name]) => !unseen.includes(name)));
      expect(differences(fixture, instance, compared)).toEqual([]);
      expect(await engine.preview(program(args))).toMatchObject({ steps: ["same cache"], errors: [], apiCalls: 0 });
    },
  };
}
