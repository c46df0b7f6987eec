import { z } from "zod";
import { reads, writes } from "../../../provider/core/client/request";
import type { ToyInputs } from "../args";
import type { ToyApi } from "../client";
import { fromWire, type ToyInstance, wireInstance } from "../instance";

export const create = (api: ToyApi, args: ToyInputs): Promise<{ id: string }> =>
  api.call(writes("create", "never"), args, z.object({ id: z.string() }));

export const show = async (api: ToyApi, id: string): Promise<ToyInstance> =>
  fromWire(await api.call(reads("observe"), { id }, wireInstance));

const listReply = z.object({ toys: z.array(wireInstance) });

export const list = async (api: ToyApi): Promise<ToyInstance[]> =>
  (await api.call(reads("list"), {}, listReply)).toys.map(fromWire);

export const poll = async (api: ToyApi, ids: readonly string[]): Promise<ToyInstance[]> =>
  (await api.call(reads("poll"), { ids }, listReply)).toys.map(fromWire);

export async function change(api: ToyApi, id: string, changed: Partial<ToyInputs>): Promise<void> {
  await api.call(writes("change"), { id, ...changed }, z.unknown());
}

export async function remove(api: ToyApi, id: string): Promise<void> {
  await api.call(writes("remove"), { id }, z.unknown());
}
