import { execFile, execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";
import { type Sandbox, startSandbox } from "../sandbox";
import { type Part, type Use, watchProcesses } from "./processes";
import { profileFolder } from "./profiler";

const root = process.cwd();

/** What one command of the CLI has cost. */
export interface Cost {
  readonly seconds: number;
  /** API calls, by the vendor's name. */
  readonly calls: Readonly<Record<string, number>>;
  readonly use: Readonly<Record<Part, Use>>;
}

export const callsIn = ({ calls }: Cost): number => Object.values(calls).reduce((sum, times) => sum + times, 0);

/** Programs that are compared, each on a stack of its own, with one sandbox in this process. */
export interface Stage<Name extends string> {
  readonly cloud: Sandbox;
  /** Runs one command of the real CLI. */
  pulumi(name: Name, command: string, ...args: string[]): Promise<Cost>;
  close(): Promise<void>;
}

export interface StageOptions {
  readonly provisionMs: number;
  readonly parallel: number;
  /** Where the processes leave CPU profiles. */
  readonly profileTo?: string;
}

/** @param programs TypeScript by name */
export async function openStage<Name extends string>(
  programs: Readonly<Record<Name, string>>,
  { provisionMs, parallel, profileTo }: StageOptions,
): Promise<Stage<Name>> {
  const cli = execFileSync(process.execPath, [join(root, "tools/pulumi-cli/obtain.mjs")], {
    encoding: "utf8",
    stdio: ["ignore", "pipe", "inherit"],
  }).trim();
  const cloud = await startSandbox({ provisionMs });
  const { endpoint, accessKeyId, accessKeySecret, region } = cloud.info.aliyun;
  const home = realpathSync(mkdtempSync(join(tmpdir(), "cn-cache-bench-")));
  const env = {
    ...process.env,
    PATH: `${cli}${delimiter}${process.env.PATH}`,
    PULUMI_HOME: join(home, "pulumi"),
    PULUMI_CONFIG_PASSPHRASE: "",
    PULUMI_SKIP_UPDATE_CHECK: "true",
    PULUMI_DISABLE_AUTOMATIC_PLUGIN_ACQUISITION: "true",
    // Types are checked in the editor; the source maps, which cost time at each stack, stay.
    PULUMI_NODEJS_TRANSPILE_ONLY: "true",
    ALIYUN_REDIS_ENDPOINT: endpoint,
    ALIBABA_CLOUD_ACCESS_KEY_ID: accessKeyId,
    ALIBABA_CLOUD_ACCESS_KEY_SECRET: accessKeySecret,
    ALIBABA_CLOUD_REGION: region,
    ...(profileTo && { NODE_OPTIONS: `--require=${join(__dirname, "profiler.js")}`, [profileFolder]: profileTo }),
  };
  const withoutPreview = ["up", "refresh", "destroy"];
  const stage: Stage<Name> = {
    cloud,
    async pulumi(name, command, ...args) {
      const before = cloud.requests().length;
      const started = process.hrtime.bigint();
      const options = withoutPreview.includes(command) ? ["--yes", "--skip-preview"] : [];
      const pace = command === "stack" ? [] : ["--parallel", String(parallel)];
      const use = await run("pulumi", [command, ...args, ...options, ...pace, "--non-interactive"], {
        cwd: join(home, name),
        env: { ...env, PULUMI_BACKEND_URL: `file://${join(home, name, "backend")}` },
      });
      const seconds = Number(process.hrtime.bigint() - started) / 1e9;
      const calls: Record<string, number> = {};
      for (const { action } of cloud.requests().slice(before)) calls[action] = (calls[action] ?? 0) + 1;
      return { seconds, calls, use };
    },
    async close() {
      await cloud.close();
      rmSync(home, { recursive: true, force: true });
    },
  };
  try {
    for (const [name, program] of Object.entries(programs) as [Name, string][]) {
      mkdirSync(join(home, name, "backend"), { recursive: true });
      symlinkSync(join(root, "node_modules"), join(home, name, "node_modules"), "junction");
      writeFileSync(join(home, name, "package.json"), "{}");
      writeFileSync(join(home, name, "tsconfig.json"), '{"compilerOptions":{"module":"nodenext","target":"es2022"}}');
      writeFileSync(join(home, name, "index.ts"), program);
      writeFileSync(join(home, name, "Pulumi.yaml"), "name: bench\nmain: index.ts\nruntime: nodejs\n");
      await stage.pulumi(name, "stack", "init", "dev");
    }
    return stage;
  } catch (error) {
    await stage.close();
    throw error;
  }
}

function run(file: string, args: readonly string[], options: { cwd: string; env: NodeJS.ProcessEnv }) {
  return new Promise<Record<Part, Use>>((resolve, reject) => {
    const child = execFile(file, args, { ...options, maxBuffer: 2 ** 28 }, (error, stdout, stderr) => {
      const use = stop();
      if (!error) return resolve(use);
      reject(new Error(`pulumi ${args.join(" ")} failed:\n${stdout.slice(-2000)}\n${stderr.slice(-2000)}`));
    });
    const stop = watchProcesses(child.pid ?? 0);
  });
}
