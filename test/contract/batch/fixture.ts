import type { AnyBatchDefinition } from "../../../provider/core/batch/definition";
import type { SandboxInstance } from "../../../sandbox";
import type { Declared, Run } from "../../engine/miniEngine";
import { type TestWorld, testWorld } from "../../engine/world";
import { useEach } from "../../support/useEach";
import { withOpen } from "../../support/withOpen";
import { type Args, keys, provisionMs, useKey } from "../fixture";

/** What a program of these tests varies. */
export interface Requested {
  readonly quantity: number;
  /** Another value of something that is changed in place; the sandbox shows it. */
  readonly edit?: string;
  /** Another value of something that only another instance can have. */
  readonly other?: boolean;
}

/** What the contract must know of a batch. */
export interface BatchFixture {
  readonly definition: AnyBatchDefinition;
  readonly cloud: string;
  /** The program for what is requested of each group; definitions with one group take the first. */
  program(...requested: readonly Requested[]): Args;
  readonly hasGroups: boolean;
  /** The value of `edit` as the sandbox shows it. */
  edited(instance: SandboxInstance): unknown;
  isOther(instance: SandboxInstance): boolean;
  /** The vendor's name of the creating call. */
  readonly creates: string;
  readonly deletes: string;
  /** Of a change in place that `edit` means. */
  readonly changes: string;
  /** Of the call that lists statuses. */
  readonly listStatuses: string;
  /** Does the call ask for the status of this instance, among others? */
  asksFor(params: unknown, id: string): boolean;
  readonly tagActions: readonly string[];
  /** Tags as the vendor's own services set them. */
  readonly systemTags: Readonly<Record<string, string>>;
  /** Changes behind our back. */
  readonly drifts: {
    readonly edited: (value: string) => Record<string, unknown>;
    readonly failed: Record<string, unknown>;
    readonly stopped: Record<string, unknown>;
    readonly ready: Record<string, unknown>;
  };
}

export interface BatchMember {
  readonly instanceId: string;
  readonly group: string;
  readonly status: string;
}

export interface BatchCase extends TestWorld {
  up(requested: readonly Requested[] | Requested, options?: Parameters<TestWorld["engine"]["up"]>[1]): Promise<Run>;
  preview(requested: readonly Requested[] | Requested): Promise<Run>;
  program(requested: readonly Requested[] | Requested, more?: Partial<Declared>): Declared[];
  instances(): SandboxInstance[];
  instanceIds(): string[];
  members(): BatchMember[];
  ids(): string[];
  calls(action: string): number;
  useKeyWithoutTags(): void;
  useOtherAccount(): void;
  /** Continues with a key of the same account whose quota is three instances. */
  useKeyWithQuota(): void;
  /** What another machine would not know. */
  forgetJournal(): void;
  /** Changes an instance behind our back. */
  drift(id: string | undefined, set: Record<string, unknown> | "delete"): void;
  /** Fails unless the cloud holds exactly what is requested, and the state names it. */
  expectExactly(requested: readonly Requested[] | Requested): Promise<void>;
}

const listOf = (requested: readonly Requested[] | Requested): readonly Requested[] =>
  (Array.isArray(requested) ? requested : [requested]) as readonly Requested[];

export async function openBatch(fixture: BatchFixture, createMs = provisionMs): Promise<BatchCase> {
  const world = await testWorld([fixture.definition], {
    provisionMs: createMs,
    keys: { [fixture.cloud]: [keys.otherAccount, keys.hasQuota, { ...keys.mayNotTag, deny: fixture.tagActions }] },
  });
  const { engine, sandbox } = world;
  const use = (key: { id: string; secret: string }) => useKey(world, fixture.definition, key);
  const program: BatchCase["program"] = (requested, more = {}) => [
    { type: fixture.definition.type, name: "caches", args: fixture.program(...listOf(requested)), ...more },
  ];
  const instances = () => sandbox.instances().filter(({ cloud }) => cloud === fixture.cloud);
  const members = () => (engine.state[0]?.outputs.members ?? []) as BatchMember[];
  const ids = () => members().map(({ instanceId }) => instanceId);
  return {
    ...world,
    program,
    instances,
    instanceIds: () => instances().map(({ id }) => id),
    members,
    ids,
    up: (requested, options) => engine.up(program(requested), options),
    preview: (requested) => engine.preview(program(requested)),
    calls: (action) =>
      sandbox.requests().filter((request) => request.cloud === fixture.cloud && request.action === action).length,
    drift: (id = "", set) =>
      sandbox.drift({ cloud: fixture.cloud, id, ...(set === "delete" ? { delete: true } : { set }) }),
    useKeyWithoutTags: () => use(keys.mayNotTag),
    useOtherAccount: () => use(keys.otherAccount),
    useKeyWithQuota: () => use(keys.hasQuota),
    forgetJournal: () => engine.world.journal.forget(),
    async expectExactly(requested) {
      const wanted = listOf(requested).flatMap(({ quantity, edit, other }, group) =>
        Array.from({ length: quantity }, () => ({ group, edit, other: other ?? false })),
      );
      const held = new Map(instances().map((instance) => [instance.id, instance]));
      expect(ids().sort()).toEqual([...held.keys()].sort());
      const groups = [...new Set(members().map(({ group }) => group))].sort();
      const actual = members().map(({ instanceId, group }) => {
        const instance = held.get(instanceId) as SandboxInstance;
        return { group: groups.indexOf(group), edit: fixture.edited(instance), other: fixture.isOther(instance) };
      });
      const text = (list: readonly object[]) => list.map((each) => JSON.stringify(each)).sort();
      expect(text(actual)).toEqual(text(wanted.map((each) => ({ ...each, edit: each.edit ?? "first" }))));
      expect(engine.state[0]?.outputs.instanceIds).toEqual(ids());
      expect(await engine.preview(program(requested))).toMatchObject({
        steps: ["same caches"],
        errors: [],
        apiCalls: 0,
      });
    },
  };
}

export const useBatch = (fixture: BatchFixture, createMs?: number): BatchCase =>
  useEach(() => openBatch(fixture, createMs));

/** A case for as long as the work takes. */
export const withBatch = <Result>(
  fixture: BatchFixture,
  work: (world: BatchCase) => Promise<Result>,
): Promise<Result> => withOpen(() => openBatch(fixture), work);
