/** What a parameter holds. `[]` is a list of it; an object is one with those fields; `[{…}]` a list of such. */
export type Kind = "text" | "int" | "bool" | "text[]";
export interface Shape {
  /** A name that ends in `!` has to be given. */
  readonly [name: string]: Kind | Shape | readonly [Shape];
}

const tag: Shape = { "key!": "text", "value!": "text" };
const filters = {
  filters: [{ "name!": "text", "values!": "text[]", operator: "text" }],
  tagFilters: [{ "key!": "text", values: "text[]" }],
  sorts: [{ name: "text", direction: "text" }],
  resourceGroupIds: "text[]",
} as const satisfies Shape;
const pages = { pageNumber: "int", pageSize: "int" } as const satisfies Shape;

const instanceSpec: Shape = {
  "vpcId!": "text",
  "subnetId!": "text",
  "cacheInstanceName!": "text",
  "cacheInstanceClass!": "text",
  password: "text",
  "azId!": {
    azSpecifyType: "text",
    azsForCluster: "text[]",
    master: "text",
    slave: "text",
    azsForProxy: "text[]",
  },
  cacheInstanceDescription: "text",
  redisVersion: "text",
  ipv6On: "int",
  shardNumber: "int",
  userTags: [tag],
  resourceGroupId: "text",
  dbNum: "int",
  slaveAppendonly: "text",
  maxmemoryPolicy: "text",
  cacheInstanceType: "text",
  replicaNumber: "int",
  enableSmartProxy: "int",
  port: "int",
  extension: {},
  cpuArchType: "text",
  backupId: "text",
  srcInstanceId: "text",
  configTemplateId: "text",
  opsTags: [tag],
};

const chargeSpec: Shape = {
  chargeMode: "text",
  chargeUnit: "text",
  chargeDuration: "int",
  autoRenew: "bool",
  autoChangeChargeMode: "bool",
  autoChangeChargeModeDate: "text",
  buyScenario: "text",
};

const taggedResources: Shape = {
  "resources!": [{ "serviceCode!": "text", "resourceId!": "text[]" }],
  "tags!": [tag],
};

/** Every parameter beside those of the path. [sdk] models of redis 2.7.46, resourcetag 0.6.0, renewal 0.2.2 */
export const parameters = {
  createCacheInstance: { "cacheInstance!": instanceSpec, charge: chargeSpec },
  describeCacheInstances: { ...pages, ...filters },
  describeCacheInstance: {},
  modifyCacheInstanceAttribute: { cacheInstanceName: "text", cacheInstanceDescription: "text" },
  deleteCacheInstance: {},
  checkDeletable: {},
  modifyCacheInstanceClass: {
    "cacheInstanceClass!": "text",
    shardNumber: "int",
    replicaNumber: "int",
    replicaAzs2Add: "text[]",
    parallel: "bool",
    effectiveTime: "text",
  },
  resetCacheInstancePassword: { password: "text" },

  describeInstanceConfig: {},
  modifyInstanceConfig: {
    "instanceConfig!": [
      {
        "configName!": "text",
        "configValue!": "text",
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
  modifyBackupPolicy: { autoBackup: "bool", "backupTime!": "text", "backupPeriod!": "text" },
  describeBackups: { ...pages, startTime: "text", endTime: "text", baseId: "text" },
  createBackup: { "fileName!": "text", "backupType!": "int" },
  describeIpWhiteList: {},
  modifyIpWhiteList: { "ipWhiteList!": "text[]" },
  describeWhiteListGroup: {},
  addWhiteListGroup: { "name!": "text", ips: "text" },
  modifyWhiteListGroup: { "name!": "text", "ips!": "text" },
  deleteWhiteListGroup: { "name!": "text" },
  getDisableCommands: {},
  setDisableCommands: { "disableCommands!": [{ "commandName!": "text", "isDisable!": "bool" }] },
  listDisableCommands: {},
  describeInstanceTLS: {},
  modifyInstanceTLS: { tlsType: "text", tlsStatus: "text", tlsVersion: "text[]" },
  modifyPublicAddress: { action: "text", elasticIpId: "text" },
  setExposeType: { exposeType: "text" },
  maintenanceTime: { "startTime!": "text", "endTime!": "text" },
  describeAccounts: {},
  createAccount: {
    "accountName!": "text",
    "accountPassword!": "text",
    accountPrivilege: "text",
    accountDescription: "text",
  },
  modifyAccount: {
    "accountName!": "text",
    accountPassword: "text",
    accountPrivilege: "text",
    accountDescription: "text",
  },
  deleteAccount: { "accountName!": "text" },

  describeUpgradeVersion: {},
  modifyInstanceMinorVersion: { minorVersion: "text", proxyMinorVersion: "text", effectiveTime: "text" },
  modifyInstanceType: { targetType: "text" },
  modifyRedisAZSpecifyType: { azSpecifyType: "text", azsForCluster: "text[]", master: "text", slave: "text[]" },
  modifyProxyAvailableZones: { azList: "text[]" },
  describeResizeModeIpTimeInfo: { cacheInstanceClass: "text", shardNumber: "int" },
  describeTaskProgressList: { taskType: "text" },
  listTasks: {
    ...pages,
    taskType: "int",
    taskStatus: "text",
    instanceId: "text",
    startTime: "text",
    endTime: "text",
  },
  listTask: { "taskId!": "text" },

  recycledCacheInstance: { ...pages, ...filters },
  deleteRecycledCacheInstance: {},
  recoverInstance: {},

  checkPasswordValid: { "password!": "text" },
  describeInstanceClass: { redisVersion: "text" },
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
      "serviceCode!": "text",
      tagFilters: [{ key: "text", values: "text[]", operator: "text" }],
      operator: "text",
    },
  },

  queryInstance: {
    "queryInstanceParam!": {
      "appCode!": "text",
      "serviceCode!": "text",
      instanceName: "text",
      instanceId: "text",
      renewStatus: "text",
      billingType: "text",
      expireType: "text",
      ipAddress: "text",
      ...pages,
    },
  },
  renewInstance: {
    "renewInstanceParam!": {
      "appCode!": "text",
      "serviceCode!": "text",
      "timeSpan!": "int",
      "timeUnit!": "text",
      "instanceIds!": "text",
      unifyDate: "text",
      autoPay: "bool",
      returnURL: "text",
    },
  },
  setRenewal: {
    "setRenewalParam!": {
      "appCode!": "text",
      "serviceCode!": "text",
      timeSpan: "int",
      timeUnit: "text",
      "instanceIds!": "text",
      "autoRenewStatus!": "text",
      allAutoPay: "text",
    },
  },
} as const satisfies Record<string, Shape>;

export type Action = keyof typeof parameters;

/** The path's places, which Go and Python repeat in the body. [sdk] */
export const pathParameters = { regionId: "text", cacheInstanceId: "text" } as const satisfies Shape;

/** Never shown in the journal, at whatever depth they stand. */
export const secretParameters: ReadonlySet<string> = new Set(["password", "accountPassword"]);
