import type { OperationParameters, Shape } from "./args";

const backupPolicy = {
  backup_type: "text(auto|manual)=DCS.4073!",
  save_days: "number",
  periodical_backup_plan: {
    timezone_offset: "text",
    backup_at: "number[]!",
    period_type: "text!",
    begin_at: "text!",
  },
} as const satisfies Shape;

const configs = {
  body: { redis_config: [{ param_id: "text", param_name: "text", param_value: "text!" }] },
} as const satisfies OperationParameters;

const whitelist = {
  body: {
    enable_whitelist: "bool!",
    whitelist: [{ group_name: "text!", ip_list: "text[]!" }],
    instance_id: "text",
  },
} as const satisfies OperationParameters;

const keyScan = { body: { enable_auto_scan: "bool!", schedule_at: "text[]!" } } as const satisfies OperationParameters;

const payment = {
  body: {
    order_id: "text!",
    use_coupon: "text!",
    use_discount: "text!",
    coupon_infos: [{ id: "text", type: "number" }],
    discount_infos: [{ id: "text", type: "number" }],
  },
} as const satisfies OperationParameters;

const ratedProduct = {
  id: "text!",
  cloud_service_type: "text!",
  resource_type: "text!",
  resource_spec: "text!",
  region: "text!",
  available_zone: "text",
  resource_size: "int",
  size_measure_id: "int",
  subscription_num: "int(0..)=CBC.0100!",
} as const satisfies Shape;

/**
 * What each operation takes besides the parts of its path, in the language of `core/parameters.ts`; the types are in `args.ts`.
 * "scalar" is used where the vendor's own samples have a number or a boolean and its tables a text.
 */
export const parameters = {
  CreateInstance: {
    body: {
      name: "text!",
      engine: "text(Redis|Memcached)=DCS.4007!",
      engine_version: "scalar",
      capacity: "number!",
      spec_code: "text!",
      az_codes: "text[]!",
      vpc_id: "text",
      subnet_id: "text",
      security_group_id: "text",
      publicip_id: "text",
      enterprise_project_id: "scalar",
      enterprise_project_name: "text",
      description: "text(..1024)=DCS.4011",
      enable_ssl: "bool",
      private_ip: "text",
      instance_num: "int(1..100)",
      maintain_begin: "text",
      maintain_end: "text",
      password: "text",
      no_password_access: "bool",
      bss_param: {
        is_auto_renew: "scalar",
        charging_mode: "text(prePaid|postPaid)!",
        is_auto_pay: "scalar",
        period_type: "text",
        period_num: "number",
      },
      instance_backup_policy: backupPolicy,
      tags: [{ key: "scalar!", value: "scalar" }],
      access_user: "text",
      enable_publicip: "bool",
      port: "int(1..65535)",
      rename_commands: "text{}",
      template_id: "text",
      spec_param: { sharding_count: "number", replica_count: "number", cache_mode: "text" },
    },
  },
  ListInstances: {
    query: {
      instance_id: "text",
      name: "text",
      name_equal: "text",
      status: "text",
      tags: "text",
      ip: "text",
      capacity: "text",
      include_failure: "text",
      include_delete: "text",
      offset: "int(0..)=DCS.4800",
      limit: "int(1..1000)=DCS.4800",
    },
  },
  ShowInstance: {},
  UpdateInstance: {
    body: {
      name: "text",
      description: "text(..1024)=DCS.4011",
      port: "int(1..65535)",
      rename_commands: "text{}",
      maintain_begin: "text",
      maintain_end: "text",
      security_group_id: "text",
      instance_backup_policy: backupPolicy,
    },
  },
  DeleteSingleInstance: { body: { is_recycle: "bool" }, bodyIsOptional: true },
  BatchDeleteInstances: { query: { all_failure: "text" }, body: { instances: "text[]" }, bodyIsOptional: true },
  ListNumberOfInstancesInDifferentStatus: { query: { include_failure: "text" } },

  ResizeInstance: {
    body: {
      spec_code: "text!",
      new_capacity: "number!",
      bss_param: { is_auto_pay: "scalar" },
      change_type: "text",
      available_zones: "text[]",
      node_list: "text[]",
      reserved_ip: "text[]",
      execute_immediately: "bool",
    },
  },
  CreateResizeOrder: {
    body: {
      spec_code: "text!",
      new_capacity: "number!",
      execute_immediately: "bool",
      auto_open_security_group_rule: "bool",
      password: "text",
    },
  },
  CancelInstanceResize: {},
  ListInstanceOperations: { query: { operation: "text" } },

  UpdatePassword: { body: { old_password: "text!", new_password: "text!" } },
  ResetPassword: { body: { new_password: "text", no_password_access: "bool" } },
  ListConfigurations: {},
  UpdateConfigurations: configs,
  UpdateInstanceConfig: configs,
  ShowIpWhitelist: {},
  UpdateIpWhitelist: whitelist,
  UpdateIpWhitelistAsync: whitelist,
  BatchCreateOrDeleteTags: { body: { action: "text(create|delete)!", tags: [{ key: "text!", value: "text" }] } },
  ShowTags: {},
  ListTagsOfTenant: {},
  UpdateSslSwitch: { body: { enabled: "bool!" } },
  ShowInstanceSslDetail: {},
  DownloadSslCert: {},
  RestartOrFlushInstances: { body: { instances: "text[]!", action: "text(restart|soft_restart|flush)!" } },
  ChangeNodesStartStopStatus: { body: { node_ids: "text[]", action: "text(start|stop)!" } },
  ShowRenameCommands: {},

  ShowBandwidths: {},
  UpdateBandwidth: { body: { group_bandwidths: [{ group_id: "text!", target_bandwidth: "number!" }] } },
  UpdateInstanceBandwidth: {},
  ShowInstanceBandwidthAutoScalingPolicy: {},
  UpdateInstanceBandwidthAutoScalingPolicy: {
    body: {
      window_size: "int(1|5|10|15|30)!",
      bandwidth_usage_upper_threshold: "int(50|60|70|80|90|95)!",
      scale_out_cooldown: "int(0..86400)",
      scale_in_enabled: "bool",
      bandwidth_usage_lower_threshold: "int(10|20|30)",
      scale_in_cooldown: "int(0..86400)",
    },
  },
  DeleteInstanceBandwidthAutoScalingPolicy: {},

  UpdateClientIpTransparentTransmission: { body: { transparent_client_ip_enable: "bool!" } },
  SwitchSubnet: { body: { action: "text(switch)!", vpc_id: "text!", subnet_id: "text!" } },
  MigrateAz: { body: { new_available_zones: "text[]!", execute_immediately: "bool" } },
  UpdatePublicIp: { body: { publicip_id: "text", enable_ssl: "bool", elb_id: "text" } },
  DeletePublicIp: {},

  ShowBigkeyAutoscanConfig: {},
  UpdateBigkeyAutoscanConfig: keyScan,
  ShowHotkeyAutoscanConfig: {},
  UpdateHotkeyAutoScanConfig: keyScan,
  ShowExpireAutoScanConfig: {},
  UpdateExpireAutoScanConfig: {
    body: {
      enable_auto_scan: "bool!",
      first_scan_at: "text",
      interval: "number(0..)=DCS.4820",
      timeout: "number",
      scan_keys_count: "number(10..1000)=DCS.4822",
    },
  },

  CreateAclAccount: {
    body: {
      account_name: "text!",
      account_role: "text(read|write)!",
      account_password: "text!",
      description: "text(..1024)=DCS.4011",
      account_read_policy: "text",
    },
  },
  ListAclAccounts: {},
  UpdateAclAccount: { body: { account_role: "text(read|write)!" } },
  UpdateAclAccountRemark: { body: { description: "text(..1024)=DCS.4011" } },
  ResetAclAccountPassWord: { body: { old_password: "text", new_password: "text!" } },
  DeleteAclAccount: {},

  CopyInstance: { body: { remark: "text", backup_format: "text(rdb|aof)" }, bodyIsOptional: true },
  ListBackupRecords: {
    query: { begin_time: "text", end_time: "text", limit: "int(1..1000)=DCS.4800", offset: "int(0..)=DCS.4800" },
  },
  DeleteBackupFile: {},

  CreateCustomTemplate: {
    body: {
      template_id: "text!",
      name: "text(4..64)!",
      type: "text(sys|user)!",
      ...{ engine: "text(Redis|Memcached)", engine_version: "text", cache_mode: "text" },
      description: "text",
      params: "scalar{}!",
    },
  },
  ListConfigTemplates: {
    query: {
      ...{ type: "text(sys|user)!", name: "text", template_id: "text", description: "text" },
      ...{ engine: "text", engine_version: "text", cache_mode: "text" },
      ...{ offset: "int(0..)=DCS.4800", limit: "int(1..1000)=DCS.4800" },
    },
  },
  ShowConfigTemplate: { query: { type: "text(sys|user)!" } },
  UpdateConfigTemplate: { body: { name: "text(4..64)", description: "text", params: "scalar{}" } },
  DeleteConfigTemplate: {},

  ShowJobInfo: {},
  ListBackgroundTask: {
    query: { offset: "int(0..)=DCS.4800", limit: "int(1..1000)=DCS.4800", start_time: "text", end_time: "text" },
  },
  ListGroupReplicationInfo: {},
  ShowInstanceVersion: {},
  UpgradeInstanceMinorVersion: { body: { engine_minor_version: "text", proxy_minor_version: "text" } },

  ListFlavors: {
    query: {
      instance_id: "text",
      spec_code: "text",
      cache_mode: "text",
      engine: "text",
      engine_version: "text",
      cpu_type: "text",
      capacity: "text",
    },
  },
  ListAvailableZones: {},
  ListMaintenanceWindows: {},
  ShowQuotaOfTenant: {},

  KeystoneListAuthDomains: {},
  KeystoneListProjects: {
    query: {
      name: "text",
      domain_id: "text",
      parent_id: "text",
      enabled: "text",
      is_domain: "text",
      page: "text",
      per_page: "text",
    },
  },
  KeystoneCreateUserTokenByPassword: { query: { nocatalog: "text" } },
  CreateTemporaryAccessKeyByAgency: {},

  CancelResourcesSubscription: {
    body: {
      resource_ids: "text[]!",
      unsubscribe_type: "int(1|2|3)=CBC.0100!",
      unsubscribe_reason_type: "number",
      unsubscribe_reason: "text",
    },
  },
  ShowCustomerOrderDetails: { query: { offset: "text", limit: "text", indirect_partner_id: "text" } },
  PayCustomerOrder: payment,
  PayOrders: payment,
  CancelCustomerOrder: { body: { order_id: "text!" } },
  AutoRenewalResources: {},
  CancelAutoRenewalResources: {},
  ListPayPerUseCustomerResources: {
    body: {
      resource_ids: "text[]",
      order_id: "text",
      customer_id: "text",
      only_main_resource: "number",
      status_list: "number[]",
      offset: "number",
      limit: "number",
      expire_time_begin: "text",
      expire_time_end: "text",
      service_type_code: "text",
    },
  },
  ListOnDemandResourceRatings: {
    body: {
      project_id: "text!",
      inquiry_precision: "int(0|1)=CBC.0100",
      product_infos: [
        {
          ...ratedProduct,
          usage_factor: "text!",
          usage_value: "number!",
          usage_measure_id: "int!",
        },
      ],
    },
  },
  ListRateOnPeriodDetail: {
    body: {
      project_id: "text!",
      product_infos: [
        {
          ...ratedProduct,
          period_type: "int(0|1|2|3|4)=CBC.0100!",
          period_num: "int(1..)=CBC.0100!",
          fee_installment_mode: "text",
        },
      ],
    },
  },
  ListServiceTypes: { query: { service_type_name: "text(1..128)", limit: "text", offset: "text" } },

  MigrateResource: {
    body: {
      resource_type: "text(dcs)=EPS.0004!",
      resource_id: "text!",
      project_id: "text",
      region_id: "text",
      associated: "bool",
    },
  },
} as const satisfies Readonly<Record<string, OperationParameters>>;

/** By the names of the vendor's SDK; for services that the SDK does not cover, in its style. */
export type Action = keyof typeof parameters;

/** The journal shows "[hidden]" instead of their values. */
export const secretParameters: ReadonlySet<string> = new Set([
  "password",
  "new_password",
  "old_password",
  "account_password",
  "auth",
]);
