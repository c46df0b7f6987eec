import type { BatchDefinition } from "../../core/batch/definition";
import type { ParsedArgs } from "../args";
import type { HuaweiApi } from "../client";
import { huaweiDcsInstanceDefinition as member } from "../definition";
import type { HuaweiInstance } from "../instance";
import type { ParsedBatchArgs } from "./args";
import { huaweiDcsBatchAttributes as attributes } from "./attributes";
import { create } from "./create";
import { groups } from "./groups";
import { huaweiDcsBatchSchema as schema } from "./validation";

export const huaweiDcsBatchDefinition: BatchDefinition<ParsedBatchArgs, ParsedArgs, HuaweiInstance, HuaweiApi> = {
  type: "HuaweiDcsBatch",
  cloud: member.cloud,
  schema,
  attributes,
  regionArgument: "region",
  member,
  groups,
  create,
};
