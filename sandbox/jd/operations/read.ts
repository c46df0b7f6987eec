import type { Args } from "../args";
import { redisVersions } from "../catalogue";
import { chargeAt } from "../charge";
import { invalid } from "../errors";
import { filterableStatuses, type JdInstance } from "../instance";
import { type Context, isAccessible, isBinned, type Operation, type Result, read } from "../state";
import { detailView, listView } from "../view";

export const describeCacheInstance = read({
  known: "[sdk] fields; [doc] sample, 404; [qa] 404 texts",
  result: (instance, { world }) => ({ cacheInstance: detailView(instance, world.now()) }),
});

export const describeCacheInstances: Operation = {
  mutating: false,
  known: "[sdk] filters, sorts, pages of 10 to 100; [qa] which bad values are 400, unknown filter names are ignored",
  handle: (context) => listInstances(context, (instance) => !isBinned(instance)),
};

/** The recycle bin has the same parameters and answer as the list. [sdk] */
export function listInstances(context: Context, isListed: Test): Result {
  const { args, store, world } = context;
  const now = world.now();
  const tests: Test[] = [
    ...args.objects("filters").flatMap((one) => readFilter(one, now) ?? []),
    ...args.objects("tagFilters").map(readTagFilter),
  ];
  const groups = args.texts("resourceGroupIds");
  if (groups.length > 0) tests.push(({ properties }) => groups.includes(properties.resourceGroupId));
  const found = store
    .all()
    .filter((one) => isAccessible(context, one) && isListed(one))
    .filter((one) => tests.every((test) => test(one)))
    .sort(readSorts(args.objects("sorts")));
  return { result: { cacheInstances: args.page(found).map((one) => listView(one, now)), totalCount: found.length } };
}

type Test = (instance: JdInstance) => boolean;

interface Filter {
  readonly field: (instance: JdInstance, now: number) => string;
  /** Other values are 400. [qa] */
  readonly allowed?: readonly string[];
  /** A value that is part of the field matches. */
  readonly isFuzzy?: boolean;
}

/** [sdk] The two values of `instanceType` mean without and with shards. */
const filters: Readonly<Record<string, Filter>> = {
  cacheInstanceId: { field: ({ id }) => id },
  cacheInstanceName: { field: ({ properties }) => properties.cacheInstanceName, isFuzzy: true },
  vpcId: { field: ({ properties }) => properties.vpcId },
  subnetId: { field: ({ properties }) => properties.subnetId },
  cacheInstanceStatus: { field: ({ status }) => status, allowed: filterableStatuses },
  redisVersion: { field: ({ properties }) => properties.redisVersion, allowed: redisVersions },
  instanceType: {
    field: ({ properties }) => (properties.cacheInstanceType === "master-slave" ? "redis" : "redis_cluster"),
    allowed: ["redis", "redis_cluster"],
  },
  chargeMode: {
    field: ({ properties }, now) => chargeAt(properties.charge, now).chargeMode,
    allowed: ["prepaid_by_duration", "postpaid_by_duration"],
  },
};

/** An unknown name is ignored without an error. [qa] */
function readFilter(args: Args, now: number): Test | undefined {
  const name = args.required("name");
  const filter = Object.hasOwn(filters, name) ? filters[name] : undefined;
  if (filter === undefined) return undefined;
  const operator = args.text("operator") ?? "eq";
  const values = args.texts("values");
  const wrong = values.find((value) => filter.allowed !== undefined && !filter.allowed.includes(value));
  if (wrong !== undefined) throw invalid(`filters: "${wrong}" is not a valid ${name}`);
  // lt, le, gt and ge compare quantities, and none of these fields is one. [guess]
  if (/^[lg][te]$/.test(operator)) throw invalid(`filters: operator ${operator} is not supported for ${name}`);
  const isFuzzy = filter.isFuzzy === true || operator === "like";
  const matches: Test = (instance) => {
    const field = filter.field(instance, now);
    return values.some((value) => (isFuzzy ? field.includes(value) : field === value));
  };
  return operator === "ne" ? (instance) => !matches(instance) : matches;
}

/** One of the values has to match; a key alone matches every value. [guess] the key alone */
export function readTagFilter(args: Args): Test {
  const key = args.required("key");
  const values = args.texts("values");
  return ({ tags }) => Object.hasOwn(tags, key) && (values.length === 0 || values.includes(tags[key] ?? ""));
}

type Comparison = (a: JdInstance, b: JdInstance) => number;

const sortFields: Readonly<Record<string, (instance: JdInstance) => number>> = {
  // First, because it takes precedence when both are given. [sdk]
  totalMemory: ({ properties }) => properties.cacheInstanceMemoryMB,
  createTime: ({ createdAt }) => createdAt,
};

/** A bad direction is 400 [qa], an unknown name is ignored [guess]; without sorts, the newest come first [guess]. */
function readSorts(sorts: readonly Args[]): Comparison {
  const requested = new Map(sorts.map((one) => [one.text("name") ?? "", one.text("direction") ?? "asc"]));
  const comparisons = Object.entries(sortFields).flatMap(([name, field]): Comparison[] => {
    const direction = requested.get(name);
    if (direction === undefined) return [];
    return [(a, b) => (direction === "asc" ? 1 : -1) * (field(a) - field(b))];
  });
  if (comparisons.length === 0) return (a, b) => b.createdAt - a.createdAt;
  return (a, b) => comparisons.map((compare) => compare(a, b)).find((result) => result !== 0) ?? 0;
}
