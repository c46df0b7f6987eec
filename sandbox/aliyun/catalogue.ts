/** What an instance of a class is. Capacity in MB, bandwidth in MB/s. */
export interface InstanceClass {
  readonly name: string;
  readonly capacityMb: number;
  readonly bandwidth: number;
  readonly connections: number;
  readonly qps: number;
  /** "Local": classic, on the host's disk. "OnECS": cloud-native. The rest: Tair. DescribeAvailableResource's ProductType. */
  readonly product: "Local" | "OnECS" | "Tair_rdb" | "Tair_scm" | "Tair_essd";
  readonly architecture: "standard" | "cluster" | "rwsplit";
  readonly shards: number;
  /** Read-only nodes that are part of the class. */
  readonly readOnly: number;
  readonly edition: "Community" | "Enterprise";
  readonly node: "double" | "single";
  readonly versions: readonly string[];
}

type Row = readonly [name: string, gb: number, bandwidth: number, connections: number, qps: number];

const classicVersions = ["2.8", "4.0", "5.0"];
const nativeVersions = ["5.0", "6.0", "7.0"];

/** Standard, with a replica. 10000 connections, 100000 QPS and the 32 MB/s of 2xlarge are of the seeds' answers. [doc] */
const classicMaster: readonly Row[] = [
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
const classicBasic: readonly Row[] = [
  ["redis.basic.small.default", 1, 10, 10000, 80000],
  ["redis.basic.mid.default", 2, 16, 10000, 80000],
  ["redis.basic.stand.default", 4, 24, 10000, 80000],
  ["redis.basic.large.default", 8, 24, 10000, 80000],
];

/** Memory-optimised Tair on classic hosts, ordered by CreateInstance. [doc] */
const classicTair: readonly Row[] = [
  ["redis.amber.master.small.multithread", 1, 96, 30000, 240000],
  ["redis.amber.master.mid.multithread", 2, 96, 30000, 240000],
  ["redis.amber.master.stand.multithread", 4, 96, 30000, 240000],
  ["redis.amber.master.large.multithread", 8, 96, 30000, 240000],
  ["redis.amber.master.2xlarge.multithread", 16, 96, 30000, 240000],
];

/** Per shard; the instance's capacity is that times ShardCount. [doc] help page 164477 */
const nativeShard: readonly Row[] = [
  ["redis.shard.micro.ce", 0.25, 24, 10000, 100000],
  ["redis.shard.small.ce", 1, 24, 10000, 100000],
  ["redis.shard.mid.ce", 2, 24, 10000, 100000],
  ["redis.shard.large.ce", 4, 32, 10000, 100000],
  ["redis.shard.xlarge.ce", 8, 40, 10000, 100000],
  ["redis.shard.2xlarge.ce", 16, 80, 10000, 100000],
  ["redis.shard.3xlarge.ce", 24, 96, 10000, 100000],
  ["redis.shard.4xlarge.ce", 32, 96, 10000, 100000],
  ["redis.shard.8xlarge.ce", 64, 96, 10000, 100000],
  ["redis.shard.with.proxy.small.ce", 1, 24, 10000, 100000],
  ["redis.shard.with.proxy.mid.ce", 2, 24, 10000, 100000],
  ["redis.shard.with.proxy.large.ce", 4, 32, 10000, 100000],
];

/** [doc] help page 164502 */
const tairRdb: readonly Row[] = [1, 2, 4, 8, 16, 24, 32, 64].map((gb) => [`tair.rdb.${gb}g`, gb, 96, 30000, 300000]);

/** [doc] help page "persistent memory-optimized instances" */
const tairScm: readonly Row[] = [
  ["tair.scm.standard.1m.4d", 4, 96, 20000, 100000],
  ["tair.scm.standard.2m.8d", 8, 96, 20000, 100000],
  ["tair.scm.standard.4m.16d", 16, 96, 20000, 100000],
  ["tair.scm.standard.4m.32d", 32, 96, 30000, 100000],
  ["tair.scm.standard.8m.32d", 32, 96, 30000, 100000],
  ["tair.scm.standard.16m.64d", 64, 96, 30000, 100000],
];

/** The capacity is the ordered disk. [guess] figures */
const tairEssd: readonly Row[] = [
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

type Kind = Omit<InstanceClass, "name" | "capacityMb" | "bandwidth" | "connections" | "qps">;

function rows(table: readonly Row[], kind: Kind): InstanceClass[] {
  return table.map(([name, gb, bandwidth, connections, qps]) => ({
    name,
    capacityMb: gb * 1024,
    bandwidth,
    connections,
    qps,
    ...kind,
  }));
}

const standard = { architecture: "standard", shards: 1, readOnly: 0, edition: "Community", node: "double" } as const;
const classicKind: Kind = { ...standard, product: "Local", versions: classicVersions };
const tairKind = { ...standard, edition: "Enterprise" } as const;

const all: readonly InstanceClass[] = [
  ...rows(classicMaster, classicKind),
  ...rows(classicBasic, { ...classicKind, node: "single" }),
  ...rows(classicTair, { ...classicKind, edition: "Enterprise", versions: ["4.0", "5.0"] }),
  ...classicCluster.map(
    ([gb, shards, proxies]): InstanceClass => ({
      ...classicKind,
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
      ...classicKind,
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
  ...rows(tairRdb, { ...tairKind, product: "Tair_rdb", versions: nativeVersions }),
  ...rows(tairScm, { ...tairKind, product: "Tair_scm", versions: ["1.0"] }),
  ...rows(tairEssd, { ...tairKind, product: "Tair_essd", versions: ["1.0", "2.0"] }),
];

const byName = new Map(all.map((one) => [one.name, one]));

export const classes = all;

export function findClass(name: string): InstanceClass | undefined {
  return byName.get(name);
}

/** An order by capacity gets the standard classic class of that size. [guess] which of several */
export function classOfCapacity(capacityMb: number): InstanceClass | undefined {
  return all.find((one) => one.capacityMb === capacityMb && one.product === "Local" && one.node === "double");
}

/** What is not to be had, and where: sold out for now, or never sold there. [guess] which; the two codes are [doc] and [tf]. */
const gaps: readonly { zone: RegExp; name: RegExp; why: "soldOut" | "notSold" }[] = [
  { zone: /^cn-hangzhou-b$/, name: /^redis\.master\.8xlarge\./, why: "soldOut" },
  { zone: /^cn-beijing-d$/, name: /^redis\.master\./, why: "soldOut" },
  { zone: /^cn-(qingdao|huhehaote)-/, name: /^(redis\.shard|tair)\./, why: "notSold" },
  { zone: /^cn-hangzhou-f$/, name: /^(redis\.shard|tair)\./, why: "notSold" },
];

export function stockOf(zoneId: string, className: string): "inStock" | "soldOut" | "notSold" {
  return gaps.find((gap) => gap.zone.test(zoneId) && gap.name.test(className))?.why ?? "inStock";
}
