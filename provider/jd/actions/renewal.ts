import { z } from "zod";
import { reads, writes } from "../../core/client/request";
import { emptyReply } from "../../core/client/wire";
import type { JdApi } from "../client";

/** The business line of Redis. Not documented; all of JD Cloud's documented products have this code. [guess] */
const product = { appCode: "jcloud", serviceCode: "redis" };

export interface Period {
  readonly timeUnit: "MONTH" | "YEAR";
  readonly timeSpan: number;
}

/**
 * Reads whether a prepaid instance is renewed automatically.
 * @throws CloudError  accessDenied
 * @see instances (queryInstance), renewal v2
 */
export async function queryAutoRenew(api: JdApi, id: string): Promise<boolean> {
  const queryInstanceParam = { ...product, instanceId: id, renewStatus: "ALL", pageNumber: 1, pageSize: 10 };
  const reply = await api.call(
    reads("queryInstance"),
    { service: "renewal", version: "v2", method: "POST", path: ["instances"], params: { queryInstanceParam } },
    z.object({
      listQueries: z
        .array(z.object({ resourceId: z.string().nullish(), autoRenewStatus: z.string().nullish() }))
        .nullish(),
    }),
  );
  const renewal = (reply.listQueries ?? []).find(({ resourceId }) => resourceId === id);
  return renewal?.autoRenewStatus === "OPENED";
}

/**
 * Buys another period; a postpaid instance becomes prepaid.
 * Money: billed at once. Not repeated after a lost answer, because that would buy a second period.
 * @throws CloudError  conflict: the last order is still being billed; input
 * @see instances:renew, renewal v2
 */
export async function renewInstance(api: JdApi, id: string, period: Period): Promise<void> {
  const renewInstanceParam = { ...product, ...period, instanceIds: id, autoPay: true };
  await api.call(
    writes("renewInstance", "never"),
    { service: "renewal", version: "v2", method: "POST", path: ["instances:renew"], params: { renewInstanceParam } },
    emptyReply,
  );
}

/**
 * Turns automatic renewal of a prepaid instance on or off.
 * @throws CloudError  conflict: not prepaid; input
 * @see instances:autoRenewStatus, renewal v2
 */
export async function setRenewal(api: JdApi, id: string, isOn: boolean, period: Period): Promise<void> {
  const setRenewalParam = { ...product, ...period, instanceIds: id, autoRenewStatus: isOn ? "OPEN" : "CLOSE" };
  await api.call(
    writes("setRenewal"),
    {
      service: "renewal",
      version: "v2",
      method: "PUT",
      path: ["instances:autoRenewStatus"],
      params: { setRenewalParam },
    },
    emptyReply,
  );
}
