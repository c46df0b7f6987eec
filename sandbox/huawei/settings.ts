/** One parameter of GET /configs. `id` is the `param_id`, a number as text. [doc] */
export interface Setting {
  readonly id: string;
  readonly type: "Interger" | "Enum" | "String";
  readonly range: string;
  readonly value: string;
  /** A new value takes effect only after a restart. [doc] which */
  readonly restart?: boolean;
}

const integer = (id: number, value: number, range: string): Setting => ({
  id: String(id),
  type: "Interger",
  range,
  value: String(value),
});
const choice = (id: number, value: string, range: string): Setting => ({ id: String(id), type: "Enum", range, value });

/** [doc] "Modifying configuration parameters"; the ids of timeout [doc] and maxmemory-policy [tf], the other ids [guess]. "Interger" is the vendor's own spelling. */
export const settings: Readonly<Record<string, Setting>> = {
  timeout: integer(1, 0, "0-7200"),
  "maxmemory-policy": choice(
    2,
    "volatile-lru",
    "volatile-lru,allkeys-lru,volatile-lfu,allkeys-lfu,volatile-random,allkeys-random,volatile-ttl,noeviction",
  ),
  "hash-max-ziplist-entries": integer(3, 512, "1-10000"),
  "hash-max-ziplist-value": integer(4, 64, "1-10000"),
  "list-max-ziplist-size": integer(5, -2, "-5-8192"),
  "set-max-intset-entries": integer(6, 512, "1-10000"),
  "zset-max-ziplist-entries": integer(7, 128, "1-10000"),
  "zset-max-ziplist-value": integer(8, 64, "1-10000"),
  "latency-monitor-threshold": integer(9, 0, "0-86400000"),
  maxclients: { ...integer(10, 10000, "1000-50000"), restart: true },
  "reserved-memory-percent": integer(11, 0, "0-80"),
  "notify-keyspace-events": { id: "12", type: "String", range: "[KEg$lshzxeA]*", value: "Ex" },
  "repl-backlog-size": integer(13, 1048576, "16384-1073741824"),
  "repl-backlog-ttl": integer(14, 3600, "0-604800"),
  appendfsync: choice(15, "no", "no,always,everysec"),
  appendonly: choice(16, "yes", "yes,no,only-replica"),
  "slowlog-log-slower-than": integer(17, 10000, "0-1000000"),
  "slowlog-max-len": integer(18, 128, "0-1000"),
  "lua-time-limit": integer(19, 5000, "100-5000"),
  "active-expire-num": integer(20, 20, "1-1000"),
  databases: { ...integer(21, 256, "1-256"), restart: true },
};

/** The few that Memcached has. [doc] */
const memcachedSettings = ["timeout", "maxclients", "maxmemory-policy", "reserved-memory-percent"];

export function namesOf(engine: string): string[] {
  return Object.keys(settings).filter((name) => engine === "Redis" || memcachedSettings.includes(name));
}

export function defaultConfig(engine: string): Record<string, string> {
  return Object.fromEntries(namesOf(engine).map((name) => [name, settings[name]?.value ?? ""]));
}

export function isAllowed({ type, range }: Setting, value: string): boolean {
  if (type === "Enum") return range.split(",").includes(value);
  if (type === "String") return new RegExp(`^${range}$`).test(value);
  const match = /^(-?\d+)-(\d+)$/.exec(range);
  return /^-?\d+$/.test(value) && Number(value) >= Number(match?.[1]) && Number(value) <= Number(match?.[2]);
}
