import { createHash } from "node:crypto";

/** Region → letters of its zones. Regions [sdk]; the zones of seed 003's samples [doc], the other zones [guess]. */
const letters: Readonly<Record<string, string>> = {
  "cn-north-4": "a b c g",
  "cn-north-1": "a b c",
  "cn-north-2": "a b",
  "cn-north-9": "a b",
  "cn-north-12": "a b",
  "cn-east-2": "a b c",
  "cn-east-3": "a b c",
  "cn-east-4": "a b c",
  "cn-east-5": "a b",
  "cn-south-1": "a b c e f",
  "cn-south-2": "a b",
  "cn-southwest-2": "a b c d",
  "ap-southeast-1": "a b c",
  "ap-southeast-2": "a b c",
  "ap-southeast-3": "a b c e",
  "ap-southeast-4": "a b c",
  "ap-southeast-5": "a b",
  "af-south-1": "a b c",
  "ru-northwest-2": "a b c",
  "ru-moscow-1": "a b c",
  "sa-brazil-1": "a b",
  "la-north-2": "a b",
  "la-south-2": "a b",
  "na-mexico-1": "a b",
  "ae-ad-1": "a b",
  "tr-west-1": "a b c",
  "eu-west-0": "a b c",
  "eu-west-101": "a b",
  "me-east-1": "a b c",
  "my-kualalumpur-1": "a b",
};

export const homeRegion = "cn-north-4";

/** Zones without any stock, displayed with resource_availability "false". [guess] which */
const outOfStockZones = new Set(["cn-north-4g", "cn-south-1f"]);

/** Here the old generation of the API answers, whose errors have the older form. [guess] which region; the form is [doc] */
export const oldGeneration = "eu-west-0";

export const regionIds: readonly string[] = Object.keys(letters);

const hash = (text: string) => createHash("sha256").update(text).digest("hex").slice(0, 32);

export interface Zone {
  readonly code: string;
  /** MigrateAz expects it, and `available_zones` shows it. */
  readonly id: string;
  readonly name: string;
  readonly isAvailable: boolean;
}

const zones = new Map<string, readonly Zone[]>(
  Object.entries(letters).map(([region, all]) => [
    region,
    all.split(" ").map((letter, index) => {
      const code = `${region}${letter}`;
      return { code, id: hash(`zone ${code}`), name: `AZ${index + 1}`, isAvailable: !outOfStockZones.has(code) };
    }),
  ]),
);

export const zonesOf = (region: string): readonly Zone[] => zones.get(region) ?? [];

export function findZone(region: string, codeOrId: string): Zone | undefined {
  return zonesOf(region).find(({ code, id }) => code === codeOrId || id === codeOrId);
}

export interface Project {
  readonly id: string;
  readonly name: string;
  readonly region: string;
}

/** The id never changes. [doc] */
export function projectOf(account: string, name: string): string {
  return hash(`project ${account} ${name}`);
}

/** By account; every call asks for its project, and thirty hashes a call are a third of the sandbox's time. */
const known = new Map<string, readonly Project[]>();

/**
 * The projects of an account: in each region the main one, which has the region's name, and one sub-project. [tf] sub-projects are
 * called `{region}_{suffix}`; which there are [guess]
 */
export function projectsOf(account: string): readonly Project[] {
  const projects =
    known.get(account) ??
    regionIds.flatMap((region) =>
      [region, `${region}_team`].map((name) => ({ id: projectOf(account, name), name, region })),
    );
  known.set(account, projects);
  return projects;
}

/** The region of one of the account's projects; undefined when the account has no such project. */
export function regionOfProject(account: string, project: string): string | undefined {
  return projectsOf(account).find(({ id }) => id === project)?.region;
}

/** The account of every key that names none. */
export const ownAccount = "sandbox";

/** 32 hexadecimal digits, as in all of the vendor's account and user ids. */
export function domainOf(account: string): string {
  return hash(`domain ${account}`);
}

export type CacheMode = "single" | "ha" | "ha_rw_split" | "proxy" | "cluster";

/** One row of GET /flavors. */
export interface Flavor {
  readonly specCode: string;
  readonly mode: CacheMode;
  readonly engine: "redis" | "memcached";
  readonly versions: readonly string[];
  readonly cpu: "x86_64" | "aarch64";
  /** GB. An old code stands for several sizes, any other code for one. */
  readonly capacities: readonly number[];
  /** Copies of the data, the master included. */
  readonly replicas: number;
  /** GB of a shard, where the code names it. */
  readonly shardGb?: number;
  /** False for a flavour that is no longer offered: GET /flavors leaves it out. */
  readonly isAvailable: boolean;
}

const modern = ["4.0", "5.0", "6.0", "7.0"];
const classic = ["4.0", "5.0"];
const tiny = [0.125, 0.25, 0.5];
const small = [1, 2, 4, 8, 16, 24, 32, 48, 64];
const split = [1, 2, 4, 8, 16, 32, 64];
const sharded = [4, 8, 16, 24, 32, 48, 64, 96, 128, 192, 256, 384, 512, 768, 1024];
const smallShards = [4, 8, 16, 24, 32, 48, 64];
const old = [2, 4, 8, 16, 32, 64];

interface Family {
  readonly mode: CacheMode;
  /** The part between the CPU and the size, such as "r2.". */
  readonly codeParts: readonly string[];
  readonly sizes: readonly number[];
  readonly versions: readonly string[];
  readonly cpus: readonly ("xu1" | "au1")[];
}

/** [doc] the Chinese page "Redis 4.0/5.0/6.0/7.0", which has 7.0 in every type, as older pages of other sites do not; au1, r1 and r3 to r6 [tf] and seed 003 */
const families: readonly Family[] = [
  { mode: "single", codeParts: [""], sizes: [...tiny, ...small], versions: modern, cpus: ["xu1", "au1"] },
  {
    mode: "ha",
    codeParts: ["r2.", "r3.", "r4.", "r5.", "r6."],
    sizes: [...tiny, ...small],
    versions: modern,
    cpus: ["xu1", "au1"],
  },
  // A sample of seed 003 has this form, without the number of copies.
  { mode: "ha", codeParts: [""], sizes: [...tiny, ...small], versions: classic, cpus: ["au1"] },
  {
    mode: "ha_rw_split",
    codeParts: ["p2.", "p3.", "p4.", "p5.", "p6."],
    sizes: split,
    versions: modern,
    cpus: ["xu1"],
  },
  { mode: "proxy", codeParts: [""], sizes: sharded, versions: modern, cpus: ["xu1"] },
  { mode: "cluster", codeParts: ["r1.", "r2.", "r3."], sizes: sharded, versions: modern, cpus: ["xu1"] },
  // Shards of 1 GB. [doc] the codes, [guess] the sizes
  { mode: "proxy", codeParts: ["s1."], sizes: smallShards, versions: modern, cpus: ["xu1"] },
  { mode: "cluster", codeParts: ["r1.s1.", "r2.s1.", "r3.s1."], sizes: smallShards, versions: modern, cpus: ["xu1"] },
];

const prefixes: Readonly<Record<CacheMode, string>> = {
  single: "single",
  ha: "ha",
  ha_rw_split: "ha",
  proxy: "proxy",
  cluster: "cluster",
};

function flavorsOf({ mode, codeParts, sizes, versions, cpus }: Family): Flavor[] {
  return cpus.flatMap((cpu) =>
    codeParts.flatMap((codePart) =>
      sizes.map((gb): Flavor => {
        const size = gb < 1 ? `tiny.${codePart}${gb * 1024}` : `large.${codePart}${gb}`;
        return {
          specCode: `redis.${prefixes[mode]}.${cpu}.${size}`,
          mode,
          engine: "redis",
          versions,
          cpu: cpu === "xu1" ? "x86_64" : "aarch64",
          capacities: [gb],
          replicas: Number(/[rp](\d)/.exec(codePart)?.[1] ?? (mode === "single" ? 1 : 2)),
          ...(codePart.includes("s1.") ? { shardGb: 1 } : {}),
          isAvailable: true,
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
    isAvailable: false,
  };
}

/** Redis 3.0 and Memcached can still be created, as in seed 003's samples. "standy" is the seed's own spelling. [doc] */
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

/** What else is out of stock, and where. [guess] which */
const outOfStock: readonly { zone: RegExp; code: RegExp }[] = [
  { zone: /^cn-north-4c$/, code: /\.large\.(\w\d\.)?(64|96|128|192|256|384|512|768|1024)$/ },
  { zone: /^cn-north-4c$/, code: /\.au1\./ },
];

/** The codes of the zones that have the flavour in stock. */
export function stockOf(region: string, { specCode }: Flavor): string[] {
  return zonesOf(region)
    .filter(
      ({ code, isAvailable }) =>
        isAvailable && !outOfStock.some((row) => row.zone.test(code) && row.code.test(specCode)),
    )
    .map(({ code }) => code);
}

/** Three shards up to 32 GB, else one for each 8 GB. [doc] user manual "DCS instance specifications" */
export function shardsOf({ mode, shardGb }: Flavor, gb: number): number {
  if (shardGb !== undefined) return gb / shardGb;
  if (mode !== "proxy" && mode !== "cluster") return 1;
  return gb <= 32 ? 3 : gb / 8;
}

/** Mbit/s. [guess] */
export function bandwidthOf(flavor: Flavor, gb: number): number {
  return gb < 1 ? 40 : 80 * shardsOf(flavor, gb);
}

/** What an instance can be upgraded to. [guess] the numbers */
export function newestVersions(of: { readonly engine: string; engine_version: string; cache_mode: string }) {
  const { engine, engine_version, cache_mode } = of;
  return {
    engine_minor_version: `${engine === "Redis" ? engine_version : "1.5"}.14.3`,
    // Clusters with proxies, and instances that split reads from writes. [doc]
    proxy_minor_version: cache_mode === "proxy" || cache_mode === "ha_rw_split" ? "2.1.0" : null,
  };
}
