import { redisVersions, replicas, templateTypes, templateVersions } from "./catalogue";

type Leaf = `${"text" | "int" | "bool" | "text[]" | "text{}"}${string}`;

/**
 * What a call or an object may hold. A leaf is a text in the language of `core/parameters.ts`, where `text[]` is a list of texts and
 * `text{}` an object of texts; an object
 * holds such leaves, `[{…}]` is a list of objects. The name of an object that has to be given ends in `!`.
 */
export interface ParameterTable {
  readonly [name: string]: Leaf | ParameterTable | readonly [ParameterTable];
}

/** [guess] the limits */
const tag = { key: "text(1..127)!", value: "text(..255)!" } as const satisfies ParameterTable;
/** Out of range is 400 and names the field. [qa] of a sibling list */
const pages = { pageNumber: "int(1..)", pageSize: "int(10..100)" } as const satisfies ParameterTable;
const list = {
  ...pages,
  filters: [{ name: "text!", values: "text[]!", operator: "text(eq|ne|in|like|lt|le|gt|ge)" }],
  tagFilters: [{ key: "text!", values: "text[]" }],
  sorts: [{ name: "text", direction: "text(asc|desc)" }],
  resourceGroupIds: "text[]",
} as const satisfies ParameterTable;

const redisVersion = `text(${redisVersions.join("|")})` as const;
const replicaNumber = `int(${replicas.min}..${replicas.max})` as const;
const description = "text(..256)"; // [doc] [qa]
const azSpecifyType = "text(SpecifyByReplicaGroup|SpecifyByCluster)";
const effectiveTime = "text(Immediately|MaintainTime)";
const accountPrivilege = "text(RoleReadOnly|RoleReadWrite)";

const instanceSpec = {
  vpcId: "text!",
  subnetId: "text!",
  cacheInstanceName: "text!",
  cacheInstanceClass: "text!",
  password: "text",
  "azId!": { azSpecifyType, azsForCluster: "text[]", master: "text", slave: "text", azsForProxy: "text[]" },
  cacheInstanceDescription: description,
  redisVersion,
  ipv6On: "int(0|1)",
  shardNumber: "int",
  userTags: [tag],
  resourceGroupId: "text",
  dbNum: "int(16..256)",
  slaveAppendonly: "text(yes|no)",
  maxmemoryPolicy: "text",
  cacheInstanceType: "text(master-slave|cluster|native-cluster)",
  replicaNumber,
  enableSmartProxy: "int(0|1)",
  port: "int(1..65535)",
  extension: {},
  cpuArchType: "text(amd64|arm64)",
  backupId: "text",
  srcInstanceId: "text",
  configTemplateId: "text",
  opsTags: [tag],
} as const satisfies ParameterTable;

const redisType = `text(${templateTypes.join("|")})` as const;
const templateVersion = `text(${templateVersions.join("|")})` as const;

const charge = {
  chargeMode: "text(prepaid_by_duration|postpaid_by_duration)", // [doc] what Redis sells
  chargeUnit: "text",
  chargeDuration: "int",
  autoRenew: "bool",
  autoChangeChargeMode: "bool",
  autoChangeChargeModeDate: "text",
  buyScenario: "text",
} as const satisfies ParameterTable;

const taggedResources = {
  "resources!": [{ serviceCode: "text!", resourceId: "text[]!" }],
  "tags!": [tag],
} as const satisfies ParameterTable;

/** Every parameter but those of the path. [sdk] models of redis 2.7.46, resourcetag 0.6.0, renewal 0.2.2 */
export const parameters = {
  createCacheInstance: { "cacheInstance!": instanceSpec, charge },
  describeCacheInstances: list,
  describeCacheInstance: {},
  modifyCacheInstanceAttribute: { cacheInstanceName: "text", cacheInstanceDescription: description },
  deleteCacheInstance: {},
  checkDeletable: {},
  modifyCacheInstanceClass: {
    cacheInstanceClass: "text!",
    shardNumber: "int",
    replicaNumber,
    replicaAzs2Add: "text[]",
    parallel: "bool",
    effectiveTime,
  },
  resetCacheInstancePassword: { password: "text" },

  describeInstanceConfig: {},
  modifyInstanceConfig: {
    "instanceConfig!": [
      {
        configName: "text!",
        configValue: "text!",
        configDefaultValue: "text",
        configValueType: "text",
        configValueMin: "int",
        configValueMax: "int",
        configValueOptional: "text[]",
        configValueOutputBuffer: "text",
        configDescription: "text",
        configUnSupport: "bool",
      },
    ],
  },
  describeBackupPolicy: {},
  modifyBackupPolicy: { autoBackup: "bool", backupTime: "text!", backupPeriod: "text!" },
  describeBackups: { ...pages, startTime: "text", endTime: "text", baseId: "text" },
  createBackup: { fileName: "text!", backupType: "int(1)!" },
  describeIpWhiteList: {},
  modifyIpWhiteList: { ipWhiteList: "text[]!" },
  describeWhiteListGroup: {},
  addWhiteListGroup: { name: "text!", ips: "text" },
  modifyWhiteListGroup: { name: "text!", ips: "text!" },
  deleteWhiteListGroup: { name: "text!" },
  getDisableCommands: {},
  setDisableCommands: { "disableCommands!": [{ commandName: "text!", isDisable: "bool!" }] },
  listDisableCommands: {},
  describeInstanceTLS: {},
  modifyInstanceTLS: {
    tlsType: "text(standard|gm)",
    tlsStatus: "text(enable|disable|updateCertificate)",
    tlsVersion: "text[]",
  },
  modifyPublicAddress: { action: "text(allocate|release|change)!", elasticIpId: "text" },
  setExposeType: { exposeType: "text" },
  maintenanceTime: { startTime: "text!", endTime: "text!" },
  describeAccounts: {},
  createAccount: {
    accountName: "text!",
    accountPassword: "text!",
    accountPrivilege,
    accountDescription: "text",
  },
  modifyAccount: {
    accountName: "text!",
    accountPassword: "text",
    accountPrivilege,
    accountDescription: "text",
  },
  deleteAccount: { accountName: "text!" },

  createConfigTemplate: {
    name: "text!",
    description: "text",
    val: "text{}",
    redisType: `${redisType}!`,
    redisVersion: `${templateVersion}!`,
  },
  describeConfigTemplates: {
    ...{ ...pages, name: "text", redisType, redisVersion: templateVersion },
    tplType: "text(default|user)",
  },
  describeConfigTemplate: { instanceId: "text" },
  modifyTemplate: { name: "text", description: "text", val: "text{}" },
  deleteConfigTemplate: {},

  describeUpgradeVersion: {},
  modifyInstanceMinorVersion: { minorVersion: "text", proxyMinorVersion: "text", effectiveTime },
  modifyInstanceType: { targetType: "text(native-cluster)" },
  modifyRedisAZSpecifyType: { azSpecifyType, azsForCluster: "text[]", master: "text", slave: "text[]" },
  modifyProxyAvailableZones: { azList: "text[]" },
  describeResizeModeIpTimeInfo: { cacheInstanceClass: "text", shardNumber: "int" },
  describeTaskProgressList: { taskType: "text(resize|upgrade)" },
  listTasks: {
    ...pages,
    taskType: "int",
    taskStatus: "text(init|running|fail|success|manual_stop|rollback|rollback_fail|rollback_finish)",
    instanceId: "text",
    startTime: "text",
    endTime: "text",
  },
  listTask: { taskId: "text!" },

  recycledCacheInstance: list,
  deleteRecycledCacheInstance: {},
  recoverInstance: {},

  checkPasswordValid: { password: "text!" },
  describeInstanceClass: { redisVersion },
  describeSpecConfig: {},
  describeAvailableResource: {},
  describeAvailableResource2: {},
  describeAvailableRegion: {},
  describeUserQuota: {},

  tagResources: { "tagResources!": taggedResources },
  unTagResources: { "unTagResources!": taggedResources },
  describeResources: {
    "resourceVo!": {
      serviceCodes: "text[]",
      resourceIds: "text[]",
      tagFilters: [{ key: "text", values: "text[]", operator: "text" }],
      showTagStatus: "int",
      orderCondition: "text",
      descOrAsc: "text",
      pageSize: "int",
      currentPage: "int",
    },
  },
  queryResource: {
    "queryResource!": {
      serviceCode: "text!",
      tagFilters: [{ key: "text", values: "text[]", operator: "text" }],
      operator: "text(and)",
    },
  },

  queryInstance: {
    "queryInstanceParam!": {
      appCode: "text!",
      serviceCode: "text!",
      instanceName: "text",
      instanceId: "text",
      renewStatus: "text(AUTO|MANUAL|ALL)",
      billingType: "text(CONFIG|FLOW|MONTHLY)",
      expireType: "text",
      ipAddress: "text",
      pageNumber: "int(1..)",
      pageSize: "int(1..100)",
    },
  },
  renewInstance: {
    "renewInstanceParam!": {
      appCode: "text!",
      serviceCode: "text(redis)!",
      timeSpan: "int!",
      timeUnit: "text(MONTH|YEAR)!",
      instanceIds: "text!",
      unifyDate: "text",
      autoPay: "bool(true)",
      returnURL: "text",
    },
  },
  setRenewal: {
    "setRenewalParam!": {
      appCode: "text!",
      serviceCode: "text(redis)!",
      timeSpan: "int",
      timeUnit: "text(MONTH|YEAR)",
      instanceIds: "text!",
      autoRenewStatus: "text(OPEN|CLOSE|MODIFY)!",
      allAutoPay: "text",
    },
  },
} as const satisfies Record<string, ParameterTable>;

export type Action = keyof typeof parameters;

/** The path's placeholders, which Go and Python repeat in the body. [sdk] */
export const pathParameters = {
  regionId: "text",
  cacheInstanceId: "text",
  templateId: "text",
} as const satisfies ParameterTable;

/** The journal hides their values, at every depth. */
export const secretParameters: ReadonlySet<string> = new Set(["password", "accountPassword"]);
