import { lookup, lookupOutput } from "../../core/program/lookup";
import type {
  JdBackups,
  JdBackupsArgs,
  JdClasses,
  JdClassesArgs,
  JdQuota,
  JdQuotaArgs,
  JdRedisAccounts,
  JdRedisAccountsArgs,
  JdRedisInstance,
  JdRedisInstances,
  JdRedisInstancesArgs,
  JdSslCertificate,
  JdSslCertificateArgs,
  JdTemplateArgs,
  JdTemplateDetail,
  JdTemplates,
  JdTemplatesArgs,
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

/** The accounts of an instance. */
export const getJdRedisAccounts = lookup<JdRedisAccountsArgs, JdRedisAccounts>("getJdRedisAccounts", load);
/** The same with outputs as arguments. */
export const getJdRedisAccountsOutput = lookupOutput(getJdRedisAccounts);

/** The certificate of encrypted connections. */
export const getJdSslCertificate = lookup<JdSslCertificateArgs, JdSslCertificate>("getJdSslCertificate", load);
/** The same with outputs as arguments. */
export const getJdSslCertificateOutput = lookupOutput(getJdSslCertificate);

/** Parameter templates of instances, the vendor's own and custom ones. */
export const getJdTemplates = lookup<JdTemplatesArgs, JdTemplates>("getJdTemplates", load);
/** The same with outputs as arguments. */
export const getJdTemplatesOutput = lookupOutput(getJdTemplates);

/** A parameter template with its parameters. */
export const getJdTemplate = lookup<JdTemplateArgs, JdTemplateDetail>("getJdTemplate", load);
/** The same with outputs as arguments. */
export const getJdTemplateOutput = lookupOutput(getJdTemplate);
