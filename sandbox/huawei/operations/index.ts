import type { Operation } from "../state";
import { resetPassword, updatePassword } from "./access";
import { showRenameCommands, updateInstance } from "./attribute";
import {
  deleteInstanceBandwidthAutoScalingPolicy,
  showBandwidths,
  showInstanceBandwidthAutoScalingPolicy,
  updateBandwidth,
  updateInstanceBandwidth,
  updateInstanceBandwidthAutoScalingPolicy,
} from "./bandwidth";
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
import { createInstance } from "./create";
import { batchDeleteInstances, deleteSingleInstance } from "./delete";
import { keystoneCreateUserTokenByPassword, keystoneListAuthDomains, keystoneListProjects } from "./identity";
import {
  listBackgroundTask,
  listGroupReplicationInfo,
  listInstanceOperations,
  showInstanceVersion,
  showJobInfo,
} from "./jobs";
import {
  deletePublicIp,
  migrateAz,
  switchSubnet,
  updateClientIpTransparentTransmission,
  updatePublicIp,
} from "./network";
import { migrateResource } from "./projects";
import { listInstances, listNumberOfInstancesInDifferentStatus, showInstance } from "./read";
import { createResizeOrder, resizeInstance } from "./resize";
import { changeNodesStartStopStatus, restartOrFlushInstances } from "./restart";
import {
  showBigkeyAutoscanConfig,
  showExpireAutoScanConfig,
  showHotkeyAutoscanConfig,
  updateBigkeyAutoscanConfig,
  updateExpireAutoScanConfig,
  updateHotkeyAutoScanConfig,
} from "./scans";
import { downloadSslCert, showInstanceSslDetail, updateSslSwitch } from "./ssl";
import { batchCreateOrDeleteTags, listTagsOfTenant, showTags } from "./tags";
import { showIpWhitelist, updateIpWhitelist, updateIpWhitelistAsync } from "./whitelist";

/** Everything that is imitated, by the names of the vendor's SDK; where it has none, in its manner. */
export const operations = {
  CreateInstance: createInstance,
  ListInstances: listInstances,
  ShowInstance: showInstance,
  UpdateInstance: updateInstance,
  DeleteSingleInstance: deleteSingleInstance,
  BatchDeleteInstances: batchDeleteInstances,
  ListNumberOfInstancesInDifferentStatus: listNumberOfInstancesInDifferentStatus,

  ResizeInstance: resizeInstance,
  CreateResizeOrder: createResizeOrder,
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

  ShowJobInfo: showJobInfo,
  ListBackgroundTask: listBackgroundTask,
  ListGroupReplicationInfo: listGroupReplicationInfo,
  ShowInstanceVersion: showInstanceVersion,

  ListFlavors: listFlavors,
  ListAvailableZones: listAvailableZones,
  ListMaintenanceWindows: listMaintenanceWindows,
  ShowQuotaOfTenant: showQuotaOfTenant,

  KeystoneListAuthDomains: keystoneListAuthDomains,
  KeystoneListProjects: keystoneListProjects,
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

  MigrateResource: migrateResource,
} as const satisfies Record<string, Operation>;

export type OperationName = keyof typeof operations;
