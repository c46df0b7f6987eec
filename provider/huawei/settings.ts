import { type EngineSettings, evictionPolicies } from "../core/resource/engineSettings";

const entries = { range: [1, 10_000] } as const;

/** The settings of the engine that the page "Modifying configuration parameters" has. [doc] */
export const engineSettings: EngineSettings = {
  timeout: { range: [0, 7200] },
  "maxmemory-policy": { choices: evictionPolicies },
  "hash-max-ziplist-entries": entries,
  "hash-max-ziplist-value": entries,
  "list-max-ziplist-size": { range: [-5, 8192] },
  "set-max-intset-entries": entries,
  "zset-max-ziplist-entries": entries,
  "zset-max-ziplist-value": entries,
  "latency-monitor-threshold": { range: [0, 86_400_000] },
  maxclients: { range: [1000, 50_000] },
  "reserved-memory-percent": { range: [0, 80] },
  "notify-keyspace-events": { pattern: /^[KEg$lshzxeA]*$/ },
  "repl-backlog-size": { range: [16_384, 1_073_741_824] },
  "repl-backlog-ttl": { range: [0, 604_800] },
  appendfsync: { choices: ["no", "always", "everysec"] },
  appendonly: { choices: ["yes", "no", "only-replica"] },
  "slowlog-log-slower-than": { range: [0, 1_000_000] },
  "slowlog-max-len": { range: [0, 1000] },
  "lua-time-limit": { range: [100, 5000] },
  "active-expire-num": { range: [1, 1000] },
  databases: { range: [1, 256] },
};
