import type { Suggested } from "../../core/resource/types";

/** Where to look. */
export interface JdLookupArgs {
  /**
   * Region, like `cn-north-1`.
   * @default the configured region (`jd:region`, `JDCLOUD_REGION`)
   */
  readonly regionId?: string | undefined;
}

/** The arguments of `getJdClasses`. What is left out does not restrict the answer. */
export interface JdClassesArgs extends JdLookupArgs {
  /** `master-slave`, `cluster` or `native-cluster`. API: `architectureType`. */
  readonly cacheInstanceType?: Suggested<"master-slave" | "cluster" | "native-cluster"> | undefined;
  /** Version, like `6.2`. API: `version`. */
  readonly redisVersion?: string | undefined;
  /** `amd64` or `arm64`. API: `cpuType`. */
  readonly cpuArchType?: Suggested<"amd64" | "arm64"> | undefined;
  /** MB of all shards together. API: `memoryMB`. */
  readonly memoryMB?: number | undefined;
  /** Zone in which it is in stock, like `cn-north-1a`. API: `azId`. */
  readonly az?: string | undefined;
}

/** A class on sale, with a number of shards. */
export interface JdClass {
  /** What `cacheInstanceClass` of `JdRedis` takes. API: `instanceClasses`. */
  readonly cacheInstanceClass: string;
  /** API: `shardNumber`. */
  readonly shardNumber: number;
  /** MB of all shards together. API: `memoryMB`. */
  readonly memoryMB: number;
  /** `master-slave`, `cluster` or `native-cluster`. API: `architectureType`. */
  readonly cacheInstanceType: string;
  /** API: `version`. */
  readonly redisVersion: string;
  /** API: `cpuType`. */
  readonly cpuArchType: string;
  /** Zones in which it is in stock. API: `availableZones`. */
  readonly azs: readonly string[];
}

/** What `getJdClasses` answers. */
export interface JdClasses {
  /** The smallest first. */
  readonly classes: readonly JdClass[];
}

/** The arguments of `getJdQuota`. */
export interface JdQuotaArgs extends JdLookupArgs {}

/** What `getJdQuota` answers. */
export interface JdQuota {
  /** Instances that the account may have. API: `max`. */
  readonly max: number;
  /** Instances that it has. API: `used`. */
  readonly used: number;
}

/** The arguments of `getJdRedis` and `getJdRedisInstances`. An instance fits when it fits all of them. */
export interface JdRedisInstancesArgs extends JdLookupArgs {
  /** Id, like `redis-m0vcg462xe31`. API: `cacheInstanceId`. */
  readonly instanceId?: string | undefined;
  /** The whole name. API: `cacheInstanceName`. */
  readonly cacheInstanceName?: string | undefined;
  /** Tags that the instance has, among others. API: `tags`. */
  readonly tags?: Readonly<Record<string, string>> | undefined;
  /** In the vendor's words, like `running`. API: `cacheInstanceStatus`. */
  readonly status?: string | undefined;
  /** Class. API: `cacheInstanceClass`. */
  readonly cacheInstanceClass?: string | undefined;
  /** API: `cacheInstanceType`. */
  readonly cacheInstanceType?: string | undefined;
  /** API: `redisVersion`. */
  readonly redisVersion?: string | undefined;
  /** API: `vpcId`. */
  readonly vpcId?: string | undefined;
  /** API: `subnetId`. */
  readonly subnetId?: string | undefined;
  /** API: `resourceGroupId`. */
  readonly resourceGroupId?: string | undefined;
}

/** An instance of the account, as lists show it; without password. */
export interface JdRedisInstance {
  /** API: `cacheInstanceId`. */
  readonly instanceId: string;
  /** API: `cacheInstanceName`. */
  readonly cacheInstanceName: string | undefined;
  /** In the vendor's words, `running` when ready. API: `cacheInstanceStatus`. */
  readonly status: string;
  /** The region that was asked. */
  readonly regionId: string;
  /** API: `cacheInstanceClass`. */
  readonly cacheInstanceClass: string | undefined;
  /** API: `cacheInstanceType`. */
  readonly cacheInstanceType: string | undefined;
  /** MB of all shards together. API: `cacheInstanceMemoryMB`. */
  readonly cacheInstanceMemoryMB: number | undefined;
  /** API: `shardNumber`. */
  readonly shardNumber: number | undefined;
  /** API: `redisVersion`. */
  readonly redisVersion: string | undefined;
  /** API: `vpcId`. */
  readonly vpcId: string | undefined;
  /** API: `subnetId`. */
  readonly subnetId: string | undefined;
  /** Host name within the network. API: `connectionDomain`. */
  readonly connectionDomain: string | undefined;
  /** API: `port`. */
  readonly port: number | undefined;
  /** API: `chargeMode`. */
  readonly chargeMode: string | undefined;
  /** API: `resourceGroupId`. */
  readonly resourceGroupId: string | undefined;
  /** API: `createTime`. */
  readonly createTime: string | undefined;
  /** The tags without the vendor's and the provider's own. API: `tags`. */
  readonly tags: Readonly<Record<string, string>>;
}

/** What `getJdRedisInstances` answers. */
export interface JdRedisInstances {
  /** All that fit. */
  readonly instances: readonly JdRedisInstance[];
}

/** The arguments of `getJdBackups`. */
export interface JdBackupsArgs extends JdLookupArgs {
  /** The instance's id. API: `cacheInstanceId`. */
  readonly instanceId: string;
}

/** A backup. */
export interface JdBackup {
  /** What `backupId` of `JdRedis` takes. API: `baseId`. */
  readonly backupId: string;
  /** API: `backupFileName`. */
  readonly backupFileName: string | undefined;
  /** 0 running, 2 done. API: `backupStatus`. */
  readonly backupStatus: number | undefined;
  /** 0 automatic, 1 manual. API: `backupType`. */
  readonly backupType: number | undefined;
  /** API: `backupStartTime`. */
  readonly backupStartTime: string | undefined;
  /** Absent while it runs. API: `backupEndTime`. */
  readonly backupEndTime: string | undefined;
  /** Bytes. API: `backupSize`. */
  readonly backupSize: number | undefined;
}

/** What `getJdBackups` answers. */
export interface JdBackups {
  /** The latest first. */
  readonly backups: readonly JdBackup[];
}

/** The arguments of `getJdRedisAccounts`. */
export interface JdRedisAccountsArgs extends JdLookupArgs {
  /** The instance's id. API: `cacheInstanceId`. */
  readonly instanceId: string;
}

/** An account of an instance. */
export interface JdRedisAccountInfo {
  /** API: `accountName`. */
  readonly accountName: string;
  /** Is it the account that every instance has? API: `accountType`. */
  readonly isDefault: boolean;
  /** What it may do. API: `accountPrivilege`. */
  readonly privilege: string | undefined;
  /** API: `accountDescription`. */
  readonly description: string;
}

/** What `getJdRedisAccounts` answers. */
export interface JdRedisAccounts {
  /** All of the instance, the default one too; none where its version has no accounts. */
  readonly accounts: readonly JdRedisAccountInfo[];
}

/** The arguments of `getJdTemplates`. What is left out does not restrict the answer. */
export interface JdTemplatesArgs extends JdLookupArgs {
  /** `default`, the vendor's own, or `user`, the custom ones of the account. API: `tplType`. */
  readonly tplType?: Suggested<"default" | "user"> | undefined;
  /** The whole name. API: `name`. */
  readonly name?: string | undefined;
  /** `master-slave` or `native-cluster`. API: `redisType`. */
  readonly redisType?: Suggested<"master-slave" | "native-cluster"> | undefined;
  /** Version, like `6.2`. API: `redisVersion`. */
  readonly redisVersion?: string | undefined;
}

/** A parameter template. */
export interface JdTemplate {
  /** What `configTemplateId` of `JdRedis` takes. API: `templateId`. */
  readonly templateId: string;
  /** API: `name`. */
  readonly name: string;
  /** `default`, one of the vendor's own, or `user`. API: `tplType`. */
  readonly tplType: string | undefined;
  /** API: `description`. */
  readonly description: string;
  /** The architecture of the instances that it is for. API: `redisType`. */
  readonly redisType: string | undefined;
  /** The version of their engine. API: `redisVersion`. */
  readonly redisVersion: string | undefined;
  /** Of a custom one, as the vendor writes it. API: `createdTime`. */
  readonly createdTime: string | undefined;
  /** When it was last changed, as the vendor writes it. API: `modifiedTime`. */
  readonly modifiedTime: string | undefined;
}

/** What `getJdTemplates` answers. */
export interface JdTemplates {
  /** The vendor's own first, each in the vendor's order. */
  readonly templates: readonly JdTemplate[];
}

/** The arguments of `getJdTemplate`. */
export interface JdTemplateArgs extends JdLookupArgs {
  /** One of the vendor's own or a custom one. API: `templateId`. */
  readonly templateId: string;
}

/** A parameter of a template. */
export interface JdTemplateParam {
  /** What `config` of `JdRedisTemplate` takes. API: `configName`. */
  readonly name: string;
  /** What an instance made with the template begins with. API: `configValue`. */
  readonly value: string;
  /** The vendor's. API: `configDefaultValue`. */
  readonly defaultValue: string | undefined;
  /** `int`, `string`, `outputBuffer` or `byteArray`. API: `configValueType`. */
  readonly valueType: string | undefined;
  /** Of an `int`. API: `configValueMin`. */
  readonly least: number | undefined;
  /** Of an `int`. API: `configValueMax`. */
  readonly most: number | undefined;
  /** Of a `string` the values, of a `byteArray` the letters that are allowed; none where it is neither. API: `configValueOptional`. */
  readonly choices: readonly string[];
  /** In the vendor's words. API: `configDescription`. */
  readonly description: string | undefined;
}

/** What `getJdTemplate` answers. */
export interface JdTemplateDetail extends JdTemplate {
  /** All, in the vendor's order. */
  readonly params: readonly JdTemplateParam[];
}

/** The arguments of `getJdSslCertificate`. */
export interface JdSslCertificateArgs extends JdLookupArgs {
  /** The instance's id. API: `cacheInstanceId`. */
  readonly instanceId: string;
}

/** What `getJdSslCertificate` answers. */
export interface JdSslCertificate {
  /** Are connections encrypted? API: `tlsStatus`. */
  readonly tlsStatus: "enable" | "disable";
  /** The certificate of the authority in PEM. API: `ca`. */
  readonly ca: string | undefined;
  /** Where to download it. API: `caDownloadUrl`. */
  readonly caDownloadUrl: string | undefined;
}
