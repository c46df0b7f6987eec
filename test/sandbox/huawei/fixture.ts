import { type Sandbox, type SandboxOptions, startSandbox } from "../../../sandbox";
import type { Answer } from "../wire";
import { type CallOptions, call } from "./client";

type Body = Readonly<Record<string, unknown>>;

/** A sandbox with a clock that only the test moves. */
export interface Fixture {
  readonly sandbox: Sandbox;
  readonly clock: { now: number };
  /** `path` begins behind `/v2/{project_id}`, unless it begins with `//`. */
  readonly call: (method: string, path: string, body?: unknown, options?: CallOptions) => Promise<Answer>;
  readonly create: (more?: Body) => Promise<Answer>;
  /** Creates an instance and lets its creation end. */
  readonly born: (more?: Body) => Promise<string>;
  // biome-ignore lint/suspicious/noExplicitAny: the fields differ from test to test
  readonly show: (id: string) => Promise<any>;
}

export const provisionMs = 2000;
export const changeMs = 500;

export const single = {
  name: "dcs-test",
  engine: "Redis",
  engine_version: "5.0",
  capacity: 1,
  spec_code: "redis.single.xu1.large.1",
  az_codes: ["cn-north-4a"],
  vpc_id: "5e37b3be-950a-48e1-b498-65b63d336481",
  subnet_id: "a4112635-3ec0-471c-95c3-5cf49b9533af",
  password: "Secret-123",
};
export const ha = { ...single, spec_code: "redis.ha.xu1.large.r2.1" };
export const cluster = { ...single, capacity: 4, spec_code: "redis.cluster.xu1.large.r2.4" };
const securityGroup = { security_group_id: "4b95a790-5cfc-463d-8de5-42199e55371c" };
export const redis3 = { ...single, ...securityGroup, engine_version: "3.0", capacity: 2, spec_code: "dcs.single_node" };
export const memcached = {
  ...redis3,
  engine: "Memcached",
  engine_version: "",
  spec_code: "dcs.memcached.master_standby",
};
export const monthly = { charging_mode: "prePaid", period_type: "month", period_num: 1, is_auto_pay: "true" };
export const weekly = {
  backup_type: "auto",
  save_days: 1,
  periodical_backup_plan: {
    begin_at: "16:00-17:00",
    period_type: "weekly",
    backup_at: [1, 7],
    timezone_offset: "+0800",
  },
};

const open: Sandbox[] = [];

/** Closed after each test by `closeAll`. */
export async function fixture(options: SandboxOptions = {}): Promise<Fixture> {
  const clock = { now: Date.parse("2026-11-21T00:00:00Z") };
  const sandbox = await startSandbox({ now: () => clock.now, provisionMs, seed: 1, ...options });
  open.push(sandbox);
  const callIt: Fixture["call"] = (method, path, body, more = {}) => {
    const project = more.project ?? sandbox.info.huawei.projectId;
    const whole = path.startsWith("//") ? path.slice(1) : `/v2/${project}${path}`;
    return call(sandbox, method, whole, body, { now: clock.now, ...more });
  };
  const create: Fixture["create"] = (more = {}) => callIt("POST", "/instances", { ...single, ...more });
  return {
    sandbox,
    clock,
    call: callIt,
    create,
    show: async (id) => (await callIt("GET", `/instances/${id}`)).body,
    born: async (more) => {
      const made = await create(more);
      if (made.status !== 200) throw new Error(made.text);
      clock.now += provisionMs;
      return made.body.instances[0].instance_id;
    },
  };
}

export async function closeAll(): Promise<void> {
  await Promise.all(open.splice(0).map((sandbox) => sandbox.close()));
}
