import { means } from "../../provider/core/client/errors";
import { poll, show } from "./actions/instance";
import type { ToyApi } from "./client";
import type { ToyInstance } from "./instance";

export async function observe(api: ToyApi, id: string): Promise<ToyInstance | undefined> {
  return show(api, id).catch((error: unknown) => {
    if (!means(error, "notFound")) throw error;
    return undefined;
  });
}

export const listStatuses = async (api: ToyApi, ids: readonly string[]): Promise<ReadonlyMap<string, string>> =>
  new Map((await poll(api, ids)).map(({ id, status }) => [id, status]));
