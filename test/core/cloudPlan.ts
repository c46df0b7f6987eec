/**
 * One plan per cloud: who knows one knows all. `common` has the files of every cloud, each with the names that it exports
 * everywhere; a cloud may export more. A folder stands for a file that would be too long. `<Cloud>` is Aliyun, `<cloud>`
 * aliyun, `<Resource>` AliyunRedis, `<Batch>` AliyunRedisBatch: names begin like this where the public API has them, and
 * where several clouds meet in one place.
 */
export interface Plan {
  readonly common: Readonly<Record<string, string>>;
  /** Files of one cloud only, with the reason. */
  readonly extra: Readonly<Record<string, Readonly<Record<string, string>>>>;
}

/** Functions and rows with the names of the vendor's operations. */
const vendorsNames = "";

const provider: Plan = {
  common: {
    actions: vendorsNames,
    adoption: "adoption",
    args: "<Resource>Args <Resource>Inputs",
    attributes: "<resource>Attributes",
    client: "<Cloud>Api <cloud>Api <Cloud>Connection readAnswer",
    cloud: "<cloud>",
    create: "create",
    credentials: "<Cloud>Settings settings",
    definition: "<resource>Definition",
    delete: "deleteInstance prepaid whyUndeletable",
    errors: "errorRules",
    fields: "ArgsMatchFields fields",
    instance: "<Cloud>Instance fromWire wireInstance",
    observe: "listing observe",
    outputs: "<Resource>Outputs <resource>Outputs <Resource>State createOnlyOutputs outputs",
    resource: "<Resource> <resource>Registration",
    rules: "rules",
    sign: "canonicalRequest sign",
    statuses: "explain isSettled statuses",
    tagSync: "syncTags",
    tags: "comparableTags",
    updaters: "updaters",
    validation: "<resource>Schema",
  },
  extra: {
    aliyun: {
      lookups: "what can be bought and what there is; the toy cloud sells nothing",
      batch: "CreateInstances orders many instances with one call",
      account: "the accounts of an instance",
      backup: "the manual backups of an instance",
      availability: "looks up what is available instead when an order is rejected",
      classes: "two generations of instance classes, with names of their own",
      editRules: "edits that an instance cannot follow; elsewhere only the observed instance tells",
      config: "the engine's settings have names of the vendor's own",
      settings: "the settings of the engine that the vendor documents",
      roles: "profiles may name a role in place of a key",
      origins: "only here a token can be answered with the instance of an earlier call",
    },
    huawei: {
      lookups: "what can be bought and what there is; the toy cloud sells nothing",
      batch: "instance_num orders many instances with one call",
      account: "the accounts of an instance",
      backup: "the manual backups of an instance",
      template: "custom parameter templates, which belong to a project",
      availability: "flavors and quotas can be checked before an order",
      roles: "profiles and the environment may name an agency in place of a key",
      editRules: "edits that an instance cannot follow; elsewhere only the observed instance tells",
      specCode: "the code of a flavor says what it is",
      settings: "the settings of the engine that the vendor documents",
    },
    jd: {
      lookups: "what can be bought and what there is; the toy cloud sells nothing",
      account: "the accounts of an instance",
      backup: "the manual backups of an instance",
      template: "custom parameter templates, which belong to an account",
      availability: "stock and quota can be asked for before an order",
      charge: "prepaid and postpaid are one object, with rules of its own",
      classes: "the name of a class says its family and size",
      settings: "the settings of the engine that the vendor documents",
    },
    toy: {
      "contract.test": "the toy cloud exists in tests only",
      sandbox: "so does its sandbox, in one file",
    },
  },
};

const lookups: Plan = {
  common: {
    answers: "<cloud>Lookups",
    functions: "get<Resource> get<Resource>Output",
    types: "<Cloud>LookupArgs",
  },
  extra: { aliyun: {}, huawei: {}, jd: {} },
};

const batch: Plan = {
  common: {
    args: "<Batch>Args <Batch>Inputs",
    attributes: "<batch>Attributes",
    create: "create",
    definition: "<batch>Definition",
    groups: "groups",
    outputs: "<Cloud>BatchMember <Batch>Outputs <batch>Outputs <Batch>State",
    resource: "<Batch> <batch>Registration",
    validation: "<batch>Schema ArgsMatchFields",
  },
  extra: {
    aliyun: {
      rules: "groups have rules of their own",
    },
    huawei: {},
  },
};

/** @param Part  what stands for its resource's name @param updaters  whether it has any */
const part = (Part: string, updaters: boolean): Plan => {
  const small = Part.toLowerCase();
  return {
    common: {
      args: `<${Part}>Args <${Part}>Inputs`,
      attributes: `<${small}>Attributes`,
      definition: `<${small}>Definition`,
      observe: "observe",
      outputs: `<${Part}>Outputs <${small}>Outputs <${Part}>State outputs`,
      resource: `<${Part}> <${small}>Registration`,
      ...(updaters && { updaters: "updaters" }),
      validation: `<${small}>Schema ArgsMatchFields`,
    },
    extra: { aliyun: {}, huawei: {}, jd: {} },
  };
};
const account = part("Account", true);
const backup: Plan = {
  ...part("Backup", false),
  extra: { aliyun: { updaters: "only here a backup can be kept for a longer time" }, huawei: {}, jd: {} },
};

const sandbox: Plan = {
  common: {
    args: "Args",
    auth: "authenticate",
    catalogue: "regionIds zonesOf",
    cloud: "<Cloud>Cloud",
    create: "createInstance",
    drift: "drift",
    errors: "ApiError ErrorCode invalid",
    index: "<Cloud>Info <cloud>",
    instance: "BackupPolicy <Cloud>Instance <Cloud>Properties <Cloud>Store status vendorTime",
    operations: "operations",
    parameters: "Action parameters secretParameters",
    rules: "checkName readTags",
    settings: "defaultConfig isAllowed",
    sign: "Authorization canonicalRequest parseAuthorization sha256 sign stringToSign",
    state: "Context Operation Result change done findInstance lookUp",
    view: "detailView listView sandboxView",
    wire: "answer rejection",
  },
  extra: {
    aliyun: {
      elements: "CreateInstances takes a list of elements as JSON text",
      idempotency: "creating calls take a token",
      nodes: "shards, replicas and read-only nodes follow one set of rules",
      order: "two creating calls of different shapes ask for the same",
      orders: "an order can wait for payment",
      placement: "zones, networks and addresses belong together",
      purchase: "an account's balance, quota and stock decide about an order",
      recycleBin: "deleted instances can be brought back",
      signRpc: "the older of two signature schemes",
    },
    huawei: {
      jobs: "every change is a job that can be asked for",
      orders: "prepaid instances have orders at the billing centre",
      routes: "the API is REST: method and path name the operation",
      templates: "parameter templates belong to a project and not to an instance",
    },
    jd: {
      README: "notes about two generations of signatures",
      charge: "a prepaid instance renews, expires and can be switched",
      routes: "the API is REST: method and path name the operation",
      templates: "parameter templates belong to an account and not to an instance",
    },
  },
};

const operations: Plan = {
  common: {
    access: vendorsNames,
    attribute: vendorsNames,
    billing: vendorsNames,
    catalogue: vendorsNames,
    config: vendorsNames,
    create: vendorsNames,
    delete: vendorsNames,
    index: "operations",
    network: vendorsNames,
    read: vendorsNames,
    resize: vendorsNames,
    tags: vendorsNames,
  },
  extra: {
    aliyun: {
      accounts: "the accounts of an instance",
      auditLog: "the audit log and how long it is kept",
      backup: "backups and their policy",
      createInstances: "the order of many instances",
      encryption: "SSL and TDE",
      kms: "a password may be given as KMS has encrypted it",
      otherProducts: "one operation of STS and one of VPC",
      price: "what orders cost, one by one or many in a list",
      sts: "roles give temporary keys",
      tasks: "changes for the maintenance window are tasks that can be listed and brought forward",
      version: "major and minor versions, restarts",
    },
    huawei: {
      accounts: "the accounts of an instance",
      backups: "manual backups; their policy is an attribute",
      identity: "tokens, projects and enterprise projects",
      jobs: "jobs and background tasks",
      ratings: "what products cost, by the billing centre",
      restart: "restarts, flushes, nodes that start and stop",
      scans: "scheduled scans for large, hot and expired keys",
      templates: "parameter templates, the vendor's own and custom ones",
      version: "minor versions, and the upgrade to the newest",
    },
    jd: {
      accounts: "the accounts of an instance",
      backup: "backups and their policy",
      tasks: "resizes and upgrades are tasks",
      templates: "parameter templates, the vendor's own and custom ones",
      upgrade: "versions, architecture and zones change by tasks of one type",
    },
  },
};

const template: Plan = { common: part("Template", true).common, extra: { huawei: {}, jd: {} } };

/** By folder; CLOUD stands for the cloud's name. */
const plans: Readonly<Record<string, Plan>> = {
  "provider/CLOUD": provider,
  "provider/CLOUD/batch": batch,
  "provider/CLOUD/account": account,
  "provider/CLOUD/backup": backup,
  "provider/CLOUD/template": template,
  "provider/CLOUD/lookups": lookups,
  "sandbox/CLOUD": sandbox,
  "sandbox/CLOUD/operations": operations,
};

/** What stands for the placeholders. */
export const clouds: Readonly<
  Record<
    string,
    Readonly<Record<"resource", string> & Partial<Record<"batch" | "account" | "backup" | "template", string>>>
  >
> = {
  aliyun: {
    ...{ resource: "AliyunRedis", batch: "AliyunRedisBatch" },
    ...{ account: "AliyunRedisAccount", backup: "AliyunRedisBackup" },
  },
  huawei: {
    ...{ resource: "HuaweiDcsInstance", batch: "HuaweiDcsBatch" },
    ...{ account: "HuaweiDcsAccount", backup: "HuaweiDcsBackup", template: "HuaweiDcsTemplate" },
  },
  jd: {
    ...{ resource: "JdRedis", account: "JdRedisAccount", backup: "JdRedisBackup", template: "JdRedisTemplate" },
  },
  toy: { resource: "Toy" },
};

const folderOf = (folder: string, cloud: string) => (cloud === "toy" ? "test/toy" : folder.replace("CLOUD", cloud));

/** Each folder with its cloud, common files and extra files. */
export const folders = Object.entries(plans).flatMap(([folder, { common, extra }]) =>
  Object.entries(extra).map(([cloud, own]) => ({ folder: folderOf(folder, cloud), cloud, common, own })),
);
