import { median } from "./median";
import { openStage, setting } from "./stage";

const count = setting("COUNT", 300);
const rounds = setting("ROUNDS", 3);
/** The CLI's own is four times the processors; with all at once, single resources wait as little as they can. */
const parallel = setting("PARALLEL", count);
const provisionMs = 2_000;

const programs = {
  single: `const { AliyunRedis } = require("pulumi-cn-cache");
for (let i = 0; i < ${count}; i++) new AliyunRedis("r" + i, { zoneId: "cn-hangzhou-h", instanceClass: "redis.master.small.default", password: "Secret-123" });`,
  batch: `const { AliyunRedisBatch } = require("pulumi-cn-cache");
new AliyunRedisBatch("r", { instances: [{ izNo: "cn-hangzhou-h", quantity: ${count}, instanceClass: "redis.master.small.default" }], password: "Secret-123" });`,
};

type Name = keyof typeof programs;

/** One command, by what it has cost. */
interface Cost {
  readonly seconds: number;
  readonly calls: number;
  readonly creating: number;
  /** Of many instances at once, while they are waited for. */
  readonly statusCalls: number;
  readonly byAction: Readonly<Record<string, number>>;
}

const commands = ["up", "destroy"] as const;

/** API calls and seconds of so many instances as single resources and as one batch, in alternating rounds. */
export async function batch(): Promise<void> {
  const stage = await openStage(programs, provisionMs);
  const costs: Record<(typeof commands)[number], Record<Name, Cost[]>> = {
    up: { single: [], batch: [] },
    destroy: { single: [], batch: [] },
  };
  try {
    for (let round = 0; round < rounds; round++) {
      for (const name of ["single", "batch"] as const) {
        for (const command of commands) {
          const before = stage.cloud.requests().length;
          const seconds = await stage.apply(name, command, "--parallel", String(parallel));
          const actions = stage.cloud.requests().slice(before);
          costs[command][name].push(
            costOf(
              seconds,
              actions.map(({ action }) => action),
            ),
          );
          const there = stage.cloud.instances().length;
          if (there !== (command === "up" ? count : 0))
            throw new Error(`${there} instances after ${command} of ${name}`);
        }
      }
    }
  } finally {
    await stage.close();
  }
  for (const command of commands) report(command, costs[command]);
}

function costOf(seconds: number, actions: readonly string[]): Cost {
  const byAction: Record<string, number> = {};
  for (const action of actions) byAction[action] = (byAction[action] ?? 0) + 1;
  const creating = actions.filter((action) => action.startsWith("CreateInstance")).length;
  return { seconds, calls: actions.length, creating, statusCalls: byAction.DescribeInstances ?? 0, byAction };
}

function report(command: string, { single, batch }: Record<Name, readonly Cost[]>): void {
  const middle = (costs: readonly Cost[], of: keyof Omit<Cost, "byAction">) => median(costs.map((cost) => cost[of]));
  const line = (name: string, costs: readonly Cost[]) =>
    `  ${name}: ${middle(costs, "calls")} calls (${middle(costs, "creating")} creating, ${middle(costs, "statusCalls")} status calls), ${middle(costs, "seconds").toFixed(1)} s\n    last round: ${Object.entries(
      costs.at(-1)?.byAction ?? {},
    )
      .map(([action, times]) => `${action} ${times}`)
      .join(", ")}\n`;
  const ratio = (of: "calls" | "seconds") => (middle(batch, of) / middle(single, of)).toFixed(2);
  process.stdout.write(
    `batch: ${command} of ${count} as one resource beside ${count} single ones: calls ×${ratio("calls")}, time ×${ratio("seconds")} (medians of ${rounds}, --parallel ${parallel}).\n${line("single", single)}${line("batch", batch)}`,
  );
}
