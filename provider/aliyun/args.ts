import type { InputsOf, Suggested } from "../core/resource/types";

/** Words for the number of nodes. */
export type AliyunNodeType = Suggested<"MASTER_SLAVE" | "STAND_ALONE" | "double" | "single">;
/** Words for the endpoints of an instance in two zones. */
export type AliyunEndpointType = Suggested<"UnifiedEndpoint" | "AzIndependentEndpoint">;
/** Performance levels of a disk. */
export type AliyunStorageType = Suggested<"essd_pl0" | "essd_pl1" | "essd_pl2" | "essd_pl3">;
/** Days of the week, as the vendor writes them. */
export type AliyunWeekday = Suggested<
  "Monday" | "Tuesday" | "Wednesday" | "Thursday" | "Friday" | "Saturday" | "Sunday"
>;

/** An endpoint that is reachable from the internet. */
export interface AliyunPublicConnection {
  /** First label of its host name: 8-40 lower-case letters and digits, starting with a letter. API: `ConnectionStringPrefix`. */
  connectionStringPrefix: string;
  /**
   * Port, 1024-65535. API: `Port`.
   * @default 6379
   */
  port?: number | undefined;
}

/** The log of what clients do. */
export interface AliyunAuditLog {
  /** Whether clients' commands are logged. Billed by the vendor. API: `DbAudit`. */
  enabled: boolean;
  /** Days that logs are kept, 1-365; required with `enabled`. The vendor has one value for all instances of a region. API: `Retention`. */
  retentionDays?: number | undefined;
}

/** When backups run and how long they are kept. Fields that are not given keep their current values. */
export interface AliyunBackupPolicy {
  /** Days of the week, like `["Monday", "Thursday"]`. API: `PreferredBackupPeriod`. */
  preferredBackupPeriod?: AliyunWeekday[] | undefined;
  /** One full hour in UTC, like `18:00Z-19:00Z`. API: `PreferredBackupTime`. */
  preferredBackupTime?: string | undefined;
  /** Days that backups are kept, 7-730. API: `BackupRetentionPeriod`. */
  backupRetentionPeriod?: number | undefined;
  /** Incremental backup (data flashback); Tair only. API: `EnableBackupLog`. */
  enableBackupLog?: boolean | undefined;
}

/**
 * The arguments of an Alibaba Cloud Redis instance, in the vendor's words: read them beside the page on CreateInstance.
 * Values are sent unchanged: nothing is hashed, padded or translated, and what the vendor calls MB is MB.
 */
export interface AliyunRedisInputs {
  // Placement

  /**
   * Region, like `cn-hangzhou`. Another region replaces the instance. API: `RegionId`.
   * @default the configured region (`aliyun:region`, `ALIBABA_CLOUD_REGION`)
   */
  regionId?: string;
  /**
   * Zone within the region, like `cn-hangzhou-h`. Changed in place (MigrateToOtherZone) together with a `vSwitchId` in the
   * new zone: takes minutes; the host name stays, the address behind it changes. A declared `publicConnection` is released
   * before the move and allocated again afterwards. API: `ZoneId`.
   * @default a zone that the vendor chooses, or the zone of the vSwitch
   */
  zoneId?: string;
  /**
   * Second zone, for replicas; must differ from `zoneId`. Changed in place (MigrateToOtherZone). Removing the argument
   * moves all nodes into one zone. API: `SecondaryZoneId`.
   */
  secondaryZoneId?: string;
  /** Dedicated cluster that hosts the instance. A change replaces the instance. API: `DedicatedHostGroupId`. */
  dedicatedHostGroupId?: string;
  /** Makes the instance the first child of a new distributed instance. A change replaces the instance. API: `GlobalInstance`. */
  globalInstance?: boolean;
  /** Distributed instance that the instance joins, like `gr-bp…`. A change replaces the instance. API: `GlobalInstanceId`. */
  globalInstanceId?: string;

  // Network

  /**
   * The VPC, like `vpc-bp1…`. Changed in place (SwitchNetwork) together with a `vSwitchId` of that VPC in the same zone.
   * API: `VpcId`.
   * @default the account's default network
   */
  vpcId?: string;
  /**
   * The vSwitch, like `vsw-bp1…`; needs `vpcId` and must be in `zoneId`. Changed in place: SwitchNetwork within the zone,
   * MigrateToOtherZone to another one. API: `VSwitchId`.
   */
  vSwitchId?: string;
  /**
   * `VPC` or `CLASSIC`; `CLASSIC` is no longer sold in most zones. Changed in place from `CLASSIC` to `VPC`; the way back
   * is rejected. API: `NetworkType`.
   * @default "VPC"
   */
  networkType?: "VPC" | "CLASSIC";
  /**
   * Private IPv4 address within the vSwitch's range, like `172.16.0.10`. A change replaces the instance; the old one is
   * deleted first. API: `PrivateIpAddress`.
   * @default an address that the vendor chooses
   */
  privateIpAddress?: string;
  /**
   * Port of the private endpoint: 1-65535 for a new instance, 1024-65535 for a change. Changed in place. API: `Port`.
   * @default 6379 (Memcache 11211)
   */
  port?: number;
  /**
   * First label of the private host name: 8-40 lower-case letters and digits, starting with a letter; unique in the cloud.
   * Changed in place; if the instance is replaced, the old one is deleted first. API: `ConnectionStringPrefix`.
   * @default the instance's id
   */
  connectionStringPrefix?: string;
  /**
   * An endpoint that is reachable from the internet, or `false` for none. Changed in place; removing the argument releases
   * the endpoint. API: AllocateInstancePublicConnection.
   */
  publicConnection?: AliyunPublicConnection | false;
  /**
   * Endpoints of a cloud-native instance in two zones: `UnifiedEndpoint` or `AzIndependentEndpoint`. A change replaces the
   * instance. API: `InstanceEndpointType`.
   */
  instanceEndpointType?: AliyunEndpointType;

  // Name and tags

  /**
   * Name shown in the console: 2-80 characters (older pages: 128), starting with a letter or a Chinese character, without
   * `@ / : = " < > { [ ] }` and spaces; need not be unique. Changed in place. API: `InstanceName`.
   */
  instanceName?: string;
  /** Resource group, like `rg-acfm…`. Changed in place. API: `ResourceGroupId`. */
  resourceGroupId?: string;
  /**
   * Tags, at most 20. Changed in place. While the argument is given, tags that somebody else added are removed; without it
   * they stay. API: `Tag`.
   */
  tags?: Record<string, string>;

  // Size

  /**
   * Class, like `redis.master.small.default`; determines memory, bandwidth and price. This or `capacity` is required.
   * Changed in place: takes minutes and drops connections once or twice. API: `InstanceClass`.
   */
  instanceClass?: string;
  /**
   * Memory in MB, like `1024`, instead of a class; ignored beside `instanceClass`. Changed in place: the provider looks up
   * the class of this size in the same series (DescribeAvailableResource) and orders it. API: `Capacity`.
   */
  capacity?: number;
  /**
   * `MASTER_SLAVE` or `STAND_ALONE`; older words are `double`, `single`, `readone`, `readthree` and `readfive`. The names
   * of classic classes imply it. Changed in place. API: `NodeType` (Tair: `ShardType`).
   * @default "MASTER_SLAVE"
   */
  nodeType?: AliyunNodeType;
  /** Shards of a cloud-native cluster, 1-256; 1 is not a cluster. Changed in place. API: `ShardCount`. */
  shardCount?: number;
  /**
   * Replicas in the first zone, 0-4; at most 4 together with `slaveReplicaCount`. More than one replica excludes read-only
   * nodes. Changed in place. API: `ReplicaCount`.
   */
  replicaCount?: number;
  /** Replicas in `secondaryZoneId`, 0-4. Changed in place. API: `SlaveReplicaCount`. */
  slaveReplicaCount?: number;
  /**
   * Read-only nodes in the first zone, 0-9 (0-4 per shard of a cluster); 0 turns read/write splitting off. Changed in
   * place. API: `ReadOnlyCount`.
   */
  readOnlyCount?: number;
  /**
   * Read-only nodes in `secondaryZoneId`; together with `readOnlyCount` within the same limit. Changed in place, by a
   * separate order. API: `SlaveReadOnlyCount`.
   */
  slaveReadOnlyCount?: number;
  /** Disk of a `tair_essd` instance in GB. Changed in place. API: `Storage`. */
  storage?: number;
  /** Disk type of a `tair_essd` instance, `essd_pl0` to `essd_pl3`. Changed in place. API: `StorageType`. */
  storageType?: AliyunStorageType;
  /**
   * Bandwidth of the whole instance in MB/s, divisible by the number of shards; bandwidth beyond the class's own is billed.
   * Changed in place. API: `TargetIntranetBandwidth`.
   */
  bandwidth?: number;

  // Engine settings

  /**
   * Product. `tair_rdb` (memory), `tair_scm` (persistent memory) and `tair_essd` (disk) are Tair: they are created by
   * CreateTairInstance and need `instanceClass`, `vpcId` and `vSwitchId`. A change replaces the instance. API: `InstanceType`.
   * @default "Redis"
   */
  instanceType?: "Redis" | "Memcache" | "tair_rdb" | "tair_scm" | "tair_essd";
  /**
   * Engine version, like `5.0` or `7.0`. Classic classes (`….default`) are sold up to 5.0, cloud-native ones (`….ce`) from
   * 5.0. Upgraded in place; an older version replaces the instance. API: `EngineVersion`.
   * @default the vendor's, `5.0`
   */
  engineVersion?: string;
  /**
   * Engine settings, like `{ "maxmemory-policy": "allkeys-lru", "hash-max-ziplist-entries": 512 }`; `EvictionPolicy` is
   * an older name of `maxmemory-policy`. Applied and verified once the instance is ready. Only the keys given here are
   * compared, as text. The modes that are parameters of their own go here too, under the vendor's names: `ParamReplMode`,
   * `ParamSemisyncReplTimeout`, `ParamSentinelCompatEnable`, `ParamNoLooseSentinelEnabled` and others. Changed in place;
   * removing a key leaves its value. API: `Config` of ModifyInstanceConfig.
   */
  config?: Record<string, string | number>;
  /**
   * Persistence by append-only file, of classic instances. Changed in place. API: `Appendonly`, later `Config`.
   * @default "yes"
   */
  appendonly?: "yes" | "no";
  /**
   * Parameter template; `config` overrides it. Cannot be read back. Changed in place. API: `ParamGroupId`, later
   * `ParameterGroupId`.
   */
  paramGroupId?: string;

  // Access

  /**
   * Password of the default account: 8-32 characters, at least three of upper case, lower case, digits and
   * `!@#$%^&*()_+-=`. Always a secret. Cannot be read back, so a change made elsewhere goes unnoticed. Changed in place.
   * API: `Password`, later `NewPassword`.
   */
  password?: string;
  /**
   * The password, encrypted by KMS: the ciphertext of Encrypt, which the provider has decrypted when it sends the password,
   * instead of `password`. Only the ciphertext is stored and compared, so `connectionString` has no password. Needs the
   * permission `kms:Decrypt`. Changed in place. Sent as `Password`, later `NewPassword`. API: `CiphertextBlob` of Decrypt.
   */
  kmsEncryptedPassword?: string;
  /**
   * What `kmsEncryptedPassword` was encrypted with, like `{ app: "shop" }`. An option of the decryption; an edit alone
   * changes nothing. API: `EncryptionContext` of Decrypt.
   */
  kmsEncryptionContext?: Record<string, string>;
  /**
   * Whether clients inside the VPC need the password: `Open` requires it, `Close` admits everybody. Changed in place.
   * API: `VpcAuthMode`.
   * @default "Open"
   */
  vpcAuthMode?: "Open" | "Close";
  /**
   * IP addresses and CIDR blocks that may connect, at most 1000: the whitelist `default`. Their order does not matter.
   * Changed in place; removing the argument closes the whitelist to `127.0.0.1`. API: `SecurityIps`.
   * @default `127.0.0.1`: nobody
   */
  securityIps?: string[];
  /**
   * Further whitelists by name (lower-case letters, digits and `_`). Changed in place. Whitelists that are not named here
   * are deleted, except `default` and the vendor's own; removing the argument deletes them too. API: `SecurityIpGroupName`.
   */
  securityIpGroups?: Record<string, string[]>;
  /** ECS security groups whose members may connect, at most 10. Changed in place; cannot be emptied. API: `SecurityGroupId`. */
  securityGroupIds?: string[];
  /**
   * Global IP whitelist templates, like `g-zsldxf…`, of cloud-native instances. Changed in place; cannot be emptied.
   * API: `GlobalSecurityGroupIds`.
   */
  globalSecurityGroupIds?: string[];
  /** TLS for connections. Changed in place. API: `SSLEnabled`. */
  ssl?: boolean;
  /**
   * Renews the certificate of `ssl` each time it is edited; any text, like `2027`. `sslExpiredTime` says when that is due.
   * Cannot be read back. Changed in place, which drops connections; removing it does nothing. API: ModifyInstanceSSL with
   * `Update`.
   */
  sslRenewal?: string;
  /** Transparent data encryption; Tair only. Switched on in place; it cannot be switched off again. API: `TDEStatus`. */
  tde?: boolean;
  /**
   * Id of a key in KMS, for `tde` with a key of your own. Used when the encryption is switched on; another key needs
   * another instance. Cannot be read back. API: `EncryptionKey`.
   * @default a key of the vendor's
   */
  encryptionKey?: string;
  /**
   * Algorithm of `tde`. Used when the encryption is switched on. Cannot be read back. API: `EncryptionName`.
   * @default "AES-CTR-256"
   */
  encryptionName?: string;
  /**
   * Role that gives the instance access to KMS for `encryptionKey`, like
   * `acs:ram::1234567890123456:role/AliyunRdsInstanceEncryptionDefaultRole`. Used when the encryption is switched on.
   * Cannot be read back. API: `RoleArn`.
   */
  roleArn?: string;
  /** Log of what clients do; Redis 4.0 and later. Changed in place; removing it switches the log off. API: ModifyAuditLogConfig. */
  auditLog?: AliyunAuditLog;

  // Billing

  /**
   * `PostPaid` is billed by use, `PrePaid` by the month in advance. Changed in place, both ways; a change to `PrePaid` is
   * billed at once. API: `ChargeType`; also sent for Tair, where the vendor's default is `PrePaid`.
   * @default "PostPaid"
   */
  chargeType?: "PrePaid" | "PostPaid";
  /**
   * Prepaid months: 1-9, 12, 24 or 36, and 60 for a new instance. Required with `PrePaid`, not allowed without it. Applies
   * when the instance is created or changed to `PrePaid`; an edit alone changes nothing, because it would be a renewal.
   * API: `Period`.
   */
  period?: number;
  /** Renews a `PrePaid` instance automatically; no effect with `PostPaid`. Changed in place. API: `AutoRenew`. */
  autoRenew?: boolean;
  /**
   * Months of each automatic renewal: 1, 2, 3, 6 or 12 for a new instance, 1-12 for a change. Required with `autoRenew`.
   * Changed in place. API: `AutoRenewPeriod`.
   */
  autoRenewPeriod?: number;
  /** Pays with a coupon of the account. Applies only when the instance is created; never a difference. API: `AutoUseCoupon`. */
  autoUseCoupon?: boolean;
  /** Coupon code, sent with each order; never a difference. API: `CouponNo`. */
  couponNo?: string;
  /** Promotion or other business information, sent with each order; never a difference. API: `BusinessInfo`. */
  businessInfo?: string;

  // Backup

  /** When backups run and how long they are kept. Changed in place. API: ModifyBackupPolicy. */
  backupPolicy?: AliyunBackupPolicy;

  // Maintenance

  /** Start of the maintenance window in UTC, like `02:00Z`; needs `maintainEndTime`. Changed in place. API: `MaintainStartTime`. */
  maintainStartTime?: string;
  /** End of the maintenance window in UTC, at least one hour after its start. Changed in place. API: `MaintainEndTime`. */
  maintainEndTime?: string;
  /** Installs minor versions automatically during the maintenance window. Changed in place. API: ModifyDBInstanceAutoUpgrade. */
  minorVersionAutoUpgrade?: boolean;
  /**
   * `latest_version` for the newest minor version, the only one that can be asked for here: whenever an `up` finds a newer one,
   * it upgrades, which drops connections. `effectiveTime` may leave it to the maintenance window. Changed in place; removing
   * it does nothing. API: `Minorversion` of ModifyInstanceMinorVersion.
   */
  minorVersion?: string;
  /**
   * Protects a `PostPaid` instance against deletion, including `pulumi destroy`. Changed in place.
   * API: `InstanceReleaseProtection`.
   */
  instanceReleaseProtection?: boolean;

  /**
   * When an edit of size, version, minor version or zone is carried out: at once, or in the maintenance window. A change for the window is
   * ordered and not waited for: `pendingChanges` says what is to come, the next preview is empty, and until the window the
   * vendor takes no other change of the instance. Needs the permission `kvstore:DescribeHistoryTasks`. An option of the
   * order; an edit alone changes nothing. API: `EffectiveTime` of ModifyInstanceSpec, ModifyInstanceMajorVersion,
   * ModifyInstanceMinorVersion and MigrateToOtherZone.
   * @default "Immediately"
   */
  effectiveTime?: "Immediately" | "MaintainTime";

  // Creation from a backup

  /**
   * Instance whose backup the new instance is created from; needs `backupId`, `clusterBackupId` or `restoreTime`. Another
   * value replaces the instance; removing the argument changes nothing. API: `SrcDBInstanceId`.
   */
  srcDBInstanceId?: string;
  /** Backup set of `srcDBInstanceId`. Another value replaces the instance; removing it changes nothing. API: `BackupId`. */
  backupId?: string;
  /**
   * Backup set of `srcDBInstanceId`, where that is a cloud-native cluster. Another value replaces the instance; removing it
   * changes nothing. API: `ClusterBackupId`.
   */
  clusterBackupId?: string;
  /**
   * Point in time to restore, in UTC, like `2026-01-02T03:04:05Z`. Another value replaces the instance; removing it changes
   * nothing. API: `RestoreTime`.
   */
  restoreTime?: string;
  /**
   * What else is restored, like `whitelist,config,account`. Another value replaces the instance; removing it changes
   * nothing. API: `RecoverConfigMode`.
   */
  recoverConfigMode?: string;

  // Options of the creating call

  /**
   * Has the vendor check the creation (parameters, stock, quota) without creating anything: `pulumi up` always fails, with
   * the result. No effect on an existing instance. API: `DryRun`.
   */
  dryRun?: boolean;
  /**
   * Idempotency token of the first creation, at most 64 ASCII characters; a replacement gets its own. Never a difference.
   * API: `Token` (Tair: `ClientToken`).
   * @default a random one
   */
  token?: string;

  // Options of the provider

  /**
   * What `pulumi` does with a `PrePaid` instance that must be deleted, although the API cannot delete it: `refuse` fails (for
   * replacements, already at preview), `convert` changes it to `PostPaid` and deletes it, `forget` leaves it running. Not
   * sent.
   * @default "refuse"
   */
  prepaidDestroy?: "refuse" | "convert" | "forget";
  /**
   * Asks for stock and price before the instance is ordered, shows what it costs a month, and fails where the class is not
   * sold. What cannot be read is left to the order, with a warning. Never a difference. Not sent.
   * @default the configuration `cn-cache:preflight`, else false
   */
  preflight?: boolean;
  /**
   * Id of an existing instance to manage instead of creating one. It must already match the other arguments; nothing of it
   * is changed. May stay in the program. Not sent.
   */
  adoptInstanceId?: string;
}

/**
 * The arguments of {@link AliyunRedis}. Each can be an output of another resource.
 *
 * @interface
 */
export type AliyunRedisArgs = InputsOf<AliyunRedisInputs>;
