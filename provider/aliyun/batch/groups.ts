import type { Group } from "../../core/batch/definition";
import { isUnknown } from "../../core/resource/unknown";
import type { AliyunRedisInputs } from "../args";
import type { AliyunInstanceGroup, AliyunRedisBatchInputs } from "./args";

type Args = Partial<AliyunRedisBatchInputs>;
type Values = Readonly<Record<string, unknown>>;

/** What a group says of its members, and what a single instance calls it. */
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

/** What every member has alike; the first three only where its group does not say it. */
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

/** The groups as the program gives them, whatever they are; of an unknown one, every value is unknown. */
export function givenGroups({ instances }: Args): readonly Values[] {
  const list: readonly unknown[] = Array.isArray(instances) ? instances : [];
  return list.map((group) => {
    if (isUnknown(group))
      return Object.fromEntries([...Object.keys(singleNames), "quantity"].map((name) => [name, group]));
    return isMap(group) ? group : {};
  });
}

/** What the arguments ask for. Knows nothing for certain: it is asked before the arguments are judged, too. */
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
 * Is the group's instance to be brought back from the recycle bin? The batch's own word counts for the groups that name an
 * instance. Unknown as long as that is.
 */
export function isRebuilt(
  { rebuildInstance: everywhere }: Args,
  { rebuildInstance, srcDBInstanceId }: { rebuildInstance?: unknown; srcDBInstanceId?: unknown },
): unknown {
  if (rebuildInstance !== undefined && rebuildInstance !== null) return rebuildInstance;
  return srcDBInstanceId !== undefined && srcDBInstanceId !== null && everywhere;
}

export function isMap(value: unknown): value is Values {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function present(values: Values): Partial<AliyunRedisInputs> {
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined && value !== null));
}
