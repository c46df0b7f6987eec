import type { Phase } from "../core/resource/definition";

/** `cacheInstanceStatus`, exact and in lower case; the vendor adds to it (`upgrading` came later). [sdk] */
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
