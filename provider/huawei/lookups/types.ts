import type { Suggested } from "../../core/resource/types";

/** Where to look. */
export interface HuaweiLookupArgs {
  /**
   * Region, like `cn-north-4`.
   * @default the configured region (`huawei:region`, `HW_REGION_NAME`)
   */
  readonly region?: string | undefined;
}

/** The arguments of `getHuaweiFlavors`. What is left out does not restrict the answer. */
export interface HuaweiFlavorsArgs extends HuaweiLookupArgs {
  /** Only what this instance, a UUID, can be changed to. API: `instance_id`. */
  readonly instanceId?: string | undefined;
  /** Code, like `redis.ha.xu1.large.r2.2`. API: `spec_code`. */
  readonly specCode?: string | undefined;
  /**
   * `Redis` or `Memcached`. API: `engine`.
   * @default "Redis"; with `instanceId`, that of the instance
   */
  readonly engine?: Suggested<"Redis" | "Memcached"> | undefined;
  /** Version, like `6.0`. API: `engine_version`. */
  readonly engineVersion?: string | undefined;
  /** `single`, `ha`, `cluster`, `proxy` or `ha_rw_split`. API: `cache_mode`. */
  readonly cacheMode?: Suggested<"single" | "ha" | "cluster" | "proxy" | "ha_rw_split"> | undefined;
  /** Memory in GB. API: `capacity`. */
  readonly capacity?: number | undefined;
  /** `x86_64` or `aarch64`. API: `cpu_type`. */
  readonly cpuType?: Suggested<"x86_64" | "aarch64"> | undefined;
}

/** A flavour on sale. */
export interface HuaweiFlavor {
  /** What `specCode` of `HuaweiDcsInstance` takes. API: `spec_code`. */
  readonly specCode: string;
  /** In lower case. API: `engine`. */
  readonly engine: string | undefined;
  /** Versions that it is sold with. API: `engine_version`. */
  readonly engineVersions: readonly string[];
  /** API: `cache_mode`. */
  readonly cacheMode: string | undefined;
  /** API: `cpu_type`. */
  readonly cpuType: string | undefined;
  /** Memory in GB; most flavours have one. API: `capacity`. */
  readonly capacities: readonly number[];
  /** Number of copies of the data, the master included. API: `replica_count`. */
  readonly replicaCount: number | undefined;
  /** Codes of the zones in which any of its capacities is in stock; undefined where the cloud does not tell. API: `flavors_available_zones`. */
  readonly azCodes: readonly string[] | undefined;
}

/** What `getHuaweiFlavors` answers. */
export interface HuaweiFlavors {
  /** The smallest first. */
  readonly flavors: readonly HuaweiFlavor[];
}

/** The arguments of `getHuaweiAvailabilityZones`. */
export interface HuaweiAvailabilityZonesArgs extends HuaweiLookupArgs {}

/** A zone of the region. */
export interface HuaweiAvailabilityZone {
  /** What `azCodes` takes, like `cn-north-4a`. API: `code`. */
  readonly code: string;
  /** API: `id`. */
  readonly id: string;
  /** Its name for people. API: `name`. */
  readonly name: string | undefined;
  /** Are there resources? API: `resource_availability`. */
  readonly resourceAvailability: boolean;
}

/** What `getHuaweiAvailabilityZones` answers. */
export interface HuaweiAvailabilityZones {
  /** All zones of the region. */
  readonly zones: readonly HuaweiAvailabilityZone[];
}

/** The arguments of `getHuaweiMaintenanceWindows`. */
export interface HuaweiMaintenanceWindowsArgs extends HuaweiLookupArgs {}

/** A window of maintenance. */
export interface HuaweiMaintenanceWindow {
  /** Hour at which it begins, as the vendor writes it, like `02`. API: `begin`. */
  readonly begin: string;
  /** Hour at which it ends. API: `end`. */
  readonly end: string;
  /** What an instance has that declares none. API: `default`. */
  readonly isDefault: boolean;
}

/** What `getHuaweiMaintenanceWindows` answers. */
export interface HuaweiMaintenanceWindows {
  /** In the vendor's order. */
  readonly windows: readonly HuaweiMaintenanceWindow[];
}

/** The arguments of `getHuaweiQuotas`. */
export interface HuaweiQuotasArgs extends HuaweiLookupArgs {}

/** What the project may have of something, and has. */
export interface HuaweiQuota {
  /** `instance`, or `ram` in GB. API: `type`. */
  readonly type: string;
  /** API: `quota`. */
  readonly quota: number;
  /** API: `used`. */
  readonly used: number;
}

/** What `getHuaweiQuotas` answers. */
export interface HuaweiQuotas {
  /** One for each type. */
  readonly quotas: readonly HuaweiQuota[];
}

/** The arguments of `getHuaweiDcsInstance` and `getHuaweiDcsInstances`. An instance fits when it fits all of them. */
export interface HuaweiDcsInstancesArgs extends HuaweiLookupArgs {
  /** UUID. API: `instance_id`. */
  readonly instanceId?: string | undefined;
  /** The whole name. API: `name`. */
  readonly name?: string | undefined;
  /** Tags that the instance has, among others. API: `tags`. */
  readonly tags?: Readonly<Record<string, string>> | undefined;
  /** In the vendor's words, like `RUNNING`. API: `status`. */
  readonly status?: string | undefined;
  /** `Redis` or `Memcached`. API: `engine`. */
  readonly engine?: string | undefined;
  /** API: `engine_version`. */
  readonly engineVersion?: string | undefined;
  /** Flavour. API: `spec_code`. */
  readonly specCode?: string | undefined;
  /** GB. API: `capacity`. */
  readonly capacity?: number | undefined;
  /** Its IPv4 address. API: `ip`. */
  readonly ip?: string | undefined;
  /** API: `vpc_id`. */
  readonly vpcId?: string | undefined;
  /** API: `subnet_id`. */
  readonly subnetId?: string | undefined;
  /** API: `enterprise_project_id`. */
  readonly enterpriseProjectId?: string | undefined;
  /** API: `charging_mode`. */
  readonly chargingMode?: "prePaid" | "postPaid" | undefined;
}

/** An instance of the project, as lists show it; without password. */
export interface HuaweiDcsInstanceInfo {
  /** UUID. API: `instance_id`. */
  readonly instanceId: string;
  /** API: `name`. */
  readonly name: string | undefined;
  /** In the vendor's words, `RUNNING` when ready. API: `status`. */
  readonly status: string;
  /** `Redis` or `Memcached`. API: `engine`. */
  readonly engine: string | undefined;
  /** API: `engine_version`. */
  readonly engineVersion: string | undefined;
  /** Flavour. API: `spec_code`. */
  readonly specCode: string | undefined;
  /** GB. API: `capacity`. */
  readonly capacity: number | undefined;
  /** API: `az_codes`. */
  readonly azCodes: readonly string[] | undefined;
  /** API: `vpc_id`. */
  readonly vpcId: string | undefined;
  /** API: `subnet_id`. */
  readonly subnetId: string | undefined;
  /** Host name within the network. API: `domain_name`. */
  readonly connectionDomain: string | undefined;
  /** API: `ip`. */
  readonly ip: string | undefined;
  /** API: `port`. */
  readonly port: number | undefined;
  /** API: `enterprise_project_id`. */
  readonly enterpriseProjectId: string | undefined;
  /** API: `charging_mode`. */
  readonly chargingMode: string | undefined;
  /** API: `created_at`. */
  readonly createTime: string | undefined;
  /** The tags without the system's and the provider's own. API: `tags`. */
  readonly tags: Readonly<Record<string, string>>;
}

/** What `getHuaweiDcsInstances` answers. */
export interface HuaweiDcsInstances {
  /** All that fit. */
  readonly instances: readonly HuaweiDcsInstanceInfo[];
}

/** The arguments of `getHuaweiBackups`. */
export interface HuaweiBackupsArgs extends HuaweiLookupArgs {
  /** The instance's UUID. API: `instance_id`. */
  readonly instanceId: string;
}

/** A backup. */
export interface HuaweiBackup {
  /** `HuaweiDcsBackup.get` takes `<instanceId>:<backupId>`. API: `backup_id`. */
  readonly backupId: string;
  /** API: `backup_name`. */
  readonly backupName: string | undefined;
  /** `succeed` when it is complete. API: `status`. */
  readonly status: string;
  /** `manual` or `auto`. API: `backup_type`. */
  readonly backupType: string | undefined;
  /** `rdb` or `aof`. API: `backup_format`. */
  readonly backupFormat: string | undefined;
  /** The remark. API: `remark`. */
  readonly description: string;
  /** RFC 3339. API: `created_at`. */
  readonly createdAt: string | undefined;
  /** When it was complete, RFC 3339. API: `updated_at`. */
  readonly updatedAt: string | undefined;
  /** Bytes. API: `size`. */
  readonly size: number | undefined;
  /** Can data be restored from it? API: `is_support_restore`. */
  readonly isSupportRestore: boolean | undefined;
}

/** What `getHuaweiBackups` answers. */
export interface HuaweiBackups {
  /** The latest first. */
  readonly backups: readonly HuaweiBackup[];
}

/** The arguments of `getHuaweiSslCertificate`. */
export interface HuaweiSslCertificateArgs extends HuaweiLookupArgs {
  /** The instance's UUID. Its connections have to be encrypted. API: `instance_id`. */
  readonly instanceId: string;
}

/** What `getHuaweiSslCertificate` answers. */
export interface HuaweiSslCertificate {
  /** API: `file_name`. */
  readonly fileName: string | undefined;
  /** Where to download the file, for a short time. API: `link`. */
  readonly link: string;
}

/** The arguments of `getHuaweiDcsAccounts`. */
export interface HuaweiDcsAccountsArgs extends HuaweiLookupArgs {
  /** The instance's UUID. API: `instance_id`. */
  readonly instanceId: string;
}

/** An account of an instance. */
export interface HuaweiDcsAccountInfo {
  /** API: `account_id`. */
  readonly accountId: string;
  /** API: `account_name`. */
  readonly accountName: string;
  /** `normal`, or `default` for the one that an instance has by itself. API: `account_type`. */
  readonly accountType: string | undefined;
  /** `AVAILABLE` when clients can use it. API: `status`. */
  readonly status: string;
  /** `read` or `write`. API: `account_role`. */
  readonly role: string | undefined;
  /** API: `description`. */
  readonly description: string;
}

/** What `getHuaweiDcsAccounts` answers. */
export interface HuaweiDcsAccounts {
  /** All of the instance, the default one too. */
  readonly accounts: readonly HuaweiDcsAccountInfo[];
}

/** The arguments of `getHuaweiDcsNodes`. */
export interface HuaweiDcsNodesArgs extends HuaweiLookupArgs {
  /** The instance's UUID. API: `instance_id`. */
  readonly instanceId: string;
}

/** A node of an instance. */
export interface HuaweiDcsNodeInfo {
  /** What `deletedNodes` takes. API: `node_id`. */
  readonly nodeId: string | undefined;
  /** API: `replication_id`. */
  readonly replicationId: string | undefined;
  /** `master` or `slave`. API: `replication_role`. */
  readonly role: string | undefined;
  /** API: `status`. */
  readonly status: string | undefined;
  /** What `reservedIps` takes. API: `replication_ip`. */
  readonly ip: string | undefined;
  /** API: `az_code`. */
  readonly azCode: string | undefined;
  /** Of the shard that it belongs to. API: `group_id`. */
  readonly shardId: string | undefined;
  /** API: `group_name`. */
  readonly shardName: string | undefined;
}

/** What `getHuaweiDcsNodes` answers. */
export interface HuaweiDcsNodes {
  /** Shard by shard. */
  readonly nodes: readonly HuaweiDcsNodeInfo[];
}

/** The arguments of `getHuaweiTemplates`. What is left out does not restrict the answer. */
export interface HuaweiTemplatesArgs extends HuaweiLookupArgs {
  /** `sys`, the vendor's own, or `user`, the custom ones of the project. API: `type`. */
  readonly type?: Suggested<"sys" | "user"> | undefined;
  /** A part of the name. API: `name`. */
  readonly name?: string | undefined;
  /** `Redis` or `Memcached`. API: `engine`. */
  readonly engine?: Suggested<"Redis" | "Memcached"> | undefined;
  /** Version, like `6.0`. API: `engine_version`. */
  readonly engineVersion?: string | undefined;
  /** `single`, `ha`, `cluster`, `proxy` or `ha_rw_split`. API: `cache_mode`. */
  readonly cacheMode?: Suggested<"single" | "ha" | "cluster" | "proxy" | "ha_rw_split"> | undefined;
}

/** A parameter template. */
export interface HuaweiTemplate {
  /** What `sourceTemplateId` of `HuaweiDcsTemplate` takes. API: `template_id`. */
  readonly templateId: string;
  /** API: `name`. */
  readonly name: string;
  /** `sys`, one of the vendor's own, or `user`. API: `type`. */
  readonly type: string;
  /** API: `description`. */
  readonly description: string;
  /** `Redis` or `Memcached`. API: `engine`. */
  readonly engine: string | undefined;
  /** API: `engine_version`. */
  readonly engineVersion: string | undefined;
  /** The type of instance that it is for. API: `cache_mode`. */
  readonly cacheMode: string | undefined;
  /** `generic` or `enterprise`. API: `product_type`. */
  readonly productType: string | undefined;
  /** `DRAM` or `SSD`. API: `storage_type`. */
  readonly storageType: string | undefined;
  /** Of a custom one, RFC 3339. API: `created_at`. */
  readonly createdAt: string | undefined;
}

/** What `getHuaweiTemplates` answers. */
export interface HuaweiTemplates {
  /** The vendor's own first, each in the vendor's order. */
  readonly templates: readonly HuaweiTemplate[];
}

/** The arguments of `getHuaweiTemplate`. */
export interface HuaweiTemplateArgs extends HuaweiLookupArgs {
  /** Like `16`. API: `template_id`. */
  readonly templateId: string;
  /**
   * `sys`, one of the vendor's own, or `user`, a custom one. API: `type`.
   * @default "sys"
   */
  readonly type?: Suggested<"sys" | "user"> | undefined;
}

/** A parameter of a template. */
export interface HuaweiTemplateParam {
  /** What `params` of `HuaweiDcsTemplate` takes. API: `param_name`. */
  readonly name: string;
  /** What an instance made with the template begins with. API: `param_value`. */
  readonly value: string;
  /** The vendor's. API: `default_value`. */
  readonly defaultValue: string | undefined;
  /** Allowed values in the vendor's words, like `0-7200`. API: `value_range`. */
  readonly valueRange: string | undefined;
  /** Does a change of it take effect only after a restart of the instance? API: `need_restart`. */
  readonly needsRestart: boolean;
}

/** What `getHuaweiTemplate` answers. */
export interface HuaweiTemplateDetail extends HuaweiTemplate {
  /** All, in the vendor's order. */
  readonly params: readonly HuaweiTemplateParam[];
}
