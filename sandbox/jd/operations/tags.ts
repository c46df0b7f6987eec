import type { Args } from "../args";
import { invalid } from "../errors";
import type { JdInstance } from "../instance";
import { checkTagCount, readTags } from "../rules";
import { type Context, isOurs, lookUp, type Operation, type Result } from "../state";

/** Applied to one instance; a text says why it was not. */
type Change = (instance: JdInstance, tags: Readonly<Record<string, string>>) => void;

/** One that cannot be done does not hold up the others: it comes back in failedResourcesMap, with status 200. [sdk] */
function each(context: Context, given: Args, change: Change): Result {
  const tags = readTags(given.objects("tags"));
  const resources = given.objects("resources");
  if (resources.length === 0 || Object.keys(tags).length === 0) throw invalid("resources and tags cannot be empty");
  const failed: { resourceId: string; msg: string }[] = [];
  const touched: string[] = [];
  for (const resource of resources) {
    const service = resource.required("serviceCode");
    for (const id of resource.texts("resourceId")) {
      const instance = service === "redis" ? lookUp(context, id) : undefined;
      const fault = instance === undefined ? `resource ${id} not found` : attempt(() => change(instance, tags));
      if (fault === undefined) touched.push(id);
      else failed.push({ resourceId: id, msg: fault });
    }
  }
  const data = {
    pin: context.account,
    region: context.region,
    failedResourcesMap: failed,
    successCount: touched.length,
  };
  return { touched, result: { data } };
}

function attempt(run: () => void): string | undefined {
  try {
    run();
    return undefined;
  } catch (error) {
    return (error as Error).message;
  }
}

export const tagResources: Operation = {
  mutating: true,
  known: "[sdk] answer with failures one by one; [guess] a key that is there is overwritten, in any state",
  handle: (context) =>
    each(context, context.args.requiredObject("tagResources"), (instance, tags) => {
      checkTagCount({ ...instance.tags, ...tags });
      Object.assign(instance.tags, tags);
    }),
};

export const unTagResources: Operation = {
  mutating: true,
  known: "[sdk] key and value; [guess] a tag with another value stays, an absent one is no failure",
  handle: (context) =>
    each(context, context.args.requiredObject("unTagResources"), (instance, tags) => {
      for (const [key, value] of Object.entries(tags)) {
        if (instance.tags[key] === value) delete instance.tags[key];
      }
    }),
};

export const describeResources: Operation = {
  mutating: false,
  known: "[sdk] answer; [guess] how filters combine",
  handle: (context) => {
    const given = context.args.requiredObject("resourceVo");
    const ids = given.texts("resourceIds");
    const services = given.texts("serviceCodes");
    const isAsked = services.length === 0 || services.includes("redis");
    const found = isAsked
      ? tagged(context, given.objects("tagFilters")).filter(({ id }) => ids.length === 0 || ids.includes(id))
      : [];
    const resourceTagMappingList = found.map(({ id, tags }) => ({
      serviceCode: "redis",
      resourceId: id,
      tags: Object.entries(tags).map(([key, value]) => ({ key, value })),
    }));
    return { result: { data: { pin: context.account, region: context.region, resourceTagMappingList } } };
  },
};

export const queryResource: Operation = {
  mutating: false,
  known: "[sdk] answer, and/or between the filters; [guess] `and` alone is imitated",
  handle: (context) => {
    const given = context.args.requiredObject("queryResource");
    given.oneOf("operator", ["and"]);
    const isRedis = given.required("serviceCode") === "redis";
    const found = isRedis ? tagged(context, given.objects("tagFilters")) : [];
    return { result: { resourceIds: found.map(({ id }) => id) } };
  },
};

function tagged(context: Context, filters: readonly Args[]): JdInstance[] {
  const wanted = filters.map((one) => [one.required("key"), one.texts("values")] as const);
  return context.store
    .all()
    .filter((one) => isOurs(context, one) && !one.released)
    .filter(({ tags }) =>
      wanted.every(
        ([key, values]) => Object.hasOwn(tags, key) && (values.length === 0 || values.includes(tags[key] ?? "")),
      ),
    );
}
