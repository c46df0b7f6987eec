import type { Schema } from "../core/resource/schema";
import type { AliyunRedisInputs } from "./args";
import { fields } from "./fields";
import { rules } from "./rules";

/** How the arguments of an `AliyunRedis` are checked. */
export const aliyunRedisSchema: Schema<AliyunRedisInputs> = { fields, rules };
