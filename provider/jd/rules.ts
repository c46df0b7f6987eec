import { undocumentedSettings } from "../core/resource/engineSettings";
import { mustBeGiven, type Rule, rulesFor } from "../core/resource/schema";
import type { JdRedisInputs } from "./args";
import { prepaidMode } from "./charge";
import {
  documentedShards,
  documentedVersions,
  isClassOf28,
  isClassOf40,
  isClassOfOneShard,
  isLargeShard,
  typesOf,
} from "./classes";
import { engineSettings } from "./settings";

type Args = JdRedisInputs;

const { failure, warning } = rulesFor<Args>();

const zonesIn = (azId: Partial<Args>["azId"]): string[] =>
  [azId?.master, azId?.slave, ...(azId?.azsForCluster ?? []), ...(azId?.azsForProxy ?? [])].filter(
    (zone) => zone !== undefined,
  );

const placement: readonly Rule<Args>[] = [
  failure(["azId"], ({ azId }) => {
    if (!azId) return undefined;
    if (azId.azSpecifyType === "SpecifyByCluster")
      return azId.azsForCluster ? undefined : "needs azsForCluster with SpecifyByCluster";
    if (azId.azsForCluster) return "has azsForCluster, which needs azSpecifyType SpecifyByCluster";
    return azId.master && azId.slave ? undefined : "needs master and slave, which may be the same zone";
  }),
  warning(["azId", "regionId"], ({ azId, regionId }) => {
    if (regionId === undefined) return undefined;
    const strange = zonesIn(azId).find(
      (zone) => zone.startsWith(regionId) && !/^[a-z]$/.test(zone.slice(regionId.length)),
    );
    return strange
      ? `has zone ${strange}; the vendor's zones are the region and one letter; JD Cloud will probably reject it`
      : undefined;
  }),
  warning(["azId"], ({ azId }) =>
    azId?.azSpecifyType === "SpecifyByCluster" && (azId.master !== undefined || azId.slave !== undefined)
      ? "has master or slave, which have no meaning with SpecifyByCluster"
      : undefined,
  ),
  warning(["azId"], ({ azId }) =>
    azId?.azSpecifyType === "SpecifyByCluster" && new Set(azId.azsForCluster).size === 1
      ? "names one zone in azsForCluster; JD Cloud may want two or more for SpecifyByCluster"
      : undefined,
  ),
  failure(["azId", "regionId"], ({ azId, regionId }) => {
    const foreign = zonesIn(azId).find((zone) => regionId && !zone.startsWith(regionId));
    return foreign ? `zone ${foreign} is not in region ${regionId}` : undefined;
  }),
];

const size: readonly Rule<Args>[] = [
  failure(["shardNumber", "cacheInstanceClass"], ({ shardNumber, cacheInstanceClass }) =>
    isClassOfOneShard(cacheInstanceClass) && shardNumber === undefined
      ? "must be given with a class that is sold by the shard"
      : undefined,
  ),
  warning(["shardNumber", "cacheInstanceClass"], ({ shardNumber, cacheInstanceClass }) =>
    shardNumber !== undefined && /^redis\.[mc]1?\./.test(cacheInstanceClass ?? "")
      ? `is given with ${cacheInstanceClass}, which is not sold by the shard; JD Cloud will probably reject it`
      : undefined,
  ),
  warning(["shardNumber"], ({ shardNumber }) =>
    shardNumber !== undefined && !documentedShards.includes(shardNumber)
      ? `is ${shardNumber}; the vendor documents ${documentedShards.join(", ")}`
      : undefined,
  ),
  warning(["shardNumber", "cacheInstanceClass"], ({ shardNumber, cacheInstanceClass = "" }) =>
    shardNumber === 128 && !isLargeShard(cacheInstanceClass)
      ? "is 128, which the vendor documents for the two largest classes only"
      : undefined,
  ),
  warning(["replicaNumber"], ({ replicaNumber }) =>
    replicaNumber !== undefined && (replicaNumber < 2 || replicaNumber > 5)
      ? `is ${replicaNumber}, master included; JD Cloud sells few numbers other than 2 to 5 and decides by class`
      : undefined,
  ),
  warning(["cacheInstanceType", "cacheInstanceClass"], ({ cacheInstanceType, cacheInstanceClass }) => {
    const [, family] = /^redis\.([mcs])1?\./.exec(cacheInstanceClass ?? "") ?? [];
    const fitting = family === undefined ? undefined : typesOf[family];
    return cacheInstanceType === undefined || fitting === undefined || fitting.includes(cacheInstanceType)
      ? undefined
      : `is ${cacheInstanceType}, but ${cacheInstanceClass} is a class of ${fitting.join(" and ")}; JD Cloud will probably reject it`;
  }),
  failure(["enableSmartProxy", "cacheInstanceType"], ({ enableSmartProxy, cacheInstanceType }) =>
    enableSmartProxy === 1 && cacheInstanceType !== "native-cluster"
      ? "needs cacheInstanceType native-cluster"
      : undefined,
  ),
];

const access: readonly Rule<Args>[] = [
  warning(["password"], ({ password }) => {
    if (password === undefined || password === "") return "is not given; anybody who can reach the instance can use it";
    return [/[A-Z]/, /[a-z]/, /\d/].every((pattern) => pattern.test(password))
      ? undefined
      : "lacks upper case, lower case or a digit; the vendor's own tests require all three, its pages do not";
  }),
  warning(["ipWhiteList"], ({ ipWhiteList = [] }) => {
    const single = ipWhiteList.filter((block) => !block.includes("/"));
    return single.length > 0
      ? `${single.join(", ")}: only some of the vendor's pages have single addresses; write /32 to be sure`
      : undefined;
  }),
  warning(["ipWhiteList"], ({ ipWhiteList }) => {
    if (ipWhiteList === undefined) return "is not given; JD Cloud's default is 0.0.0.0/0, every address of the network";
    return ipWhiteList.some((block) => block.endsWith("/0"))
      ? "opens the instance to every address of its network"
      : undefined;
  }),
];

const engine: readonly Rule<Args>[] = [
  warning(["redisVersion", "cacheInstanceClass"], ({ redisVersion, cacheInstanceClass }) => {
    const version = redisVersion ?? "2.8, the vendor's default";
    if (isClassOf28(cacheInstanceClass) && redisVersion !== undefined && redisVersion !== "2.8")
      return `is ${version}, but ${cacheInstanceClass} is a class for 2.8`;
    return isClassOf40(cacheInstanceClass) && (redisVersion ?? "2.8") === "2.8"
      ? `is ${version}, but ${cacheInstanceClass} is a class for 4.0 and newer`
      : undefined;
  }),
  warning(["redisVersion"], ({ redisVersion }) =>
    redisVersion === undefined || documentedVersions.includes(redisVersion)
      ? undefined
      : `${redisVersion} is not a version that the vendor documents (${documentedVersions.join(", ")})`,
  ),
  warning(["config"], ({ config: { "maxmemory-policy": _policy, "@slave-appendonly": _appendonly, ...config } = {} }) =>
    undocumentedSettings(engineSettings, config),
  ),
  failure(["maxmemoryPolicy", "redisVersion"], ({ maxmemoryPolicy, redisVersion }) =>
    maxmemoryPolicy?.endsWith("-lfu") && redisVersion === "2.8" ? "needs redisVersion 4.0 or newer" : undefined,
  ),
  failure(["config"], ({ config }) => {
    if (config?.["maxmemory-policy"] !== undefined) return "has maxmemory-policy; set maxmemoryPolicy instead";
    return config?.["@slave-appendonly"] === undefined
      ? undefined
      : "has @slave-appendonly; set slaveAppendonly instead";
  }),
];

const billing: readonly Rule<Args>[] = [
  failure(["charge"], ({ charge = {} }) => {
    const { chargeMode, chargeUnit = "month", chargeDuration } = charge;
    if (chargeMode === prepaidMode && chargeDuration === undefined) return `needs chargeDuration with ${prepaidMode}`;
    const most = chargeUnit === "year" ? 3 : 9;
    if (chargeDuration !== undefined && chargeDuration > most)
      return `has a chargeDuration of more than ${most} ${chargeUnit}s`;
    return charge.autoChangeChargeMode && !charge.autoChangeChargeModeDate
      ? "needs autoChangeChargeModeDate with autoChangeChargeMode"
      : undefined;
  }),
  warning(["charge"], ({ charge }) =>
    charge?.chargeMode === "postpaid_by_usage"
      ? "is postpaid_by_usage: the vendor's page lists it, but Redis is not sold that way; JD Cloud will probably reject it"
      : undefined,
  ),
  warning(["charge"], ({ charge = {} }) =>
    charge.chargeMode === prepaidMode && charge.autoChangeChargeMode === true
      ? `has autoChangeChargeMode, which is for an instance that is not ${prepaidMode} yet`
      : undefined,
  ),
  warning(["charge"], ({ charge = {} }) => {
    if (charge.chargeMode === prepaidMode || charge.autoChangeChargeMode) return undefined;
    const unused = (["chargeUnit", "chargeDuration", "autoRenew", "autoChangeChargeModeDate"] as const).filter(
      (name) => charge[name] !== undefined && charge[name] !== false,
    );
    return unused.length > 0 ? `has ${unused.join(", ")}, which only ${prepaidMode} uses` : undefined;
  }),
];

const backupAndMaintenance: readonly Rule<Args>[] = [
  failure(["maintenanceTime"], ({ maintenanceTime }) =>
    maintenanceTime && maintenanceTime.startTime === maintenanceTime.endTime
      ? "must end at another time than it starts"
      : undefined,
  ),
  warning(["tags"], ({ tags = {} }) => {
    const long = Object.entries(tags).filter(([key, value]) => key.length > 127 || value.length > 255);
    if (long.length > 0)
      return `${long.map(([key]) => key.slice(0, 40)).join(", ")}: keys of more than 127 and values of more than 255 characters may be too long; the vendor gives no limits`;
    return Object.keys(tags).length > 49 ? "are more than 49; JD Cloud may not take as many" : undefined;
  }),
  failure(["backupId", "srcInstanceId"], ({ backupId, srcInstanceId }) =>
    (backupId === undefined) === (srcInstanceId === undefined) ? undefined : "and srcInstanceId must be given together",
  ),
];

/** What must hold across arguments. */
export const rules: readonly Rule<Args>[] = [
  ...mustBeGiven<Args>("vpcId", "subnetId", "azId", "cacheInstanceName", "cacheInstanceClass"),
  ...placement,
  ...size,
  ...access,
  ...engine,
  ...billing,
  ...backupAndMaintenance,
];
