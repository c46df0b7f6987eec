import { digest } from "../core/digest";
import { type Plan, rows } from "../core/kind/plan";
import type { AliyunPublicConnection, AliyunRedisInputs } from "./args";
import { isOlder, sameNodeType } from "./classes";
import { sameConfig, userConfig } from "./config";
import type { AliyunInstance } from "./instance";
import { sameTags, tagsOf, withoutMark } from "./tags";

const { inPlace, replace, createOnly, callOption, stateOnly } = rows<AliyunInstance>();

/** How each argument changes, and how it is read back. The aspects are in `aspects/`. */
export const plan: Plan<AliyunRedisInputs, AliyunInstance> = {
  regionId: replace((live) => live.regionId),
  zoneId: inPlace("zone", (live) => live.zoneId),
  secondaryZoneId: inPlace("zone", (live) => live.secondaryZoneId).removedMeans(""),
  vpcId: inPlace("network", (live) => live.vpcId),
  vSwitchId: inPlace("network", (live) => live.vSwitchId),
  networkType: inPlace("network", (live) => live.networkType),
  privateIpAddress: replace((live) => live.privateIpAddress).deleteFirst(),
  port: inPlace("endpoint", (live) => live.port),
  connectionStringPrefix: inPlace("endpoint", prefixOf).deleteFirst(),
  publicConnection: inPlace("publicEndpoint", (live) => live.publicConnection)
    .comparedBy(samePublic)
    .removedMeans(false),
  instanceEndpointType: replace<string>(),

  instanceName: inPlace("attribute", (live) => live.instanceName),
  instanceClass: inPlace("spec", (live) => live.instanceClass),
  capacity: inPlace("spec", (live) => live.capacity).countsWhen<AliyunRedisInputs>(
    (args) => args.instanceClass === undefined,
  ),
  engineVersion: inPlace("version", (live) => live.engineVersion).butReplacesWhen((from: string, to: string) =>
    isOlder(to, from),
  ),
  instanceType: replace((live) => live.instanceType as AliyunRedisInputs["instanceType"]),
  nodeType: inPlace("spec", (live) => live.nodeType).comparedBy(sameNodeType),
  shardCount: inPlace("spec", (live) => live.shardCount),
  replicaCount: inPlace("spec", (live) => live.replicaCount),
  slaveReplicaCount: inPlace("spec", (live) => live.slaveReplicaCount),
  readOnlyCount: inPlace("spec", (live) => live.readOnlyCount),
  slaveReadOnlyCount: inPlace("spec", (live) => live.slaveReadOnlyCount),
  storage: inPlace("spec", (live) => live.storage),
  storageType: inPlace("spec", (live) => live.storageType),
  bandwidth: inPlace("bandwidth", (live) => live.bandwidth),
  config: inPlace("config", (live) => live.config)
    .comparedBy(sameConfig)
    .shownAs(userConfig),
  appendonly: inPlace("config", (live) => live.config?.appendonly as AliyunRedisInputs["appendonly"]),
  paramGroupId: inPlace<string>("template").writeOnly(),
  dedicatedHostGroupId: replace<string>(),
  globalInstance: replace<boolean>(),
  globalInstanceId: replace((live) => live.globalInstanceId),
  resourceGroupId: inPlace("resourceGroup", (live) => live.resourceGroupId),
  tags: inPlace("tags", tagsOf).comparedBy(sameTags).shownAs(withoutMark).removedMeans({}),

  chargeType: inPlace("billing", (live) => live.chargeType).removedMeans("PostPaid"),
  period: callOption(),
  autoRenew: inPlace("renewal", (live) => live.autoRenew)
    .countsWhen<AliyunRedisInputs>(isPrepaid)
    .removedMeans(false),
  autoRenewPeriod: inPlace("renewal", (live) => live.autoRenewPeriod).countsWhen<AliyunRedisInputs>(
    (args) => isPrepaid(args) && args.autoRenew === true,
  ),
  autoUseCoupon: callOption(),
  couponNo: callOption(),
  businessInfo: callOption(),

  password: inPlace<string>("attribute").writeOnly().secret(),
  vpcAuthMode: inPlace("authMode", (live) => live.vpcAuthMode),
  securityIps: inPlace("whitelist", (live) => live.securityIps)
    .asSet()
    .removedMeans(["127.0.0.1"]),
  securityIpGroups: inPlace("whitelistGroups", (live) => live.securityIpGroups)
    .comparedBy(sameGroups)
    .removedMeans({}),
  securityGroupIds: inPlace("securityGroups", (live) => live.securityGroupIds).asSet(),
  globalSecurityGroupIds: inPlace("globalSecurityGroups", (live) => live.globalSecurityGroupIds).asSet(),
  ssl: inPlace("ssl", (live) => live.ssl),
  tde: inPlace("tde", (live) => live.tde),

  maintainStartTime: inPlace("maintenance", (live) => live.maintainStartTime),
  maintainEndTime: inPlace("maintenance", (live) => live.maintainEndTime),
  backupPolicy: inPlace("backup", (live) => live.backupPolicy).asPart(),
  instanceReleaseProtection: inPlace("protection", (live) => live.instanceReleaseProtection),
  minorVersionAutoUpgrade: inPlace("autoUpgrade", (live) => live.minorVersionAutoUpgrade),

  srcDBInstanceId: createOnly(),
  backupId: createOnly(),
  clusterBackupId: createOnly(),
  restoreTime: createOnly(),
  recoverConfigMode: createOnly(),

  dryRun: callOption(),
  token: callOption(),
  prepaidDestroy: stateOnly(),
  adoptInstanceId: callOption(),
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
  return digest(plainGroups(actual)) === digest(plainGroups(wanted));
}

export function plainGroups(groups: Readonly<Record<string, readonly string[]>>): Record<string, string[]> {
  return Object.fromEntries(Object.entries(groups).map(([name, ips]) => [name, [...new Set(ips)].sort()]));
}
