import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type Sandbox, type SandboxOptions, startSandbox } from "../../../sandbox";
import type { Answer } from "../wire";
import { type CallOptions, call, type Params } from "./client";

/** A sandbox with a clock that only the test moves. */
export interface Fixture {
  readonly sandbox: Sandbox;
  readonly clock: { now: number };
  readonly call: (action: string, params?: Params, options?: CallOptions) => Promise<Answer>;
  /** The error's code; undefined when the call succeeds. */
  readonly code: (action: string, params?: Params, options?: CallOptions) => Promise<string | undefined>;
  /** Creates an instance and lets its creation end. */
  readonly created: (params?: Params) => Promise<string>;
  /** The first element of DescribeInstanceAttribute. */
  // biome-ignore lint/suspicious/noExplicitAny: the fields differ from test to test
  readonly describe: (id: string) => Promise<any>;
  /** What `sandbox.drift` does, over the control port. */
  readonly drift: (id: string, set: Record<string, unknown>) => Promise<[number, unknown]>;
  readonly control: (path: string, body?: unknown) => Promise<[number, unknown]>;
}

export const provisionMs = 2000;
export const changeMs = 500;
export const smallest = { RegionId: "cn-hangzhou", InstanceClass: "redis.master.small.default" } as const;
export const nativeSmall = { ...smallest, ZoneId: "cn-hangzhou-h", InstanceClass: "redis.shard.small.ce" } as const;
export const prepaid = { ChargeType: "PrePaid", Period: "1" } as const;
export const otherAccount = { id: "other", secret: "s", account: "2000000000000002" } as const;

/** Tags with the keys k1, k2, … */
export const manyTags = (count: number): Params =>
  Object.fromEntries(Array.from({ length: count }, (_, at) => [`Tag.${at + 1}.Key`, `k${at + 1}`]));

const open: Sandbox[] = [];
const folders: string[] = [];

/** A file for `stateFile`, removed by `closeAll`. */
export function newStateFile(): string {
  const folder = mkdtempSync(join(tmpdir(), "sandbox-"));
  folders.push(folder);
  return join(folder, "state.json");
}

/** Closed by `closeAll`. */
export async function fixture(options: SandboxOptions = {}): Promise<Fixture> {
  const clock = { now: Date.parse("2026-11-21T00:00:00Z") };
  const sandbox = await startSandbox({ now: () => clock.now, provisionMs, seed: 1, ...options });
  open.push(sandbox);
  const f: Fixture = {
    sandbox,
    clock,
    call: (action, params, more) => call(sandbox, action, params, { now: clock.now, ...more }),
    code: async (...given) => (await f.call(...given)).body.Code,
    created: async (params = {}) => {
      const { status, text, body } = await f.call("CreateInstance", { ...smallest, ...params });
      if (status !== 200) throw new Error(text);
      clock.now += provisionMs;
      return body.InstanceId;
    },
    describe: async (InstanceId) =>
      (await f.call("DescribeInstanceAttribute", { InstanceId })).body.Instances?.DBInstanceAttribute[0],
    drift: (id, set) => f.control("/drift", { cloud: "aliyun", id, set }),
    control: async (path, body = {}) => {
      const response = await fetch(sandbox.info.control + path, {
        method: "POST",
        headers: { "content-type": "application/json" },
        body: JSON.stringify(body),
      });
      return [response.status, await response.json()];
    },
  };
  return f;
}

export async function closeAll(): Promise<void> {
  await Promise.all(open.splice(0).map((sandbox) => sandbox.close()));
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true });
}

/** Waits, without sleeping, until a call of `action` has arrived. */
export function arrived(sandbox: Sandbox, action: string): Promise<void> {
  return new Promise((resolve) => {
    const stop = sandbox.onRequest((request) => {
      if (request.action !== action) return;
      stop();
      resolve();
    });
  });
}
