import type { Args } from "../args";
import { invalid } from "../errors";
import type { JdInstance } from "../instance";
import { checkTagCount, readTags } from "../rules";
import { type Context, isAccessible, lookUp, type Operation, type Result } from "../state";
import { readTagFilter } from "./read";

type ApplyTags = (instance: JdInstance, tags: Readonly<Record<string, string>>) => void;

/** A resource that fails does not stop the others: it is listed in failedResourcesMap, with HTTP status 200. [sdk] */
function forEachResource(context: Context, args: Args, apply: ApplyTags): Result {
  const tags = readTags(args.requiredObjects("tags"));
  const failed: { resourceId: string; msg: string }[] = [];
  const touched: string[] = [];
  for (const resource of args.requiredObjects("resources")) {
    const service = resource.required("serviceCode");
    for (const id of resource.texts("resourceId")) {
      try {
        const instance = service === "redis" ? lookUp(context, id) : undefined;
        if (instance === undefined) throw invalid(`resource ${id} not found`);
        apply(instance, tags);
        touched.push(id);
      } catch (error) {
        failed.push({ resourceId: id, msg: (error as Error).message });
      }
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

export const tagResources: Operation = {
  mutating: true,
  known: "[sdk] answer with failures one by one; [guess] an existing key is overwritten, in any state",
  handle: (context) =>
    forEachResource(context, context.args.requiredObject("tagResources"), (instance, tags) => {
      checkTagCount({ ...instance.tags, ...tags });
      Object.assign(instance.tags, tags);
    }),
};

export const unTagResources: Operation = {
  mutating: true,
  known: "[sdk] key and value; [guess] a tag with another value stays, an absent one is no failure",
  handle: (context) =>
    forEachResource(context, context.args.requiredObject("unTagResources"), (instance, tags) => {
      for (const [key, value] of Object.entries(tags)) {
        if (instance.tags[key] === value) delete instance.tags[key];
      }
    }),
};

export const describeResources: Operation = {
  mutating: false,
  known: "[sdk] answer; [guess] how filters combine",
  handle: (context) => {
    const args = context.args.requiredObject("resourceVo");
    const ids = args.texts("resourceIds");
    const services = args.texts("serviceCodes");
    const hasRedis = services.length === 0 || services.includes("redis");
    const found = hasRedis ? findByTags(context, args).filter(({ id }) => ids.length === 0 || ids.includes(id)) : [];
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
  known: "[sdk] answer, and/or between the filters; [guess] only `and` is imitated",
  handle: (context) => {
    const args = context.args.requiredObject("queryResource");
    const found = args.required("serviceCode") === "redis" ? findByTags(context, args) : [];
    return { result: { resourceIds: found.map(({ id }) => id) } };
  },
};

function findByTags(context: Context, args: Args): JdInstance[] {
  const tests = args.objects("tagFilters").map(readTagFilter);
  return context.store
    .all()
    .filter((one) => isAccessible(context, one) && !one.released)
    .filter((one) => tests.every((test) => test(one)));
}
