import { Args } from "../args";
import { deliver, type PreparedInstance, prepareInstance } from "../create";
import { type Element, malformed, parseElements } from "../elements";
import { ApiError } from "../errors";
import { withToken } from "../idempotency";
import type { AliyunInstance } from "../instance";
import { readOrder } from "../order";
import { newOrderId, placedOrders } from "../orders";
import { freshAddress } from "../placement";
import { checkPurchase, type OrderLine, takePurchase } from "../purchase";
import { checkAgrees, readBinned, restore } from "../recycleBin";
import type { Context, Result } from "../state";

export const createInstances = withToken("Token", {
  mutating: true,
  known:
    "[doc] seed 002; [sdk] parameters; [guess] an element's value goes before the outer one, all or nothing, AutoPay=false shows nothing before it is paid",
  handle: create,
});

/** An order line with the parameters of its element. */
interface Item extends OrderLine {
  readonly context: Context;
  /** The instance in the recycle bin that is brought back; undefined for new instances. */
  readonly source: AliyunInstance | undefined;
}

function create(context: Context): Result {
  const { args, world } = context;
  const items = parseElements(args.must("Instances")).map((element) => readItem(context, element));
  const sources = items.flatMap(({ source }) => source?.id ?? []);
  if (new Set(sources).size < sources.length) throw malformed("An instance can be rebuilt once.");
  const paysNow = args.bool("AutoPay") ?? true;
  checkPurchase(context, items, paysNow);
  takePurchase(context, items, paysNow);
  const prepared = items.flatMap(prepare);
  const awaitsPayment = ({ months }: PreparedInstance) => !paysNow && months > 0;
  const OrderId = String(newOrderId(world));
  placedOrders(world).set(OrderId, { awaitingPayment: prepared.filter(awaitsPayment) });
  const touched = prepared.filter((one) => !awaitsPayment(one)).map((one) => deliver(context, one).id);
  return { content: { OrderId, InstanceIds: { InstanceId: prepared.map(({ instance }) => instance.id) } }, touched };
}

function readItem(outer: Context, { quantity, values }: Element): Item {
  const context = { ...outer, args: argsOf(outer.args, values) };
  const isRestored = context.args.bool("RebuildInstance") === true;
  if (isRestored && quantity !== 1) throw malformed("Quantity has to be 1 with RebuildInstance.");
  const source = isRestored ? readBinned(context) : undefined;
  const order = readOrder(context);
  // Cloud-native classes cannot be ordered in batches. [doc]
  if (order.class.product !== "Local") throw new ApiError("InvalidInstanceClass.NotFound");
  if (source !== undefined) checkAgrees(context, order, source);
  return { context, order, quantity, source };
}

/** The element's parameters, completed by those of the call, under the names that CreateInstance gives them. */
function argsOf(outer: Args, element: Element["values"]): Args {
  const values = new Map([...element].filter(([, value]) => value !== ""));
  for (const name of ["EngineVersion", "AutoRenew", "RebuildInstance", "ResourceGroupId"]) {
    const value = values.get(name) ?? outer.text(name);
    if (value !== undefined) values.set(name, value);
  }
  values.set("ZoneId", values.get("IzNo") ?? "");
  // [doc] AutoRenew is "valid only if" the instance is prepaid. The call has no parameter for the length of a renewal. [guess] a month
  if (values.get("ChargeType") !== "PrePaid") values.delete("AutoRenew");
  else if (/^true$/i.test(values.get("AutoRenew") ?? "")) values.set("AutoRenewPeriod", "1");
  return Args.readElement(values);
}

function prepare({ context, order, quantity, source }: Item): PreparedInstance[] {
  if (source !== undefined) return [restore(context, order, source)];
  const { network } = order;
  return Array.from({ length: quantity }, () => {
    const privateIp = network.privateIp === "" ? "" : freshAddress(context.world);
    return prepareInstance(context, structuredClone({ ...order, network: { ...network, privateIp } }));
  });
}
