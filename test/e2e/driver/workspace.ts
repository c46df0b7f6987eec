import { randomUUID } from "node:crypto";
import { copyFileSync, mkdirSync, mkdtempSync, readFileSync, realpathSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";
import { type CloudDefinition, clouds, type Sandbox, startSandbox } from "../../../sandbox";
import { cliFolder } from "./cli";
import { linkPackages } from "./links";
import { nodeOptions } from "./nodeOptions";
import { type Process, processesWith } from "./processes";
import { type Finished, type Run, startRun } from "./run";
import { until } from "./until";
import { startVault, type Vault } from "./vault";

const marker = "PULUMI_CN_CACHE_E2E";

// Every command of the CLI takes a second or two, and longer where others compile.
jest.setTimeout(180_000);

export const password = "Sessions-4711";

export interface StateResource {
  urn: string;
  type: string;
  id?: string;
  inputs?: Record<string, unknown>;
  outputs?: Record<string, unknown>;
  /** Only read, by `get`. */
  external?: boolean;
  initErrors?: string[];
  dependencies?: string[];
  propertyDependencies?: Record<string, string[]>;
}

interface Deployment {
  deployment: { resources?: StateResource[]; pending_operations?: unknown[] };
}

/** A project with its own cloud, backend and stack, driven by the real CLI. */
export interface Workspace {
  cloud: Sandbox;
  vault: Vault;
  folder: string;
  env: NodeJS.ProcessEnv;
  writeProgram(source: string): void;
  start(...args: string[]): Run;
  /** Runs to the end and expects success. */
  run(...args: string[]): Promise<Finished>;
  /** Runs to the end and expects failure. */
  fails(...args: string[]): Promise<Finished>;
  up(...args: string[]): Promise<Finished>;
  /** An `up` of another program. */
  upTo(source: string, ...args: string[]): Promise<Finished>;
  upFails(...args: string[]): Promise<Finished>;
  destroy(...args: string[]): Promise<Finished>;
  /** A further stack of the project, selected and configured. */
  initStack(name: string): Promise<void>;
  /** The exported state as it stands in the file: secrets encrypted. */
  exportState(): Promise<string>;
  resources(): Promise<StateResource[]>;
  sessions(): Promise<StateResource | undefined>;
  /** Everything that the runs started and that has not ended. */
  processes(): Process[];
  /** Moves the cloud's clock: what it was busy with is done. At most ten minutes, or it rejects the dates of our signatures. */
  advanceClock(ms: number): void;
  /** A command in another project, with this workspace's backend and cloud. */
  runIn(folder: string, ...args: string[]): Promise<Finished>;
  /** Fails when anything that was started here outlives the runs. */
  close(): Promise<void>;
}

/** Of a stack with the password, with which every further stack begins: any vault of the tests knows its key. */
let settings: string | undefined;

export const upFlags = ["--yes", "--skip-preview"];

export interface WorkspaceOptions {
  provisionMs?: number;
  /** Another workspace: this is somebody else's backend, with stacks of the same names in the same account. */
  beside?: Workspace;
  /** Another workspace: this is a fresh machine with the same project, and the same stack in the same backend. */
  sameStackAs?: Workspace;
  /** Variables that name another backend than a folder of the workspace. */
  backend?: NodeJS.ProcessEnv;
  /** One that is there already. */
  cloud?: Sandbox;
}

export async function openWorkspace(options: WorkspaceOptions = {}): Promise<Workspace> {
  let advancedMs = 0;
  const { sameStackAs, beside = sameStackAs, provisionMs = 200, backend } = options;
  const cloud =
    options.cloud ?? beside?.cloud ?? (await startSandbox({ provisionMs, now: () => Date.now() + advancedMs }));
  const vault = beside?.vault ?? (await startVault());
  const folder = realpathSync(mkdtempSync(join(tmpdir(), "pulumi-cn-cache-e2e-")));
  mkdirSync(join(folder, "backend"));
  linkPackages(folder);
  writeFileSync(join(folder, "package.json"), '{ "name": "shop", "private": true }\n');
  const project = { name: "shop", runtime: { name: "nodejs", options: { typescript: false } }, main: "index.js" };
  writeFileSync(join(folder, "Pulumi.yaml"), JSON.stringify(project));
  const run = randomUUID();
  const env = {
    ...cleanEnvironment(),
    ...pulumiEnvironment(folder),
    ...cloudEnvironment(cloud),
    ...vault.env,
    ...backend,
    [marker]: run,
  };
  const processes = () => processesWith(marker, run);

  const workspace: Workspace = {
    cloud,
    vault,
    folder,
    env,
    processes,
    writeProgram: (source) => writeFileSync(join(folder, "index.js"), source),
    advanceClock: (ms) => {
      advancedMs += ms;
    },
    start: (...args) => startRun([...args, "--non-interactive"], folder, env),
    runIn: async (other, ...args) => expectCode(0, startRun([...args, "--non-interactive"], other, env)),
    run: async (...args) => expectCode(0, workspace.start(...args)),
    fails: async (...args) => expectCode("failure", workspace.start(...args)),
    up: (...args) => workspace.run("up", ...upFlags, ...args),
    upTo: (source, ...args) => {
      workspace.writeProgram(source);
      return workspace.up(...args);
    },
    upFails: (...args) => workspace.fails("up", ...upFlags, ...args),
    destroy: (...args) => workspace.run("destroy", ...upFlags, ...args),
    exportState: async () => (await workspace.run("stack", "export")).stdout,
    async resources() {
      const state = JSON.parse(await workspace.exportState()) as Deployment;
      return state.deployment.resources ?? [];
    },
    async sessions() {
      return (await workspace.resources()).find(({ urn }) => urn.endsWith("::sessions"));
    },
    async initStack(name) {
      const file = join(folder, `Pulumi.${name}.yaml`);
      if (settings) writeFileSync(file, settings);
      await workspace.run("stack", "init", name, "--secrets-provider", vault.secretsProvider);
      if (settings) return;
      await workspace.run("config", "set", "--secret", "password", password);
      settings = readFileSync(file, "utf8");
    },
    async close() {
      try {
        await until("the end of every process of the workspace", () => processes().length === 0);
      } catch (error) {
        throw new Error(`${(error as Error).message}: ${processes().map(({ command }) => command)}`);
      } finally {
        for (const { pid } of processes()) process.kill(pid, "SIGKILL");
        if (!beside) await Promise.all([vault.close(), cloud.close()]);
        rmSync(folder, { recursive: true, force: true });
      }
    },
  };
  if (sameStackAs) {
    for (const file of ["index.js", "Pulumi.dev.yaml"])
      copyFileSync(join(sameStackAs.folder, file), join(folder, file));
    await workspace.run("stack", "select", "dev");
  } else {
    await workspace.initStack("dev");
  }
  return workspace;
}

async function expectCode(expected: 0 | "failure", run: Run): Promise<Finished> {
  const finished = await run.finished;
  if ((finished.code === 0) !== (expected === 0)) {
    const wanted = expected === 0 ? "success" : "failure";
    throw new Error(`\`${run.command}\` ended with ${finished.code} instead of ${wanted}:\n${finished.output}`);
  }
  return finished;
}

/**
 * Without what belongs to the developer's own Pulumi and own clouds, which a test must never reach; nor the certificates of
 * the developer's network, which no process here needs, and with which every start of Node takes more than twice as long.
 */
function cleanEnvironment(): NodeJS.ProcessEnv {
  const foreign =
    /^(PULUMI_|ALIYUN_|ALIBABA_|ALICLOUD_|HUAWEI_|HW_|AWS_|JD_|JDCLOUD_|NODE_OPTIONS|NODE_EXTRA_CA_CERTS|JEST_|NODE_ENV)/;
  return Object.fromEntries(Object.entries(process.env).filter(([name]) => !foreign.test(name)));
}

function pulumiEnvironment(folder: string): NodeJS.ProcessEnv {
  return {
    PATH: `${cliFolder()}${delimiter}${process.env.PATH}`,
    HOME: folder,
    PULUMI_HOME: join(folder, ".pulumi"),
    PULUMI_BACKEND_URL: `file://${join(folder, "backend")}`,
    PULUMI_CONFIG_PASSPHRASE: "e2e",
    PULUMI_SKIP_UPDATE_CHECK: "true",
    PULUMI_DISABLE_AUTOMATIC_PLUGIN_ACQUISITION: "true",
    NODE_OPTIONS: nodeOptions,
    // Half of a short command is the collecting of garbage, most of it from before the command begins.
    GOGC: "off",
    GOMEMLIMIT: "1GiB",
  };
}

/** What each vendor's tools read, with the sandbox's values. */
function cloudEnvironment({ info }: Sandbox): NodeJS.ProcessEnv {
  const infos = info as unknown as Record<string, Record<string, string>>;
  const all = clouds as readonly unknown[] as readonly CloudDefinition[];
  return Object.assign({}, ...all.map((cloud) => cloud.env(infos[cloud.name] ?? {})));
}
