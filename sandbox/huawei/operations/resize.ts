import { type Flavor, findFlavor, stockOf } from "../catalogue";
import { shapeOf } from "../create";
import { ApiError } from "../errors";
import { type HuaweiInstance, type HuaweiProperties, isOld, status } from "../instance";
import type { Task } from "../jobs";
import { arrange } from "../nodes";
import { addOrder, type OrderedChange } from "../orders";
import { findZone } from "../regions";
import { type Context, findIdle, nextWindow, noContent, type Operation, type Result, transit } from "../state";

export const resizeInstance: Operation = {
  route: "POST /v2/{project_id}/instances/{instance_id}/resize",
  mutating: true,
  known:
    "[doc] change types and their limits, DCS.4107, 4108, 4200; [tf] 204, with prepaid 200 and order_id; replicas and capacity apart; [guess] an unpaid order changes nothing",
  body: {
    spec_code: "text!",
    new_capacity: "number!",
    bss_param: { is_auto_pay: "loose" },
    change_type: "text",
    available_zones: "texts",
    node_list: "texts",
    reserved_ip: "texts",
    execute_immediately: "bool",
  },
  handle: (context) => {
    const { body } = context;
    const instance = findIdle(context);
    const { scaleOrder, charging_mode } = instance.properties;
    if (scaleOrder !== null) throw new ApiError(scaleOrder === "unpaid" ? "DCS.4107" : "DCS.4108");
    const change = readChange(context, instance);
    if (charging_mode === 0) {
      extend(context, instance, change, body.bool("execute_immediately") === false);
      return noContent(instance);
    }
    return orderChange(context, instance, change);
  },
};

export const createResizeOrder: Operation = {
  route: "POST /v2/{project_id}/orders/instances/{instance_id}/resize",
  mutating: true,
  known: "[sdk] fields and answer; [guess] the same rules as the other call, paid at once",
  body: {
    spec_code: "text!",
    new_capacity: "number!",
    execute_immediately: "bool",
    auto_open_security_group_rule: "bool",
    password: "text",
  },
  handle: (context) => {
    const instance = findIdle(context);
    const { scaleOrder } = instance.properties;
    if (scaleOrder !== null) throw new ApiError(scaleOrder === "unpaid" ? "DCS.4107" : "DCS.4108");
    const change = readChange(context, instance);
    extend(context, instance, change, context.body.bool("execute_immediately") === false);
    const doneAt = context.world.now() + context.world.changeMs;
    const order = addOrder(context, {
      kind: "resize",
      instanceIds: [instance.id],
      state: "paid",
      doneAt,
      resize: null,
    });
    return { content: { order_id: order.id }, touched: [instance.id] };
  },
};

function orderChange(context: Context, instance: HuaweiInstance, change: OrderedChange): Result {
  const { body, world } = context;
  const isPaid = body.child("bss_param")?.bool("is_auto_pay") === true;
  if (isPaid) extend(context, instance, change, body.bool("execute_immediately") === false);
  else instance.properties.scaleOrder = "unpaid";
  const order = addOrder(context, {
    kind: "resize",
    instanceIds: [instance.id],
    state: isPaid ? "paid" : "unpaid",
    doneAt: world.now() + world.changeMs,
    resize: isPaid ? null : change,
  });
  return { content: { order_id: order.id }, touched: [instance.id] };
}

/** At once, or in the next maintenance window. [doc] */
export function extend(context: Context, instance: HuaweiInstance, change: OrderedChange, isLater = false): void {
  const from = isLater ? nextWindow(context.world.now(), instance.properties.maintain_begin) : undefined;
  instance.properties.scaleOrder = isLater ? "scheduled" : null;
  transit(context, instance, {
    status: status.extending,
    set: { ...change.set, scaleOrder: null },
    job: "changeSpecJob",
    shown: change.shown,
    ...(from === undefined ? {} : { from }),
  });
}

function readChange(context: Context, instance: HuaweiInstance): OrderedChange {
  const { body, region } = context;
  const p = instance.properties;
  const wanted = findFlavor(body.text("spec_code") ?? "");
  const old = findFlavor(p.spec_code);
  if (wanted === undefined || old === undefined || wanted.engine !== old.engine || wanted.cpu !== old.cpu)
    throw new ApiError("DCS.4927");
  if (!wanted.versions.includes(p.engine_version)) throw new ApiError("DCS.4927");
  const gb = body.number("new_capacity") ?? 0;
  if (!wanted.capacities.includes(gb)) throw new ApiError("DCS.4012");
  const type = body.text("change_type");
  const fitting = typeOf(p, old, wanted, gb);
  if (type !== undefined && type !== fitting && !(type === "addSharding" && fitting === "" && gb > p.capacityGb))
    throw new ApiError("DCS.4062", `change_type ${type}: this is ${fitting || "a change of capacity"}`);
  if (type === undefined && (fitting === "createReplication" || fitting === "deleteReplication"))
    throw new ApiError("DCS.4062", "change_type");
  for (const zone of p.az_codes) {
    if (!stockOf(region, wanted).includes(zone)) throw new ApiError("DCS.4054", zone);
  }
  return checks[fitting](context, instance, old, wanted, gb);
}

type Kind = "" | "createReplication" | "deleteReplication" | "instanceType";

function typeOf(p: HuaweiProperties, old: Flavor, wanted: Flavor, gb: number): Kind {
  if (old.mode !== wanted.mode) return "instanceType";
  if (old.replicas === wanted.replicas) {
    if (gb === p.capacityGb) throw new ApiError("DCS.4012", "nothing changes");
    return "";
  }
  // Replicas and capacity go in separate calls. [tf]
  if (gb !== p.capacityGb) throw new ApiError("DCS.4012", "replicas and capacity cannot be changed in one call");
  return wanted.replicas > old.replicas ? "createReplication" : "deleteReplication";
}

type Check = (context: Context, instance: HuaweiInstance, old: Flavor, wanted: Flavor, gb: number) => OrderedChange;

const checks: Readonly<Record<Kind, Check>> = {
  "": (context, instance, old, wanted, gb) => {
    const { engine_version, cache_mode, capacityGb, used_memory } = instance.properties;
    // A proxy cluster of 3.0 cannot shrink; nothing can below what is in it. [doc]
    if (engine_version === "3.0" && cache_mode === "proxy" && gb < capacityGb) throw new ApiError("DCS.4012");
    if (used_memory > gb * 1024) throw new ApiError("DCS.4012", "more memory is used");
    return changed(context, instance, wanted, gb, capacityTask(old, wanted, instance, gb));
  },
  instanceType: (context, instance, old, wanted, gb) => {
    const p = instance.properties;
    if (!isConvertible(p, old.mode, wanted.mode)) throw new ApiError("DCS.4200");
    // [doc] less than 70 % of what the proxy cluster will have
    if (wanted.mode === "proxy" && p.used_memory >= gb * 1024 * 0.7)
      throw new ApiError("DCS.4200", "more memory is used");
    return changed(context, instance, wanted, gb, capacityTask(old, wanted, instance, gb));
  },
  createReplication: (context, instance, old, wanted, gb) => {
    const zones = context.body.texts("available_zones") ?? [];
    const codes = zones.map((one) => findZone(context.region, one)?.code);
    if (codes.length === 0 || codes.includes(undefined)) throw new ApiError("DCS.4933");
    const all = [...new Set([...instance.properties.az_codes, ...codes.flatMap((code) => code ?? [])])];
    return changed(context, instance, wanted, gb, replicaTask("AddReplica", old, wanted), all);
  },
  deleteReplication: (context, instance, old, wanted, gb) => {
    const p = instance.properties;
    const gone = context.body.texts("node_list") ?? [];
    if (p.cache_mode === "cluster")
      return changed(context, instance, wanted, gb, replicaTask("DelReplica", old, wanted));
    // One node at a time, and it has to be a replica. [doc]
    if (gone.length !== 1 || old.replicas - wanted.replicas !== 1) throw new ApiError("DCS.4930");
    const node = p.groups.flatMap(({ nodes }) => nodes).find(({ node_id }) => node_id === gone[0]);
    if (node === undefined) throw new ApiError("DCS.4930");
    if (node.replication_role === "master") throw new ApiError("DCS.4936");
    if (wanted.replicas < 2) throw new ApiError("DCS.4937");
    const groups = p.groups.map((one) => ({ ...one, nodes: one.nodes.filter(({ node_id }) => node_id !== gone[0]) }));
    const { set } = changed(context, instance, wanted, gb, replicaTask("DelReplica", old, wanted));
    return { set: { ...set, groups }, shown: replicaTask("DelReplica", old, wanted) };
  },
};

/** 3.0: single → ha → proxy. 4.0 to 6.0: ha or read/write splitting to proxy and back. [doc] */
function isConvertible(p: HuaweiProperties, from: string, to: string): boolean {
  if (isOld(p)) return (from === "single" && to === "ha") || (from === "ha" && to === "proxy");
  const isHa = (mode: string) => mode === "ha" || mode === "ha_rw_split";
  return Number(p.engine_version) <= 6 && ((isHa(from) && to === "proxy") || (from === "proxy" && isHa(to)));
}

function changed(
  { world }: Context,
  { properties: p }: HuaweiInstance,
  wanted: Flavor,
  gb: number,
  shown: Task,
  zones: readonly string[] = p.az_codes,
): OrderedChange {
  const shape = shapeOf(wanted, gb);
  const wish = { shards: shape.sharding_count, replicas: shape.replica_count, zones: p.az_codes };
  const groups = arrange(world.random, { ...wish, zones }, p.groups);
  return { set: { ...shape, groups, az_codes: [...zones] }, shown };
}

function capacityTask(old: Flavor, wanted: Flavor, { properties }: HuaweiInstance, gb: number): Task {
  return {
    name: "ChangeInstanceSpec",
    details: {
      old_capacity: String(properties.capacityGb),
      new_capacity: String(gb),
      old_cache_mode: old.mode,
      new_cache_mode: wanted.mode,
      old_resource_spec_code: old.specCode,
      new_resource_spec_code: wanted.specCode,
    },
  };
}

function replicaTask(name: "AddReplica" | "DelReplica", old: Flavor, wanted: Flavor): Task {
  return { name, details: { old_replica_num: old.replicas, new_replica_num: wanted.replicas } };
}
