import type { Adoption } from "../../provider/core/resource/adoption";
import type { ToyInputs } from "./args";
import type { ToyInstance } from "./instance";

export const adoption: Adoption<ToyInputs, ToyInstance> = {
  nameArgument: "title",
  defaults: { version: 1 },
  leftOut: () => [],
  hasPassword: () => true,
};
