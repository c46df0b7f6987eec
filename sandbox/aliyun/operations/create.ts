import { createInstance as create } from "../create";
import { ApiError } from "../errors";
import { once } from "../idempotency";
import type { AliyunInstance } from "../instance";
import { readOrder } from "../order";
import { checkPurchase, takePurchase } from "../purchase";
import { type Context, type Operation, orderId, type Result } from "../state";

export const createInstance: Operation = {
  mutating: true,
  known: "[doc] seeds 000-002 (rules, errors, answer); [sdk] parameters, Token, DryRun",
  handle: (context) =>
    once(context, "Token", () => {
      const order = readOrder(context);
      const lots = [{ order, quantity: 1 }];
      checkPurchase(context, lots);
      if (context.args.bool("DryRun") === true) throw new ApiError("DryRunOperation");
      takePurchase(context, lots);
      const instance = create(context, order);
      return { content: createAnswer(context, instance), touched: [instance.id] };
    }),
};

/** The flat answer of the seeds; Terraform reads nothing but InstanceId of it. */
function createAnswer(context: Context, instance: AliyunInstance): Result["content"] {
  const p = instance.properties;
  return {
    InstanceId: instance.id,
    InstanceName: p.InstanceName,
    InstanceStatus: instance.status,
    ConnectionDomain: p.ConnectionDomain,
    Port: p.Port,
    PrivateIpAddr: p.PrivateIp,
    NetworkType: p.NetworkType,
    NodeType: p.NodeType,
    VpcId: p.VpcId,
    VSwitchId: p.VSwitchId,
    ZoneId: p.ZoneId,
    RegionId: p.RegionId,
    Capacity: p.Capacity,
    Bandwidth: p.Bandwidth,
    Connections: p.Connections,
    QPS: p.QPS,
    ChargeType: p.ChargeType,
    ...(p.EndTime === "" ? {} : { EndTime: p.EndTime }),
    Config: JSON.stringify(p.Config),
    UserName: instance.id,
    OrderId: orderId(context),
  };
}
