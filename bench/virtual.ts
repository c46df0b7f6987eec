import { aliyunRedisDefinition } from "../provider/aliyun/definition";
import { RateLimiter } from "../provider/core/client/rateLimiter";
import type { AnyInstanceDefinition } from "../provider/core/resource/definition";
import { StatusPoller } from "../provider/core/waiter/statusPoller";
import { untilReady } from "../provider/core/waiter/untilReady";
import { huaweiDcsInstanceDefinition } from "../provider/huawei/definition";
import { jdRedisDefinition } from "../provider/jd/definition";
import { seeded, testWorld } from "../test/engine/world";
import { bucket, LimitedCloud } from "../test/support/limitedCloud";
import { VirtualClock } from "../test/support/virtualClock";
import { percentile } from "./median";
import { plain } from "./programs";
import type { Figure } from "./report";

// Figures that do not depend on the machine: virtual time, and counts.

const clouds = [
  {
    name: "Alibaba",
    definition: aliyunRedisDefinition,
    base: plain.aliyun,
    statusCall: "DescribeInstances",
    goal: 0.05,
  },
  {
    name: "Huawei",
    definition: huaweiDcsInstanceDefinition,
    base: plain.huawei,
    statusCall: "ListInstances",
    goal: 0.02,
  },
  { name: "JD", definition: jdRedisDefinition, base: plain.jd, statusCall: "describeCacheInstances", goal: 0.05 },
];

const tenMinutes = 600_000;

/** API calls of a first `up` with so many instances that take ten minutes each. */
async function callsOfUp({ definition, base }: (typeof clouds)[number], count: number) {
  const world = await testWorld([definition], { provisionMs: tenMinutes });
  try {
    const program = Array.from({ length: count }, (_, n) => ({ type: definition.type, name: `r${n}`, args: base }));
    const run = await world.engine.up(program, { isParallel: true });
    if (run.errors.length > 0) throw new Error(run.errors[0]);
    const calls: Record<string, number> = {};
    for (const { action } of world.sandbox.requests()) calls[action] = (calls[action] ?? 0) + 1;
    return calls;
  } finally {
    await world.close();
  }
}

/** Polls of one poller for each instance would be as many as those of a single instance, each. */
export async function polling(count: number): Promise<Figure[]> {
  const figures: Figure[] = [];
  for (const cloud of clouds) {
    const polls = await pollsOfOne(tenMinutes);
    const calls = await callsOfUp(cloud, count);
    const statusCalls = calls[cloud.statusCall] ?? 0;
    const all = Object.values(calls).reduce((sum, times) => sum + times, 0);
    figures.push({
      name: `status calls for ${count} pending, to one poller each: ${cloud.name}`,
      value: statusCalls / (polls * count),
      goal: cloud.goal,
      unit: "×",
      detail: `${statusCalls} calls, ${polls} polls by one`,
    });
    figures.push({
      name: `ten minutes' wait for ${count}: ${cloud.name}`,
      value: all / 10,
      unit: "calls a minute",
      detail: Object.entries(calls)
        .map(([action, times]) => `${action} ${times}`)
        .join(", "),
    });
  }
  return figures;
}

const nothing = { status: () => undefined, warn: () => undefined, isAlive: async () => true };

/** Instances that are ready after a while, as a definition for the waiter alone. */
function waits(clock: VirtualClock, readyAt: ReadonlyMap<string, number>) {
  let polls = 0;
  const observe = async (_: unknown, id: string) => {
    polls++;
    return { id, status: clock.now() >= (readyAt.get(id) ?? 0) ? "Normal" : "Creating" };
  };
  const many = async (ids: readonly string[]) => {
    const found = await Promise.all(ids.map((id) => observe(undefined, id)));
    return new Map(found.map((one) => [one.id, one]));
  };
  const definition = {
    attributes: {},
    statuses: { Normal: "ready", Creating: "busy" },
    isSettled: () => true,
    observe,
    listing: { observe: (_: unknown, ids: readonly string[]) => many(ids), lacks: [] },
  } as unknown as AnyInstanceDefinition;
  const statusPoller = new StatusPoller(clock, { many, one: (id) => observe(undefined, id) });
  const until = (id: string) =>
    untilReady({
      definition,
      statusPoller,
      id,
      host: { clock, engine: nothing } as never,
      api: undefined,
      status: () => undefined,
      deadline: clock.now() + 7_200_000,
      isFresh: true,
    });
  return { until, polls: () => polls };
}

async function pollsOfOne(waitMs: number): Promise<number> {
  const clock = new VirtualClock();
  const { until, polls } = waits(clock, new Map([["i", clock.now() + waitMs]]));
  await until("i");
  return polls();
}

/** The time from ready in the cloud to noticed, as a share of the wait. Calls take no time. */
export async function detectionLag(count: number): Promise<Figure[]> {
  const figures: Figure[] = [];
  for (const seconds of [2, 5, 20, 60, 600]) {
    const clock = new VirtualClock();
    const random = seeded(seconds);
    const readyAt = new Map<string, number>();
    const { until } = waits(clock, readyAt);
    const lags = await Promise.all(
      Array.from({ length: count }, async (_, n) => {
        await clock.sleep(random() * 3_000);
        readyAt.set(`i${n}`, clock.now() + seconds * 1_000 * (0.9 + random() * 0.2));
        await until(`i${n}`);
        return clock.now() - (readyAt.get(`i${n}`) ?? 0);
      }),
    );
    const goalMs = seconds < 5 ? 500 : seconds * 80;
    for (const [name, share] of [
      ["median", 0.5],
      ["p99", 0.99],
    ] as const) {
      figures.push({
        name: `detection lag after ${seconds} s, ${name} of ${count}`,
        value: percentile(lags, share) / 1_000,
        goal: goalMs / 1_000,
        unit: "s",
      });
    }
  }
  return figures;
}

/** Creating calls under a limit of 20 a second, retries included. */
export async function underALimit(count: number): Promise<Figure[]> {
  const clock = new VirtualClock();
  const cloud = new LimitedCloud(clock, bucket(20));
  const seconds = await cloud.sendMany(new RateLimiter(clock), count, seeded(3));
  const ideal = (count - 20) / 20;
  return [
    { name: `${count} creates under a limit of 20/s, to the ideal`, value: seconds / ideal, goal: 1.2, unit: "×" },
    {
      name: "of these calls, throttled after the first 3 s",
      value: cloud.throttledShare(3_000) * 100,
      goal: 2,
      unit: "%",
      detail: `${cloud.calls.filter(({ isThrottled }) => isThrottled).length} of ${cloud.calls.length} throttled in all`,
    },
  ];
}
