import { type Plan, rows } from "../../core/kind/plan";
import type { AliyunRedisBatchInputs } from "./args";

const { inPlace, replace, callOption, stateOnly } = rows<unknown>();

/** How each argument changes. What a member is, and how it follows, says the plan of single instances. */
export const plan: Plan<AliyunRedisBatchInputs, unknown> = {
  instances: inPlace("members"),
  regionId: replace(),
  engineVersion: inPlace("members"),
  resourceGroupId: inPlace("members"),
  tags: inPlace<Record<string, string>>("members").removedMeans({}),
  autoRenew: inPlace<boolean>("members").removedMeans(false),
  autoPay: callOption(),
  couponNo: callOption(),
  businessInfo: callOption(),
  password: inPlace<string>("members").writeOnly().secret(),
  passwords: inPlace<Record<string, string>>("members").writeOnly().secret(),
  securityIps: inPlace<string[]>("members").asSet().removedMeans(["127.0.0.1"]),
  rebuildInstance: callOption(),
  token: callOption(),
  prepaidDestroy: stateOnly(),
};
