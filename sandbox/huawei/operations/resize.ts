import { nextWindow } from "../../core/window";
import { type Flavor, findFlavor, findZone, newestVersions, stockOf } from "../catalogue";
import { arrangeNodes, extraOf, shapeOf } from "../create";
import { ApiError, invalid } from "../errors";
import { type HuaweiInstance, type HuaweiProperties, isOld, type Shard, status } from "../instance";
import { jobs, type Task } from "../jobs";
import { addOrder, type OrderedChange } from "../orders";
import { type Context, done, findIdle, findInstance, noContent, type Operation, type Result, transit } from "../state";

export const resizeInstance: Operation = {
  mutating: true,
  known:
    "[doc] change types and their limits, DCS.4107, 4108, 4200; [tf] 204, with prepaid 200 and order_id; replicas and capacity apart; [guess] an order that awaits payment changes nothing",
  handle: (context) => {
    const instance = findIdle(context);
    const change = readChange(context, instance);
    if (instance.properties.charging_mode === 1) {
      const isPaid = context.body.child("bss_param")?.bool("is_auto_pay") === true;
      return orderResize(context, instance, change, isPaid);
    }
    extend(context, instance, change, isPutOff(context));
    return noContent(instance);
  },
};

export const cancelInstanceResize: Operation = {
  mutating: true,
  known: "[sdk] path; [doc] result; [guess] DCS.4070 once it has begun, and the task is no longer listed",
  handle: (context) => {
    const instance = findInstance(context);
    const job = jobs(context).get(context.path.task_id ?? "");
    const isWaiting = job?.instanceId === instance.id && job.begin > context.world.now();
    if (!isWaiting || instance.properties.scaleOrder !== "scheduled") throw new ApiError("DCS.4070");
    jobs(context).delete(job.id);
    instance.steps = [];
    instance.properties.scaleOrder = null;
    return done(instance, { result: "success" });
  },
};

export const createResizeOrder: Operation = {
  mutating: true,
  known: "[sdk] fields and answer; [guess] the same rules as ResizeInstance, paid at once",
  handle: (context) => {
    const instance = findIdle(context);
    return orderResize(context, instance, readChange(context, instance), true);
  },
};

function orderResize(context: Context, instance: HuaweiInstance, change: OrderedChange, isPaid: boolean): Result {
  if (isPaid) extend(context, instance, change, isPutOff(context));
  else instance.properties.scaleOrder = "awaitingPayment";
  const { id: order_id } = addOrder(context, {
    type: "resize",
    instanceIds: [instance.id],
    state: isPaid ? "paid" : "awaitingPayment",
    doneAt: context.world.now() + context.world.changeMs,
    resize: isPaid ? null : change,
  });
  return { content: { order_id }, touched: [instance.id] };
}

const isPutOff = ({ body }: Context) => body.bool("execute_immediately") === false;

/** Begins at once, or in the next maintenance window. [doc] */
export function extend(context: Context, instance: HuaweiInstance, change: OrderedChange, isLater = false): void {
  instance.properties.scaleOrder = isLater ? "scheduled" : null;
  transit(context, instance, {
    during: { status: status.extending },
    set: { ...change.set, scaleOrder: null },
    job: "changeSpecJob",
    listed: change.task,
    from: isLater ? nextWindow(context.world.now(), instance.properties.maintain_begin) : undefined,
  });
}

/** A request whose flavour and capacity are checked; `gb` is the new capacity. */
interface Resize {
  readonly context: Context;
  readonly instance: HuaweiInstance;
  readonly old: Flavor;
  readonly requested: Flavor;
  readonly gb: number;
}

function readChange(context: Context, instance: HuaweiInstance): OrderedChange {
  const { body, region } = context;
  const p = instance.properties;
  if (p.scaleOrder !== null) throw new ApiError(p.scaleOrder === "awaitingPayment" ? "DCS.4107" : "DCS.4108");
  const requested = findFlavor(body.text("spec_code") ?? "");
  const old = findFlavor(p.spec_code);
  if (requested === undefined || old === undefined || requested.engine !== old.engine || requested.cpu !== old.cpu)
    throw new ApiError("DCS.4927");
  if (!requested.versions.includes(p.engine_version)) throw new ApiError("DCS.4927");
  const gb = body.number("new_capacity") ?? 0;
  if (!requested.capacities.includes(gb)) throw new ApiError("DCS.4012");
  const type = typeOf(p, old, requested, gb);
  checkChangeType(body.text("change_type"), type, gb > p.capacityGb);
  for (const zone of p.az_codes) {
    if (!stockOf(region, requested).includes(zone)) throw new ApiError("DCS.4054", zone);
  }
  return changes[type]({ context, instance, old, requested, gb });
}

type ChangeType = "capacity" | "createReplication" | "deleteReplication" | "instanceType";

function typeOf(p: HuaweiProperties, old: Flavor, requested: Flavor, gb: number): ChangeType {
  if (old.mode !== requested.mode) return "instanceType";
  if (old.replicas === requested.replicas) {
    if (gb === p.capacityGb) throw new ApiError("DCS.4012", "nothing changes");
    return "capacity";
  }
  // Replicas and capacity go in separate calls. [tf]
  if (gb !== p.capacityGb) throw new ApiError("DCS.4012", "replicas and capacity cannot be changed in one call");
  return requested.replicas > old.replicas ? "createReplication" : "deleteReplication";
}

/** change_type is mandatory for replicas. A change of capacity has none, or addSharding when it grows. [doc] */
function checkChangeType(given: string | undefined, type: ChangeType, isLarger: boolean): void {
  if (given === undefined) {
    if (type === "createReplication" || type === "deleteReplication") throw invalid("change_type");
    return;
  }
  const expected = type !== "capacity" ? type : isLarger ? "addSharding" : "";
  if (given !== expected) throw invalid(`change_type ${given}: this is a change of ${type}`);
}

const changes: Readonly<Record<ChangeType, (resize: Resize) => OrderedChange>> = {
  capacity: (resize) => {
    const { instance, gb } = resize;
    const { engine_version, cache_mode, capacityGb, used_memory } = instance.properties;
    // A proxy cluster of 3.0 cannot shrink; no instance can shrink below its used memory. [doc]
    if (engine_version === "3.0" && cache_mode === "proxy" && gb < capacityGb) throw new ApiError("DCS.4012");
    if (used_memory > gb * 1024) throw new ApiError("DCS.4012", "more memory is used");
    return changeOf(resize, capacityTask(resize));
  },
  instanceType: (resize) => {
    const { instance, old, requested, gb } = resize;
    const p = instance.properties;
    if (!isConvertible(p, old.mode, requested.mode)) throw new ApiError("DCS.4200");
    // The used memory has to be less than 70 % of the new proxy cluster. [doc]
    if (requested.mode === "proxy" && p.used_memory >= gb * 1024 * 0.7)
      throw new ApiError("DCS.4200", "more memory is used");
    return changeOf(resize, capacityTask(resize));
  },
  createReplication: (resize) => {
    const { body, region } = resize.context;
    const codes = (body.texts("available_zones") ?? []).map((one) => findZone(region, one)?.code);
    if (codes.length === 0 || codes.includes(undefined)) throw new ApiError("DCS.4933");
    const zones = [...resize.instance.properties.az_codes, ...codes.flatMap((code) => code ?? [])];
    return changeOf(resize, replicaTask("AddReplica", resize), [...new Set(zones)]);
  },
  deleteReplication: (resize) => {
    const { context, instance, old, requested } = resize;
    const { cache_mode, groups } = instance.properties;
    const task = replicaTask("DelReplica", resize);
    const ids = context.body.texts("node_list") ?? [];
    if (cache_mode === "cluster") return changeOf(resize, task);
    // One node at a time, and it has to be a replica. [doc]
    if (ids.length !== 1 || old.replicas - requested.replicas !== 1) throw new ApiError("DCS.4930");
    const node = groups.flatMap(({ nodes }) => nodes).find(({ node_id }) => node_id === ids[0]);
    if (node === undefined) throw new ApiError("DCS.4930");
    if (node.replication_role === "master") throw new ApiError("DCS.4936");
    if (requested.replicas < 2) throw new ApiError("DCS.4937");
    const kept = groups.map((one) => ({ ...one, nodes: one.nodes.filter(({ node_id }) => node_id !== ids[0]) }));
    return { set: { ...changeOf(resize, task).set, groups: kept }, task };
  },
};

/** 3.0: single → ha → proxy. 4.0 to 6.0: ha or read/write splitting to proxy and back. [doc] */
function isConvertible(p: HuaweiProperties, from: string, to: string): boolean {
  if (isOld(p)) return (from === "single" && to === "ha") || (from === "ha" && to === "proxy");
  const isHa = (mode: string) => mode === "ha" || mode === "ha_rw_split";
  return Number(p.engine_version) <= 6 && ((isHa(from) && to === "proxy") || (from === "proxy" && isHa(to)));
}

function changeOf(
  { context, instance, requested, gb }: Resize,
  task: Task,
  zones: readonly string[] = instance.properties.az_codes,
): OrderedChange {
  const shape = shapeOf(requested, gb);
  const layout = { shards: shape.sharding_count, replicas: shape.replica_count, zones };
  const groups = arrangeNodes(context.world.random, layout, reservedFirst(context, instance.properties.groups));
  const bandwidth = shape.bandwidth + extraOf(groups);
  const { properties } = instance;
  // Proxies that come with the change are new. [guess]
  const newest = newestVersions({ ...properties, cache_mode: shape.cache_mode }).proxy_minor_version;
  const proxy_minor_version = newest && (properties.proxy_minor_version ?? newest);
  return { set: { ...shape, bandwidth, groups, az_codes: [...zones], proxy_minor_version }, task };
}

/** A cluster that shrinks loses the shards at the end, so those come first whose addresses are reserved. [doc]; the code [guess] */
function reservedFirst({ body }: Context, groups: readonly Shard[]): Shard[] {
  const reserved = body.texts("reserved_ip") ?? [];
  const isReserved = ({ nodes }: Shard) => nodes.some(({ replication_ip }) => reserved.includes(replication_ip));
  const known = groups.flatMap(({ nodes }) => nodes.map(({ replication_ip }) => replication_ip));
  if (!reserved.every((ip) => known.includes(ip))) throw invalid("reserved_ip");
  return [...groups.filter(isReserved), ...groups.filter((group) => !isReserved(group))];
}

function capacityTask({ instance, old, requested, gb }: Resize): Task {
  return {
    name: "ChangeInstanceSpec",
    details: {
      old_capacity: String(instance.properties.capacityGb),
      new_capacity: String(gb),
      old_cache_mode: old.mode,
      new_cache_mode: requested.mode,
      old_resource_spec_code: old.specCode,
      new_resource_spec_code: requested.specCode,
    },
  };
}

function replicaTask(name: "AddReplica" | "DelReplica", { old, requested }: Resize): Task {
  return { name, details: { old_replica_num: old.replicas, new_replica_num: requested.replicas } };
}
