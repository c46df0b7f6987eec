import { ApiError } from "../errors";
import { type AliyunInstance, status } from "../instance";
import { readTags } from "../rules";
import { type Context, invalid, lookUp, type Operation, oneOf } from "../state";
import { hasTags } from "./read";

const most = { ids: 50, tagsOfCall: 20, tagsOfInstance: 20 } as const;

export const tagResources: Operation = {
  mutating: true,
  known: "[sdk] limits, an existing key is overwritten; [tf] InvalidDbInstanceId.NotFound; [guess] in any state",
  handle: (context) => {
    const instances = readInstances(context);
    const tags = readTags(context.args, most.tagsOfCall);
    for (const instance of instances) {
      if (Object.keys({ ...instance.tags, ...tags }).length > most.tagsOfInstance) {
        throw invalid(`${instance.id} would have more than ${most.tagsOfInstance} tags.`);
      }
    }
    for (const instance of instances) Object.assign(instance.tags, tags);
    return { content: {}, touched: instances.map(({ id }) => id) };
  },
};

export const untagResources: Operation = {
  mutating: true,
  known: "[sdk] TagKey or All; [guess] a key that is not there is no error",
  handle: (context) => {
    const instances = readInstances(context);
    const keys = context.args.list("TagKey");
    const isAll = context.args.bool("All") === true && keys.length === 0;
    if (keys.length === 0 && !isAll) throw new ApiError("MissingParameter", "TagKey is mandatory for this action.");
    if (keys.length > most.tagsOfCall) throw invalid(`At most ${most.tagsOfCall} keys can be given.`);
    for (const instance of instances) {
      for (const key of isAll ? Object.keys(instance.tags) : keys) delete instance.tags[key];
    }
    return { content: {}, touched: instances.map(({ id }) => id) };
  },
};

const pageSize = 50;

export const listTagResources: Operation = {
  mutating: false,
  known: "[sdk] ResourceId or Tag, a key without a value matches all; [guess] pages of 50 tags",
  handle: (context) => {
    const { args, store, account } = context;
    oneOf(args, "ResourceType", ["INSTANCE", "instance"]);
    const ids = args.list("ResourceId");
    const tags = args.tags();
    if (ids.length === 0 && tags.length === 0)
      throw new ApiError("MissingParameter", "ResourceId or Tag is mandatory for this action.");
    if (ids.length > most.ids) throw invalid(`At most ${most.ids} ids can be given.`);
    const region = args.must("RegionId");
    const rows = store
      .all()
      .filter((one) => one.account === account && one.properties.RegionId === region && !one.released)
      .filter((one) => (ids.length === 0 || ids.includes(one.id)) && hasTags(one, tags))
      .flatMap(rowsOf);
    const start = Number(args.text("NextToken") ?? 0);
    if (!Number.isInteger(start)) throw invalid("NextToken is not valid.");
    const next = start + pageSize < rows.length ? String(start + pageSize) : "";
    return { content: { TagResources: { TagResource: rows.slice(start, start + pageSize) }, NextToken: next } };
  },
};

function rowsOf({ id, tags }: AliyunInstance) {
  return Object.entries(tags).map(([TagKey, TagValue]) => ({
    ResourceId: id,
    ResourceType: "ALIYUN::KVSTORE::INSTANCE",
    TagKey,
    TagValue,
  }));
}

function readInstances(context: Context): AliyunInstance[] {
  oneOf(context.args, "ResourceType", ["INSTANCE", "instance"]);
  const ids = context.args.list("ResourceId");
  if (ids.length > most.ids) throw invalid(`At most ${most.ids} ids can be given.`);
  return ids.map((id) => {
    const instance = lookUp(context, id);
    if (instance === undefined || instance.status === status.released)
      throw new ApiError("InvalidDbInstanceId.NotFound");
    return instance;
  });
}
