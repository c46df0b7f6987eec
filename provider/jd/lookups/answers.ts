import { z } from "zod";
import {
  instanceAnswers,
  type LookupAnswer,
  type LookupAnswers,
  latestFirst,
  thoseThatFit,
} from "../../core/provider/lookups";
import { isPartOf } from "../../core/resource/attributes";
import { describeCertificate } from "../actions/access";
import { describeAvailableResource, describeUserQuota } from "../actions/catalogue";
import { describeCacheInstances } from "../actions/instance";
import { describeAccounts } from "../actions/instanceAccounts";
import { describeBackups } from "../actions/maintenance";
import { describeConfigTemplate, describeConfigTemplates, type ListedTemplate } from "../actions/templates";
import type { JdApi } from "../client";
import { jdRedisDefinition } from "../definition";
import { fields } from "../fields";
import type { JdInstance } from "../instance";
import { comparableTags } from "../tags";
import type {
  JdBackups,
  JdBackupsArgs,
  JdClasses,
  JdClassesArgs,
  JdQuota,
  JdQuotaArgs,
  JdRedisAccounts,
  JdRedisAccountsArgs,
  JdRedisInstance,
  JdRedisInstances,
  JdRedisInstancesArgs,
  JdSslCertificate,
  JdSslCertificateArgs,
  JdTemplate,
  JdTemplateArgs,
  JdTemplateDetail,
  JdTemplates,
  JdTemplatesArgs,
} from "./types";

type Answer<Args, Result> = LookupAnswer<JdApi, Args, Result>;

const { regionId, vpcId, subnetId, redisVersion, adoptInstanceId: instanceId } = fields;
const word = z.string().min(1, "must not be empty");

const classes: Answer<JdClassesArgs, JdClasses> = {
  schema: {
    fields: {
      ...{ regionId, redisVersion },
      cacheInstanceType: word,
      cpuArchType: word,
      memoryMB: z.int("must be whole MB").positive("must be more than 0 MB"),
      az: word,
    },
    rules: [],
  },
  async ask(api, { regionId: _, az, ...wanted }) {
    const offers = (await describeAvailableResource(api)).map((offer) => ({ ...offer, tags: {} }));
    return {
      classes: thoseThatFit(offers, wanted)
        .map(({ tags: _tags, ...offer }) => offer)
        .filter(({ azs }) => az === undefined || azs.includes(az))
        .sort((a, b) => a.memoryMB - b.memoryMB || a.shardNumber - b.shardNumber),
    };
  },
};

const quota: Answer<JdQuotaArgs, JdQuota> = {
  schema: { fields: { regionId }, rules: [] },
  ask: (api) => describeUserQuota(api),
};

const instanceSchema: Answer<JdRedisInstancesArgs, unknown>["schema"] = {
  fields: {
    ...{ regionId, instanceId, vpcId, subnetId, redisVersion },
    cacheInstanceName: word,
    tags: z.record(word, z.string()),
    status: word,
    cacheInstanceClass: word,
    cacheInstanceType: word,
    resourceGroupId: word,
  },
  rules: [],
};

const instancesThatFit = async (
  api: JdApi,
  { regionId: _, ...wanted }: JdRedisInstancesArgs,
): Promise<JdRedisInstance[]> => thoseThatFit((await describeCacheInstances(api)).map(shown), wanted);

const shown = (observed: JdInstance): JdRedisInstance => ({
  instanceId: observed.instanceId,
  cacheInstanceName: observed.cacheInstanceName,
  status: observed.status,
  regionId: observed.regionId,
  cacheInstanceClass: observed.cacheInstanceClass,
  cacheInstanceType: observed.cacheInstanceType,
  cacheInstanceMemoryMB: observed.cacheInstanceMemoryMB,
  shardNumber: observed.shardNumber,
  redisVersion: observed.redisVersion,
  vpcId: observed.vpcId,
  subnetId: observed.subnetId,
  connectionDomain: observed.connectionDomain,
  port: observed.port,
  chargeMode: observed.chargeMode,
  resourceGroupId: observed.resourceGroupId,
  createTime: observed.createTime,
  tags: comparableTags(observed),
});

const {
  one,
  many,
}: { one: Answer<JdRedisInstancesArgs, JdRedisInstance>; many: Answer<JdRedisInstancesArgs, JdRedisInstances> } =
  instanceAnswers(instanceSchema, instancesThatFit);

const backups: Answer<JdBackupsArgs, JdBackups> = {
  schema: { fields: { regionId, instanceId }, rules: [], required: ["instanceId"] },
  async ask(api, { instanceId: id }) {
    const all = (await describeBackups(api, id)).map((each) => ({
      backupId: each.baseId,
      backupFileName: each.backupFileName || undefined,
      backupStatus: each.backupStatus ?? undefined,
      backupType: each.backupType ?? undefined,
      backupStartTime: each.backupStartTime || undefined,
      backupEndTime: each.backupEndTime || undefined,
      backupSize: each.backupSize ?? undefined,
    }));
    return { backups: latestFirst(all, ({ backupStartTime }) => backupStartTime) };
  },
};

const accounts: Answer<JdRedisAccountsArgs, JdRedisAccounts> = {
  schema: { fields: { regionId, instanceId }, rules: [], required: ["instanceId"] },
  async ask(api, { instanceId: id }) {
    const { accounts: found } = await describeAccounts(api, id);
    return {
      accounts: found.map(({ accountName, isDefault, privilege, description }) => ({
        accountName,
        isDefault,
        privilege,
        description,
      })),
    };
  },
};

const certificate: Answer<JdSslCertificateArgs, JdSslCertificate> = {
  schema: { fields: { regionId, instanceId }, rules: [], required: ["instanceId"] },
  ask: (api, { instanceId: id }) => describeCertificate(api, id),
};

const shownTemplate = (one: ListedTemplate): JdTemplate => ({
  templateId: one.templateId,
  name: one.name,
  tplType: one.tplType,
  description: one.description,
  redisType: one.redisType,
  redisVersion: one.redisVersion,
  createdTime: one.createdAt,
  modifiedTime: one.modifiedAt,
});

const templates: Answer<JdTemplatesArgs, JdTemplates> = {
  schema: {
    fields: {
      ...{ regionId, redisVersion, name: word, redisType: word },
      tplType: z.enum(["default", "user"], 'must be "default" or "user"'),
    },
    rules: [],
  },
  async ask(api, { regionId: _, tplType, ...wanted }) {
    const types = (["default", "user"] as const).filter((each) => (tplType ?? each) === each);
    // Whole lists: no page says whether a part of the name is enough, and whether one without a type has both.
    const lists = await Promise.all(types.map((each) => describeConfigTemplates(api, each)));
    return {
      templates: lists
        .flat()
        .map(shownTemplate)
        .filter((each) => isPartOf(each, wanted)),
    };
  },
};

const template: Answer<JdTemplateArgs, JdTemplateDetail> = {
  schema: { fields: { regionId, templateId: word }, rules: [], required: ["templateId"] },
  async ask(api, { templateId }) {
    const { described, ...shown } = await describeConfigTemplate(api, templateId);
    return { ...shownTemplate(shown), params: described };
  },
};

export const jdLookups: LookupAnswers<JdApi> = {
  definition: jdRedisDefinition,
  answers: {
    getJdClasses: classes,
    getJdQuota: quota,
    getJdRedis: one,
    getJdRedisInstances: many,
    getJdBackups: backups,
    getJdRedisAccounts: accounts,
    getJdSslCertificate: certificate,
    getJdTemplates: templates,
    getJdTemplate: template,
  },
  tables: {
    classes: {
      lookup: "getJdClasses",
      rows: "classes",
      columns: ["cacheInstanceClass", "memoryMB", "shardNumber", "cacheInstanceType", "redisVersion", "azs"],
    },
    instances: {
      lookup: "getJdRedisInstances",
      rows: "instances",
      columns: ["instanceId", "cacheInstanceName", "status", "cacheInstanceClass", "redisVersion", "vpcId"],
    },
    backups: {
      lookup: "getJdBackups",
      rows: "backups",
      columns: ["backupId", "backupFileName", "backupStatus", "backupStartTime", "backupSize"],
    },
    accounts: {
      lookup: "getJdRedisAccounts",
      rows: "accounts",
      columns: ["accountName", "isDefault", "privilege", "description"],
    },
    templates: {
      lookup: "getJdTemplates",
      rows: "templates",
      columns: ["templateId", "name", "tplType", "redisType", "redisVersion", "description"],
    },
  },
};
