import type { InputsOf } from "../core/resource/types";

/** Commands that may get another name. */
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

/** How an instance is paid for. API: `bss_param`. */
export interface HuaweiBssParam {
  /** In advance by month or year, or by use. Another mode is another instance (replaced). API: `charging_mode`. */
  chargingMode?: "prePaid" | "postPaid" | undefined;
  /** Renews by a month at the end of the time. In place, through the billing centre. API: `is_auto_renew`. */
  isAutoRenew?: boolean | "true" | "false" | undefined;
  /**
   * Pays orders from the account's cash at once. Without it an order waits in the billing centre, and the instance is
   * `PAYING` until a person pays: `up` then fails with the order's id. API: `is_auto_pay`.
   */
  isAutoPay?: boolean | "true" | "false" | undefined;
  /** Needed with `prePaid`. Counts when the instance is made; an edit alone changes nothing. API: `period_type`. */
  periodType?: "month" | "year" | undefined;
  /** 1-9 months or 1-3 years; needed with `prePaid`. As `periodType`. API: `period_num`. */
  periodNum?: number | undefined;
}

/** When automatic backups are made. API: `periodical_backup_plan`. */
export interface HuaweiBackupPlan {
  /** `-1200` to `+1200`, like `+0800`. API: `timezone_offset`. */
  timezoneOffset?: string | undefined;
  /** Days of the week, 1 (Monday) to 7. API: `backup_at`. */
  backupAt: number[];
  /** API: `period_type`. */
  periodType: "weekly";
  /** The hour, like `02:00-03:00`. API: `begin_at`. */
  beginAt: string;
}

/** API: `instance_backup_policy`. */
export interface HuaweiBackupPolicy {
  /** API: `backup_type`. */
  backupType: "auto" | "manual";
  /** Days that automatic backups are kept, 1-7; needed with `auto`. API: `save_days`. */
  saveDays?: number | undefined;
  /** Needed with `auto`. API: `periodical_backup_plan`. */
  periodicalBackupPlan?: HuaweiBackupPlan | undefined;
}

/** API: element of `whitelist`. */
export interface HuaweiWhitelistGroup {
  /** API: `group_name`. */
  groupName: string;
  /** IPv4 addresses, CIDR blocks and ranges `a-b`. API: `ip_list`. */
  ipList: string[];
}

/** Grows and shrinks the bandwidth with its use. API: body of `autoscaling-policy/bandwidth`. */
export interface HuaweiBandwidthAutoscaling {
  /** Minutes that are looked at: 1, 5, 10, 15 or 30. API: `window_size`. */
  windowSize: 1 | 5 | 10 | 15 | 30;
  /** Percent above which it grows: 50, 60, 70, 80, 90 or 95. API: `bandwidth_usage_upper_threshold`. */
  bandwidthUsageUpperThreshold: 50 | 60 | 70 | 80 | 90 | 95;
  /** Seconds between two steps, 0-86400. API: `scale_out_cooldown`. */
  scaleOutCooldown?: number | undefined;
  /** API: `scale_in_enabled`. */
  scaleInEnabled?: boolean | undefined;
  /** Percent below which it shrinks: 10, 20 or 30. API: `bandwidth_usage_lower_threshold`. */
  bandwidthUsageLowerThreshold?: 10 | 20 | 30 | undefined;
  /** Seconds, 0-86400. API: `scale_in_cooldown`. */
  scaleInCooldown?: number | undefined;
}

/** API: element of `tags`. A program may also give `{ key: value }`. */
export interface HuaweiTag {
  key: string;
  value?: string | number | undefined;
}

/**
 * What describes a DCS instance (Redis or Memcached) of Huawei Cloud, in the vendor's words: read it beside the page on
 * CreateInstance (DCS v2). Values that the vendor's samples write in another type than its tables (versions and tag
 * values as numbers, empty texts for what is not wanted) are taken as well.
 */
export interface HuaweiDcsInstanceInputs {
  /**
   * Region, like `cn-north-4`. Not a parameter but part of the address. Replaced.
   * @default the configured region (`huawei:region`, `HW_REGION_NAME`)
   */
  region?: string;
  /**
   * Name shown in the console: 4-64 letters, digits, `_` and `-`, beginning with a letter. Need not be unique.
   * API: `name`. In place.
   */
  name: string;
  /** API: `engine`. Replaced. */
  engine: "Redis" | "Memcached";
  /**
   * Version of Redis: `4.0`, `5.0`, `6.0`, `7.0`; needed for Redis, without meaning for Memcached. `3.0` and Memcached
   * are no longer sold to everybody. API: `engine_version`. Replaced.
   */
  engineVersion?: string | number;
  /**
   * Memory in GB, like `0.125`, `2` or `64`, as the flavour has it. API: `capacity`. In place, together with
   * `specCode`: minutes, with a short interruption.
   */
  capacity: number;
  /**
   * Flavour, like `redis.ha.xu1.large.r2.2`: kind, CPU, copies and size. API: `spec_code`. In place, where the vendor
   * can change one into the other; another CPU or an impossible pair of kinds is replaced.
   */
  specCode: string;
  /**
   * Codes of the zones, the master's first: one, or several for an instance across zones. Order is no difference.
   * API: `az_codes`. From one zone to several in place, else replaced.
   */
  azCodes: string[];
  /** The VPC. API: `vpc_id`. Replaced. */
  vpcId: string;
  /**
   * Network id of the subnet (not the Neutron subnet id). API: `subnet_id`. In place, with another address; replaced for
   * Redis 3.0 and Memcached.
   */
  subnetId: string;
  /**
   * Security group: needed for Redis 3.0 and Memcached, not sent for later versions, which have `whitelist` instead.
   * API: `security_group_id`. In place.
   */
  securityGroupId?: string;
  /**
   * What makes the instance public: for Redis 3.0 an elastic IP's id, for later versions a load balancer's. Needed with
   * `enablePublicip`. API: `publicip_id`, `elb_id`. In place.
   */
  publicipId?: string;
  /**
   * Reachable from outside of the VPC. API: `enable_publicip`. In place.
   * @default false
   */
  enablePublicip?: boolean;
  /**
   * Enterprise project that the instance is booked on. API: `enterprise_project_id`. In place.
   * @default "0", the default one
   */
  enterpriseProjectId?: string | number;
  /** Its name; the vendor takes it at creation, for information. Never a difference. API: `enterprise_project_name`. */
  enterpriseProjectName?: string;
  /** At most 1024 characters. Taking it away clears it. API: `description`. In place. */
  description?: string;
  /**
   * TLS. Redis 6.0 and later: in place. Redis 3.0: only together with public access; replaced.
   * API: `enable_ssl`, later `ssl`.
   * @default false
   */
  enableSsl?: boolean;
  /**
   * A free address of the subnet; not for clusters. API: `private_ip`. Replaced; the old instance goes first.
   * @default chosen by the vendor
   */
  privateIp?: string;
  /** How many instances one call makes; here always 1. API: `instance_num`. */
  instanceNum?: 1;
  /**
   * Begin of the maintenance window, UTC, `HH:mm:ss` on the hour; together with `maintainEnd`. API: `maintain_begin`.
   * In place.
   * @default "02:00:00"
   */
  maintainBegin?: string;
  /**
   * End of the maintenance window: an hour after `maintainBegin`, or four in the older slots. API: `maintain_end`.
   * In place.
   * @default "06:00:00"
   */
  maintainEnd?: string;
  /**
   * 8-32 characters, at least three of upper case, lower case, digits and special characters. Needed unless
   * `noPasswordAccess` is true. Always a secret. Cannot be read back. API: `password`, later `new_password`. In place.
   */
  password?: string;
  /**
   * Lets everybody in who can reach the instance. An empty password never means this: it has to be said.
   * API: `no_password_access`. In place.
   * @default false
   */
  noPasswordAccess?: boolean;
  /** How it is paid for. API: `bss_param`. `chargingMode` is replaced, `isAutoRenew` in place, the rest counts at creation. */
  bssParam?: HuaweiBssParam;
  /** Not for single-node instances. Taking it away means `manual`. API: `instance_backup_policy`. In place. */
  instanceBackupPolicy?: HuaweiBackupPolicy;
  /**
   * At most 20. API: `tags`. In place, as a difference: tags that stay are not touched. Tags that others have put on stay
   * only while this is not given.
   */
  tags?: Record<string, string | number> | HuaweiTag[];
  /** User name of a Memcached instance with a password: 1-64 characters. API: `access_user`. Replaced. */
  accessUser?: string;
  /**
   * 1-65535; Redis 4.0 and later. In place: connections are dropped. API: `port`.
   * @default 6379 (Memcached: always 11211)
   */
  port?: number;
  /**
   * New names of dangerous commands, like `{ flushall: "flushall001" }`; Redis 4.0 and later. In place: restarts.
   * API: `rename_commands`.
   */
  renameCommands?: { [K in RenameableCommand]?: string | undefined };
  /** Parameter template, used once at creation. Another one replaces. API: `template_id`. */
  templateId?: string;
  /**
   * Who may connect; Redis 4.0 and later: at most 4 groups with 20 addresses altogether. Empty, or not enabled, means
   * everybody in the VPC. Takes effect after creation. API: `whitelist`. In place; taking it away leaves it as it is.
   */
  whitelist?: HuaweiWhitelistGroup[];
  /**
   * Is `whitelist` in force? API: `enable_whitelist`. In place.
   * @default true where `whitelist` has groups
   */
  enableWhitelist?: boolean;
  /**
   * Engine settings by name, like `{ "maxmemory-policy": "allkeys-lru" }`; those that are not named stay as they are.
   * Takes effect after creation; some only after a restart. API: `redis_config`. In place.
   */
  parameters?: Record<string, string | number | boolean>;
  /**
   * Restarts the instance when a changed parameter needs it; else a warning says so. Not sent.
   * @default false
   */
  restartForParameters?: boolean;
  /** Shows clients' addresses to the engine; Redis 4.0 and later. API: `transparent_client_ip_enable`. In place. */
  transparentClientIp?: boolean;
  /** Taking it away takes the policy away. API: `autoscaling-policy/bandwidth`. In place. */
  bandwidthAutoscaling?: HuaweiBandwidthAutoscaling;
  /**
   * What happens to a `prePaid` instance that has to go, since the vendor deletes none: `refuse` fails (at preview for
   * replacements), `unsubscribe` gives it back in the billing centre, `forget` leaves it running. Not sent.
   * @default "refuse"
   */
  prepaidDestroy?: "refuse" | "unsubscribe" | "forget";
  /**
   * Id of an existing instance to take under management instead of creating one. It must already be what the other
   * arguments say; nothing of it is changed. May stay in the program. Not sent.
   */
  adoptInstanceId?: string;
}

/** The arguments as the provider works with them: one type each, nothing empty. */
export type HuaweiArgs = Omit<
  HuaweiDcsInstanceInputs,
  "engineVersion" | "enterpriseProjectId" | "bssParam" | "tags" | "parameters" | "renameCommands"
> & {
  engineVersion?: string | undefined;
  enterpriseProjectId?: string | undefined;
  bssParam?: NormalBssParam | undefined;
  tags?: Record<string, string> | undefined;
  parameters?: Record<string, string> | undefined;
  renameCommands?: Record<string, string> | undefined;
};

/** What an instance of its own and the members of a batch have in common. */
export type HuaweiMemberArgs = Omit<HuaweiArgs, "instanceNum" | "adoptInstanceId">;

export type NormalBssParam = Omit<HuaweiBssParam, "isAutoRenew" | "isAutoPay"> & {
  isAutoRenew?: boolean | undefined;
  isAutoPay?: boolean | undefined;
};

export type HuaweiDcsInstanceArgs = InputsOf<HuaweiDcsInstanceInputs>;
