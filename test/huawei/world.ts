import { huaweiDcsInstanceDefinition } from "../../provider/huawei/definition";
import type { SandboxInstance } from "../../sandbox";
import type { Args } from "../contract/fixture";
import type { Declared, MiniEngine, Run, RunOptions } from "../engine/miniEngine";
import { type TestWorld, testWorld } from "../engine/world";
import { base } from "./fixture";
import { type Front, type FrontAnswer, frontOf } from "./front";

export interface HuaweiWorld extends TestWorld {
  readonly engine: MiniEngine;
  program(args?: Args, more?: Partial<Declared>): Declared[];
  up(args?: Args, options?: RunOptions): Promise<Run>;
  /** Runs an `up` that must succeed; gives the only instance. */
  make(args?: Args): Promise<SandboxInstance>;
  instance(): SandboxInstance;
  /** Calls of an action, or all. */
  calls(action?: string): { action: string; mutating: boolean; params?: Readonly<Record<string, unknown>> }[];
  /** Changes the instance outside of Pulumi. */
  drift(set: Record<string, unknown>): void;
  /** From now on a front answers some calls. */
  answering(answer: FrontAnswer): Promise<void>;
}

/** Over HTTP, because a front is a server of its own. */
export async function huaweiWorld(options: Parameters<typeof testWorld>[1] = {}): Promise<HuaweiWorld> {
  const world = await testWorld([huaweiDcsInstanceDefinition], { overHttp: true, ...options });
  const { sandbox, engine } = world;
  const fronts: Front[] = [];
  const program: HuaweiWorld["program"] = (args = {}, more = {}) => {
    const all = { ...base, ...args };
    const given = Object.fromEntries(Object.entries(all).filter(([, value]) => value !== undefined));
    return [{ type: "HuaweiDcsInstance", name: "cache", args: given, ...more }];
  };
  const instance = () => {
    const [only, ...others] = sandbox.instances();
    if (!only || others.length > 0) throw new Error(`expected one instance, not ${sandbox.instances().length}`);
    return only;
  };
  const up: HuaweiWorld["up"] = (args, runOptions) => engine.up(program(args), runOptions);
  return {
    ...world,
    program,
    up,
    instance,
    async make(args) {
      const run = await up(args);
      expect(run.errors).toEqual([]);
      return instance();
    },
    calls: (action) => sandbox.requests().filter((one) => one.cloud === "huawei" && (!action || one.action === action)),
    drift: (set) => sandbox.drift({ cloud: "huawei", id: instance().id, set }),
    async answering(answer) {
      const front = await frontOf(sandbox.info.huawei.endpoint, answer);
      fronts.push(front);
      engine.config = { ...engine.config, "huawei:endpoint": front.endpoint };
    },
    async close() {
      for (const front of fronts) await front.close();
      await world.close();
    },
  };
}
