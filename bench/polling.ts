import { aliyunRedisDefinition } from "../provider/aliyun/definition";
import { testWorld } from "../test/engine/world";

/** API calls of a first `up` with so many instances that take ten minutes each. Virtual time: a count, not a duration. */
async function callsFor(count: number): Promise<Record<string, number>> {
  const world = await testWorld([aliyunRedisDefinition], { provisionMs: 600_000 });
  try {
    const program = Array.from({ length: count }, (_, index) => ({
      type: "AliyunRedis",
      name: `cache-${index}`,
      args: { instanceClass: "redis.master.small.default", password: "Secret-123" },
    }));
    const run = await world.engine.up(program, { isParallel: true });
    if (run.errors.length > 0) throw new Error(run.errors[0]);
    const calls: Record<string, number> = {};
    for (const { action } of world.sandbox.requests()) calls[action] = (calls[action] ?? 0) + 1;
    return calls;
  } finally {
    await world.close();
  }
}

export async function polling(): Promise<void> {
  const few = await callsFor(10);
  const many = await callsFor(300);
  const statusCalls = (calls: Record<string, number>) => calls.DescribeInstances ?? 0;
  process.stdout.write(
    `polling: waiting ten minutes for 10 instances takes ${statusCalls(few)} status calls, for 300 ${statusCalls(many)} (30 ids a call: at best ${statusCalls(few) * 10}).\n` +
      `  calls for 300 in all: ${Object.entries(many)
        .map(([action, times]) => `${action} ${times}`)
        .join(", ")}\n`,
  );
}
