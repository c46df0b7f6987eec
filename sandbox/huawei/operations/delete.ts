import { isRecord } from "../../core/keys";
import { ApiError, type ErrorCode } from "../errors";
import { type HuaweiInstance, isOld, status } from "../instance";
import { busyCode, type Context, findInstance, lookUp, noContent, type Operation } from "../state";

/** Nothing goes on in them, so that they can be deleted. RUNNING and ERROR [doc], the others [guess] */
const deletable: ReadonlySet<string> = new Set([status.running, status.error, status.createFailed, status.frozen]);

/** Gone after a while; until then show answers. [doc] */
export function beginDeletion({ store, world }: Pick<Context, "store" | "world">, instance: HuaweiInstance): void {
  world.tables.table<HuaweiInstance>("deleted").set(instance.id, structuredClone(instance));
  store.begin(instance, {
    status: status.deleting,
    released: true,
    set: { task: null },
    steps: [{ at: world.now() + world.changeMs, gone: true }],
  });
}

/** undefined: it may be deleted. */
function obstacle(instance: HuaweiInstance): ErrorCode | undefined {
  const { status: now, properties } = instance;
  if (now === status.deleting) return "DCS.4026";
  if (now === status.creating || now === status.paying || now === status.restarting) return "DCS.4099";
  // A creation that failed was not billed. [guess]
  if (properties.charging_mode === 1 && now !== status.createFailed) return "DCS.4857";
  if (!deletable.has(now) || (now === status.running && properties.task !== null))
    return busyCode(instance) ?? "DCS.4026";
  return undefined;
}

export const deleteSingleInstance: Operation = {
  route: "DELETE /v2/{project_id}/instances/{instance_id}",
  mutating: true,
  known:
    "[doc] 204, DCS.4099, is_recycle for 4.0+; [tf] DCS.4857 for prepaid; [guess] nothing reads the recycle bin: what lies in it does not come back",
  body: { is_recycle: "bool" },
  bodyIsOptional: true,
  handle: (context) => {
    const instance = findInstance(context);
    const code = obstacle(instance);
    if (code !== undefined) throw new ApiError(code);
    if (context.body.bool("is_recycle") === true && isOld(instance.properties))
      throw new ApiError("DCS.4062", "is_recycle");
    beginDeletion(context, instance);
    return noContent(instance);
  },
};

export const batchDeleteInstances: Operation = {
  route: "DELETE /v2/{project_id}/instances",
  mutating: true,
  known: "[doc] at most 50 ids, one result each; all_failure takes every failed creation of the project",
  query: { all_failure: "text" },
  body: { instances: "texts" },
  bodyIsOptional: true,
  handle: (context) => {
    const { store, account, project, query, body } = context;
    const failed = store
      .all()
      .filter((one) => one.account === account && one.properties.project_id === project)
      .filter((one) => one.status === status.createFailed);
    const isAll = query.text("all_failure") === "true";
    const ids = isAll ? failed.map(({ id }) => id) : (body.texts("instances") ?? []);
    if (ids.length === 0 && !isAll) throw new ApiError("DCS.4062", "instances");
    if (ids.length > 50 && !isAll) throw new ApiError("DCS.4100");
    const touched: string[] = [];
    const results = ids.map((id) => {
      const instance = lookUp(context, id);
      const isFine = instance !== undefined && obstacle(instance) === undefined;
      if (isFine) {
        beginDeletion(context, instance);
        touched.push(id);
      }
      return { instance: id, result: isFine ? "success" : "failed" };
    });
    return { content: { results }, touched };
  },
};

/** Ids that a batch names, for the journal. */
export function firstInstance(body: unknown): string | undefined {
  const ids = isRecord(body) ? body.instances : undefined;
  const first: unknown = Array.isArray(ids) ? ids[0] : undefined;
  return typeof first === "string" ? first : undefined;
}
