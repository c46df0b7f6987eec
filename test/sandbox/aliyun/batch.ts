import type { Answer } from "../wire";
import type { CallOptions, Params } from "./client";
import { type Fixture, provisionMs } from "./fixture";

export type Element = Readonly<Record<string, unknown>>;

/** The shortest element that is accepted. */
export const element: Element = {
  RegionId: "cn-hangzhou",
  izNo: "cn-hangzhou-h",
  instanceClass: "redis.master.small.default",
};

export const prepaidElement: Element = { ...element, ChargeType: "PrePaid", Period: 1 };

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

/** The code of the error that it gets; undefined when it succeeds. */
export const batchCode = async (...given: Parameters<typeof createInstances>): Promise<string | undefined> =>
  (await createInstances(...given)).body.Code;

export const idsOf = ({ body }: Answer): string[] => body.InstanceIds.InstanceId;

/** Creates the elements and lets their creation end. */
export async function createdBatch(f: Fixture, elements: readonly Element[]): Promise<string[]> {
  const answer = await createInstances(f, elements);
  if (answer.status !== 200) throw new Error(answer.text);
  f.clock.now += provisionMs;
  return idsOf(answer);
}
