import type { EditRule } from "../../provider/core/resource/definition";
import type { Rule } from "../../provider/core/resource/schema";
import type { ToyInputs } from "./args";

export const rules: readonly Rule<ToyInputs>[] = [];
export const editRules: readonly EditRule<ToyInputs>[] = [];
