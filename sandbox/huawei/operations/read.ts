import type { Fields } from "../args";
import { ApiError } from "../errors";
import { type HuaweiInstance, status } from "../instance";
import { type Context, findInstance, type Operation } from "../state";
import { listView, showView } from "../view";

export const showInstance: Operation = {
  route: "GET /v2/{project_id}/instances/{instance_id}",
  mutating: false,
  known: "[doc] sample, [sdk] types, [tf] task; a failed creation is still shown",
  handle: (context) => ({ content: showView(findInstance(context), context.world.now()) }),
};

export const listInstances: Operation = {
  route: "GET /v2/{project_id}/instances",
  mutating: false,
  known:
    "[doc] filters, paging, include_failure has to be the text true, name_equal is a flag; [sdk] types; [guess] the newest first, capacity as text",
  query: {
    instance_id: "text",
    name: "text",
    name_equal: "text",
    status: "text",
    tags: "text",
    ip: "text",
    capacity: "text",
    include_failure: "text",
    include_delete: "text",
    offset: "text",
    limit: "text",
  },
  handle: (context) => {
    const { query } = context;
    const offset = whole(query, "offset", 0, 0, Number.MAX_SAFE_INTEGER);
    const limit = whole(query, "limit", 10, 1, 1000);
    const fits = filterOf(query);
    const deleted = query.text("include_delete") === "true" ? deletedOf(context) : [];
    const all = [...livingOf(context), ...deleted].filter(fits).reverse();
    const page = all.slice(offset, offset + limit);
    return { content: { instance_num: all.length, instances: page.map(listView) } };
  },
};

/** Failed creations only when asked for. [doc] */
function livingOf({ store, account, project, query }: Context): HuaweiInstance[] {
  const withFailed = query.text("include_failure") === "true";
  return store
    .all()
    .filter((one) => one.account === account && one.properties.project_id === project)
    .filter((one) => withFailed || one.status !== status.createFailed);
}

function deletedOf({ world, store, account, project }: Context): HuaweiInstance[] {
  return [...world.tables.table<HuaweiInstance>("deleted").values()]
    .filter(
      (one) => one.account === account && one.properties.project_id === project && store.find(one.id) === undefined,
    )
    .map((one) => ({ ...one, status: "DELETED" }));
}

function filterOf(query: Fields): (instance: HuaweiInstance) => boolean {
  const name = query.text("name");
  const isExact = query.text("name_equal") === "true";
  const capacity = query.text("capacity");
  const wanted = tagsOf(query.text("tags") ?? "");
  const same = (parameter: string, value: string) => (query.text(parameter) ?? value) === value;
  return ({ id, status: now, tags, properties: p }) =>
    same("instance_id", id) &&
    same("status", now) &&
    (query.text("ip") === undefined || p.ip.includes(query.text("ip") ?? "")) &&
    (name === undefined || (isExact ? p.name === name : p.name.includes(name))) &&
    (capacity === undefined || Number(capacity) === p.capacityGb) &&
    wanted.every(([key, value]) => Object.hasOwn(tags, key) && (value === undefined || tags[key] === value));
}

/** `k=v,k2=v2`, all of them; a key alone stands for any value. [doc], the latter [guess] */
function tagsOf(text: string): [string, string | undefined][] {
  return text
    .split(",")
    .filter((one) => one !== "")
    .map((one) => {
      const at = one.indexOf("=");
      return at < 0 ? [one, undefined] : [one.slice(0, at), one.slice(at + 1)];
    });
}

/** [doc] "Invalid offset in the request." */
function whole(query: Fields, name: string, standard: number, least: number, most: number): number {
  const text = query.text(name) ?? String(standard);
  if (!/^\d+$/.test(text) || Number(text) < least || Number(text) > most) throw new ApiError("DCS.4800", name);
  return Number(text);
}

const counted = [
  "PAYING",
  "FREEZING",
  "MIGRATING",
  "FLUSHING",
  "UPGRADING",
  "RESTORING",
  "EXTENDING",
  "CREATING",
  "RUNNING",
  "ERROR",
  "FROZEN",
  "CREATEFAILED",
  "RESTARTING",
];

export const listNumberOfInstancesInDifferentStatus: Operation = {
  route: "GET /v2/{project_id}/instances/status",
  mutating: false,
  known: "[sdk] shape",
  query: { include_failure: "text" },
  handle: (context) => {
    const living = livingOf(context);
    const count = (of: readonly HuaweiInstance[]) =>
      Object.fromEntries(
        counted.map((name) => [`${name.toLowerCase()}_count`, of.filter((one) => one.status === name).length]),
      );
    const by = (engine: string) => count(living.filter(({ properties }) => properties.engine === engine));
    return { content: { ...count(living), redis: by("Redis"), memcached: by("Memcached") } };
  },
};
