import { ApiError } from "../errors";
import { once } from "../idempotency";
import { type AliyunInstance, monthsAfter, status } from "../instance";
import { renewalPeriods } from "../rules";
import {
  type Context,
  done,
  findInstance,
  invalid,
  lookUp,
  type Operation,
  oneOf,
  order,
  orderId,
  requireOrderCompleted,
} from "../state";

export const transformInstanceChargeType: Operation = {
  mutating: true,
  known: "[sdk] both ways, Period to PrePaid, AutoPay default true; [tf] Transforming, then IsOrderCompleted",
  handle: (context) => {
    const { args } = context;
    const instance = findInstance(context);
    const wish = oneOf(args, "ChargeType", ["PostPaid", "PrePaid"]) ?? "PostPaid";
    return transform(context, instance, wish, args.bool("AutoPay") ?? true);
  },
};

export const transformToPrePaid: Operation = {
  mutating: true,
  known: "[sdk] AutoPay default false: the order waits to be paid",
  handle: (context) => transform(context, findInstance(context), "PrePaid", context.args.bool("AutoPay") ?? false),
};

function transform(context: Context, instance: AliyunInstance, wish: string, isPaid: boolean) {
  const { args } = context;
  requireOrderCompleted(instance);
  if (instance.properties.ChargeType === wish) throw new ApiError("InvalidOrderCharge.NotSupport");
  const period = oneOf(args, "Period", renewalPeriods);
  if (wish === "PrePaid" && period === undefined)
    throw new ApiError("MissingParameter", "Period is mandatory for this action.");
  const renewal = readRenewal(context);
  const end = wish === "PrePaid" ? monthsAfter(context.world.now(), Number(period)) : "";
  const id = String(orderId(context));
  // An order that nobody pays changes nothing. [guess]
  if (!isPaid) return { content: { OrderId: id, EndTime: end } };
  order(context, instance, status.transforming, {
    ChargeType: wish,
    EndTime: end,
    AutoRenew: wish === "PrePaid" ? renewal : { AutoRenew: false, Duration: 0 },
    ...(wish === "PrePaid" ? { InstanceReleaseProtection: false } : {}),
  });
  return done(instance, { OrderId: id, EndTime: end });
}

function readRenewal({ args }: Context): { AutoRenew: boolean; Duration: number } {
  const isOn = oneOf(args, "AutoRenew", ["true", "false", "True", "False"])?.toLowerCase() === "true";
  const months = args.int("AutoRenewPeriod");
  if (isOn && months === undefined)
    throw new ApiError("MissingParameter", "AutoRenewPeriod is mandatory for this action.");
  if (months !== undefined && (months < 1 || months > 12)) throw invalid("AutoRenewPeriod has to be from 1 to 12.");
  return { AutoRenew: isOn, Duration: isOn ? (months ?? 0) : 0 };
}

export const renewInstance: Operation = {
  mutating: true,
  known: "[sdk] PrePaid only, AutoPay default true; another class along with it is not imitated",
  handle: (context) =>
    once(context, "ClientToken", () => {
      const { args } = context;
      const instance = findInstance(context);
      requireOrderCompleted(instance);
      requirePrePaid(instance);
      if (args.has("InstanceClass") || args.has("Capacity")) {
        throw new ApiError("Sandbox.NotImitated", "RenewInstance with another class or capacity is not imitated.");
      }
      const months = Number(oneOf(args, "Period", renewalPeriods));
      const end = monthsAfter(Date.parse(instance.properties.EndTime), months);
      const isPaid = args.bool("AutoPay") ?? true;
      if (isPaid) instance.properties.EndTime = end;
      const content = { OrderId: String(orderId(context)), EndTime: end };
      return isPaid ? done(instance, content) : { content };
    }),
};

export const describeInstanceAutoRenewalAttribute: Operation = {
  mutating: false,
  known: "[sdk] shape, PrePaid only; [tf] InvalidOrderCharge.NotSupport",
  handle: (context) => {
    const id = context.args.text("DBInstanceId");
    const one = id === undefined ? undefined : lookUp(context, id);
    if (id !== undefined && one === undefined) throw new ApiError("InvalidInstanceId.NotFound");
    if (one !== undefined) requirePrePaid(one);
    const all = context.store
      .all()
      .filter(({ account, properties }) => account === context.account && properties.ChargeType === "PrePaid");
    const items = (one === undefined ? all : [one]).map((instance) => ({
      DBInstanceId: instance.id,
      RegionId: instance.properties.RegionId,
      AutoRenew: String(instance.properties.AutoRenew.AutoRenew),
      Duration: instance.properties.AutoRenew.Duration,
    }));
    return {
      content: { Items: { Item: items }, PageNumber: 1, PageRecordCount: items.length, TotalRecordCount: items.length },
    };
  },
};

export const modifyInstanceAutoRenewalAttribute: Operation = {
  mutating: true,
  known: "[sdk] PrePaid only, Duration 1 to 12, Product kvstore",
  handle: (context) => {
    const { args } = context;
    const instance = findInstance(context, "DBInstanceId");
    requirePrePaid(instance);
    const isOn = oneOf(args, "AutoRenew", ["true", "false", "True", "False"])?.toLowerCase() === "true";
    const months = Number(args.text("Duration") ?? (isOn ? 1 : 0));
    if (isOn && !(Number.isInteger(months) && months >= 1 && months <= 12))
      throw invalid("Duration has to be from 1 to 12.");
    instance.properties.AutoRenew = { AutoRenew: isOn, Duration: isOn ? months : 0 };
    return done(instance);
  },
};

function requirePrePaid({ properties }: AliyunInstance): void {
  if (properties.ChargeType !== "PrePaid") throw new ApiError("InvalidOrderCharge.NotSupport");
}
