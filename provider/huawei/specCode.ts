/** What a flavour's code says of itself. Codes of 3.0 and Memcached name no size. */
export interface SpecCode {
  readonly mode: "single" | "ha" | "ha_rw_split" | "proxy" | "cluster";
  readonly cpu: string | undefined;
  /** Copies of the data, the master among them. */
  readonly replicas: number | undefined;
  /** GB; undefined where the code does not tell. */
  readonly capacity: number | undefined;
  /** Sold for Redis 3.0 or Memcached. */
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
 * Reads `redis.ha.xu1.large.r2.4`: r and copies, or p and copies for read/write splitting, s and the size of a shard, then
 * the size in GB (MB behind `tiny`). Undefined for codes of another form, which may be newer than this. [tf]
 */
export function parseSpecCode(code: string): SpecCode | undefined {
  const old = oldCodes[code];
  if (old) return { mode: old, cpu: undefined, replicas: undefined, capacity: undefined, isOld: true };
  const match =
    /^redis\.(single|ha|proxy|cluster)\.([a-z]+\d)\.(tiny|large)(?:\.([rp])(\d+))?(?:\.s\d+)?\.(\d+(?:\.\d+)?)$/.exec(
      code,
    );
  if (!match) return undefined;
  const [, kind, cpu, size, letter, copies, last] = match;
  return {
    mode: letter === "p" ? "ha_rw_split" : (kind as SpecCode["mode"]),
    cpu,
    replicas: copies === undefined ? undefined : Number(copies),
    // One published sample has GB behind tiny; there the size is not held against the code.
    capacity: size === "large" ? Number(last) : Number(last) >= 128 ? Number(last) / 1024 : undefined,
    isOld: false,
  };
}

/** The same code with another number of copies. */
export const withReplicas = (code: string, replicas: number): string =>
  code.replace(/\.([rp])\d+\./, (_all, letter: string) => `.${letter}${replicas}.`);

/** Enterprise editions have security groups; the codes of the basic ones name one of two CPUs. [doc] */
export const isBasicEdition = (code: string): boolean => /^redis\.(single|ha|proxy|cluster)\.(xu1|au1)\./.test(code);

/** Can the vendor turn the one into the other on a living instance? [doc] ResizeInstance */
export function isResizable(from: string, to: string, engineVersion: string | undefined): boolean {
  const [old, wanted] = [parseSpecCode(from), parseSpecCode(to)];
  // Of codes that we cannot read the API knows best.
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

/** GB that an instance can have. [doc] */
export function capacitiesOf(isOld: boolean, mode: SpecCode["mode"] | undefined): readonly number[] {
  if (isOld) return mode === "proxy" ? [64, 128, 256, 512, 1024] : [2, 4, 8, 16, 32, 64];
  return mode === undefined ? [...new Set([...sizes.ha, ...sharded])] : sizes[mode];
}

/** Redis 3.0 and Memcached: security groups instead of whitelists, fixed ports, no renamed commands. [doc] */
export const isOldGeneration = (args: { engine?: string | undefined; engineVersion?: string | undefined }): boolean =>
  args.engine === "Memcached" || args.engineVersion === "3.0";
