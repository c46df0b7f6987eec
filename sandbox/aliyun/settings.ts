/** A setting of the engine. */
interface Setting {
  /** The default. */
  readonly value: string | number;
  /** In the syntax of DescribeParameters' CheckingCode. */
  readonly allowed: string;
  readonly restart?: boolean;
}

/** [doc] "supported parameters"; the first six appear in the Config of seeds 000 and 001. */
export const settings: Readonly<Record<string, Setting>> = {
  EvictionPolicy: {
    value: "volatile-lru",
    allowed:
      "[volatile-lru|allkeys-lru|volatile-lfu|allkeys-lfu|volatile-random|allkeys-random|volatile-ttl|noeviction]",
  },
  "hash-max-ziplist-entries": { value: 512, allowed: "[1-999999999999999]" },
  "hash-max-ziplist-value": { value: 64, allowed: "[1-999999999999999]" },
  "set-max-intset-entries": { value: 512, allowed: "[1-999999999999999]" },
  "zset-max-ziplist-entries": { value: 128, allowed: "[1-999999999999999]" },
  "zset-max-ziplist-value": { value: 64, allowed: "[1-999999999999999]" },
  "list-max-ziplist-entries": { value: 512, allowed: "[1-999999999999999]" },
  "list-max-ziplist-value": { value: 64, allowed: "[1-999999999999999]" },
  "maxmemory-policy": {
    value: "volatile-lru",
    allowed:
      "[volatile-lru|allkeys-lru|volatile-lfu|allkeys-lfu|volatile-random|allkeys-random|volatile-ttl|noeviction]",
  },
  appendonly: { value: "yes", allowed: "[yes|no]" },
  "lazyfree-lazy-eviction": { value: "no", allowed: "[yes|no]" },
  "lazyfree-lazy-expire": { value: "yes", allowed: "[yes|no]" },
  "lazyfree-lazy-server-del": { value: "yes", allowed: "[yes|no]" },
  "latency-monitor-threshold": { value: 20, allowed: "[0-60000]" },
  "list-max-ziplist-size": { value: -2, allowed: "[-5-8192]" },
  "list-compress-depth": { value: 0, allowed: "[0-32]" },
  "notify-keyspace-events": { value: "", allowed: "[KEg$lshzxeA]*" },
  "slowlog-log-slower-than": { value: 10000, allowed: "[10000-10000000]" },
  "slowlog-max-len": { value: 1024, allowed: "[100-10000]" },
  "stream-node-max-bytes": { value: 4096, allowed: "[0-999999999999999]" },
  "stream-node-max-entries": { value: 100, allowed: "[0-999999999999999]" },
  timeout: { value: 0, allowed: "[0-100000]" },
  hz: { value: 10, allowed: "[1-500]" },
  "#no_loose_check-whitelist-always": { value: "no", allowed: "[yes|no]" },
  "#no_loose_disabled-commands": { value: "", allowed: ".*" },
  "#no_loose_ssl-enabled": { value: "no", allowed: "[yes|no]", restart: true },
  "#no_loose_sentinel-enabled": { value: "no", allowed: "[yes|no]", restart: true },
};

export const defaultConfig: Readonly<Record<string, string | number>> = Object.fromEntries(
  Object.entries(settings).map(([name, { value }]) => [name, value]),
);

/** Two names of one setting. [guess] that describe shows both */
const aliases: Readonly<Record<string, string>> = {
  EvictionPolicy: "maxmemory-policy",
  "maxmemory-policy": "EvictionPolicy",
};

export function isAllowed(name: string, value: string): boolean {
  const setting = settings[name];
  if (setting === undefined) return false;
  const range = /^\[(-?\d+)-(\d+)\]$/.exec(setting.allowed);
  if (range !== null)
    return /^-?\d+$/.test(value) && Number(value) >= Number(range[1]) && Number(value) <= Number(range[2]);
  const hasChoices = setting.allowed.startsWith("[") && setting.allowed.endsWith("]") && setting.allowed.includes("|");
  return hasChoices
    ? setting.allowed.slice(1, -1).split("|").includes(value)
    : new RegExp(`^${setting.allowed}$`).test(value);
}

/** The config with the changes applied. Numbers stay numbers, as in the seeds' JSON. */
export function withSettings(
  config: Readonly<Record<string, string | number>>,
  changes: Readonly<Record<string, string>>,
): Record<string, string | number> {
  const next = { ...config };
  for (const [name, value] of Object.entries(changes)) {
    for (const key of [name, ...(aliases[name] === undefined ? [] : [aliases[name]])]) {
      next[key] = typeof settings[key]?.value === "number" ? Number(value) : value;
    }
  }
  return next;
}
