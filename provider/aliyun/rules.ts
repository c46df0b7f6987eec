import type { Rule } from "../core/resource/schema";
import type { AliyunRedisInputs } from "./args";
import { isClassic } from "./classes";
import { documentedSpecials } from "./fields";

type Args = Partial<AliyunRedisInputs>;
type Name = keyof AliyunRedisInputs;

/** Certain to be refused by the cloud, or without any meaning: the preview fails. */
const failure = (on: readonly Name[], message: (args: Args) => string | undefined): Rule<AliyunRedisInputs> => ({
  on,
  message,
});
/** The vendor's pages contradict each other or are old: the preview warns, and the cloud decides. */
const warning = (on: readonly Name[], message: (args: Args) => string | undefined): Rule<AliyunRedisInputs> => ({
  on,
  level: "warning",
  message,
});

export const isTair = ({ instanceType }: Args): boolean => instanceType?.startsWith("tair_") ?? false;

/** What CreateTairInstance does not take. */
const notForTair = ["capacity", "appendonly", "dedicatedHostGroupId", "globalInstance"] as const;
const restorePoints = ["backupId", "clusterBackupId", "restoreTime"] as const;

const minutes = (clock: string): number => Number(clock.slice(0, 2)) * 60 + Number(clock.slice(3, 5));

const location: readonly Rule<AliyunRedisInputs>[] = [
  failure(["zoneId", "regionId"], ({ zoneId, regionId }) =>
    zoneId !== undefined && regionId !== undefined && !zoneId.startsWith(regionId)
      ? `is not in region ${regionId}`
      : undefined,
  ),
  failure(["secondaryZoneId", "regionId"], ({ secondaryZoneId, regionId }) =>
    secondaryZoneId !== undefined && regionId !== undefined && !secondaryZoneId.startsWith(regionId)
      ? `is not in region ${regionId}`
      : undefined,
  ),
  failure(["secondaryZoneId", "zoneId"], ({ secondaryZoneId, zoneId }) =>
    secondaryZoneId !== undefined && secondaryZoneId === zoneId ? "must be another zone than zoneId" : undefined,
  ),
  failure(["vSwitchId", "vpcId"], ({ vSwitchId, vpcId }) =>
    vSwitchId !== undefined && vpcId === undefined ? "needs its vpcId" : undefined,
  ),
  warning(["vpcId", "vSwitchId"], ({ vSwitchId, vpcId }) =>
    vpcId !== undefined && vSwitchId === undefined
      ? "is given without a vSwitchId; Alibaba Cloud usually wants both"
      : undefined,
  ),
  warning(["networkType"], ({ networkType }) =>
    networkType === "CLASSIC"
      ? "CLASSIC is no longer sold in most zones; Alibaba Cloud will probably refuse it, and later it can only become VPC"
      : undefined,
  ),
  failure(["networkType", "vpcId"], ({ networkType, vpcId }) =>
    networkType === "CLASSIC" && vpcId !== undefined ? "CLASSIC has no vpcId" : undefined,
  ),
  failure(["slaveReplicaCount", "secondaryZoneId"], ({ slaveReplicaCount = 0, secondaryZoneId }) =>
    slaveReplicaCount > 0 && secondaryZoneId === undefined ? "needs secondaryZoneId" : undefined,
  ),
  failure(["slaveReadOnlyCount", "secondaryZoneId"], ({ slaveReadOnlyCount = 0, secondaryZoneId }) =>
    slaveReadOnlyCount > 0 && secondaryZoneId === undefined ? "needs secondaryZoneId" : undefined,
  ),
];

const size: readonly Rule<AliyunRedisInputs>[] = [
  failure(["instanceClass", "capacity"], ({ instanceClass, capacity }) =>
    instanceClass === undefined && capacity === undefined ? "this or capacity must be given" : undefined,
  ),
  warning(["capacity", "instanceClass"], ({ instanceClass, capacity }) =>
    instanceClass !== undefined && capacity !== undefined
      ? "is given beside instanceClass; the class decides"
      : undefined,
  ),
  failure(["replicaCount", "slaveReplicaCount"], ({ replicaCount = 0, slaveReplicaCount = 0 }) =>
    replicaCount + slaveReplicaCount > 4 ? "must be at most 4 together with slaveReplicaCount" : undefined,
  ),
  failure(
    ["readOnlyCount", "slaveReadOnlyCount", "shardCount"],
    ({ readOnlyCount = 0, slaveReadOnlyCount = 0, shardCount = 1 }) => {
      const most = shardCount > 1 ? 4 : 9;
      return readOnlyCount + slaveReadOnlyCount > most
        ? `must be at most ${most}${shardCount > 1 ? " a shard of a cluster" : ""} together with slaveReadOnlyCount`
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
  failure(["bandwidth", "shardCount"], ({ bandwidth, shardCount }) =>
    bandwidth !== undefined && shardCount !== undefined && bandwidth % shardCount !== 0
      ? `must be divisible by the ${shardCount} shards`
      : undefined,
  ),
  warning(["engineVersion", "instanceClass"], ({ engineVersion, instanceClass }) => {
    if (engineVersion === undefined || instanceClass === undefined) return undefined;
    const major = Number.parseInt(engineVersion, 10);
    if (isClassic(instanceClass) && major > 5)
      return `${engineVersion} is not known to be sold with classic classes like ${instanceClass}; cloud-native ones (redis.shard.….ce) have it`;
    if (instanceClass.endsWith(".ce") && major < 5)
      return `${engineVersion} is not known to be sold with cloud-native classes like ${instanceClass}; they begin with 5.0`;
    return undefined;
  }),
  warning(["engineVersion"], ({ engineVersion }) =>
    engineVersion === "2.8" ? "2.8 is no longer sold; Alibaba Cloud will probably refuse it" : undefined,
  ),
  warning(["engineVersion", "instanceType"], ({ engineVersion, instanceType }) =>
    instanceType === "Memcache" && engineVersion !== undefined && engineVersion !== "4.0"
      ? "Memcache is known with 4.0 only"
      : undefined,
  ),
  warning(["nodeType"], ({ nodeType }) =>
    nodeType !== undefined && !["MASTER_SLAVE", "STAND_ALONE", "double", "single"].includes(nodeType)
      ? "is not among today's documented words MASTER_SLAVE, STAND_ALONE, double and single"
      : undefined,
  ),
  warning(["instanceEndpointType"], ({ instanceEndpointType }) =>
    instanceEndpointType !== undefined && !["UnifiedEndpoint", "AzIndependentEndpoint"].includes(instanceEndpointType)
      ? "is not among the documented words UnifiedEndpoint and AzIndependentEndpoint"
      : undefined,
  ),
];

const tair: readonly Rule<AliyunRedisInputs>[] = [
  failure(["instanceType", "instanceClass", "vpcId", "vSwitchId"], (args) => {
    const missing = (["instanceClass", "vpcId", "vSwitchId"] as const).filter((name) => args[name] === undefined);
    return isTair(args) && missing.length > 0 ? `${args.instanceType} needs ${missing.join(", ")}` : undefined;
  }),
  failure(["instanceType", ...notForTair], (args) => {
    const surplus = notForTair.filter((name) => args[name] !== undefined);
    return isTair(args) && surplus.length > 0 ? `${args.instanceType} does not take ${surplus.join(", ")}` : undefined;
  }),
  failure(["storage", "storageType", "instanceType"], ({ storage, storageType, instanceType }) => {
    if (instanceType === "tair_essd")
      return storage === undefined || storageType === undefined
        ? "and storageType must be given with tair_essd"
        : undefined;
    return storage !== undefined || storageType !== undefined
      ? "and storageType are for instanceType tair_essd"
      : undefined;
  }),
];

const billing: readonly Rule<AliyunRedisInputs>[] = [
  failure(["period", "chargeType"], ({ period, chargeType }) => {
    if (chargeType === "PrePaid") return period === undefined ? "must be given with chargeType PrePaid" : undefined;
    return period === undefined ? undefined : "is only for chargeType PrePaid";
  }),
  // Left to the cloud these two are answered by ServiceUnavailable, which looks like an outage. [qa]
  failure(["autoRenewPeriod", "autoRenew"], ({ autoRenew, autoRenewPeriod }) =>
    autoRenew === true && autoRenewPeriod === undefined ? "must be given with autoRenew" : undefined,
  ),
  warning(["autoRenewPeriod"], ({ autoRenewPeriod }) =>
    autoRenewPeriod !== undefined && ![1, 2, 3, 6, 12].includes(autoRenewPeriod)
      ? "other than 1, 2, 3, 6 or 12 is documented for a change only, not for a new instance"
      : undefined,
  ),
  warning(["autoRenew", "chargeType"], ({ autoRenew, chargeType }) =>
    autoRenew === true && chargeType !== "PrePaid" ? "means nothing without chargeType PrePaid" : undefined,
  ),
  failure(["instanceReleaseProtection", "chargeType"], ({ instanceReleaseProtection, chargeType }) =>
    instanceReleaseProtection === true && chargeType === "PrePaid" ? "is only for chargeType PostPaid" : undefined,
  ),
];

const access: readonly Rule<AliyunRedisInputs>[] = [
  warning(["instanceName"], ({ instanceName }) =>
    instanceName !== undefined && instanceName.length > 80
      ? "has more than 80 characters; older pages of the vendor allow 128, newer ones 80"
      : undefined,
  ),
  warning(["password"], ({ password }) =>
    password !== undefined &&
    [...password].some((char) => !/[A-Za-z\d]/.test(char) && !documentedSpecials.includes(char))
      ? `has characters other than letters, digits and ${documentedSpecials}; the vendor documents no others`
      : undefined,
  ),
  warning(["password", "vpcAuthMode"], ({ password, vpcAuthMode }) =>
    password === undefined && vpcAuthMode !== "Close"
      ? "is not given; without one nobody can log in to a Redis that wants one"
      : undefined,
  ),
  warning(["securityIps"], ({ securityIps }) => opensToAll(securityIps)),
  warning(["securityIpGroups"], ({ securityIpGroups }) => opensToAll(Object.values(securityIpGroups ?? {}).flat())),
  warning(["vpcAuthMode"], ({ vpcAuthMode }) =>
    vpcAuthMode === "Close" ? "Close lets everybody in the VPC in without a password" : undefined,
  ),
];

function opensToAll(ips: readonly string[] | undefined): string | undefined {
  return ips?.some((ip) => /^0\.0\.0\.0(\/0)?$/.test(ip))
    ? "opens the instance to every address of its network"
    : undefined;
}

const care: readonly Rule<AliyunRedisInputs>[] = [
  failure(["maintainStartTime", "maintainEndTime"], ({ maintainStartTime: start, maintainEndTime: end }) => {
    if ((start === undefined) !== (end === undefined)) return "and maintainEndTime must be given together";
    if (start === undefined || end === undefined) return undefined;
    return (minutes(end) - minutes(start) + 1440) % 1440 < 60
      ? "must be at least an hour before maintainEndTime"
      : undefined;
  }),
  failure(["srcDBInstanceId", ...restorePoints], (args) => {
    const points = restorePoints.filter((name) => args[name] !== undefined);
    if (args.srcDBInstanceId === undefined)
      return points.length > 0 ? `must be given with ${points.join(", ")}` : undefined;
    return points.length === 0 ? `needs one of ${restorePoints.join(", ")}` : undefined;
  }),
  warning(["dryRun"], ({ dryRun }) =>
    dryRun === true
      ? "has a creation checked only: nothing is made, and `pulumi up` fails with the verdict; take it out to create"
      : undefined,
  ),
];

export const rules: readonly Rule<AliyunRedisInputs>[] = [
  ...location,
  ...size,
  ...tair,
  ...billing,
  ...access,
  ...care,
];
