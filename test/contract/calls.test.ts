import { aliyunRedisBatchDefinition } from "../../provider/aliyun/batch/definition";
import { aliyunRedisDefinition } from "../../provider/aliyun/definition";
import type { AnyResourceDefinition } from "../../provider/core/provider/factory";
import { huaweiDcsBatchDefinition } from "../../provider/huawei/batch/definition";
import { huaweiDcsInstanceDefinition } from "../../provider/huawei/definition";
import { jdRedisDefinition } from "../../provider/jd/definition";
import { aliyunBatchFixture } from "../aliyun/batchFixture";
import { base as aliyun } from "../aliyun/fixture";
import type { Declared, Run } from "../engine/miniEngine";
import { testWorld } from "../engine/world";
import { huaweiBatchFixture } from "../huawei/batchFixture";
import { base as huawei } from "../huawei/fixture";
import { base as jd } from "../jd/fixture";
import type { BatchFixture } from "./batch/fixture";

// Without the arguments that cost calls of their own.
const { securityIps: _s, ...plainAliyun } = aliyun;
const { whitelist: _w, ...plainHuawei } = huawei;
const { ipWhiteList: _i, ...plainJd } = jd;

/** The first up after a creation, though nothing has changed, removes our tags. */
const commands = ["create", "preview", "unchanged", "refresh", "update", "destroy"] as const;
type Counts = Readonly<Record<(typeof commands)[number], number>>;

/** `edit` is changed in place. */
type Program = (count: number, edit: string) => Declared[];

const single =
  ({ type }: AnyResourceDefinition, argsOf: (edit: string) => object): Program =>
  (count, edit) =>
    Array.from({ length: count }, (_, n) => ({ type, name: `cache-${n}`, args: { ...argsOf(edit) } }));

const batch =
  ({ type }: AnyResourceDefinition, fixture: BatchFixture): Program =>
  (quantity, edit) => [{ type, name: "caches", args: fixture.program({ quantity, edit }) }];

const instances = 60;

interface Row {
  readonly name: string;
  readonly definition: AnyResourceDefinition;
  readonly program: Program;
  /** The most calls of a run with one instance. */
  readonly one: Counts;
  /** The most calls for each of sixty instances. */
  readonly many: Counts;
}

/**
 * A creation takes 6 s and a deletion 1.5 s here, with a poll every 0.4 s. A wait of minutes has no more polls for each
 * of hundreds of instances, because a poll is a call for up to 30, 100 or 1000 of them.
 */
const rows: readonly Row[] = [
  {
    name: "AliyunRedis",
    definition: aliyunRedisDefinition,
    program: single(aliyunRedisDefinition, (instanceName) => ({ ...plainAliyun, instanceName })),
    one: { create: 26, preview: 0, unchanged: 3, refresh: 2, update: 4, destroy: 4 },
    // Creating, and a call for the outputs that only the description of one instance shows; the rest is shared.
    many: { create: 3, preview: 0, unchanged: 0.14, refresh: 0.1, update: 3.2, destroy: 1.2 },
  },
  {
    name: "AliyunRedis with a whitelist, which costs a call of its own",
    definition: aliyunRedisDefinition,
    program: single(aliyunRedisDefinition, (instanceName) => ({ ...aliyun, instanceName })),
    one: { create: 30, preview: 0, unchanged: 3, refresh: 3, update: 6, destroy: 4 },
    many: { create: 7, preview: 0, unchanged: 0.14, refresh: 2.1, update: 5.2, destroy: 1.2 },
  },
  {
    name: "AliyunRedisBatch with a whitelist",
    definition: aliyunRedisBatchDefinition,
    program: batch(aliyunRedisBatchDefinition, aliyunBatchFixture),
    one: { create: 31, preview: 0, unchanged: 3, refresh: 3, update: 6, destroy: 4 },
    many: { create: 6, preview: 0, unchanged: 0.14, refresh: 2.1, update: 5.2, destroy: 1.2 },
  },
  {
    name: "HuaweiDcsInstance",
    definition: huaweiDcsInstanceDefinition,
    program: single(huaweiDcsInstanceDefinition, (name) => ({ ...plainHuawei, name })),
    one: { create: 24, preview: 0, unchanged: 3, refresh: 2, update: 4, destroy: 9 },
    // As above; and a call changes the tags of one instance, so that ours are added and removed one by one.
    many: { create: 3.5, preview: 0, unchanged: 1.1, refresh: 0.1, update: 3.1, destroy: 1.2 },
  },
  {
    name: "HuaweiDcsBatch",
    definition: huaweiDcsBatchDefinition,
    program: batch(huaweiDcsBatchDefinition, huaweiBatchFixture),
    one: { create: 24, preview: 0, unchanged: 3, refresh: 2, update: 4, destroy: 9 },
    many: { create: 2.6, preview: 0, unchanged: 1.1, refresh: 0.1, update: 3.1, destroy: 1.2 },
  },
  {
    name: "JdRedis",
    definition: jdRedisDefinition,
    program: single(jdRedisDefinition, (cacheInstanceName) => ({ ...plainJd, cacheInstanceName })),
    one: { create: 22, preview: 0, unchanged: 3, refresh: 2, update: 4, destroy: 9 },
    // The next run removes our tags, instance by instance.
    many: { create: 1.4, preview: 0, unchanged: 1.1, refresh: 0.1, update: 1.1, destroy: 1.2 },
  },
];

/** API calls of each command, in the order in which they follow each other. */
async function callsOf({ definition, program }: Row, count: number): Promise<Counts> {
  const world = await testWorld([definition], { provisionMs: 6_000 });
  const { engine } = world;
  const all = { isParallel: true };
  const apiCalls = async (run: Promise<Run>) => {
    const { errors, apiCalls: calls } = await run;
    expect(errors).toEqual([]);
    return calls;
  };
  try {
    const create = await apiCalls(engine.up(program(count, "first"), all));
    const preview = await apiCalls(engine.preview(program(count, "second"), all));
    const unchanged = await apiCalls(engine.up(program(count, "first"), all));
    const refresh = await apiCalls(engine.refresh(all));
    const update = await apiCalls(engine.up(program(count, "second"), all));
    // JD Cloud deletes nothing whose order is still being billed.
    world.clock.advance(300_000);
    const destroy = await apiCalls(engine.destroy(all));
    expect(world.sandbox.instances()).toEqual([]);
    return { create, preview, unchanged, refresh, update, destroy };
  } finally {
    await world.close();
  }
}

/** Of the counts, those above the limits. */
const excess = (counts: Counts, limits: Counts, count: number) =>
  commands.filter((command) => counts[command] > limits[command] * count).map((name) => [name, counts[name] / count]);

describe("API calls", () => {
  test.each(rows)("of $name: one instance", async (row) => {
    expect(excess(await callsOf(row, 1), row.one, 1)).toEqual([]);
  });

  test.each(rows)("of $name: sixty at once, for each", async (row) => {
    expect(excess(await callsOf(row, instances), row.many, instances)).toEqual([]);
  });
});
