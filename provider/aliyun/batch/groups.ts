import type { Group } from "../../core/batch/definition";
import type { Values } from "../../core/resource/types";
import { isUnknown } from "../../core/resource/unknown";
import type { AliyunRedisInputs } from "../args";
import type { AliyunInstanceGroup, AliyunRedisBatchInputs } from "./args";

type Args = Partial<AliyunRedisBatchInputs>;

/** The fields of a group that describe its members, with the argument's name at a single instance. */
export const singleNames = {
  regionId: "regionId",
  izNo: "zoneId",
  instanceType: "instanceType",
  instanceClass: "instanceClass",
  capacity: "capacity",
  engineVersion: "engineVersion",
  chargeType: "chargeType",
  period: "period",
  autoRenew: "autoRenew",
  instanceName: "instanceName",
  networkType: "networkType",
  vpcId: "vpcId",
  vSwitchId: "vSwitchId",
  nodeType: "nodeType",
  srcDBInstanceId: "srcDBInstanceId",
  backupId: "backupId",
} as const satisfies { [K in keyof AliyunInstanceGroup]?: keyof AliyunRedisInputs };

/** The batch's arguments that apply to every member; the group's own value overrides the first three. */
export const sharedNames = [
  "regionId",
  "engineVersion",
  "autoRenew",
  "resourceGroupId",
  "tags",
  "securityIps",
  "couponNo",
  "businessInfo",
  "prepaidDestroy",
] as const satisfies readonly (keyof AliyunRedisBatchInputs & keyof AliyunRedisInputs)[];

/** The groups as the program gives them, even if invalid. Every value of an unknown group is unknown. */
export function givenGroups({ instances }: Args): readonly Values[] {
  const list: readonly unknown[] = Array.isArray(instances) ? instances : [];
  return list.map((group) => {
    if (isUnknown(group))
      return Object.fromEntries([...Object.keys(singleNames), "quantity"].map((name) => [name, group]));
    return isMap(group) ? group : {};
  });
}

/** The groups of the definition: undefined while nobody knows how many there are. */
export const groups = (args: Args): Group<AliyunRedisInputs>[] | undefined =>
  isUnknown(args.instances) ? undefined : groupsOf(args);

/** The groups with the arguments of their members. Takes any values, because it also runs before validation. */
export function groupsOf(args: Args): Group<AliyunRedisInputs>[] {
  const shared = Object.fromEntries(sharedNames.map((name) => [name, args[name]]));
  return givenGroups(args).map((group, position) => {
    const name = nameOf(group, position);
    const own = Object.entries(singleNames).map(([given, single]) => [single, group[given]] as const);
    const member = { ...shared, ...present(Object.fromEntries(own)), password: passwordOf(args, name) };
    return { name, quantity: quantityOf(group), args: present(member) };
  });
}

function nameOf({ group }: Values, position: number): string {
  return typeof group === "string" && !isUnknown(group) ? group : String(position);
}

function quantityOf({ quantity = 1 }: Values): number | undefined {
  return typeof quantity === "number" ? quantity : undefined;
}

function passwordOf({ password, passwords }: Args, name: string): unknown {
  const own: unknown = passwords;
  if (isUnknown(own)) return own;
  return (isMap(own) && Object.hasOwn(own, name) ? own[name] : undefined) ?? password;
}

/**
 * Whether the group's instance is restored from the recycle bin. The batch's value applies to groups that name an
 * instance. Unknown while that value is unknown.
 */
export function isRebuilt(
  { rebuildInstance: byDefault }: Args,
  { rebuildInstance, srcDBInstanceId }: { rebuildInstance?: unknown; srcDBInstanceId?: unknown },
): unknown {
  if (rebuildInstance !== undefined && rebuildInstance !== null) return rebuildInstance;
  return srcDBInstanceId !== undefined && srcDBInstanceId !== null && byDefault;
}

export function isMap(value: unknown): value is Values {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function present(values: Values): Partial<AliyunRedisInputs> {
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined && value !== null));
}

/** Each group is ordered with a separate call, and each call needs its own token. */
export function tokenOf(token: string, group: string, groups: number): string {
  return groups > 1 ? `${token}-${group}` : token;
}
