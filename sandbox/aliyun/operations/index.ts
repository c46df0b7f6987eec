import type { Action } from "../parameters";
import { apiVersion, type Operation } from "../state";
import { describeSecurityIps, modifySecurityIps } from "./access";
import { deleteInstance, modifyInstanceAttribute } from "./attribute";
import { createBackup, describeBackupPolicy, describeBackups, modifyBackupPolicy } from "./backup";
import {
  describeInstanceAutoRenewalAttribute,
  modifyInstanceAutoRenewalAttribute,
  renewInstance,
  transformInstanceChargeType,
  transformToPrePaid,
} from "./billing";
import { describeAvailableResource, describePrice, describeRegions, describeZones } from "./catalogue";
import { describeInstanceConfig, describeParameters, modifyInstanceConfig, modifyInstanceParameter } from "./config";
import { createInstance } from "./create";
import { createInstances } from "./createInstances";
import { destroyInstance } from "./delete";
import {
  describeEncryptionKey,
  describeInstanceSSL,
  describeInstanceTDEStatus,
  modifyInstanceSSL,
  modifyInstanceTDE,
} from "./encryption";
import {
  describeGlobalSecurityIPGroupRelation,
  describeSecurityGroupConfiguration,
  modifyGlobalSecurityIPGroupRelation,
  modifySecurityGroupConfiguration,
} from "./groups";
import { getCallerIdentity } from "./identity";
import { modifyInstanceMaintainTime, modifyInstanceVpcAuthMode, modifyResourceGroup } from "./maintenance";
import {
  allocateInstancePublicConnection,
  describeDBInstanceNetInfo,
  migrateToOtherZone,
  modifyDBInstanceConnectionString,
  releaseInstancePublicConnection,
  switchNetwork,
} from "./network";
import { describeVSwitchAttributes } from "./otherProducts";
import { describeInstanceAttribute, describeInstances } from "./read";
import { modifyInstanceSpec } from "./resize";
import { addShardingNode, deleteShardingNode, describeIntranetAttribute, modifyInstanceBandwidth } from "./shards";
import { listTagResources, tagResources, untagResources } from "./tags";
import { createTairInstance } from "./tair";
import {
  describeEngineVersion,
  modifyDBInstanceAutoUpgrade,
  modifyInstanceMajorVersion,
  modifyInstanceMinorVersion,
  restartInstance,
} from "./version";

/** Everything that is imitated; a row in `parameters.ts` without one here, or the other way round, does not compile. */
export const operations = {
  CreateInstance: createInstance,
  CreateInstances: createInstances,
  DeleteInstance: deleteInstance,
  DestroyInstance: destroyInstance,

  DescribeInstanceAttribute: describeInstanceAttribute,
  DescribeInstances: describeInstances,

  ModifyInstanceAttribute: modifyInstanceAttribute,
  ModifyInstanceSpec: modifyInstanceSpec,

  DescribeSecurityIps: describeSecurityIps,
  ModifySecurityIps: modifySecurityIps,

  TagResources: tagResources,
  UntagResources: untagResources,
  ListTagResources: listTagResources,

  CreateTairInstance: createTairInstance,

  ModifyResourceGroup: modifyResourceGroup,
  ModifyInstanceMaintainTime: modifyInstanceMaintainTime,
  ModifyInstanceVpcAuthMode: modifyInstanceVpcAuthMode,

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

  DescribeSecurityGroupConfiguration: describeSecurityGroupConfiguration,
  ModifySecurityGroupConfiguration: modifySecurityGroupConfiguration,
  DescribeGlobalSecurityIPGroupRelation: describeGlobalSecurityIPGroupRelation,
  ModifyGlobalSecurityIPGroupRelation: modifyGlobalSecurityIPGroupRelation,

  DescribeBackupPolicy: describeBackupPolicy,
  ModifyBackupPolicy: modifyBackupPolicy,
  CreateBackup: createBackup,
  DescribeBackups: describeBackups,

  DescribeInstanceSSL: describeInstanceSSL,
  ModifyInstanceSSL: modifyInstanceSSL,
  DescribeInstanceTDEStatus: describeInstanceTDEStatus,
  ModifyInstanceTDE: modifyInstanceTDE,
  DescribeEncryptionKey: describeEncryptionKey,

  DescribeEngineVersion: describeEngineVersion,
  ModifyInstanceMajorVersion: modifyInstanceMajorVersion,
  ModifyInstanceMinorVersion: modifyInstanceMinorVersion,
  ModifyDBInstanceAutoUpgrade: modifyDBInstanceAutoUpgrade,
  RestartInstance: restartInstance,

  DescribeInstanceConfig: describeInstanceConfig,
  ModifyInstanceConfig: modifyInstanceConfig,
  DescribeParameters: describeParameters,
  ModifyInstanceParameter: modifyInstanceParameter,

  DescribeRegions: describeRegions,
  DescribeZones: describeZones,
  DescribeAvailableResource: describeAvailableResource,
  DescribePrice: describePrice,

  DescribeVSwitchAttributes: describeVSwitchAttributes,
  GetCallerIdentity: getCallerIdentity,
} as const satisfies Record<Action, Operation>;

/** Actions of other products, which are served on the same endpoint. */
const otherVersions: Partial<Record<Action, string>> = {
  GetCallerIdentity: apiVersion.sts,
  DescribeVSwitchAttributes: apiVersion.vpc,
};

export function isAction(name: string): name is Action {
  return Object.hasOwn(operations, name);
}

export function versionOf(action: Action): string {
  return otherVersions[action] ?? apiVersion.kvstore;
}
