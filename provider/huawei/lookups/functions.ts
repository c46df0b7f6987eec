import { lookup, lookupOutput } from "../../core/program/lookup";
import type {
  HuaweiAvailabilityZones,
  HuaweiAvailabilityZonesArgs,
  HuaweiBackups,
  HuaweiBackupsArgs,
  HuaweiDcsAccounts,
  HuaweiDcsAccountsArgs,
  HuaweiDcsInstanceInfo,
  HuaweiDcsInstances,
  HuaweiDcsInstancesArgs,
  HuaweiDcsNodes,
  HuaweiDcsNodesArgs,
  HuaweiFlavors,
  HuaweiFlavorsArgs,
  HuaweiMaintenanceWindows,
  HuaweiMaintenanceWindowsArgs,
  HuaweiQuotas,
  HuaweiQuotasArgs,
  HuaweiSslCertificate,
  HuaweiSslCertificateArgs,
  HuaweiTemplateArgs,
  HuaweiTemplateDetail,
  HuaweiTemplates,
  HuaweiTemplatesArgs,
} from "./types";

const load = () => (require("./answers") as typeof import("./answers")).huaweiLookups;

/** The flavours that can be bought. */
export const getHuaweiFlavors = lookup<HuaweiFlavorsArgs, HuaweiFlavors>("getHuaweiFlavors", load);
/** The same with outputs as arguments. */
export const getHuaweiFlavorsOutput = lookupOutput(getHuaweiFlavors);

/** The zones of a region. */
export const getHuaweiAvailabilityZones = lookup<HuaweiAvailabilityZonesArgs, HuaweiAvailabilityZones>(
  "getHuaweiAvailabilityZones",
  load,
);
/** The same with outputs as arguments. */
export const getHuaweiAvailabilityZonesOutput = lookupOutput(getHuaweiAvailabilityZones);

/** The windows of maintenance that an instance can have. */
export const getHuaweiMaintenanceWindows = lookup<HuaweiMaintenanceWindowsArgs, HuaweiMaintenanceWindows>(
  "getHuaweiMaintenanceWindows",
  load,
);
/** The same with outputs as arguments. */
export const getHuaweiMaintenanceWindowsOutput = lookupOutput(getHuaweiMaintenanceWindows);

/** How many instances and how much memory the project may have, and has. */
export const getHuaweiQuotas = lookup<HuaweiQuotasArgs, HuaweiQuotas>("getHuaweiQuotas", load);
/** The same with outputs as arguments. */
export const getHuaweiQuotasOutput = lookupOutput(getHuaweiQuotas);

/** The only instance that fits; an error where none or several do. */
export const getHuaweiDcsInstance = lookup<HuaweiDcsInstancesArgs, HuaweiDcsInstanceInfo>("getHuaweiDcsInstance", load);
/** The same with outputs as arguments. */
export const getHuaweiDcsInstanceOutput = lookupOutput(getHuaweiDcsInstance);

/** All instances that fit. */
export const getHuaweiDcsInstances = lookup<HuaweiDcsInstancesArgs, HuaweiDcsInstances>("getHuaweiDcsInstances", load);
/** The same with outputs as arguments. */
export const getHuaweiDcsInstancesOutput = lookupOutput(getHuaweiDcsInstances);

/** The backups of an instance, the latest first. */
export const getHuaweiBackups = lookup<HuaweiBackupsArgs, HuaweiBackups>("getHuaweiBackups", load);
/** The same with outputs as arguments. */
export const getHuaweiBackupsOutput = lookupOutput(getHuaweiBackups);

/** Where to download the certificate of encrypted connections. */
export const getHuaweiSslCertificate = lookup<HuaweiSslCertificateArgs, HuaweiSslCertificate>(
  "getHuaweiSslCertificate",
  load,
);
/** The same with outputs as arguments. */
export const getHuaweiSslCertificateOutput = lookupOutput(getHuaweiSslCertificate);

/** The accounts of an instance. */
export const getHuaweiDcsAccounts = lookup<HuaweiDcsAccountsArgs, HuaweiDcsAccounts>("getHuaweiDcsAccounts", load);
/** The same with outputs as arguments. */
export const getHuaweiDcsAccountsOutput = lookupOutput(getHuaweiDcsAccounts);

/** The nodes of an instance, shard by shard. */
export const getHuaweiDcsNodes = lookup<HuaweiDcsNodesArgs, HuaweiDcsNodes>("getHuaweiDcsNodes", load);
/** The same with outputs as arguments. */
export const getHuaweiDcsNodesOutput = lookupOutput(getHuaweiDcsNodes);

/** The parameter templates, the vendor's own and those of the project. */
export const getHuaweiTemplates = lookup<HuaweiTemplatesArgs, HuaweiTemplates>("getHuaweiTemplates", load);
/** The same with outputs as arguments. */
export const getHuaweiTemplatesOutput = lookupOutput(getHuaweiTemplates);

/** A parameter template with its parameters. */
export const getHuaweiTemplate = lookup<HuaweiTemplateArgs, HuaweiTemplateDetail>("getHuaweiTemplate", load);
/** The same with outputs as arguments. */
export const getHuaweiTemplateOutput = lookupOutput(getHuaweiTemplate);
