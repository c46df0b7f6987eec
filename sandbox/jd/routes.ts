import { Routes } from "../core/routes";
import type { Action } from "./parameters";

const region = "/v1/regions/{regionId}";
/** The renewal service is in its second version. [doc] */
const renewal = "/v2/regions/{regionId}/instances";
const list = `${region}/cacheInstance`;
const one = `${list}/{cacheInstanceId}`;
/** In no region. [sdk] */
const templates = "/v1/configTemplate";
const template = `${templates}/{templateId}`;

/** Paths of the redis service [sdk] go redis 2.7.46, python 1.6.354; of resourcetag 0.6.0 and renewal 0.2.2 [sdk]. */
export const routes = new Routes<Action>({
  [`POST ${list}`]: "createCacheInstance",
  [`GET ${list}`]: "describeCacheInstances",
  [`GET ${one}`]: "describeCacheInstance",
  [`PATCH ${one}`]: "modifyCacheInstanceAttribute",
  [`DELETE ${one}`]: "deleteCacheInstance",
  [`POST ${one}/checkDeletable`]: "checkDeletable",
  [`POST ${one}:modifyCacheInstanceClass`]: "modifyCacheInstanceClass",
  [`POST ${one}:resetCacheInstancePassword`]: "resetCacheInstancePassword",

  [`GET ${one}/instanceConfig`]: "describeInstanceConfig",
  [`POST ${one}/instanceConfig`]: "modifyInstanceConfig",
  [`GET ${one}/backupPolicy`]: "describeBackupPolicy",
  [`PATCH ${one}/backupPolicy`]: "modifyBackupPolicy",
  [`GET ${one}/backup`]: "describeBackups",
  [`POST ${one}/backup`]: "createBackup",
  [`GET ${one}/ipWhiteList`]: "describeIpWhiteList",
  [`PATCH ${one}/ipWhiteList`]: "modifyIpWhiteList",
  [`GET ${one}/whiteListGroup`]: "describeWhiteListGroup",
  [`POST ${one}/whiteListGroup`]: "addWhiteListGroup",
  [`PUT ${one}/whiteListGroup`]: "modifyWhiteListGroup",
  [`DELETE ${one}/whiteListGroup`]: "deleteWhiteListGroup",
  [`GET ${one}/disableCommands`]: "getDisableCommands",
  [`POST ${one}/disableCommands`]: "setDisableCommands",
  [`GET ${one}/listDisableCommands`]: "listDisableCommands",
  [`GET ${one}/tls`]: "describeInstanceTLS",
  [`POST ${one}/tls`]: "modifyInstanceTLS",
  [`POST ${one}/modifyPublicAddress`]: "modifyPublicAddress",
  [`POST ${one}:setExposeType`]: "setExposeType",
  [`POST ${one}/maintenanceTime`]: "maintenanceTime",
  [`GET ${one}/account`]: "describeAccounts",
  [`POST ${one}/account`]: "createAccount",
  [`PATCH ${one}/account`]: "modifyAccount",
  [`DELETE ${one}/account`]: "deleteAccount",

  [`GET ${one}/describeUpgradeVersion`]: "describeUpgradeVersion",
  [`POST ${one}/modifyInstanceMinorVersion`]: "modifyInstanceMinorVersion",
  [`POST ${one}/modifyInstanceType`]: "modifyInstanceType",
  [`POST ${one}/modifyRedisAZSpecifyType`]: "modifyRedisAZSpecifyType",
  [`POST ${one}/modifyProxyAvailableZones`]: "modifyProxyAvailableZones",
  [`POST ${one}/describeResizeModeIpTimeInfo`]: "describeResizeModeIpTimeInfo",
  [`GET ${one}/taskProgress`]: "describeTaskProgressList",
  "GET /v1/tasks": "listTasks",
  "GET /v1/task": "listTask",

  [`POST ${templates}`]: "createConfigTemplate",
  [`GET ${templates}`]: "describeConfigTemplates",
  [`GET ${template}`]: "describeConfigTemplate",
  [`PUT ${template}`]: "modifyTemplate",
  [`DELETE ${template}`]: "deleteConfigTemplate",

  [`GET ${region}/recycledCacheInstance`]: "recycledCacheInstance",
  [`DELETE ${region}/recycledCacheInstance/{cacheInstanceId}`]: "deleteRecycledCacheInstance",
  [`POST ${one}:recoverInstance`]: "recoverInstance",

  [`POST ${region}/checkPasswordValid`]: "checkPasswordValid",
  [`GET ${region}/instanceClass`]: "describeInstanceClass",
  [`GET ${region}/specConfig`]: "describeSpecConfig",
  [`GET ${region}/availableResource`]: "describeAvailableResource",
  [`GET ${region}/availableResource2`]: "describeAvailableResource2",
  [`GET ${region}/availableRegion`]: "describeAvailableRegion",
  [`GET ${region}/quota`]: "describeUserQuota",

  [`POST ${region}/tags:tagResources`]: "tagResources",
  [`POST ${region}/tags:unTagResources`]: "unTagResources",
  [`POST ${region}/tags:describeResources`]: "describeResources",
  [`POST ${region}/queryResource`]: "queryResource",

  [`POST ${renewal}`]: "queryInstance",
  [`POST ${renewal}:renew`]: "renewInstance",
  [`PUT ${renewal}:autoRenewStatus`]: "setRenewal",
});

/** Actions of the two other services; all others belong to redis. */
const services: Partial<Record<Action, string>> = {
  tagResources: "resourcetag",
  unTagResources: "resourcetag",
  describeResources: "resourcetag",
  queryResource: "resourcetag",
  queryInstance: "renewal",
  renewInstance: "renewal",
  setRenewal: "renewal",
};

/** The service that a request for this action names in its credential scope. [sdk] */
export function serviceOf(action: Action): string {
  return services[action] ?? "redis";
}
