import type { InputsOf } from "../core/resource/types";

/** Commands that can be renamed. */
export type RenameableCommand =
  | "command"
  | "keys"
  | "flushdb"
  | "flushall"
  | "hgetall"
  | "scan"
  | "hscan"
  | "sscan"
  | "zscan";

/** How an instance is billed. API: `bss_param`. */
export interface HuaweiBssParam {
  /**
   * Prepaid by month or year, or pay-per-use. A change replaces the instance. API: `charging_mode`.
   * @default "postPaid"
   */
  chargingMode?: "prePaid" | "postPaid" | undefined;
  /**
   * Renews a prepaid instance by a month when its period ends. Changed in place, through the billing centre. API:
   * `is_auto_renew`.
   * @default false
   */
  isAutoRenew?: boolean | "true" | "false" | undefined;
  /**
   * Pays orders at once from the account's balance. Without it an order waits in the billing centre and the instance is
   * `PAYING` until a person pays: `up` then fails with the order's id. Used by each order; a change alone changes
   * nothing. API: `is_auto_pay`.
   * @default false
   */
  isAutoPay?: boolean | "true" | "false" | undefined;
  /**
   * Unit of `periodNum`; required with `prePaid`. Used at creation; a later change does nothing. API: `period_type`.
   */
  periodType?: "month" | "year" | undefined;
  /**
   * 1-9 months or 1-3 years; required with `prePaid`. Used at creation; a later change does nothing. API: `period_num`.
   */
  periodNum?: number | undefined;
}

/** When automatic backups run. API: `periodical_backup_plan`. */
export interface HuaweiBackupPlan {
  /** Time zone of `beginAt`, `-1200` to `+1200`, such as `+0800`. API: `timezone_offset`. */
  timezoneOffset?: string | undefined;
  /** Days of the week, 1 (Monday) to 7 (Sunday). API: `backup_at`. */
  backupAt: number[];
  /**
   * The only interval that the vendor offers. API: `period_type`.
   * @default "weekly"
   */
  periodType?: "weekly" | undefined;
  /** The hour in which a backup starts, such as `02:00-03:00`. API: `begin_at`. */
  beginAt: string;
}

/** Automatic or manual backups. API: `instance_backup_policy`. */
export interface HuaweiBackupPolicy {
  /** `auto` follows the plan; with `manual`, backups are started by hand only. API: `backup_type`. */
  backupType: "auto" | "manual";
  /** Days that automatic backups are kept, 1-7; required with `auto`. API: `save_days`. */
  saveDays?: number | undefined;
  /** Required with `auto`. API: `periodical_backup_plan`. */
  periodicalBackupPlan?: HuaweiBackupPlan | undefined;
}

/** A named group of addresses. API: element of `whitelist`. */
export interface HuaweiWhitelistGroup {
  /** 1-64 characters, unique within the whitelist. API: `group_name`. */
  groupName: string;
  /** IPv4 addresses, CIDR blocks and ranges `a-b`. API: `ip_list`. */
  ipList: string[];
}

/** Adjusts the bandwidth to its use. API: body of `autoscaling-policy/bandwidth`. */
export interface HuaweiBandwidthAutoscaling {
  /** Minutes over which the use is measured: 1, 5, 10, 15 or 30. API: `window_size`. */
  windowSize: 1 | 5 | 10 | 15 | 30;
  /**
   * Percent of use above which the bandwidth grows: 50, 60, 70, 80, 90 or 95. API: `bandwidth_usage_upper_threshold`.
   */
  bandwidthUsageUpperThreshold: 50 | 60 | 70 | 80 | 90 | 95;
  /** Seconds between two increases, 0-86400. API: `scale_out_cooldown`. */
  scaleOutCooldown?: number | undefined;
  /** Whether the bandwidth also shrinks. API: `scale_in_enabled`. */
  scaleInEnabled?: boolean | undefined;
  /** Percent of use below which the bandwidth shrinks: 10, 20 or 30. API: `bandwidth_usage_lower_threshold`. */
  bandwidthUsageLowerThreshold?: 10 | 20 | 30 | undefined;
  /** Seconds between two decreases, 0-86400. API: `scale_in_cooldown`. */
  scaleInCooldown?: number | undefined;
}

/** When an instance is searched for big or hot keys. API: body of `bigkey/autoscan` and `hotkey/autoscan`. */
export interface HuaweiKeyScan {
  /** Whether the scan runs by itself. API: `enable_auto_scan`. */
  enableAutoScan: boolean;
  /** Times of day in UTC, such as `["02:00", "14:30"]`; required with `enableAutoScan`. API: `schedule_at`. */
  scheduleAt?: string[] | undefined;
}

/** When expired keys are looked for and deleted. API: body of `scan-expire-keys/autoscan-config`. */
export interface HuaweiExpiredKeyScan {
  /** Whether the scan runs by itself; with `true`, all other fields are required. API: `enable_auto_scan`. */
  enableAutoScan: boolean;
  /**
   * Time of the first scan in UTC, such as `2026-12-01T03:00:00.000Z`; in the future whenever the schedule is set. API:
   * `first_scan_at`.
   */
  firstScanAt?: string | undefined;
  /** Seconds from scan to scan. API: `interval`. */
  interval?: number | undefined;
  /** Seconds after which a scan is given up: at least twice the `interval`. API: `timeout`. */
  timeout?: number | undefined;
  /** Keys that each step of a scan looks at, 10-1000. API: `scan_keys_count`. */
  scanKeysCount?: number | undefined;
}

/** A tag as the vendor writes it. API: element of `tags`. */
export interface HuaweiTag {
  /** Letters, digits, blanks and `_ . : = + - @`, at most 128 characters. API: `key`. */
  key: string;
  /** At most 255 characters. API: `value`. */
  value?: string | number | undefined;
}

/**
 * Arguments of a DCS instance (Redis or Memcached) of Huawei Cloud, named as on the vendor's page on CreateInstance
 * (DCS v2), in camelCase. Values are also accepted in the types of the vendor's samples where those differ from its
 * tables: versions and tag values as numbers, empty strings for what is not wanted.
 */
export interface HuaweiDcsInstanceInputs {
  // Placement
  /**
   * Region, such as `cn-north-4`; part of the endpoint's address, not a parameter. A change replaces the instance.
   * @default the configured region (`huawei:region`, `HW_REGION_NAME`)
   */
  region?: string;
  /**
   * Codes of the availability zones, the master's first: one zone, or several for an instance across zones. Their order
   * is never a difference. From one zone to several in place; any other change replaces the instance. API: `az_codes`.
   */
  azCodes: string[];

  // Name and tags
  /**
   * Name shown in the console: 4-64 letters, digits, `_` and `-`, starting with a letter. Need not be unique. Changed
   * in place. API: `name`.
   */
  name: string;
  /** At most 1024 characters. Changed in place; removing it clears it. API: `description`. */
  description?: string;
  /**
   * At most 20 tags. Changed in place by the difference: unchanged tags are not touched. While this is not given, tags
   * set by others stay. API: `tags`.
   */
  tags?: Record<string, string | number> | HuaweiTag[];
  /**
   * Enterprise project that the instance belongs to. Changed in place. API: `enterprise_project_id`.
   * @default "0", the default project
   */
  enterpriseProjectId?: string | number;
  /**
   * Name of the enterprise project, which the vendor accepts at creation for information. Never a difference. API:
   * `enterprise_project_name`.
   */
  enterpriseProjectName?: string;

  // Engine
  /** Redis or Memcached. A change replaces the instance. API: `engine`. */
  engine: "Redis" | "Memcached";
  /**
   * Version of Redis: `4.0`, `5.0`, `6.0` or `7.0`; required for Redis, ignored for Memcached. `3.0` and Memcached are
   * no longer available to every account. A change replaces the instance. API: `engine_version`.
   */
  engineVersion?: string | number;

  // Size
  /**
   * Memory in GB, such as `0.125`, `2` or `64`, as the flavour has it. Changed in place, together with `specCode`:
   * minutes, with a short interruption. API: `capacity`.
   */
  capacity: number;
  /**
   * Flavour, such as `redis.ha.xu1.large.r2.2`: type, CPU, replicas and size. Changed in place where the vendor can
   * convert one into the other; another CPU, or two types without a conversion, replaces the instance. API:
   * `spec_code`.
   */
  specCode: string;
  /**
   * Ids of the replicas to remove first when `specCode` has fewer; not for clusters, and never the master. The others stay
   * as long as there are enough of these. Never a difference. API: `node_list` of ResizeInstance.
   * @default the newest replicas
   */
  deletedNodes?: string[];
  /**
   * Addresses of the nodes to keep when a cluster shrinks; the vendor removes any of the other shards. Never a difference.
   * API: `reserved_ip` of ResizeInstance.
   * @default chosen by the vendor
   */
  reservedIps?: string[];
  /**
   * Whether a change of the size begins at once, or with `false` in the maintenance window. A change for the window is
   * ordered and not waited for: `pendingChanges` says what is to come, and the next preview is empty. One that takes several
   * orders, such as another size with fewer replicas, cannot wait. Needs the permission `dcs:instance:getBackgroundTask`. An
   * option of the order; an edit alone changes nothing. API: `execute_immediately` of ResizeInstance.
   * @default true
   */
  executeImmediately?: boolean;
  /** Number of instances that one call creates; always 1 here. Never a difference. API: `instance_num`. */
  instanceNum?: 1;

  // Network
  /** The VPC. A change replaces the instance. API: `vpc_id`. */
  vpcId: string;
  /**
   * Network id of the subnet (not the Neutron subnet id). Changed in place, which changes the address; for Redis 3.0
   * and Memcached a change replaces the instance. API: `subnet_id`.
   */
  subnetId: string;
  /**
   * A free IPv4 address of the subnet; not for clusters. A change replaces the instance and deletes the old one first.
   * API: `private_ip`.
   * @default chosen by the vendor
   */
  privateIp?: string;
  /**
   * 1-65535; Redis 4.0 and later. Changed in place, which drops connections. API: `port`.
   * @default 6379 (Memcached: always 11211)
   */
  port?: number;
  /**
   * Security group: required for Redis 3.0 and Memcached; not sent for later versions, which have `whitelist` instead.
   * Changed in place. API: `security_group_id`.
   */
  securityGroupId?: string;
  /**
   * Makes the instance reachable from outside the VPC. Changed in place. API: `enable_publicip`.
   * @default false
   */
  enablePublicip?: boolean;
  /**
   * Required with `enablePublicip`: the id of an elastic IP for Redis 3.0, of a load balancer for later versions.
   * Changed in place. API: `publicip_id`, `elb_id`.
   */
  publicipId?: string;
  /** Changed in place; removing it removes the policy. API: `autoscaling-policy/bandwidth`. */
  bandwidthAutoscaling?: HuaweiBandwidthAutoscaling;
  /**
   * Bandwidth of each shard in Mbit/s: a multiple of 8, from what the flavour assures to 2048 as a rule; an instance that is
   * no cluster is one shard. Bandwidth beyond the assured one is billed by the hour. Redis 4.0 and later, not together with
   * `bandwidthAutoscaling`. Changed in place; removing it goes back to what the flavour assures. API: `target_bandwidth`.
   * @default what the flavour assures
   */
  shardBandwidth?: number;

  // Access
  /**
   * 8-32 characters, at least three of upper case, lower case, digits and special characters. Required unless
   * `noPasswordAccess` is true. Always a secret; cannot be read back. Changed in place. API: `password`, later
   * `new_password`.
   */
  password?: string;
  /**
   * Gives access without a password to every client that can reach the instance. An empty password never means this.
   * Changed in place. API: `no_password_access`.
   * @default false
   */
  noPasswordAccess?: boolean;
  /**
   * User name of a Memcached instance with a password: 1-64 characters. A change replaces the instance. API:
   * `access_user`.
   */
  accessUser?: string;
  /**
   * Addresses that may connect; Redis 4.0 and later: at most 4 groups with 20 addresses in total. An empty or disabled
   * whitelist admits the whole VPC. Set after creation. Changed in place; removing it leaves it as it is. API:
   * `whitelist`.
   */
  whitelist?: HuaweiWhitelistGroup[];
  /**
   * Whether `whitelist` is enforced. Changed in place. API: `enable_whitelist`.
   * @default true if `whitelist` has groups
   */
  enableWhitelist?: boolean;
  /**
   * TLS. Redis 6.0 and later: changed in place. Redis 3.0: only together with public access, and a change replaces the
   * instance. API: `enable_ssl`, later `ssl`.
   * @default false
   */
  enableSsl?: boolean;
  /**
   * Shows clients' addresses to the engine; Redis 4.0 and later. Changed in place. API: `transparent_client_ip_enable`.
   */
  transparentClientIp?: boolean;

  // Engine settings
  /**
   * Parameter template, applied once at creation: one of the vendor's own, which `getHuaweiTemplates` lists, or one that
   * `HuaweiDcsTemplate` makes. Another template replaces the instance. API: `template_id`.
   */
  templateId?: string;
  /**
   * Engine settings by name, such as `{ "maxmemory-policy": "allkeys-lru" }`; all others stay as they are. A boolean
   * means `yes` or `no`. Set after creation; some take effect only after a restart. Changed in place. API:
   * `redis_config`.
   */
  parameters?: Record<string, string | number | boolean>;
  /**
   * New names of dangerous commands, such as `{ flushall: "flushall001" }`; Redis 4.0 and later. Changed in place,
   * which restarts the instance. API: `rename_commands`.
   */
  renameCommands?: { [K in RenameableCommand]?: string | undefined };

  // Key analysis
  /**
   * Searches for big keys every day; Redis 4.0 and later. Changed in place; removing it switches the scan off. API:
   * `bigkey/autoscan`.
   */
  bigKeyScan?: HuaweiKeyScan;
  /**
   * Searches for hot keys every day; Redis 4.0 and later, and only with an LFU policy (`maxmemory-policy` in
   * `parameters`). Changed in place; removing it switches the scan off. API: `hotkey/autoscan`.
   */
  hotKeyScan?: HuaweiKeyScan;
  /**
   * Looks for expired keys and deletes them; Redis 4.0 and later. Changed in place; removing it switches the scan off.
   * API: `scan-expire-keys/autoscan-config`.
   */
  expiredKeyScan?: HuaweiExpiredKeyScan;

  // Billing
  /**
   * How the instance is billed. A change of `chargingMode` replaces the instance, `isAutoRenew` is changed in place,
   * and the period is used at creation. API: `bss_param`.
   */
  bssParam?: HuaweiBssParam;

  // Backup
  /** Not for single-node instances. Changed in place; removing it means `manual`. API: `instance_backup_policy`. */
  instanceBackupPolicy?: HuaweiBackupPolicy;

  // Maintenance
  /**
   * Start of the maintenance window in UTC, `HH:mm:ss` on the hour; together with `maintainEnd`. Changed in place. API:
   * `maintain_begin`.
   * @default "02:00:00"
   */
  maintainBegin?: string;
  /**
   * End of the maintenance window: one hour after `maintainBegin`, or four in the older slots. Changed in place. API:
   * `maintain_end`.
   * @default "06:00:00"
   */
  maintainEnd?: string;

  /**
   * `latest` for the newest minor version of the engine, the only one that can be asked for: whenever an `up` finds a newer
   * one, it upgrades, which drops connections and cannot be taken back. The vendor enables this on request only. Redis 4.0
   * and later. Changed in place; removing it does nothing. API: `engine_minor_version`.
   */
  engineMinorVersion?: string;
  /**
   * `latest` for the newest version of the proxies; clusters with proxies, and instances that split reads from writes. As
   * `engineMinorVersion` otherwise. API: `proxy_minor_version`.
   */
  proxyMinorVersion?: string;

  // Options of the provider
  /**
   * Restarts the instance when a changed parameter needs it; otherwise a warning says so. Never a difference. Not sent.
   * @default false
   */
  restartForParameters?: boolean;
  /**
   * What happens when a `prePaid` instance is to be deleted, which the vendor's API rejects: `refuse` fails (at preview
   * for replacements), `unsubscribe` returns it to the billing centre, `forget` leaves it running. Stored without a
   * call.
   * @default "refuse"
   */
  prepaidDestroy?: "refuse" | "unsubscribe" | "forget";
  /**
   * Asks for the price before the order and shows what the instances cost a month. Whether the flavour is sold and the quota
   * suffices is always asked; here what cannot be read is a warning. Never a difference. Not sent.
   * @default the configuration `cn-cache:preflight`, else false
   */
  preflight?: boolean;
  /**
   * Id of an existing instance to adopt instead of creating one. The instance must already match the other arguments;
   * adopting changes nothing. May stay in the program: never a difference. Not sent.
   */
  adoptInstanceId?: string;
}

/** The arguments as the provider works with them: one type each, nothing empty. */
export type ParsedArgs = Omit<
  HuaweiDcsInstanceInputs,
  "engineVersion" | "enterpriseProjectId" | "bssParam" | "tags" | "parameters" | "renameCommands"
> & {
  engineVersion?: string | undefined;
  enterpriseProjectId?: string | undefined;
  bssParam?: ParsedBssParam | undefined;
  tags?: Record<string, string> | undefined;
  parameters?: Record<string, string> | undefined;
  renameCommands?: Record<string, string> | undefined;
};

/** The arguments that a single instance and the members of a batch have in common. */
export type ParsedMemberArgs = Omit<
  ParsedArgs,
  "instanceNum" | "adoptInstanceId" | "deletedNodes" | "reservedIps" | "executeImmediately"
>;

export type ParsedBssParam = Omit<HuaweiBssParam, "isAutoRenew" | "isAutoPay"> & {
  isAutoRenew?: boolean | undefined;
  isAutoPay?: boolean | undefined;
};

/**
 * The arguments of {@link HuaweiDcsInstance}. Each can be an output of another resource.
 *
 * @interface
 */
export type HuaweiDcsInstanceArgs = InputsOf<HuaweiDcsInstanceInputs>;
