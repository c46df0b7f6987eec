import type { Args } from "../args";
import { chargeAt, monthsAfter } from "../charge";
import { ApiError, invalid } from "../errors";
import { type JdInstance, vendorTime } from "../instance";
import { type Context, gone, isOurs, lookUp, type Operation, requireBillingIdle } from "../state";

/** [sdk] appCode names the business line; the one for Redis is not documented, so that any will do. */
function readInstances(context: Context, given: Args): JdInstance[] {
  given.required("appCode");
  if (given.required("serviceCode") !== "redis") throw invalid("serviceCode has to be redis");
  return given
    .required("instanceIds")
    .split(",")
    .map((id) => {
      const instance = lookUp(context, id);
      if (instance === undefined) throw gone(context, id);
      return instance;
    });
}

/** 1 to 9 months or 1 to 3 years. [sdk] */
function readMonths(given: Args): number {
  const unit = given.oneOf("timeUnit", ["MONTH", "YEAR"]) ?? "MONTH";
  const span = given.within("timeSpan", 1, unit === "YEAR" ? 3 : 9) ?? 1;
  return unit === "YEAR" ? span * 12 : span;
}

export const renewInstance: Operation = {
  mutating: true,
  known: "[sdk] parameters, autoPay only true; [doc] answer; makes a postpaid instance prepaid; [guess] at once",
  handle: (context) => {
    const given = context.args.requiredObject("renewInstanceParam");
    const instances = readInstances(context, given);
    const months = readMonths(given);
    if (given.bool("autoPay") === false) throw invalid("autoPay can only be true");
    for (const instance of instances) requireBillingIdle(context, instance);
    const { now, changeMs, random } = context.world;
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
    return {
      touched: instances.map(({ id }) => id),
      result: { orderNumber: String(10_000_000_000 + random.number(1_000_000_000)) },
    };
  },
};

export const setRenewal: Operation = {
  mutating: true,
  known: "[sdk] OPEN, CLOSE, MODIFY; [doc] answer; [guess] prepaid only",
  handle: (context) => {
    const given = context.args.requiredObject("setRenewalParam");
    const instances = readInstances(context, given);
    const wish = given.oneOf("autoRenewStatus", ["OPEN", "CLOSE", "MODIFY"]);
    const months = readMonths(given);
    for (const { id, properties } of instances) {
      if (chargeAt(properties.charge, context.world.now()).expiresAt === null) {
        throw new ApiError("FAILED_PRECONDITION", `cacheInstance ${id} is not prepaid_by_duration`);
      }
    }
    for (const { properties } of instances) {
      properties.charge = {
        ...chargeAt(properties.charge, context.world.now()),
        renewMonths: wish === "CLOSE" ? 0 : months,
      };
    }
    return { touched: instances.map(({ id }) => id), result: { stringResult: String(instances.length) } };
  },
};

export const queryInstance: Operation = {
  mutating: false,
  known: "[doc] answer",
  handle: (context) => {
    const given = context.args.requiredObject("queryInstanceParam");
    const id = given.text("instanceId");
    const renewal = given.oneOf("renewStatus", ["AUTO", "MANUAL", "ALL"]) ?? "ALL";
    const billing = given.oneOf("billingType", ["CONFIG", "FLOW", "MONTHLY"]);
    const now = context.world.now();
    const rows = context.store
      .all()
      .filter((one) => isOurs(context, one) && !one.released && (id === undefined || one.id === id))
      .map((one) => rowOf(one, given, now))
      .filter((row) => renewal === "ALL" || (row.autoRenewStatus === "OPENED") === (renewal === "AUTO"))
      .filter((row) => billing === undefined || row.billingType === billing);
    const size = given.within("pageSize", 1, 100) ?? 10;
    const start = ((given.within("pageNumber", 1, Number.MAX_SAFE_INTEGER) ?? 1) - 1) * size;
    return { result: { listQueries: rows.slice(start, start + size), totalCount: rows.length } };
  },
};

function rowOf({ id, properties }: JdInstance, given: Args, now: number) {
  const { expiresAt, renewMonths } = chargeAt(properties.charge, now);
  return {
    appCode: given.required("appCode"),
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
