import { z } from "zod";
import type { Part, Rule, Schema } from "../../core/resource/schema";
import type { Equal, Expect, Values } from "../../core/resource/types";
import { isUnknown } from "../../core/resource/unknown";
import type { AliyunRedisInputs } from "../args";
import { fields as single } from "../fields";
import { rules as singleRules } from "../rules";
import type { AliyunRedisBatchInputs } from "./args";
import { givenGroups, groupsOf, isMap, isRebuilt, sharedNames, singleNames } from "./groups";
import { batchRules, groupNames, groupRules, passwordInGroup } from "./rules";

type Args = Partial<AliyunRedisBatchInputs>;

const groupName = z
  .string()
  .regex(/^[\w-]{1,32}$/, "must be 1-32 letters, digits, _ and -")
  .regex(/\D/, "must not be digits alone, which are the positions of unnamed groups");

/** The name of a group, or the position of an unnamed one. */
const anyGroupName = z.string().regex(/^[\w-]{1,32}$/, "must be a group's name, or the position of an unnamed one");

const group = z.strictObject({
  group: groupName.optional(),
  regionId: single.regionId.optional(),
  izNo: z
    .string({
      error: ({ input }) => (input === undefined ? "must be given: CreateInstances requires the zone" : undefined),
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
  password: z.undefined(passwordInGroup).optional(),
});

/** Each argument on its own: shape, range and spelling, by the fields of a single instance where it is the same argument. */
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
  preflight: single.preflight,
};

export type ArgsMatchFields = Expect<
  Equal<Required<AliyunRedisBatchInputs>, { [K in keyof typeof fields]: z.input<(typeof fields)[K]> }>
>;

/** The rules of a single instance that look only at these arguments. */
const rulesOn = (names: readonly string[]): Rule<AliyunRedisInputs>[] =>
  singleRules.filter(({ on }) => on.every((name) => names.includes(name)));

/** Checked for each group, with the batch's values where the group has none. */
export const singleGroupRules = rulesOn(Object.values(singleNames));
/** Checked once. Of the groups they only need to know whether one is `PrePaid`. */
export const singleSharedRules = rulesOn([...sharedNames, "chargeType"]);
/** Checked for each password. A batch leaves `vpcAuthMode` at `Open`. */
export const singlePasswordRules = rulesOn(["password", "kmsEncryptedPassword", "vpcAuthMode"]).filter(
  ({ on }) => on[0] === "password",
);

/** All rules across arguments: those of a single instance wherever they apply, and those of batches. */
function parts(args: Args): readonly Part[] {
  return [...passwordParts(args), batchPart(args), ...groupParts(args)];
}

function groupParts(args: Args): Part[] {
  const expanded = groupsOf(args);
  return givenGroups(args).map((group, position) => {
    const isInherited = (name: string) => group[name] === undefined && args[name as keyof Args] !== undefined;
    const values: Values = {
      ...group,
      ...expanded[position]?.args,
      autoRenew: group.autoRenew,
      isRebuilt: isRebuilt(args, group),
      isNameUnknown: isUnknown(group.group),
      hasPassword: group.password !== undefined,
    };
    // A rule about the batch's values alone is checked once, for the batch.
    const concernsGroup = ({ on }: Pick<Rule<never>, "on">) => {
      const given = on.filter((name) => values[name] !== undefined);
      return given.length === 0 || !given.every(isInherited);
    };
    const rules = [...singleGroupRules, ...groupRules].filter(concernsGroup);
    return { path: `instances.${position}`, values, rules, names: groupNames };
  });
}

function batchPart(args: Args): Part {
  const groups = givenGroups(args);
  const values = {
    ...args,
    instances: Array.isArray(args.instances) ? groupsOf(args).map(({ name }) => name) : args.instances,
    passwords: isMap(args.passwords) ? Object.keys(args.passwords) : args.passwords,
    chargeType: ofGroups(args, groups, "chargeType", (types) => types.find((type) => type === "PrePaid")),
    sources: ofGroups(args, groups, "srcDBInstanceId", (sources) => sources),
  };
  return { path: "", values, rules: [...singleSharedRules, ...batchRules] };
}

/** What follows from the groups' values of one name; unknown while an unknown value could change it. */
function ofGroups<Result>(
  { instances }: Args,
  groups: readonly Values[],
  name: string,
  combine: (values: readonly unknown[]) => Result,
): unknown {
  const values = groups.map((group) => group[name]).filter((value) => value !== undefined);
  const result = combine(values.filter((value) => !isUnknown(value)));
  const isEmpty = result === undefined || (Array.isArray(result) && result.length === 0);
  return isEmpty ? ([instances, ...values].find(isUnknown) ?? result) : result;
}

/** Each given password once, and each group that has none. */
function passwordParts(args: Args): Part[] {
  const { password, passwords } = args;
  const named = isMap(passwords) ? Object.entries(passwords) : [];
  const given = named.map(([name, value]) => passwordPart(name, value));
  if (password !== undefined) return [...given, passwordPart("", password)];
  const groups = givenGroups(args);
  const without = groupsOf(args).filter(
    ({ args: member }, position) => member.password === undefined && isRebuilt(args, groups[position] ?? {}) !== true,
  );
  if (isUnknown(passwords) || (groups.length > 0 && without.length === 0)) return given;
  if (named.length === 0) return [passwordPart("", undefined)];
  return [...given, ...without.map(({ name }) => passwordPart(name, undefined))];
}

function passwordPart(group: string, password: unknown): Part {
  const values = { password };
  return group === ""
    ? { path: "", values, rules: singlePasswordRules }
    : { path: "passwords", values, rules: singlePasswordRules, names: { password: group } };
}

/** Every rule is in `parts`, because the rules of groups depend on the batch, and those of the batch on the groups. */
export const aliyunRedisBatchSchema: Schema<AliyunRedisBatchInputs> = { fields, rules: [], parts };
