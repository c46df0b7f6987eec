import type { Args } from "../args";
import { chargeAt, monthsAfter, readMonths } from "../charge";
import { failedPrecondition } from "../errors";
import { type JdInstance, vendorTime } from "../instance";
import {
  type Context,
  instanceNotFound,
  isAccessible,
  lookUp,
  type Operation,
  orderNumber,
  requireBillingIdle,
} from "../state";

/** [sdk] appCode names the business line; the one for Redis is not documented, so the sandbox accepts any. */
function readInstances(context: Context, args: Args): JdInstance[] {
  args.required("appCode");
  return args
    .required("instanceIds")
    .split(",")
    .map((id) => {
      const instance = lookUp(context, id);
      if (instance === undefined) throw instanceNotFound(context, id);
      return instance;
    });
}

/** One month or one year when the span is left out. [guess] */
function readTimeSpan(args: Args): number {
  const isYears = args.text("timeUnit") === "YEAR";
  return readMonths(args, "timeSpan", isYears) ?? (isYears ? 12 : 1);
}

export const renewInstance: Operation = {
  mutating: true,
  known: "[sdk] parameters, autoPay only true; [doc] answer; makes a postpaid instance prepaid; [guess] at once",
  handle: (context) => {
    const args = context.args.requiredObject("renewInstanceParam");
    const instances = readInstances(context, args);
    const months = readTimeSpan(args);
    for (const instance of instances) requireBillingIdle(context, instance);
    const { now, changeMs } = context.world;
    for (const { properties } of instances) {
      const charge = chargeAt(properties.charge, now());
      const from = Math.max(charge.expiresAt ?? now(), now());
      properties.charge = {
        ...charge,
        chargeMode: "prepaid_by_duration",
        expiresAt: monthsAfter(from, months),
        becomesPrepaid: null,
      };
      properties.billingUntil = now() + changeMs;
    }
    return { touched: instances.map(({ id }) => id), result: { orderNumber: orderNumber(context) } };
  },
};

export const setRenewal: Operation = {
  mutating: true,
  known: "[sdk] OPEN, CLOSE, MODIFY; [doc] answer; [guess] prepaid only",
  handle: (context) => {
    const args = context.args.requiredObject("setRenewalParam");
    const instances = readInstances(context, args);
    const months = readTimeSpan(args);
    const renewMonths = args.text("autoRenewStatus") === "CLOSE" ? 0 : months;
    const charges = instances.map(({ id, properties }) => {
      const charge = chargeAt(properties.charge, context.world.now());
      if (charge.expiresAt === null) throw failedPrecondition(`cacheInstance ${id} is not prepaid_by_duration`);
      return { ...charge, renewMonths };
    });
    instances.forEach(({ properties }, at) => {
      properties.charge = charges[at] ?? properties.charge;
    });
    return { touched: instances.map(({ id }) => id), result: { stringResult: String(instances.length) } };
  },
};

export const queryInstance: Operation = {
  mutating: false,
  known: "[doc] answer",
  handle: (context) => {
    const args = context.args.requiredObject("queryInstanceParam");
    const appCode = args.required("appCode");
    const id = args.text("instanceId");
    const renewal = args.text("renewStatus") ?? "ALL";
    const billing = args.text("billingType");
    const rows = context.store
      .all()
      .filter((one) => isAccessible(context, one) && !one.released && (id === undefined || one.id === id))
      .map((one) => rowOf(one, appCode, context.world.now()))
      .filter((row) => renewal === "ALL" || (row.autoRenewStatus === "OPENED") === (renewal === "AUTO"))
      .filter((row) => billing === undefined || row.billingType === billing);
    return { result: { listQueries: args.page(rows), totalCount: rows.length } };
  },
};

function rowOf({ id, properties }: JdInstance, appCode: string, now: number) {
  const { expiresAt, renewMonths } = chargeAt(properties.charge, now);
  return {
    appCode,
    serviceCode: "redis",
    resourceId: id,
    resourceName: properties.cacheInstanceName,
    region: properties.regionId,
    billingType: expiresAt === null ? "CONFIG" : "MONTHLY",
    expireTime: expiresAt === null ? "" : vendorTime(expiresAt),
    autoRenewStatus: renewMonths > 0 ? "OPENED" : "UNOPENED",
    autoRenewPeriod: String(renewMonths),
    relationList: [],
  };
}
