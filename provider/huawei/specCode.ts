/** What a flavour's code tells. Codes of Redis 3.0 and Memcached do not name a size. */
export interface SpecCode {
  readonly mode: "single" | "ha" | "ha_rw_split" | "proxy" | "cluster";
  readonly cpu: string | undefined;
  /** Number of copies of the data, including the master's. */
  readonly replicas: number | undefined;
  /** GB; undefined if the code does not tell. */
  readonly capacity: number | undefined;
  /** A flavour of Redis 3.0 or Memcached. */
  readonly isOld: boolean;
}

const oldCodes: Readonly<Record<string, SpecCode["mode"]>> = {
  "dcs.single_node": "single",
  "dcs.master_standby": "ha",
  // The spelling of the vendor's own samples.
  "dcs.master_standy": "ha",
  "dcs.cluster": "proxy",
  "dcs.memcached.single_node": "single",
  "dcs.memcached.master_standby": "ha",
};

/**
 * Reads codes like `redis.ha.xu1.large.r2.4`: `r` and the number of copies (`p` with read/write splitting), `s` and the
 * size of a shard, then the size in GB (in MB after `tiny`). Undefined for other codes, which may be newer than this.
 * [tf]
 */
export function parseSpecCode(code: string): SpecCode | undefined {
  const old = oldCodes[code];
  if (old) return { mode: old, cpu: undefined, replicas: undefined, capacity: undefined, isOld: true };
  const match =
    /^redis\.(single|ha|proxy|cluster)\.([a-z]+\d)\.(tiny|large)(?:\.([rp])(\d+))?(?:\.s\d+)?\.(\d+(?:\.\d+)?)$/.exec(
      code,
    );
  if (!match) return undefined;
  const [, mode, cpu, size, letter, copies, last] = match;
  return {
    mode: letter === "p" ? "ha_rw_split" : (mode as SpecCode["mode"]),
    cpu,
    replicas: copies === undefined ? undefined : Number(copies),
    // One published sample has GB after `tiny`, so a small number there proves nothing.
    capacity: size === "large" ? Number(last) : Number(last) >= 128 ? Number(last) / 1024 : undefined,
    isOld: false,
  };
}

/** The code with another number of copies. */
export const withReplicas = (code: string, replicas: number): string =>
  code.replace(/\.([rp])\d+\./, (_all, letter: string) => `.${letter}${replicas}.`);

/** The codes of basic editions name one of two CPUs. [doc] */
const isBasicEdition = (code: string): boolean => /^redis\.(single|ha|proxy|cluster)\.(xu1|au1)\./.test(code);

/** Can the vendor convert an existing instance from one flavour to the other? [doc] ResizeInstance */
export function isResizable(from: string, to: string, engineVersion: string | undefined): boolean {
  const [old, wanted] = [parseSpecCode(from), parseSpecCode(to)];
  // Codes that we cannot read are left to the API.
  if (!old || !wanted) return true;
  if (old.isOld !== wanted.isOld || old.cpu !== wanted.cpu) return false;
  if (from.includes("memcached") !== to.includes("memcached")) return false;
  if (old.mode === wanted.mode) return true;
  if (old.isOld)
    return (old.mode === "single" && wanted.mode === "ha") || (old.mode === "ha" && wanted.mode === "proxy");
  const isHa = ({ mode }: SpecCode) => mode === "ha" || mode === "ha_rw_split";
  const isPair = (isHa(old) && wanted.mode === "proxy") || (old.mode === "proxy" && isHa(wanted));
  return isPair && engineVersion !== "7.0";
}

const whole = [1, 2, 4, 8, 16, 24, 32, 48, 64];
const sharded = [4, 8, 16, 24, 32, 48, 64, 96, 128, 192, 256, 384, 512, 768, 1024];
const sizes: Readonly<Record<SpecCode["mode"], readonly number[]>> = {
  single: [0.125, 0.25, 0.5, ...whole],
  ha: [0.125, 0.25, 0.5, ...whole],
  ha_rw_split: whole,
  proxy: sharded,
  cluster: sharded,
};

/**
 * Versions of basic editions, in all their types. [doc] "Redis 4.0/5.0/6.0/7.0", the Chinese page: it has 7.0 behind proxies
 * too, which the pages of other sites, older ones, do not.
 */
export const versions = ["4.0", "5.0", "6.0", "7.0"] as const;

/** How many shards a proxy cluster has, by its size in GB. [doc] the same page */
export const proxyShards: Readonly<Record<number, number>> = {
  ...{ 4: 3, 8: 3, 16: 3, 24: 3, 32: 3, 48: 6, 64: 8, 96: 12, 128: 16 },
  ...{ 192: 24, 256: 32, 384: 48, 512: 64, 768: 96, 1024: 128 },
};

/** The code of a basic edition with x86 processors and, where it has replicas, two copies of the data. [doc] */
export function specCodeOf(mode: "single" | "ha" | "proxy", capacity: number): string {
  const copies = mode === "ha" ? "r2." : "";
  return `redis.${mode}.xu1.${capacity < 1 ? `tiny.${copies}${capacity * 1024}` : `large.${copies}${capacity}`}`;
}

/** Sizes in GB that an instance can have. [doc] */
export function capacitiesOf(isOld: boolean, mode: SpecCode["mode"] | undefined): readonly number[] {
  if (isOld) return mode === "proxy" ? [64, 128, 256, 512, 1024] : [2, 4, 8, 16, 32, 64];
  return mode === undefined ? [...new Set([...sizes.ha, ...sharded])] : sizes[mode];
}

/** Redis 3.0 and Memcached: security groups instead of whitelists, fixed ports, no renamed commands. [doc] */
export const isOldGeneration = (args: { engine?: string | undefined; engineVersion?: string | undefined }): boolean =>
  args.engine === "Memcached" || args.engineVersion === "3.0";

/** Enterprise editions and old generations have security groups; basic editions of Redis 4.0 and later do not. [doc] */
export const sendsSecurityGroup = (args: Parameters<typeof isOldGeneration>[0] & { specCode?: string }): boolean =>
  isOldGeneration(args) || (args.specCode !== undefined && !isBasicEdition(args.specCode));
