import type { InputsOf } from "../core/resource/types";

/** Zones of an instance's nodes. API: `AzIdSpec`. */
export interface JdAzId {
  /** Zone of the master, like `cn-north-1a`. Required unless `azSpecifyType` is `SpecifyByCluster`. Replaced. */
  master?: string | undefined;
  /**
   * Zone of the slave, like `cn-north-1b`; may be the master's. Required unless `azSpecifyType` is
   * `SpecifyByCluster`. Replaced.
   */
  slave?: string | undefined;
  /**
   * Whether zones are given for master and slave (`SpecifyByReplicaGroup`) or for the cluster as a whole
   * (`SpecifyByCluster`). Replaced.
   * @default "SpecifyByReplicaGroup"
   */
  azSpecifyType?: "SpecifyByReplicaGroup" | "SpecifyByCluster" | undefined;
  /** Zones of the cluster, with `SpecifyByCluster` only. The order does not matter. Replaced. */
  azsForCluster?: string[] | undefined;
  /**
   * Zones of the proxies of a proxy cluster. The order does not matter. In place, through
   * `modifyProxyAvailableZones`.
   */
  azsForProxy?: string[] | undefined;
}

/**
 * How an instance is billed. API: `ChargeSpec`. The mode is always sent, because the vendor's pages disagree about the
 * default.
 */
export interface JdCharge {
  /**
   * `postpaid_by_duration` is billed by the hour, `prepaid_by_duration` in advance for months or years. JD Cloud does
   * not sell Redis as `postpaid_by_usage`, although its page lists that mode: the preview warns, and the cloud decides.
   *
   * In place to `prepaid_by_duration`, which is billed at once. Replaced on the way back to postpaid.
   * @default "postpaid_by_duration"
   */
  chargeMode?: "prepaid_by_duration" | "postpaid_by_usage" | "postpaid_by_duration" | undefined;
  /**
   * Unit of `chargeDuration`. Used when something is bought; an edit alone changes nothing.
   * @default "month"
   */
  chargeUnit?: "month" | "year" | undefined;
  /**
   * Prepaid time: 1-9 months or 1-3 years. Required with `prepaid_by_duration`. Used when something is bought; an edit
   * alone changes nothing, because it would mean a renewal.
   */
  chargeDuration?: number | undefined;
  /**
   * Whether a prepaid instance is renewed automatically, each time for the duration that was bought. In place, through
   * the renewal service. Removing it leaves the instance as it is.
   * @default false
   */
  autoRenew?: boolean | undefined;
  /** Whether a postpaid instance becomes prepaid on `autoChangeChargeModeDate`. Used at creation only. */
  autoChangeChargeMode?: boolean | undefined;
  /** Day of that change, `yyyy-MM-dd`. Required with `autoChangeChargeMode`. Used at creation only. */
  autoChangeChargeModeDate?: string | undefined;
  /**
   * Credential of a sales campaign: base64 of `{"activity":{"activityType":…,"activityIdentifier":…}}`. Used at
   * creation only.
   */
  buyScenario?: string | undefined;
}

/** Schedule of automatic backups. API: `modifyBackupPolicy`. */
export interface JdBackupPolicy {
  /** Whether automatic backups are made. Omitting it leaves the instance as it is. In place. */
  autoBackup?: boolean | undefined;
  /** Time window with its offset from UTC, like `01:00-02:00 +0800`. In place. */
  backupTime: string;
  /** English weekdays separated by commas, like `Monday,Wednesday,Friday`. The order does not matter. In place. */
  backupPeriod: string;
}

/** A daily time window in UTC. API: `maintenanceTime`. */
export interface JdMaintenanceTime {
  /** Start in UTC, like `18:00Z`. In place. */
  startTime: string;
  /** End in UTC, like `20:00Z`. In place. */
  endTime: string;
}

/** Encryption of connections. API: `modifyInstanceTLS`. */
export interface JdTls {
  /** Whether connections are encrypted. In place. */
  tlsStatus: "enable" | "disable";
  /** Algorithms: `gm` is the Chinese national set. Omitting it leaves the instance as it is. In place. */
  tlsType?: "standard" | "gm" | undefined;
  /**
   * Accepted protocol versions, like `TLSv1.2`. The order does not matter. Omitting it leaves the instance as it is. In
   * place.
   */
  tlsVersion?: string[] | undefined;
}

/** Access from the internet. API: `modifyPublicAddress`. */
export interface JdPublicAddress {
  /** ID of an elastic IP, like `fip-…`. In place. */
  elasticIpId: string;
}

/**
 * The arguments of a JD Cloud Redis instance, under the vendor's names: compare the API page of createCacheInstance.
 * The fields of `cacheInstance` are at the top level; `charge` and `azId` keep their own fields.
 */
export interface JdRedisInputs {
  // Placement

  /**
   * Region, like `cn-north-1`. API: part of every path. Replaced.
   * @default the configured region (`jd:region`, `JDCLOUD_REGION`)
   */
  regionId?: string;
  /** Zones of the nodes. Only the given fields are compared. API: `azId`. Replaced; in place for `azsForProxy`. */
  azId: JdAzId;

  // Network

  /** ID of the VPC, like `vpc-…`. API: `vpcId`. Replaced. */
  vpcId: string;
  /** ID of a subnet of the VPC with free addresses (6 for a standard instance). API: `subnetId`. Replaced. */
  subnetId: string;
  /**
   * Whether the instance has IPv6: 1 for yes, 0 for no. Region and VPC must support it. API: `ipv6On`. Replaced.
   * @default 0
   */
  ipv6On?: 0 | 1;
  /**
   * Port for clients, 1-65535. API: `port`. Replaced.
   * @default 6379
   */
  port?: number;
  /**
   * Elastic IP for access from the internet. JD Cloud does not report which one an instance has, so drift is not
   * noticed. API: `modifyPublicAddress`. In place; removing it releases the address.
   */
  publicAddress?: JdPublicAddress;

  // Name and tags

  /**
   * Name: 2-32 letters, digits, `_`, `-` or Chinese characters. Need not be unique. API: `cacheInstanceName`. In place.
   */
  cacheInstanceName: string;
  /** Description, at most 256 characters. API: `cacheInstanceDescription`. In place; removing it empties it. */
  cacheInstanceDescription?: string;
  /**
   * ID of the resource group, for permissions and bills. API: `resourceGroupId`. Replaced.
   * @default the account's default group
   */
  resourceGroupId?: string;
  /**
   * Tags. Tags from other sources are kept only while this argument is not given. API: `userTags`, later the resource
   * tag service. In place.
   */
  tags?: Record<string, string>;

  // Size

  /**
   * Instance class, like `redis.m.micro.basic`; for a cluster with a number of shards of your choice the class of one
   * shard, like `redis.s.micro.basic`. `redis.m1.*` and `redis.c1.*` are for version 2.8. API: `cacheInstanceClass`. In
   * place: takes minutes, and may turn a standard instance into a cluster.
   */
  cacheInstanceClass: string;
  /**
   * Architecture. Without it, the class decides. API: `cacheInstanceType`. In place from `master-slave` to
   * `native-cluster`, and between `master-slave` and `cluster` together with a fitting class; otherwise replaced.
   */
  cacheInstanceType?: "master-slave" | "cluster" | "native-cluster";
  /** Number of shards, at least 2, for classes that are sold by the shard. API: `shardNumber`. In place. */
  shardNumber?: number;
  /** Number of replicas of each shard, at least 1; includes the master. API: `replicaNumber`. In place. */
  replicaNumber?: number;
  /**
   * Whether a `native-cluster` has a smart proxy: 1 for yes, 0 for no. API: `enableSmartProxy`. Replaced.
   * @default 0
   */
  enableSmartProxy?: 0 | 1;
  /** Processor architecture of the nodes. API: `cpuArchType`. Replaced. */
  cpuArchType?: "amd64" | "arm64";
  /**
   * Whether a resize or another minor version starts at once or in the maintenance window. What waits for the window is not
   * waited for: `pendingChanges` says what is to come, and the next preview is empty. An option of the request; an edit alone changes
   * nothing. API: `effectiveTime`.
   * @default "Immediately"
   */
  effectiveTime?: "Immediately" | "MaintainTime";

  // Access

  /**
   * Password: 8-16 letters and digits; the vendor's tests expect upper case, lower case and a digit. Always a secret.
   * Without one, or with `""`, clients need no login. Removing it removes the password where the instance allows that.
   * Not readable, so drift is not noticed. API: `password`, later `resetCacheInstancePassword`. In place; existing
   * connections stay open.
   */
  password?: string;
  /**
   * CIDR blocks that may connect, like `10.0.0.0/8`; a single address is `10.0.0.1/32`. The order does not matter. API:
   * `modifyIpWhiteList`. In place; removing it restores the default.
   * @default `0.0.0.0/0`: everybody in the VPC
   */
  ipWhiteList?: string[];
  /**
   * Further whitelists by name, like `{ office: ["10.1.0.0/16"] }`; the vendor adds their blocks to those of `ipWhiteList`.
   * The order of blocks does not matter. Groups that are not named here are deleted, except `default`, which is
   * `ipWhiteList`. API: `whiteListGroup`. In place; removing it deletes all groups.
   */
  ipWhiteListGroups?: Record<string, string[]>;
  /**
   * Disabled commands in lower case, like `flushall`. The order does not matter. API: `setDisableCommands`. In place;
   * removing it enables all of them.
   */
  disableCommands?: string[];
  /**
   * Encryption of connections. Only the given fields are compared. API: `modifyInstanceTLS`. In place; removing it
   * disables encryption.
   */
  tls?: JdTls;

  // Engine settings

  /**
   * Engine version, like `4.0`. Region and class limit the choice. API: `redisVersion`. Replaced.
   * @default the vendor's, `2.8`
   */
  redisVersion?: string;
  /**
   * `latest` for the newest minor version of the engine, the only one that can be asked for: whenever an `up` finds a newer one,
   * it upgrades, which drops connections. `effectiveTime` may leave it to the maintenance window. Removing it does nothing.
   * API: `minorVersion` of `modifyInstanceMinorVersion`. In place.
   */
  minorVersion?: string;
  /** `latest` for the newest version of the proxies, where there are any; as `minorVersion` otherwise. API: `proxyMinorVersion`. In place. */
  proxyMinorVersion?: string;
  /**
   * Number of databases, 16-256. API: `dbNum`. Replaced.
   * @default 16
   */
  dbNum?: number;
  /**
   * Eviction policy for a full memory; `…-lfu` requires version 4.0. API: `maxmemoryPolicy`, later the setting
   * `maxmemory-policy`. In place.
   */
  maxmemoryPolicy?:
    | "volatile-lru"
    | "allkeys-lru"
    | "volatile-lfu"
    | "allkeys-lfu"
    | "volatile-random"
    | "allkeys-random"
    | "volatile-ttl"
    | "noeviction";
  /**
   * Whether the slaves keep an append-only file. API: `slaveAppendonly`, later the setting `@slave-appendonly`. In
   * place.
   */
  slaveAppendonly?: "yes" | "no";
  /**
   * Other engine settings by name, with values as strings, like `{ "hash-max-ziplist-value": "128" }`. Only the given
   * names are compared; removing a name leaves its setting as it is. API: `modifyInstanceConfig`. In place.
   */
  config?: Record<string, string>;
  /**
   * ID of a template with initial engine settings; `JdRedisTemplate` makes one. API: `configTemplateId`. Used at creation; another
   * one replaces.
   */
  configTemplateId?: string;

  // Billing

  /** Billing mode and duration. API: `charge`. In place or replaced; see its fields. */
  charge?: JdCharge;

  // Backup

  /** Schedule of automatic backups. Only the given fields are compared. API: `modifyBackupPolicy`. In place. */
  backupPolicy?: JdBackupPolicy;

  // Maintenance

  /** Daily maintenance window in UTC. API: `maintenanceTime`. In place. */
  maintenanceTime?: JdMaintenanceTime;

  // Creation from a backup

  /** ID of the backup to restore; requires `srcInstanceId`. API: `backupId`. Used at creation; another one replaces. */
  backupId?: string;
  /** ID of the backup's instance, like `redis-…`. API: `srcInstanceId`. Used at creation; another one replaces. */
  srcInstanceId?: string;

  // Options of the provider

  /**
   * What to do with a prepaid instance that is deleted or replaced before it expires, since JD Cloud does not delete
   * it: `refuse` fails (for a replacement already at preview), `forget` leaves it running. Not sent.
   * @default "refuse"
   */
  prepaidDestroy?: "refuse" | "forget";
  /**
   * Asks for stock and quota before the instance is ordered, and fails where the class is not sold or the quota is used up.
   * What cannot be read is left to the order, with a warning. JD Cloud's API tells no price. Never a difference. Not sent.
   * @default the configuration `cn-cache:preflight`, else false
   */
  preflight?: boolean;
  /**
   * ID of an existing instance to adopt instead of creating one. It must already match the other arguments; nothing
   * about it is changed. May stay in the program. Not sent.
   */
  adoptInstanceId?: string;
}

/**
 * The arguments of {@link JdRedis}. Each can be an output of another resource.
 *
 * @interface
 */
export type JdRedisArgs = InputsOf<JdRedisInputs>;
