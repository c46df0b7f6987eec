import { isPrivateAddress } from "../core/resource/addresses";
import { undocumentedSettings } from "../core/resource/engineSettings";
import { mustBeGiven, type Rule, rulesFor } from "../core/resource/schema";
import type { ParsedMemberArgs } from "./args";
import { engineSettings } from "./settings";
import { capacitiesOf, isOldGeneration, parseSpecCode, sendsSecurityGroup, versions } from "./specCode";

type MemberRule = Rule<ParsedMemberArgs>;

const { failure, warning } = rulesFor<ParsedMemberArgs>();

const generationOf = ({ engine }: Partial<ParsedMemberArgs>) => (engine === "Memcached" ? "Memcached" : "Redis 3.0");

/** What asks for nothing, and so may stand where the argument has no meaning. */
const isEmpty = (value: unknown) =>
  value === undefined || (typeof value === "object" && value !== null && Object.keys(value).length === 0);

/** For arguments that Redis 3.0 and Memcached do not have. */
function onlyModern(
  name:
    | "port"
    | "renameCommands"
    | "whitelist"
    | "enableWhitelist"
    | "transparentClientIp"
    | "bandwidthAutoscaling"
    | "shardBandwidth"
    | "engineMinorVersion"
    | "proxyMinorVersion"
    | "bigKeyScan"
    | "hotKeyScan"
    | "expiredKeyScan",
) {
  return failure([name, "engine", "engineVersion"], (args) =>
    !isEmpty(args[name]) && isOldGeneration(args)
      ? `requires Redis 4.0 or later; ${generationOf(args)} does not have it`
      : undefined,
  );
}

/** Rules across arguments. */
export const rules: readonly MemberRule[] = [
  ...mustBeGiven<ParsedMemberArgs>("name", "engine", "capacity", "specCode", "azCodes", "vpcId", "subnetId"),

  // Engine
  failure(["engineVersion", "engine"], ({ engineVersion, engine }) =>
    engine === "Redis" && engineVersion === undefined ? "must be given for Redis" : undefined,
  ),
  warning(["engineVersion", "engine"], ({ engineVersion, engine }) => {
    if (engine === "Memcached")
      return engineVersion === undefined ? undefined : "has no meaning for Memcached and is not sent";
    if (engineVersion === "3.0") return "3.0 is no longer offered; Huawei Cloud will probably reject it";
    return engineVersion === undefined || versions.some((known) => known === engineVersion)
      ? undefined
      : `${engineVersion} is not a version that the vendor documents (${versions.join(", ")})`;
  }),
  warning(["engine"], ({ engine }) =>
    engine === "Memcached" ? "Memcached is no longer offered; Huawei Cloud will probably reject it" : undefined,
  ),

  // Size and zones
  failure(["capacity", "specCode", "engine", "engineVersion"], (args) => {
    const { capacity, specCode } = args;
    if (capacity === undefined || specCode === undefined) return undefined;
    const spec = parseSpecCode(specCode);
    if (spec?.capacity !== undefined && spec.capacity !== capacity) {
      return `is ${capacity} GB, but specCode ${specCode} has ${spec.capacity} GB; each size has its own code, so change both together`;
    }
    const possible = capacitiesOf(isOldGeneration(args), spec?.mode);
    return possible.includes(capacity) ? undefined : `must be ${possible.join(", ")} GB for this engine and flavour`;
  }),
  failure(["specCode", "engine", "engineVersion"], (args) => {
    const { specCode, engine } = args;
    const spec = specCode === undefined ? undefined : parseSpecCode(specCode);
    if (!spec || engine === undefined) return undefined;
    if (specCode?.includes("memcached") !== (engine === "Memcached")) return `is not a flavour of ${engine}`;
    if (args.engineVersion === undefined || engine === "Memcached") return undefined;
    return spec.isOld === isOldGeneration(args) ? undefined : `is not a flavour of ${engine} ${args.engineVersion}`;
  }),
  failure(["azCodes", "specCode"], ({ azCodes, specCode }) =>
    specCode !== undefined && parseSpecCode(specCode)?.mode === "single" && (azCodes?.length ?? 0) > 1
      ? "must be one zone for a single node"
      : undefined,
  ),
  failure(["azCodes", "region"], ({ azCodes, region }) => {
    const foreign = region === undefined ? [] : (azCodes ?? []).filter((code) => !code.startsWith(region));
    return foreign.length > 0 ? `${foreign.join(", ")} is not in region ${region}` : undefined;
  }),
  warning(["azCodes", "region"], ({ azCodes = [], region }) => {
    if (region === undefined) return undefined;
    const strange = azCodes.filter((code) => code.startsWith(region) && !/^[a-z]$/.test(code.slice(region.length)));
    return strange.length > 0
      ? `${strange.join(", ")}: the vendor's zones are the region and one letter; Huawei Cloud will probably reject it`
      : undefined;
  }),
  failure(["azCodes"], ({ azCodes }) =>
    new Set(azCodes).size < (azCodes?.length ?? 0) ? "must name each zone once" : undefined,
  ),

  // Network
  failure(["securityGroupId", "engine", "engineVersion"], (args) =>
    args.securityGroupId === undefined && isOldGeneration(args) ? `must be given for ${generationOf(args)}` : undefined,
  ),
  warning(["securityGroupId", "engine", "engineVersion", "specCode"], (args) =>
    args.securityGroupId !== undefined && !sendsSecurityGroup(args)
      ? "is not sent: Redis 4.0 and later have whitelists instead of security groups"
      : undefined,
  ),
  warning(["privateIp"], ({ privateIp }) =>
    privateIp !== undefined && !isPrivateAddress(privateIp)
      ? "is not in a private range; Huawei Cloud will reject it unless the subnet has a range of its own"
      : undefined,
  ),
  failure(["privateIp", "specCode", "engine", "engineVersion"], ({ privateIp, specCode }) =>
    privateIp !== undefined && specCode !== undefined && parseSpecCode(specCode)?.mode === "cluster"
      ? "cannot be chosen for a cluster"
      : undefined,
  ),
  failure(["publicipId", "enablePublicip"], ({ publicipId, enablePublicip }) => {
    if (enablePublicip === true) return publicipId === undefined ? "must be given with enablePublicip" : undefined;
    return publicipId === undefined ? undefined : "requires enablePublicip: true";
  }),
  failure(["enablePublicip", "engine"], ({ enablePublicip, engine }) =>
    enablePublicip === true && engine === "Memcached" ? "is not available for Memcached" : undefined,
  ),
  onlyModern("port"),
  onlyModern("bandwidthAutoscaling"),
  onlyModern("shardBandwidth"),
  failure(["shardBandwidth", "bandwidthAutoscaling"], ({ shardBandwidth, bandwidthAutoscaling }) =>
    shardBandwidth !== undefined && !isEmpty(bandwidthAutoscaling)
      ? "cannot be fixed beside bandwidthAutoscaling, which changes it"
      : undefined,
  ),
  onlyModern("bigKeyScan"),
  onlyModern("hotKeyScan"),
  onlyModern("expiredKeyScan"),
  failure(["hotKeyScan", "parameters"], ({ hotKeyScan, parameters = {} }) => {
    const policy = parameters["maxmemory-policy"];
    return hotKeyScan?.enableAutoScan === true && policy !== undefined && !policy.endsWith("-lfu")
      ? `needs an LFU policy, such as allkeys-lfu, as maxmemory-policy in parameters, not ${policy}`
      : undefined;
  }),

  // Access
  failure(["password", "noPasswordAccess"], ({ password, noPasswordAccess }) =>
    password === undefined && noPasswordAccess !== true
      ? "must be given and not be empty; for an instance without a password, open to the whole VPC, set noPasswordAccess: true"
      : undefined,
  ),
  warning(["password", "noPasswordAccess"], ({ password, noPasswordAccess }) =>
    password !== undefined && noPasswordAccess === true
      ? "has no effect with noPasswordAccess: true, which admits clients without it"
      : undefined,
  ),
  warning(["password"], ({ password }) =>
    password !== undefined && /[%[\]'";]/.test(password)
      ? "has a character (one of % [ ] quotes ;) that not all of the vendor's lists allow"
      : undefined,
  ),
  failure(["accessUser", "engine"], ({ accessUser, engine }) =>
    accessUser !== undefined && engine === "Redis" ? "is only for Memcached" : undefined,
  ),
  failure(["accessUser", "noPasswordAccess"], ({ accessUser, noPasswordAccess }) =>
    accessUser !== undefined && noPasswordAccess === true
      ? "is the user of a password, but noPasswordAccess: true admits every client without one"
      : undefined,
  ),
  onlyModern("whitelist"),
  warning(["whitelist", "enableWhitelist"], ({ enableWhitelist, whitelist = [] }) =>
    enableWhitelist === false && whitelist.some(({ ipList }) => ipList.length > 0)
      ? "has no effect with enableWhitelist: false, which admits the whole VPC"
      : undefined,
  ),
  onlyModern("enableWhitelist"),
  warning(["enableWhitelist", "whitelist"], ({ enableWhitelist, whitelist = [] }) =>
    enableWhitelist === true && whitelist.every(({ ipList }) => ipList.length === 0)
      ? "an empty whitelist admits the whole VPC"
      : undefined,
  ),
  failure(["enableSsl", "enablePublicip", "engine", "engineVersion"], (args) => {
    if (args.enableSsl !== true || !isOldGeneration(args)) return undefined;
    if (args.engine === "Memcached") return "is not available for Memcached";
    return args.enablePublicip === true ? undefined : "requires enablePublicip with Redis 3.0";
  }),
  warning(["enableSsl", "engine", "engineVersion"], ({ enableSsl, engineVersion }) =>
    enableSsl === true && (engineVersion === "4.0" || engineVersion === "5.0")
      ? "is for Redis 6.0 and later (or 3.0 with public access); Huawei Cloud will probably reject it"
      : undefined,
  ),
  onlyModern("transparentClientIp"),

  // Engine settings
  warning(["parameters"], ({ parameters = {} }) => undocumentedSettings(engineSettings, parameters)),
  onlyModern("renameCommands"),

  // Billing
  failure(["bssParam"], ({ bssParam: { chargingMode, periodType, periodNum } = {} }) => {
    if (chargingMode !== "prePaid") return undefined;
    if (periodType === undefined || periodNum === undefined)
      return "needs periodType and periodNum with chargingMode prePaid";
    return periodType === "year" && periodNum > 3 ? "periodNum must be 1-3 years" : undefined;
  }),
  warning(["bssParam"], ({ bssParam: { chargingMode, isAutoPay } = {} }) =>
    chargingMode === "prePaid" && isAutoPay !== true
      ? "without isAutoPay the order waits until somebody pays it in the billing centre, and up fails with its id"
      : undefined,
  ),
  warning(["bssParam"], ({ bssParam = {} }) => {
    if (bssParam.chargingMode === "prePaid") return undefined;
    const unused = (["periodType", "periodNum", "isAutoRenew", "isAutoPay"] as const).filter(
      (name) => bssParam[name] !== undefined && bssParam[name] !== false,
    );
    return unused.length > 0
      ? `${unused.join(", ")} has no effect without chargingMode prePaid: the instance is pay-per-use`
      : undefined;
  }),

  // Backup
  failure(["instanceBackupPolicy"], ({ instanceBackupPolicy: policy }) =>
    policy?.backupType === "auto" && (policy.saveDays === undefined || policy.periodicalBackupPlan === undefined)
      ? "needs saveDays and periodicalBackupPlan with backupType auto"
      : undefined,
  ),
  failure(["instanceBackupPolicy"], ({ instanceBackupPolicy: policy }) =>
    policy?.backupType === "manual" && (policy.saveDays !== undefined || policy.periodicalBackupPlan !== undefined)
      ? "has saveDays or periodicalBackupPlan, which are for backupType auto: with manual there are no automatic backups"
      : undefined,
  ),
  warning(["instanceBackupPolicy"], ({ instanceBackupPolicy }) => {
    const slot = instanceBackupPolicy?.periodicalBackupPlan?.beginAt;
    if (slot === undefined) return undefined;
    const [begin, end] = [Number(slot.slice(0, 2)), Number(slot.slice(6, 8))];
    return end === (begin + 1) % 24
      ? undefined
      : `has beginAt ${slot}; the vendor's samples have one hour, like 02:00-03:00 or 23:00-00:00`;
  }),
  warning(["instanceBackupPolicy", "specCode"], ({ instanceBackupPolicy, specCode }) =>
    instanceBackupPolicy !== undefined && specCode !== undefined && parseSpecCode(specCode)?.mode === "single"
      ? "is for instances with replicas; Huawei Cloud rejects it for a single node (DCS.4086)"
      : undefined,
  ),

  // Maintenance
  onlyModern("engineMinorVersion"),
  onlyModern("proxyMinorVersion"),
  failure(["proxyMinorVersion", "specCode"], ({ proxyMinorVersion, specCode = "" }) => {
    const mode = parseSpecCode(specCode)?.mode;
    return proxyMinorVersion === undefined || mode === undefined || mode === "proxy" || mode === "ha_rw_split"
      ? undefined
      : "is for clusters with proxies and for instances that split reads from writes";
  }),
  failure(["maintainEnd", "maintainBegin"], ({ maintainBegin, maintainEnd }) => {
    if (maintainBegin === undefined && maintainEnd === undefined) return undefined;
    if (maintainBegin === undefined || maintainEnd === undefined)
      return "must be given together with maintainBegin, or neither";
    const [begin, end] = [Number(maintainBegin.slice(0, 2)), Number(maintainEnd.slice(0, 2))];
    const length = (end - begin + 24) % 24;
    const isOldSlot = length === 4 && begin % 4 === 2;
    return length === 1 || isOldSlot
      ? undefined
      : "must be an hour after maintainBegin (or four, from 22:00, 02:00, 06:00, 10:00, 14:00 or 18:00)";
  }),

  // Name and tags
  warning(["name"], ({ name }) =>
    name !== undefined && !/^[A-Za-z][\w-]*$/.test(name)
      ? "begins with a digit or has letters beyond ASCII, which only some of the vendor's pages allow"
      : undefined,
  ),
  warning(["tags"], ({ tags = {} }) => {
    const long = Object.entries(tags).filter(([key, value]) => key.length > 36 || value.length > 43);
    return long.length > 0
      ? `${long.map(([key]) => key).join(", ")}: older pages of the vendor allow keys of 36 and values of 43 characters`
      : undefined;
  }),
];
