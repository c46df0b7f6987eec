import type { BatchDefinition } from "../../core/batch/definition";
import type { HuaweiApi } from "../api";
import type { HuaweiArgs } from "../args";
import type { HuaweiInstance } from "../instance";
import { huaweiDcsInstanceKind } from "../kind";
import type { HuaweiBatchArgs } from "./args";
import { huaweiDcsBatchAttributes as attributes } from "./attributes";
import { groups } from "./groups";
import { order } from "./order";
import { huaweiDcsBatchSchema } from "./schema";

export const huaweiDcsBatchKind: BatchDefinition<HuaweiBatchArgs, HuaweiArgs, HuaweiInstance, HuaweiApi> = {
  type: "HuaweiDcsBatch",
  cloud: huaweiDcsInstanceKind.cloud,
  schema: huaweiDcsBatchSchema,
  attributes,
  regionArgument: "region",
  member: huaweiDcsInstanceKind,
  groups,
  order,
};
