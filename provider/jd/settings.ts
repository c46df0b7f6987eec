import { type EngineSettings, evictionPolicies } from "../core/resource/engineSettings";

const count = { range: [0, 10_000] } as const;
const yesOrNo = { choices: ["yes", "no"] };

/** The settings of the engine that the SDK's ConfigItem and the pages name, without those that are arguments. [sdk] [doc] */
export const engineSettings: EngineSettings = {
  "hash-max-ziplist-entries": count,
  "hash-max-ziplist-value": count,
  "list-max-ziplist-entries": count,
  "list-max-ziplist-value": count,
  "list-max-ziplist-size": { range: [-5, 10_000] },
  "list-compress-depth": count,
  "set-max-intset-entries": count,
  "zset-max-ziplist-entries": count,
  "zset-max-ziplist-value": count,
  "slowlog-log-slower-than": count,
  "notify-keyspace-events": { pattern: /^[KEg$lshzxeA]*$/ },
  "@no-auth-ignore": yesOrNo,
};

/** The same with those that are arguments of an instance, for what has no such arguments. */
export const allEngineSettings: EngineSettings = {
  ...engineSettings,
  "maxmemory-policy": { choices: evictionPolicies },
  "@slave-appendonly": yesOrNo,
};
