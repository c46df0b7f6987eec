const flag = "text(true|false|True|False)";
const months = "1|2|3|4|5|6|7|8|9|12|24|36";
const chargeType = "ChargeType:text(PostPaid|PrePaid)";
const nodeType = "NodeType:text(MASTER_SLAVE|STAND_ALONE|double|single)";
const versions = "EngineVersion:text(2.8|4.0|5.0|6.0|7.0)";
const name = "InstanceName:text(2..80)=InvalidInstanceName.Malformed";
const secret = "text(8..32)=InvalidPassword.Malformed";
const prefix = "text(8..40)=InvalidConnectionString.Malformed";
const token = "text(1..64)=InvalidToken.Malformed";
const accountName = "AccountName:text(1..100)=InvalidAccountName.Format";
const accountPassword = "AccountPassword:text(8..32)=InvalidAccountPassword.Format";
const accountPrivilege = "AccountPrivilege:text(RoleReadOnly|RoleReadWrite|RoleRepl)=InvalidAccountPrivilege.Malformed";
const accountDescription = "AccountDescription:text(2..256)=InvalidAccountDescription.Format";
const effectiveTime = "EffectiveTime:text(Immediately|MaintainTime|0|1)";
const nodeCounts =
  "ReplicaCount:int(0..9) SlaveReplicaCount:int(0..9) ReadOnlyCount:int(0..9) SlaveReadOnlyCount:int(0..9)";
const disk = "Storage:int(1..9007199254740991) StorageType:text(essd_pl0|essd_pl1|essd_pl2|essd_pl3)";
const resourceType = "ResourceType:text(INSTANCE|instance)!";
const page = (most: number) => `PageNumber:int(1..1000000) PageSize:int(1..${most})`;

/**
 * The parameters of every imitated operation, as the SDK's request models name them. [sdk] r-kvstore20150101 6.4.0
 *
 * `Name`, `Name!` or `Name:spec`, where the spec is in the language of `core/parameters.ts` and a text is meant without one. Types:
 * `text`, `int`, `bool`; `digits`, a number that the SDK sends as text, so that anything else is a bad value and not a bad type;
 * `text[]`, sent as `Name.1`, `Name.2`; `text{}`, sent as `Name.1.Key`, `Name.1.Value`.
 * RegionId may come with every operation, since several SDKs add it to all. [seen]
 */
export const parameters = {
  CreateInstance:
    `RegionId! Appendonly:text(yes|no) AutoRenew:${flag} AutoRenewPeriod:text(1|2|3|6|12) AutoUseCoupon:${flag} BackupId BusinessInfo Capacity:int ` +
    `${chargeType} ClusterBackupId ConnectionStringPrefix:${prefix} CouponNo DedicatedHostGroupId DryRun:bool ${versions} ` +
    "GlobalInstance:bool GlobalInstanceId GlobalSecurityGroupIds InstanceClass InstanceEndpointType:text(AzIndependentEndpoint|UnifiedEndpoint) " +
    `${name} InstanceType:text(Redis|Memcache) MaintainEndTime MaintainStartTime NetworkType:text(VPC|CLASSIC) ${nodeType} ${nodeCounts} ` +
    `ParamGroupId Password:${secret} Period:text(${months}|60) Port:digits(1..65535) PrivateIpAddress RecoverConfigMode ResourceGroupId ` +
    `RestoreTime SecondaryZoneId ShardCount:int(1..256) SrcDBInstanceId Tag:text{} Token:${token} VSwitchId VpcId ZoneId`,
  CreateInstances:
    `Instances! AutoPay:bool AutoRenew:${flag} BusinessInfo CouponNo EngineVersion:text(2.8|4.0|5.0) RebuildInstance:bool ResourceGroupId ` +
    `Token:${token}`,
  CreateTairInstance:
    "RegionId! InstanceClass! InstanceType:text(tair_rdb|tair_scm|tair_essd)! VpcId! VSwitchId! " +
    `AutoPay:bool AutoRenew:${flag} AutoRenewPeriod:text(1|2|3|6|12) AutoUseCoupon:${flag} BackupId BusinessInfo ${chargeType} ClientToken:${token} ` +
    `ClusterBackupId ConnectionStringPrefix:${prefix} CouponNo DryRun:bool EngineVersion GlobalInstanceId GlobalSecurityGroupIds ` +
    `InstanceEndpointType:text(AzIndependentEndpoint|UnifiedEndpoint) ${name} MaintainEndTime MaintainStartTime ${nodeCounts} ParamGroupId ` +
    `Password:${secret} Period:int(${months}|60) Port:int(1..65535) PrivateIpAddress RecoverConfigMode ResourceGroupId RestoreTime ` +
    "SecondaryZoneId ShardCount:int(1..32) ShardType:text(MASTER_SLAVE|STAND_ALONE) SrcDBInstanceId " +
    `${disk} Tag:text{} ZoneId`,
  DeleteInstance: "InstanceId! GlobalInstanceId",
  DestroyInstance: "InstanceId!",

  DescribeInstanceAttribute: "InstanceId!",
  DescribeInstances:
    "ArchitectureType ChargeType EditionType EngineVersion Expired GlobalInstance:bool InstanceClass InstanceIds InstanceStatus " +
    `InstanceType NetworkType NodeType ${page(50)} PrivateIp ResourceGroupId SearchKey Tag:text{} VSwitchId VpcId ZoneId`,

  ModifyInstanceAttribute: `InstanceId! ${name} NewPassword:${secret} InstanceReleaseProtection:bool`,
  ModifyInstanceMaintainTime: "InstanceId! MaintainStartTime! MaintainEndTime!",
  ModifyResourceGroup: `RegionId! InstanceId! ResourceGroupId! ClientToken:${token}`,

  DescribeSecurityIps: "InstanceId!",
  ModifySecurityIps:
    "InstanceId! SecurityIps! ModifyMode:text(Cover|Append|Delete|0|1|2) SecurityIpGroupAttribute SecurityIpGroupName",
  DescribeSecurityGroupConfiguration: "InstanceId!",
  ModifySecurityGroupConfiguration: "DBInstanceId! SecurityGroupId!",
  DescribeGlobalSecurityIPGroup: "RegionId! Engine:text(redis|memcache) GlobalSecurityGroupId ResourceGroupId",
  DescribeGlobalSecurityIPGroupRelation: "RegionId! DBClusterId! ResourceGroupId",
  ModifyGlobalSecurityIPGroupRelation: "RegionId! DBClusterId! GlobalSecurityGroupId! ResourceGroupId",
  ModifyInstanceVpcAuthMode: "InstanceId! VpcAuthMode:text(Open|Close)!",

  TagResources: `RegionId! ${resourceType} ResourceId:text[]! Tag:text{}!`,
  UntagResources: `RegionId! ${resourceType} ResourceId:text[]! TagKey:text[] All:bool`,
  ListTagResources: `RegionId! ${resourceType} ResourceId:text[] Tag:text{} NextToken:digits(0..)`,

  ModifyInstanceSpec:
    `InstanceId! AutoPay:bool BusinessInfo ClientToken:${token} CouponNo ${effectiveTime} ForceTrans:bool ForceUpgrade:bool InstanceClass ` +
    `MajorVersion ${nodeType} OrderType:text(UPGRADE|DOWNGRADE) ${nodeCounts} SecondaryZoneId ShardCount:int(1..256) SourceBiz ${disk}`,
  AddShardingNode:
    "InstanceId! AutoPay:bool BusinessInfo CouponNo ForceTrans:bool ShardCount:int(1..64) SourceBiz VSwitchId",
  DeleteShardingNode: `InstanceId! ${effectiveTime} ForceTrans:bool NodeId ShardCount:int(1..256)`,
  DescribeIntranetAttribute: "InstanceId! ResourceGroupId",
  ModifyInstanceBandwidth: "InstanceId! TargetIntranetBandwidth!",

  TransformInstanceChargeType:
    `InstanceId! ChargeType:text(PostPaid|PrePaid)! AutoPay:bool AutoRenew:${flag} AutoRenewPeriod:int(1..12) CouponNo ` +
    `Period:int(${months})`,
  TransformToPrePaid: `InstanceId! Period:text(${months})! AutoPay:bool AutoRenew:${flag} AutoRenewPeriod:int(1..12) CouponNo`,
  RenewInstance:
    `InstanceId! Period:text(${months})! AutoPay:bool AutoRenew:bool BusinessInfo Capacity ClientToken:${token} CouponNo FromApp ` +
    "InstanceClass",
  DescribeInstanceAutoRenewalAttribute: "RegionId! DBInstanceId ClientToken PageNumber:int PageSize:int",
  ModifyInstanceAutoRenewalAttribute: `DBInstanceId! AutoRenew:${flag} Duration Product`,

  DescribeDBInstanceNetInfo: "InstanceId! NetType",
  SwitchNetwork:
    "InstanceId! ClassicExpiredDays:text(14|30|60|120) RetainClassic TargetNetworkType:text(VPC) VSwitchId VpcId",
  MigrateToOtherZone:
    `DBInstanceId! ZoneId! VSwitchId! ${effectiveTime} ReadOnlyCount:int ReplicaCount:int SecondaryZoneId ` +
    "SlaveReadOnlyCount:int SlaveReplicaCount:int",
  ModifyDBInstanceConnectionString: `DBInstanceId! CurrentConnectionString! IPType:text(Private|Public) NewConnectionString:${prefix} Port:digits(1024..65535)`,
  AllocateInstancePublicConnection: `InstanceId! ConnectionStringPrefix:${prefix}! Port:digits(1024..65535)!`,
  ReleaseInstancePublicConnection: "InstanceId! CurrentConnectionString!",

  DescribeBackupPolicy: "InstanceId!",
  ModifyBackupPolicy:
    "InstanceId! PreferredBackupPeriod! PreferredBackupTime! BackupRetentionPeriod:int(7..730) EnableBackupLog:int(0..1)",
  CreateBackup: "InstanceId! BackupRetentionPeriod:int",
  DescribeBackupTasks: "InstanceId! BackupJobId:digits JobMode:text(Automated|Manual)",
  DescribeClusterBackupList: `RegionId! InstanceId! StartTime! EndTime! ClusterBackupId NoShardBackup:text(True|False) ${page(300)}`,
  DeleteBackup: "InstanceId! BackupId!",
  ModifyBackupExpireTime: "InstanceId! BackupId ExpectExpireTime!",
  DescribeBackups: `InstanceId! StartTime! EndTime! BackupId:int BackupJobId:int NeedAof ${page(300)}`,

  CreateAccount: `InstanceId! ${accountName}! ${accountPassword}! ${accountPrivilege} ${accountDescription} AccountType:text(Normal) SourceBiz`,
  DescribeAccounts: `InstanceId! AccountName SearchAccountName ${page(100)}`,
  GrantAccountPrivilege: `InstanceId! AccountName! ${accountPrivilege}! SourceBiz`,
  ModifyAccountDescription: `InstanceId! AccountName! ${accountDescription}! SourceBiz`,
  ResetAccountPassword: `InstanceId! AccountName! ${accountPassword}! SourceBiz`,
  DeleteAccount: "InstanceId! AccountName! SourceBiz",

  DescribeInstanceSSL: "InstanceId!",
  ModifyInstanceSSL: "InstanceId! SSLEnabled:text(Enable|Disable|Update)!",
  DescribeInstanceTDEStatus: "InstanceId!",
  ModifyInstanceTDE: "InstanceId! TDEStatus:text(Enabled)! EncryptionKey EncryptionName RoleArn",
  DescribeEncryptionKey: "InstanceId! EncryptionKey",

  DescribeAuditLogConfig: "RegionId! InstanceId!",
  ModifyAuditLogConfig: "InstanceId! DbAudit:bool Retention:int(1..365)=InvalidRetention",

  DescribeEngineVersion: "InstanceId!",
  ModifyInstanceMajorVersion: "InstanceId! MajorVersion! EffectiveTime",
  ModifyInstanceMinorVersion: "InstanceId! EffectiveTime Minorversion",
  ModifyDBInstanceAutoUpgrade: "DBInstanceId! Value:text(0|1)!",
  RestartInstance: "InstanceId! EffectiveTime UpgradeMinorVersion:bool",

  DescribeHistoryTasks:
    "RegionId! FromStartTime! ToStartTime! FromExecTime:int InstanceId InstanceType:text(Instance) PageNumber:int(1..1000000) " +
    "PageSize:int(10..100) Status TaskId TaskType ToExecTime:int",
  ModifyTaskInfo: "RegionId! TaskId! ActionParams StepName TaskAction:text(modifySwitchTime)",

  DescribeInstanceConfig: "InstanceId!",
  ModifyInstanceConfig:
    "InstanceId! Config ParamNoLooseSentinelEnabled:text(yes|no) ParamNoLooseSentinelPasswordFreeAccess:text(yes|no) " +
    "ParamNoLooseSentinelPasswordFreeCommands ParamReplMode:text(async|semisync) ParamSemisyncReplTimeout:digits(10..60000) " +
    "ParamSentinelCompatEnable:text(0|1)",
  DescribeParameters: "DBInstanceId! NodeId",
  ModifyInstanceParameter: "RegionId! InstanceId! ParameterGroupId Parameters",

  DescribeRegions: "AcceptLanguage",
  DescribeZones: "RegionId! AcceptLanguage",
  DescribeAvailableResource:
    "RegionId! AcceptLanguage Engine:text(Redis|Memcache) InstanceChargeType:text(PrePaid|PostPaid) InstanceId InstanceScene NodeId " +
    "OrderType:text(BUY|UPGRADE|DOWNGRADE) ProductType:text(Local|OnECS|Tair_rdb|Tair_scm|Tair_essd) ResourceGroupId ZoneId",
  DescribePrice:
    `OrderType:text(BUY|UPGRADE|RENEW|CONVERT)! BusinessInfo Capacity:int ${chargeType} CouponNo EngineVersion ForceUpgrade:bool ` +
    "InstanceClass InstanceId Instances NodeType OrderParamOut Period:int Quantity:int(1..30) SecondaryZoneId ShardCount:int ZoneId",

  /** STS, for the account's number and for the keys of roles. [doc] */
  GetCallerIdentity: "",
  AssumeRole: "RoleArn! RoleSessionName:text(2..64)! DurationSeconds:int(900..43200) ExternalId:text(2..1224) Policy",
  AssumeRoleWithOIDC:
    "OIDCProviderArn! OIDCToken! RoleArn! RoleSessionName:text(2..64)! DurationSeconds:int(900..43200) Policy",
  /** KMS, for passwords that are given encrypted. [doc] */
  Encrypt: "KeyId! Plaintext! EncryptionContext DryRun",
  Decrypt: "CiphertextBlob! EncryptionContext DryRun",
  /** VPC; Terraform asks for a vSwitch's VPC and zone. [tf] */
  DescribeVSwitchAttributes: "VSwitchId!",
} as const satisfies Record<string, string>;

export type Action = keyof typeof parameters;

/** The keys of an element of CreateInstances' `Instances`, as the table of seed 002 writes them. [doc] */
export const elementParameters =
  `RegionId! IzNo! Quantity InstanceType:text(Redis|Memcache) InstanceClass Capacity ${versions} ${chargeType} ` +
  `Period:text(${months}|60) AutoRenew:${flag} ${name} Password:${secret} NetworkType:text(VPC|CLASSIC) VpcId VSwitchId ${nodeType} ` +
  "SrcDBInstanceId BackupId RebuildInstance";

/** Never written to the journal. */
export const secretParameters: ReadonlySet<string> = new Set([
  "Password",
  "NewPassword",
  "AccountPassword",
  "Plaintext",
  "SecurityToken",
  "OIDCToken",
]);
