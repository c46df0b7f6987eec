import type { Sandbox, SandboxInstance } from "../../sandbox";
import { aliyunAccountFixture } from "../aliyun/accountFixture";
import { aliyunBackupFixture } from "../aliyun/backupFixture";
import { aliyunBatchFixture } from "../aliyun/batchFixture";
import { aliyunFixture } from "../aliyun/fixture";
import { type BatchCase, type BatchFixture, openBatch, type Requested } from "../contract/batch/fixture";
import { type Args, type Case, differences, type Fixture, openCase } from "../contract/fixture";
import { comparable, openPartCase, type PartCase, type PartFixture } from "../contract/part/fixture";
import { type OrderedCase, type OrderedFixture, openOrderedCase } from "../contract/part/orderedFixture";
import type { Declared, Entry, Run, RunOptions } from "../engine/miniEngine";
import type { TestWorld } from "../engine/world";
import { huaweiAccountFixture } from "../huawei/accountFixture";
import { huaweiBackupFixture } from "../huawei/backupFixture";
import { huaweiBatchFixture } from "../huawei/batchFixture";
import { huaweiFixture } from "../huawei/fixture";
import { huaweiTemplateFixture } from "../huawei/templateFixture";
import { jdAccountFixture } from "../jd/accountFixture";
import { jdBackupFixture } from "../jd/backupFixture";
import { jdFixture } from "../jd/fixture";
import { jdTemplateFixture } from "../jd/templateFixture";

/** What a program can declare here: the base, the base changed in place, or what only other instances can be. */
export type Version = "base" | "changed" | "replaced";

export interface ProvenWorld extends TestWorld {
  readonly cloud: string;
  program(version: Version): Declared[];
  instanceIds(): string[];
  /** What the cloud holds that somebody has to hold: instances, or what lives in none. */
  owned(): SandboxInstance[];
  /** Where the instances that the state holds are not what the version declares, or are not as many. */
  differences(version: Version, foreign?: ReadonlySet<string>): string[];
  /** Continues with a key that may neither list nor change tags, and with programs that have none. */
  useKeyWithoutTags(): void;
}

export interface Proven {
  readonly type: string;
  readonly cloud: string;
  readonly timeoutsMs: Fixture["definition"]["timeoutsMs"];
  /** Does a creating call that is repeated with its token give the same instances? */
  readonly takesToken: boolean;
  /** Of what it lives in: an error may name either. */
  readonly instanceType?: string;
  /** Nothing of it can be changed by another one. */
  readonly isNeverReplaced?: boolean;
  /** What an error says where only the journal could have told that this resource has made it. */
  readonly doubt?: RegExp;
  args(version: Version): Args;
  open(): Promise<ProvenWorld>;
}

/** A resource that is an instance, or several. */
export interface ProvenInstances extends Proven {
  /** Where the instances of one resource are not what the version declares, or are not as many. */
  differences(version: Version, instances: readonly (SandboxInstance | undefined)[], mayTag?: boolean): string[];
}

export const held = (entry: Pick<Entry, "id" | "outputs">): readonly string[] =>
  (entry.outputs.__instanceIds as readonly string[] | undefined) ?? [entry.id];

/** Of an address that only one instance can have. */
export const isAddress = (name: string): boolean => /^private.*ip/i.test(name);
export const withoutAddresses = (args: Args): Args =>
  Object.fromEntries(Object.entries(args).filter(([name]) => !isAddress(name)));

const withoutTags = ({ tags: _, ...args }: Args): Args => args;

/** Short, so that each call is made but the polls are few. */
const provisionMs = 1_500;

const single = (fixture: Fixture): ProvenInstances => {
  const { base, inPlace, replaced } = fixture;
  const versions = { base, changed: inPlace, replaced };
  return proven(fixture, fixture.definition, () => openCase(fixture, { provisionMs }), {
    args: (version) => versions[version],
    differences(version, instances, mayTag = true) {
      if (instances.length !== 1) return [`the state holds ${instances.length} instances`];
      return differences(fixture, instances[0], mayTag ? versions[version] : withoutTags(versions[version]));
    },
  });
};

const requests: Readonly<Record<Version, Requested>> = {
  base: { quantity: 2 },
  changed: { quantity: 3, edit: "second" },
  replaced: { quantity: 2, other: true },
};

const batch = (fixture: BatchFixture): ProvenInstances =>
  proven(fixture, fixture.definition.member, () => openBatch(fixture, provisionMs), {
    args: (version) => fixture.program(requests[version]),
    differences(version, instances) {
      const { quantity, edit = "first", other = false } = requests[version];
      const wanted = JSON.stringify({ edit, other });
      const actual = instances.map((one) =>
        one ? JSON.stringify({ edit: fixture.edited(one), other: fixture.isOther(one) }) : "nothing",
      );
      return [
        ...(actual.length === quantity ? [] : [`the state holds ${actual.length} members instead of ${quantity}`]),
        ...actual.filter((each) => each !== wanted).map((each) => `${each} instead of ${wanted}`),
      ];
    },
  });

function proven(
  { definition, cloud }: Fixture | BatchFixture,
  { timeoutsMs, isCreateRepeatable }: Fixture["definition"],
  open: () => Promise<Case | BatchCase>,
  of: Pick<ProvenInstances, "args" | "differences">,
): ProvenInstances {
  return {
    type: definition.type,
    cloud,
    timeoutsMs,
    takesToken: isCreateRepeatable,
    ...of,
    async open() {
      const world = await open();
      let mayTag = true;
      return {
        ...world,
        cloud,
        program: (version) => [
          { type: definition.type, name: "cache", args: mayTag ? of.args(version) : withoutTags(of.args(version)) },
        ],
        owned: () => world.sandbox.instances().filter((each) => each.cloud === cloud),
        useKeyWithoutTags() {
          mayTag = false;
          world.useKeyWithoutTags();
        },
        differences(version) {
          const { state } = world.engine;
          if (state.length !== 1) return [`the state holds ${state.length} resources`];
          const all = world.instances();
          const instances = state.flatMap(held).map((id) => all.find((each) => each.id === id));
          return of.differences(version, instances, mayTag);
        },
      };
    },
  };
}

/** With the instance that it lives in, which is there before any command. */
function insideInstance<World extends PartCase | OrderedCase>(
  { definition, cloud, instance }: PartFixture | OrderedFixture,
  versions: Readonly<Record<Version, Args>>,
  open: () => Promise<World>,
  of: Pick<Proven, "doubt" | "isNeverReplaced"> & {
    differences(world: World, wanted: Args, foreign: ReadonlySet<string>): string[];
  },
): Proven {
  const { differences, ...more } = of;
  return {
    type: definition.type,
    cloud,
    // Both are deleted, one after the other.
    timeoutsMs: {
      ...definition.timeoutsMs,
      delete: definition.timeoutsMs.delete + (instance?.definition.timeoutsMs.delete ?? 0),
    },
    takesToken: definition.isCreateRepeatable,
    instanceType: instance?.definition.type ?? definition.type,
    ...more,
    args: (version) => versions[version],
    async open() {
      const world = await open();
      const asInstance = ([id, properties]: [string, Args]): SandboxInstance => ({
        ...{ cloud, id, properties, name: "", status: "", createdAt: "", tags: {}, secrets: {} },
      });
      const owned = () =>
        instance
          ? world.sandbox.instances().filter((each) => each.cloud === cloud)
          : Object.entries(world.shown()).map(asInstance);
      return {
        ...world,
        cloud,
        program: (version) => world.program(world.part(versions[version])),
        instanceIds: () => owned().map(({ id }) => id),
        owned,
        // It has no tags.
        useKeyWithoutTags: () => undefined,
        differences: (version, foreign = new Set()) => differences(world, versions[version], foreign),
      };
    },
  };
}

const part = (fixture: PartFixture): Proven => {
  const { base, inPlace, nameArgument, names } = fixture;
  const versions = { base, changed: { ...base, ...inPlace }, replaced: { ...base, [nameArgument]: names[0] } };
  return insideInstance(fixture, versions, () => openPartCase(fixture), {
    doubt: /set adoptExisting/,
    differences(world, wanted) {
      const { [String(wanted[nameArgument])]: own, ...others } = world.shown();
      const different = Object.entries(comparable(fixture, wanted)).filter(([name, value]) => own?.[name] !== value);
      return [
        ...(own
          ? different.map(([name, value]) => `${name} is ${own[name]} instead of ${value}`)
          : ["it is not there"]),
        ...Object.keys(others).map((name) => `${name} is in nobody's state`),
      ];
    },
  });
};

const orderedPart = (fixture: OrderedFixture): Proven => {
  const { base, inPlace = {}, replaced, stays } = fixture;
  const versions = { base, changed: { ...base, ...inPlace }, replaced: { ...base, ...replaced } };
  return insideInstance(fixture, versions, () => openOrderedCase(fixture), {
    isNeverReplaced: replaced === undefined,
    differences(world, declared, foreign) {
      const { [world.name()]: own, ...others } = world.shown();
      const wanted = Object.keys(inPlace).map((name) => [name, declared[name]]);
      const actual = Object.keys(inPlace).map((name) => [name, own?.[name]]);
      return [
        ...(own ? [] : [`the state's ${world.name()} is not there`]),
        ...(JSON.stringify(actual) === JSON.stringify(wanted) ? [] : [`${actual} instead of ${wanted}`]),
        // What cannot be deleted stays when another has taken its place.
        ...(stays ? [] : Object.keys(others).filter((name) => !foreign.has(name))).map(
          (name) => `${name} is in nobody's state`,
        ),
      ];
    },
  });
};

/** The status of an instance that a change has ruined, and what the vendor's support does about it. */
const repairs: Readonly<Record<string, { readonly ruined: string; set(of: SandboxInstance["properties"]): Args }>> = {
  aliyun: { ruined: "Unavailable", set: () => ({ InstanceStatus: "Normal" }) },
  huawei: {
    ruined: "ERROR",
    set: ({ accounts }) => ({
      status: "RUNNING",
      accounts: (accounts as { status: string }[]).map((each) =>
        each.status === "ERROR" ? { ...each, status: "AVAILABLE" } : each,
      ),
    }),
  },
  jd: { ruined: "error", set: () => ({ cacheInstanceStatus: "running" }) },
};

/** No run can recover a ruined instance: the error says so, and a person asks the vendor. */
export function repair(sandbox: Pick<Sandbox, "instances" | "drift">): void {
  for (const { id, cloud, status, properties } of sandbox.instances()) {
    const known = repairs[cloud];
    if (known?.ruined === status) sandbox.drift({ cloud, id, set: known.set(properties) });
  }
}

export const provenInstances: readonly ProvenInstances[] = [
  single(aliyunFixture),
  batch(aliyunBatchFixture),
  single(huaweiFixture),
  batch(huaweiBatchFixture),
  single(jdFixture),
];

/** What keeps to this also where the home is lost. */
export const named: readonly Proven[] = [
  ...provenInstances,
  part(aliyunAccountFixture),
  part(huaweiAccountFixture),
  part(jdAccountFixture),
];

export const resources: readonly Proven[] = [
  ...named,
  orderedPart(aliyunBackupFixture),
  orderedPart(huaweiBackupFixture),
  orderedPart(jdBackupFixture),
  orderedPart(huaweiTemplateFixture),
  orderedPart(jdTemplateFixture),
];

export interface Command {
  readonly name: "create" | "refresh" | "update" | "replace" | "destroy";
  /** What the program declares afterwards; nothing after `destroy`. */
  readonly goal?: Version;
}

/** Each begins with the base, but for `create`. */
export const commands: readonly Command[] = [
  { name: "create", goal: "base" },
  { name: "refresh", goal: "base" },
  { name: "update", goal: "changed" },
  { name: "replace", goal: "replaced" },
  { name: "destroy" },
];

export function run(world: ProvenWorld, { name, goal }: Command, options: RunOptions = {}): Promise<Run> {
  if (name === "refresh") return world.engine.refresh(options);
  return goal ? world.engine.up(world.program(goal), options) : world.engine.destroy(options);
}
