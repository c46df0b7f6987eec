import { domainOf } from "../catalogue";
import { beginCreation } from "../create";
import { ApiError } from "../errors";
import { type HuaweiInstance, status, vendorTime } from "../instance";
import { addOrder, type Order, orderStatus, orders } from "../orders";
import { busyCode, type Context, change, type Operation } from "../state";
import { beginDeletion } from "./delete";
import { extend } from "./resize";

/** A monthly or yearly instance of the account, in any project: billing knows no projects. */
function findPrepaid({ store, account }: Context, id: string): HuaweiInstance {
  const instance = store.find(id);
  const isFound = instance !== undefined && instance.account === account && !instance.released;
  if (!isFound || instance.properties.charging_mode !== 1) throw new ApiError("CBC.30000067", id);
  return instance;
}

function findOrder(context: Context, id: string): Order {
  const order = orders(context).get(id);
  if (order === undefined || order.account !== context.account) throw new ApiError("CBC.30000014");
  return order;
}

export const cancelResourcesSubscription: Operation = {
  mutating: true,
  known:
    "[tf] body, answer, CBC.99003651 while the instance is busy; [guess] an instance that awaits payment is cancelled instead",
  handle: (context) => {
    const { body, world } = context;
    const ids = body.texts("resource_ids") ?? [];
    if (ids.length === 0 || ids.length > 10) throw new ApiError("CBC.0100", "resource_ids");
    const instances = ids.map((id) => findPrepaid(context, id));
    for (const instance of instances) {
      if (instance.status === status.paying) throw new ApiError("CBC.30000067", "the order is not paid");
      const isAtRest = [status.error, status.frozen, status.createFailed].some((one) => one === instance.status);
      if (!isAtRest && busyCode(instance) !== undefined) throw new ApiError("CBC.99003651");
    }
    const order_ids = instances.map((instance) => {
      beginDeletion(context, instance);
      const doneAt = world.now() + world.changeMs;
      const order = { type: "unsubscribe", instanceIds: [instance.id], state: "paid", doneAt, resize: null } as const;
      return addOrder(context, order).id;
    });
    return { content: { order_ids, fail_resource_infos: [] }, touched: ids };
  },
};

export const showCustomerOrderDetails: Operation = {
  mutating: false,
  known: "[sdk] shape; [tf] status 5 complete, 4 cancelled, 3 and 6 in progress",
  handle: (context) => {
    const order = findOrder(context, context.path.order_id ?? "");
    const isPaid = order.state === "paid";
    const order_info = {
      order_id: order.id,
      customer_id: domainOf(context.account),
      service_type_code: "hws.service.type.dcs",
      service_type_name: "分布式缓存服务",
      source_type: 1,
      status: orderStatus(order, context.world.now()),
      order_type: { create: 1, resize: 3, unsubscribe: 4 }[order.type],
      amount_after_discount: 0,
      official_amount: 0,
      measure_id: 1,
      currency: "CNY",
      create_time: vendorTime(order.createdAt),
      payment_time: isPaid ? vendorTime(order.createdAt) : null,
      user_name: "sandbox",
    };
    return { content: { total_count: order.instanceIds.length, order_info, order_line_items: [] } };
  },
};

function pay(context: Context): { status: number; touched: string[] } {
  const { body, store, world } = context;
  const order = findOrder(context, body.text("order_id") ?? "");
  if (order.state !== "awaitingPayment") throw new ApiError("CBC.30000010");
  const instances = order.instanceIds.flatMap((id) => store.find(id) ?? []);
  for (const instance of instances) {
    if (order.resize === null) beginCreation(context, instance);
    else extend(context, instance, order.resize);
  }
  order.state = "paid";
  order.doneAt = world.now() + (order.type === "create" ? world.provisionMs : world.changeMs);
  return { status: 204, touched: instances.map(({ id }) => id) };
}

export const payCustomerOrder: Operation = {
  mutating: true,
  known: "[tf] body and 204",
  handle: pay,
};

export const payOrders: Operation = {
  mutating: true,
  known: "[sdk] a newer path of PayCustomerOrder",
  handle: pay,
};

export const cancelCustomerOrder: Operation = {
  mutating: true,
  known: "[sdk] path and order_id; [guess] 204, an instance that is not created yet vanishes",
  handle: (context) => {
    const { body, store } = context;
    const order = findOrder(context, body.text("order_id") ?? "");
    if (order.state !== "awaitingPayment") throw new ApiError("CBC.30000010");
    order.state = "cancelled";
    for (const id of order.instanceIds) {
      if (order.type === "create") store.remove(id);
      else {
        const instance = store.find(id);
        if (instance !== undefined) instance.properties.scaleOrder = null;
      }
    }
    return { status: 204, touched: order.instanceIds };
  },
};

const findResource = (context: Context) => findPrepaid(context, context.path.resource_id ?? "");

export const autoRenewalResources = change({
  known: "[tf] 204",
  find: findResource,
  set: () => ({ is_auto_renew: true }),
});

export const cancelAutoRenewalResources = change({
  known: "[tf] 204",
  find: findResource,
  set: () => ({ is_auto_renew: false }),
});

export const listPayPerUseCustomerResources: Operation = {
  mutating: false,
  known: "[sdk] [tf] shape and the path's spelling; status 2 in use, 4 frozen; expire_policy 3 renews, 0 does not",
  handle: (context) => {
    const { body, store, account } = context;
    const order = body.text("order_id");
    const ids = body.texts("resource_ids") ?? (order === undefined ? undefined : findOrder(context, order).instanceIds);
    const data = store
      .all()
      .filter((one) => one.account === account && one.properties.charging_mode === 1 && !one.released)
      .filter((one) => one.status !== status.paying && (ids === undefined || ids.includes(one.id)))
      .map(resourceView);
    const statuses = body.numbers("status_list");
    const listed = data.filter((one) => statuses?.includes(one.status) !== false);
    return { content: { total_count: listed.length, data: listed } };
  },
};

function resourceView({ id, status: current, createdAt, properties: p }: HuaweiInstance) {
  return {
    id,
    resource_id: id,
    resource_name: p.name,
    region_code: p.region,
    service_type_code: "hws.service.type.dcs",
    service_type_name: "分布式缓存服务",
    resource_type_code: "hws.resource.type.dcs3",
    resource_type_name: "DCS",
    resource_spec_code: p.spec_code,
    project_id: p.project_id,
    product_id: p.spec_code,
    parent_resource_id: null,
    is_main_resource: 1,
    status: current === status.frozen ? 4 : 2,
    effective_time: vendorTime(createdAt),
    expire_time: p.expires_at,
    expire_policy: p.is_auto_renew ? 3 : 0,
  };
}

/** The Chinese site does not serve accounts of the international one. */
export function requireOwnSite({ account }: Context): void {
  if (account.startsWith("intl")) throw new ApiError("CBC.0150");
}

export const listServiceTypes: Operation = {
  mutating: false,
  known:
    "[sdk] the name is found by a part of it; [tf] distinguishes the Chinese site from the international one, which answers CBC.0150; [guess] an account is international if its name begins with intl",
  handle: (context) => {
    requireOwnSite(context);
    const name = context.query.text("service_type_name") ?? "";
    const service_types = [
      { service_type_code: "hws.service.type.dcs", service_type_name: "分布式缓存服务", abbreviation: "DCS" },
    ].filter((each) => each.service_type_name.includes(name));
    return { content: { total_count: service_types.length, service_types } };
  },
};
