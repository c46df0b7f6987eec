import type { BatchDefinition } from "../../core/batch/definition";
import { CloudError } from "../../core/client/errors";
import { isUnknown } from "../../core/resource/unknown";
import { tagResources } from "../actions/tags";
import type { AliyunRedisInputs } from "../args";
import type { AliyunApi } from "../client";
import { aliyun } from "../cloud";
import { aliyunRedisDefinition } from "../definition";
import type { AliyunInstance } from "../instance";
import { besideMark } from "../tags";
import type { AliyunRedisBatchInputs } from "./args";
import { aliyunRedisBatchAttributes as attributes } from "./attributes";
import { givenGroups, groupsOf } from "./groups";
import { order } from "./order";
import { origins } from "./origins";
import { tokenOf } from "./rules";
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
  attributes,
  regionArgument: "regionId",
  regionWithin: (args) => givenGroups(args).find(({ regionId }) => regionId !== undefined)?.regionId,
  // A batch has no argument for the protection, so it can only have been switched on elsewhere.
  member: {
    ...aliyunRedisDefinition,
    whyUndeletable: (outputs) =>
      aliyunRedisDefinition.whyUndeletable(outputs) &&
      "instanceReleaseProtection is on. Switch it off in the console, run `pulumi refresh`, then try again.",
  },
  groups: (args) => (isUnknown(args.instances) ? undefined : groupsOf(args)),
  order,
  userToken: ({ token, ...args }, group) => {
    const names = groupsOf(args).map(({ name }) => name);
    return token === undefined ? undefined : tokenOf(token, names[group] ?? String(group), names.length);
  },
  // The user's tags with it: later they would be a call for each member.
  tagPending: (api, ids, pendingTag, { tags = {} }) =>
    tagResources(api, ids, besideMark(tags, pendingTag)).catch((error: unknown) => {
      if (!(error instanceof CloudError) || Object.keys(tags).length === 0) throw error;
      // It may be about one of those.
      return tagResources(api, ids, besideMark({}, pendingTag));
    }),
  origins,
};
