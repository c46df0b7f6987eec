import { isPrivateAddress } from "../core/resource/addresses";
import { undocumentedSettings } from "../core/resource/engineSettings";
import { type Rule, rulesFor } from "../core/resource/schema";
import type { KmsPassword } from "./actions/kms";
import type { AliyunRedisInputs } from "./args";
import { cloudNativeVersions, isClassic, sameNodeType } from "./classes";
import { contradiction, plainConfig, plainName } from "./config";
import { documentedRecoveries, documentedSpecials } from "./fields";
import { engineSettings } from "./settings";

type Args = Partial<AliyunRedisInputs>;
type Name = keyof AliyunRedisInputs;

const { failure, warning } = rulesFor<AliyunRedisInputs>();

export const isTair = ({ instanceType }: Args): boolean => instanceType?.startsWith("tair_") ?? false;

/** Arguments that mean something in a VPC only. */
const ofVpc = ["vpcId", "vSwitchId", "privateIpAddress"] as const;
/** Arguments that CreateTairInstance does not take. */
const notForTair = ["capacity", "appendonly", "dedicatedHostGroupId", "globalInstance"] as const;
const restorePoints = ["backupId", "clusterBackupId", "restoreTime"] as const;

/** What the argument `ssl` switches, under the engine's name. [doc] */
const sslSetting = "#no_loose_ssl-enabled";

/** Enterprise Edition: by its product, or by the classes that CreateInstance orders. [doc] */
const isEnterprise = (args: Args): boolean => isTair(args) || /^(redis\.amber|tair)\./.test(args.instanceClass ?? "");

/** Versions that pages and SDK name, by product. [doc] [sdk] */
const documentedVersions: Readonly<Record<string, readonly string[]>> = {
  Redis: ["2.8", "4.0", ...cloudNativeVersions],
  tair_rdb: cloudNativeVersions,
  tair_scm: ["1.0"],
  tair_essd: ["1.0", "2.0"],
};

const minutesOf = (time: string): number => Number(time.slice(0, 2)) * 60 + Number(time.slice(3, 5));

const placement: readonly Rule<AliyunRedisInputs>[] = [
  ...(["zoneId", "secondaryZoneId"] as const).map((name) =>
    failure([name, "regionId"], ({ [name]: zone, regionId }) =>
      zone !== undefined && regionId !== undefined && !zone.startsWith(regionId)
        ? `is not in region ${regionId}`
        : undefined,
    ),
  ),
  ...(["zoneId", "secondaryZoneId"] as const).map((name) =>
    warning([name, "regionId"], ({ [name]: zone, regionId }) =>
      regionId !== undefined && zone?.startsWith(regionId) && !/^-[a-z]$/.test(zone.slice(regionId.length))
        ? `is not ${regionId}- and one letter, as the vendor's zones are; Alibaba Cloud will probably reject it`
        : undefined,
    ),
  ),
  failure(["secondaryZoneId", "zoneId"], ({ secondaryZoneId, zoneId }) =>
    secondaryZoneId !== undefined && secondaryZoneId === zoneId ? "must be another zone than zoneId" : undefined,
  ),
  ...(["slaveReplicaCount", "slaveReadOnlyCount"] as const).map((name) =>
    failure([name, "secondaryZoneId"], ({ [name]: count = 0, secondaryZoneId }) =>
      count > 0 && secondaryZoneId === undefined ? "needs secondaryZoneId" : undefined,
    ),
  ),
];

const network: readonly Rule<AliyunRedisInputs>[] = [
  failure(["vSwitchId", "vpcId"], ({ vSwitchId, vpcId }) =>
    vSwitchId !== undefined && vpcId === undefined ? "needs its vpcId" : undefined,
  ),
  warning(["vpcId", "vSwitchId"], ({ vSwitchId, vpcId }) =>
    vpcId !== undefined && vSwitchId === undefined
      ? "is given without a vSwitchId; Alibaba Cloud usually requires both"
      : undefined,
  ),
  warning(["networkType"], ({ networkType }) =>
    networkType === "CLASSIC"
      ? "CLASSIC is no longer sold in most zones; Alibaba Cloud will probably reject it, and it can only be changed to VPC"
      : undefined,
  ),
  ...ofVpc.map((name) =>
    failure(["networkType", name], ({ networkType, [name]: given }) =>
      networkType === "CLASSIC" && given !== undefined ? `CLASSIC has no ${name}` : undefined,
    ),
  ),
  warning(["privateIpAddress"], ({ privateIpAddress }) =>
    privateIpAddress !== undefined && !isPrivateAddress(privateIpAddress)
      ? "is not in a private range; Alibaba Cloud will reject it unless the vSwitch has a range of its own"
      : undefined,
  ),
  failure(["publicConnection", "connectionStringPrefix"], ({ publicConnection, connectionStringPrefix }) =>
    publicConnection && publicConnection.connectionStringPrefix === connectionStringPrefix
      ? "has the prefix of the private endpoint, but a host name exists once"
      : undefined,
  ),
  warning(["instanceEndpointType"], ({ instanceEndpointType }) =>
    instanceEndpointType !== undefined && !["UnifiedEndpoint", "AzIndependentEndpoint"].includes(instanceEndpointType)
      ? "is not one of the documented words UnifiedEndpoint and AzIndependentEndpoint"
      : undefined,
  ),
  warning(["instanceName"], ({ instanceName }) =>
    instanceName !== undefined && instanceName.length > 80
      ? "has more than 80 characters; older pages of the vendor allow 128, newer ones 80"
      : undefined,
  ),
];

const wordsOfNodeType = ["MASTER_SLAVE", "STAND_ALONE", "double", "single"];

/** The number of shards that the name of a classic class says. */
const classicShards = (name: Name, instanceClass = ""): number | undefined =>
  name === "shardCount" ? Number(/\.(\d+)db\./.exec(instanceClass)?.[1] ?? 1) : undefined;

const size: readonly Rule<AliyunRedisInputs>[] = [
  failure(["instanceClass", "capacity"], ({ instanceClass, capacity }) =>
    instanceClass === undefined && capacity === undefined ? "this or capacity must be given" : undefined,
  ),
  warning(["capacity", "instanceClass"], ({ instanceClass, capacity }) =>
    instanceClass !== undefined && capacity !== undefined
      ? "is given beside instanceClass; the class decides"
      : undefined,
  ),
  warning(["nodeType"], ({ nodeType }) =>
    nodeType !== undefined && !wordsOfNodeType.includes(nodeType)
      ? "is not one of the currently documented words MASTER_SLAVE, STAND_ALONE, double and single"
      : undefined,
  ),
  warning(["nodeType", "instanceClass"], ({ nodeType, instanceClass = "" }) => {
    const [, series] = /^redis\.(master|basic|logic|amber)\./.exec(instanceClass) ?? [];
    if (series === undefined || nodeType === undefined || !wordsOfNodeType.includes(nodeType)) return undefined;
    const isSingle = sameNodeType(nodeType, "STAND_ALONE");
    return isSingle === (series === "basic")
      ? undefined
      : `is ${nodeType}, but the name of ${instanceClass} says ${series === "basic" ? "STAND_ALONE" : "MASTER_SLAVE"}; Alibaba Cloud will probably reject it`;
  }),
  ...(["shardCount", "replicaCount", "slaveReplicaCount", "readOnlyCount", "slaveReadOnlyCount"] as const).map((name) =>
    warning([name, "instanceClass"], ({ [name]: count, instanceClass }) =>
      count !== undefined && isClassic(instanceClass) && count !== classicShards(name, instanceClass)
        ? `is for cloud-native classes; ${instanceClass} has a fixed number of nodes, and Alibaba Cloud will probably reject it`
        : undefined,
    ),
  ),
  ...(["replicaCount", "slaveReplicaCount", "readOnlyCount", "slaveReadOnlyCount", "secondaryZoneId"] as const).map(
    (name) =>
      warning([name, "nodeType"], ({ [name]: given, nodeType }) =>
        given !== undefined && given !== 0 && nodeType !== undefined && sameNodeType(nodeType, "STAND_ALONE")
          ? `contradicts nodeType ${nodeType}, which is one node in one zone`
          : undefined,
      ),
  ),
  failure(["replicaCount", "slaveReplicaCount"], ({ replicaCount = 0, slaveReplicaCount = 0 }) =>
    replicaCount + slaveReplicaCount > 4 ? "must be at most 4 together with slaveReplicaCount" : undefined,
  ),
  failure(
    ["readOnlyCount", "slaveReadOnlyCount", "shardCount"],
    ({ readOnlyCount = 0, slaveReadOnlyCount = 0, shardCount = 1 }) => {
      const most = shardCount > 1 ? 4 : 9;
      const scope = shardCount > 1 ? " per shard of a cluster" : "";
      return readOnlyCount + slaveReadOnlyCount > most
        ? `must be at most ${most}${scope} together with slaveReadOnlyCount`
        : undefined;
    },
  ),
  failure(
    ["readOnlyCount", "slaveReadOnlyCount", "replicaCount", "slaveReplicaCount"],
    ({ readOnlyCount = 0, slaveReadOnlyCount = 0, replicaCount = 0, slaveReplicaCount = 0 }) =>
      readOnlyCount + slaveReadOnlyCount > 0 && replicaCount + slaveReplicaCount > 1
        ? "excludes more than one replica"
        : undefined,
  ),
  failure(
    ["bandwidth", "readOnlyCount", "slaveReadOnlyCount", "shardCount"],
    ({ bandwidth, readOnlyCount = 0, slaveReadOnlyCount = 0, shardCount = 1 }) =>
      bandwidth !== undefined && shardCount === 1 && readOnlyCount + slaveReadOnlyCount > 0
        ? "cannot be changed where read-only nodes share the load; it comes with the class"
        : undefined,
  ),
  failure(["bandwidth", "shardCount"], ({ bandwidth, shardCount }) =>
    bandwidth !== undefined && shardCount !== undefined && bandwidth % shardCount !== 0
      ? `must be divisible by the ${shardCount} shards`
      : undefined,
  ),
];

const engine: readonly Rule<AliyunRedisInputs>[] = [
  failure(["config"], ({ config = {} }) => {
    const name = contradiction(config);
    return name && `has ${name} and ${plainName(name)}, two names of one setting, with different values`;
  }),
  failure(["config", "appendonly"], ({ config, appendonly }) =>
    config?.appendonly !== undefined && appendonly !== undefined && String(config.appendonly) !== appendonly
      ? "has appendonly with another value than the argument appendonly"
      : undefined,
  ),
  failure(["config", "ssl"], ({ config = {}, ssl }) => {
    const setting = config[sslSetting];
    return setting !== undefined && ssl !== undefined && (String(setting) === "yes") !== ssl
      ? `has ${sslSetting} with another value than the argument ssl`
      : undefined;
  }),
  warning(["config"], ({ config = {} }) => undocumentedSettings(engineSettings, plainConfig(config))),
  warning(["engineVersion", "instanceClass"], ({ engineVersion, instanceClass }) => {
    if (engineVersion === undefined || instanceClass === undefined) return undefined;
    const major = Number.parseInt(engineVersion, 10);
    if (isClassic(instanceClass) && major > 5)
      return `${engineVersion} is not known to be sold with classic classes like ${instanceClass}; cloud-native ones (redis.shard.….ce) have it`;
    if (instanceClass.endsWith(".ce") && major < 5)
      return `${engineVersion} is not known to be sold with cloud-native classes like ${instanceClass}; they start at 5.0`;
    return undefined;
  }),
  warning(["engineVersion"], ({ engineVersion }) =>
    engineVersion === "2.8" ? "2.8 is no longer sold; Alibaba Cloud will probably reject it" : undefined,
  ),
  warning(["engineVersion", "instanceType"], ({ engineVersion, instanceType = "Redis" }) => {
    if (engineVersion === undefined) return undefined;
    const known = documentedVersions[instanceType];
    return known === undefined || known.includes(engineVersion)
      ? undefined
      : `${engineVersion} is not a version that the vendor documents for ${instanceType} (${known.join(", ")})`;
  }),
  failure(["sslRenewal", "ssl"], ({ sslRenewal, ssl }) =>
    sslRenewal !== undefined && ssl !== true ? "needs ssl: true" : undefined,
  ),
  ...(["encryptionKey", "encryptionName", "roleArn"] as const).map((name) =>
    failure([name, "tde"], ({ [name]: given, tde }) =>
      given !== undefined && tde !== true ? "needs tde: true" : undefined,
    ),
  ),
  failure(["auditLog", "instanceType", "engineVersion"], ({ auditLog, instanceType = "Redis", engineVersion }) => {
    if (auditLog?.enabled !== true) return undefined;
    if (!["Redis", "tair_rdb"].includes(instanceType)) return `is not available for ${instanceType}`;
    return engineVersion === "2.8" ? "needs engine version 4.0 or later" : undefined;
  }),
  failure(["tde", "instanceClass", "instanceType"], (args) =>
    args.tde === true && args.instanceClass !== undefined && !isEnterprise(args)
      ? `is for Enterprise Edition (Tair) only, and ${args.instanceClass} is not a class of it`
      : undefined,
  ),
  failure(["backupPolicy", "instanceClass", "instanceType"], (args) =>
    args.backupPolicy?.enableBackupLog === true && args.instanceClass !== undefined && !isEnterprise(args)
      ? `has enableBackupLog, which is for Enterprise Edition (Tair) only, and ${args.instanceClass} is not a class of it`
      : undefined,
  ),
  warning(["engineVersion", "instanceType"], ({ engineVersion, instanceType }) =>
    instanceType === "Memcache" && engineVersion !== undefined && engineVersion !== "4.0"
      ? "Memcache is known with 4.0 only"
      : undefined,
  ),
  failure(["instanceType", "instanceClass", "vpcId", "vSwitchId"], (args) => {
    const missing = (["instanceClass", "vpcId", "vSwitchId"] as const).filter((name) => args[name] === undefined);
    return isTair(args) && missing.length > 0 ? `${args.instanceType} needs ${missing.join(", ")}` : undefined;
  }),
  failure(["instanceType", ...notForTair], (args) => {
    const surplus = notForTair.filter((name) => args[name] !== undefined);
    return isTair(args) && surplus.length > 0 ? `${args.instanceType} does not take ${surplus.join(", ")}` : undefined;
  }),
  failure(["storage", "storageType", "instanceType"], ({ storage, storageType, instanceType }) => {
    const given = [storage, storageType].filter((value) => value !== undefined).length;
    if (instanceType === "tair_essd") return given < 2 ? "and storageType must be given with tair_essd" : undefined;
    return given > 0 ? "and storageType are only for instanceType tair_essd" : undefined;
  }),
];

const opensToAll = (ips: readonly string[] | undefined): string | undefined =>
  ips?.some((ip) => /^0\.0\.0\.0$|^::$|\/0$/.test(ip))
    ? "opens the instance to every address of its network"
    : undefined;

const beyondIPv4 = (ips: readonly string[]): string | undefined => {
  const others = ips.filter((ip) => ip.includes(":"));
  return others.length > 0
    ? `${others.join(", ")}: the vendor's page has IPv4 addresses and blocks only; Alibaba Cloud will probably reject it`
    : undefined;
};

const { failure: failureOfKms } = rulesFor<KmsPassword>();

/** Of a password that KMS has encrypted, wherever one is taken. */
export const kmsRules: readonly Rule<KmsPassword>[] = [
  failureOfKms(["kmsEncryptedPassword", "password"], ({ kmsEncryptedPassword, password }) =>
    kmsEncryptedPassword !== undefined && password !== undefined
      ? "is another way to give password; give one of the two"
      : undefined,
  ),
  failureOfKms(["kmsEncryptionContext", "kmsEncryptedPassword"], ({ kmsEncryptionContext, kmsEncryptedPassword }) =>
    kmsEncryptionContext !== undefined && kmsEncryptedPassword === undefined ? "needs kmsEncryptedPassword" : undefined,
  ),
];

const access: readonly Rule<AliyunRedisInputs>[] = [
  warning(["password"], ({ password }) =>
    password !== undefined &&
    [...password].some((char) => !/[A-Za-z\d]/.test(char) && !documentedSpecials.includes(char))
      ? `has characters other than letters, digits and ${documentedSpecials}; the vendor documents no others`
      : undefined,
  ),
  ...kmsRules,
  warning(["password", "kmsEncryptedPassword", "vpcAuthMode"], ({ password, kmsEncryptedPassword, vpcAuthMode }) =>
    password === undefined && kmsEncryptedPassword === undefined && vpcAuthMode !== "Close"
      ? "is not given; without one nobody can log in to an instance that requires it"
      : undefined,
  ),
  warning(["securityIps"], ({ securityIps }) => opensToAll(securityIps)),
  warning(["securityIps"], ({ securityIps = [] }) => beyondIPv4(securityIps)),
  warning(["securityIpGroups"], ({ securityIpGroups = {} }) => beyondIPv4(Object.values(securityIpGroups).flat())),
  warning(["securityIpGroups"], ({ securityIpGroups }) => opensToAll(Object.values(securityIpGroups ?? {}).flat())),
  warning(["vpcAuthMode"], ({ vpcAuthMode }) =>
    vpcAuthMode === "Close" ? "Close admits everybody in the VPC without a password" : undefined,
  ),
];

const billing: readonly Rule<AliyunRedisInputs>[] = [
  failure(["period", "chargeType"], ({ period, chargeType }) => {
    if (chargeType === "PrePaid") return period === undefined ? "must be given with chargeType PrePaid" : undefined;
    return period === undefined ? undefined : "is only for chargeType PrePaid";
  }),
  // The cloud answers this one with ServiceUnavailable, which looks like an outage. [qa]
  failure(["autoRenewPeriod", "autoRenew"], ({ autoRenew, autoRenewPeriod }) =>
    autoRenew === true && autoRenewPeriod === undefined ? "must be given with autoRenew" : undefined,
  ),
  warning(["autoRenewPeriod"], ({ autoRenewPeriod }) =>
    autoRenewPeriod !== undefined && ![1, 2, 3, 6, 12].includes(autoRenewPeriod)
      ? "other than 1, 2, 3, 6 or 12 is documented for a change only, not for a new instance"
      : undefined,
  ),
  warning(["autoRenew", "chargeType"], ({ autoRenew, chargeType }) =>
    autoRenew === true && chargeType !== "PrePaid" ? "has no effect without chargeType PrePaid" : undefined,
  ),
  failure(["instanceReleaseProtection", "chargeType"], ({ instanceReleaseProtection, chargeType }) =>
    instanceReleaseProtection === true && chargeType === "PrePaid" ? "is only for chargeType PostPaid" : undefined,
  ),
];

const others: readonly Rule<AliyunRedisInputs>[] = [
  failure(["maintainStartTime", "maintainEndTime"], ({ maintainStartTime: start, maintainEndTime: end }) => {
    if ((start === undefined) !== (end === undefined)) return "and maintainEndTime must be given together";
    if (start === undefined || end === undefined) return undefined;
    return (minutesOf(end) - minutesOf(start) + 1440) % 1440 < 60
      ? "must be at least an hour before maintainEndTime"
      : undefined;
  }),
  failure(["srcDBInstanceId", ...restorePoints], (args) => {
    const points = restorePoints.filter((name) => args[name] !== undefined);
    if (args.srcDBInstanceId === undefined)
      return points.length > 0 ? `must be given with ${points.join(", ")}` : undefined;
    return points.length === 0 ? `needs one of ${restorePoints.join(", ")}` : undefined;
  }),
  warning(["recoverConfigMode"], ({ recoverConfigMode = "" }) => {
    const others = recoverConfigMode.split(",").filter((word) => word !== "" && !documentedRecoveries.includes(word));
    return others.length > 0
      ? `${others.join(", ")}: the vendor documents ${documentedRecoveries.join(", ")} only`
      : undefined;
  }),
  warning(["dryRun"], ({ dryRun }) =>
    dryRun === true
      ? "only has a creation checked: nothing is created, and `pulumi up` fails with the result; remove it to create"
      : undefined,
  ),
];

/** Rules across arguments. */
export const rules: readonly Rule<AliyunRedisInputs>[] = [
  ...placement,
  ...network,
  ...size,
  ...engine,
  ...access,
  ...billing,
  ...others,
];
