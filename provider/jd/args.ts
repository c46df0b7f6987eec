import type { InputsOf } from "../core/resource/types";

/** Where an instance's nodes are. API: `AzIdSpec`. */
export interface JdAzId {
  /** Zone of the master, like `cn-north-1a`. Needed unless `azSpecifyType` is `SpecifyByCluster`. Replaced. */
  master?: string | undefined;
  /** Zone of the slave; may be the master's. Needed unless `azSpecifyType` is `SpecifyByCluster`. Replaced. */
  slave?: string | undefined;
  /**
   * Whether zones are given for master and slaves, or for the cluster as a whole. Replaced.
   * @default "SpecifyByReplicaGroup"
   */
  azSpecifyType?: "SpecifyByReplicaGroup" | "SpecifyByCluster" | undefined;
  /** Zones of the cluster, for `SpecifyByCluster`. Order is no difference. Replaced. */
  azsForCluster?: string[] | undefined;
  /** Zones of the proxies of a proxy cluster. Order is no difference. API: `modifyProxyAvailableZones`. In place. */
  azsForProxy?: string[] | undefined;
}

/** How an instance is paid for. API: `ChargeSpec`. Always sent, because the vendor's pages disagree about the default. */
export interface JdCharge {
  /**
   * `postpaid_by_duration`: by the hour, by configuration. `prepaid_by_duration`: months or years in advance. Redis
   * is not sold `postpaid_by_usage`, though the vendor's page lists it: the preview warns, the cloud decides.
   *
   * In place to `prepaid_by_duration`, which is billed at once; back to postpaid only by a replacement.
   * @default "postpaid_by_duration"
   */
  chargeMode?: "prepaid_by_duration" | "postpaid_by_usage" | "postpaid_by_duration" | undefined;
  /**
   * Unit of `chargeDuration`. Counts at the purchase; an edit alone changes nothing.
   * @default "month"
   */
  chargeUnit?: "month" | "year" | undefined;
  /**
   * Time paid in advance: 1-9 months or 1-3 years. Needed with `prepaid_by_duration`. Counts at the purchase; an edit
   * alone changes nothing, because it would mean a renewal.
   */
  chargeDuration?: number | undefined;
  /**
   * Renew a prepaid instance automatically, each time for the purchased duration. In place, through the renewal
   * service. Taking it away leaves it as it is.
   * @default false
   */
  autoRenew?: boolean | undefined;
  /** Turn a postpaid instance into a prepaid one on `autoChangeChargeModeDate`. Counts when it is created. */
  autoChangeChargeMode?: boolean | undefined;
  /** `yyyy-MM-dd`; needed with `autoChangeChargeMode`. */
  autoChangeChargeModeDate?: string | undefined;
  /** Activity credential: base64 of `{"activity":{"activityType":…,"activityIdentifier":…}}`. Counts at the purchase. */
  buyScenario?: string | undefined;
}

/** When automatic backups are made. API: `modifyBackupPolicy`. */
export interface JdBackupPolicy {
  /** Whether there are automatic backups. Left as it is when not given. */
  autoBackup?: boolean | undefined;
  /** Window with its offset from UTC, like `01:00-02:00 +0800`. */
  backupTime: string;
  /** English weekdays separated by commas, like `Monday,Wednesday,Friday`. Order is no difference. */
  backupPeriod: string;
}

/** A daily window, UTC. API: `maintenanceTime`. */
export interface JdMaintenanceTime {
  /** Like `18:00Z`. */
  startTime: string;
  /** Like `20:00Z`. */
  endTime: string;
}

/** Encrypted connections. API: `modifyInstanceTLS`. */
export interface JdTls {
  tlsStatus: "enable" | "disable";
  /** `gm`: the Chinese national algorithms. Left as it is when not given. */
  tlsType?: "standard" | "gm" | undefined;
  /** Protocol versions that are accepted. Order is no difference. Left as they are when not given. */
  tlsVersion?: string[] | undefined;
}

/** Access from the internet. API: `modifyPublicAddress`. */
export interface JdPublicAddress {
  /** Id of an elastic IP, like `fip-…`. */
  elasticIpId: string;
}

/**
 * What describes a JD Cloud Redis instance, in the vendor's words: read it beside the page on createCacheInstance. The
 * fields of `cacheInstance` stand at the top level; `charge` and `azId` keep their own.
 */
export interface JdRedisInputs {
  /**
   * Region, like `cn-north-1`. In the path of every call. Another region is another instance (replaced).
   * @default the configured region (`jd:region`, `JDCLOUD_REGION`)
   */
  regionId?: string;
  /** The VPC, like `vpc-…`. API: `vpcId`. Replaced. */
  vpcId: string;
  /** A subnet of the VPC, with free addresses (6 for a standard instance). API: `subnetId`. Replaced. */
  subnetId: string;
  /** Zones of the nodes. API: `azId`. Replaced, but for the proxies' zones. Only the given fields are compared. */
  azId: JdAzId;
  /** 2-32 letters, digits, `_`, `-` or Chinese characters. Need not be unique. API: `cacheInstanceName`. In place. */
  cacheInstanceName: string;
  /** At most 256 characters. Taking it away empties it. API: `cacheInstanceDescription`. In place. */
  cacheInstanceDescription?: string;
  /**
   * Class, like `redis.m.micro.basic`; for clusters of one's own number of shards the class of one shard, like
   * `redis.s.micro.basic`. `redis.m1.*` and `redis.c1.*` are of version 2.8. API: `cacheInstanceClass`. In place:
   * minutes; may make a cluster out of a standard instance.
   */
  cacheInstanceClass: string;
  /** Shards, more than 1, for classes that are sold by the shard. API: `shardNumber`. In place. */
  shardNumber?: number;
  /** Replicas of each shard, the master included. API: `replicaNumber`. In place. */
  replicaNumber?: number;
  /**
   * When a resize is carried out: at once, or in the maintenance window; `pulumi up` waits for it, so raise
   * `customTimeouts.update` to a day then. A switch of the call, never a difference. API: `effectiveTime`.
   * @default "Immediately"
   */
  effectiveTime?: "Immediately" | "MaintainTime";
  /**
   * Follows from the class where it is not given. In place from `master-slave` to `native-cluster`, and between
   * `master-slave` and `cluster` together with a fitting class; else replaced. API: `cacheInstanceType`.
   */
  cacheInstanceType?: "master-slave" | "cluster" | "native-cluster";
  /**
   * Engine version, like `4.0`. Which ones are sold depends on region and class. API: `redisVersion`. Replaced.
   * @default the vendor's, `2.8`
   */
  redisVersion?: string;
  /**
   * 8-16 letters and digits; the vendor's tests want upper case, lower case and a digit. Always a secret. Without one,
   * or with `""`, nobody has to log in; taking it away removes it, where the instance allows that. Cannot be read
   * back, so a change made elsewhere is not noticed. API: `password`, `resetCacheInstancePassword`. In place;
   * connections that exist go on.
   */
  password?: string;
  /**
   * 1 for IPv6, which region and VPC must support. API: `ipv6On`. Replaced.
   * @default 0
   */
  ipv6On?: 0 | 1;
  /**
   * Databases, 16-256. API: `dbNum`. Replaced.
   * @default 16
   */
  dbNum?: number;
  /**
   * Port that clients connect to. API: `port`. Replaced.
   * @default 6379
   */
  port?: number;
  /** Processors of the nodes. API: `cpuArchType`. Replaced. */
  cpuArchType?: "amd64" | "arm64";
  /** 1 for a smart proxy before a `native-cluster`. API: `enableSmartProxy`. Replaced. */
  enableSmartProxy?: 0 | 1;
  /**
   * Group for permissions and bills. API: `resourceGroupId`. Replaced.
   * @default the account's default group
   */
  resourceGroupId?: string;
  /** Append-only file on the slaves. API: `slaveAppendonly`, later `@slave-appendonly`. In place. */
  slaveAppendonly?: "yes" | "no";
  /**
   * What is evicted when memory is full; `…-lfu` from version 4.0 on. API: `maxmemoryPolicy`, later
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
   * Further settings of the engine by name, values as text, like `{ "hash-max-ziplist-value": "128" }`. Only the given
   * names are compared; a name taken away stays as it is. API: `modifyInstanceConfig`. In place.
   */
  config?: Record<string, string>;
  /** Settings to begin with. API: `configTemplateId`. Counts at creation; another one replaces. */
  configTemplateId?: string;
  /** Backup to begin with; needs `srcInstanceId`. API: `backupId`. Counts at creation; another one replaces. */
  backupId?: string;
  /** Instance of the backup. API: `srcInstanceId`. Counts at creation; another one replaces. */
  srcInstanceId?: string;
  /** How it is paid for. API: `charge`. See its fields. */
  charge?: JdCharge;
  /**
   * CIDR blocks that may connect, like `10.0.0.0/8`; one address is `10.0.0.1/32`. Order is no difference. API:
   * `modifyIpWhiteList`. In place. Taking the argument away opens it again.
   * @default `0.0.0.0/0`: everybody in the VPC
   */
  ipWhiteList?: string[];
  /** Commands that are switched off, like `flushall`. API: `setDisableCommands`. In place; taken away: none. */
  disableCommands?: string[];
  /** Automatic backups. Only the given fields are compared. API: `modifyBackupPolicy`. In place. */
  backupPolicy?: JdBackupPolicy;
  /** Maintenance window. API: `maintenanceTime`. In place. */
  maintenanceTime?: JdMaintenanceTime;
  /** Encrypted connections. Only the given fields are compared. API: `modifyInstanceTLS`. In place; taken away: off. */
  tls?: JdTls;
  /**
   * Elastic IP for access from the internet. The vendor does not tell which one an instance has, so a change made
   * elsewhere is not noticed. API: `modifyPublicAddress`. In place; taken away: released.
   */
  publicAddress?: JdPublicAddress;
  /**
   * Tags. API: `userTags`, later the resource tag service. In place; tags that others have put on stay only while this
   * is not given.
   */
  tags?: Record<string, string>;
  /**
   * What happens to a prepaid instance that has to go before its time is over, since the vendor deletes none: `refuse`
   * fails (at preview for replacements), `forget` leaves it running. Not sent.
   * @default "refuse"
   */
  prepaidDestroy?: "refuse" | "forget";
  /**
   * Id of an existing instance to take under management instead of creating one. It must already be what the other
   * arguments say; nothing of it is changed. May stay in the program. Not sent.
   */
  adoptInstanceId?: string;
}

export type JdRedisArgs = InputsOf<JdRedisInputs>;
