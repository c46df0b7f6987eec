import type { Phase } from "../core/resource/definition";

/** `InstanceStatus`, document 200740 and the SDK's models. */
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
