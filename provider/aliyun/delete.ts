import { means } from "../core/client/errors";
import type { Outputs, Prepaid } from "../core/resource/definition";
import { transformInstanceChargeType } from "./actions/billing";
import * as actions from "./actions/instance";
import { bringForward, describeWaitingTasks } from "./actions/tasks";
import type { AliyunApi } from "./client";
import type { AliyunInstance } from "./instance";
import { statuses } from "./statuses";

/**
 * The API rejects this while a change waits for the maintenance window, so that is carried out first. Whatever else keeps an
 * instance busy ends by itself.
 */
export async function deleteInstance(api: AliyunApi, id: string, { status }: AliyunInstance): Promise<void> {
  const waiting = statuses[status] === "busy" ? await describeWaitingTasks(api, id) : [];
  for (const task of waiting) {
    await bringForward(api, task).catch((error: unknown) => {
      // It has begun by itself.
      if (!means(error, "input")) throw error;
    });
  }
  await actions.deleteInstance(api, id);
}

const isProtected = ({ instanceReleaseProtection }: Outputs): boolean => instanceReleaseProtection === true;

export const whyUndeletable = (outputs: Outputs): string | undefined =>
  isProtected(outputs)
    ? "instanceReleaseProtection is on. Set it to false, run `pulumi up`, then try again."
    : undefined;

/** A batch has no such argument, so only somebody else can have switched the protection on. */
export const whyMemberUndeletable = (outputs: Outputs): string | undefined =>
  isProtected(outputs)
    ? "instanceReleaseProtection is on. Switch it off in the console, run `pulumi refresh`, then try again."
    : undefined;

/** R-KVStore cannot return a prepaid instance: it ends at its expiry, or by a refund in the console. [doc] */
export const prepaid: Prepaid<AliyunApi> = {
  isPrepaid: ({ chargeType }) => chargeType === "PrePaid",
  expiry: ({ endTime }) => (typeof endTime === "string" ? endTime : undefined),
  convert: (api, id) => transformInstanceChargeType(api, id, "PostPaid"),
};
