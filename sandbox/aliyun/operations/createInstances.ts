import { Args } from "../args";
import { prepareInstance } from "../create";
import { type Draft, deliver } from "../delivery";
import { type Element, malformed, parseElements } from "../elements";
import { ApiError } from "../errors";
import { once } from "../idempotency";
import type { AliyunInstance } from "../instance";
import { readOrder } from "../order";
import { placedOrders } from "../orders";
import { freshAddress } from "../placement";
import { checkPurchase, type Lot, takePurchase } from "../purchase";
import { checkAgrees, readBinned, restore } from "../restoration";
import { type Context, type Operation, oneOf, orderId, type Result } from "../state";

export const createInstances: Operation = {
  mutating: true,
  known:
    "[doc] seed 002; [sdk] parameters; [guess] an element's value goes before the outer one, all or nothing, AutoPay=false shows nothing before it is paid",
  handle: (context) => once(context, "Token", () => create(context)),
};

/** A lot of one call, with the parameters of its element. */
interface Item extends Lot {
  readonly context: Context;
  /** What is fetched out of the recycle bin; nothing for new instances. */
  readonly source: AliyunInstance | undefined;
}

function create(context: Context): Result {
  const { args, world, store } = context;
  oneOf(args, "EngineVersion", ["2.8", "4.0", "5.0"]);
  oneOf(args, "AutoRenew", ["true", "false", "True", "False"]);
  const items = parseElements(args.must("Instances")).map((element) => readItem(context, element));
  const sources = items.flatMap(({ source }) => source?.id ?? []);
  if (new Set(sources).size < sources.length) throw malformed("An instance can be rebuilt once.");
  const paysNow = args.bool("AutoPay") ?? true;
  checkPurchase(context, items, paysNow);
  takePurchase(context, items, paysNow);
  const drafts = items.flatMap(draftsOf);
  const waits = ({ months }: Draft) => !paysNow && months > 0;
  const OrderId = String(orderId(context));
  placedOrders(world).set(OrderId, { waiting: drafts.filter(waits) });
  const touched = drafts.filter((draft) => !waits(draft)).map((draft) => deliver(world, store, draft).id);
  return { content: { OrderId, InstanceIds: { InstanceId: drafts.map(({ instance }) => instance.id) } }, touched };
}

function readItem(outer: Context, { quantity, values }: Element): Item {
  const context = { ...outer, args: argsOf(outer.args, values) };
  const isRestored = context.args.bool("RebuildInstance") === true;
  if (isRestored && quantity !== 1) throw malformed("Quantity has to be 1 with RebuildInstance.");
  const source = isRestored ? readBinned(context) : undefined;
  const order = readOrder(context);
  // Cloud-native classes are ordered one by one. [doc]
  if (order.class.product !== "Local") throw new ApiError("InvalidInstanceClass.NotFound");
  if (source !== undefined) checkAgrees(context, order, source);
  return { context, order, quantity, source };
}

/** The element's parameters, and the call's where it has none, under the names that CreateInstance gives them. */
function argsOf(outer: Args, element: Element["values"]): Args {
  const values = new Map([...element].filter(([, value]) => value !== ""));
  for (const name of ["RegionId", "IzNo"]) {
    if (!values.has(name)) throw new ApiError("MissingParameter", `${name} is mandatory for this action.`);
  }
  for (const name of ["EngineVersion", "AutoRenew", "RebuildInstance", "ResourceGroupId"]) {
    const value = values.get(name) ?? outer.text(name);
    if (value !== undefined) values.set(name, value);
  }
  values.set("ZoneId", values.get("IzNo") ?? "");
  if (values.get("ChargeType") !== "PrePaid")
    values.delete("AutoRenew"); // [doc] "valid only if"
  // How long each renewal is cannot be said here. [guess]
  else if (/^true$/i.test(values.get("AutoRenew") ?? "")) values.set("AutoRenewPeriod", "1");
  return Args.of(values);
}

function draftsOf({ context, order, quantity, source }: Item): Draft[] {
  if (source !== undefined) return [restore(context, order, source)];
  const { network } = order;
  return Array.from({ length: quantity }, () => {
    const privateIp = network.privateIp === "" ? "" : freshAddress(context.world);
    return prepareInstance(context, structuredClone({ ...order, network: { ...network, privateIp } }));
  });
}
