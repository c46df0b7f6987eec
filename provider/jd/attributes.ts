import { isSame } from "../core/host/stableJson";
import { type Attributes, attributeMakers, isPartOf } from "../core/resource/attributes";
import type { JdAzId, JdBackupPolicy, JdPublicAddress, JdRedisInputs } from "./args";
import { isSameCharge, replacesCharge } from "./charge";
import type { JdInstance } from "./instance";
import { comparableTags } from "./tags";

const { inPlace, replace, createOnly, requestOption, stateOnly } = attributeMakers<JdInstance>();

type InstanceType = JdRedisInputs["cacheInstanceType"];

/** How each argument changes, and how it is read back. The updaters are in `updaters.ts`. */
export const jdRedisAttributes: Attributes<JdRedisInputs, JdInstance> = {
  // Placement
  regionId: replace((observed) => observed.regionId),
  azId: inPlace("proxies", (observed) => observed.azId)
    .asPart()
    .replacesWhen((from: JdAzId | undefined, { azsForProxy: _, ...to }: JdAzId) => !isPartOf(from ?? {}, to)),

  // Network
  vpcId: replace((observed) => observed.vpcId),
  subnetId: replace((observed) => observed.subnetId),
  ipv6On: replace((observed) => observed.ipv6On),
  port: replace((observed) => observed.port),
  publicAddress: inPlace<JdPublicAddress>("publicAddress")
    .writeOnly("later")
    .whenRemoved({ elasticIpId: "" })
    .deleteBeforeReplace(),

  // Name and tags
  cacheInstanceName: inPlace("attribute", (observed) => observed.cacheInstanceName),
  cacheInstanceDescription: inPlace("attribute", (observed) => observed.cacheInstanceDescription).whenRemoved(""),
  resourceGroupId: replace((observed) => observed.resourceGroupId),
  tags: inPlace("tags", comparableTags).whenRemoved({}),

  // Size
  cacheInstanceClass: inPlace("resize", (observed) => observed.cacheInstanceClass),
  // A class may turn a standard instance into a cluster, or a cluster back. A class with shards would do that before the
  // instance could become a native cluster. Any other change of type replaces.
  cacheInstanceType: inPlace("type", (observed) => observed.cacheInstanceType).replacesWhen(
    (from: InstanceType, to: InstanceType, { shardNumber }: Partial<JdRedisInputs>) =>
      from === "master-slave"
        ? to === "native-cluster" && shardNumber !== undefined
        : !(from === "cluster" && to === "master-slave"),
  ),
  shardNumber: inPlace("resize", (observed) => observed.shardNumber),
  replicaNumber: inPlace("resize", (observed) => observed.replicaNumber),
  enableSmartProxy: replace((observed) => observed.enableSmartProxy),
  cpuArchType: replace((observed) => observed.cpuArchType),
  effectiveTime: requestOption(),

  // Access
  password: inPlace<string>("password").writeOnly().secret().whenRemoved(""),
  ipWhiteList: inPlace("whitelist", (observed) => observed.ipWhiteList)
    .asSet()
    .whenRemoved(["0.0.0.0/0"]),
  ipWhiteListGroups: inPlace("whitelistGroups", (observed) => observed.ipWhiteListGroups)
    .comparedBy(sameGroups)
    .whenRemoved({}),
  disableCommands: inPlace("commands", (observed) => observed.disableCommands)
    .asSet()
    .whenRemoved([]),
  tls: inPlace("tls", (observed) => observed.tls)
    .asPart()
    .whenRemoved({ tlsStatus: "disable" }),

  // Engine settings
  redisVersion: replace((observed) => observed.redisVersion),
  minorVersion: inPlace("minorVersion", (observed) => observed.minorVersion),
  proxyMinorVersion: inPlace("proxyMinorVersion", (observed) => observed.proxyMinorVersion),
  dbNum: replace((observed) => observed.dbNum),
  maxmemoryPolicy: inPlace("config", (observed) => observed.maxmemoryPolicy),
  slaveAppendonly: inPlace("config", (observed) => observed.slaveAppendonly),
  config: inPlace("config", (observed) => observed.config).asPart(),
  configTemplateId: createOnly(),

  // Billing
  charge: inPlace("billing", ({ chargeMode, autoRenew }) => ({ chargeMode, autoRenew }))
    .comparedBy(isSameCharge)
    .replacesWhen(replacesCharge),

  // Backup
  backupPolicy: inPlace("backup", (observed) => observed.backupPolicy).comparedBy(
    (actual: JdBackupPolicy, wanted: JdBackupPolicy) => isPartOf(withDaySet(actual), withDaySet(wanted)),
  ),

  // Maintenance
  maintenanceTime: inPlace("maintenance", (observed) => observed.maintenanceTime),

  // Creation from a backup
  backupId: createOnly(),
  srcInstanceId: createOnly(),

  // Options of the provider
  prepaidDestroy: stateOnly(),
  preflight: requestOption(),
  adoptInstanceId: requestOption(),
};

/** The days as a list, because lists are compared as sets. */
const withDaySet = ({ backupPeriod, ...policy }: JdBackupPolicy) => ({ ...policy, days: backupPeriod.split(",") });

type Groups = Readonly<Record<string, readonly string[]>>;

function sameGroups(actual: Groups, wanted: Groups): boolean {
  const normal = (groups: Groups) =>
    Object.fromEntries(Object.entries(groups).map(([name, blocks]) => [name, [...new Set(blocks)].sort()]));
  return isSame(normal(actual), normal(wanted));
}
