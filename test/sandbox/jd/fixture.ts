import { type Sandbox, type SandboxInstance, type SandboxOptions, startSandbox } from "../../../sandbox";
import type { Answer } from "../wire";
import { type CallOptions, call } from "./client";

type Fields = Record<string, unknown>;

/** A sandbox with a clock that only the test moves. */
export interface Fixture {
  readonly sandbox: Sandbox;
  readonly clock: { now: number };
  /** `GET /path` or the like, in the home region: `{r}` stands for `/regions/cn-north-1`. */
  readonly call: (line: string, params?: Fields, options?: CallOptions) => Promise<Answer>;
  readonly create: (spec?: Fields, charge?: Fields, options?: CallOptions) => Promise<Answer>;
  /** Creates an instance and lets its creation end, the billing side's work too. */
  readonly createRunning: (spec?: Fields, charge?: Fields) => Promise<string>;
  /** What describeCacheInstance shows. */
  // biome-ignore lint/suspicious/noExplicitAny: the fields differ from test to test
  readonly describe: (id: string) => Promise<any>;
  /** What the control port shows. */
  readonly instance: (id: string) => SandboxInstance | undefined;
}

export const provisionMs = 2000;
export const changeMs = 500;
export const start = Date.parse("2026-11-21T00:00:00Z");

/** The smallest order, of the seed's own shape. */
export const smallest = {
  vpcId: "vpc-hvo176vm93",
  subnetId: "subnet-k8sjnalvo3",
  cacheInstanceName: "sessions",
  cacheInstanceClass: "redis.m.micro.basic",
  redisVersion: "4.0",
  azId: { master: "cn-north-1a", slave: "cn-north-1b" },
} as const;

export const sharded = { cacheInstanceClass: "redis.s.small.basic", shardNumber: 2 } as const;

const open: Sandbox[] = [];

/** Closed after each test by `closeAll`. */
export async function fixture(options: SandboxOptions = {}): Promise<Fixture> {
  const clock = { now: start };
  const sandbox = await startSandbox({ now: () => clock.now, provisionMs, seed: 1, ...options });
  open.push(sandbox);
  const callIt: Fixture["call"] = (line, params, more) => {
    const [method = "", path = ""] = line.replace("{r}", "/regions/cn-north-1").split(" ");
    return call(sandbox, method, path, params, { now: clock.now, ...more });
  };
  const create: Fixture["create"] = (spec = {}, charge, more) =>
    callIt(
      "POST {r}/cacheInstance",
      { cacheInstance: { ...smallest, ...spec }, ...(charge === undefined ? {} : { charge }) },
      more,
    );
  return {
    sandbox,
    clock,
    call: callIt,
    create,
    createRunning: async (spec, charge) => {
      const made = await create(spec, charge);
      if (made.status !== 200) throw new Error(made.text);
      clock.now += provisionMs + changeMs;
      return made.body.result.cacheInstanceId;
    },
    describe: async (id) => (await callIt(`GET {r}/cacheInstance/${id}`)).body.result?.cacheInstance,
    instance: (id) => sandbox.instances().find((one) => one.id === id),
  };
}

export async function closeAll(): Promise<void> {
  await Promise.all(open.splice(0).map((sandbox) => sandbox.close()));
}

/** Status and name of a refusal: what a test of errors compares. */
export const errorOf = ({ status, body }: Answer): [number, string | undefined] => [status, body.error?.status];
