import { type Attributes, attributeMakers } from "../../core/resource/attributes";
import type { AliyunRedisBatchInputs } from "./args";

const { inPlace, replace, callOption, stateOnly } = attributeMakers<unknown>();

/** How each argument changes. What a member is, and how it follows, says the plan of single instances. */
export const plan: Attributes<AliyunRedisBatchInputs, unknown> = {
  instances: inPlace("members"),
  regionId: replace(),
  engineVersion: inPlace("members"),
  resourceGroupId: inPlace("members"),
  tags: inPlace<Record<string, string>>("members").whenRemoved({}),
  autoRenew: inPlace<boolean>("members").whenRemoved(false),
  autoPay: callOption(),
  couponNo: callOption(),
  businessInfo: callOption(),
  password: inPlace<string>("members").writeOnly().secret(),
  passwords: inPlace<Record<string, string>>("members").writeOnly().secret(),
  securityIps: inPlace<string[]>("members").asSet().whenRemoved(["127.0.0.1"]),
  rebuildInstance: callOption(),
  token: callOption(),
  prepaidDestroy: stateOnly(),
};
