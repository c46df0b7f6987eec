import { type Sandbox, type SandboxOptions, startSandbox } from "../../../sandbox";
import type { Answer } from "../wire";
import { type CallOptions, call, type Params } from "./client";

/** A sandbox with a clock that only the test moves. */
export interface Fixture {
  readonly sandbox: Sandbox;
  readonly clock: { now: number };
  readonly call: (action: string, params?: Params, options?: CallOptions) => Promise<Answer>;
  /** Creates an instance and lets its creation end. */
  readonly born: (params?: Params) => Promise<string>;
  /** The first element of DescribeInstanceAttribute. */
  // biome-ignore lint/suspicious/noExplicitAny: the fields differ from test to test
  readonly describe: (id: string) => Promise<any>;
}

export const provisionMs = 2000;
export const changeMs = 500;
export const smallest = { RegionId: "cn-hangzhou", InstanceClass: "redis.master.small.default" } as const;
export const nativeSmall = {
  RegionId: "cn-hangzhou",
  ZoneId: "cn-hangzhou-h",
  InstanceClass: "redis.shard.small.ce",
} as const;

const open: Sandbox[] = [];

/** Closed after each test by `closeAll`. */
export async function fixture(options: SandboxOptions = {}): Promise<Fixture> {
  const clock = { now: Date.parse("2026-11-21T00:00:00Z") };
  const sandbox = await startSandbox({ now: () => clock.now, provisionMs, seed: 1, ...options });
  open.push(sandbox);
  const callIt: Fixture["call"] = (action, params, more) => call(sandbox, action, params, { now: clock.now, ...more });
  const describeIt: Fixture["describe"] = async (id) =>
    (await callIt("DescribeInstanceAttribute", { InstanceId: id })).body.Instances?.DBInstanceAttribute[0];
  return {
    sandbox,
    clock,
    call: callIt,
    describe: describeIt,
    born: async (params = {}) => {
      const made = await callIt("CreateInstance", { ...smallest, ...params });
      if (made.status !== 200) throw new Error(made.text);
      clock.now += provisionMs;
      return made.body.InstanceId;
    },
  };
}

export async function closeAll(): Promise<void> {
  await Promise.all(open.splice(0).map((sandbox) => sandbox.close()));
}

/** Waits, without sleeping, until a request that fulfils `is` has arrived. */
export function arrived(sandbox: Sandbox, action: string): Promise<void> {
  return new Promise((resolve) => {
    const stop = sandbox.onRequest((request) => {
      if (request.action !== action) return;
      stop();
      resolve();
    });
  });
}
