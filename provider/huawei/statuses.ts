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

/** Until the maintenance window the instance is `RUNNING` and in service, and takes no other change of its size. [doc] DCS.4108 */
export function openOrder({ waitingTasks = [], maintainBegin, maintainEnd }: HuaweiInstance): string | undefined {
  if (waitingTasks.length === 0) return undefined;
  const window = maintainBegin ? ` (${maintainBegin}-${maintainEnd} UTC)` : "";
  return `A change of the size that was ordered is still to be carried out in the maintenance window${window}: ${[...new Set(waitingTasks)].join(", ")}. Until then Huawei Cloud takes no other; its console's list of background tasks can cancel it.`;
}

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
