import { zonesOf } from "./regions";

export type CacheMode = "single" | "ha" | "ha_rw_split" | "proxy" | "cluster";

/** One row of GET /flavors. */
export interface Flavor {
  readonly specCode: string;
  readonly mode: CacheMode;
  readonly engine: "redis" | "memcached";
  readonly versions: readonly string[];
  readonly cpu: "x86_64" | "aarch64";
  /** GB. The old codes stand for several sizes, every other for one. */
  readonly capacities: readonly number[];
  /** Copies of the data: 1 is a master alone. */
  readonly replicas: number;
  /** A flavour that exists but is not sold any more is not in GET /flavors. */
  readonly isSold: boolean;
}

const modern = ["4.0", "5.0", "6.0", "7.0"];
const classic = ["4.0", "5.0"];
const tiny = [0.125, 0.25, 0.5];
const small = [1, 2, 4, 8, 16, 24, 32, 48, 64];
const split = [1, 2, 4, 8, 16, 32, 64];
const sharded = [4, 8, 16, 24, 32, 48, 64, 96, 128, 192, 256, 384, 512, 768, 1024];
const old = [2, 4, 8, 16, 32, 64];

interface Family {
  readonly mode: CacheMode;
  /** Between the CPU and the size: "r2." and the like. */
  readonly marks: readonly string[];
  readonly sizes: readonly number[];
  readonly versions: readonly string[];
  readonly cpus: readonly ("xu1" | "au1")[];
}

/** [doc] user manual "DCS instance specifications"; au1, r1 and r3 to r6 [tf] and seed 003 */
const families: readonly Family[] = [
  { mode: "single", marks: [""], sizes: [...tiny, ...small], versions: modern, cpus: ["xu1", "au1"] },
  {
    mode: "ha",
    marks: ["r2.", "r3.", "r4.", "r5.", "r6."],
    sizes: [...tiny, ...small],
    versions: modern,
    cpus: ["xu1", "au1"],
  },
  // Seed 003's own sample: without the number of copies.
  { mode: "ha", marks: [""], sizes: [...tiny, ...small], versions: classic, cpus: ["au1"] },
  {
    mode: "ha_rw_split",
    marks: ["p2.", "p3.", "p4.", "p5.", "p6."],
    sizes: split,
    versions: modern,
    cpus: ["xu1"],
  },
  { mode: "proxy", marks: [""], sizes: sharded, versions: modern, cpus: ["xu1"] },
  { mode: "cluster", marks: ["r1.", "r2.", "r3."], sizes: sharded, versions: modern, cpus: ["xu1"] },
];

const prefixes: Readonly<Record<CacheMode, string>> = {
  single: "single",
  ha: "ha",
  ha_rw_split: "ha",
  proxy: "proxy",
  cluster: "cluster",
};

function flavorsOf({ mode, marks, sizes, versions, cpus }: Family): Flavor[] {
  return cpus.flatMap((cpu) =>
    marks.flatMap((mark) =>
      sizes.map((gb): Flavor => {
        const size = gb < 1 ? `tiny.${mark}${gb * 1024}` : `large.${mark}${gb}`;
        return {
          specCode: `redis.${prefixes[mode]}.${cpu}.${size}`,
          mode,
          engine: "redis",
          versions,
          cpu: cpu === "xu1" ? "x86_64" : "aarch64",
          capacities: [gb],
          replicas: mark === "" ? (mode === "single" ? 1 : 2) : Number(mark.slice(1, -1)),
          isSold: true,
        };
      }),
    ),
  );
}

function oldFlavor(specCode: string, mode: CacheMode, capacities: readonly number[]): Flavor {
  const isMemcached = specCode.includes("memcached");
  return {
    specCode,
    mode,
    engine: isMemcached ? "memcached" : "redis",
    versions: [isMemcached ? "" : "3.0"],
    cpu: "x86_64",
    capacities,
    replicas: mode === "single" ? 1 : 2,
    isSold: false,
  };
}

/** Redis 3.0 and Memcached: still made for those who ask, as seed 003's samples do. "standy" is the seed's own spelling. [doc] */
const oldFlavors: readonly Flavor[] = [
  oldFlavor("dcs.single_node", "single", old),
  oldFlavor("dcs.master_standby", "ha", old),
  oldFlavor("dcs.master_standy", "ha", old),
  oldFlavor("dcs.cluster", "proxy", [64, 128, 256, 512, 1024]),
  oldFlavor("dcs.memcached.single_node", "single", old),
  oldFlavor("dcs.memcached.master_standby", "ha", old),
];

export const flavors: readonly Flavor[] = [...families.flatMap(flavorsOf), ...oldFlavors];

const byCode = new Map(flavors.map((one) => [one.specCode, one]));

export function findFlavor(specCode: string): Flavor | undefined {
  return byCode.get(specCode);
}

/** What is sold out where, beside the zones with nothing left. [guess] which */
const gaps: readonly { zone: RegExp; code: RegExp }[] = [
  { zone: /^cn-north-4c$/, code: /\.large\.(\w\d\.)?(64|96|128|192|256|384|512|768|1024)$/ },
  { zone: /^cn-north-4c$/, code: /\.au1\./ },
];

/** Codes of the zones in which the flavour can be had now. */
export function stockOf(region: string, { specCode }: Flavor): string[] {
  return zonesOf(region)
    .filter(
      ({ code, isAvailable }) => isAvailable && !gaps.some((gap) => gap.zone.test(code) && gap.code.test(specCode)),
    )
    .map(({ code }) => code);
}

/** Shards of 8 GB at most, at least three. [guess] the figure; 3.0's proxy cluster has one for each 8 GB */
export function shardsOf({ mode }: Flavor, gb: number): number {
  return mode === "proxy" || mode === "cluster" ? Math.max(3, Math.ceil(gb / 8)) : 1;
}

/** Mbit/s. [guess] */
export function bandwidthOf(flavor: Flavor, gb: number): number {
  return gb < 1 ? 40 : 80 * shardsOf(flavor, gb);
}
