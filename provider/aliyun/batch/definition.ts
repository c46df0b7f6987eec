import type { BatchDefinition } from "../../core/batch/definition";
import type { AliyunRedisInputs } from "../args";
import type { AliyunApi } from "../client";
import { aliyun } from "../cloud";
import { aliyunRedisDefinition } from "../definition";
import { whyMemberUndeletable } from "../delete";
import type { AliyunInstance } from "../instance";
import type { AliyunRedisBatchInputs } from "./args";
import { aliyunRedisBatchAttributes } from "./attributes";
import { create, tagPending, userTokens } from "./create";
import { givenGroups, groups } from "./groups";
import { aliyunRedisBatchSchema } from "./validation";

export const aliyunRedisBatchDefinition: BatchDefinition<
  AliyunRedisBatchInputs,
  AliyunRedisInputs,
  AliyunInstance,
  AliyunApi
> = {
  type: "AliyunRedisBatch",
  cloud: aliyun,
  schema: aliyunRedisBatchSchema,
  attributes: aliyunRedisBatchAttributes,
  regionArgument: "regionId",
  regionWithin: (args) => givenGroups(args).find(({ regionId }) => regionId !== undefined)?.regionId,
  member: { ...aliyunRedisDefinition, whyUndeletable: whyMemberUndeletable },
  groups,
  create,
  userTokens,
  tagPending,
};
