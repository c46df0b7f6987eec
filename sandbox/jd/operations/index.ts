import type { Action } from "../parameters";
import type { Operation } from "../state";
import {
  addWhiteListGroup,
  deleteWhiteListGroup,
  describeIpWhiteList,
  describeWhiteListGroup,
  getDisableCommands,
  listDisableCommands,
  modifyIpWhiteList,
  modifyWhiteListGroup,
  setDisableCommands,
} from "./access";
import { createAccount, deleteAccount, describeAccounts, modifyAccount } from "./accounts";
import {
  checkPasswordValid,
  maintenanceTime,
  modifyCacheInstanceAttribute,
  resetCacheInstancePassword,
} from "./attribute";
import { createBackup, describeBackupPolicy, describeBackups, modifyBackupPolicy } from "./backup";
import { queryInstance, renewInstance, setRenewal } from "./billing";
import {
  describeAvailableRegion,
  describeAvailableResource,
  describeAvailableResource2,
  describeInstanceClass,
  describeSpecConfig,
  describeUserQuota,
} from "./catalogue";
import { describeInstanceConfig, modifyInstanceConfig } from "./config";
import { createCacheInstance } from "./create";
import {
  checkDeletable,
  deleteCacheInstance,
  deleteRecycledCacheInstance,
  recoverInstance,
  recycledCacheInstance,
} from "./delete";
import { describeInstanceTLS, modifyInstanceTLS, modifyPublicAddress, setExposeType } from "./network";
import { describeCacheInstance, describeCacheInstances } from "./read";
import { describeResizeModeIpTimeInfo, modifyCacheInstanceClass } from "./resize";
import { describeResources, queryResource, tagResources, unTagResources } from "./tags";
import { describeTaskProgressList, listTask, listTasks } from "./tasks";
import {
  createConfigTemplate,
  deleteConfigTemplate,
  describeConfigTemplate,
  describeConfigTemplates,
  modifyTemplate,
} from "./templates";
import {
  describeUpgradeVersion,
  modifyInstanceMinorVersion,
  modifyInstanceType,
  modifyProxyAvailableZones,
  modifyRedisAZSpecifyType,
} from "./upgrade";

/** Every operation by the vendor's name. The compiler asks for one for each row of `parameters.ts`. */
export const operations: Readonly<Record<Action, Operation>> = {
  createCacheInstance,
  describeCacheInstances,
  describeCacheInstance,
  modifyCacheInstanceAttribute,
  deleteCacheInstance,
  checkDeletable,
  modifyCacheInstanceClass,
  resetCacheInstancePassword,
  describeInstanceConfig,
  modifyInstanceConfig,
  describeBackupPolicy,
  modifyBackupPolicy,
  describeBackups,
  createBackup,
  describeIpWhiteList,
  modifyIpWhiteList,
  describeWhiteListGroup,
  addWhiteListGroup,
  modifyWhiteListGroup,
  deleteWhiteListGroup,
  getDisableCommands,
  setDisableCommands,
  listDisableCommands,
  describeInstanceTLS,
  modifyInstanceTLS,
  modifyPublicAddress,
  setExposeType,
  maintenanceTime,
  describeAccounts,
  createAccount,
  modifyAccount,
  deleteAccount,
  createConfigTemplate,
  describeConfigTemplates,
  describeConfigTemplate,
  modifyTemplate,
  deleteConfigTemplate,
  describeUpgradeVersion,
  modifyInstanceMinorVersion,
  modifyInstanceType,
  modifyRedisAZSpecifyType,
  modifyProxyAvailableZones,
  describeResizeModeIpTimeInfo,
  describeTaskProgressList,
  listTasks,
  listTask,
  recycledCacheInstance,
  deleteRecycledCacheInstance,
  recoverInstance,
  checkPasswordValid,
  describeInstanceClass,
  describeSpecConfig,
  describeAvailableResource,
  describeAvailableResource2,
  describeAvailableRegion,
  describeUserQuota,
  tagResources,
  unTagResources,
  describeResources,
  queryResource,
  queryInstance,
  renewInstance,
  setRenewal,
};
