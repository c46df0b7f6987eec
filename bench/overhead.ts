import { execFile, execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";
import { promisify } from "node:util";
import { startSandbox } from "../sandbox";
import { median } from "./median";

const run = promisify(execFile);
const count = Number(process.env.COUNT ?? 100);
const rounds = Number(process.env.ROUNDS ?? 3);
const root = process.cwd();

const programs = {
  nothing: `const pulumi = require("@pulumi/pulumi");
const provider = 'exports.handler = () => ({ create: async (i) => ({ id: "x", outs: i }), diff: async () => ({ changes: false }), delete: async () => {} });';
class Nothing extends pulumi.CustomResource { constructor(n) { super("pulumi-nodejs:dynamic/bench:Nothing", n, { __provider: provider, size: 1 }); } }
for (let i = 0; i < ${count}; i++) new Nothing("r" + i);`,
  ours: `const { AliyunRedis } = require("pulumi-cn-cache");
for (let i = 0; i < ${count}; i++) new AliyunRedis("r" + i, { instanceClass: "redis.master.small.default", password: "Secret-123" });`,
};

/** Seconds of one command for each program, in alternating rounds, on stacks of their own. */
export async function overhead(): Promise<void> {
  const cli = execFileSync(process.execPath, [join(root, "tools/pulumi-cli/obtain.mjs")], {
    encoding: "utf8",
    stdio: ["ignore", "pipe", "inherit"],
  }).trim();
  const cloud = await startSandbox({ provisionMs: 0 });
  const { endpoint, accessKeyId, accessKeySecret, region } = cloud.info.aliyun;
  const home = realpathSync(mkdtempSync(join(tmpdir(), "cn-cache-bench-")));
  const times: Record<string, Record<keyof typeof programs, number[]>> = {};
  try {
    for (const [name, program] of Object.entries(programs)) {
      mkdirSync(join(home, name, "backend"), { recursive: true });
      symlinkSync(join(root, "node_modules"), join(home, name, "node_modules"), "junction");
      writeFileSync(join(home, name, "package.json"), "{}");
      writeFileSync(join(home, name, "index.js"), program);
      writeFileSync(
        join(home, name, "Pulumi.yaml"),
        `name: bench\nmain: index.js\nruntime: { name: nodejs, options: { typescript: false } }\n`,
      );
    }
    const pulumi = async (name: string, ...args: string[]) => {
      const env = {
        ...process.env,
        PATH: `${cli}${delimiter}${process.env.PATH}`,
        PULUMI_HOME: join(home, "pulumi"),
        PULUMI_BACKEND_URL: `file://${join(home, name, "backend")}`,
        PULUMI_CONFIG_PASSPHRASE: "",
        PULUMI_SKIP_UPDATE_CHECK: "true",
        PULUMI_DISABLE_AUTOMATIC_PLUGIN_ACQUISITION: "true",
        ALIYUN_REDIS_ENDPOINT: endpoint,
        ALIBABA_CLOUD_ACCESS_KEY_ID: accessKeyId,
        ALIBABA_CLOUD_ACCESS_KEY_SECRET: accessKeySecret,
        ALIBABA_CLOUD_REGION: region,
      };
      const started = process.hrtime.bigint();
      await run("pulumi", [...args, "--non-interactive"], { cwd: join(home, name), env, maxBuffer: 2 ** 28 });
      return Number(process.hrtime.bigint() - started) / 1e9;
    };
    for (const name of Object.keys(programs)) await pulumi(name, "stack", "init", "dev");
    for (let round = 0; round < rounds; round++) {
      for (const command of ["up", "preview", "destroy"]) {
        const flags = command === "preview" ? [] : ["--yes", "--skip-preview"];
        for (const name of Object.keys(programs) as (keyof typeof programs)[]) {
          times[command] ??= { nothing: [], ours: [] };
          times[command][name].push(await pulumi(name, command, ...flags));
        }
      }
    }
  } finally {
    await cloud.close();
    rmSync(home, { recursive: true, force: true });
  }
  for (const [command, { nothing, ours }] of Object.entries(times)) {
    const [floor, all] = [median(nothing), median(ours)];
    process.stdout.write(
      `overhead: ${command} of ${count}: nothing ${floor.toFixed(1)} s, AliyunRedis ${all.toFixed(1)} s: ×${(all / floor).toFixed(2)} (medians of ${rounds}).\n`,
    );
  }
}
