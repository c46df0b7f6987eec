import { pendingTagKey } from "../../provider/core/resource/cloud";
import type { CreateRequest } from "../../provider/core/resource/definition";
import * as actions from "./actions";
import type { ToyInputs } from "./args";
import type { ToyApi } from "./client";

export async function create(api: ToyApi, args: ToyInputs, { pendingTag }: CreateRequest): Promise<string> {
  const tags = { ...args.tags, ...(pendingTag && { [pendingTagKey]: pendingTag }) };
  return (await actions.create(api, { ...args, tags })).id;
}
