import { lookup, lookupOutput } from "../../core/program/lookup";
import type {
  AliyunBackups,
  AliyunBackupsArgs,
  AliyunConnections,
  AliyunConnectionsArgs,
  AliyunGlobalSecurityGroups,
  AliyunGlobalSecurityGroupsArgs,
  AliyunInstanceClasses,
  AliyunInstanceClassesArgs,
  AliyunRedisAccounts,
  AliyunRedisAccountsArgs,
  AliyunRedisInstance,
  AliyunRedisInstances,
  AliyunRedisInstancesArgs,
  AliyunSslCertificate,
  AliyunSslCertificateArgs,
  AliyunZones,
  AliyunZonesArgs,
} from "./types";

const load = () => (require("./answers") as typeof import("./answers")).aliyunLookups;

/** The zones of a region. */
export const getAliyunZones = lookup<AliyunZonesArgs, AliyunZones>("getAliyunZones", load);
/** The same with outputs as arguments. */
export const getAliyunZonesOutput = lookupOutput(getAliyunZones);

/** The classes that can be bought now. */
export const getAliyunInstanceClasses = lookup<AliyunInstanceClassesArgs, AliyunInstanceClasses>(
  "getAliyunInstanceClasses",
  load,
);
/** The same with outputs as arguments. */
export const getAliyunInstanceClassesOutput = lookupOutput(getAliyunInstanceClasses);

/** The only instance that fits; an error where none or several do. */
export const getAliyunRedis = lookup<AliyunRedisInstancesArgs, AliyunRedisInstance>("getAliyunRedis", load);
/** The same with outputs as arguments. */
export const getAliyunRedisOutput = lookupOutput(getAliyunRedis);

/** All instances that fit. */
export const getAliyunRedisInstances = lookup<AliyunRedisInstancesArgs, AliyunRedisInstances>(
  "getAliyunRedisInstances",
  load,
);
/** The same with outputs as arguments. */
export const getAliyunRedisInstancesOutput = lookupOutput(getAliyunRedisInstances);

/** The backup sets of an instance, the latest first. */
export const getAliyunBackups = lookup<AliyunBackupsArgs, AliyunBackups>("getAliyunBackups", load);
/** The same with outputs as arguments. */
export const getAliyunBackupsOutput = lookupOutput(getAliyunBackups);

/** The certificate of encrypted connections, and where to download it. */
export const getAliyunSslCertificate = lookup<AliyunSslCertificateArgs, AliyunSslCertificate>(
  "getAliyunSslCertificate",
  load,
);
/** The same with outputs as arguments. */
export const getAliyunSslCertificateOutput = lookupOutput(getAliyunSslCertificate);

/** The accounts of an instance. */
export const getAliyunRedisAccounts = lookup<AliyunRedisAccountsArgs, AliyunRedisAccounts>(
  "getAliyunRedisAccounts",
  load,
);
/** The same with outputs as arguments. */
export const getAliyunRedisAccountsOutput = lookupOutput(getAliyunRedisAccounts);

/** The account's lists of addresses for the whitelists of many instances. */
export const getAliyunGlobalSecurityGroups = lookup<AliyunGlobalSecurityGroupsArgs, AliyunGlobalSecurityGroups>(
  "getAliyunGlobalSecurityGroups",
  load,
);
/** The same with outputs as arguments. */
export const getAliyunGlobalSecurityGroupsOutput = lookupOutput(getAliyunGlobalSecurityGroups);

/** The host names of an instance, the public one too. */
export const getAliyunConnections = lookup<AliyunConnectionsArgs, AliyunConnections>("getAliyunConnections", load);
/** The same with outputs as arguments. */
export const getAliyunConnectionsOutput = lookupOutput(getAliyunConnections);
