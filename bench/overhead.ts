import { median } from "./median";
import { openStage, setting } from "./stage";

const count = setting("COUNT", 100);
const rounds = setting("ROUNDS", 3);

const programs = {
  nothing: `const pulumi = require("@pulumi/pulumi");
const provider = 'exports.handler = () => ({ create: async (i) => ({ id: "x", outs: i }), diff: async () => ({ changes: false }), delete: async () => {} });';
class Nothing extends pulumi.CustomResource { constructor(n) { super("pulumi-nodejs:dynamic/bench:Nothing", n, { __provider: provider, size: 1 }); } }
for (let i = 0; i < ${count}; i++) new Nothing("r" + i);`,
  ours: `const { AliyunRedis } = require("pulumi-cn-cache");
for (let i = 0; i < ${count}; i++) new AliyunRedis("r" + i, { instanceClass: "redis.master.small.default", password: "Secret-123" });`,
};

const names = Object.keys(programs) as (keyof typeof programs)[];

/** Seconds of one command for each program, in alternating rounds, on stacks of their own. */
export async function overhead(): Promise<void> {
  const stage = await openStage(programs, 0);
  const times: Record<string, Record<keyof typeof programs, number[]>> = {};
  try {
    for (let round = 0; round < rounds; round++) {
      for (const command of ["up", "preview", "destroy"] as const) {
        for (const name of names) {
          times[command] ??= { nothing: [], ours: [] };
          times[command][name].push(
            await (command === "preview" ? stage.pulumi(name, command) : stage.apply(name, command)),
          );
        }
      }
    }
  } finally {
    await stage.close();
  }
  for (const [command, { nothing, ours }] of Object.entries(times)) {
    const [floor, all] = [median(nothing), median(ours)];
    process.stdout.write(
      `overhead: ${command} of ${count}: nothing ${floor.toFixed(1)} s, AliyunRedis ${all.toFixed(1)} s: ×${(all / floor).toFixed(2)} (medians of ${rounds}).\n`,
    );
  }
}
