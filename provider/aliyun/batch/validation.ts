import type { Schema } from "../../core/resource/schema";
import type { AliyunRedisBatchInputs } from "./args";
import { fields } from "./fields";
import { parts } from "./parts";

/** All rules across arguments stand in `parts`, because those of groups have to know the batch, and the other way round. */
export const aliyunRedisBatchSchema: Schema<AliyunRedisBatchInputs> = { fields, rules: [], parts };
