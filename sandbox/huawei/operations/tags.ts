import { ApiError } from "../errors";
import { mostTags, readTags } from "../rules";
import { busyCode, findInstance, noContent, type Operation } from "../state";

/** Nothing is about to happen in them, though they are not RUNNING: a tag can be taken off a failed instance. [guess] */
const resting = new Set(["ERROR", "CREATEFAILED", "FROZEN", "PAYING"]);

export const batchCreateOrDeleteTags: Operation = {
  route: "POST /v2/{project_id}/dcs/{instance_id}/tags/action",
  mutating: true,
  right: "dcs:tag:modify",
  known: "[doc] path, create overwrites, 204, at most 20; [tf] busy codes; [guess] a key that is not there is no error",
  body: { action: "text!", tags: [{ key: "text!", value: "text" }] },
  handle: (context) => {
    const { body } = context;
    const instance = findInstance(context);
    const code = busyCode(instance);
    if (code !== undefined && !resting.has(instance.status)) throw new ApiError(code);
    const action = body.text("action");
    if (action !== "create" && action !== "delete") throw new ApiError("DCS.4062", "action");
    const tags = readTags(body.children("tags") ?? [], action === "create");
    if (Object.keys(tags).length === 0) throw new ApiError("DCS.4062", "tags");
    if (action === "create") {
      const next = { ...instance.tags, ...tags };
      if (Object.keys(next).length > mostTags) throw new ApiError("DCS.4062", "tags: more than 20");
      instance.tags = next;
    } else
      instance.tags = Object.fromEntries(Object.entries(instance.tags).filter(([key]) => !Object.hasOwn(tags, key)));
    return noContent(instance);
  },
};

export const showTags: Operation = {
  route: "GET /v2/{project_id}/instances/{instance_id}/tags",
  mutating: false,
  known: "[sdk] shape",
  handle: (context) => {
    const { tags } = findInstance(context);
    return { content: { tags: Object.entries(tags).map(([key, value]) => ({ key, value })) } };
  },
};

export const listTagsOfTenant: Operation = {
  route: "GET /v2/{project_id}/dcs/tags",
  mutating: false,
  known: "[sdk] a key with all its values",
  handle: ({ store, account, project }) => {
    const values = new Map<string, Set<string>>();
    for (const one of store.all()) {
      if (one.account !== account || one.properties.project_id !== project || one.released) continue;
      for (const [key, value] of Object.entries(one.tags)) values.set(key, (values.get(key) ?? new Set()).add(value));
    }
    return { content: { tags: [...values].map(([key, all]) => ({ key, values: [...all] })) } };
  },
};
