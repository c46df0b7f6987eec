import { means } from "../core/client/errors";
import type { Prepaid } from "../core/resource/definition";
import { checkDeletable, deleteCacheInstance } from "./actions/instance";
import { prepaidMode } from "./charge";
import type { JdApi } from "./client";

/** When the deletion is rejected, a second question may give the reason in JD Cloud's own words. */
export async function deleteInstance(api: JdApi, id: string): Promise<void> {
  try {
    await deleteCacheInstance(api, id);
  } catch (error) {
    if (!means(error, "protected", "other", "input")) throw error;
    await checkDeletable(api, id).catch((reason: unknown) => {
      // Where the question itself fails, the deletion has given the answer.
      throw means(reason, "unsupported", "accessDenied", "other") ? error : reason;
    });
    throw error;
  }
}

/** Redis of JD Cloud has no protection from deletion. */
export const whyUndeletable = (): undefined => undefined;

/** JD Cloud neither converts nor refunds an instance through the Redis API. */
export const prepaid: Prepaid<JdApi> = {
  isPrepaid: ({ chargeMode, chargeExpiredTime }, now) =>
    chargeMode === prepaidMode && !(Date.parse(String(chargeExpiredTime)) <= now),
  expiry: ({ chargeExpiredTime }) => (typeof chargeExpiredTime === "string" ? chargeExpiredTime : undefined),
};
