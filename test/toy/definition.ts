import type { InstanceDefinition } from "../../provider/core/resource/definition";
import { adoption } from "./adoption";
import type { ToyInputs } from "./args";
import { toyAttributes } from "./attributes";
import type { ToyApi } from "./client";
import { toy } from "./cloud";
import { create } from "./create";
import { deleteInstance, prepaid, whyUndeletable } from "./delete";
import type { ToyInstance } from "./instance";
import { listing, observe } from "./observe";
import { createOnlyOutputs, outputs } from "./outputs";
import { explain, isSettled, statuses } from "./statuses";
import { updaters } from "./updaters";
import { toySchema } from "./validation";

export const toyDefinition: InstanceDefinition<ToyInputs, ToyInstance, ToyApi> = {
  type: "Toy",
  cloud: toy,
  schema: toySchema,
  attributes: toyAttributes,
  updaters,
  regionArgument: "region",
  timeoutsMs: { create: 600_000, update: 600_000, delete: 600_000 },
  isCreateRepeatable: false,
  create,
  createOnlyOutputs,
  observe,
  listing,
  statuses,
  deletingStatus: "Deleting",
  isSettled,
  explain,
  delete: deleteInstance,
  whyUndeletable,
  prepaid,
  outputs,
  adoption,
};
