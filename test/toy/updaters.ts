import type { Updater } from "../../provider/core/resource/definition";
import { change } from "./actions";
import type { ToyInputs } from "./args";
import type { ToyApi } from "./client";
import type { ToyInstance } from "./instance";
import { syncTags } from "./tagSync";

type ToyUpdater = Updater<ToyInputs, ToyInstance, ToyApi>;
const changing = (name: string): ToyUpdater => ({ name, wait: "inSync", apply: change });

export const updaters: readonly ToyUpdater[] = [
  ...["attribute", "size", "access", "billing"].map(changing),
  { name: "tags", wait: "nothing", apply: (api, id, { tags = {} }, { observed }) => syncTags(api, id, tags, observed) },
];
