import { means } from "../../provider/core/client/errors";
import type { Listing } from "../../provider/core/resource/definition";
import { poll, show } from "./actions";
import type { ToyInputs } from "./args";
import type { ToyApi } from "./client";
import type { ToyInstance } from "./instance";

export async function observe(api: ToyApi, id: string): Promise<ToyInstance | undefined> {
  return show(api, id).catch((error: unknown) => {
    if (!means(error, "notFound")) throw error;
    return undefined;
  });
}

export const listing: Listing<ToyInputs, ToyInstance, ToyApi> = {
  observe: async (api, ids) => new Map((await poll(api, ids)).map((one) => [one.id, one])),
  lacks: [],
};
