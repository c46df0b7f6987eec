import type { BatchKind } from "../../core/batch/kind";
import { pendingTag } from "../../core/ownership";
import { isUnknown } from "../../core/unknown";
import { tagResources } from "../actions/tags";
import type { AliyunApi } from "../api";
import type { AliyunRedisInputs } from "../args";
import { aliyun } from "../cloud";
import type { AliyunInstance } from "../instance";
import { aliyunRedisKind } from "../kind";
import type { AliyunRedisBatchInputs } from "./args";
import { givenGroups, groupsOf } from "./groups";
import { order } from "./order";
import { origins } from "./origins";
import { plan } from "./plan";
import { tokenOf } from "./rules";
import { aliyunRedisBatchSchema } from "./schema";

export const aliyunRedisBatchKind: BatchKind<AliyunRedisBatchInputs, AliyunRedisInputs, AliyunInstance, AliyunApi> = {
  type: "AliyunRedisBatch",
  cloud: aliyun,
  schema: aliyunRedisBatchSchema,
  plan,
  regionArgument: "regionId",
  regionWithin: (args) => givenGroups(args).find(({ regionId }) => regionId !== undefined)?.regionId,
  member: aliyunRedisKind,
  groups: (args) => (isUnknown(args.instances) ? undefined : groupsOf(args)),
  order,
  userToken: ({ token, ...args }, group) => {
    const names = groupsOf(args).map(({ name }) => name);
    return token === undefined ? undefined : tokenOf(token, names[group] ?? String(group), names.length);
  },
  mark: (api, ids, mark) => tagResources(api, ids, { [pendingTag]: mark }),
  origins,
};
