import { type Sandbox, startSandbox } from "../../sandbox";
import { useEach } from "../support/useEach";
import { type EngineStub, startEngineStub } from "./engineStub";
import { type Plugin, type Props, startPlugin } from "./plugin";
import { makeProject, type Project } from "./project";
import { loadSdk, type SdkPackage } from "./sdk";

export const aliyunRedisProvider = 'exports.handler = () => require("pulumi-cn-cache/dynamic").aliyunRedis();';

export const urn = "urn:pulumi:dev::shop::pulumi-nodejs:dynamic/cn-cache:AliyunRedis::sessions";

/** What the resource class would register. */
export function aliyunRedisInputs(args: Props = {}): Props {
  return {
    __provider: aliyunRedisProvider,
    __urn: urn,
    instanceName: "sessions",
    instanceClass: "redis.master.small.default",
    password: "Harness-4711",
    ...args,
  };
}

/** A plugin of one SDK between an engine that listens and a cloud on loopback. */
export interface Bench {
  /** The plugin of the current run. */
  readonly plugin: Plugin;
  engine: EngineStub;
  cloud: Sandbox;
  config: Props;
  /** The next command of the CLI: the plugin gets its SIGINT, and a new one starts, configured as before. */
  nextRun(): Promise<void>;
  /** Everything but the SDK is new for each test, since a plugin keeps what it has seen. */
  close(): Promise<void>;
}

// A process of Node and the SDK takes a second to start, and longer where others compile.
jest.setTimeout(180_000);

const projects = new Map<SdkPackage, Project>();
afterAll(() => {
  for (const project of projects.values()) project.remove();
  projects.clear();
});

export async function openBench(name: SdkPackage, provisionMs = 50): Promise<Bench> {
  const sdk = loadSdk(name);
  const project = projects.get(name) ?? makeProject(sdk);
  projects.set(name, project);
  const cloud = await startSandbox({ provisionMs });
  const engine = await startEngineStub(sdk);
  const { endpoint, accessKeyId, accessKeySecret, region } = cloud.info.aliyun;
  const start = () => startPlugin(sdk, project, engine.address);
  let plugin = await start();
  const config = {
    "aliyun:endpoint": endpoint,
    "aliyun:accessKeyId": accessKeyId,
    "aliyun:accessKeySecret": accessKeySecret,
    "aliyun:region": region,
  };
  return {
    get plugin() {
      return plugin;
    },
    engine,
    cloud,
    config,
    async nextRun() {
      await plugin.end();
      plugin = await start();
      await plugin.configure(config);
    },
    async close() {
      await plugin.end();
      engine.close();
      await cloud.close();
    },
  };
}

/** A bench of the test that runs, its plugin configured. */
export const useBench = (sdk: SdkPackage): Bench =>
  useEach(async () => {
    const bench = await openBench(sdk);
    await bench.plugin.configure(bench.config);
    return bench;
  });

/** Check, then create: what the engine does with a new resource. */
export async function createChecked(
  plugin: Plugin,
  inputs: Props,
): Promise<{ id: string; inputs: Props; outs: Props }> {
  const checked = await plugin.check({}, inputs);
  expect(checked.failures).toEqual([]);
  return { inputs: checked.inputs, ...(await plugin.create(checked.inputs)) };
}
