/**
 * Classic instances use their host's disk; cloud-native ones (`redis.shard.….ce`) and Tair (`tair.…`) do not. Only the
 * name tells them apart. [doc]
 */
export function isClassic(instanceClass: string | undefined): boolean {
  return instanceClass !== undefined && !/\.ce$|^tair\./.test(instanceClass);
}

/** DescribeAvailableResource's `ProductType` for a class; the API's own default is `Local`. [sdk] */
export function productOf(instanceClass: string | undefined): string {
  const [, tair] = /^tair\.(rdb|scm|essd)\./.exec(instanceClass ?? "") ?? [];
  if (tair) return `Tair_${tair}`;
  return instanceClass === undefined || isClassic(instanceClass) ? "Local" : "OnECS";
}

/** Requests say MASTER_SLAVE where answers say double; programs may say either. */
export function wordOfOrders(nodeType: string): string {
  return { double: "MASTER_SLAVE", single: "STAND_ALONE" }[nodeType] ?? nodeType;
}

export function sameNodeType(actual: string, wanted: string): boolean {
  return wordOfOrders(actual) === wordOfOrders(wanted);
}

/** Whether engine version `a` is older than `b`. */
export function isOlder(a: string, b: string): boolean {
  const [x, y] = [a, b].map((version) => version.split(".").map(Number)) as [number[], number[]];
  return (x[0] ?? 0) - (y[0] ?? 0) < 0 || (x[0] === y[0] && (x[1] ?? 0) < (y[1] ?? 0));
}

/** Versions that cloud-native classes are sold with. [doc] */
export const cloudNativeVersions = ["5.0", "6.0", "7.0"] as const;

/** Standard cloud-native classes with their memory in GB. [doc] "Specifications of cloud-native instances" */
export const standardClasses: readonly (readonly [memoryGb: number, instanceClass: string])[] = [
  [0.25, "redis.shard.micro.ce"],
  [1, "redis.shard.small.2.ce"],
  [2, "redis.shard.mid.2.ce"],
  [4, "redis.shard.large.ce"],
  [8, "redis.shard.xlarge.ce"],
  [16, "redis.shard.2xlarge.ce"],
  [24, "redis.shard.3xlarge.ce"],
  [32, "redis.shard.4xlarge.ce"],
  [64, "redis.shard.8xlarge.ce"],
];

/** Cloud-native classes of clusters behind a proxy, with the memory of one shard in GB. [doc] the same page */
export const clusterClasses: typeof standardClasses = [
  [1, "redis.shard.with.proxy.small.ce"],
  [2, "redis.shard.with.proxy.mid.ce"],
  [4, "redis.shard.with.proxy.large.ce"],
  [8, "redis.shard.with.proxy.xlarge.ce"],
  [16, "redis.shard.with.proxy.2xlarge.ce"],
  [24, "redis.shard.with.proxy.3xlarge.ce"],
  [32, "redis.shard.with.proxy.4xlarge.ce"],
  [64, "redis.shard.with.proxy.8xlarge.ce"],
];

/** The largest number of shards of a cloud-native cluster. [doc] */
export const mostShards = 256;
