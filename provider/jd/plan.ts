import { isPartOf, type Plan, rows } from "../core/kind/plan";
import type { JdAzId, JdBackupPolicy, JdPublicAddress, JdRedisInputs } from "./args";
import { isSameCharge, replacesCharge } from "./charge";
import type { JdInstance } from "./instance";
import { userTags } from "./tags";

const { inPlace, replace, createOnly, callOption, stateOnly } = rows<JdInstance>();

type InstanceType = JdRedisInputs["cacheInstanceType"];

/** How each argument changes and shows; see the vendor's pages on createCacheInstance and describeCacheInstance. */
export const jdRedisPlan: Plan<JdRedisInputs, JdInstance> = {
  regionId: replace((live) => live.regionId),
  vpcId: replace((live) => live.vpcId),
  subnetId: replace((live) => live.subnetId),
  azId: inPlace("proxies", (live) => live.azId)
    .asPart()
    .butReplacesWhen((from: JdAzId | undefined, { azsForProxy: _, ...to }: JdAzId) => !isPartOf(from ?? {}, to)),
  cacheInstanceName: inPlace("attribute", (live) => live.cacheInstanceName),
  cacheInstanceDescription: inPlace("attribute", (live) => live.cacheInstanceDescription).removedMeans(""),
  cacheInstanceClass: inPlace("class", (live) => live.cacheInstanceClass),
  shardNumber: inPlace("class", (live) => live.shardNumber),
  replicaNumber: inPlace("class", (live) => live.replicaNumber),
  effectiveTime: callOption(),
  // A class may make a cluster of a standard instance, or the other way round; all else is another instance.
  cacheInstanceType: inPlace("type", (live) => live.cacheInstanceType).butReplacesWhen(
    (from: InstanceType, to: InstanceType) => from !== "master-slave" && !(from === "cluster" && to === "master-slave"),
  ),
  redisVersion: replace((live) => live.redisVersion),
  password: inPlace<string>("password").writeOnly().secret().removedMeans(""),
  ipv6On: replace((live) => live.ipv6On),
  dbNum: replace((live) => live.dbNum),
  port: replace((live) => live.port),
  cpuArchType: replace((live) => live.cpuArchType),
  enableSmartProxy: replace((live) => live.enableSmartProxy),
  resourceGroupId: replace((live) => live.resourceGroupId),
  slaveAppendonly: inPlace("config", (live) => live.slaveAppendonly),
  maxmemoryPolicy: inPlace("config", (live) => live.maxmemoryPolicy),
  config: inPlace("config", (live) => live.config).asPart(),
  configTemplateId: createOnly(),
  backupId: createOnly(),
  srcInstanceId: createOnly(),
  charge: inPlace("billing", ({ chargeMode, autoRenew }) => ({ chargeMode, autoRenew }))
    .comparedBy(isSameCharge)
    .butReplacesWhen(replacesCharge),
  ipWhiteList: inPlace("whitelist", (live) => live.ipWhiteList)
    .asSet()
    .removedMeans(["0.0.0.0/0"]),
  disableCommands: inPlace("commands", (live) => live.disableCommands)
    .asSet()
    .removedMeans([]),
  backupPolicy: inPlace("backup", (live) => live.backupPolicy).comparedBy(
    (actual: JdBackupPolicy, wanted: JdBackupPolicy) => isPartOf(daysApart(actual), daysApart(wanted)),
  ),
  maintenanceTime: inPlace("maintenance", (live) => live.maintenanceTime),
  tls: inPlace("tls", (live) => live.tls)
    .asPart()
    .removedMeans({ tlsStatus: "disable" }),
  publicAddress: inPlace<JdPublicAddress>("publicAddress").writeOnly("later").removedMeans({ elasticIpId: "" }),
  tags: inPlace("tags", (live) => userTags(live)).removedMeans({}),
  prepaidDestroy: stateOnly(),
  adoptInstanceId: callOption(),
};

/** The order of the days is no difference. */
const daysApart = ({ backupPeriod, ...policy }: JdBackupPolicy) => ({ ...policy, days: backupPeriod.split(",") });
