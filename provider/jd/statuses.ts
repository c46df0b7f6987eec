import type { Phase } from "../core/resource/definition";

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
