import { lookup, lookupOutput } from "../../core/program/lookup";
import type {
  JdBackups,
  JdBackupsArgs,
  JdClasses,
  JdClassesArgs,
  JdQuota,
  JdQuotaArgs,
  JdRedisInstance,
  JdRedisInstances,
  JdRedisInstancesArgs,
} from "./types";

const load = () => (require("./answers") as typeof import("./answers")).jdLookups;

/** The classes that can be bought, and the sizes of clusters made of them. */
export const getJdClasses = lookup<JdClassesArgs, JdClasses>("getJdClasses", load);
/** The same with outputs as arguments. */
export const getJdClassesOutput = lookupOutput(getJdClasses);

/** How many instances the account may have, and has. */
export const getJdQuota = lookup<JdQuotaArgs, JdQuota>("getJdQuota", load);
/** The same with outputs as arguments. */
export const getJdQuotaOutput = lookupOutput(getJdQuota);

/** The only instance that fits; an error where none or several do. */
export const getJdRedis = lookup<JdRedisInstancesArgs, JdRedisInstance>("getJdRedis", load);
/** The same with outputs as arguments. */
export const getJdRedisOutput = lookupOutput(getJdRedis);

/** All instances that fit. */
export const getJdRedisInstances = lookup<JdRedisInstancesArgs, JdRedisInstances>("getJdRedisInstances", load);
/** The same with outputs as arguments. */
export const getJdRedisInstancesOutput = lookupOutput(getJdRedisInstances);

/** The backups of an instance, the latest first. */
export const getJdBackups = lookup<JdBackupsArgs, JdBackups>("getJdBackups", load);
/** The same with outputs as arguments. */
export const getJdBackupsOutput = lookupOutput(getJdBackups);
