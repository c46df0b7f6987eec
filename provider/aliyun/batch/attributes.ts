import { type Attributes, attributeMakers } from "../../core/resource/attributes";
import type { AliyunRedisBatchInputs } from "./args";

const { inPlace, replace, requestOption, stateOnly } = attributeMakers<unknown>();

/** How each argument changes. The attributes of the single resource tell how a member changes. */
export const aliyunRedisBatchAttributes: Attributes<AliyunRedisBatchInputs, unknown> = {
  // Groups
  instances: inPlace("members"),

  // Placement
  regionId: replace(),

  // Name and tags
  resourceGroupId: inPlace("members"),
  tags: inPlace<Record<string, string>>("members").whenRemoved({}),

  // Engine settings
  engineVersion: inPlace("members"),

  // Access
  password: inPlace<string>("members").writeOnly().secret(),
  passwords: inPlace<Record<string, string>>("members").writeOnly().secret(),
  securityIps: inPlace<string[]>("members").asSet().whenRemoved(["127.0.0.1"]),

  // Billing
  autoRenew: inPlace<boolean>("members").whenRemoved(false),
  autoPay: requestOption(),
  couponNo: requestOption(),
  businessInfo: requestOption(),

  // Creation from a backup
  rebuildInstance: requestOption(),

  // Options of the creating call
  token: requestOption(),

  // Options of the provider
  prepaidDestroy: stateOnly(),
  preflight: requestOption(),
};
