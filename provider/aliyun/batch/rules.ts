import { type Rule, rulesFor } from "../../core/resource/schema";
import { isClassic } from "../classes";
import type { AliyunInstanceGroup } from "./args";
import { tokenOf } from "./groups";

/** A group, with what follows from the batch around it. */
export interface GroupFacts extends AliyunInstanceGroup {
  readonly isRebuilt?: boolean | undefined;
  readonly isNameUnknown?: boolean;
  readonly hasPassword?: boolean;
}

/** The arguments outside the groups, with what their rules need of the groups. */
export interface BatchFacts {
  /** The groups' names. */
  readonly instances?: readonly string[];
  /** The groups' names in it. */
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

/** The program's names of values that the rules know under another one. */
export const groupNames = { zoneId: "izNo", isNameUnknown: "group", hasPassword: "password" };

const longestToken = 64;

/** Also reported by a rule, because the field's own check passes an unknown value. */
export const passwordInGroup =
  "must not be given inside a group, because a secret inside a list hides the whole list; use the batch's password, or passwords by group";

/** Only where no class is given: otherwise a rule of the single resource checks the version against the class. */
const documentedVersion: Rule<Pick<BatchFacts, "engineVersion" | "instanceClass">> = {
  on: ["engineVersion", "instanceClass"],
  level: "warning",
  message: ({ engineVersion, instanceClass }) =>
    engineVersion !== undefined && instanceClass === undefined && !["2.8", "4.0", "5.0"].includes(engineVersion)
      ? `${engineVersion} is not one of the versions that CreateInstances documents: 4.0 and 5.0`
      : undefined,
};

const ofGroup = rulesFor<GroupFacts>();
const ofBatch = rulesFor<BatchFacts>();

/** Rules of a group, beside those of a single instance. */
export const groupRules: readonly Rule<GroupFacts>[] = [
  ofGroup.failure(["isNameUnknown"], ({ isNameUnknown }) =>
    isNameUnknown ? "must be known at preview, because members belong to their group by it" : undefined,
  ),
  ofGroup.failure(["hasPassword"], ({ hasPassword }) => (hasPassword ? passwordInGroup : undefined)),
  ofGroup.warning(["instanceClass"], ({ instanceClass }) =>
    instanceClass !== undefined && !isClassic(instanceClass)
      ? `${instanceClass} is cloud-native; CreateInstances is documented for classic classes only. AliyunRedis creates cloud-native instances one by one`
      : undefined,
  ),
  documentedVersion as Rule<GroupFacts>,
  ofGroup.failure(["rebuildInstance", "srcDBInstanceId"], ({ rebuildInstance, srcDBInstanceId }) =>
    rebuildInstance === true && srcDBInstanceId === undefined
      ? "needs srcDBInstanceId, the instance in the recycle bin"
      : undefined,
  ),
  ofGroup.failure(["quantity", "isRebuilt"], ({ quantity = 1, isRebuilt }) =>
    isRebuilt === true && quantity !== 1 ? "must be 1 with rebuildInstance, which restores one instance" : undefined,
  ),
  ofGroup.failure(["backupId", "isRebuilt"], ({ backupId, isRebuilt }) =>
    isRebuilt === true && backupId !== undefined
      ? "must not be given with rebuildInstance, which restores the instance with its own data"
      : undefined,
  ),
  ofGroup.failure(["srcDBInstanceId", "backupId", "isRebuilt"], ({ srcDBInstanceId, backupId, isRebuilt }) =>
    srcDBInstanceId !== undefined && backupId === undefined && isRebuilt !== true
      ? "needs backupId for new instances with its data, or rebuildInstance to restore it from the recycle bin"
      : undefined,
  ),
  ofGroup.failure(["backupId", "srcDBInstanceId"], ({ backupId, srcDBInstanceId }) =>
    backupId !== undefined && srcDBInstanceId === undefined
      ? "needs srcDBInstanceId, the instance that was backed up"
      : undefined,
  ),
];

/** Rules of the arguments outside the groups. */
export const batchRules: readonly Rule<BatchFacts>[] = [
  ofBatch.failure(["instances"], ({ instances }) => {
    if (instances === undefined) return "must be given";
    const repeated = new Set(instances.filter((name, position) => instances.indexOf(name) !== position));
    return repeated.size > 0 ? `must have each name once; repeated: ${[...repeated].join(", ")}` : undefined;
  }),
  // A key may be a password in the wrong place, so none is quoted.
  ofBatch.failure(["passwords", "instances"], ({ passwords = [], instances = [] }) =>
    passwords.some((name) => !instances.includes(name))
      ? `has a name that no group has; the groups are ${instances.join(", ")}`
      : undefined,
  ),
  ofBatch.failure(["token", "instances"], ({ token, instances = [] }) => {
    if (token === undefined) return undefined;
    const longest = Math.max(...instances.map((name) => tokenOf(token, name, instances.length).length));
    return longest > longestToken
      ? `must have at most ${longestToken} characters together with - and the group's name, which several groups append; the longest has ${longest}`
      : undefined;
  }),
  ofBatch.warning(["autoPay", "chargeType", "instances"], ({ autoPay, chargeType }) =>
    autoPay === false && chargeType !== "PrePaid" ? "has no effect without a group of chargeType PrePaid" : undefined,
  ),
  ofBatch.failure(["rebuildInstance", "sources", "instances"], ({ rebuildInstance, sources = [] }) =>
    rebuildInstance === true && sources.length === 0
      ? "needs a group with srcDBInstanceId, the instance in the recycle bin"
      : undefined,
  ),
  documentedVersion as Rule<BatchFacts>,
];
