import type { Adoption } from "../core/resource/adoption";
import type { ParsedArgs } from "./args";
import type { HuaweiInstance } from "./instance";

/** How an existing instance is declared. */
export const adoption: Adoption<ParsedArgs, HuaweiInstance> = {
  nameArgument: "name",
  defaults: {
    enterpriseProjectId: "0",
    noPasswordAccess: false,
    whitelist: [],
    transparentClientIp: true,
    shardBandwidth: 0,
    bssParam: {},
    maintainBegin: "02:00:00",
    maintainEnd: "06:00:00",
  },
  partDefaults: { instanceBackupPolicy: { periodicalBackupPlan: { periodType: "weekly" } } },
  leftOut: ({ engine, whitelist = [], enableWhitelist }) => [
    // Chosen by the vendor: a program that gives it could not replace the instance without deleting it first.
    "privateIp",
    // Every setting of the engine is shown, also those that nobody has set.
    "parameters",
    // A later up would upgrade.
    ...(["engineMinorVersion", "proxyMinorVersion"] as const),
    // Memcached has one port.
    ...(engine === "Memcached" ? (["port"] as const) : []),
    ...(whitelist.length > 0 === enableWhitelist ? (["enableWhitelist"] as const) : []),
  ],
  hasPassword: ({ noPasswordAccess }) => noPasswordAccess !== true,
  complete: ({ bssParam }) =>
    bssParam?.chargingMode === "prePaid" ? { bssParam: { ...bssParam, periodType: "month", periodNum: 1 } } : {},
};
