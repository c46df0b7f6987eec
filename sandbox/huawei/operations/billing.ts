import { ApiError } from "../errors";
import { type HuaweiInstance, status, vendorTime } from "../instance";
import { addOrder, beginCreation, type Order, orderStatus, orders } from "../orders";
import { domainOf } from "../regions";
import { busyCode, type Context, type Operation } from "../state";
import { beginDeletion } from "./delete";
import { extend } from "./resize";

/** A monthly or yearly instance of the account, in whatever project: billing knows no projects. */
function prepaid({ store, account }: Context, id: string): HuaweiInstance {
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
  route: "POST /v2/orders/subscriptions/resources/unsubscribe",
  mutating: true,
  known:
    "[tf] body, answer, CBC.99003651 while the instance is busy; [guess] an unpaid one has to be cancelled instead",
  body: {
    resource_ids: "texts!",
    unsubscribe_type: "number!",
    unsubscribe_reason_type: "number",
    unsubscribe_reason: "text",
  },
  handle: (context) => {
    const { body, world } = context;
    const ids = body.texts("resource_ids") ?? [];
    if (ids.length === 0 || ids.length > 10) throw new ApiError("CBC.0100", "resource_ids");
    if (![1, 2, 3].includes(body.number("unsubscribe_type") ?? 0)) throw new ApiError("CBC.0100", "unsubscribe_type");
    const instances = ids.map((id) => prepaid(context, id));
    for (const instance of instances) {
      if (instance.status === status.paying) throw new ApiError("CBC.30000067", "the order is not paid");
      const isResting = [status.error, status.frozen, status.createFailed].some((one) => one === instance.status);
      if (!isResting && busyCode(instance) !== undefined) throw new ApiError("CBC.99003651");
    }
    const order_ids = instances.map((instance) => {
      beginDeletion(context, instance);
      const doneAt = world.now() + world.changeMs;
      return addOrder(context, { kind: "unsubscribe", instanceIds: [instance.id], state: "paid", doneAt, resize: null })
        .id;
    });
    return { content: { order_ids, fail_resource_infos: [] }, touched: ids };
  },
};

export const showCustomerOrderDetails: Operation = {
  route: "GET /v2/orders/customer-orders/details/{order_id}",
  mutating: false,
  known: "[sdk] shape; [tf] status 5 done, 4 cancelled, 3 and 6 go on",
  query: { offset: "text", limit: "text", indirect_partner_id: "text" },
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
      order_type: { create: 1, resize: 3, unsubscribe: 4 }[order.kind],
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
  if (order.state !== "unpaid") throw new ApiError("CBC.30000010");
  const instances = order.instanceIds.flatMap((id) => store.find(id) ?? []);
  for (const instance of instances) {
    if (order.resize === null) beginCreation(store, world, instance);
    else extend(context, instance, order.resize);
  }
  order.state = "paid";
  order.doneAt = world.now() + (order.kind === "create" ? world.provisionMs : world.changeMs);
  return { status: 204, touched: instances.map(({ id }) => id) };
}

const payment = {
  order_id: "text!",
  use_coupon: "text!",
  use_discount: "text!",
  coupon_infos: [{ id: "text", type: "number" }],
  discount_infos: [{ id: "text", type: "number" }],
} as const;

export const payCustomerOrder: Operation = {
  route: "POST /v2/orders/customer-orders/pay",
  mutating: true,
  known: "[tf] body and 204",
  body: payment,
  handle: pay,
};

export const payOrders: Operation = {
  route: "POST /v3/orders/customer-orders/pay",
  mutating: true,
  known: "[sdk] the newer path of the same",
  body: payment,
  handle: pay,
};

export const cancelCustomerOrder: Operation = {
  route: "PUT /v2/orders/customer-orders/cancel",
  mutating: true,
  known: "[sdk] path and order_id; [guess] 204, what was never made vanishes",
  body: { order_id: "text!" },
  handle: (context) => {
    const { body, store } = context;
    const order = findOrder(context, body.text("order_id") ?? "");
    if (order.state !== "unpaid") throw new ApiError("CBC.30000010");
    order.state = "cancelled";
    for (const id of order.instanceIds) {
      if (order.kind === "create") store.remove(id);
      else {
        const instance = store.find(id);
        if (instance !== undefined) instance.properties.scaleOrder = null;
      }
    }
    return { status: 204, touched: order.instanceIds };
  },
};

const renew = (isOn: boolean) => (context: Context) => {
  const instance = prepaid(context, context.path.resource_id ?? "");
  instance.properties.is_auto_renew = isOn;
  return { status: 204, touched: [instance.id] };
};

export const autoRenewalResources: Operation = {
  route: "POST /v2/orders/subscriptions/resources/autorenew/{resource_id}",
  mutating: true,
  known: "[tf] 204",
  handle: renew(true),
};

export const cancelAutoRenewalResources: Operation = {
  route: "DELETE /v2/orders/subscriptions/resources/autorenew/{resource_id}",
  mutating: true,
  known: "[tf] 204",
  handle: renew(false),
};

export const listPayPerUseCustomerResources: Operation = {
  route: "POST /v2/orders/suscriptions/resources/query",
  mutating: false,
  known: "[sdk] [tf] shape and the path's spelling; status 2 in use, 4 frozen; expire_policy 3 renews, 0 does not",
  body: {
    resource_ids: "texts",
    order_id: "text",
    only_main_resource: "number",
    status_list: "numbers",
    offset: "number",
    limit: "number",
    expire_time_begin: "text",
    expire_time_end: "text",
    service_type_code: "text",
  },
  handle: (context) => {
    const { body, store, account } = context;
    const order = body.text("order_id");
    const ids = body.texts("resource_ids") ?? (order === undefined ? undefined : findOrder(context, order).instanceIds);
    const data = store
      .all()
      .filter((one) => one.account === account && one.properties.charging_mode === 1 && !one.released)
      .filter((one) => one.status !== status.paying && (ids === undefined || ids.includes(one.id)))
      .map(resourceView);
    const wanted = body.numbers("status_list");
    const fitting = data.filter((one) => wanted === undefined || wanted.includes(one.status));
    return { content: { total_count: fitting.length, data: fitting } };
  },
};

function resourceView({ id, status: now, createdAt, properties: p }: HuaweiInstance) {
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
    status: now === status.frozen ? 4 : 2,
    effective_time: vendorTime(createdAt),
    expire_time: p.expires_at,
    expire_policy: p.is_auto_renew ? 3 : 0,
  };
}

export const listServiceTypes: Operation = {
  route: "GET /v2/products/service-types",
  mutating: false,
  known:
    "[tf] tells the Chinese site from the international one: CBC.0150 there. [guess] which accounts are of the latter: those whose name begins with intl",
  query: { limit: "text", offset: "text" },
  handle: ({ account }) => {
    if (account.startsWith("intl")) throw new ApiError("CBC.0150");
    const service_types = [
      { service_type_code: "hws.service.type.dcs", service_type_name: "分布式缓存服务", abbreviation: "DCS" },
    ];
    return { content: { total_count: 1, service_types } };
  },
};
