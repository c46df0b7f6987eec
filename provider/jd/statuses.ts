import type { Phase } from "../core/resource/definition";
import type { JdInstance } from "./instance";

/** `cacheInstanceStatus`, in lower case. The vendor adds values: `upgrading` is newer than the others. [sdk] */
export const statuses: Readonly<Record<string, Phase>> = {
  running: "ready",
  creating: "busy",
  changing: "busy",
  configuring: "busy",
  restoring: "busy",
  upgrading: "busy",
  deleting: "busy",
  error: "failed",
};

/** Nothing but the status tells that an instance is being worked on. */
export const isSettled = (): boolean => true;

/** An order for the maintenance window leaves the status at running. [sdk] */
export function openOrder({ hasTaskToCome, maintenanceTime }: JdInstance): string | undefined {
  if (!hasTaskToCome) return undefined;
  const window = maintenanceTime ? ` (${maintenanceTime.startTime}-${maintenanceTime.endTime})` : "";
  return `A change that was ordered is still to be carried out in the maintenance window${window}. Its console can cancel it, and so can its call cancelTask.`;
}

/** What a failed instance needs; `error` is the only status that is explained. */
export const explain = (): string => "JD Cloud could not create or change it; it can still be deleted.";
