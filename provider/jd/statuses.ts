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

/** Nothing but the status tells that an instance is being worked on. */
export const isSettled = (): boolean => true;

/** What a failed instance needs; `error` is the only status that is explained. */
export const explain = (): string => "JD Cloud could not create or change it; it can still be deleted.";
