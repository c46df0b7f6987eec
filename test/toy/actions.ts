import { z } from "zod";
import { reads, writes } from "../../provider/core/client/request";
import type { Tags } from "../../provider/core/resource/tags";
import type { ToyInputs } from "./args";
import type { ToyApi } from "./client";
import { fromWire, type ToyInstance, wireInstance } from "./instance";

const toysReply = z.object({ toys: z.array(wireInstance) });

export const create = (api: ToyApi, args: ToyInputs): Promise<{ id: string }> =>
  api.call(writes("create", "never"), args, z.object({ id: z.string() }));

export const show = async (api: ToyApi, id: string): Promise<ToyInstance> =>
  fromWire(await api.call(reads("observe"), { id }, wireInstance));

export const list = async (api: ToyApi): Promise<ToyInstance[]> =>
  (await api.call(reads("list"), {}, toysReply)).toys.map(fromWire);

export const poll = async (api: ToyApi, ids: readonly string[]): Promise<ToyInstance[]> =>
  (await api.call(reads("poll"), { ids }, toysReply)).toys.map(fromWire);

async function write(api: ToyApi, name: string, body: object): Promise<void> {
  await api.call(writes(name), body, z.unknown());
}
export const change = (api: ToyApi, id: string, changed: Partial<ToyInputs>) =>
  write(api, "change", { id, ...changed });
export const remove = (api: ToyApi, id: string) => write(api, "remove", { id });
export const tag = (api: ToyApi, id: string, tags: Tags) => write(api, "tag", { id, tags });
/** An instance that no longer exists is no error. */
export const untag = (api: ToyApi, ids: readonly string[], keys: readonly string[]) =>
  write(api, "untag", { ids, keys });
