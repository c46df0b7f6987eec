import type { Args } from "../args";
import { type HuaweiInstance, status } from "../instance";
import { type Context, findInstance, isOwn, type Operation, ownInstances } from "../state";
import { detailView, groupsView, listView } from "../view";
import { deletedInstances } from "./delete";

export const showInstance: Operation = {
  mutating: false,
  known: "[doc] sample, [sdk] types, [tf] task; a failed creation is still displayed",
  handle: (context) => ({ content: detailView(findInstance(context), context.world.now()) }),
};

export const listInstances: Operation = {
  mutating: false,
  known:
    '[doc] filters, paging, include_failure has to be the text true, name_equal is a flag, "Invalid offset in the request."; [sdk] types; [guess] the newest first, capacity as text',
  handle: (context) => {
    const { query } = context;
    const offset = query.number("offset") ?? 0;
    const deleted = query.text("include_delete") === "true" ? listDeleted(context) : [];
    const all = [...listExisting(context), ...deleted].filter(filterOf(query)).reverse();
    const page = all.slice(offset, offset + (query.number("limit") ?? 10));
    return { content: { instance_num: all.length, instances: page.map(listView) } };
  },
};

/** Failed creations are included only on request. [doc] */
function listExisting(context: Context): HuaweiInstance[] {
  const withFailed = context.query.text("include_failure") === "true";
  return ownInstances(context).filter((one) => withFailed || one.status !== status.createFailed);
}

function listDeleted(context: Context): HuaweiInstance[] {
  return [...deletedInstances(context).values()]
    .filter((one) => isOwn(context, one) && context.store.find(one.id) === undefined)
    .map((one) => ({ ...one, status: "DELETED" }));
}

function filterOf(query: Args): (instance: HuaweiInstance) => boolean {
  const name = query.text("name");
  const isExact = query.text("name_equal") === "true";
  const capacity = query.text("capacity");
  const wantedTags = tagsOf(query.text("tags") ?? "");
  const same = (parameter: string, value: string) => (query.text(parameter) ?? value) === value;
  return ({ id, status: current, tags, properties: p }) =>
    same("instance_id", id) &&
    same("status", current) &&
    p.ip.includes(query.text("ip") ?? "") &&
    (name === undefined || (isExact ? p.name === name : p.name.includes(name))) &&
    (capacity === undefined || Number(capacity) === p.capacityGb) &&
    wantedTags.every(([key, value]) => Object.hasOwn(tags, key) && (value === undefined || tags[key] === value));
}

/** `k=v,k2=v2` requires all of them; a key without a value stands for any value. [doc], the latter [guess] */
function tagsOf(text: string): [string, string | undefined][] {
  return text
    .split(",")
    .filter((one) => one !== "")
    .map((one) => {
      const at = one.indexOf("=");
      return at < 0 ? [one, undefined] : [one.slice(0, at), one.slice(at + 1)];
    });
}

const countedStatuses =
  "PAYING FREEZING MIGRATING FLUSHING UPGRADING RESTORING EXTENDING CREATING RUNNING ERROR FROZEN CREATEFAILED RESTARTING";

export const listNumberOfInstancesInDifferentStatus: Operation = {
  mutating: false,
  known: "[sdk] shape",
  handle: (context) => {
    const all = listExisting(context);
    const count = (instances: readonly HuaweiInstance[]) =>
      Object.fromEntries(
        countedStatuses
          .split(" ")
          .map((name) => [`${name.toLowerCase()}_count`, instances.filter((one) => one.status === name).length]),
      );
    const of = (engine: string) => count(all.filter(({ properties }) => properties.engine === engine));
    return { content: { ...count(all), redis: of("Redis"), memcached: of("Memcached") } };
  },
};

export const listGroupReplicationInfo: Operation = {
  mutating: false,
  known: "[doc] sample, path with the singular; [tf] the master's zone is read here",
  handle: (context) => {
    const { id, properties } = findInstance(context);
    return { content: groupsView(id, properties.groups) };
  },
};
