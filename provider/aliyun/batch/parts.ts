import type { Part, Rule } from "../../core/resource/schema";
import { isUnknown } from "../../core/resource/unknown";
import type { AliyunRedisInputs } from "../args";
import { rules as singleRules } from "../rules";
import type { AliyunRedisBatchInputs } from "./args";
import { givenGroups, groupsOf, isMap, isRebuilt, sharedNames, singleNames } from "./groups";
import { batchRules, groupNames, groupRules } from "./rules";

type Args = Partial<AliyunRedisBatchInputs>;
type Values = Readonly<Record<string, unknown>>;

/** The rules of a single instance that look at nothing but these. */
export const rulesOn = (names: readonly string[]): Rule<AliyunRedisInputs>[] =>
  singleRules.filter(({ on }) => on.every((name) => names.includes(name)));

/** Judged group by group, with what the batch says for all groups. */
export const singleGroupRules = rulesOn(Object.values(singleNames));
/** Judged once. Of the groups these know only whether one is `PrePaid`. */
export const singleSharedRules = rulesOn([...sharedNames, "chargeType"]);
/** Judged once for each password. A batch leaves `vpcAuthMode` at `Open`. */
export const singlePasswordRules = rulesOn(["password", "vpcAuthMode"]).filter(({ on }) => on.includes("password"));

/** Everything across arguments: by the rules of a single instance wherever they fit, and by those of batches. */
export function parts(args: Args): readonly Part[] {
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
    // What the batch says for all groups is judged once, unless something of the group makes it wrong.
    const isAboutGroup = ({ on }: Pick<Rule<never>, "on">) => {
      const given = on.filter((name) => values[name] !== undefined);
      return given.length === 0 || !given.every(isInherited);
    };
    const rules = [...singleGroupRules, ...groupRules].filter(isAboutGroup);
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

/** What the groups' values come to; unknown as long as it could still be otherwise. */
function ofGroups<Result>(
  { instances }: Args,
  groups: readonly Values[],
  name: string,
  sum: (values: readonly unknown[]) => Result,
): unknown {
  const values = groups.map((group) => group[name]).filter((value) => value !== undefined);
  const result = sum(values.filter((value) => !isUnknown(value)));
  const isEmpty = result === undefined || (Array.isArray(result) && result.length === 0);
  return isEmpty ? ([instances, ...values].find(isUnknown) ?? result) : result;
}

/** Each password once, and where there is none. */
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
