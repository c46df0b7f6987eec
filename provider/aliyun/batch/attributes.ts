import { type Attributes, attributeMakers } from "../../core/resource/attributes";
import type { AliyunRedisBatchInputs } from "./args";

const { inPlace, replace, requestOption, stateOnly } = attributeMakers<unknown>();

/** How each argument changes. What a member is, and how it follows, says the plan of single instances. */
export const aliyunRedisBatchAttributes: Attributes<AliyunRedisBatchInputs, unknown> = {
  instances: inPlace("members"),
  regionId: replace(),
  engineVersion: inPlace("members"),
  resourceGroupId: inPlace("members"),
  tags: inPlace<Record<string, string>>("members").whenRemoved({}),
  autoRenew: inPlace<boolean>("members").whenRemoved(false),
  autoPay: requestOption(),
  couponNo: requestOption(),
  businessInfo: requestOption(),
  password: inPlace<string>("members").writeOnly().secret(),
  passwords: inPlace<Record<string, string>>("members").writeOnly().secret(),
  securityIps: inPlace<string[]>("members").asSet().whenRemoved(["127.0.0.1"]),
  rebuildInstance: requestOption(),
  token: requestOption(),
  prepaidDestroy: stateOnly(),
};
