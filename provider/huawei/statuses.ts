import type { Phase } from "../core/resource/definition";

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
  // Nothing goes on until somebody pays.
  PAYING: "stopped",
  // By the account or an administrator; nothing is wrong with the instance itself.
  FROZEN: "stopped",
  CREATEFAILED: "failed",
  ERROR: "failed",
};
