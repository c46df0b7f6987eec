import { isSame } from "../core/host/stableJson";
import { type Attributes, attributeMakers } from "../core/resource/attributes";
import type { AliyunPublicConnection, AliyunRedisInputs } from "./args";
import { isOlder, sameNodeType } from "./classes";
import { sameConfig, userConfig } from "./config";
import type { AliyunInstance } from "./instance";
import { sameTags, tagsOf, withoutMark } from "./tags";

const { inPlace, replace, createOnly, requestOption, stateOnly } = attributeMakers<AliyunInstance>();

/** How each argument changes, and how it is read back. The aspects are in `aspects/`. */
export const aliyunRedisAttributes: Attributes<AliyunRedisInputs, AliyunInstance> = {
  regionId: replace((observed) => observed.regionId),
  zoneId: inPlace("zone", (observed) => observed.zoneId),
  secondaryZoneId: inPlace("zone", (observed) => observed.secondaryZoneId).whenRemoved(""),
  vpcId: inPlace("network", (observed) => observed.vpcId),
  vSwitchId: inPlace("network", (observed) => observed.vSwitchId),
  networkType: inPlace("network", (observed) => observed.networkType),
  privateIpAddress: replace((observed) => observed.privateIpAddress).deleteBeforeReplace(),
  port: inPlace("endpoint", (observed) => observed.port),
  connectionStringPrefix: inPlace("endpoint", prefixOf).deleteBeforeReplace(),
  publicConnection: inPlace("publicEndpoint", (observed) => observed.publicConnection)
    .comparedBy(samePublic)
    .whenRemoved(false),
  instanceEndpointType: replace<string>(),

  instanceName: inPlace("attribute", (observed) => observed.instanceName),
  instanceClass: inPlace("spec", (observed) => observed.instanceClass),
  capacity: inPlace("spec", (observed) => observed.capacity).effectiveWhen<AliyunRedisInputs>(
    (args) => args.instanceClass === undefined,
  ),
  engineVersion: inPlace("version", (observed) => observed.engineVersion).replacesWhen((from: string, to: string) =>
    isOlder(to, from),
  ),
  instanceType: replace((observed) => observed.instanceType as AliyunRedisInputs["instanceType"]),
  nodeType: inPlace("spec", (observed) => observed.nodeType).comparedBy(sameNodeType),
  shardCount: inPlace("spec", (observed) => observed.shardCount),
  replicaCount: inPlace("spec", (observed) => observed.replicaCount),
  slaveReplicaCount: inPlace("spec", (observed) => observed.slaveReplicaCount),
  readOnlyCount: inPlace("spec", (observed) => observed.readOnlyCount),
  slaveReadOnlyCount: inPlace("spec", (observed) => observed.slaveReadOnlyCount),
  storage: inPlace("spec", (observed) => observed.storage),
  storageType: inPlace("spec", (observed) => observed.storageType),
  bandwidth: inPlace("bandwidth", (observed) => observed.bandwidth),
  config: inPlace("config", (observed) => observed.config)
    .comparedBy(sameConfig)
    .normalizedBy(userConfig),
  appendonly: inPlace("config", (observed) => observed.config?.appendonly as AliyunRedisInputs["appendonly"]),
  paramGroupId: inPlace<string>("template").writeOnly(),
  dedicatedHostGroupId: replace<string>(),
  globalInstance: replace<boolean>(),
  globalInstanceId: replace((observed) => observed.globalInstanceId),
  resourceGroupId: inPlace("resourceGroup", (observed) => observed.resourceGroupId),
  tags: inPlace("tags", tagsOf).comparedBy(sameTags).normalizedBy(withoutMark).whenRemoved({}),

  chargeType: inPlace("billing", (observed) => observed.chargeType).whenRemoved("PostPaid"),
  period: requestOption(),
  autoRenew: inPlace("renewal", (observed) => observed.autoRenew)
    .effectiveWhen<AliyunRedisInputs>(isPrepaid)
    .whenRemoved(false),
  autoRenewPeriod: inPlace("renewal", (observed) => observed.autoRenewPeriod).effectiveWhen<AliyunRedisInputs>(
    (args) => isPrepaid(args) && args.autoRenew === true,
  ),
  autoUseCoupon: requestOption(),
  couponNo: requestOption(),
  businessInfo: requestOption(),

  password: inPlace<string>("attribute").writeOnly().secret(),
  vpcAuthMode: inPlace("authMode", (observed) => observed.vpcAuthMode),
  securityIps: inPlace("whitelist", (observed) => observed.securityIps)
    .asSet()
    .whenRemoved(["127.0.0.1"]),
  securityIpGroups: inPlace("whitelistGroups", (observed) => observed.securityIpGroups)
    .comparedBy(sameGroups)
    .whenRemoved({}),
  securityGroupIds: inPlace("securityGroups", (observed) => observed.securityGroupIds).asSet(),
  globalSecurityGroupIds: inPlace("globalSecurityGroups", (observed) => observed.globalSecurityGroupIds).asSet(),
  ssl: inPlace("ssl", (observed) => observed.ssl),
  tde: inPlace("tde", (observed) => observed.tde),

  maintainStartTime: inPlace("maintenance", (observed) => observed.maintainStartTime),
  maintainEndTime: inPlace("maintenance", (observed) => observed.maintainEndTime),
  backupPolicy: inPlace("backup", (observed) => observed.backupPolicy).asPart(),
  instanceReleaseProtection: inPlace("protection", (observed) => observed.instanceReleaseProtection),
  minorVersionAutoUpgrade: inPlace("autoUpgrade", (observed) => observed.minorVersionAutoUpgrade),

  srcDBInstanceId: createOnly(),
  backupId: createOnly(),
  clusterBackupId: createOnly(),
  restoreTime: createOnly(),
  recoverConfigMode: createOnly(),

  dryRun: requestOption(),
  token: requestOption(),
  prepaidDestroy: stateOnly(),
  adoptInstanceId: requestOption(),
};

function isPrepaid({ chargeType }: Partial<AliyunRedisInputs>): boolean {
  return chargeType === "PrePaid";
}

/** The first label of the private host name; Tair's ends in the instance's id. */
function prefixOf({ connectionDomain, instanceId }: AliyunInstance): string | undefined {
  const label = connectionDomain?.split(".")[0];
  return label === instanceId ? label : label?.replace(`-${instanceId}`, "");
}

function samePublic(actual: AliyunPublicConnection | false, wanted: AliyunPublicConnection | false): boolean {
  if (actual === false || wanted === false) return actual === wanted;
  return (
    actual.connectionStringPrefix === wanted.connectionStringPrefix &&
    (wanted.port === undefined || actual.port === wanted.port)
  );
}

/** Neither the order of the groups nor that of their addresses is a difference. */
function sameGroups(actual: Record<string, string[]>, wanted: Record<string, string[]>): boolean {
  return isSame(plainGroups(actual), plainGroups(wanted));
}

export function plainGroups(groups: Readonly<Record<string, readonly string[]>>): Record<string, string[]> {
  return Object.fromEntries(Object.entries(groups).map(([name, ips]) => [name, [...new Set(ips)].sort()]));
}
