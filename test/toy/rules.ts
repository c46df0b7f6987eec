import type { Rule } from "../../provider/core/resource/schema";
import type { ToyInputs } from "./args";

export const rules: readonly Rule<ToyInputs>[] = [];
