import type { SandboxOptions } from "../../../sandbox";
import { useEach, useForAll } from "../../support/useEach";
import { openSandbox, provisionMs } from "../openSandbox";
import type { Answer } from "../wire";
import { type CallOptions, call, type Params } from "./client";

export type Element = Readonly<Record<string, unknown>>;
export type Fixture = Awaited<ReturnType<typeof openFixture>>;

export const smallest = { RegionId: "cn-hangzhou", InstanceClass: "redis.master.small.default" } as const;
export const nativeSmall = { ...smallest, ZoneId: "cn-hangzhou-h", InstanceClass: "redis.shard.small.ce" } as const;
export const prepaid = { ChargeType: "PrePaid", Period: "1" } as const;
/** The shortest element of CreateInstances that is accepted. */
export const element: Element = {
  RegionId: "cn-hangzhou",
  izNo: "cn-hangzhou-h",
  instanceClass: smallest.InstanceClass,
};
export const prepaidElement: Element = { ...element, ChargeType: "PrePaid", Period: 1 };
export const ownAccount = "1000000000000001";
export const otherAccount = { id: "other", secret: "s", account: "2000000000000002" } as const;

/** Tags with the keys k1, k2, … */
export const manyTags = (count: number): Params =>
  Object.fromEntries(Array.from({ length: count }, (_, at) => [`Tag.${at + 1}.Key`, `k${at + 1}`]));

/** The ids in the answer to CreateInstances. */
export const idsOf = ({ body }: Answer): string[] => body.InstanceIds.InstanceId;

async function openFixture(options?: SandboxOptions) {
  const opened = await openSandbox(options);
  const { clock, wait } = opened;
  const send = (action: string, params?: Params, more?: CallOptions) =>
    call(opened.sandbox, action, params, { now: clock.now, ...more });
  const control = async (path: string, body: unknown = {}): Promise<[number, unknown]> => {
    const response = await fetch(opened.sandbox.info.control + path, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify(body),
    });
    return [response.status, await response.json()];
  };
  const succeeded = (answer: Answer) => {
    if (answer.status !== 200) throw new Error(answer.text);
    wait(provisionMs);
    return answer;
  };
  /** CreateInstances with these elements, or with that text. */
  const createInstances = (elements: readonly unknown[] | string, params: Params = {}, more?: CallOptions) => {
    const Instances = typeof elements === "string" ? elements : JSON.stringify(elements);
    return send("CreateInstances", { Instances, ...params }, more);
  };
  return Object.assign(opened, {
    call: send,
    /** The error's code; undefined when the call succeeds. */
    code: async (...given: Parameters<typeof send>): Promise<string | undefined> => (await send(...given)).body.Code,
    create: (params?: Params, more?: CallOptions) => send("CreateInstance", { ...smallest, ...params }, more),
    /** Creates an instance and lets its creation end. */
    created: async (params?: Params): Promise<string> =>
      succeeded(await send("CreateInstance", { ...smallest, ...params })).body.InstanceId,
    createInstances,
    batchCode: async (...given: Parameters<typeof createInstances>): Promise<string | undefined> =>
      (await createInstances(...given)).body.Code,
    /** Creates the elements and lets their creation end. */
    createdBatch: async (elements: readonly Element[]) => idsOf(succeeded(await createInstances(elements))),
    /** The first element of DescribeInstanceAttribute. */
    describe: async (InstanceId: string) =>
      (await send("DescribeInstanceAttribute", { InstanceId })).body.Instances?.DBInstanceAttribute[0],
    control,
    /** What `sandbox.drift` does, over the control port. */
    drift: (id: string, set: Readonly<Record<string, unknown>>) => control("/drift", { cloud: "aliyun", id, set }),
    pay: (orderId: string) => control("/pay", { cloud: "aliyun", orderId }),
  });
}

/** A new sandbox for each test of a file, or one for all of them. */
export const useFixture = (scope: "each" | "all" = "each", options?: SandboxOptions): Fixture =>
  (scope === "each" ? useEach : useForAll)(() => openFixture(options));
