import { means } from "../core/client/errors";
import { checkDeletable, deleteCacheInstance } from "./actions/instance";
import type { JdApi } from "./client";

/** Asks first whether the instance can be deleted, because that answer gives the reason in JD Cloud's own words. */
export async function deleteInstance(api: JdApi, id: string): Promise<void> {
  await checkDeletable(api, id).catch((error: unknown) => {
    // Where the question itself fails, the deletion gives the answer.
    if (!means(error, "unsupported", "accessDenied", "other")) throw error;
  });
  await deleteCacheInstance(api, id);
}
