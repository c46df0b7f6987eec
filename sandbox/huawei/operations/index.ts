import type { Action } from "../parameters";
import type { Operation } from "../state";
import {
  downloadSslCert,
  resetPassword,
  showInstanceSslDetail,
  showIpWhitelist,
  updateIpWhitelist,
  updateIpWhitelistAsync,
  updatePassword,
  updateSslSwitch,
} from "./access";
import {
  createAclAccount,
  deleteAclAccount,
  listAclAccounts,
  resetAclAccountPassWord,
  updateAclAccount,
  updateAclAccountRemark,
} from "./accounts";
import { showRenameCommands, updateInstance } from "./attribute";
import { copyInstance, deleteBackupFile, listBackupRecords } from "./backups";
import {
  autoRenewalResources,
  cancelAutoRenewalResources,
  cancelCustomerOrder,
  cancelResourcesSubscription,
  listPayPerUseCustomerResources,
  listServiceTypes,
  payCustomerOrder,
  payOrders,
  showCustomerOrderDetails,
} from "./billing";
import { listAvailableZones, listFlavors, listMaintenanceWindows, showQuotaOfTenant } from "./catalogue";
import { listConfigurations, updateConfigurations, updateInstanceConfig } from "./config";
import { create } from "./create";
import { batchDeleteInstances, deleteSingleInstance } from "./delete";
import {
  createTemporaryAccessKeyByAgency,
  keystoneCreateUserTokenByPassword,
  keystoneListAuthDomains,
  keystoneListProjects,
  migrateResource,
} from "./identity";
import { listBackgroundTask, listInstanceOperations, showJobInfo } from "./jobs";
import {
  deleteInstanceBandwidthAutoScalingPolicy,
  deletePublicIp,
  migrateAz,
  showBandwidths,
  showInstanceBandwidthAutoScalingPolicy,
  switchSubnet,
  updateBandwidth,
  updateClientIpTransparentTransmission,
  updateInstanceBandwidth,
  updateInstanceBandwidthAutoScalingPolicy,
  updatePublicIp,
} from "./network";
import { listOnDemandResourceRatings, listRateOnPeriodDetail } from "./ratings";
import { listGroupReplicationInfo, listInstances, listNumberOfInstancesInDifferentStatus, showInstance } from "./read";
import { cancelInstanceResize, createResizeOrder, resizeInstance } from "./resize";
import { changeNodesStartStopStatus, restartOrFlushInstances } from "./restart";
import {
  showBigkeyAutoscanConfig,
  showExpireAutoScanConfig,
  showHotkeyAutoscanConfig,
  updateBigkeyAutoscanConfig,
  updateExpireAutoScanConfig,
  updateHotkeyAutoScanConfig,
} from "./scans";
import { batchCreateOrDeleteTags, listTagsOfTenant, showTags } from "./tags";
import {
  createCustomTemplate,
  deleteConfigTemplate,
  listConfigTemplates,
  showConfigTemplate,
  updateConfigTemplate,
} from "./templates";
import { showInstanceVersion, upgradeInstanceMinorVersion } from "./version";

/** Everything that is imitated. How a request is mapped to a name is in `routes.ts`. */
export const operations: Readonly<Record<Action, Operation>> = {
  CreateInstance: create,
  ListInstances: listInstances,
  ShowInstance: showInstance,
  UpdateInstance: updateInstance,
  DeleteSingleInstance: deleteSingleInstance,
  BatchDeleteInstances: batchDeleteInstances,
  ListNumberOfInstancesInDifferentStatus: listNumberOfInstancesInDifferentStatus,

  ResizeInstance: resizeInstance,
  CreateResizeOrder: createResizeOrder,
  CancelInstanceResize: cancelInstanceResize,
  ListInstanceOperations: listInstanceOperations,

  UpdatePassword: updatePassword,
  ResetPassword: resetPassword,
  ListConfigurations: listConfigurations,
  UpdateConfigurations: updateConfigurations,
  UpdateInstanceConfig: updateInstanceConfig,
  ShowIpWhitelist: showIpWhitelist,
  UpdateIpWhitelist: updateIpWhitelist,
  UpdateIpWhitelistAsync: updateIpWhitelistAsync,
  BatchCreateOrDeleteTags: batchCreateOrDeleteTags,
  ShowTags: showTags,
  ListTagsOfTenant: listTagsOfTenant,
  UpdateSslSwitch: updateSslSwitch,
  ShowInstanceSslDetail: showInstanceSslDetail,
  DownloadSslCert: downloadSslCert,
  RestartOrFlushInstances: restartOrFlushInstances,
  ChangeNodesStartStopStatus: changeNodesStartStopStatus,
  ShowRenameCommands: showRenameCommands,

  ShowBandwidths: showBandwidths,
  UpdateBandwidth: updateBandwidth,
  UpdateInstanceBandwidth: updateInstanceBandwidth,
  ShowInstanceBandwidthAutoScalingPolicy: showInstanceBandwidthAutoScalingPolicy,
  UpdateInstanceBandwidthAutoScalingPolicy: updateInstanceBandwidthAutoScalingPolicy,
  DeleteInstanceBandwidthAutoScalingPolicy: deleteInstanceBandwidthAutoScalingPolicy,

  UpdateClientIpTransparentTransmission: updateClientIpTransparentTransmission,
  SwitchSubnet: switchSubnet,
  MigrateAz: migrateAz,
  UpdatePublicIp: updatePublicIp,
  DeletePublicIp: deletePublicIp,

  ShowBigkeyAutoscanConfig: showBigkeyAutoscanConfig,
  UpdateBigkeyAutoscanConfig: updateBigkeyAutoscanConfig,
  ShowHotkeyAutoscanConfig: showHotkeyAutoscanConfig,
  UpdateHotkeyAutoScanConfig: updateHotkeyAutoScanConfig,
  ShowExpireAutoScanConfig: showExpireAutoScanConfig,
  UpdateExpireAutoScanConfig: updateExpireAutoScanConfig,

  CreateAclAccount: createAclAccount,
  ListAclAccounts: listAclAccounts,
  UpdateAclAccount: updateAclAccount,
  UpdateAclAccountRemark: updateAclAccountRemark,
  ResetAclAccountPassWord: resetAclAccountPassWord,
  DeleteAclAccount: deleteAclAccount,

  CopyInstance: copyInstance,
  ListBackupRecords: listBackupRecords,
  DeleteBackupFile: deleteBackupFile,

  CreateCustomTemplate: createCustomTemplate,
  ListConfigTemplates: listConfigTemplates,
  ShowConfigTemplate: showConfigTemplate,
  UpdateConfigTemplate: updateConfigTemplate,
  DeleteConfigTemplate: deleteConfigTemplate,

  ShowJobInfo: showJobInfo,
  ListBackgroundTask: listBackgroundTask,
  ListGroupReplicationInfo: listGroupReplicationInfo,
  ShowInstanceVersion: showInstanceVersion,
  UpgradeInstanceMinorVersion: upgradeInstanceMinorVersion,

  ListFlavors: listFlavors,
  ListAvailableZones: listAvailableZones,
  ListMaintenanceWindows: listMaintenanceWindows,
  ShowQuotaOfTenant: showQuotaOfTenant,

  KeystoneListAuthDomains: keystoneListAuthDomains,
  KeystoneListProjects: keystoneListProjects,
  CreateTemporaryAccessKeyByAgency: createTemporaryAccessKeyByAgency,
  KeystoneCreateUserTokenByPassword: keystoneCreateUserTokenByPassword,

  CancelResourcesSubscription: cancelResourcesSubscription,
  ShowCustomerOrderDetails: showCustomerOrderDetails,
  PayCustomerOrder: payCustomerOrder,
  PayOrders: payOrders,
  CancelCustomerOrder: cancelCustomerOrder,
  AutoRenewalResources: autoRenewalResources,
  CancelAutoRenewalResources: cancelAutoRenewalResources,
  ListPayPerUseCustomerResources: listPayPerUseCustomerResources,
  ListServiceTypes: listServiceTypes,
  ListOnDemandResourceRatings: listOnDemandResourceRatings,
  ListRateOnPeriodDetail: listRateOnPeriodDetail,

  MigrateResource: migrateResource,
};
