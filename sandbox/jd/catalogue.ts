/** What an instance of a class is. Of kind "shard": all figures for one shard. Memory in MB, disk in GB, bandwidth in MB/s. */
export interface InstanceClass {
  readonly name: string;
  readonly edition: "standard" | "cluster" | "shard";
  readonly memoryMb: number;
  /** Fixed; 1 for kind "shard", where it is the order that says how many. */
  readonly shards: number;
  readonly cpu: number;
  readonly diskGb: number;
  readonly connections: number;
  readonly bandwidth: number;
  readonly versions: readonly string[];
}

const oldVersions = ["2.8"];
/** [doc] 4.0; [sdk] names 6.2, 7.2 and 8.0 in its configuration templates; that they are sold in the same classes is a guess. */
const newVersions = ["4.0", "6.2", "7.2", "8.0"];

export const redisVersions = [...oldVersions, ...newVersions];

const sizes = ["micro", "small", "medium", "large", "xlarge", "2xlarge"] as const;

function standard(family: string, versions: readonly string[]): InstanceClass[] {
  return sizes.map((size, at) => one(`redis.${family}.${size}.basic`, "standard", 2 ** at, 1, versions));
}

type ClusterRow = readonly [size: string, gb: number, shards: number];

const clusterRows: readonly ClusterRow[] = [
  ["small", 16, 8],
  ["medium", 32, 8],
  ["large", 64, 8],
  ["xlarge", 128, 16],
  ["2xlarge", 256, 16],
  ["4xlarge", 512, 32],
];

function clusters(family: string, versions: readonly string[]): InstanceClass[] {
  return clusterRows.map(([size, gb, shards]) => one(`redis.${family}.${size}.basic`, "cluster", gb, shards, versions));
}

function one(
  name: string,
  edition: InstanceClass["edition"],
  gb: number,
  shards: number,
  versions: readonly string[],
): InstanceClass {
  return {
    name,
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

/** [doc] specifications page; redis.c.* and redis.s.micro: the samples of describeInstanceClass and describeSpecConfig, [qa] */
export const classes: readonly InstanceClass[] = [
  ...standard("m1", oldVersions),
  ...clusters("c1", oldVersions),
  ...standard("m", newVersions),
  ...clusters("c", newVersions),
  ...sizes.map((size, at) => one(`redis.s.${size}.basic`, "shard", 2 ** at, 1, newVersions)),
];

const byName = new Map(classes.map((one) => [one.name, one]));

/** Undefined as well when the class is of another engine generation. */
export function findClass(name: string, redisVersion: string): InstanceClass | undefined {
  const found = byName.get(name);
  return found?.versions.includes(redisVersion) === true ? found : undefined;
}

/** [doc] specifications page: 128 shards for the two largest only. */
export function shardNumbers({ name }: InstanceClass): number[] {
  const large = /\.(xlarge|2xlarge)\./.test(name);
  return [2, 4, 8, 16, 32, 64, ...(large ? [128] : [])];
}

/** Addresses that an instance takes from its subnet: 8, 14, 26 for 2, 4, 8 shards, 6 for a standard one. [doc] */
export function ipNumber(kind: InstanceClass["edition"], shards: number): number {
  return kind === "standard" ? 6 : 2 + 3 * shards;
}

/** Master included. [doc] one and one is the default; [guess] the bounds */
export const replicas = { least: 2, most: 5, standard: 2 } as const;

/** Zones that SpecifyByCluster has to name at least. [guess] */
export const minAzLimitForCluster = 2;

/** What is sold out where. [guess] which; that there is such a thing is [sdk], soldOut of describeAvailableResource */
const gaps: readonly { readonly zone: RegExp; readonly name: RegExp }[] = [
  { zone: /^cn-south-1c$/, name: /\.2xlarge\./ },
  { zone: /^cn-east-1/, name: /^redis\.(m1|c1)\./ },
];

export function isOutOfStock(zone: string, className: string): boolean {
  return gaps.some((gap) => gap.zone.test(zone) && gap.name.test(className));
}
