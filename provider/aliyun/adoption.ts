import type { Adoption } from "../core/resource/adoption";
import type { AliyunRedisInputs } from "./args";
import { isClassic } from "./classes";
import type { AliyunInstance } from "./instance";

const nodeCounts = ["shardCount", "replicaCount", "slaveReplicaCount", "readOnlyCount", "slaveReadOnlyCount"] as const;

/** How an existing instance is declared. */
export const adoption: Adoption<AliyunRedisInputs, AliyunInstance> = {
  nameArgument: "instanceName",
  defaults: {
    networkType: "VPC",
    port: 6379,
    nodeType: "MASTER_SLAVE",
    ...{ shardCount: 1, replicaCount: 1, slaveReplicaCount: 0, readOnlyCount: 0, slaveReadOnlyCount: 0 },
    instanceType: "Redis",
    vpcAuthMode: "Open",
    securityGroupIds: [],
    globalSecurityGroupIds: [],
    ssl: false,
    tde: false,
    instanceReleaseProtection: false,
    minorVersionAutoUpgrade: false,
    backupPolicy: {
      preferredBackupPeriod: ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"],
      preferredBackupTime: "18:00Z-19:00Z",
      backupRetentionPeriod: 7,
      enableBackupLog: false,
    },
  },
  partDefaults: { publicConnection: { port: 6379 } },
  // Network and resource group stay: nothing that the vendor shows of an instance says that they are the account's own.
  leftOut: ({ instanceClass, connectionStringPrefix, maintainStartTime, maintainEndTime }, { instanceId }) => [
    // Chosen by the vendor: a program that gives them could not replace the instance without deleting it first.
    "privateIpAddress",
    ...(connectionStringPrefix === instanceId ? (["connectionStringPrefix"] as const) : []),
    // Every setting of the engine is shown, also those that nobody has set.
    ...(["config", "appendonly"] as const),
    // A later up would upgrade.
    "minorVersion",
    // These come with the class.
    "bandwidth",
    ...(isClassic(instanceClass) ? nodeCounts : []),
    // One of the two cannot stand alone.
    ...(maintainStartTime === "18:00Z" && maintainEndTime === "22:00Z"
      ? (["maintainStartTime", "maintainEndTime"] as const)
      : []),
  ],
  hasPassword: ({ vpcAuthMode }) => vpcAuthMode !== "Close",
  complete: ({ chargeType }) => (chargeType === "PrePaid" ? { period: 1 } : {}),
};
