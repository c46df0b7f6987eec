import { z } from "zod";
import type { Equal, Expect } from "../../core/resource/types";
import { fields as single } from "../fields";
import type { AliyunRedisBatchInputs } from "./args";

const groupName = z
  .string()
  .regex(/^[\w-]{1,32}$/, "must be 1-32 letters, digits, _ and -")
  .regex(/\D/, "must not be digits alone, which are the positions of groups without a name");

/** Positions are names too. */
const anyGroupName = z.string().regex(/^[\w-]{1,32}$/, "must be a group's name, or the position of one without a name");

/** Said by the rules too, of a password that is not known yet. */
export const passwordElsewhere =
  "must not be given inside a group, because a secret inside a list hides the whole list; give the batch's password, or passwords by group";

const group = z.strictObject({
  group: groupName.optional(),
  regionId: single.regionId.optional(),
  izNo: z
    .string({
      error: ({ input }) => (input === undefined ? "must be given: CreateInstances wants the zone" : undefined),
    })
    .pipe(single.zoneId),
  quantity: z.int("must be a whole number").min(1, "must be at least 1").max(300, "must be at most 300").optional(),
  instanceType: z.enum(["Redis", "Memcache"], 'must be "Redis" or "Memcache"; for Tair use AliyunRedis').optional(),
  instanceClass: single.instanceClass.optional(),
  capacity: single.capacity.optional(),
  engineVersion: single.engineVersion.optional(),
  chargeType: single.chargeType.optional(),
  period: single.period.optional(),
  autoRenew: single.autoRenew.optional(),
  instanceName: single.instanceName.optional(),
  networkType: single.networkType.optional(),
  vpcId: single.vpcId.optional(),
  vSwitchId: single.vSwitchId.optional(),
  nodeType: single.nodeType.optional(),
  srcDBInstanceId: single.srcDBInstanceId.optional(),
  backupId: single.backupId.optional(),
  rebuildInstance: z.boolean().optional(),
  password: z.undefined(passwordElsewhere).optional(),
});

/** Each argument on its own: shape, range, spelling; as of a single instance wherever it is the same argument. */
export const fields = {
  instances: z.array(group).min(1, "must have at least one group"),
  regionId: single.regionId,
  engineVersion: single.engineVersion,
  resourceGroupId: single.resourceGroupId,
  tags: single.tags,
  autoRenew: single.autoRenew,
  autoPay: z.boolean(),
  couponNo: single.couponNo,
  businessInfo: single.businessInfo,
  password: single.password,
  passwords: z.record(anyGroupName, single.password),
  securityIps: single.securityIps,
  rebuildInstance: z.boolean(),
  token: single.token,
  prepaidDestroy: single.prepaidDestroy,
};

export type ArgsMatchFields = Expect<
  Equal<Required<AliyunRedisBatchInputs>, { [K in keyof typeof fields]: z.input<(typeof fields)[K]> }>
>;
