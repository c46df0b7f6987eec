import { type EngineSettings, evictionPolicies } from "../core/resource/engineSettings";

const yesOrNo = { choices: ["yes", "no"] };
const large = { range: [1, 999_999_999_999_999] } as const;

/** The settings of the engine that the page "supported parameters" has, under the engine's names. [doc] */
export const engineSettings: EngineSettings = {
  "maxmemory-policy": { choices: evictionPolicies },
  appendonly: yesOrNo,
  "hash-max-ziplist-entries": large,
  "hash-max-ziplist-value": large,
  "set-max-intset-entries": large,
  "zset-max-ziplist-entries": large,
  "zset-max-ziplist-value": large,
  "list-max-ziplist-entries": large,
  "list-max-ziplist-value": large,
  "list-max-ziplist-size": { range: [-5, 8192] },
  "list-compress-depth": { range: [0, 32] },
  "lazyfree-lazy-eviction": yesOrNo,
  "lazyfree-lazy-expire": yesOrNo,
  "lazyfree-lazy-server-del": yesOrNo,
  "latency-monitor-threshold": { range: [0, 60_000] },
  "notify-keyspace-events": { pattern: /^[KEg$lshzxeA]*$/ },
  "slowlog-log-slower-than": { range: [10_000, 10_000_000] },
  "slowlog-max-len": { range: [100, 10_000] },
  "stream-node-max-bytes": { range: [0, 999_999_999_999_999] },
  "stream-node-max-entries": { range: [0, 999_999_999_999_999] },
  timeout: { range: [0, 100_000] },
  hz: { range: [1, 500] },
  "#no_loose_check-whitelist-always": yesOrNo,
  "#no_loose_disabled-commands": {},
  "#no_loose_ssl-enabled": yesOrNo,
  "#no_loose_sentinel-enabled": yesOrNo,
  // Modes, which are parameters of their own. [sdk]
  ParamNoLooseSentinelEnabled: yesOrNo,
  ParamNoLooseSentinelPasswordFreeAccess: yesOrNo,
  ParamNoLooseSentinelPasswordFreeCommands: {},
  ParamReplMode: { choices: ["async", "semisync"] },
  ParamSemisyncReplTimeout: { range: [10, 60_000] },
  ParamSentinelCompatEnable: { choices: ["0", "1"] },
};

/** A setting that is a parameter of its own, beside `Config`. */
export const isMode = (name: string): boolean => name.startsWith("Param") && Object.hasOwn(engineSettings, name);
