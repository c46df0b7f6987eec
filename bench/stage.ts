import { execFile, execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";
import { promisify } from "node:util";
import { type Sandbox, startSandbox } from "../sandbox";

const run = promisify(execFile);
const root = process.cwd();

/** Programs that are compared, each on a stack of its own, with one sandbox in this process. */
export interface Stage<Name extends string> {
  readonly cloud: Sandbox;
  /** Runs one command of the real CLI. @returns its seconds */
  pulumi(name: Name, ...args: string[]): Promise<number>;
  /** `up` and `destroy` without their previews. */
  apply(name: Name, command: "up" | "destroy", ...args: string[]): Promise<number>;
  close(): Promise<void>;
}

/** @param programs JavaScript by name */
export async function openStage<Name extends string>(
  programs: Readonly<Record<Name, string>>,
  provisionMs: number,
): Promise<Stage<Name>> {
  const cli = execFileSync(process.execPath, [join(root, "tools/pulumi-cli/obtain.mjs")], {
    encoding: "utf8",
    stdio: ["ignore", "pipe", "inherit"],
  }).trim();
  const cloud = await startSandbox({ provisionMs });
  const { endpoint, accessKeyId, accessKeySecret, region } = cloud.info.aliyun;
  const home = realpathSync(mkdtempSync(join(tmpdir(), "cn-cache-bench-")));
  const stage: Stage<Name> = {
    cloud,
    async pulumi(name, ...args) {
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
    },
    apply: (name, command, ...args) => stage.pulumi(name, command, "--yes", "--skip-preview", ...args),
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
      writeFileSync(join(home, name, "index.js"), program);
      writeFileSync(
        join(home, name, "Pulumi.yaml"),
        `name: bench\nmain: index.js\nruntime: { name: nodejs, options: { typescript: false } }\n`,
      );
      await stage.pulumi(name, "stack", "init", "dev");
    }
    return stage;
  } catch (error) {
    await stage.close();
    throw error;
  }
}

/** A whole number from the environment. */
export const setting = (name: string, otherwise: number): number => Number(process.env[name] ?? otherwise);
