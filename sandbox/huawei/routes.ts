import { Routes } from "../core/routes";
import type { Action } from "./parameters";

const instances = "/v2/{project_id}/instances";
const one = `${instances}/{instance_id}`;
/** Some paths have the singular. [doc] */
const singular = "/v2/{project_id}/instance/{instance_id}";
const templates = "/v2/{project_id}/config-templates";
const accounts = `${one}/accounts`;
const scaling = `${one}/autoscaling-policy/bandwidth`;
const renewal = "/v2/orders/subscriptions/resources/autorenew/{resource_id}";

/** The first row that fits counts, so a path that is written out comes before one with a place for its last part. */
export const routes = new Routes<Action>({
  "GET /v2/available-zones": "ListAvailableZones",
  "GET /v2/instances/maintain-windows": "ListMaintenanceWindows",

  [`POST ${instances}`]: "CreateInstance",
  [`GET ${instances}`]: "ListInstances",
  [`DELETE ${instances}`]: "BatchDeleteInstances",
  [`GET ${instances}/status`]: "ListNumberOfInstancesInDifferentStatus",
  [`PUT ${instances}/status`]: "RestartOrFlushInstances",
  [`GET ${one}`]: "ShowInstance",
  [`PUT ${one}`]: "UpdateInstance",
  [`DELETE ${one}`]: "DeleteSingleInstance",

  [`POST ${one}/resize`]: "ResizeInstance",
  "POST /v2/{project_id}/orders/instances/{instance_id}/resize": "CreateResizeOrder",
  [`POST ${one}/resize/cancel/{task_id}`]: "CancelInstanceResize",
  [`GET ${one}/operations`]: "ListInstanceOperations",

  [`PUT ${one}/password`]: "UpdatePassword",
  [`POST ${one}/password/reset`]: "ResetPassword",
  [`GET ${one}/configs`]: "ListConfigurations",
  [`PUT ${one}/configs`]: "UpdateConfigurations",
  [`PUT ${one}/async-configs`]: "UpdateInstanceConfig",
  [`GET ${singular}/whitelist`]: "ShowIpWhitelist",
  [`PUT ${singular}/whitelist`]: "UpdateIpWhitelist",
  [`PUT ${singular}/whitelist-async`]: "UpdateIpWhitelistAsync",
  "POST /v2/{project_id}/dcs/{instance_id}/tags/action": "BatchCreateOrDeleteTags",
  [`GET ${one}/tags`]: "ShowTags",
  "GET /v2/{project_id}/dcs/tags": "ListTagsOfTenant",
  [`PUT ${one}/ssl`]: "UpdateSslSwitch",
  [`GET ${one}/ssl`]: "ShowInstanceSslDetail",
  [`POST ${one}/ssl-certs/download`]: "DownloadSslCert",
  [`PUT ${one}/nodes/status`]: "ChangeNodesStartStopStatus",
  [`GET ${one}/rename-commands`]: "ShowRenameCommands",

  [`GET ${one}/bandwidths`]: "ShowBandwidths",
  [`PUT ${one}/bandwidths`]: "UpdateBandwidth",
  [`PUT ${one}/bandwidth`]: "UpdateInstanceBandwidth",
  [`GET ${scaling}`]: "ShowInstanceBandwidthAutoScalingPolicy",
  [`PUT ${scaling}`]: "UpdateInstanceBandwidthAutoScalingPolicy",
  [`DELETE ${scaling}`]: "DeleteInstanceBandwidthAutoScalingPolicy",

  "PUT /v2/{project_id}/{instance_id}/client-ip-transparent-transmission": "UpdateClientIpTransparentTransmission",
  [`POST ${one}/resources/subnet`]: "SwitchSubnet",
  [`PUT ${one}/available-zones`]: "MigrateAz",
  [`POST ${one}/public-ip`]: "UpdatePublicIp",
  [`DELETE ${one}/public-ip`]: "DeletePublicIp",

  [`GET ${one}/bigkey/autoscan`]: "ShowBigkeyAutoscanConfig",
  [`PUT ${one}/bigkey/autoscan`]: "UpdateBigkeyAutoscanConfig",
  [`GET ${one}/hotkey/autoscan`]: "ShowHotkeyAutoscanConfig",
  [`PUT ${one}/hotkey/autoscan`]: "UpdateHotkeyAutoScanConfig",
  [`GET ${one}/scan-expire-keys/autoscan-config`]: "ShowExpireAutoScanConfig",
  [`PUT ${one}/scan-expire-keys/autoscan-config`]: "UpdateExpireAutoScanConfig",

  [`POST ${accounts}`]: "CreateAclAccount",
  [`GET ${accounts}`]: "ListAclAccounts",
  [`PUT ${accounts}/{account_id}/role`]: "UpdateAclAccount",
  [`PUT ${accounts}/{account_id}`]: "UpdateAclAccountRemark",
  [`PUT ${accounts}/{account_id}/password/reset`]: "ResetAclAccountPassWord",
  [`DELETE ${accounts}/{account_id}`]: "DeleteAclAccount",

  [`POST ${one}/backups`]: "CopyInstance",
  [`GET ${one}/backups`]: "ListBackupRecords",
  [`DELETE ${one}/backups/{backup_id}`]: "DeleteBackupFile",

  [`POST ${templates}`]: "CreateCustomTemplate",
  [`GET ${templates}`]: "ListConfigTemplates",
  [`GET ${templates}/{template_id}`]: "ShowConfigTemplate",
  [`PUT ${templates}/{template_id}`]: "UpdateConfigTemplate",
  [`DELETE ${templates}/{template_id}`]: "DeleteConfigTemplate",

  "GET /v2/{project_id}/jobs/{job_id}": "ShowJobInfo",
  [`GET ${one}/tasks`]: "ListBackgroundTask",
  [`GET ${singular}/groups`]: "ListGroupReplicationInfo",
  [`GET ${one}/version`]: "ShowInstanceVersion",
  [`POST ${one}/minor-version/upgrade`]: "UpgradeInstanceMinorVersion",

  "GET /v2/{project_id}/flavors": "ListFlavors",
  "GET /v2/{project_id}/quota": "ShowQuotaOfTenant",

  "GET /v3/auth/domains": "KeystoneListAuthDomains",
  "GET /v3/projects": "KeystoneListProjects",
  "POST /v3/auth/tokens": "KeystoneCreateUserTokenByPassword",
  "POST /v3.0/OS-CREDENTIAL/securitytokens": "CreateTemporaryAccessKeyByAgency",

  "POST /v2/orders/subscriptions/resources/unsubscribe": "CancelResourcesSubscription",
  "GET /v2/orders/customer-orders/details/{order_id}": "ShowCustomerOrderDetails",
  "POST /v2/orders/customer-orders/pay": "PayCustomerOrder",
  "POST /v3/orders/customer-orders/pay": "PayOrders",
  "PUT /v2/orders/customer-orders/cancel": "CancelCustomerOrder",
  [`POST ${renewal}`]: "AutoRenewalResources",
  [`DELETE ${renewal}`]: "CancelAutoRenewalResources",
  "POST /v2/orders/suscriptions/resources/query": "ListPayPerUseCustomerResources",
  "GET /v2/products/service-types": "ListServiceTypes",
  "POST /v2/bills/ratings/on-demand-resources": "ListOnDemandResourceRatings",
  "POST /v2/bills/ratings/period-resources/subscribe-rate": "ListRateOnPeriodDetail",

  "POST /v1.0/enterprise-projects/{enterprise_project_id}/resources-migrate": "MigrateResource",
});
