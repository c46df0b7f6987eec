import { median } from "./median";
import { floor, ourBatch, ours, outputCount } from "./programs";
import type { Figure } from "./report";
import { type Cost, callsIn, openStage, type Stage } from "./stage";

// Figures of the real CLI against a sandbox in this process, beside floors at the same --parallel.

/** After the order; the sandbox deletes in a quarter of it. */
const provisionMs = 2_000;
const waits = { createMs: provisionMs, deleteMs: provisionMs / 4 };

/** Costs of one step, by program. */
type Costs<Name extends string> = Partial<Record<Name, Cost[]>>;

function programsFor(count: number) {
  return {
    ours1: ours(1),
    floor1: floor(1, outputCount, waits),
    ours: ours(count),
    floor: floor(count, outputCount, waits),
    /** Of as many resources with one output each. */
    oneOutput: floor(count, 1, waits),
  };
}
type Name = keyof ReturnType<typeof programsFor>;

/** In alternating rounds, so that what else the machine does falls on all. */
export async function comparedWithFloors(count: number, rounds: number): Promise<Figure[]> {
  const stage = await openStage(programsFor(count), { provisionMs, parallel: count });
  const costs: Record<string, Costs<Name>> = {};
  const step = async (key: string, command: string, names: readonly Name[]) => {
    for (const name of names) {
      costs[key] ??= {};
      costs[key][name] = [...(costs[key][name] ?? []), await stage.pulumi(name, command)];
    }
  };
  try {
    for (let round = 0; round < rounds; round++) {
      await step("up of 1", "up", ["ours1", "floor1"]);
      await step("destroy of 1", "destroy", ["ours1", "floor1"]);
      await step("preview, new", "preview", ["ours", "oneOutput"]);
      await step("up", "up", ["ours", "floor", "oneOutput"]);
      expectInstances(stage, count);
      await step("preview, unchanged", "preview", ["ours", "oneOutput"]);
      await step("refresh", "refresh", ["ours", "floor"]);
      await step("destroy", "destroy", ["ours", "floor", "oneOutput"]);
      expectInstances(stage, 0);
    }
  } finally {
    await stage.close();
  }
  const compare = (key: string, name: string, base: Name, goal: number, instances = 1): Figure => {
    const own = costs[key]?.[instances === 1 ? "ours1" : "ours"] ?? [];
    const [value, least] = [own, costs[key]?.[base] ?? []].map((list) => median(list.map(({ seconds }) => seconds)));
    const calls = median(own.map(callsIn)) / instances;
    const detail = `${value?.toFixed(2)} s, floor ${least?.toFixed(2)} s, ${calls.toFixed(2)} calls an instance; ${spent(own.at(-1))}`;
    return { name, value: (value ?? 0) / (least ?? 0), goal, unit: "×", detail };
  };
  return [
    compare("up of 1", "up of 1, ready after 2 s", "floor1", 1.1),
    compare("up", `up of ${count}, ready after 2 s`, "floor", 1.25, count),
    compare("preview, new", `preview of ${count}, new; floor with one output`, "oneOutput", 1.1, count),
    compare("preview, unchanged", `preview of ${count}, unchanged; floor with one output`, "oneOutput", 1.1, count),
    compare("refresh", `refresh of ${count}`, "floor", 1.5, count),
    compare("destroy", `destroy of ${count}`, "floor", 1.3, count),
  ];
}

/** Where the processors' time goes. */
const spent = (cost: Cost | undefined): string =>
  Object.entries(cost?.use ?? {})
    .map(([part, { cpuSeconds }]) => `${part} ${cpuSeconds.toFixed(1)} s`)
    .join(", ");

function expectInstances(stage: Stage<string>, count: number): void {
  const found = stage.cloud.instances().length;
  if (found !== count) throw new Error(`the sandbox has ${found} instances instead of ${count}`);
}

/** Wall time, calls and memory of growing programs. */
export async function growing(sizes: readonly number[]): Promise<Figure[]> {
  const programs = Object.fromEntries(sizes.map((size) => [String(size), ours(size)]));
  const stage = await openStage(programs, { provisionMs, parallel: Math.max(...sizes) });
  const costs = new Map<number, Cost>();
  try {
    for (const size of sizes) {
      costs.set(size, await stage.pulumi(String(size), "up"));
      await stage.pulumi(String(size), "destroy");
    }
  } finally {
    await stage.close();
  }
  const [least = 0, most = 0] = [Math.min(...sizes), Math.max(...sizes)];
  const memory = (part: "program" | "plugin", size: number) => costs.get(size)?.use[part].megabytes ?? Number.NaN;
  return [
    ...sizes.map((size) => ({
      name: `up of ${size}`,
      value: costs.get(size)?.seconds ?? Number.NaN,
      unit: "s",
      detail: `${callsIn(costs.get(size) as Cost)} calls, program ${memory("program", size).toFixed(0)} MB, plugin ${memory("plugin", size).toFixed(0)} MB; ${spent(costs.get(size))}`,
    })),
    ...(["program", "plugin"] as const).map((part) => ({
      name: `memory of the ${part} for each resource, ${least} to ${most}`,
      value: (memory(part, most) - memory(part, least)) / (most - least),
      goal: 0.25,
      unit: "MB",
    })),
  ];
}

/** Three processes that cannot see each other, on one account with a limit of 20 calls a second. */
export async function sharingALimit(count: number): Promise<Figure[]> {
  const each = Math.ceil(count / 3);
  const programs = { one: ours(each), two: ours(each), three: ours(each) };
  const stage = await openStage(programs, { provisionMs, parallel: each });
  let [filled, since, calls, throttled] = [20, Date.now(), 0, 0];
  stage.cloud.onRequest(() => {
    const now = Date.now();
    filled = Math.min(20, filled + ((now - since) / 1_000) * 20);
    since = now;
    calls++;
    if (filled >= 1) filled -= 1;
    else {
      throttled++;
      stage.cloud.fault({ cloud: "aliyun", kind: "throttle" });
    }
  });
  try {
    const costs = await Promise.all((["one", "two", "three"] as const).map((name) => stage.pulumi(name, "up")));
    expectInstances(stage, each * 3);
    return [
      {
        name: `three CLI processes, ${each} instances each, on a limit of 20 calls/s: throttled`,
        value: (throttled / calls) * 100,
        goal: 5,
        unit: "%",
        detail: `${throttled} of ${calls} calls; ${costs.map(({ seconds }) => `${seconds.toFixed(0)} s`).join(", ")}; ideal ${(calls / 20).toFixed(0)} s`,
      },
    ];
  } finally {
    await stage.close();
  }
}

/** Many instances as one `AliyunRedisBatch` beside as many `AliyunRedis`. */
export async function asBatch(count: number, rounds: number): Promise<Figure[]> {
  const stage = await openStage({ single: ours(count), batch: ourBatch(count) }, { provisionMs, parallel: count });
  const costs: Record<string, Cost[]> = {};
  try {
    for (let round = 0; round < rounds; round++)
      for (const name of ["single", "batch"] as const)
        for (const command of ["up", "destroy"]) {
          const cost = await stage.pulumi(name, command);
          costs[`${command} ${name}`] = [...(costs[`${command} ${name}`] ?? []), cost];
        }
  } finally {
    await stage.close();
  }
  const of = (key: string, value: (cost: Cost) => number) => median((costs[key] ?? []).map(value));
  return ["up", "destroy"].map((command) => {
    const seconds = (name: string) => of(`${command} ${name}`, (cost) => cost.seconds);
    const calls = (name: string) => of(`${command} ${name}`, callsIn);
    return {
      name: `${command} of ${count} as one batch, to single resources`,
      value: seconds("batch") / seconds("single"),
      unit: "×",
      detail: `${seconds("batch").toFixed(1)} s to ${seconds("single").toFixed(1)} s, ${calls("batch")} calls to ${calls("single")}`,
    };
  });
}

/** One round of everything with `count` resources, whose processes leave CPU profiles. */
export async function profiled(count: number, directory: string): Promise<void> {
  const stage = await openStage({ ours: ours(count) }, { provisionMs, parallel: count, profileTo: directory });
  try {
    for (const command of ["preview", "up", "refresh", "destroy"]) await stage.pulumi("ours", command);
  } finally {
    await stage.close();
  }
}
