import type { Adoption } from "../../provider/core/resource/adoption";
import type { ToyInputs } from "./args";
import type { ToyInstance } from "./instance";

/** How an existing instance is declared. */
export const adoption: Adoption<ToyInputs, ToyInstance> = {
  nameArgument: "title",
  defaults: { version: 1 },
  leftOut: () => [],
  hasPassword: () => true,
};
