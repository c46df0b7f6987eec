import { type Attributes, attributeMakers, isPartOf } from "../core/resource/attributes";
import type { JdAzId, JdBackupPolicy, JdPublicAddress, JdRedisInputs } from "./args";
import { isSameCharge, replacesCharge } from "./charge";
import type { JdInstance } from "./instance";
import { userTags } from "./tags";

const { inPlace, replace, createOnly, requestOption, stateOnly } = attributeMakers<JdInstance>();

type InstanceType = JdRedisInputs["cacheInstanceType"];

/** How each argument changes and shows; see the vendor's pages on createCacheInstance and describeCacheInstance. */
export const jdRedisAttributes: Attributes<JdRedisInputs, JdInstance> = {
  regionId: replace((observed) => observed.regionId),
  vpcId: replace((observed) => observed.vpcId),
  subnetId: replace((observed) => observed.subnetId),
  azId: inPlace("proxies", (observed) => observed.azId)
    .asPart()
    .replacesWhen((from: JdAzId | undefined, { azsForProxy: _, ...to }: JdAzId) => !isPartOf(from ?? {}, to)),
  cacheInstanceName: inPlace("attribute", (observed) => observed.cacheInstanceName),
  cacheInstanceDescription: inPlace("attribute", (observed) => observed.cacheInstanceDescription).whenRemoved(""),
  cacheInstanceClass: inPlace("class", (observed) => observed.cacheInstanceClass),
  shardNumber: inPlace("class", (observed) => observed.shardNumber),
  replicaNumber: inPlace("class", (observed) => observed.replicaNumber),
  effectiveTime: requestOption(),
  // A class may make a cluster of a standard instance, or the other way round; all else is another instance.
  cacheInstanceType: inPlace("type", (observed) => observed.cacheInstanceType).replacesWhen(
    (from: InstanceType, to: InstanceType) => from !== "master-slave" && !(from === "cluster" && to === "master-slave"),
  ),
  redisVersion: replace((observed) => observed.redisVersion),
  password: inPlace<string>("password").writeOnly().secret().whenRemoved(""),
  ipv6On: replace((observed) => observed.ipv6On),
  dbNum: replace((observed) => observed.dbNum),
  port: replace((observed) => observed.port),
  cpuArchType: replace((observed) => observed.cpuArchType),
  enableSmartProxy: replace((observed) => observed.enableSmartProxy),
  resourceGroupId: replace((observed) => observed.resourceGroupId),
  slaveAppendonly: inPlace("config", (observed) => observed.slaveAppendonly),
  maxmemoryPolicy: inPlace("config", (observed) => observed.maxmemoryPolicy),
  config: inPlace("config", (observed) => observed.config).asPart(),
  configTemplateId: createOnly(),
  backupId: createOnly(),
  srcInstanceId: createOnly(),
  charge: inPlace("billing", ({ chargeMode, autoRenew }) => ({ chargeMode, autoRenew }))
    .comparedBy(isSameCharge)
    .replacesWhen(replacesCharge),
  ipWhiteList: inPlace("whitelist", (observed) => observed.ipWhiteList)
    .asSet()
    .whenRemoved(["0.0.0.0/0"]),
  disableCommands: inPlace("commands", (observed) => observed.disableCommands)
    .asSet()
    .whenRemoved([]),
  backupPolicy: inPlace("backup", (observed) => observed.backupPolicy).comparedBy(
    (actual: JdBackupPolicy, wanted: JdBackupPolicy) => isPartOf(daysApart(actual), daysApart(wanted)),
  ),
  maintenanceTime: inPlace("maintenance", (observed) => observed.maintenanceTime),
  tls: inPlace("tls", (observed) => observed.tls)
    .asPart()
    .whenRemoved({ tlsStatus: "disable" }),
  publicAddress: inPlace<JdPublicAddress>("publicAddress").writeOnly("later").whenRemoved({ elasticIpId: "" }),
  tags: inPlace("tags", (observed) => userTags(observed)).whenRemoved({}),
  prepaidDestroy: stateOnly(),
  adoptInstanceId: requestOption(),
};

/** The order of the days is no difference. */
const daysApart = ({ backupPeriod, ...policy }: JdBackupPolicy) => ({ ...policy, days: backupPeriod.split(",") });
