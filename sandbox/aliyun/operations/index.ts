import type { Action } from "../parameters";
import type { Operation } from "../state";
import {
  describeGlobalSecurityIPGroup,
  describeGlobalSecurityIPGroupRelation,
  describeSecurityGroupConfiguration,
  describeSecurityIps,
  modifyGlobalSecurityIPGroupRelation,
  modifyInstanceVpcAuthMode,
  modifySecurityGroupConfiguration,
  modifySecurityIps,
} from "./access";
import {
  createAccount,
  deleteAccount,
  describeAccounts,
  grantAccountPrivilege,
  modifyAccountDescription,
  resetAccountPassword,
} from "./accounts";
import { modifyInstanceAttribute, modifyInstanceMaintainTime, modifyResourceGroup } from "./attribute";
import { describeAuditLogConfig, modifyAuditLogConfig } from "./auditLog";
import {
  createBackup,
  deleteBackup,
  describeBackupPolicy,
  describeBackups,
  describeBackupTasks,
  describeClusterBackupList,
  modifyBackupExpireTime,
  modifyBackupPolicy,
} from "./backup";
import {
  describeInstanceAutoRenewalAttribute,
  modifyInstanceAutoRenewalAttribute,
  renewInstance,
  transformInstanceChargeType,
  transformToPrePaid,
} from "./billing";
import { describeAvailableResource, describeRegions, describeZones } from "./catalogue";
import { describeInstanceConfig, describeParameters, modifyInstanceConfig, modifyInstanceParameter } from "./config";
import { createInstance, createTairInstance } from "./create";
import { createInstances } from "./createInstances";
import { deleteInstance, destroyInstance } from "./delete";
import {
  describeEncryptionKey,
  describeInstanceSSL,
  describeInstanceTDEStatus,
  modifyInstanceSSL,
  modifyInstanceTDE,
} from "./encryption";
import { decrypt, encrypt } from "./kms";
import {
  allocateInstancePublicConnection,
  describeDBInstanceNetInfo,
  migrateToOtherZone,
  modifyDBInstanceConnectionString,
  releaseInstancePublicConnection,
  switchNetwork,
} from "./network";
import { describeVSwitchAttributes, getCallerIdentity } from "./otherProducts";
import { describePrice } from "./price";
import { describeInstanceAttribute, describeInstances } from "./read";
import {
  addShardingNode,
  deleteShardingNode,
  describeIntranetAttribute,
  modifyInstanceBandwidth,
  modifyInstanceSpec,
} from "./resize";
import { assumeRole, assumeRoleWithOidc } from "./sts";
import { listTagResources, tagResources, untagResources } from "./tags";
import { describeHistoryTasks, modifyTaskInfo } from "./tasks";
import {
  describeEngineVersion,
  modifyDBInstanceAutoUpgrade,
  modifyInstanceMajorVersion,
  modifyInstanceMinorVersion,
  restartInstance,
} from "./version";

/** Every imitated operation. It does not compile unless the names are those of `parameters.ts`. */
export const operations = {
  CreateInstance: createInstance,
  CreateInstances: createInstances,
  CreateTairInstance: createTairInstance,
  DeleteInstance: deleteInstance,
  DestroyInstance: destroyInstance,

  DescribeInstanceAttribute: describeInstanceAttribute,
  DescribeInstances: describeInstances,

  ModifyInstanceAttribute: modifyInstanceAttribute,
  ModifyInstanceMaintainTime: modifyInstanceMaintainTime,
  ModifyResourceGroup: modifyResourceGroup,

  DescribeSecurityIps: describeSecurityIps,
  ModifySecurityIps: modifySecurityIps,
  DescribeSecurityGroupConfiguration: describeSecurityGroupConfiguration,
  ModifySecurityGroupConfiguration: modifySecurityGroupConfiguration,
  DescribeGlobalSecurityIPGroup: describeGlobalSecurityIPGroup,
  DescribeGlobalSecurityIPGroupRelation: describeGlobalSecurityIPGroupRelation,
  ModifyGlobalSecurityIPGroupRelation: modifyGlobalSecurityIPGroupRelation,
  ModifyInstanceVpcAuthMode: modifyInstanceVpcAuthMode,

  TagResources: tagResources,
  UntagResources: untagResources,
  ListTagResources: listTagResources,

  ModifyInstanceSpec: modifyInstanceSpec,
  AddShardingNode: addShardingNode,
  DeleteShardingNode: deleteShardingNode,
  DescribeIntranetAttribute: describeIntranetAttribute,
  ModifyInstanceBandwidth: modifyInstanceBandwidth,

  TransformInstanceChargeType: transformInstanceChargeType,
  TransformToPrePaid: transformToPrePaid,
  RenewInstance: renewInstance,
  DescribeInstanceAutoRenewalAttribute: describeInstanceAutoRenewalAttribute,
  ModifyInstanceAutoRenewalAttribute: modifyInstanceAutoRenewalAttribute,

  DescribeDBInstanceNetInfo: describeDBInstanceNetInfo,
  SwitchNetwork: switchNetwork,
  MigrateToOtherZone: migrateToOtherZone,
  ModifyDBInstanceConnectionString: modifyDBInstanceConnectionString,
  AllocateInstancePublicConnection: allocateInstancePublicConnection,
  ReleaseInstancePublicConnection: releaseInstancePublicConnection,

  DescribeBackupPolicy: describeBackupPolicy,
  ModifyBackupPolicy: modifyBackupPolicy,
  CreateBackup: createBackup,
  DescribeBackups: describeBackups,
  DescribeBackupTasks: describeBackupTasks,
  DescribeClusterBackupList: describeClusterBackupList,
  DeleteBackup: deleteBackup,
  ModifyBackupExpireTime: modifyBackupExpireTime,

  CreateAccount: createAccount,
  DescribeAccounts: describeAccounts,
  GrantAccountPrivilege: grantAccountPrivilege,
  ModifyAccountDescription: modifyAccountDescription,
  ResetAccountPassword: resetAccountPassword,
  DeleteAccount: deleteAccount,

  DescribeInstanceSSL: describeInstanceSSL,
  ModifyInstanceSSL: modifyInstanceSSL,
  DescribeInstanceTDEStatus: describeInstanceTDEStatus,
  ModifyInstanceTDE: modifyInstanceTDE,
  DescribeEncryptionKey: describeEncryptionKey,

  DescribeAuditLogConfig: describeAuditLogConfig,
  ModifyAuditLogConfig: modifyAuditLogConfig,

  DescribeEngineVersion: describeEngineVersion,
  ModifyInstanceMajorVersion: modifyInstanceMajorVersion,
  ModifyInstanceMinorVersion: modifyInstanceMinorVersion,
  ModifyDBInstanceAutoUpgrade: modifyDBInstanceAutoUpgrade,
  RestartInstance: restartInstance,

  DescribeHistoryTasks: describeHistoryTasks,
  ModifyTaskInfo: modifyTaskInfo,

  DescribeInstanceConfig: describeInstanceConfig,
  ModifyInstanceConfig: modifyInstanceConfig,
  DescribeParameters: describeParameters,
  ModifyInstanceParameter: modifyInstanceParameter,

  DescribeRegions: describeRegions,
  DescribeZones: describeZones,
  DescribeAvailableResource: describeAvailableResource,
  DescribePrice: describePrice,

  GetCallerIdentity: getCallerIdentity,
  AssumeRole: assumeRole,
  AssumeRoleWithOIDC: assumeRoleWithOidc,
  Encrypt: encrypt,
  Decrypt: decrypt,
  DescribeVSwitchAttributes: describeVSwitchAttributes,
} as const satisfies Record<Action, Operation>;

/** The API versions of actions that belong to other products: STS, KMS and VPC. */
const otherVersions: Partial<Record<Action, string>> = {
  GetCallerIdentity: "2015-04-01",
  AssumeRole: "2015-04-01",
  AssumeRoleWithOIDC: "2015-04-01",
  Encrypt: "2016-01-20",
  Decrypt: "2016-01-20",
  DescribeVSwitchAttributes: "2016-04-28",
};

export function isAction(name: string): name is Action {
  return Object.hasOwn(operations, name);
}

export function versionOf(action: Action): string {
  return otherVersions[action] ?? "2015-01-01";
}
