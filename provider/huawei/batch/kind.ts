import type { BatchKind } from "../../core/batch/kind";
import type { HuaweiApi } from "../api";
import type { HuaweiArgs } from "../args";
import type { HuaweiInstance } from "../instance";
import { huaweiDcsInstanceKind } from "../kind";
import type { HuaweiBatchArgs } from "./args";
import { groups } from "./groups";
import { order } from "./order";
import { plan } from "./plan";
import { huaweiDcsBatchSchema } from "./schema";

export const huaweiDcsBatchKind: BatchKind<HuaweiBatchArgs, HuaweiArgs, HuaweiInstance, HuaweiApi> = {
  type: "HuaweiDcsBatch",
  cloud: huaweiDcsInstanceKind.cloud,
  schema: huaweiDcsBatchSchema,
  plan,
  regionArgument: "region",
  member: huaweiDcsInstanceKind,
  groups,
  order,
};
