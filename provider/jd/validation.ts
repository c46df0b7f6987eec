import type { Schema } from "../core/resource/schema";
import type { JdRedisInputs } from "./args";
import { fields } from "./fields";
import { rules } from "./rules";

export const jdRedisSchema: Schema<JdRedisInputs> = { fields, rules };
