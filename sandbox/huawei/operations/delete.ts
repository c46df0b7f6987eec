import { ApiError, type ErrorCode, invalid } from "../errors";
import { type HuaweiInstance, isOld, status } from "../instance";
import { busyCode, type Context, findInstance, lookUp, noContent, type Operation, ownInstances } from "../state";

/** In these states nothing is in progress. RUNNING and ERROR [doc], the others [guess] */
const deletable: ReadonlySet<string> = new Set([status.running, status.error, status.createFailed, status.frozen]);

/** The instance is displayed until the deletion ends. [doc] */
export function beginDeletion({ store, world }: Pick<Context, "store" | "world">, instance: HuaweiInstance): void {
  deletedInstances({ world }).set(instance.id, structuredClone(instance));
  store.begin(instance, {
    status: status.deleting,
    released: true,
    set: { task: null },
    steps: [{ at: world.now() + world.changeMs, isRemoved: true }],
  });
}

/** As they were when their deletion began. */
export function deletedInstances({ world }: Pick<Context, "world">): Map<string, HuaweiInstance> {
  return world.tables.table<HuaweiInstance>("deleted");
}

/** undefined for an instance that can be deleted. */
function obstacle(instance: HuaweiInstance): ErrorCode | undefined {
  const { status: current, properties } = instance;
  if (current === status.deleting) return "DCS.4026";
  if (current === status.creating || current === status.paying || current === status.restarting) return "DCS.4099";
  // A creation that failed is not billed. [guess]
  if (properties.charging_mode === 1 && current !== status.createFailed) return "DCS.4857";
  if (!deletable.has(current) || (current === status.running && properties.task !== null))
    return busyCode(instance) ?? "DCS.4026";
  return undefined;
}

export const deleteSingleInstance: Operation = {
  mutating: true,
  known:
    "[doc] 204, DCS.4099, is_recycle for 4.0+; [tf] DCS.4857 for prepaid; [guess] no call reads the recycle bin, so nothing comes back from it",
  handle: (context) => {
    const instance = findInstance(context);
    const code = obstacle(instance);
    if (code !== undefined) throw new ApiError(code);
    if (context.body.bool("is_recycle") === true && isOld(instance.properties)) throw invalid("is_recycle");
    beginDeletion(context, instance);
    return noContent(instance);
  },
};

export const batchDeleteInstances: Operation = {
  mutating: true,
  known: "[doc] at most 50 ids, one result each; all_failure takes every failed creation of the project",
  handle: (context) => {
    const { query, body } = context;
    const failed = ownInstances(context).filter((one) => one.status === status.createFailed);
    const isAll = query.text("all_failure") === "true";
    const ids = isAll ? failed.map(({ id }) => id) : (body.texts("instances") ?? []);
    if (ids.length === 0 && !isAll) throw invalid("instances");
    if (ids.length > 50 && !isAll) throw new ApiError("DCS.4100");
    const touched: string[] = [];
    const results = ids.map((id) => {
      const instance = lookUp(context, id);
      if (instance === undefined || obstacle(instance) !== undefined) return { instance: id, result: "failed" };
      beginDeletion(context, instance);
      touched.push(id);
      return { instance: id, result: "success" };
    });
    return { content: { results }, touched };
  },
};
