import { ApiError, invalid, missing } from "../errors";
import { type AliyunInstance, status } from "../instance";
import { isSystemKey, readTags } from "../rules";
import { type Context, lookUp, type Operation } from "../state";

const most = { ids: 50, tagsOfCall: 20, tagsOfInstance: 20 } as const;

export const tagResources: Operation = {
  mutating: true,
  known: "[sdk] limits, an existing key is overwritten; [tf] InvalidDbInstanceId.NotFound; [guess] in any state",
  handle: (context) => {
    const instances = readInstances(context);
    const tags = readTags(context.args, most.tagsOfCall);
    for (const instance of instances) {
      const all = Object.keys({ ...instance.tags, ...tags });
      if (all.filter((key) => !isSystemKey(key)).length > most.tagsOfInstance) {
        throw invalid(`${instance.id} would have more than ${most.tagsOfInstance} tags.`);
      }
    }
    for (const instance of instances) Object.assign(instance.tags, tags);
    return { content: {}, touched: instances.map(({ id }) => id) };
  },
};

export const untagResources: Operation = {
  mutating: true,
  known: "[sdk] TagKey or All; [doc] a system tag cannot be removed; [guess] an absent key is no error",
  handle: (context) => {
    const instances = readInstances(context);
    const keys = context.args.list("TagKey");
    const isAll = context.args.bool("All") === true && keys.length === 0;
    if (keys.length === 0 && !isAll) throw missing("TagKey");
    if (keys.length > most.tagsOfCall) throw invalid(`At most ${most.tagsOfCall} keys can be given.`);
    if (keys.some(isSystemKey)) throw invalid("The specified TagKey is not valid.");
    for (const instance of instances) {
      for (const key of isAll ? Object.keys(instance.tags).filter((one) => !isSystemKey(one)) : keys)
        delete instance.tags[key];
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
    const ids = args.list("ResourceId");
    const tags = args.tags();
    if (ids.length === 0 && tags.length === 0) throw missing("ResourceId or Tag");
    if (ids.length > most.ids) throw invalid(`At most ${most.ids} ids can be given.`);
    const region = args.must("RegionId");
    const rows = store
      .all()
      .filter((one) => one.account === account && one.properties.RegionId === region && !one.released)
      .filter((one) => (ids.length === 0 || ids.includes(one.id)) && hasTags(one, tags))
      .flatMap(rowsOf);
    const start = args.int("NextToken") ?? 0;
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
  const ids = context.args.list("ResourceId");
  if (ids.length > most.ids) throw invalid(`At most ${most.ids} ids can be given.`);
  return ids.map((id) => {
    const instance = lookUp(context, id);
    if (instance === undefined || instance.status === status.released)
      throw new ApiError("InvalidDbInstanceId.NotFound");
    return instance;
  });
}

/** Whether the instance has all of them; a key without a value matches every value. [sdk] */
export function hasTags(
  instance: AliyunInstance,
  tags: readonly { key: string; value: string | undefined }[],
): boolean {
  return tags.every(
    ({ key, value }) => Object.hasOwn(instance.tags, key) && (value ?? instance.tags[key]) === instance.tags[key],
  );
}
