import type { Rule } from "../../core/resource/schema";
import { isClassic } from "../classes";
import type { AliyunInstanceGroup } from "./args";
import { passwordElsewhere } from "./fields";

/** A group, and what the batch around it makes of it. */
export interface GroupFacts extends AliyunInstanceGroup {
  readonly isRebuilt?: boolean | undefined;
  readonly isNameUnknown?: boolean;
  readonly hasPassword?: boolean;
}

/** The arguments outside of the groups, and what they have to know of these. */
export interface BatchFacts {
  /** Names of the groups. */
  readonly instances?: readonly string[];
  /** Names in it. */
  readonly passwords?: readonly string[] | undefined;
  readonly token?: string | undefined;
  readonly autoPay?: boolean | undefined;
  readonly engineVersion?: string | undefined;
  readonly instanceClass?: undefined;
  readonly rebuildInstance?: boolean | undefined;
  /** `PrePaid` if any group is. */
  readonly chargeType?: string | undefined;
  /** `srcDBInstanceId` of the groups that have one. */
  readonly sources?: readonly string[];
}

/** How the program calls what the rules call otherwise. */
export const groupNames = { zoneId: "izNo", isNameUnknown: "group", hasPassword: "password" };

const longestToken = 64;

/** Where a class is given, the rules of single instances know what it is sold with. */
const documentedVersion: Rule<Pick<BatchFacts, "engineVersion" | "instanceClass">> = {
  on: ["engineVersion", "instanceClass"],
  level: "warning",
  message: ({ engineVersion, instanceClass }) =>
    engineVersion !== undefined && instanceClass === undefined && !["2.8", "4.0", "5.0"].includes(engineVersion)
      ? `${engineVersion} is not among the versions that CreateInstances is documented with: 4.0 and 5.0`
      : undefined,
};

/** Of a group, beside the rules of a single instance. */
export const groupRules: readonly Rule<GroupFacts>[] = [
  {
    on: ["isNameUnknown"],
    message: ({ isNameUnknown }) =>
      isNameUnknown ? "must be known when the preview is made, because members belong to their group by it" : undefined,
  },
  {
    on: ["hasPassword"],
    message: ({ hasPassword }) => (hasPassword ? passwordElsewhere : undefined),
  },
  {
    on: ["instanceClass"],
    level: "warning",
    message: ({ instanceClass }) =>
      instanceClass !== undefined && !isClassic(instanceClass)
        ? `${instanceClass} is cloud-native; CreateInstances is documented for classic classes only. AliyunRedis makes cloud-native instances one by one`
        : undefined,
  },
  documentedVersion as Rule<GroupFacts>,
  {
    on: ["rebuildInstance", "srcDBInstanceId"],
    message: ({ rebuildInstance, srcDBInstanceId }) =>
      rebuildInstance === true && srcDBInstanceId === undefined
        ? "needs srcDBInstanceId, the instance in the recycle bin"
        : undefined,
  },
  {
    on: ["quantity", "isRebuilt"],
    message: ({ quantity = 1, isRebuilt }) =>
      isRebuilt === true && quantity !== 1
        ? "must be 1 with rebuildInstance, which brings one instance back"
        : undefined,
  },
  {
    on: ["backupId", "isRebuilt"],
    message: ({ backupId, isRebuilt }) =>
      isRebuilt === true && backupId !== undefined
        ? "must stand without rebuildInstance, which brings the instance back with the data it had"
        : undefined,
  },
  {
    on: ["srcDBInstanceId", "backupId", "isRebuilt"],
    message: ({ srcDBInstanceId, backupId, isRebuilt }) =>
      srcDBInstanceId !== undefined && backupId === undefined && isRebuilt !== true
        ? "needs backupId for new instances with its data, or rebuildInstance to bring it back from the recycle bin"
        : undefined,
  },
  {
    on: ["backupId", "srcDBInstanceId"],
    message: ({ backupId, srcDBInstanceId }) =>
      backupId !== undefined && srcDBInstanceId === undefined
        ? "needs srcDBInstanceId, the instance that it is a backup of"
        : undefined,
  },
];

/** Of the arguments outside of the groups. */
export const batchRules: readonly Rule<BatchFacts>[] = [
  {
    on: ["instances"],
    message: ({ instances }) => {
      if (instances === undefined) return "must be given";
      const twice = new Set(instances.filter((name, position) => instances.indexOf(name) !== position));
      return twice.size > 0 ? `must have each name once; given again: ${[...twice].join(", ")}` : undefined;
    },
  },
  {
    on: ["passwords", "instances"],
    // A key may be a password that got into the wrong place, so none is quoted.
    message: ({ passwords = [], instances = [] }) =>
      passwords.some((name) => !instances.includes(name))
        ? `has a name that no group has; the groups are ${instances.join(", ")}`
        : undefined,
  },
  {
    on: ["token", "instances"],
    message: ({ token, instances = [] }) => {
      if (token === undefined) return undefined;
      const longest = Math.max(...instances.map((name) => tokenOf(token, name, instances.length).length));
      return longest > longestToken
        ? `must have at most ${longestToken} characters with - and the group's name, which follow where there are several groups; the longest has ${longest}`
        : undefined;
    },
  },
  {
    on: ["autoPay", "chargeType", "instances"],
    level: "warning",
    message: ({ autoPay, chargeType }) =>
      autoPay === false && chargeType !== "PrePaid" ? "means nothing without a group of chargeType PrePaid" : undefined,
  },
  {
    on: ["rebuildInstance", "sources", "instances"],
    message: ({ rebuildInstance, sources = [] }) =>
      rebuildInstance === true && sources.length === 0
        ? "needs a group with srcDBInstanceId, the instance in the recycle bin"
        : undefined,
  },
  documentedVersion as Rule<BatchFacts>,
];

/** Each group is ordered with a call of its own, and no two calls may have one token. */
export function tokenOf(token: string, group: string, groups: number): string {
  return groups > 1 ? `${token}-${group}` : token;
}
