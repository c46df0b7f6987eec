import { ApiError, invalid, missing } from "../errors";
import { withToken } from "../idempotency";
import { type AliyunInstance, monthsAfter, status } from "../instance";
import { newOrderId } from "../orders";
import {
  type Context,
  change,
  done,
  findInstance,
  type Operation,
  type Result,
  requireOrderCompleted,
  requirePrePaid,
  transitByOrder,
} from "../state";

export const transformInstanceChargeType: Operation = {
  mutating: true,
  known: "[sdk] both ways, Period to PrePaid, AutoPay default true; [tf] Transforming, then IsOrderCompleted",
  handle: (context) => transform(context, context.args.must("ChargeType"), context.args.bool("AutoPay") ?? true),
};

export const transformToPrePaid: Operation = {
  mutating: true,
  known: "[sdk] AutoPay default false: the order waits to be paid",
  handle: (context) => transform(context, "PrePaid", context.args.bool("AutoPay") ?? false),
};

function transform(context: Context, chargeType: string, isPaid: boolean): Result {
  const { args, world } = context;
  const instance = findInstance(context);
  requireOrderCompleted(instance);
  if (instance.properties.ChargeType === chargeType) throw new ApiError("InvalidOrderCharge.NotSupport");
  const isPrePaid = chargeType === "PrePaid";
  if (isPrePaid && !args.has("Period")) throw missing("Period");
  const renewal = readRenewal(context);
  const EndTime = isPrePaid ? monthsAfter(world.now(), args.int("Period") ?? 0) : "";
  const content = { OrderId: String(newOrderId(world)), EndTime };
  // An order that nobody pays has no effect. [guess]
  if (!isPaid) return { content };
  transitByOrder(context, instance, status.transforming, {
    ChargeType: chargeType,
    EndTime,
    AutoRenew: isPrePaid ? renewal : { AutoRenew: false, Duration: 0 },
    ...(isPrePaid ? { InstanceReleaseProtection: false } : {}),
  });
  return done(instance, content);
}

function readRenewal({ args }: Context): { AutoRenew: boolean; Duration: number } {
  const isOn = args.bool("AutoRenew") ?? false;
  const months = args.int("AutoRenewPeriod");
  if (isOn && months === undefined) throw missing("AutoRenewPeriod");
  return { AutoRenew: isOn, Duration: isOn ? (months ?? 0) : 0 };
}

export const renewInstance = withToken("ClientToken", {
  mutating: true,
  known: "[sdk] PrePaid only, AutoPay default true; another class along with it is not imitated",
  handle: (context) => {
    const { args, world } = context;
    const instance = findInstance(context);
    requireOrderCompleted(instance);
    requirePrePaid(instance);
    if (args.has("InstanceClass") || args.has("Capacity")) {
      throw new ApiError("Sandbox.NotImitated", "RenewInstance with another class or capacity is not imitated.");
    }
    const EndTime = monthsAfter(Date.parse(instance.properties.EndTime), args.int("Period") ?? 0);
    const isPaid = args.bool("AutoPay") ?? true;
    if (isPaid) instance.properties.EndTime = EndTime;
    const content = { OrderId: String(newOrderId(world)), EndTime };
    return isPaid ? done(instance, content) : { content };
  },
});

export const describeInstanceAutoRenewalAttribute: Operation = {
  mutating: false,
  known: "[sdk] shape, PrePaid only; [tf] InvalidOrderCharge.NotSupport",
  handle: (context) => {
    const items = renewable(context).map(({ id, properties: p }) => ({
      DBInstanceId: id,
      RegionId: p.RegionId,
      AutoRenew: String(p.AutoRenew.AutoRenew),
      Duration: p.AutoRenew.Duration,
    }));
    return {
      content: { Items: { Item: items }, PageNumber: 1, PageRecordCount: items.length, TotalRecordCount: items.length },
    };
  },
};

/** The named instance, or all prepaid ones of the account. */
function renewable(context: Context): AliyunInstance[] {
  if (context.args.has("DBInstanceId")) {
    const instance = findInstance(context, "DBInstanceId");
    requirePrePaid(instance);
    return [instance];
  }
  return context.store
    .all()
    .filter(({ account, properties }) => account === context.account && properties.ChargeType === "PrePaid");
}

export const modifyInstanceAutoRenewalAttribute = change({
  known: "[sdk] PrePaid only, Duration 1 to 12, Product kvstore",
  id: "DBInstanceId",
  require: [requirePrePaid],
  set: (_instance, { args }) => {
    const isOn = args.bool("AutoRenew") ?? false;
    const months = args.int("Duration") ?? (isOn ? 1 : 0);
    if (isOn && !(Number.isInteger(months) && months >= 1 && months <= 12))
      throw invalid("Duration has to be from 1 to 12.");
    return { AutoRenew: { AutoRenew: isOn, Duration: isOn ? months : 0 } };
  },
});
