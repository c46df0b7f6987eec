import type { Args } from "./args";
import { redisVersions } from "./catalogue";
import { chargeAt, chargeModes } from "./charge";
import { invalid } from "./errors";
import { filterableStatuses, type JdInstance } from "./instance";

type Field = (instance: JdInstance, now: number) => string;

interface Filter {
  readonly field: Field;
  /** Other values are 400. [qa] */
  readonly allowed?: readonly string[];
  /** A value that is part of the field will do. */
  readonly isFuzzy?: boolean;
}

/** [sdk]; the kinds that `instanceType` tells apart are two: with and without shards. */
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
  chargeMode: { field: ({ properties }, now) => chargeAt(properties.charge, now).chargeMode, allowed: chargeModes },
};

type Test = (instance: JdInstance) => boolean;
type Select = (all: readonly JdInstance[]) => { rows: JdInstance[]; total: number };

/** Reads filters, tag filters, sorts and the page of a list call before anything is looked at. @throws ApiError 400 */
export function readQuery(args: Args, now: number): Select {
  const page = readPage(args);
  const tests: Test[] = [
    ...args.objects("filters").flatMap((one) => readFilter(one, now) ?? []),
    ...args.objects("tagFilters").map(readTagFilter),
  ];
  const groups = args.texts("resourceGroupIds");
  if (groups.length > 0) tests.push(({ properties }) => groups.includes(properties.resourceGroupId));
  const order = readSorts(args.objects("sorts"));
  return (all) => {
    const found = all.filter((instance) => tests.every((test) => test(instance)));
    return { rows: page(found.sort(order)), total: found.length };
  };
}

/** Out of range is 400 and names the field. [qa] of a sibling list */
export function readPage(args: Args): <T>(rows: readonly T[]) => T[] {
  const number = args.within("pageNumber", 1, Number.MAX_SAFE_INTEGER) ?? 1;
  const size = args.within("pageSize", 10, 100) ?? 10;
  return (rows) => rows.slice((number - 1) * size, number * size);
}

/** An unknown name is ignored without a word. [qa] */
function readFilter(args: Args, now: number): Test | undefined {
  const name = args.required("name");
  const filter = Object.hasOwn(filters, name) ? filters[name] : undefined;
  const operator = args.oneOf("operator", ["eq", "ne", "in", "like", "lt", "le", "gt", "ge"]) ?? "eq";
  if (filter === undefined) return undefined;
  const values = args.texts("values");
  const wrong = values.find((value) => filter.allowed !== undefined && !filter.allowed.includes(value));
  if (wrong !== undefined) throw invalid(`filters: "${wrong}" is not a valid ${name}`);
  // They compare quantities, and none of these fields is one. [guess]
  if (/^[lg][te]$/.test(operator)) throw invalid(`filters: operator ${operator} is not supported for ${name}`);
  const isFuzzy = filter.isFuzzy === true || operator === "like";
  const fits: Test = (instance) => {
    const field = filter.field(instance, now);
    return values.some((value) => (isFuzzy ? field.includes(value) : field === value));
  };
  return operator === "ne" ? (instance) => !fits(instance) : fits;
}

/** One of the values; a key alone takes every value. [guess] the key alone */
function readTagFilter(args: Args): Test {
  const key = args.required("key");
  const values = args.texts("values");
  return ({ tags }) => Object.hasOwn(tags, key) && (values.length === 0 || values.includes(tags[key] ?? ""));
}

type Order = (a: JdInstance, b: JdInstance) => number;

const sortFields: Readonly<Record<string, (instance: JdInstance) => number>> = {
  // First, since it counts for more when both are given. [sdk]
  totalMemory: ({ properties }) => properties.cacheInstanceMemoryMB,
  createTime: ({ createdAt }) => createdAt,
};

/** A bad direction is 400 [qa], an unknown name is ignored [guess], the newest come first when nothing is asked for [guess]. */
function readSorts(sorts: readonly Args[]): Order {
  const wishes = new Map(
    sorts.map((one) => [one.text("name") ?? "", one.oneOf("direction", ["asc", "desc"]) ?? "asc"] as const),
  );
  const orders = Object.entries(sortFields).flatMap(([name, field]): Order[] => {
    const direction = wishes.get(name);
    if (direction === undefined) return [];
    return [(a, b) => (direction === "asc" ? 1 : -1) * (field(a) - field(b))];
  });
  if (orders.length === 0) return (a, b) => b.createdAt - a.createdAt;
  return (a, b) => orders.map((order) => order(a, b)).find((result) => result !== 0) ?? 0;
}
