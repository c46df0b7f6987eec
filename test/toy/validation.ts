import type { Schema } from "../../provider/core/resource/schema";
import type { ToyInputs } from "./args";
import { fields } from "./fields";
import { rules } from "./rules";

export const toySchema: Schema<ToyInputs> = { fields, rules };
