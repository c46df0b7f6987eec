import type { InputsOf } from "../core/resource/types";

/** An endpoint that the internet reaches. */
export interface AliyunPublicConnection {
  /** First label of its host name: 8-40 lower-case letters and digits, a letter first. API: `ConnectionStringPrefix`. */
  connectionStringPrefix: string;
  /**
   * 1024-65535. API: `Port`.
   * @default 6379
   */
  port?: number | undefined;
}

/** When backups are made and how long they are kept. What is not given stays as it is. */
export interface AliyunBackupPolicy {
  /** Days, like `["Monday", "Thursday"]`. API: `PreferredBackupPeriod`. */
  preferredBackupPeriod?: string[] | undefined;
  /** One full hour in UTC, like `18:00Z-19:00Z`. API: `PreferredBackupTime`. */
  preferredBackupTime?: string | undefined;
  /** Days that backups are kept, 7-730. API: `BackupRetentionPeriod`. */
  backupRetentionPeriod?: number | undefined;
  /** Incremental backup (data flashback); Tair only. API: `EnableBackupLog`. */
  enableBackupLog?: boolean | undefined;
}

/**
 * What describes an Alibaba Cloud Redis instance, in the vendor's words: read it beside the page on CreateInstance.
 * Nothing here is hashed, padded or translated; what the vendor calls MB is MB.
 */
export interface AliyunRedisInputs {
  // Where it is

  /**
   * Region, like `cn-hangzhou`. API: `RegionId`. Another region is another instance (replaced).
   * @default the configured region (`aliyun:region`, `ALIBABA_CLOUD_REGION`)
   */
  regionId?: string;
  /**
   * Zone in the region, like `cn-hangzhou-h`. API: `ZoneId`. In place (MigrateToOtherZone) together with a `vSwitchId`
   * of the new zone: minutes, the host name stays, the address behind it changes. A declared `publicConnection` is
   * released for the move and made again.
   * @default a zone of the vendor's choice, or the vSwitch's
   */
  zoneId?: string;
  /**
   * Second zone, for the replicas; another one than `zoneId`. API: `SecondaryZoneId`. In place (MigrateToOtherZone).
   * Taking the argument away brings all nodes into one zone.
   */
  secondaryZoneId?: string;
  /**
   * The VPC, like `vpc-bp1…`. API: `VpcId`. In place (SwitchNetwork) together with one of its vSwitches in the same zone.
   * @default the account's default network
   */
  vpcId?: string;
  /**
   * The vSwitch, like `vsw-bp1…`; needs `vpcId`, and lies in `zoneId`. API: `VSwitchId`. In place: SwitchNetwork within
   * the zone, MigrateToOtherZone with another one.
   */
  vSwitchId?: string;
  /**
   * `CLASSIC` is no longer sold nearly everywhere; from `CLASSIC` to `VPC` is in place, back is refused. API: `NetworkType`.
   * @default "VPC"
   */
  networkType?: "VPC" | "CLASSIC";
  /**
   * Address inside the vSwitch's range, like `172.16.0.10`. API: `PrivateIpAddress`. Replaced, the old instance first.
   * @default an address of the vendor's choice
   */
  privateIpAddress?: string;
  /**
   * Port of the private endpoint: 1-65535 when it is made, 1024-65535 when it is changed. API: `Port`. In place.
   * @default 6379 (Memcache 11211)
   */
  port?: number;
  /**
   * First label of the private host name: 8-40 lower-case letters and digits, a letter first; unique in the cloud.
   * API: `ConnectionStringPrefix`. In place; with a replacement the old instance goes first.
   * @default the instance's id
   */
  connectionStringPrefix?: string;
  /** An endpoint that the internet reaches, or `false` for none. In place. Taking the argument away releases it. */
  publicConnection?: AliyunPublicConnection | false;
  /**
   * Cloud-native instances over two zones: `UnifiedEndpoint` or `AzIndependentEndpoint`. API: `InstanceEndpointType`.
   * Replaced.
   */
  instanceEndpointType?: string;

  // What it is

  /**
   * Name shown in the console: 2-80 characters (older pages: 128), beginning with a letter or a Chinese character,
   * without `@ / : = " < > { [ ] }` and blanks. Need not be unique. API: `InstanceName`. In place.
   */
  instanceName?: string;
  /**
   * Class, like `redis.master.small.default`; decides memory, bandwidth and price. This or `capacity` is needed.
   * API: `InstanceClass`. In place: minutes, with one or two dropped connections.
   */
  instanceClass?: string;
  /**
   * Memory in MB, like `1024`, instead of a class. API: `Capacity`. In place: the class of this size in the same series
   * is looked up (DescribeAvailableResource) and ordered. Means nothing beside `instanceClass`.
   */
  capacity?: number;
  /**
   * Engine version, like `5.0` or `7.0`. Which ones are sold depends on the class: classic ones (`….default`) to 5.0,
   * cloud-native ones (`….ce`) from 5.0. API: `EngineVersion`. Upgraded in place; an older one is replaced.
   * @default the vendor's, `5.0`
   */
  engineVersion?: string;
  /**
   * API: `InstanceType`. `tair_rdb` (memory), `tair_scm` (persistent memory) and `tair_essd` (disk) are Tair, made by
   * CreateTairInstance, and need `instanceClass`, `vpcId` and `vSwitchId`. Replaced.
   * @default "Redis"
   */
  instanceType?: "Redis" | "Memcache" | "tair_rdb" | "tair_scm" | "tair_essd";
  /**
   * `MASTER_SLAVE` or `STAND_ALONE`; older words are `double`, `single`, `readone`, `readthree`, `readfive`. Classic
   * classes have theirs in the name. API: `NodeType` (Tair: `ShardType`). In place.
   * @default "MASTER_SLAVE"
   */
  nodeType?: string;
  /** Shards of a cloud-native cluster: 1 is no cluster, at most 256. API: `ShardCount`. In place. */
  shardCount?: number;
  /** Replicas in the first zone; with `slaveReplicaCount` at most 4. Excludes read-only nodes. API: `ReplicaCount`. In place. */
  replicaCount?: number;
  /** Replicas in `secondaryZoneId`. API: `SlaveReplicaCount`. In place. */
  slaveReplicaCount?: number;
  /**
   * Read-only nodes in the first zone, 0-9 (of a cluster 0-4 a shard); 0 turns read/write splitting off.
   * API: `ReadOnlyCount`. In place.
   */
  readOnlyCount?: number;
  /** Read-only nodes in `secondaryZoneId`, within the same limit. API: `SlaveReadOnlyCount`. In place, in a call of its own. */
  slaveReadOnlyCount?: number;
  /** GB of disk of `tair_essd`. API: `Storage`. In place. */
  storage?: number;
  /** `essd_pl0` to `essd_pl3`, of `tair_essd`. API: `StorageType`. In place. */
  storageType?: string;
  /** Bandwidth of the whole instance in MB/s, divisible by the shards; costs. API: `TargetIntranetBandwidth`. In place. */
  bandwidth?: number;
  /**
   * Engine settings, like `{ "maxmemory-policy": "allkeys-lru", "hash-max-ziplist-entries": 512 }`; `EvictionPolicy` is
   * an older name of `maxmemory-policy`. Applied when the instance is ready and looked at afterwards. Only the keys given
   * here are compared, as text. API: `Config` of ModifyInstanceConfig. In place; taking a key away leaves its value.
   */
  config?: Record<string, string | number>;
  /**
   * Persistence by append-only file; classic instances. API: `Appendonly`, later `Config`. In place.
   * @default "yes"
   */
  appendonly?: "yes" | "no";
  /** Parameter template. Cannot be read back. API: `ParamGroupId`, later `ParameterGroupId`. In place; `config` goes over it. */
  paramGroupId?: string;
  /** Dedicated cluster. API: `DedicatedHostGroupId`. Replaced. */
  dedicatedHostGroupId?: string;
  /** Makes it the first child of a new distributed instance. API: `GlobalInstance`. Replaced. */
  globalInstance?: boolean;
  /** Distributed instance that it becomes a child of, like `gr-bp…`. API: `GlobalInstanceId`. Replaced. */
  globalInstanceId?: string;
  /** Resource group, like `rg-acfm…`. API: `ResourceGroupId`. In place. */
  resourceGroupId?: string;
  /** Tags, at most 20. API: `Tag`. In place; tags that others have put on stay only while this is not given. */
  tags?: Record<string, string>;

  // How it is paid for

  /**
   * How it is paid for: by use, or in advance by the month. In place, both ways; to `PrePaid` is billed at once.
   * API: `ChargeType`; sent for Tair too, whose own default is `PrePaid`.
   * @default "PostPaid"
   */
  chargeType?: "PrePaid" | "PostPaid";
  /**
   * Months paid in advance: 1-9, 12, 24, 36, when it is made also 60. Needed with `PrePaid`, refused without. Counts when
   * the instance is made or turned to `PrePaid`; an edit alone changes nothing, because it would mean a renewal. API: `Period`.
   */
  period?: number;
  /** Renews a `PrePaid` instance by itself. API: `AutoRenew`. In place; means nothing with `PostPaid`. */
  autoRenew?: boolean;
  /** Months of each renewal: 1, 2, 3, 6 or 12; later also others up to 12. Needed with `autoRenew`. API: `AutoRenewPeriod`. In place. */
  autoRenewPeriod?: number;
  /** Pays with a coupon of the account. API: `AutoUseCoupon`. Counts when the instance is made. */
  autoUseCoupon?: boolean;
  /** Coupon code, for the orders that are made; never a difference. API: `CouponNo`. */
  couponNo?: string;
  /** Promotion or further business information, for the orders that are made; never a difference. API: `BusinessInfo`. */
  businessInfo?: string;

  // Who may use it

  /**
   * Password of the default account: 8-32 characters, at least three of upper case, lower case, digits and
   * `!@#$%^&*()_+-=`. Always a secret. Cannot be read back, so a change made elsewhere is not noticed.
   * API: `Password`, later `NewPassword`. In place.
   */
  password?: string;
  /**
   * Inside the VPC: `Open` asks for the password, `Close` lets everybody in without. API: `VpcAuthMode`. In place.
   * @default "Open"
   */
  vpcAuthMode?: "Open" | "Close";
  /**
   * Addresses and CIDR blocks that may connect, at most 1000; the whitelist `default`. Order is no difference.
   * API: `SecurityIps`. In place. Taking the argument away closes the whitelist to `127.0.0.1`.
   * @default `127.0.0.1`: nobody
   */
  securityIps?: string[];
  /**
   * Further whitelists by name (lower-case letters, digits and `_`). API: `SecurityIpGroupName`. In place; whitelists
   * that are not named here are deleted, but for `default` and the vendor's own. Taking the argument away deletes them.
   */
  securityIpGroups?: Record<string, string[]>;
  /** ECS security groups whose members may connect, at most 10. API: `SecurityGroupId`. In place; cannot be emptied. */
  securityGroupIds?: string[];
  /** Global IP whitelist templates, like `g-zsldxf…`; cloud-native instances. API: `GlobalSecurityGroupIds`. In place; cannot be emptied. */
  globalSecurityGroupIds?: string[];
  /** Encrypted connections. API: `SSLEnabled`. In place. */
  ssl?: boolean;
  /** Transparent encryption of the data; Tair only. Once on, it stays on: taking it back is refused. API: `TDEStatus`. In place. */
  tde?: boolean;

  // How it is kept

  /** Begin of the maintenance window in UTC, like `02:00Z`; goes with `maintainEndTime`. API: `MaintainStartTime`. In place. */
  maintainStartTime?: string;
  /** End of the maintenance window in UTC, at least an hour later. API: `MaintainEndTime`. In place. */
  maintainEndTime?: string;
  /** When backups are made and how long they are kept; API: ModifyBackupPolicy. In place. */
  backupPolicy?: AliyunBackupPolicy;
  /** Protects a `PostPaid` instance against deletion, also against ours. API: `InstanceReleaseProtection`. In place. */
  instanceReleaseProtection?: boolean;
  /** Minor versions come by themselves in the maintenance window. API: ModifyDBInstanceAutoUpgrade. In place. */
  minorVersionAutoUpgrade?: boolean;

  // What its data come from

  /**
   * Instance whose backup the new one is made from; with `backupId`, `clusterBackupId` or `restoreTime`. Counts when the
   * instance is made: another value replaces it, taking the argument away does nothing. API: `SrcDBInstanceId`.
   */
  srcDBInstanceId?: string;
  /** Backup set of `srcDBInstanceId`. Counts when the instance is made. API: `BackupId`. */
  backupId?: string;
  /** Backup set of a cloud-native cluster. Counts when the instance is made. API: `ClusterBackupId`. */
  clusterBackupId?: string;
  /** Moment that the data are taken from, in UTC, like `2026-01-02T03:04:05Z`. Counts when the instance is made. API: `RestoreTime`. */
  restoreTime?: string;
  /** What else is taken over, like `whitelist,config,account`. Counts when the instance is made. API: `RecoverConfigMode`. */
  recoverConfigMode?: string;

  // How the call is made

  /**
   * Has the creation checked by the vendor (parameters, stock, quota) without making anything: `pulumi up` always fails,
   * with the verdict. Nothing to an instance that exists. API: `DryRun`.
   */
  dryRun?: boolean;
  /**
   * Idempotency token of the first creation, at most 64 ASCII characters; a replacement gets one of its own. API: `Token`.
   * @default a random one
   */
  token?: string;
  /**
   * What happens to a `PrePaid` instance that has to go, since the vendor deletes none: `refuse` fails (at preview
   * for replacements), `convert` makes it `PostPaid` and deletes it, `forget` leaves it running. Not sent.
   * @default "refuse"
   */
  prepaidDestroy?: "refuse" | "convert" | "forget";
  /**
   * Id of an existing instance to take under management instead of creating one. It must already be what the other
   * arguments say; nothing of it is changed. May stay in the program. Not sent.
   */
  adoptInstanceId?: string;
}

export type AliyunRedisArgs = InputsOf<AliyunRedisInputs>;
