import { z } from "zod";
import { writes } from "../../../provider/core/client/request";
import type { Tags } from "../../../provider/core/resource/tags";
import type { ToyApi } from "../client";

export async function tag(api: ToyApi, id: string, tags: Tags): Promise<void> {
  await api.call(writes("tag"), { id, tags }, z.unknown());
}

/** An instance that no longer exists is no error. */
export async function untag(api: ToyApi, ids: readonly string[], keys: readonly string[]): Promise<void> {
  await api.call(writes("untag"), { ids, keys }, z.unknown());
}
