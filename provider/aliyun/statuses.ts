import type { Phase } from "../core/resource/definition";
import type { AliyunInstance } from "./instance";

/** Every known `InstanceStatus` (page 200740) [doc] and those only in the SDK's models. [sdk] */
export const statuses: Readonly<Record<string, Phase>> = {
  Normal: "ready",
  Creating: "busy",
  Changing: "busy",
  Rebooting: "busy",
  Transforming: "busy",
  Migrating: "busy",
  NetworkModifying: "busy",
  SSLModifying: "busy",
  MinorVersionUpgrading: "busy",
  MajorVersionUpgrading: "busy",
  BackupRecovering: "busy",
  Flushing: "busy",
  Inactive: "stopped",
  Unavailable: "failed",
  Error: "failed",
  Released: "deleted",
};

/** A change of billing or class leaves the status `Normal` while its order is still being carried out. [tf] */
export const isSettled = ({ isOrderCompleted }: AliyunInstance): boolean => isOrderCompleted;

/** From the order to the maintenance window the instance is `Changing`, or in another such status, and in service. [doc] */
export function openOrder({
  waitingTasks = [],
  maintainStartTime,
  maintainEndTime,
}: AliyunInstance): string | undefined {
  if (waitingTasks.length === 0) return undefined;
  const window = maintainStartTime ? ` (${maintainStartTime}-${maintainEndTime})` : "";
  const types = [...new Set(waitingTasks.map(({ taskType }) => taskType))].join(", ");
  return `A change that was ordered is still to be carried out in the maintenance window${window}: ${types}. Until then Alibaba Cloud takes no other change of the instance; its console's task center can bring it forward.`;
}

/** Why an instance is stopped, as a sentence. */
export function explain({ status, endTime }: AliyunInstance): string | undefined {
  if (status !== "Inactive") return undefined;
  return `It has expired${endTime ? ` (${endTime})` : ""} or is overdue; renew it in the console.`;
}
