import type { SandboxOptions } from "../../../sandbox";
import { useEach, useForAll } from "../../support/useEach";
import { openSandbox, provisionMs } from "../openSandbox";
import type { Answer } from "../wire";
import { type CallOptions, call } from "./client";

export type Body = Readonly<Record<string, unknown>>;

export const unknownId = "00000000-0000-4000-8000-000000000000";

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
const memcachedSpec = { engine: "Memcached", engine_version: "", spec_code: "dcs.memcached.master_standby" };
export const memcached = { ...redis3, ...memcachedSpec };
export const monthly = { charging_mode: "prePaid", period_type: "month", period_num: 1, is_auto_pay: "true" };
const slot = { begin_at: "16:00-17:00", timezone_offset: "+0800" };
export const weeklyPlan = { ...slot, period_type: "weekly", backup_at: [1, 7] };
export const weekly = { backup_type: "auto", save_days: 1, periodical_backup_plan: weeklyPlan };

/** `{ a: "1" }` as the list of tags that the API has. */
export const tags = (values: Readonly<Record<string, string>>) =>
  Object.entries(values).map(([key, value]) => ({ key, value }));
export const numberedTags = (count: number) =>
  tags(Object.fromEntries(Array.from({ length: count }, (_, n) => [`k${n}`, ""])));
export const payment = (order_id: string) => ({ order_id, use_coupon: "NO", use_discount: "NO" });

async function openFixture(options?: SandboxOptions) {
  const opened = await openSandbox(options);
  const { clock, wait } = opened;
  /** `path` continues `/v2/{project_id}`, unless it begins with `//`. */
  const send = (method: string, path: string, body?: unknown, more: CallOptions = {}): Promise<Answer> => {
    const project = more.project ?? opened.sandbox.info.huawei.projectId;
    const whole = path.startsWith("//") ? path.slice(1) : `/v2/${project}${path}`;
    return call(opened.sandbox, method, whole, body, { now: clock.now, ...more });
  };
  const get = async (path: string, more?: CallOptions) => (await send("GET", path, undefined, more)).body;
  const create = (more: Body = {}, options?: CallOptions) =>
    send("POST", "/instances", { ...single, ...more }, options);
  return Object.assign(opened, {
    call: send,
    get,
    create,
    /** The status and, of an error, the code: "204", "404 DCS.3022". */
    outcome: async (...request: Parameters<typeof send>): Promise<string> => {
      const { status, body } = await send(...request);
      return body.error_code === undefined ? String(status) : `${status} ${body.error_code}`;
    },
    show: (id: string) => get(`/instances/${id}`),
    drift: (id: string, set: Body) => opened.sandbox.drift({ cloud: "huawei", id, set }),
    /** Creates an instance and waits until it runs. */
    createRunning: async (more: Body = {}): Promise<string> => {
      const { status, text, body } = await create(more);
      if (status !== 200) throw new Error(text);
      wait(provisionMs);
      return body.instances[0].instance_id;
    },
  });
}

/** A new sandbox for each test of a file, or one for all of them. */
export const useFixture = (scope: "each" | "all" = "each", options?: SandboxOptions) =>
  (scope === "each" ? useEach : useForAll)(() => openFixture(options));
