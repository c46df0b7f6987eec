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

/** Requests say MASTER_SLAVE where answers say double. */
export function sameNodeType(actual: string, wanted: string): boolean {
  const plain = (word: string) => ({ MASTER_SLAVE: "double", STAND_ALONE: "single" })[word] ?? word;
  return plain(actual) === plain(wanted);
}

/** Whether engine version `a` is older than `b`. */
export function isOlder(a: string, b: string): boolean {
  const [x, y] = [a, b].map((version) => version.split(".").map(Number)) as [number[], number[]];
  return (x[0] ?? 0) - (y[0] ?? 0) < 0 || (x[0] === y[0] && (x[1] ?? 0) < (y[1] ?? 0));
}
