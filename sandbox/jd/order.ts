import type { Args } from "./args";
import { findClass, type InstanceClass, isOutOfStock, minAzLimitForCluster, replicas, shardNumbers } from "./catalogue";
import { invalid, notFound } from "./errors";
import type { AzId, CacheInstanceType } from "./instance";
import { type RegionId, zonesOf } from "./regions";

/** What an order for a class comes to. */
export interface Target {
  readonly made: InstanceClass;
  readonly shards: number;
  readonly type: CacheInstanceType;
  readonly replicas: number;
}

/** Where the class stands in what the instance is now; nothing at creation. */
export interface Live {
  readonly type: CacheInstanceType;
  readonly shards: number;
  readonly replicas: number;
}

/**
 * An unknown class, or one of another engine version, is 404. [qa] A class sold by the shard needs its number of shards, and only such a
 * class takes one. [sdk]
 */
export function readTarget(args: Args, redisVersion: string, live?: Live): Target {
  const name = args.required("cacheInstanceClass");
  const made = findClass(name, redisVersion);
  if (made === undefined) throw notFound(`cacheInstanceClass ${name} not found for redis ${redisVersion}`);
  const type = readType(args, made, redisVersion, live);
  const isLiveCluster = live !== undefined && live.type !== "master-slave";
  return {
    made,
    type,
    shards: readShards(args, made, isLiveCluster ? live.shards : undefined),
    replicas: args.within("replicaNumber", replicas.least, replicas.most) ?? live?.replicas ?? replicas.standard,
  };
}

function readShards(args: Args, made: InstanceClass, liveShards: number | undefined): number {
  const given = args.int("shardNumber") ?? (made.edition === "shard" ? liveShards : undefined);
  if (made.edition === "shard") {
    if (given === undefined) throw invalid(`shardNumber is required for ${made.name}`);
    if (!shardNumbers(made).includes(given)) {
      throw invalid(`shardNumber of ${made.name} has to be one of ${shardNumbers(made).join(", ")}`);
    }
    return given;
  }
  // [guess] A number that agrees does no harm; 0 is how some send "none".
  if (given !== undefined && given !== 0 && given !== made.shards) {
    throw invalid(`shardNumber is for custom-shard classes, not for ${made.name}`);
  }
  return made.shards;
}

function readType(args: Args, made: InstanceClass, redisVersion: string, live: Live | undefined): CacheInstanceType {
  const standard = made.edition === "standard" ? "master-slave" : "cluster";
  const kept = live?.type === "native-cluster" ? "native-cluster" : standard;
  const wish = args.has("cacheInstanceType")
    ? args.oneOf("cacheInstanceType", ["master-slave", "cluster", "native-cluster"])
    : kept;
  const isFitting =
    wish === standard || (wish === "native-cluster" && redisVersion !== "2.8" && made.edition !== "cluster");
  if (wish === undefined || !isFitting) throw invalid(`${made.name} is not a class of cacheInstanceType ${wish}`);
  return wish;
}

/** Both zones are needed when the zones are given by replica group, the standard way; an unknown zone is 404. [qa] [sdk] */
export function readZones(args: Args, region: RegionId): AzId {
  const azSpecifyType =
    args.oneOf("azSpecifyType", ["SpecifyByReplicaGroup", "SpecifyByCluster"]) ?? "SpecifyByReplicaGroup";
  const isByCluster = azSpecifyType === "SpecifyByCluster";
  const cluster = args.texts("azsForCluster");
  if (isByCluster && cluster.length < minAzLimitForCluster) {
    throw invalid(`azId.azsForCluster has to name ${minAzLimitForCluster} zones or more`);
  }
  const master = isByCluster ? (args.text("master") ?? "") : args.required("master");
  const slave = isByCluster ? (args.text("slave") ?? "") : args.required("slave");
  const proxy = args.texts("azsForProxy");
  checkZones(
    [master, slave, ...cluster, ...proxy].filter((zone) => zone !== ""),
    region,
  );
  return {
    azSpecifyType,
    master,
    slave,
    azsForCluster: cluster.length > 0 ? cluster : null,
    azsForProxy: proxy.length > 0 ? proxy : null,
  };
}

export function checkZones(zones: readonly string[], region: RegionId): void {
  const unknown = zones.find((zone) => !zonesOf(region).includes(zone));
  if (unknown !== undefined) throw notFound(`az ${unknown} not found`);
}

/** [guess] the answer: 404, as for whatever else an order names and there is not. */
export function checkStock(az: AzId, made: InstanceClass): void {
  const zones = az.azSpecifyType === "SpecifyByCluster" ? (az.azsForCluster ?? []) : [az.master, az.slave];
  const empty = zones.find((zone) => isOutOfStock(zone, made.name));
  if (empty !== undefined) throw notFound(`cacheInstanceClass ${made.name} is sold out in ${empty}`);
}

/** The fields of an instance that follow from its class. */
export function fieldsOf({ made, shards, type, replicas: replicaNumber }: Target) {
  const perShard = made.edition === "shard" ? made.memoryMb : made.memoryMb / made.shards;
  return {
    cacheInstanceClass: made.name,
    cacheInstanceType: type,
    shardNumber: shards,
    memoryMBPerShard: perShard,
    cacheInstanceMemoryMB: perShard * shards,
    replicaNumber,
  };
}
