import { createInstance as create, type Order } from "../create";
import { ApiError } from "../errors";
import { withToken } from "../idempotency";
import type { AliyunInstance } from "../instance";
import { readOrder, readTairOrder } from "../order";
import { newOrderId } from "../orders";
import { checkPurchase, takePurchase } from "../purchase";
import { type Context, newTaskId, type Result } from "../state";

export const createInstance = withToken("Token", {
  mutating: true,
  known: "[doc] seeds 000-002 (rules, errors, answer); [sdk] parameters, Token, DryRun",
  handle: (context) => buy(context, readOrder(context), (instance) => redisAnswer(context, instance)),
});

export const createTairInstance = withToken("ClientToken", {
  mutating: true,
  known: "[sdk] parameters, defaults (PrePaid!), ClientToken, at most 5 tags; [guess] default version of tair_rdb",
  handle: (context) =>
    buy(context, readTairOrder(context), (instance) => ({
      ...commonAnswer(context, instance),
      TaskId: newTaskId(context),
    })),
});

function buy(context: Context, order: Order, answer: (instance: AliyunInstance) => Result["content"]): Result {
  const lines = [{ order, quantity: 1 }];
  checkPurchase(context, lines);
  if (context.args.bool("DryRun") === true) throw new ApiError("DryRunOperation");
  takePurchase(context, lines);
  const instance = create(context, order);
  return { content: answer(instance), touched: [instance.id] };
}

function commonAnswer({ world }: Context, { id, status, properties: p }: AliyunInstance): Result["content"] {
  return {
    InstanceId: id,
    InstanceName: p.InstanceName,
    InstanceStatus: status,
    ConnectionDomain: p.ConnectionDomain,
    Port: p.Port,
    ZoneId: p.ZoneId,
    RegionId: p.RegionId,
    Bandwidth: p.Bandwidth,
    Connections: p.Connections,
    QPS: p.QPS,
    ChargeType: p.ChargeType,
    Config: JSON.stringify(p.Config),
    OrderId: newOrderId(world),
  };
}

/** The flat answer of the seeds; Terraform reads only its InstanceId. [tf] */
function redisAnswer(context: Context, instance: AliyunInstance): Result["content"] {
  const p = instance.properties;
  return {
    ...commonAnswer(context, instance),
    PrivateIpAddr: p.PrivateIp,
    NetworkType: p.NetworkType,
    NodeType: p.NodeType,
    VpcId: p.VpcId,
    VSwitchId: p.VSwitchId,
    Capacity: p.Capacity,
    ...(p.EndTime === "" ? {} : { EndTime: p.EndTime }),
    UserName: instance.id,
  };
}
