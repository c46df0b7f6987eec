import type { Phase } from "../core/resource/definition";
import type { ParsedArgs } from "./args";
import type { HuaweiInstance } from "./instance";

/** "DCS instance statuses" [doc]; MIGRATING, UPGRADING, FREEZING, DELETING from the statistics API [sdk]. */
export const statuses: Readonly<Record<string, Phase>> = {
  RUNNING: "ready",
  CREATING: "busy",
  RESTARTING: "busy",
  EXTENDING: "busy",
  RESTORING: "busy",
  FLUSHING: "busy",
  MIGRATING: "busy",
  UPGRADING: "busy",
  FREEZING: "busy",
  DELETING: "busy",
  // Nothing happens until somebody pays the order.
  PAYING: "stopped",
  // By the account or an administrator; the instance itself is not damaged.
  FROZEN: "stopped",
  CREATEFAILED: "failed",
  ERROR: "failed",
};

/** `RUNNING` with a background job is not ready. [tf] */
export const isSettled = ({ task, configStatus }: HuaweiInstance): boolean =>
  task === undefined && configStatus !== "UPDATING";

/** An order with `isAutoPay` is paid by itself. */
export const becomesReady = ({ status }: HuaweiInstance, { bssParam }: Partial<ParsedArgs>): boolean =>
  status === "PAYING" && bssParam?.isAutoPay === true;

/** What a stopped instance needs. */
export function explain({ status, orderId, chargingMode }: HuaweiInstance): string | undefined {
  switch (status) {
    case "PAYING":
      return `Order ${orderId ?? "(see the billing centre)"} is not paid. Pay it in Huawei Cloud's billing centre under "My Orders", then run \`pulumi up\`; \`pulumi destroy\` cancels it.`;
    case "FROZEN":
      return chargingMode === "prePaid"
        ? "It has expired, or an administrator froze it; renew it in the billing centre."
        : "The account is in arrears, or an administrator froze it.";
    default:
      return undefined;
  }
}
