import { ApiError, invalid } from "../errors";
import { status } from "../instance";
import { checkTagCount, readTags } from "../rules";
import { busyCode, findInstance, noContent, type Operation, ownInstances } from "../state";

/** Tags can also be changed in these states, e.g. removed from a failed instance: nothing is in progress. [guess] */
const atRest: ReadonlySet<string> = new Set([status.error, status.createFailed, status.frozen, status.paying]);

export const batchCreateOrDeleteTags: Operation = {
  mutating: true,
  right: "dcs:tag:modify",
  known: "[doc] path, create overwrites, 204, at most 20; [tf] busy codes; [guess] an unknown key is no error",
  handle: (context) => {
    const { body } = context;
    const instance = findInstance(context);
    const code = busyCode(instance);
    if (code !== undefined && !atRest.has(instance.status)) throw new ApiError(code);
    const isCreation = body.text("action") === "create";
    const tags = readTags(body.children("tags") ?? [], isCreation);
    if (Object.keys(tags).length === 0) throw invalid("tags");
    const kept = Object.entries(instance.tags).filter(([key]) => isCreation || !Object.hasOwn(tags, key));
    const changed = { ...Object.fromEntries(kept), ...(isCreation ? tags : {}) };
    if (isCreation) checkTagCount(changed);
    instance.tags = changed;
    return noContent(instance);
  },
};

export const showTags: Operation = {
  mutating: false,
  known: "[sdk] shape",
  handle: (context) => {
    const { tags } = findInstance(context);
    return { content: { tags: Object.entries(tags).map(([key, value]) => ({ key, value })) } };
  },
};

export const listTagsOfTenant: Operation = {
  mutating: false,
  known: "[sdk] a key with all its values",
  handle: (context) => {
    const values = new Map<string, Set<string>>();
    for (const { tags } of ownInstances(context).filter(({ released }) => !released)) {
      for (const [key, value] of Object.entries(tags)) values.set(key, (values.get(key) ?? new Set()).add(value));
    }
    return { content: { tags: [...values].map(([key, all]) => ({ key, values: [...all] })) } };
  },
};
