/**
 * The parameters of every imitated operation, as the SDK's request models name them. [sdk] r-kvstore20150101 6.4.0
 *
 * `!` required; `:int`, `:bool` the type (text otherwise); `[]` a list `Name.1`, `Name.2`; `{}` a list of `Name.1.Key`, `Name.1.Value`.
 * RegionId may come with every operation, since several SDKs add it to all. [seen]
 */
export const parameters = {
  CreateInstance:
    "RegionId! Appendonly AutoRenew AutoRenewPeriod AutoUseCoupon BackupId BusinessInfo Capacity:int ChargeType ClusterBackupId " +
    "ConnectionStringPrefix CouponNo DedicatedHostGroupId DryRun:bool EngineVersion GlobalInstance:bool GlobalInstanceId " +
    "GlobalSecurityGroupIds InstanceClass InstanceEndpointType InstanceName InstanceType MaintainEndTime MaintainStartTime NetworkType " +
    "NodeType ParamGroupId Password Period Port PrivateIpAddress ReadOnlyCount:int RecoverConfigMode ReplicaCount:int ResourceGroupId " +
    "RestoreTime SecondaryZoneId ShardCount:int SlaveReadOnlyCount:int SlaveReplicaCount:int SrcDBInstanceId Tag{} Token VSwitchId VpcId " +
    "ZoneId",
  CreateInstances:
    "Instances! AutoPay:bool AutoRenew BusinessInfo CouponNo EngineVersion RebuildInstance:bool ResourceGroupId Token",
  DeleteInstance: "InstanceId! GlobalInstanceId",
  DestroyInstance: "InstanceId!",

  DescribeInstanceAttribute: "InstanceId!",
  DescribeInstances:
    "ArchitectureType ChargeType EditionType EngineVersion Expired GlobalInstance:bool InstanceClass InstanceIds InstanceStatus " +
    "InstanceType NetworkType NodeType PageNumber:int PageSize:int PrivateIp ResourceGroupId SearchKey Tag{} VSwitchId VpcId ZoneId",

  ModifyInstanceAttribute: "InstanceId! InstanceName NewPassword InstanceReleaseProtection:bool",
  ModifyInstanceSpec:
    "InstanceId! AutoPay:bool BusinessInfo ClientToken CouponNo EffectiveTime ForceTrans:bool ForceUpgrade:bool InstanceClass " +
    "MajorVersion NodeType OrderType ReadOnlyCount:int ReplicaCount:int SecondaryZoneId ShardCount:int SlaveReadOnlyCount:int " +
    "SlaveReplicaCount:int SourceBiz Storage:int StorageType",

  DescribeSecurityIps: "InstanceId!",
  ModifySecurityIps: "InstanceId! SecurityIps! ModifyMode SecurityIpGroupAttribute SecurityIpGroupName",

  TagResources: "RegionId! ResourceType! ResourceId[]! Tag{}!",
  UntagResources: "RegionId! ResourceType! ResourceId[]! TagKey[] All:bool",
  ListTagResources: "RegionId! ResourceType! ResourceId[] Tag{} NextToken",

  CreateTairInstance:
    "RegionId! InstanceClass! InstanceType! VpcId! VSwitchId! AutoPay:bool AutoRenew AutoRenewPeriod AutoUseCoupon BackupId BusinessInfo " +
    "ChargeType ClientToken ClusterBackupId ConnectionStringPrefix CouponNo DryRun:bool EngineVersion GlobalInstanceId " +
    "GlobalSecurityGroupIds InstanceEndpointType InstanceName MaintainEndTime MaintainStartTime ParamGroupId Password Period:int Port:int " +
    "PrivateIpAddress ReadOnlyCount:int RecoverConfigMode ReplicaCount:int ResourceGroupId RestoreTime SecondaryZoneId ShardCount:int " +
    "ShardType SlaveReadOnlyCount:int SlaveReplicaCount:int SrcDBInstanceId Storage:int StorageType Tag{} ZoneId",

  ModifyResourceGroup: "RegionId! InstanceId! ResourceGroupId! ClientToken",
  ModifyInstanceMaintainTime: "InstanceId! MaintainStartTime! MaintainEndTime!",
  ModifyInstanceVpcAuthMode: "InstanceId! VpcAuthMode!",

  AddShardingNode: "InstanceId! AutoPay:bool BusinessInfo CouponNo ForceTrans:bool ShardCount:int SourceBiz VSwitchId",
  DeleteShardingNode: "InstanceId! EffectiveTime ForceTrans:bool NodeId ShardCount:int",
  DescribeIntranetAttribute: "InstanceId! ResourceGroupId",
  ModifyInstanceBandwidth: "InstanceId! TargetIntranetBandwidth!",

  TransformInstanceChargeType: "InstanceId! ChargeType! AutoPay:bool AutoRenew AutoRenewPeriod:int CouponNo Period:int",
  TransformToPrePaid: "InstanceId! Period! AutoPay:bool AutoRenew AutoRenewPeriod:int CouponNo",
  RenewInstance:
    "InstanceId! Period! AutoPay:bool AutoRenew:bool BusinessInfo Capacity ClientToken CouponNo FromApp InstanceClass",
  DescribeInstanceAutoRenewalAttribute: "RegionId! DBInstanceId ClientToken PageNumber:int PageSize:int",
  ModifyInstanceAutoRenewalAttribute: "DBInstanceId! AutoRenew Duration Product",

  DescribeDBInstanceNetInfo: "InstanceId! NetType",
  SwitchNetwork: "InstanceId! ClassicExpiredDays RetainClassic TargetNetworkType VSwitchId VpcId",
  MigrateToOtherZone:
    "DBInstanceId! ZoneId! VSwitchId! EffectiveTime ReadOnlyCount:int ReplicaCount:int SecondaryZoneId SlaveReadOnlyCount:int SlaveReplicaCount:int",
  ModifyDBInstanceConnectionString: "DBInstanceId! CurrentConnectionString! IPType NewConnectionString Port",
  AllocateInstancePublicConnection: "InstanceId! ConnectionStringPrefix! Port!",
  ReleaseInstancePublicConnection: "InstanceId! CurrentConnectionString!",

  DescribeSecurityGroupConfiguration: "InstanceId!",
  ModifySecurityGroupConfiguration: "DBInstanceId! SecurityGroupId!",
  DescribeGlobalSecurityIPGroupRelation: "RegionId! DBClusterId! ResourceGroupId",
  ModifyGlobalSecurityIPGroupRelation: "RegionId! DBClusterId! GlobalSecurityGroupId! ResourceGroupId",

  DescribeBackupPolicy: "InstanceId!",
  ModifyBackupPolicy:
    "InstanceId! PreferredBackupPeriod! PreferredBackupTime! BackupRetentionPeriod:int EnableBackupLog:int",
  CreateBackup: "InstanceId! BackupRetentionPeriod:int",
  DescribeBackups: "InstanceId! StartTime! EndTime! BackupId:int BackupJobId:int NeedAof PageNumber:int PageSize:int",

  DescribeInstanceSSL: "InstanceId!",
  ModifyInstanceSSL: "InstanceId! SSLEnabled!",
  DescribeInstanceTDEStatus: "InstanceId!",
  ModifyInstanceTDE: "InstanceId! TDEStatus! EncryptionKey EncryptionName RoleArn",
  DescribeEncryptionKey: "InstanceId! EncryptionKey",

  DescribeEngineVersion: "InstanceId!",
  ModifyInstanceMajorVersion: "InstanceId! MajorVersion! EffectiveTime",
  ModifyInstanceMinorVersion: "InstanceId! EffectiveTime Minorversion",
  ModifyDBInstanceAutoUpgrade: "DBInstanceId! Value!",
  RestartInstance: "InstanceId! EffectiveTime UpgradeMinorVersion:bool",

  DescribeInstanceConfig: "InstanceId!",
  ModifyInstanceConfig:
    "InstanceId! Config ParamNoLooseSentinelEnabled ParamNoLooseSentinelPasswordFreeAccess ParamNoLooseSentinelPasswordFreeCommands " +
    "ParamReplMode ParamSemisyncReplTimeout ParamSentinelCompatEnable",
  DescribeParameters: "DBInstanceId! NodeId",
  ModifyInstanceParameter: "RegionId! InstanceId! ParameterGroupId Parameters",

  DescribeRegions: "AcceptLanguage",
  DescribeZones: "RegionId! AcceptLanguage",
  DescribeAvailableResource:
    "RegionId! AcceptLanguage Engine InstanceChargeType InstanceId InstanceScene NodeId OrderType ProductType ResourceGroupId ZoneId",
  DescribePrice:
    "OrderType! BusinessInfo Capacity:int ChargeType CouponNo EngineVersion ForceUpgrade:bool InstanceClass InstanceId Instances NodeType " +
    "OrderParamOut Period:int Quantity:int SecondaryZoneId ShardCount:int ZoneId",

  /** STS, for the account's number. [doc] */
  GetCallerIdentity: "",
  /** VPC; Terraform asks for a vSwitch's VPC and zone. [tf] */
  DescribeVSwitchAttributes: "VSwitchId!",
} as const satisfies Record<string, string>;

export type Action = keyof typeof parameters;

/** Never kept in a log. */
export const secretParameters: ReadonlySet<string> = new Set(["Password", "NewPassword", "SecurityToken"]);
