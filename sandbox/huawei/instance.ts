import type { Instance, Store } from "../core/store";

/** A field that a call shows unchanged has the vendor's name; `view.ts` derives the others. */
export interface HuaweiProperties {
  readonly region: string;
  readonly project_id: string;
  name: string;
  description: string;
  engine: "Redis" | "Memcached";
  engine_version: string;
  spec_code: string;
  cache_mode: string;
  cpu_type: string;
  /** GB, with fractions. */
  capacityGb: number;
  used_memory: number;
  replica_count: number;
  sharding_count: number;
  bandwidth: number;
  /** Of the engine, and of the proxies where there are any. */
  engine_minor_version: string;
  proxy_minor_version: string | null;
  /** The background job in progress: an instance can be RUNNING and busy. [tf] */
  task: string | null;
  launched_at: string | null;
  updated_at: string;

  ip: string;
  port: number;
  domain_name: string;
  enable_publicip: boolean;
  publicip_id: string | null;
  publicip_address: string | null;
  vpc_id: string;
  subnet_id: string;
  /** null for 4.0 and later, which have whitelists instead. */
  security_group_id: string | null;
  az_codes: string[];
  groups: Shard[];

  no_password_access: boolean;
  access_user: string | null;
  enable_ssl: boolean;
  transparent_client_ip_enable: boolean;
  enable_whitelist: boolean;
  whitelist: WhitelistGroup[];
  rename_commands: Record<string, string>;
  wrongPasswords: number;
  lockedUntil: number;

  maintain_begin: string;
  maintain_end: string;
  instance_backup_policy: BackupPolicy | null;
  charging_mode: 0 | 1;
  order_id: string | null;
  expires_at: string | null;
  is_auto_renew: boolean;
  enterprise_project_id: string;
  template_id: string | null;

  redis_config: Record<string, string>;
  config_status: "SUCCESS" | "UPDATING" | "FAILURE";
  config_time: string;
  /** Parameters whose new values take effect at the next restart. */
  restart_pending: string[];
  bigkey_autoscan: KeyScan;
  hotkey_autoscan: KeyScan;
  expire_autoscan: ExpireScan;
  autoscaling_policy: AutoscalingPolicy | null;

  /** Besides the default one. */
  accounts: Account[];
  backups: Backup[];

  /** A resize that is ordered but has not begun. */
  scaleOrder: "awaitingPayment" | "scheduled" | null;
  /** Ids of the jobs that have succeeded. */
  doneJobs: string[];
}

export interface Account {
  readonly account_id: string;
  readonly account_name: string;
  readonly account_role: string;
  readonly description: string;
  readonly status: string;
}

/** A manual one. */
export interface Backup {
  readonly backup_id: string;
  readonly backup_name: string;
  readonly backup_format: string;
  readonly remark: string;
  readonly status: string;
  readonly error_code: string | null;
  readonly created_at: string;
  readonly updated_at: string;
}

export interface WhitelistGroup {
  readonly group_name: string;
  readonly ip_list: string[];
}

export interface BackupPolicy {
  readonly backup_policy_id: string;
  readonly created_at: string;
  readonly updated_at: string;
  readonly tenant_id: string;
  readonly policy: {
    readonly backup_type: string;
    readonly save_days: number;
    readonly periodical_backup_plan: {
      readonly timezone_offset: string;
      readonly backup_at: number[];
      readonly period_type: string;
      readonly begin_at: string;
    } | null;
  };
}

export interface Shard {
  readonly group_id: string;
  readonly group_name: string;
  readonly nodes: readonly Node[];
  /** Mbit/s beyond what the flavour assures. */
  readonly extraBandwidth?: number;
}

export interface Node {
  readonly node_id: string;
  readonly replication_id: string;
  readonly replication_ip: string;
  readonly replication_role: "master" | "slave";
  readonly az_code: string;
}

export interface KeyScan {
  readonly enable_auto_scan: boolean;
  readonly schedule_at: string[];
  readonly updated_at: string | null;
}

export interface ExpireScan {
  readonly enable_auto_scan: boolean;
  readonly first_scan_at: string | null;
  readonly interval: number | null;
  readonly timeout: number | null;
  readonly scan_keys_count: number | null;
  readonly updated_at: string | null;
}

export interface AutoscalingPolicy {
  readonly window_size: number;
  readonly bandwidth_usage_upper_threshold: number;
  readonly scale_out_cooldown: number;
  readonly scale_in_enabled?: boolean;
  readonly bandwidth_usage_lower_threshold?: number;
  readonly scale_in_cooldown?: number;
}

export type HuaweiInstance = Instance<HuaweiProperties>;
export type HuaweiStore = Store<HuaweiProperties>;

/** [doc] "DCS instance statuses"; DELETING [guess], after the statistics API */
export const status = {
  running: "RUNNING",
  creating: "CREATING",
  createFailed: "CREATEFAILED",
  paying: "PAYING",
  restarting: "RESTARTING",
  extending: "EXTENDING",
  upgrading: "UPGRADING",
  flushing: "FLUSHING",
  error: "ERROR",
  frozen: "FROZEN",
  deleting: "DELETING",
} as const;

/** Values of `task`: BACKUPING [doc], the others [guess]. */
export const task = {
  creating: "CREATING",
  backup: "BACKUPING",
  config: "CONFIGURING",
  password: "CHANGING_PASSWORD",
  reset: "RESETTING_PASSWORD",
  ssl: "UPDATING_SSL",
  port: "UPDATING_PORT",
  clientIp: "UPDATING_CLIENT_IP",
  publicIp: "UPDATING_PUBLIC_IP",
  subnet: "SWITCHING_SUBNET",
  zone: "MIGRATING_AZ",
  account: "UPDATING_ACL",
  bandwidth: "UPDATING_BANDWIDTH",
} as const;

/** [sdk] the statuses; [guess] which of them follows which */
const failed: Readonly<Record<string, string>> = {
  ...{ CREATING: "CREATEFAILED", UPDATING: "ERROR", DELETING: "DELETEFAILED" },
  backuping: "failed",
};

/** The accounts and backups once the work on them has failed. */
export function withFailedParts({ accounts, backups }: HuaweiProperties): Partial<HuaweiProperties> {
  const fail = <Part extends { readonly status: string }>(part: Part): Part => ({
    ...part,
    status: failed[part.status] ?? part.status,
  });
  return { accounts: accounts.map(fail), backups: backups.map(fail) };
}

/** 2006-01-02T15:04:05.000Z */
export function vendorTime(ms: number): string {
  return new Date(ms).toISOString();
}

/** Redis 3.0 and Memcached have security groups instead of whitelists, a fixed port and no renamed commands. [doc] */
export function isOld({ engine, engine_version }: Pick<HuaweiProperties, "engine" | "engine_version">): boolean {
  return engine === "Memcached" || engine_version === "3.0";
}

/** Redis 6.0 and later have SSL. [doc] */
export function hasSsl({ engine, engine_version }: Pick<HuaweiProperties, "engine" | "engine_version">): boolean {
  return engine === "Redis" && Number(engine_version) >= 6;
}
