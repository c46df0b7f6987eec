/** What an instance of a class is. Capacity in MB, bandwidth in MB/s. */
export interface InstanceClass {
  readonly name: string;
  readonly capacityMb: number;
  readonly bandwidth: number;
  readonly connections: number;
  readonly qps: number;
  /** DescribeAvailableResource's ProductType. "Local": classic, on the host's disk. "OnECS": cloud-native. The others: Tair. */
  readonly product: "Local" | "OnECS" | "Tair_rdb" | "Tair_scm" | "Tair_essd";
  readonly architecture: "standard" | "cluster" | "rwsplit";
  readonly shards: number;
  /** Read-only nodes that are part of the class. */
  readonly readOnly: number;
  readonly edition: "Community" | "Enterprise";
  readonly node: "double" | "single";
  readonly versions: readonly string[];
}

type ClassRow = readonly [name: string, gb: number, bandwidth: number, connections: number, qps: number];

const classicVersions = ["2.8", "4.0", "5.0"];
const nativeVersions = ["5.0", "6.0", "7.0"];

/** Standard, with a replica. 10000 connections, 100000 QPS and the 32 MB/s of 2xlarge come from the seeds' answers. [doc] */
const classicMaster: readonly ClassRow[] = [
  ["redis.master.micro.default", 0.25, 10, 10000, 100000],
  ["redis.master.small.default", 1, 10, 10000, 100000],
  ["redis.master.mid.default", 2, 16, 10000, 100000],
  ["redis.master.stand.default", 4, 24, 10000, 100000],
  ["redis.master.large.default", 8, 24, 10000, 100000],
  ["redis.master.2xlarge.default", 16, 32, 10000, 100000],
  ["redis.master.4xlarge.default", 32, 32, 10000, 100000],
  ["redis.master.8xlarge.default", 64, 48, 10000, 100000],
];

/** Standard, without a replica. [doc] */
const classicBasic: readonly ClassRow[] = [
  ["redis.basic.small.default", 1, 10, 10000, 80000],
  ["redis.basic.mid.default", 2, 16, 10000, 80000],
  ["redis.basic.stand.default", 4, 24, 10000, 80000],
  ["redis.basic.large.default", 8, 24, 10000, 80000],
];

/** Memory-optimised Tair on classic hosts, ordered by CreateInstance. [doc] */
const classicTair: readonly ClassRow[] = [
  ["redis.amber.master.small.multithread", 1, 96, 30000, 240000],
  ["redis.amber.master.mid.multithread", 2, 96, 30000, 240000],
  ["redis.amber.master.stand.multithread", 4, 96, 30000, 240000],
  ["redis.amber.master.large.multithread", 8, 96, 30000, 240000],
  ["redis.amber.master.2xlarge.multithread", 16, 96, 30000, 240000],
];

/** Figures for one shard; an instance has ShardCount times as much. [doc] help page 164477 */
const nativeShard: readonly ClassRow[] = [
  ["redis.shard.micro.ce", 0.25, 24, 10000, 100000],
  ["redis.shard.small.ce", 1, 24, 10000, 100000],
  ["redis.shard.small.2.ce", 1, 48, 10000, 100000],
  ["redis.shard.mid.ce", 2, 24, 10000, 100000],
  ["redis.shard.mid.2.ce", 2, 96, 10000, 100000],
  ["redis.shard.large.ce", 4, 32, 10000, 100000],
  ["redis.shard.xlarge.ce", 8, 40, 10000, 100000],
  ["redis.shard.2xlarge.ce", 16, 80, 10000, 100000],
  ["redis.shard.3xlarge.ce", 24, 96, 10000, 100000],
  ["redis.shard.4xlarge.ce", 32, 96, 10000, 100000],
  ["redis.shard.8xlarge.ce", 64, 96, 10000, 100000],
  ["redis.shard.with.proxy.small.ce", 1, 24, 10000, 100000],
  ["redis.shard.with.proxy.mid.ce", 2, 24, 10000, 100000],
  ["redis.shard.with.proxy.large.ce", 4, 32, 10000, 100000],
  ["redis.shard.with.proxy.xlarge.ce", 8, 96, 20000, 100000],
  ["redis.shard.with.proxy.2xlarge.ce", 16, 96, 20000, 100000],
  ["redis.shard.with.proxy.3xlarge.ce", 24, 96, 30000, 100000],
  ["redis.shard.with.proxy.4xlarge.ce", 32, 96, 30000, 100000],
  ["redis.shard.with.proxy.8xlarge.ce", 64, 96, 30000, 100000],
];

/** [doc] help page 164502 */
const tairRdb: readonly ClassRow[] = [1, 2, 4, 8, 16, 24, 32, 64].map((gb) => [
  `tair.rdb.${gb}g`,
  gb,
  96,
  30000,
  300000,
]);

/** [doc] help page "persistent memory-optimized instances" */
const tairScm: readonly ClassRow[] = [
  ["tair.scm.standard.1m.4d", 4, 96, 20000, 100000],
  ["tair.scm.standard.2m.8d", 8, 96, 20000, 100000],
  ["tair.scm.standard.4m.16d", 16, 96, 20000, 100000],
  ["tair.scm.standard.4m.32d", 32, 96, 30000, 100000],
  ["tair.scm.standard.8m.32d", 32, 96, 30000, 100000],
  ["tair.scm.standard.16m.64d", 64, 96, 30000, 100000],
];

/** The capacity is the ordered disk. [guess] figures */
const tairEssd: readonly ClassRow[] = [
  ["tair.essd.standard.xlarge", 60, 84, 20000, 20000],
  ["tair.essd.standard.2xlarge", 120, 125, 30000, 35000],
  ["tair.essd.standard.4xlarge", 240, 156, 40000, 70000],
];

/** `redis.logic.sharding.<gb>g.<shards>db.0rodb.<proxies>proxy.default`. [doc] */
const classicCluster = [
  [1, 2, 4],
  [2, 2, 4],
  [4, 2, 4],
  [8, 2, 4],
  [16, 2, 4],
  [1, 4, 4],
  [2, 4, 4],
  [4, 4, 4],
  [8, 4, 4],
  [1, 8, 8],
  [2, 8, 8],
  [4, 8, 8],
] as const;

/** `redis.logic.splitrw.<size>.1db.<n>rodb.<proxies>proxy.default`. [doc] */
const classicSplit = [
  ["small", 1, 1, 4],
  ["mid", 2, 1, 4],
  ["stand", 4, 1, 4],
  ["small", 1, 3, 4],
  ["mid", 2, 3, 4],
] as const;

type Series = Omit<InstanceClass, "name" | "capacityMb" | "bandwidth" | "connections" | "qps">;

function rows(table: readonly ClassRow[], series: Series): InstanceClass[] {
  return table.map(([name, gb, bandwidth, connections, qps]) => ({
    name,
    capacityMb: gb * 1024,
    bandwidth,
    connections,
    qps,
    ...series,
  }));
}

const standard = { architecture: "standard", shards: 1, readOnly: 0, edition: "Community", node: "double" } as const;
const classic: Series = { ...standard, product: "Local", versions: classicVersions };
const tair = { ...standard, edition: "Enterprise" } as const;

export const classes: readonly InstanceClass[] = [
  ...rows(classicMaster, classic),
  ...rows(classicBasic, { ...classic, node: "single" }),
  ...rows(classicTair, { ...classic, edition: "Enterprise", versions: ["4.0", "5.0"] }),
  ...classicCluster.map(
    ([gb, shards, proxies]): InstanceClass => ({
      ...classic,
      name: `redis.logic.sharding.${gb}g.${shards}db.0rodb.${proxies}proxy.default`,
      capacityMb: gb * shards * 1024,
      bandwidth: gb === 1 ? shards * 48 : shards * 96,
      connections: shards * 10000,
      qps: shards * 100000,
      architecture: "cluster",
      shards,
    }),
  ),
  ...classicSplit.map(
    ([size, gb, readOnly, proxies]): InstanceClass => ({
      ...classic,
      name: `redis.logic.splitrw.${size}.1db.${readOnly}rodb.${proxies}proxy.default`,
      capacityMb: gb * 1024,
      bandwidth: 96 * (readOnly + 1),
      connections: 20000 * (readOnly + 1),
      qps: 100000 * (readOnly + 1),
      architecture: "rwsplit",
      readOnly,
    }),
  ),
  ...rows(nativeShard, { ...standard, product: "OnECS", versions: nativeVersions }),
  ...rows(tairRdb, { ...tair, product: "Tair_rdb", versions: nativeVersions }),
  ...rows(tairScm, { ...tair, product: "Tair_scm", versions: ["1.0"] }),
  ...rows(tairEssd, { ...tair, product: "Tair_essd", versions: ["1.0", "2.0"] }),
];

const byName = new Map(classes.map((one) => [one.name, one]));

export function findClass(name: string): InstanceClass | undefined {
  return byName.get(name);
}

/** An order by capacity gets the standard classic class of that size. [guess] which of several */
export function classOfCapacity(capacityMb: number, node: InstanceClass["node"] = "double"): InstanceClass | undefined {
  return classes.find((one) => one.capacityMb === capacityMb && one.product === "Local" && one.node === node);
}

/** The same class with another number of shards. */
export function withShards(made: InstanceClass, shards: number): InstanceClass {
  const scale = shards / made.shards;
  return {
    ...made,
    shards,
    capacityMb: made.capacityMb * scale,
    bandwidth: made.bandwidth * scale,
    connections: made.connections * scale,
    qps: made.qps * scale,
  };
}

/** CNY for one instance: for `months` when prepaid, else for an hour. [guess] */
export function priceOf(capacityMb: number, chargeType: string, months = 1): number {
  return (capacityMb / 1024) * (chargeType === "PrePaid" ? 100 * months : 0.2);
}

/** Region → letters of its zones. [doc] DescribeRegions, and the zones in the seeds' samples */
const zoneLetters: Readonly<Record<string, string>> = {
  "cn-hangzhou": "b d e f g h i j k",
  "cn-shanghai": "a b c d e f g l m n",
  "cn-beijing": "a b c d e f g h i j k l",
  "cn-qingdao": "b c",
  "cn-zhangjiakou": "a b c",
  "cn-huhehaote": "a b",
  "cn-wulanchabu": "a b c",
  "cn-shenzhen": "a b c d e f",
  "cn-heyuan": "a b",
  "cn-guangzhou": "a b",
  "cn-chengdu": "a b",
  "cn-nanjing": "a",
  "cn-fuzhou": "a",
  "cn-wuhan-lr": "a",
  "cn-hongkong": "b c d",
  "ap-northeast-1": "a b c",
  "ap-northeast-2": "a b",
  "ap-southeast-1": "a b c",
  "ap-southeast-2": "a b",
  "ap-southeast-3": "a b c",
  "ap-southeast-5": "a b c",
  "ap-southeast-6": "a b",
  "ap-southeast-7": "a b",
  "ap-south-1": "a b",
  "us-east-1": "a b",
  "us-west-1": "a b",
  "eu-central-1": "a b c",
  "eu-west-1": "a b",
  "me-east-1": "a",
  "me-central-1": "a b",
};

/** Regions that share the central host; each of the others has its own. [sdk] */
const central = new Set("cn-hangzhou cn-beijing cn-shanghai cn-qingdao cn-wulanchabu cn-heyuan".split(" "));

/** These answer Zone.Closed. [guess] which; the code is in seed 002 */
const closedZones = new Set(["cn-hangzhou-d", "cn-shenzhen-a"]);

/** Zones that still offer the classic network of seeds 000 and 001. [guess] which */
const classicNetworkZones = new Set(["cn-qingdao-b", "cn-qingdao-c"]);

/** Zones that offer nothing else: they answer IzNotSupportVpcError. [guess] which; the code is in seeds 001 and 002 */
const zonesWithoutVpc = new Set(["cn-qingdao-c"]);

export const regionIds: readonly string[] = Object.keys(zoneLetters);

export function zonesOf(regionId: string): string[] {
  return (zoneLetters[regionId] ?? "").split(" ").flatMap((letter) => (letter === "" ? [] : [`${regionId}-${letter}`]));
}

export function regionOf(zoneId: string): string {
  return zoneId.slice(0, zoneId.lastIndexOf("-"));
}

export function isClosed(zoneId: string): boolean {
  return closedZones.has(zoneId);
}

export function offersClassicNetwork(zoneId: string): boolean {
  return classicNetworkZones.has(zoneId);
}

export function offersVpc(zoneId: string): boolean {
  return !zonesWithoutVpc.has(zoneId);
}

export function endpointOf(regionId: string): string {
  return central.has(regionId) ? "r-kvstore.aliyuncs.com" : `r-kvstore.${regionId}.aliyuncs.com`;
}

/** Classes that a zone does not have: out of stock for now, or never offered. [guess] which; the two codes are [doc] and [tf]. */
const unavailable: readonly { zone: RegExp; name: RegExp; why: "outOfStock" | "notOffered" }[] = [
  { zone: /^cn-hangzhou-b$/, name: /^redis\.master\.8xlarge\./, why: "outOfStock" },
  { zone: /^cn-beijing-d$/, name: /^redis\.master\./, why: "outOfStock" },
  { zone: /^cn-(qingdao|huhehaote)-/, name: /^(redis\.shard|tair)\./, why: "notOffered" },
  { zone: /^cn-hangzhou-f$/, name: /^(redis\.shard|tair)\./, why: "notOffered" },
];

export function stockOf(zoneId: string, className: string): "available" | "outOfStock" | "notOffered" {
  return unavailable.find(({ zone, name }) => zone.test(zoneId) && name.test(className))?.why ?? "available";
}
