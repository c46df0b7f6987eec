import { z } from "zod";
import { means } from "../../core/client/errors";
import { instanceAnswers, type LookupAnswer, type LookupAnswers, latestFirst } from "../../core/provider/lookups";
import { fits } from "../../core/resource/alternatives";
import { withoutOwnTags } from "../../core/resource/tags";
import { describeBackups } from "../actions/backup";
import { describeAvailableResource, describePrice, describeZones } from "../actions/catalogue";
import { describeCertificate } from "../actions/encryption";
import { describeAllInstances } from "../actions/instance";
import { describeAccounts } from "../actions/instanceAccounts";
import { describeConnections } from "../actions/network";
import { describeGlobalTemplates } from "../actions/security";
import type { AliyunApi } from "../client";
import { aliyunRedisDefinition } from "../definition";
import { fields } from "../fields";
import type { AliyunInstance } from "../instance";
import { comparableTags } from "../tags";
import type {
  AliyunBackups,
  AliyunBackupsArgs,
  AliyunConnections,
  AliyunConnectionsArgs,
  AliyunGlobalSecurityGroups,
  AliyunGlobalSecurityGroupsArgs,
  AliyunInstanceClass,
  AliyunInstanceClasses,
  AliyunInstanceClassesArgs,
  AliyunRedisAccounts,
  AliyunRedisAccountsArgs,
  AliyunRedisInstance,
  AliyunRedisInstances,
  AliyunRedisInstancesArgs,
  AliyunSslCertificate,
  AliyunSslCertificateArgs,
  AliyunZones,
  AliyunZonesArgs,
} from "./types";

type Answer<Args, Result> = LookupAnswer<AliyunApi, Args, Result>;

const { regionId, zoneId, vpcId, vSwitchId, resourceGroupId, engineVersion, chargeType } = fields;
const instanceId = fields.adoptInstanceId;
const word = z.string().min(1, "must not be empty");
const minute = z.string().regex(/^\d{4}-\d\d-\d\dT\d\d:\d\dZ$/, "must be a time in UTC like 2026-11-21T00:00Z");

const zones: Answer<AliyunZonesArgs, AliyunZones> = {
  schema: { fields: { regionId }, rules: [] },
  ask: async (api) => ({ zones: await describeZones(api) }),
};

/** The series are separate catalogues. */
const productTypes = ["Local", "OnECS", "Tair_rdb", "Tair_scm", "Tair_essd"];

const classes: Answer<AliyunInstanceClassesArgs, AliyunInstanceClasses> = {
  schema: {
    fields: {
      ...{ regionId, zoneId, engineVersion, chargeType },
      instanceType: z.enum(["Redis", "Memcache"], 'must be "Redis" or "Memcache"'),
      architecture: word,
      nodeType: word,
      memory: z.number("must be GB").positive("must be more than 0 GB"),
      productType: z.enum(productTypes, `must be one of ${productTypes.join(", ")}`),
      sortedByPrice: z.boolean(),
    },
    rules: [],
  },
  async ask(api, { sortedByPrice, productType, ...args }) {
    const products = productType === undefined ? productTypes : [productType];
    const catalogues = await Promise.all(products.map((product) => offersOf(api, product, args)));
    const found = catalogues.flat().sort((a, b) => a.capacity - b.capacity || byText(a.instanceClass, b.instanceClass));
    return { classes: sortedByPrice ? await withPrices(api, found, args.chargeType) : found };
  },
};

async function offersOf(
  api: AliyunApi,
  product: string,
  args: AliyunInstanceClassesArgs,
): Promise<AliyunInstanceClass[]> {
  const query = {
    zoneId: args.zoneId,
    engine: args.instanceType ?? "Redis",
    chargeType: args.chargeType ?? "PostPaid",
  };
  const offers = await describeAvailableResource(api, { ...query, product });
  return offers
    .filter(
      (offer) =>
        fits(args.zoneId, offer.zoneId) &&
        fits(args.engineVersion, offer.version) &&
        fits(args.architecture, offer.architecture) &&
        fits(args.nodeType, offer.nodeType) &&
        fits(args.memory, offer.capacity / 1024),
    )
    .map(({ version, shards, edition, series, ...offer }) => ({
      ...offer,
      engineVersion: version,
      shardNumber: shards,
      productType: product,
      editionType: edition,
      seriesType: series,
      price: undefined,
      currency: undefined,
    }));
}

/** The cheapest first; those without a price last. A class costs the same in all zones and versions. [guess] */
async function withPrices(
  api: AliyunApi,
  found: readonly AliyunInstanceClass[],
  chargeType: AliyunInstanceClassesArgs["chargeType"] = "PostPaid",
): Promise<AliyunInstanceClass[]> {
  const asked = new Map<string, ReturnType<typeof priceOf>>();
  const priced = found.map(async (offer) => {
    const known = asked.get(offer.instanceClass) ?? priceOf(api, offer, chargeType);
    asked.set(offer.instanceClass, known);
    const price = await known;
    return { ...offer, price: price?.amount, currency: price?.currency };
  });
  const all = await Promise.all(priced);
  return all.sort((a, b) => (a.price ?? Number.POSITIVE_INFINITY) - (b.price ?? Number.POSITIVE_INFINITY) || 0);
}

/** Undefined where the cloud sells a class and gives no price for it. */
const priceOf = (
  api: AliyunApi,
  { zoneId, instanceClass, engineVersion }: AliyunInstanceClass,
  chargeType: "PrePaid" | "PostPaid",
) =>
  describePrice(api, { zoneId, instanceClass, engineVersion, chargeType }).catch((error: unknown) => {
    if (means(error, "input", "notFound", "unsupported", "outOfStock", "other")) return undefined;
    throw error;
  });

const byText = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

const instanceSchema: Answer<AliyunRedisInstancesArgs, unknown>["schema"] = {
  fields: {
    ...{ regionId, zoneId, vpcId, vSwitchId, resourceGroupId, engineVersion, chargeType, instanceId },
    instanceName: word,
    tags: z.record(word, z.string()).refine((tags) => Object.keys(tags).length <= 5, "must have at most 5 tags"),
    status: word,
    instanceType: word,
    instanceClass: word,
    architectureType: word,
    editionType: word,
    networkType: z.enum(["VPC", "CLASSIC"], 'must be "VPC" or "CLASSIC"'),
    expired: z.boolean("must be true or false"),
  },
  rules: [],
};

async function instancesThatFit(api: AliyunApi, args: AliyunRedisInstancesArgs): Promise<AliyunRedisInstance[]> {
  const found = await describeAllInstances(api, {
    InstanceIds: args.instanceId,
    // Part of an id or a name.
    SearchKey: args.instanceName,
    Tag: Object.entries(args.tags ?? {}).map(([Key, Value]) => ({ Key, Value })),
    InstanceStatus: args.status,
    ZoneId: args.zoneId,
    VpcId: args.vpcId,
    VSwitchId: args.vSwitchId,
    ResourceGroupId: args.resourceGroupId,
    InstanceType: args.instanceType,
    EngineVersion: args.engineVersion,
    InstanceClass: args.instanceClass,
    ArchitectureType: args.architectureType,
    EditionType: args.editionType,
    NetworkType: args.networkType,
    Expired: args.expired,
    ChargeType: args.chargeType,
  }).catch((error: unknown) => {
    if (args.instanceId !== undefined && means(error, "notFound")) return [];
    throw error;
  });
  return found
    .filter(({ instanceName, instanceId }) => {
      const isNamed = args.instanceName === undefined || instanceName === args.instanceName;
      return isNamed && (args.instanceId === undefined || instanceId === args.instanceId);
    })
    .map(shown);
}

const shown = (observed: AliyunInstance): AliyunRedisInstance => ({
  instanceId: observed.instanceId,
  instanceName: observed.instanceName,
  status: observed.status,
  regionId: observed.regionId,
  zoneId: observed.zoneId,
  secondaryZoneId: observed.secondaryZoneId || undefined,
  instanceType: observed.instanceType,
  engineVersion: observed.engineVersion,
  instanceClass: observed.instanceClass,
  architectureType: observed.architectureType,
  editionType: observed.editionType,
  nodeType: observed.nodeType,
  capacity: observed.capacity,
  bandwidth: observed.bandwidth,
  connections: observed.connections,
  connectionDomain: observed.connectionDomain,
  port: observed.port,
  privateIpAddress: observed.privateIpAddress,
  networkType: observed.networkType,
  vpcId: observed.vpcId,
  vSwitchId: observed.vSwitchId,
  resourceGroupId: observed.resourceGroupId,
  globalInstanceId: observed.globalInstanceId,
  chargeType: observed.chargeType,
  createTime: observed.createTime,
  endTime: observed.endTime,
  tags: withoutOwnTags(comparableTags(observed)),
});

const {
  one,
  many,
}: {
  one: Answer<AliyunRedisInstancesArgs, AliyunRedisInstance>;
  many: Answer<AliyunRedisInstancesArgs, AliyunRedisInstances>;
} = instanceAnswers(instanceSchema, instancesThatFit);

/** The longest time that backups are kept. [doc] */
const keptDays = 730;

const backups: Answer<AliyunBackupsArgs, AliyunBackups> = {
  schema: {
    fields: { regionId, instanceId, startTime: minute, endTime: minute },
    rules: [],
    required: ["instanceId"],
  },
  async ask(api, { instanceId: id, startTime, endTime }, now) {
    const at = (time: number) => `${new Date(time).toISOString().slice(0, 16)}Z`;
    const times = { startTime: startTime ?? at(now - keptDays * 86_400_000), endTime: endTime ?? at(now) };
    const found = await describeBackups(api, id, times);
    const all = found.map((each) => ({
      backupId: each.BackupId,
      backupJobId: each.BackupJobID,
      backupStatus: each.BackupStatus,
      backupMode: each.BackupMode,
      backupType: each.BackupType,
      backupStartTime: each.BackupStartTime,
      backupEndTime: each.BackupEndTime,
      backupSize: each.BackupSize,
      engineVersion: each.EngineVersion,
      nodeInstanceId: each.NodeInstanceId,
    }));
    return { backups: latestFirst(all, ({ backupStartTime }) => backupStartTime) };
  },
};

const certificate: Answer<AliyunSslCertificateArgs, AliyunSslCertificate> = {
  schema: { fields: { regionId, instanceId }, rules: [], required: ["instanceId"] },
  async ask(api, { instanceId: id }) {
    const { isOn, commonName, downloadUrl, expiredTime } = await describeCertificate(api, id);
    return { ssl: isOn, certCommonName: commonName, certDownloadUrl: downloadUrl, sslExpiredTime: expiredTime };
  },
};

const accounts: Answer<AliyunRedisAccountsArgs, AliyunRedisAccounts> = {
  schema: { fields: { regionId, instanceId }, rules: [], required: ["instanceId"] },
  async ask(api, { instanceId: id }) {
    const found = await describeAccounts(api, id);
    return {
      accounts: found.map(({ accountName, status, accountType, privilege, description }) => ({
        accountName,
        status,
        accountType,
        privilege,
        description,
      })),
    };
  },
};

const globalSecurityGroups: Answer<AliyunGlobalSecurityGroupsArgs, AliyunGlobalSecurityGroups> = {
  schema: { fields: { regionId, globalSecurityGroupId: word }, rules: [] },
  ask: async (api, { globalSecurityGroupId: id }) => ({ groups: await describeGlobalTemplates(api, id) }),
};

const connections: Answer<AliyunConnectionsArgs, AliyunConnections> = {
  schema: { fields: { regionId, instanceId }, rules: [], required: ["instanceId"] },
  ask: async (api, { instanceId: id }) => ({ connections: await describeConnections(api, id) }),
};

export const aliyunLookups: LookupAnswers<AliyunApi> = {
  definition: aliyunRedisDefinition,
  answers: {
    getAliyunZones: zones,
    getAliyunInstanceClasses: classes,
    getAliyunRedis: one,
    getAliyunRedisInstances: many,
    getAliyunBackups: backups,
    getAliyunSslCertificate: certificate,
    getAliyunRedisAccounts: accounts,
    getAliyunGlobalSecurityGroups: globalSecurityGroups,
    getAliyunConnections: connections,
  },
  tables: {
    zones: { lookup: "getAliyunZones", rows: "zones", columns: ["zoneId", "zoneName", "disabled"] },
    classes: {
      lookup: "getAliyunInstanceClasses",
      rows: "classes",
      columns: [
        ...["instanceClass", "capacity", "architecture", "shardNumber", "nodeType", "engineVersion", "zoneId"],
        ...["productType", "price", "currency"],
      ],
    },
    instances: {
      lookup: "getAliyunRedisInstances",
      rows: "instances",
      columns: ["instanceId", "instanceName", "status", "instanceClass", "capacity", "engineVersion", "zoneId"],
    },
    backups: {
      lookup: "getAliyunBackups",
      rows: "backups",
      columns: ["backupId", "backupStatus", "backupMode", "backupType", "backupStartTime", "backupSize"],
    },
    accounts: {
      lookup: "getAliyunRedisAccounts",
      rows: "accounts",
      columns: ["accountName", "status", "accountType", "privilege", "description"],
    },
  },
};
