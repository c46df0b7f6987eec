import { means } from "../core/client/errors";
import type { Prepaid } from "../core/resource/definition";
import { checkDeletable, deleteCacheInstance } from "./actions/instance";
import { prepaidMode } from "./charge";
import type { JdApi } from "./client";

/** Asks first whether the instance can be deleted, because that answer gives the reason in JD Cloud's own words. */
export async function deleteInstance(api: JdApi, id: string): Promise<void> {
  await checkDeletable(api, id).catch((error: unknown) => {
    // Where the question itself fails, the deletion gives the answer.
    if (!means(error, "unsupported", "accessDenied", "other")) throw error;
  });
  await deleteCacheInstance(api, id);
}

/** Redis of JD Cloud has no protection from deletion. */
export const whyUndeletable = (): undefined => undefined;

/** JD Cloud neither converts nor refunds an instance through the Redis API. */
export const prepaid: Prepaid<JdApi> = {
  isPrepaid: ({ chargeMode, chargeExpiredTime }, now) =>
    chargeMode === prepaidMode && !(Date.parse(String(chargeExpiredTime)) <= now),
  expiry: ({ chargeExpiredTime }) => (typeof chargeExpiredTime === "string" ? chargeExpiredTime : undefined),
};
