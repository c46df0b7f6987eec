import { invalid } from "./errors";

/** A parameter of the engine, as describeInstanceConfig shows it. */
export interface Setting {
  readonly name: string;
  readonly byDefault: string;
  readonly type: "int" | "string" | "byteArray";
  readonly min?: number;
  readonly max?: number;
  readonly options?: readonly string[];
  /** The engine versions that have it, 2.8 or the later ones; all when left out. */
  readonly only?: "old" | "new";
}

const oldPolicies = ["volatile-lru", "allkeys-lru", "volatile-random", "allkeys-random", "volatile-ttl", "noeviction"];
const newPolicies = [...oldPolicies, "volatile-lfu", "allkeys-lfu"];

const count = (name: string, byDefault: string, only?: Setting["only"], min = 0): Setting => ({
  name,
  byDefault,
  type: "int",
  min,
  max: 10_000,
  ...(only === undefined ? {} : { only }),
});

/** [sdk] ConfigItem, except the two with an @, which are [doc] */
const settings: readonly Setting[] = [
  { name: "maxmemory-policy", byDefault: "volatile-lru", type: "string", options: oldPolicies, only: "old" },
  { name: "maxmemory-policy", byDefault: "volatile-lru", type: "string", options: newPolicies, only: "new" },
  count("hash-max-ziplist-entries", "512"),
  count("hash-max-ziplist-value", "64"),
  count("list-max-ziplist-entries", "512", "old"),
  count("list-max-ziplist-value", "64", "old"),
  count("list-max-ziplist-size", "-2", "new", -5),
  count("list-compress-depth", "0", "new"),
  count("set-max-intset-entries", "512"),
  count("zset-max-ziplist-entries", "128"),
  count("zset-max-ziplist-value", "64"),
  count("slowlog-log-slower-than", "10000"),
  {
    name: "notify-keyspace-events",
    byDefault: "",
    type: "byteArray",
    options: ["K", "E", "g", "$", "l", "s", "h", "z", "x", "e", "A"],
    only: "new",
  },
  { name: "@slave-appendonly", byDefault: "no", type: "string", options: ["yes", "no"] },
  { name: "@no-auth-ignore", byDefault: "no", type: "string", options: ["yes", "no"] },
];

export function settingsOf(redisVersion: string): Setting[] {
  const generation = redisVersion === "2.8" ? "old" : "new";
  return settings.filter(({ only }) => only === undefined || only === generation);
}

export function defaultConfig(redisVersion: string): Record<string, string> {
  return Object.fromEntries(settingsOf(redisVersion).map(({ name, byDefault }) => [name, byDefault]));
}

export function isAllowed({ type, min = 0, max = 0, options = [] }: Setting, value: string): boolean {
  switch (type) {
    case "int":
      return /^-?\d+$/.test(value) && Number(value) >= min && Number(value) <= max;
    case "string":
      return options.includes(value);
    case "byteArray":
      return [...value].every((letter) => options.includes(letter));
  }
}

/** @throws ApiError 400 [guess] */
export function checkSetting(redisVersion: string, name: string, value: string): void {
  const setting = settingsOf(redisVersion).find((one) => one.name === name);
  if (setting === undefined) throw invalid(`configName ${name} is not supported by redis ${redisVersion}`);
  if (!isAllowed(setting, value)) throw invalid(`configValue "${value}" is not valid for ${name}`);
}

export function policiesOf(redisVersion: string): readonly string[] {
  return redisVersion === "2.8" ? oldPolicies : newPolicies;
}
