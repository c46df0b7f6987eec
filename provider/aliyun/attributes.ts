import { isSame } from "../core/host/stableJson";
import { type Attributes, attributeMakers } from "../core/resource/attributes";
import { withoutOwnTags } from "../core/resource/tags";
import type { AliyunAuditLog, AliyunPublicConnection, AliyunRedisInputs } from "./args";
import { isOlder, sameNodeType } from "./classes";
import { sameConfig, userConfig } from "./config";
import type { AliyunInstance } from "./instance";
import { comparableTags, sameTags } from "./tags";

const { inPlace, replace, createOnly, requestOption, stateOnly } = attributeMakers<AliyunInstance>();

/** How each argument changes and how it is read back. An `inPlace` argument names its updater in `updaters/`. */
export const aliyunRedisAttributes: Attributes<AliyunRedisInputs, AliyunInstance> = {
  // Placement
  regionId: replace((observed) => observed.regionId),
  zoneId: inPlace("zone", (observed) => observed.zoneId),
  secondaryZoneId: inPlace("zone", (observed) => observed.secondaryZoneId).whenRemoved(""),
  dedicatedHostGroupId: replace<string>(),
  globalInstance: replace<boolean>(),
  globalInstanceId: replace((observed) => observed.globalInstanceId),

  // Network
  vpcId: inPlace("network", (observed) => observed.vpcId),
  vSwitchId: inPlace("network", (observed) => observed.vSwitchId),
  networkType: inPlace("network", (observed) => observed.networkType),
  privateIpAddress: replace((observed) => observed.privateIpAddress).deleteBeforeReplace(),
  port: inPlace("endpoint", (observed) => observed.port),
  connectionStringPrefix: inPlace("endpoint", prefixOf).deleteBeforeReplace(),
  publicConnection: inPlace("publicEndpoint", (observed) => observed.publicConnection)
    .comparedBy(samePublicConnection)
    .whenRemoved(false)
    .deleteBeforeReplace(),
  instanceEndpointType: replace<string>(),

  // Name and tags
  instanceName: inPlace("attribute", (observed) => observed.instanceName),
  resourceGroupId: inPlace("resourceGroup", (observed) => observed.resourceGroupId),
  tags: inPlace("tags", comparableTags).comparedBy(sameTags).normalizedBy(withoutOwnTags).whenRemoved({}),

  // Size
  instanceClass: inPlace("size", (observed) => observed.instanceClass),
  capacity: inPlace("size", (observed) => observed.capacity).effectiveWhen<AliyunRedisInputs>(
    (args) => args.instanceClass === undefined,
  ),
  nodeType: inPlace("size", (observed) => observed.nodeType).comparedBy(sameNodeType),
  shardCount: inPlace("size", (observed) => observed.shardCount),
  replicaCount: inPlace("size", (observed) => observed.replicaCount),
  slaveReplicaCount: inPlace("size", (observed) => observed.slaveReplicaCount),
  readOnlyCount: inPlace("size", (observed) => observed.readOnlyCount),
  slaveReadOnlyCount: inPlace("size", (observed) => observed.slaveReadOnlyCount),
  storage: inPlace("size", (observed) => observed.storage),
  storageType: inPlace("size", (observed) => observed.storageType),
  bandwidth: inPlace("bandwidth", (observed) => observed.bandwidth),

  // Engine settings
  instanceType: replace((observed) => observed.instanceType as AliyunRedisInputs["instanceType"]),
  engineVersion: inPlace("version", (observed) => observed.engineVersion).replacesWhen((from: string, to: string) =>
    isOlder(to, from),
  ),
  config: inPlace("config", (observed) => observed.config)
    .comparedBy(sameConfig)
    .normalizedBy(userConfig),
  appendonly: inPlace("config", (observed) => observed.config?.appendonly as AliyunRedisInputs["appendonly"]),
  paramGroupId: inPlace<string>("template").writeOnly(),

  // Access
  password: inPlace<string>("attribute")
    .writeOnly()
    .secret()
    .effectiveWhen<AliyunRedisInputs>(({ kmsEncryptedPassword }) => kmsEncryptedPassword === undefined),
  kmsEncryptedPassword: inPlace<string>("kmsPassword")
    .writeOnly()
    .effectiveWhen<AliyunRedisInputs>(({ password }) => password === undefined),
  kmsEncryptionContext: requestOption(),
  vpcAuthMode: inPlace("authMode", (observed) => observed.vpcAuthMode),
  securityIps: inPlace("whitelist", (observed) => observed.securityIps)
    .asSet()
    .whenRemoved(["127.0.0.1"]),
  securityIpGroups: inPlace("whitelistGroups", (observed) => observed.securityIpGroups)
    .comparedBy(sameWhitelists)
    .whenRemoved({}),
  securityGroupIds: inPlace("securityGroups", (observed) => observed.securityGroupIds).asSet(),
  globalSecurityGroupIds: inPlace("globalSecurityGroups", (observed) => observed.globalSecurityGroupIds).asSet(),
  ssl: inPlace("ssl", (observed) => observed.ssl),
  sslRenewal: inPlace<string>("sslRenewal").writeOnly(),
  tde: inPlace("tde", (observed) => observed.tde),
  encryptionKey: inPlace<string>("tde").writeOnly("later"),
  encryptionName: inPlace<string>("tde").writeOnly("later"),
  roleArn: inPlace<string>("tde").writeOnly("later"),
  auditLog: inPlace<AliyunAuditLog>("auditLog", (observed) => observed.auditLog as AliyunAuditLog)
    .comparedBy(sameAuditLog)
    .whenRemoved({ enabled: false }),

  // Billing
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

  // Backup
  backupPolicy: inPlace("backup", (observed) => observed.backupPolicy).asPart(),

  // Maintenance
  maintainStartTime: inPlace("maintenance", (observed) => observed.maintainStartTime),
  maintainEndTime: inPlace("maintenance", (observed) => observed.maintainEndTime),
  minorVersionAutoUpgrade: inPlace("autoUpgrade", (observed) => observed.minorVersionAutoUpgrade),
  minorVersion: inPlace("minorVersion", (observed) => observed.minorVersion),
  instanceReleaseProtection: inPlace("protection", (observed) => observed.instanceReleaseProtection),

  effectiveTime: requestOption(),

  // Creation from a backup
  srcDBInstanceId: createOnly(),
  backupId: createOnly(),
  clusterBackupId: createOnly(),
  restoreTime: createOnly(),
  recoverConfigMode: createOnly(),

  // Options of the creating call
  dryRun: requestOption(),
  token: requestOption(),

  // Options of the provider
  prepaidDestroy: stateOnly(),
  preflight: requestOption(),
  adoptInstanceId: requestOption(),
};

function isPrepaid({ chargeType }: Partial<AliyunRedisInputs>): boolean {
  return chargeType === "PrePaid";
}

/** The first label of the private host name. Tair appends the instance's id to it. */
function prefixOf({ connectionDomain, instanceId }: AliyunInstance): string | undefined {
  const label = connectionDomain?.split(".")[0];
  return label === instanceId ? label : label?.replace(`-${instanceId}`, "");
}

function sameAuditLog(actual: AliyunAuditLog, wanted: AliyunAuditLog): boolean {
  if (actual.enabled !== wanted.enabled) return false;
  return !wanted.enabled || actual.retentionDays === wanted.retentionDays;
}

function samePublicConnection(actual: AliyunPublicConnection | false, wanted: AliyunPublicConnection | false): boolean {
  if (actual === false || wanted === false) return actual === wanted;
  return (
    actual.connectionStringPrefix === wanted.connectionStringPrefix &&
    (wanted.port === undefined || actual.port === wanted.port)
  );
}

function sameWhitelists(actual: Record<string, string[]>, wanted: Record<string, string[]>): boolean {
  return isSame(sortedWhitelists(actual), sortedWhitelists(wanted));
}

/** Whitelists in a comparable form: addresses have neither order nor repetition. */
export function sortedWhitelists(whitelists: Readonly<Record<string, readonly string[]>>): Record<string, string[]> {
  return Object.fromEntries(Object.entries(whitelists).map(([name, ips]) => [name, [...new Set(ips)].sort()]));
}
