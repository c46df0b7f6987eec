import type { Adoption } from "../core/resource/adoption";
import type { JdRedisInputs } from "./args";
import { prepaidMode } from "./charge";
import type { JdInstance } from "./instance";

/** How an existing instance is declared. */
export const adoption: Adoption<JdRedisInputs, JdInstance> = {
  nameArgument: "cacheInstanceName",
  defaults: {
    ipv6On: 0,
    port: 6379,
    cacheInstanceType: "master-slave",
    enableSmartProxy: 0,
    dbNum: 16,
    charge: {},
    cpuArchType: "amd64",
    maxmemoryPolicy: "volatile-lru",
    slaveAppendonly: "no",
    backupPolicy: { autoBackup: true, backupTime: "01:00-02:00 +0800", backupPeriod: "Monday,Wednesday,Friday" },
    maintenanceTime: { startTime: "18:00Z", endTime: "20:00Z" },
  },
  partDefaults: { azId: { azSpecifyType: "SpecifyByReplicaGroup" } },
  leftOut: ({ cacheInstanceClass = "" }) => [
    // Every setting of the engine is shown, also those that nobody has set.
    "config",
    // Nobody has asked for the newest.
    ...(["minorVersion", "proxyMinorVersion"] as const),
    // Classes that are not sold by the shard say all of it.
    ...(/^redis\.[mc]1?\./.test(cacheInstanceClass) ? (["shardNumber", "replicaNumber"] as const) : []),
    ...(/^redis\.c1?\./.test(cacheInstanceClass) ? (["cacheInstanceType"] as const) : []),
  ],
  hasPassword: ({ auth }) => auth !== false,
  complete: ({ charge }) =>
    charge?.chargeMode === prepaidMode ? { charge: { ...charge, chargeUnit: "month", chargeDuration: 1 } } : {},
  parts: { charge: { autoRenew: false } },
};
