import type { Suggested } from "../../core/resource/types";

/** Where to look. */
export interface AliyunLookupArgs {
  /**
   * Region, like `cn-hangzhou`.
   * @default the configured region (`aliyun:region`, `ALIBABA_CLOUD_REGION`)
   */
  readonly regionId?: string | undefined;
}

/** The arguments of `getAliyunZones`. */
export interface AliyunZonesArgs extends AliyunLookupArgs {}

/** A zone that the product supports. */
export interface AliyunZone {
  /** Like `cn-hangzhou-h`. API: `ZoneId`. */
  readonly zoneId: string;
  /** Its name for people. API: `ZoneName`. */
  readonly zoneName: string;
  /** Nothing new is sold there. API: `Disabled`. */
  readonly disabled: boolean;
  /** Instances can move from the classic network into a VPC. API: `SwitchNetwork`. */
  readonly switchNetwork: boolean;
}

/** What `getAliyunZones` answers. */
export interface AliyunZones {
  /** All zones of the region, also those where nothing is sold now. */
  readonly zones: readonly AliyunZone[];
}

/** The arguments of `getAliyunInstanceClasses`. What is left out does not restrict the answer. */
export interface AliyunInstanceClassesArgs extends AliyunLookupArgs {
  /** Zone, like `cn-hangzhou-h`. API: `ZoneId`. */
  readonly zoneId?: string | undefined;
  /**
   * `Redis` or `Memcache`. API: `Engine`.
   * @default "Redis"
   */
  readonly instanceType?: Suggested<"Redis" | "Memcache"> | undefined;
  /** Version, like `7.0`. API: `Version`. */
  readonly engineVersion?: string | undefined;
  /** `standard`, `cluster` or `rwsplit`. API: `Architecture`. */
  readonly architecture?: Suggested<"standard" | "cluster" | "rwsplit"> | undefined;
  /** `double`, `single` or one with read-only nodes, like `readone`. API: `SupportedNodeType`. */
  readonly nodeType?: string | undefined;
  /** Memory in GB; for cloud-native and Tair classes that of one shard. API: `Capacity`. */
  readonly memory?: number | undefined;
  /**
   * The series: `Local` (classic), `OnECS` (cloud-native), `Tair_rdb`, `Tair_scm` or `Tair_essd`. Takes one call, all take one
   * call each. API: `ProductType`.
   * @default all
   */
  readonly productType?: Suggested<"Local" | "OnECS" | "Tair_rdb" | "Tair_scm" | "Tair_essd"> | undefined;
  /**
   * What is sold by the hour or by the month. API: `InstanceChargeType`.
   * @default "PostPaid"
   */
  readonly chargeType?: "PostPaid" | "PrePaid" | undefined;
  /**
   * Asks for the price of each class, which takes a call for each, and sorts by it: the cheapest first. Without it the smallest
   * is first.
   * @default false
   */
  readonly sortedByPrice?: boolean | undefined;
}

/** A class on sale now. */
export interface AliyunInstanceClass {
  /** Like `redis.shard.small.2.ce`. API: `InstanceClass`. */
  readonly instanceClass: string;
  /** Zone in which it is on sale. API: `ZoneId`. */
  readonly zoneId: string;
  /** Version with which it is on sale. API: `Version`. */
  readonly engineVersion: string;
  /** `standard`, `cluster` or `rwsplit`. API: `Architecture`. */
  readonly architecture: string;
  /** Number of shards, as the vendor writes it. API: `ShardNumber`. */
  readonly shardNumber: string;
  /** `double`, `single` or one with read-only nodes. API: `SupportedNodeType`. */
  readonly nodeType: string;
  /** MB; of one shard for cloud-native and Tair classes. API: `Capacity`. */
  readonly capacity: number;
  /** The series. API: `ProductType`. */
  readonly productType: string;
  /** `Community`, or `Enterprise` for Tair. API: `EditionType`. */
  readonly editionType: string | undefined;
  /** `community_type`, `enhanced_performance_type` or `hybrid_storage`. API: `SeriesType`. */
  readonly seriesType: string | undefined;
  /** For a month (`PrePaid`) or an hour (`PostPaid`); only with `sortedByPrice`, and where the cloud gives one. API: `TradeAmount`. */
  readonly price: number | undefined;
  /** Of the price. API: `Currency`. */
  readonly currency: string | undefined;
}

/** What `getAliyunInstanceClasses` answers. */
export interface AliyunInstanceClasses {
  /** The cheapest first with `sortedByPrice`, else the smallest. */
  readonly classes: readonly AliyunInstanceClass[];
}

/** The arguments of `getAliyunRedis` and `getAliyunRedisInstances`. An instance fits when it fits all of them. */
export interface AliyunRedisInstancesArgs extends AliyunLookupArgs {
  /** Id, like `r-bp1zxszhcgatnx`. */
  readonly instanceId?: string | undefined;
  /** The whole name. API: `InstanceName`. */
  readonly instanceName?: string | undefined;
  /** Tags that the instance has, among others; at most 5. API: `Tag`. */
  readonly tags?: Readonly<Record<string, string>> | undefined;
  /** Status in the vendor's words, like `Normal`. API: `InstanceStatus`. */
  readonly status?: string | undefined;
  /** Zone. API: `ZoneId`. */
  readonly zoneId?: string | undefined;
  /** VPC. API: `VpcId`. */
  readonly vpcId?: string | undefined;
  /** vSwitch. API: `VSwitchId`. */
  readonly vSwitchId?: string | undefined;
  /** Resource group. API: `ResourceGroupId`. */
  readonly resourceGroupId?: string | undefined;
  /** `Redis`, `Memcache` or a series of Tair. API: `InstanceType`. */
  readonly instanceType?: string | undefined;
  /** Version. API: `EngineVersion`. */
  readonly engineVersion?: string | undefined;
  /** Class. API: `InstanceClass`. */
  readonly instanceClass?: string | undefined;
  /** `standard`, `cluster` or `rwsplit`. API: `ArchitectureType`. */
  readonly architectureType?: string | undefined;
  /** `Community`, or `Enterprise` for Tair. API: `EditionType`. */
  readonly editionType?: Suggested<"Community" | "Enterprise"> | undefined;
  /** API: `NetworkType`. */
  readonly networkType?: "VPC" | "CLASSIC" | undefined;
  /** `true` finds only those whose time has ended, in the recycle bin too; `false` only others. API: `Expired`. */
  readonly expired?: boolean | undefined;
  /** By the month or by the hour. API: `ChargeType`. */
  readonly chargeType?: "PrePaid" | "PostPaid" | undefined;
}

/** An instance of the account, as lists show it; without password. */
export interface AliyunRedisInstance {
  /** Like `r-bp1zxszhcgatnx`. API: `InstanceId`. */
  readonly instanceId: string;
  /** API: `InstanceName`. */
  readonly instanceName: string | undefined;
  /** In the vendor's words, `Normal` when ready. API: `InstanceStatus`. */
  readonly status: string;
  /** API: `RegionId`. */
  readonly regionId: string | undefined;
  /** API: `ZoneId`. */
  readonly zoneId: string | undefined;
  /** Zone of the replicas, where it is another one. API: `SecondaryZoneId`. */
  readonly secondaryZoneId: string | undefined;
  /** `Redis`, `Memcache` or a series of Tair. API: `InstanceType`. */
  readonly instanceType: string | undefined;
  /** API: `EngineVersion`. */
  readonly engineVersion: string | undefined;
  /** The class that runs. API: `RealInstanceClass`. */
  readonly instanceClass: string | undefined;
  /** `standard`, `cluster` or `rwsplit`. API: `ArchitectureType`. */
  readonly architectureType: string | undefined;
  /** `Community`, or `Enterprise` for Tair. API: `EditionType`. */
  readonly editionType: string | undefined;
  /** API: `NodeType`. */
  readonly nodeType: string | undefined;
  /** MB. API: `Capacity`. */
  readonly capacity: number | undefined;
  /** MB/s. API: `Bandwidth`. */
  readonly bandwidth: number | undefined;
  /** Maximum number of simultaneous connections. API: `Connections`. */
  readonly connections: number | undefined;
  /** Host name within the network. API: `ConnectionDomain`. */
  readonly connectionDomain: string | undefined;
  /** API: `Port`. */
  readonly port: number | undefined;
  /** API: `PrivateIp`. */
  readonly privateIpAddress: string | undefined;
  /** `VPC` or `CLASSIC`. API: `NetworkType`. */
  readonly networkType: string | undefined;
  /** API: `VpcId`. */
  readonly vpcId: string | undefined;
  /** API: `VSwitchId`. */
  readonly vSwitchId: string | undefined;
  /** API: `ResourceGroupId`. */
  readonly resourceGroupId: string | undefined;
  /** The distributed instance that it belongs to. API: `GlobalInstanceId`. */
  readonly globalInstanceId: string | undefined;
  /** API: `ChargeType`. */
  readonly chargeType: string | undefined;
  /** RFC 3339. API: `CreateTime`. */
  readonly createTime: string | undefined;
  /** End of the prepaid time, RFC 3339. API: `EndTime`. */
  readonly endTime: string | undefined;
  /** The tags without the vendor's and the provider's own. API: `Tags`. */
  readonly tags: Readonly<Record<string, string>>;
}

/** What `getAliyunRedisInstances` answers. */
export interface AliyunRedisInstances {
  /** All that fit. */
  readonly instances: readonly AliyunRedisInstance[];
}

/** The arguments of `getAliyunBackups`. */
export interface AliyunBackupsArgs extends AliyunLookupArgs {
  /** The instance's id. API: `InstanceId`. */
  readonly instanceId: string;
  /**
   * Backups that began then or later, like `2026-11-21T00:00Z`. API: `StartTime`.
   * @default 730 days ago: no backup is kept longer
   */
  readonly startTime?: string | undefined;
  /**
   * Backups that began then or earlier. API: `EndTime`.
   * @default now
   */
  readonly endTime?: string | undefined;
}

/** A backup set. */
export interface AliyunBackup {
  /** What `backupId` of `AliyunRedis` takes. API: `BackupId`. */
  readonly backupId: string;
  /** The job that has made it; `AliyunRedisBackup.get` takes `<instanceId>:<backupJobId>`. API: `BackupJobID`. */
  readonly backupJobId: string | undefined;
  /** `Success` or `Failed`. API: `BackupStatus`. */
  readonly backupStatus: string | undefined;
  /** `Automated` or `Manual`. API: `BackupMode`. */
  readonly backupMode: string | undefined;
  /** `FullBackup` or `IncrementalBackup`. API: `BackupType`. */
  readonly backupType: string | undefined;
  /** RFC 3339. API: `BackupStartTime`. */
  readonly backupStartTime: string | undefined;
  /** RFC 3339. API: `BackupEndTime`. */
  readonly backupEndTime: string | undefined;
  /** Bytes. API: `BackupSize`. */
  readonly backupSize: number | undefined;
  /** Version of the instance at that time. API: `EngineVersion`. */
  readonly engineVersion: string | undefined;
  /** The node; clusters have a backup set for each shard. API: `NodeInstanceId`. */
  readonly nodeInstanceId: string | undefined;
}

/** What `getAliyunBackups` answers. */
export interface AliyunBackups {
  /** The latest first. */
  readonly backups: readonly AliyunBackup[];
}

/** The arguments of `getAliyunSslCertificate`. */
export interface AliyunSslCertificateArgs extends AliyunLookupArgs {
  /** The instance's id. API: `InstanceId`. */
  readonly instanceId: string;
}

/** What `getAliyunSslCertificate` answers. */
export interface AliyunSslCertificate {
  /** Are connections encrypted? API: `SSLEnabled`. */
  readonly ssl: boolean;
  /** The host name that the certificate is for. API: `CertCommonName`. */
  readonly certCommonName: string | undefined;
  /** Where to download the certificate of the authority. API: `CertDownloadURL`. */
  readonly certDownloadUrl: string | undefined;
  /** When the instance's certificate expires. API: `SSLExpiredTime`. */
  readonly sslExpiredTime: string | undefined;
}

/** The arguments of `getAliyunRedisAccounts`. */
export interface AliyunRedisAccountsArgs extends AliyunLookupArgs {
  /** The instance's id. API: `InstanceId`. */
  readonly instanceId: string;
}

/** An account of an instance. */
export interface AliyunRedisAccountInfo {
  /** The accounts that an instance has by itself are named like the instance and, since 6.0, `default`. API: `AccountName`. */
  readonly accountName: string;
  /** `Available` when clients can use it. API: `AccountStatus`. */
  readonly status: string;
  /** `Normal`, or `Super` for the accounts that an instance has by itself. API: `AccountType`. */
  readonly accountType: string | undefined;
  /** `RoleReadOnly`, `RoleReadWrite` or `RoleRepl`. API: `AccountPrivilege`. */
  readonly privilege: string | undefined;
  /** API: `AccountDescription`. */
  readonly description: string | undefined;
}

/** What `getAliyunRedisAccounts` answers. */
export interface AliyunRedisAccounts {
  /** All of the instance, the default one too. */
  readonly accounts: readonly AliyunRedisAccountInfo[];
}

/** The arguments of `getAliyunGlobalSecurityGroups`. */
export interface AliyunGlobalSecurityGroupsArgs extends AliyunLookupArgs {
  /** Only this one. API: `GlobalSecurityGroupId`. */
  readonly globalSecurityGroupId?: string | undefined;
}

/** A list of addresses that belongs to the account, for the whitelists of many instances. */
export interface AliyunGlobalSecurityGroup {
  /** What `globalSecurityGroupIds` takes. API: `GlobalSecurityGroupId`. */
  readonly globalSecurityGroupId: string;
  /** API: `GlobalIgName`. */
  readonly name: string | undefined;
  /** Addresses and blocks. API: `GIpList`. */
  readonly ips: readonly string[];
  /** The instances that have it. API: `DBInstances`. */
  readonly instanceIds: readonly string[];
}

/** What `getAliyunGlobalSecurityGroups` answers. */
export interface AliyunGlobalSecurityGroups {
  readonly groups: readonly AliyunGlobalSecurityGroup[];
}

/** The arguments of `getAliyunConnections`. */
export interface AliyunConnectionsArgs extends AliyunLookupArgs {
  /** The instance's id. API: `InstanceId`. */
  readonly instanceId: string;
}

/** Where clients can connect to an instance. */
export interface AliyunConnection {
  /** Host name. API: `ConnectionString`. */
  readonly connectionDomain: string;
  /** API: `Port`. */
  readonly port: number | undefined;
  /** API: `IPAddress`. */
  readonly ip: string | undefined;
  /** `Private` in a VPC, `Public` from the internet, or `Inner` in the classic network. API: `IPType`. */
  readonly ipType: string | undefined;
  /** Of a cluster: does it lead to the shards, without a proxy? API: `DirectConnection`. */
  readonly isDirect: boolean;
  /** API: `VPCId`. */
  readonly vpcId: string | undefined;
  /** API: `VSwitchId`. */
  readonly vSwitchId: string | undefined;
}

/** What `getAliyunConnections` answers. */
export interface AliyunConnections {
  /** In the vendor's order. */
  readonly connections: readonly AliyunConnection[];
}
