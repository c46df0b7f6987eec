import { isSame } from "../core/host/stableJson";
import { type Attributes, attributeMakers, isPartOf } from "../core/resource/attributes";
import { withoutOwnTags } from "../core/resource/tags";
import type {
  HuaweiBackupPolicy,
  HuaweiBandwidthAutoscaling,
  HuaweiExpiredKeyScan,
  HuaweiKeyScan,
  HuaweiWhitelistGroup,
  ParsedArgs,
  ParsedBssParam,
} from "./args";
import type { HuaweiInstance } from "./instance";
import { isOldGeneration, isResizable, parseSpecCode, sendsSecurityGroup } from "./specCode";
import { comparableTags, sameTags } from "./tags";

const { inPlace, replace, createOnly, requestOption, stateOnly } = attributeMakers<HuaweiInstance>();

type Args = Partial<ParsedArgs>;

/** How each argument changes, and how it is read back. */
export const huaweiDcsInstanceAttributes: Attributes<ParsedArgs, HuaweiInstance> = {
  // Placement
  region: replace((observed) => observed.region),
  azCodes: inPlace<string[] | undefined>("zones", (observed) => observed.azCodes && [...observed.azCodes])
    .comparedBy((actual: readonly string[], wanted: readonly string[]) => sorted(actual) === sorted(wanted))
    .replacesWhen((from: readonly string[], to: readonly string[]) => from.length !== 1 || to.length === 1),

  // Name and tags
  name: inPlace<string | undefined>("attribute", (observed) => observed.name),
  description: inPlace("attribute", (observed) => observed.description).whenRemoved(""),
  tags: inPlace<Record<string, string> | undefined>("tags", comparableTags)
    .comparedBy(sameTags)
    .normalizedBy(withoutOwnTags)
    .whenRemoved({}),
  enterpriseProjectId: inPlace("enterpriseProject", (observed) => observed.enterpriseProjectId),
  enterpriseProjectName: requestOption(),

  // Engine
  engine: replace((observed) => observed.engine as ParsedArgs["engine"] | undefined),
  engineVersion: replace((observed) => observed.engineVersion).effectiveWhen(
    ({ engine }: Args) => engine !== "Memcached",
  ),

  // Size
  capacity: inPlace<number | undefined>("resize", (observed) => observed.capacity).replacesWhen(
    // A cluster of 3.0 cannot shrink. [doc]
    (from: number, to: number, { specCode = "" }: Args) =>
      to < from && parseSpecCode(specCode)?.isOld === true && parseSpecCode(specCode)?.mode === "proxy",
  ),
  specCode: inPlace<string | undefined>("resize", (observed) => observed.specCode).replacesWhen(
    (from: string, to: string, { engineVersion }: Args) => !isResizable(from, to, engineVersion),
  ),
  deletedNodes: requestOption(),
  reservedIps: requestOption(),
  executeImmediately: requestOption(),
  instanceNum: requestOption(),

  // Network
  vpcId: replace((observed) => observed.vpcId),
  subnetId: inPlace<string | undefined>("subnet", (observed) => observed.subnetId).replacesWhen(
    (_from: string, _to: string, args: Args) => isOldGeneration(args),
  ),
  privateIp: replace((observed) => (observed.ip?.includes(",") ? undefined : observed.ip)).deleteBeforeReplace(),
  port: inPlace("port", (observed) => observed.port).whenRemoved(6379),
  securityGroupId: inPlace("attribute", (observed) => observed.securityGroupId).effectiveWhen(sendsSecurityGroup),
  enablePublicip: inPlace("publicAccess", (observed) => observed.enablePublicip).whenRemoved(false),
  publicipId: inPlace("publicAccess", (observed) => observed.publicipId)
    .effectiveWhen(({ enablePublicip }: Args) => enablePublicip === true)
    .deleteBeforeReplace(),
  bandwidthAutoscaling: inPlace<HuaweiBandwidthAutoscaling | undefined>(
    "bandwidth",
    (observed) => observed.bandwidthAutoscaling,
  )
    .comparedBy((actual: object, wanted: object) => !isEmpty(wanted) && isPartOf(actual, wanted))
    // An empty policy stands for none.
    .whenRemoved({} as HuaweiBandwidthAutoscaling),
  // None stands for what the flavour assures.
  shardBandwidth: inPlace("shardBandwidth", (observed) => observed.shardBandwidth).whenRemoved(0),

  // Access
  password: inPlace<string | undefined>("password")
    .writeOnly()
    .secret()
    .effectiveWhen<ParsedArgs>(({ noPasswordAccess }) => noPasswordAccess !== true),
  noPasswordAccess: inPlace("password", (observed) => observed.noPasswordAccess),
  accessUser: replace((observed) => observed.accessUser),
  whitelist: inPlace<HuaweiWhitelistGroup[] | undefined>("whitelist", (observed) => observed.whitelist).comparedBy(
    sameWhitelist,
  ),
  enableWhitelist: inPlace("whitelist", (observed) => observed.enableWhitelist),
  enableSsl: inPlace("ssl", (observed) => observed.enableSsl)
    .whenRemoved(false)
    .replacesWhen((_from: boolean, _to: boolean, args: Args) => isOldGeneration(args)),
  transparentClientIp: inPlace("clientIp", (observed) => observed.transparentClientIp),

  // Engine settings
  templateId: createOnly(),
  parameters: inPlace<Record<string, string> | undefined>("parameters", (observed) => observed.parameters)
    .comparedBy((actual: object, wanted: object) => isPartOf(actual, wanted))
    .normalizedBy((actual: Record<string, string>, declared: object = {}) =>
      Object.fromEntries(Object.keys(declared).map((name) => [name, actual[name]])),
    ),
  renameCommands: inPlace<Record<string, string> | undefined>(
    "renameCommands",
    (observed) => observed.renameCommands,
  ).whenRemoved({}),

  // Key analysis
  bigKeyScan: inPlace<HuaweiKeyScan | undefined>("bigKeyScan", (observed) => observed.bigKeyScan)
    .comparedBy(sameKeyScan)
    .whenRemoved({ enableAutoScan: false }),
  hotKeyScan: inPlace<HuaweiKeyScan | undefined>("hotKeyScan", (observed) => observed.hotKeyScan)
    .comparedBy(sameKeyScan)
    .whenRemoved({ enableAutoScan: false }),
  expiredKeyScan: inPlace<HuaweiExpiredKeyScan | undefined>("expiredKeyScan", (observed) => observed.expiredKeyScan)
    .comparedBy(sameExpiredKeyScan)
    .whenRemoved({ enableAutoScan: false }),

  // Billing
  bssParam: inPlace<ParsedBssParam | undefined>("billing", ({ chargingMode, isAutoRenew }) =>
    chargingMode === undefined ? undefined : { chargingMode, isAutoRenew },
  )
    .comparedBy(sameBilling)
    .replacesWhen((from: ParsedBssParam, to: ParsedBssParam) => modeOf(from) !== modeOf(to))
    .normalizedBy((actual: ParsedBssParam, declared: ParsedBssParam) => ({
      ...declared,
      isAutoRenew: actual.isAutoRenew,
    })),

  // Backup
  instanceBackupPolicy: inPlace<HuaweiBackupPolicy | undefined>(
    "attribute",
    (observed) => observed.instanceBackupPolicy,
  )
    .comparedBy(sameBackupPolicy)
    .whenRemoved({ backupType: "manual" }),

  // Maintenance
  maintainBegin: inPlace("attribute", (observed) => observed.maintainBegin),
  maintainEnd: inPlace("attribute", (observed) => observed.maintainEnd),
  engineMinorVersion: inPlace("minorVersion", (observed) => observed.engineMinorVersion),
  proxyMinorVersion: inPlace("minorVersion", (observed) => observed.proxyMinorVersion),

  // Options of the provider
  restartForParameters: requestOption(),
  prepaidDestroy: stateOnly(),
  preflight: requestOption(),
  adoptInstanceId: requestOption(),
};

const isEmpty = (value: object) => Object.keys(value).length === 0;

function sorted(list: readonly string[]): string {
  return [...list].sort().join();
}

const modeOf = ({ chargingMode = "postPaid" }: ParsedBssParam) => chargingMode;

/** Period and payment count at creation; a later change would be a renewal, which is left to the billing centre. */
function sameBilling(actual: ParsedBssParam, wanted: ParsedBssParam): boolean {
  if (modeOf(actual) !== modeOf(wanted)) return false;
  const isRenewed = ({ isAutoRenew = false }: ParsedBssParam) => isAutoRenew;
  return modeOf(wanted) === "postPaid" || isRenewed(actual) === isRenewed(wanted);
}

function sameBackupPolicy(actual: HuaweiBackupPolicy, wanted: HuaweiBackupPolicy): boolean {
  if (actual.backupType !== wanted.backupType) return false;
  if (wanted.backupType === "manual") return true;
  if (actual.saveDays !== wanted.saveDays) return false;
  const { periodicalBackupPlan: actualPlan } = actual;
  const { periodicalBackupPlan: wantedPlan } = wanted;
  return wantedPlan === undefined || (actualPlan !== undefined && isPartOf(actualPlan, wantedPlan));
}

/** The schedule of a scan that is switched off means nothing. */
function sameKeyScan(actual: HuaweiKeyScan, wanted: HuaweiKeyScan): boolean {
  if (actual.enableAutoScan !== wanted.enableAutoScan) return false;
  return !wanted.enableAutoScan || sorted([...new Set(actual.scheduleAt)]) === sorted([...new Set(wanted.scheduleAt)]);
}

function sameExpiredKeyScan(actual: HuaweiExpiredKeyScan, wanted: HuaweiExpiredKeyScan): boolean {
  if (actual.enableAutoScan !== wanted.enableAutoScan) return false;
  const inUtc = ({ firstScanAt = "" }: HuaweiExpiredKeyScan) => Date.parse(firstScanAt.replace(/Z?$/, "Z"));
  const { firstScanAt: _, ...figures } = wanted;
  return !wanted.enableAutoScan || (inUtc(actual) === inUtc(wanted) && isPartOf(actual, figures));
}

function sameWhitelist(actual: readonly HuaweiWhitelistGroup[], wanted: readonly HuaweiWhitelistGroup[]): boolean {
  const normal = (groups: readonly HuaweiWhitelistGroup[]) =>
    Object.fromEntries(groups.map(({ groupName, ipList }) => [groupName, sorted([...new Set(ipList)])]));
  return isSame(normal(actual), normal(wanted));
}
