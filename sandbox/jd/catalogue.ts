/** Regions that the Redis pages and the OpenAPI list name, with the suffix of their domains. [doc] regions, [guess] suffixes and zones of the others */
const regions = {
  "cn-north-1": { name: "华北-北京", zones: ["a", "b", "c"], domain: "hb" },
  "cn-south-1": { name: "华南-广州", zones: ["a", "b", "c"], domain: "hn" },
  "cn-east-2": { name: "华东-上海", zones: ["a", "b", "c"], domain: "hd" },
  "cn-east-1": { name: "华东-宿迁", zones: ["a", "b"], domain: "sq" },
} as const;

export type RegionId = keyof typeof regions;

export const regionIds = Object.keys(regions) as readonly RegionId[];

export function isRegion(id: string): id is RegionId {
  return Object.hasOwn(regions, id);
}

export function regionName(id: RegionId): string {
  return regions[id].name;
}

/** `<region>` + a letter. [doc] */
export function zonesOf(id: RegionId): string[] {
  return regions[id].zones.map((letter) => id + letter);
}

/** `redis-m0vcg462xe31-proxy-nlb.jvessel-open-hb.jdcloud.com` is the vendor's sample. [doc] */
export function domainOf(instanceId: string, id: RegionId): string {
  return `${instanceId}-proxy-nlb.jvessel-open-${regions[id].domain}.jdcloud.com`;
}

/** What an instance of a class is; for the edition "shard", what one shard is. Memory in MB, disk in GB, bandwidth in MB/s. */
export interface InstanceClass {
  readonly name: string;
  readonly edition: "standard" | "cluster" | "shard";
  readonly memoryMb: number;
  /** Fixed by the class; 1 for the edition "shard", whose orders name the number of shards. */
  readonly shards: number;
  readonly cpu: number;
  readonly diskGb: number;
  readonly connections: number;
  readonly bandwidth: number;
  readonly versions: readonly string[];
}

const oldVersions = ["2.8"];
/** [doc] 4.0; [sdk] names 6.2, 7.2 and 8.0 in its configuration templates; [guess] they are sold in the same classes. */
const newVersions = ["4.0", "6.2", "7.2", "8.0"];

export const redisVersions = [...oldVersions, ...newVersions];

/** What configuration templates are for. [sdk] of the versions it says that there are others */
export const templateVersions = ["6.2", "7.2", "8.0"] as const;
export const templateTypes = ["master-slave", "native-cluster"] as const;

const sizes = ["micro", "small", "medium", "large", "xlarge", "2xlarge"] as const;

const clusterSizes = [
  ["small", 16, 8],
  ["medium", 32, 8],
  ["large", 64, 8],
  ["xlarge", 128, 16],
  ["2xlarge", 256, 16],
  ["4xlarge", 512, 32],
] as const;

type Edition = InstanceClass["edition"];

function define(name: string, edition: Edition, gb: number, shards: number, versions: readonly string[]) {
  return {
    name: `redis.${name}.basic`,
    edition,
    memoryMb: gb * 1024,
    shards,
    cpu: shards,
    diskGb: Math.max(20 * shards, gb * 5), // [doc] the samples' 20 and 160; [guess] the others
    connections: 10_000 * shards,
    bandwidth: 48 * shards,
    versions,
  };
}

const doubling = (family: string, edition: Edition, versions: readonly string[]) =>
  sizes.map((size, at) => define(`${family}.${size}`, edition, 2 ** at, 1, versions));

const clusters = (family: string, versions: readonly string[]) =>
  clusterSizes.map(([size, gb, shards]) => define(`${family}.${size}`, "cluster", gb, shards, versions));

/** [doc] specifications page; redis.c.* and redis.s.micro: the samples of describeInstanceClass and describeSpecConfig, [qa] */
export const classes: readonly InstanceClass[] = [
  ...doubling("m1", "standard", oldVersions),
  ...clusters("c1", oldVersions),
  ...doubling("m", "standard", newVersions),
  ...clusters("c", newVersions),
  ...doubling("s", "shard", newVersions),
];

/** Undefined as well when the class is of another engine generation. */
export function findClass(name: string, redisVersion: string): InstanceClass | undefined {
  return classes.find((one) => one.name === name && one.versions.includes(redisVersion));
}

/** The numbers of shards that a class can be ordered with. [doc] specifications page: 128 for the two largest only. */
export function shardNumbers({ name, edition, shards }: InstanceClass): number[] {
  if (edition !== "shard") return [shards];
  const isLarge = /\.(xlarge|2xlarge)\./.test(name);
  return [2, 4, 8, 16, 32, 64, ...(isLarge ? [128] : [])];
}

/** The fields of an instance that follow from a class and its number of shards. */
export function sizeOf({ name, edition, memoryMb, shards: fixed }: InstanceClass, shards: number) {
  const memoryMBPerShard = edition === "shard" ? memoryMb : memoryMb / fixed;
  return {
    cacheInstanceClass: name,
    shardNumber: shards,
    memoryMBPerShard,
    cacheInstanceMemoryMB: memoryMBPerShard * shards,
  };
}

/** Addresses that an instance takes from its subnet: 8, 14, 26 for 2, 4, 8 shards, 6 for a standard one. [doc] */
export function ipNumber(edition: Edition, shards: number): number {
  return edition === "standard" ? 6 : 2 + 3 * shards;
}

/** Master included. [doc] one and one is the default; [guess] the bounds */
export const replicas = { min: 2, max: 5, byDefault: 2 } as const;

/** Zones that SpecifyByCluster has to name at least. [guess] */
export const minAzLimitForCluster = 2;

/** What is out of stock where. [guess] which; that stock runs out is [sdk]: soldOut of describeAvailableResource */
const outOfStock: readonly { readonly zone: RegExp; readonly name: RegExp }[] = [
  { zone: /^cn-south-1c$/, name: /\.2xlarge\./ },
  { zone: /^cn-east-1/, name: /^redis\.(m1|c1)\./ },
];

export function isOutOfStock(zone: string, className: string): boolean {
  return outOfStock.some((row) => row.zone.test(zone) && row.name.test(className));
}

/** The zones of a region that have the class in stock. */
export function zonesWith(region: RegionId, className: string): string[] {
  return zonesOf(region).filter((zone) => !isOutOfStock(zone, className));
}
