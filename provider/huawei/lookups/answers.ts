import { z } from "zod";
import {
  instanceAnswers,
  type LookupAnswer,
  type LookupAnswers,
  latestFirst,
  thoseThatFit,
} from "../../core/provider/lookups";
import { listBackups } from "../actions/backups";
import { listFlavors, listMaintenanceWindows, showQuota } from "../actions/catalogue";
import { listInstances, listNodes } from "../actions/instance";
import { listAccounts } from "../actions/instanceAccounts";
import { listAvailableZones } from "../actions/network";
import { downloadSslCert } from "../actions/security";
import { listTemplates, showTemplate, type TemplateType } from "../actions/templates";
import type { HuaweiApi } from "../client";
import { huaweiDcsInstanceDefinition } from "../definition";
import { fields } from "../fields";
import type { HuaweiInstance } from "../instance";
import { userTags } from "../tags";
import type {
  HuaweiAvailabilityZones,
  HuaweiAvailabilityZonesArgs,
  HuaweiBackups,
  HuaweiBackupsArgs,
  HuaweiDcsAccounts,
  HuaweiDcsAccountsArgs,
  HuaweiDcsInstanceInfo,
  HuaweiDcsInstances,
  HuaweiDcsInstancesArgs,
  HuaweiDcsNodes,
  HuaweiDcsNodesArgs,
  HuaweiFlavors,
  HuaweiFlavorsArgs,
  HuaweiMaintenanceWindows,
  HuaweiMaintenanceWindowsArgs,
  HuaweiQuotas,
  HuaweiQuotasArgs,
  HuaweiSslCertificate,
  HuaweiSslCertificateArgs,
  HuaweiTemplateArgs,
  HuaweiTemplateDetail,
  HuaweiTemplates,
  HuaweiTemplatesArgs,
} from "./types";

type Answer<Args, Result> = LookupAnswer<HuaweiApi, Args, Result>;

const { region, specCode, capacity, vpcId, subnetId, adoptInstanceId: instanceId } = fields;
const word = z.string().min(1, "must not be empty");

const flavors: Answer<HuaweiFlavorsArgs, HuaweiFlavors> = {
  schema: {
    fields: {
      ...{ region, instanceId, specCode, capacity },
      ...{ engine: word, engineVersion: word, cacheMode: word, cpuType: word },
    },
    rules: [],
  },
  async ask(api, { region: _, ...args }) {
    const engine = args.engine ?? (args.instanceId === undefined ? "Redis" : undefined);
    const found = await listFlavors(api, { ...args, engine });
    const all = found.map(({ specCode, engine, cacheMode, cpuType, capacities, versions, replicas, zones }) => ({
      ...{ specCode, engine, cacheMode, cpuType, capacities },
      engineVersions: versions,
      replicaCount: replicas,
      azCodes: zones && [...new Set(zones.flatMap(({ azCodes }) => azCodes))].sort(),
    }));
    const size = ({ capacities }: { capacities: readonly number[] }) => Math.min(...capacities);
    return { flavors: all.sort((a, b) => size(a) - size(b) || (a.specCode < b.specCode ? -1 : 1)) };
  },
};

const zones: Answer<HuaweiAvailabilityZonesArgs, HuaweiAvailabilityZones> = {
  schema: { fields: { region }, rules: [] },
  async ask(api) {
    const found = await listAvailableZones(api);
    return {
      zones: found.map(({ code, id, name, resource_availability }) => ({
        code,
        id,
        name: name ?? undefined,
        resourceAvailability: resource_availability !== "false",
      })),
    };
  },
};

const windows: Answer<HuaweiMaintenanceWindowsArgs, HuaweiMaintenanceWindows> = {
  schema: { fields: { region }, rules: [] },
  ask: async (api) => ({ windows: await listMaintenanceWindows(api) }),
};

const quotas: Answer<HuaweiQuotasArgs, HuaweiQuotas> = {
  schema: { fields: { region }, rules: [] },
  ask: async (api) => ({ quotas: await showQuota(api) }),
};

const instanceSchema: Answer<HuaweiDcsInstancesArgs, unknown>["schema"] = {
  fields: {
    ...{ region, instanceId, specCode, capacity, vpcId, subnetId },
    name: word,
    tags: z.record(word, z.string()),
    status: word,
    engine: word,
    engineVersion: word,
    ip: word,
    enterpriseProjectId: word,
    chargingMode: z.enum(["prePaid", "postPaid"], 'must be "prePaid" or "postPaid"'),
  },
  rules: [],
};

const instancesThatFit = async (
  api: HuaweiApi,
  { region: _, ...wanted }: HuaweiDcsInstancesArgs,
): Promise<HuaweiDcsInstanceInfo[]> => thoseThatFit((await listInstances(api)).map(shown), wanted);

const shown = (observed: HuaweiInstance): HuaweiDcsInstanceInfo => ({
  instanceId: observed.id,
  name: observed.name,
  status: observed.status,
  engine: observed.engine,
  engineVersion: observed.engineVersion,
  specCode: observed.specCode,
  capacity: observed.capacity,
  azCodes: observed.azCodes,
  vpcId: observed.vpcId,
  subnetId: observed.subnetId,
  connectionDomain: observed.connectionDomain,
  ip: observed.ip,
  port: observed.port,
  enterpriseProjectId: observed.enterpriseProjectId,
  chargingMode: observed.chargingMode,
  createTime: observed.createTime,
  tags: userTags(observed),
});

const {
  one,
  many,
}: {
  one: Answer<HuaweiDcsInstancesArgs, HuaweiDcsInstanceInfo>;
  many: Answer<HuaweiDcsInstancesArgs, HuaweiDcsInstances>;
} = instanceAnswers(instanceSchema, instancesThatFit);

const backups: Answer<HuaweiBackupsArgs, HuaweiBackups> = {
  schema: { fields: { region, instanceId }, rules: [], required: ["instanceId"] },
  async ask(api, { instanceId: id }) {
    const all = (await listBackups(api, id)).map(({ errorCode: _, ...shown }) => shown);
    return { backups: latestFirst(all, ({ createdAt }) => createdAt) };
  },
};

const certificate: Answer<HuaweiSslCertificateArgs, HuaweiSslCertificate> = {
  schema: { fields: { region, instanceId }, rules: [], required: ["instanceId"] },
  ask: (api, { instanceId: id }) => downloadSslCert(api, id),
};

const accounts: Answer<HuaweiDcsAccountsArgs, HuaweiDcsAccounts> = {
  schema: { fields: { region, instanceId }, rules: [], required: ["instanceId"] },
  async ask(api, { instanceId: id }) {
    const found = await listAccounts(api, id);
    return {
      accounts: found.map(({ accountId, accountName, accountType, status, role, description }) => ({
        accountId,
        accountName,
        accountType,
        status,
        role,
        description,
      })),
    };
  },
};

const nodes: Answer<HuaweiDcsNodesArgs, HuaweiDcsNodes> = {
  schema: { fields: { region, instanceId }, rules: [], required: ["instanceId"] },
  ask: async (api, { instanceId: id }) => ({ nodes: await listNodes(api, id) }),
};

const templateType = z.enum(["sys", "user"], 'must be "sys" or "user"');

const templates: Answer<HuaweiTemplatesArgs, HuaweiTemplates> = {
  schema: {
    fields: {
      ...{ region, name: word, engine: word, engineVersion: word, cacheMode: word },
      type: templateType,
    },
    rules: [],
  },
  async ask(api, { region: _, type, ...filter }) {
    const types = (["sys", "user"] as const).filter((each) => (type ?? each) === each);
    const found = await Promise.all(types.map((each) => listTemplates(api, each, filter)));
    return {
      templates: found.flatMap((list, at) => list.map((one) => ({ ...one, type: one.type ?? types[at] ?? "" }))),
    };
  },
};

const template: Answer<HuaweiTemplateArgs & { readonly type?: TemplateType }, HuaweiTemplateDetail> = {
  schema: { fields: { region, templateId: word, type: templateType }, rules: [], required: ["templateId"] },
  async ask(api, { templateId, type = "sys" }) {
    const { params: _, changedParams: __, described, ...shown } = await showTemplate(api, type, templateId);
    return { ...shown, type: shown.type ?? type, params: described };
  },
};

export const huaweiLookups: LookupAnswers<HuaweiApi> = {
  definition: huaweiDcsInstanceDefinition,
  answers: {
    getHuaweiFlavors: flavors,
    getHuaweiAvailabilityZones: zones,
    getHuaweiMaintenanceWindows: windows,
    getHuaweiQuotas: quotas,
    getHuaweiDcsInstance: one,
    getHuaweiDcsInstances: many,
    getHuaweiBackups: backups,
    getHuaweiSslCertificate: certificate,
    getHuaweiDcsAccounts: accounts,
    getHuaweiDcsNodes: nodes,
    getHuaweiTemplates: templates,
    getHuaweiTemplate: template,
  },
  tables: {
    classes: {
      lookup: "getHuaweiFlavors",
      rows: "flavors",
      columns: ["specCode", "capacities", "cacheMode", "replicaCount", "cpuType", "engineVersions", "azCodes"],
    },
    zones: {
      lookup: "getHuaweiAvailabilityZones",
      rows: "zones",
      columns: ["code", "name", "resourceAvailability"],
    },
    instances: {
      lookup: "getHuaweiDcsInstances",
      rows: "instances",
      columns: ["instanceId", "name", "status", "specCode", "capacity", "engineVersion", "azCodes"],
    },
    accounts: {
      lookup: "getHuaweiDcsAccounts",
      rows: "accounts",
      columns: ["accountName", "status", "role", "description", "accountId"],
    },
    backups: {
      lookup: "getHuaweiBackups",
      rows: "backups",
      columns: ["backupId", "backupName", "status", "backupType", "createdAt", "size"],
    },
    templates: {
      lookup: "getHuaweiTemplates",
      rows: "templates",
      columns: ["templateId", "name", "type", "engine", "engineVersion", "cacheMode", "description"],
    },
  },
};
