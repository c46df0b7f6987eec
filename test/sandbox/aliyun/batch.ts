import type { Answer } from "../wire";
import type { CallOptions, Params } from "./client";
import { type Fixture, provisionMs } from "./fixture";

export type Element = Readonly<Record<string, unknown>>;

/** As short as an element can be. */
export const element: Element = {
  RegionId: "cn-hangzhou",
  izNo: "cn-hangzhou-h",
  instanceClass: "redis.master.small.default",
};

export const prepaid: Element = { ...element, ChargeType: "PrePaid", Period: 1 };

export const ownAccount = "1000000000000001";

/** CreateInstances with these elements, or with that text. */
export function createInstances(
  f: Fixture,
  elements: readonly unknown[] | string,
  params: Params = {},
  options: CallOptions = {},
): Promise<Answer> {
  const Instances = typeof elements === "string" ? elements : JSON.stringify(elements);
  return f.call("CreateInstances", { Instances, ...params }, options);
}

export const idsOf = ({ body }: Answer): string[] => body.InstanceIds.InstanceId;

/** Lets the creation end. */
export async function bornOf(f: Fixture, answer: Answer): Promise<string[]> {
  if (answer.status !== 200) throw new Error(answer.text);
  f.clock.now += provisionMs;
  return idsOf(answer);
}

export async function control(f: Fixture, path: string, body: unknown): Promise<[number, unknown]> {
  const response = await fetch(f.sandbox.info.control + path, { method: "POST", body: JSON.stringify(body) });
  return [response.status, await response.json()];
}
