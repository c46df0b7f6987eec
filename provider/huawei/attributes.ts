import { isSame } from "../core/host/stableJson";
import { type Attributes, attributeMakers, isPartOf } from "../core/resource/attributes";
import type {
  HuaweiArgs,
  HuaweiBackupPolicy,
  HuaweiBandwidthAutoscaling,
  HuaweiWhitelistGroup,
  NormalBssParam,
} from "./args";
import type { HuaweiInstance } from "./instance";
import { sendsSecurityGroup } from "./rules";
import { isOldGeneration, isResizable, parseSpecCode } from "./specCode";
import { comparableTags, sameTags, withoutMark } from "./tags";

const { inPlace, replace, createOnly, requestOption, stateOnly } = attributeMakers<HuaweiInstance>();

type Args = Partial<HuaweiArgs>;

/** How each argument changes, and how it is read back. */
export const huaweiDcsInstanceAttributes: Attributes<HuaweiArgs, HuaweiInstance> = {
  region: replace((observed) => observed.region),
  name: inPlace<string | undefined>("attribute", (observed) => observed.name),
  engine: replace((observed) => observed.engine as HuaweiArgs["engine"] | undefined),
  engineVersion: replace((observed) => observed.engineVersion).effectiveWhen(
    ({ engine }: Args) => engine !== "Memcached",
  ),
  capacity: inPlace<number | undefined>("spec", (observed) => observed.capacity).replacesWhen(
    // A cluster of 3.0 cannot shrink. [doc]
    (from: number, to: number, { specCode = "" }: Args) =>
      to < from && parseSpecCode(specCode)?.isOld === true && parseSpecCode(specCode)?.mode === "proxy",
  ),
  specCode: inPlace<string | undefined>("spec", (observed) => observed.specCode).replacesWhen(
    (from: string, to: string, { engineVersion }: Args) => !isResizable(from, to, engineVersion),
  ),
  azCodes: inPlace<string[] | undefined>("zones", (observed) => observed.azCodes && [...observed.azCodes])
    .comparedBy((actual: readonly string[], wanted: readonly string[]) => sorted(actual) === sorted(wanted))
    .replacesWhen((from: readonly string[], to: readonly string[]) => from.length !== 1 || to.length === 1),
  vpcId: replace((observed) => observed.vpcId),
  subnetId: inPlace<string | undefined>("subnet", (observed) => observed.subnetId).replacesWhen(
    (_from: string, _to: string, args: Args) => isOldGeneration(args),
  ),
  securityGroupId: inPlace("attribute", (observed) => observed.securityGroupId).effectiveWhen(sendsSecurityGroup),
  publicipId: inPlace("publicAccess", (observed) => observed.publicipId).effectiveWhen(
    ({ enablePublicip }: Args) => enablePublicip === true,
  ),
  enablePublicip: inPlace("publicAccess", (observed) => observed.enablePublicip).whenRemoved(false),
  enterpriseProjectId: inPlace("enterpriseProject", (observed) => observed.enterpriseProjectId),
  enterpriseProjectName: requestOption(),
  description: inPlace("attribute", (observed) => observed.description).whenRemoved(""),
  enableSsl: inPlace("ssl", (observed) => observed.enableSsl)
    .whenRemoved(false)
    .replacesWhen((_from: boolean, _to: boolean, args: Args) => isOldGeneration(args)),
  privateIp: replace((observed) => (observed.ip?.includes(",") ? undefined : observed.ip)).deleteBeforeReplace(),
  instanceNum: requestOption(),
  maintainBegin: inPlace("attribute", (observed) => observed.maintainBegin),
  maintainEnd: inPlace("attribute", (observed) => observed.maintainEnd),
  password: inPlace<string | undefined>("password").writeOnly().secret(),
  noPasswordAccess: inPlace("password", (observed) => observed.noPasswordAccess),
  bssParam: inPlace<NormalBssParam | undefined>("billing", ({ chargingMode, isAutoRenew }) =>
    chargingMode === undefined ? undefined : { chargingMode, isAutoRenew },
  )
    .comparedBy(sameBilling)
    .replacesWhen((from: NormalBssParam, to: NormalBssParam) => modeOf(from) !== modeOf(to))
    .normalizedBy((actual: NormalBssParam, declared: NormalBssParam) => ({
      ...declared,
      isAutoRenew: actual.isAutoRenew,
    })),
  instanceBackupPolicy: inPlace<HuaweiBackupPolicy | undefined>(
    "attribute",
    (observed) => observed.instanceBackupPolicy,
  )
    .comparedBy(sameBackups)
    .whenRemoved({ backupType: "manual" }),
  tags: inPlace<Record<string, string> | undefined>("tags", comparableTags)
    .comparedBy(sameTags)
    .normalizedBy(withoutMark)
    .whenRemoved({}),
  accessUser: replace((observed) => observed.accessUser),
  port: inPlace("port", (observed) => observed.port).whenRemoved(6379),
  renameCommands: inPlace<Record<string, string> | undefined>(
    "renameCommands",
    (observed) => observed.renameCommands,
  ).whenRemoved({}),
  templateId: createOnly(),
  whitelist: inPlace<HuaweiWhitelistGroup[] | undefined>("whitelist", (observed) => observed.whitelist).comparedBy(
    sameGroups,
  ),
  enableWhitelist: inPlace("whitelist", (observed) => observed.enableWhitelist),
  parameters: inPlace<Record<string, string> | undefined>("parameters", (observed) => observed.parameters)
    .comparedBy((actual: object, wanted: object) => isPartOf(actual, wanted))
    .normalizedBy((actual: Record<string, string>, declared: object) =>
      Object.fromEntries(Object.keys(declared).map((name) => [name, actual[name]])),
    ),
  restartForParameters: requestOption(),
  transparentClientIp: inPlace("clientIp", (observed) => observed.transparentClientIp),
  bandwidthAutoscaling: inPlace<HuaweiBandwidthAutoscaling | undefined>(
    "bandwidth",
    (observed) => observed.bandwidthAutoscaling,
  )
    .comparedBy((actual: object, wanted: object) => !isNothing(wanted) && isPartOf(actual, wanted))
    // Nothing of a policy: none.
    .whenRemoved({} as HuaweiBandwidthAutoscaling),
  prepaidDestroy: stateOnly(),
  adoptInstanceId: requestOption(),
};

const isNothing = (value: object) => Object.keys(value).length === 0;

function sorted(list: readonly string[]): string {
  return [...list].sort().join();
}

const modeOf = ({ chargingMode = "postPaid" }: NormalBssParam) => chargingMode;

/** Period and payment count at creation; an edit of them would be a renewal, which is the billing centre's. */
function sameBilling(actual: NormalBssParam, wanted: NormalBssParam): boolean {
  if (modeOf(actual) !== modeOf(wanted)) return false;
  const isRenewed = ({ isAutoRenew = false }: NormalBssParam) => isAutoRenew;
  return modeOf(wanted) === "postPaid" || isRenewed(actual) === isRenewed(wanted);
}

function sameBackups(actual: HuaweiBackupPolicy, wanted: HuaweiBackupPolicy): boolean {
  if (actual.backupType !== wanted.backupType) return false;
  if (wanted.backupType === "manual") return true;
  const { periodicalBackupPlan: there } = actual;
  const { periodicalBackupPlan: huaweiDcsInstanceAttributes } = wanted;
  return (
    actual.saveDays === wanted.saveDays &&
    (huaweiDcsInstanceAttributes === undefined || (there !== undefined && isPartOf(there, huaweiDcsInstanceAttributes)))
  );
}

function sameGroups(actual: readonly HuaweiWhitelistGroup[], wanted: readonly HuaweiWhitelistGroup[]): boolean {
  const normal = (groups: readonly HuaweiWhitelistGroup[]) =>
    Object.fromEntries(groups.map(({ groupName, ipList }) => [groupName, sorted([...new Set(ipList)])]));
  return isSame(normal(actual), normal(wanted));
}
