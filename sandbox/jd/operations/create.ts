import type { Args } from "../args";
import type { RegionId } from "../catalogue";
import { isUnexpiredPrepaid, readCharge } from "../charge";
import { createInstance, type Order } from "../create";
import { ApiError, invalid, notFound } from "../errors";
import type { CacheInstanceType } from "../instance";
import {
  checkName,
  checkStock,
  checkTagCount,
  fieldsOf,
  readNetworkId,
  readPassword,
  readSize,
  readTags,
  readZones,
} from "../rules";
import { defaultConfig, policiesOf } from "../settings";
import { type Context, done, instanceNotFound, lookUp, type Operation, orderIds } from "../state";
import { requireTemplate } from "../templates";

export const createCacheInstance: Operation = {
  mutating: true,
  known:
    "[doc] seed 004 (parameters, answer); [sdk] the newer parameters; [qa] 404 for what it names and does not exist",
  handle: (context) => {
    const spec = context.args.requiredObject("cacheInstance");
    const region = context.region as RegionId;
    const cacheInstanceName = readName(spec);
    const network = { vpcId: readNetworkId(spec, "vpcId"), subnetId: readNetworkId(spec, "subnetId") };
    const redisVersion = spec.text("redisVersion") ?? "2.8"; // [doc]
    const size = readSize(spec, redisVersion);
    const azId = readZones(spec.requiredObject("azId"), region);
    checkStock(azId, size.instanceClass);
    const password = readPassword(spec.text("password"));
    const tags = readTags(spec.objects("userTags"));
    checkTagCount(tags);
    const settings = readSettings(context, spec, redisVersion, size.type);
    const charge = readCharge(context.args.object("charge"), context.world.now());
    checkQuota(context);
    const order = { cacheInstanceName, ...network, redisVersion, ...fieldsOf(size), azId, ...settings, charge };
    const instance = createInstance(context, region, order, { tags, password });
    return done(instance, { cacheInstanceId: instance.id, ...orderIds(context) });
  },
};

/** An empty name is accepted. [qa] */
function readName(spec: Args): string {
  const name = spec.text("cacheInstanceName") ?? "";
  if (name !== "") checkName(name, 2);
  return name;
}

type Settings = Pick<
  Order,
  | "cacheInstanceDescription"
  | "enableSmartProxy"
  | "ipv6On"
  | "databaseNum"
  | "port"
  | "cpuArchType"
  | "resourceGroupId"
  | "instanceConfig"
  | "origin"
>;

function readSettings(context: Context, spec: Args, redisVersion: string, type: CacheInstanceType): Settings {
  const enableSmartProxy = spec.int("enableSmartProxy") ?? 0;
  if (enableSmartProxy === 1 && type !== "native-cluster") throw invalid("enableSmartProxy is for native-cluster");
  const template = readTemplate(context, spec, redisVersion, type);
  const policy = spec.oneOf("maxmemoryPolicy", policiesOf(redisVersion));
  const appendonly = spec.text("slaveAppendonly");
  return {
    cacheInstanceDescription: spec.text("cacheInstanceDescription") ?? "",
    enableSmartProxy,
    ipv6On: spec.int("ipv6On") ?? 0,
    databaseNum: String(spec.int("dbNum") ?? 16),
    port: spec.int("port") ?? 6379,
    cpuArchType: spec.text("cpuArchType") ?? "amd64",
    resourceGroupId: spec.text("resourceGroupId") ?? `rg-default${context.account.slice(-4)}`,
    instanceConfig: {
      ...defaultConfig(redisVersion),
      ...template,
      ...(policy === undefined ? {} : { "maxmemory-policy": policy }),
      ...(appendonly === undefined ? {} : { "@slave-appendonly": appendonly }),
    },
    origin: readOrigin(context, spec),
  };
}

/** The values of a template, which has to exist [qa] of what else an order names, and to be for such an instance [guess]. */
function readTemplate(
  context: Context,
  spec: Args,
  redisVersion: string,
  type: CacheInstanceType,
): Readonly<Record<string, string>> {
  const id = spec.text("configTemplateId");
  if (id === undefined) return {};
  const template = requireTemplate(context, id);
  if (template.redisVersion !== redisVersion || template.redisType !== type)
    throw invalid(`configTemplate ${id} is for ${template.redisType} of redis ${template.redisVersion}`);
  return template.val;
}

/** backupId and srcInstanceId: both or neither. [sdk] */
function readOrigin(context: Context, spec: Args): Record<string, unknown> {
  const backupId = spec.text("backupId");
  const srcInstanceId = spec.text("srcInstanceId");
  if ((backupId === undefined) !== (srcInstanceId === undefined)) {
    throw invalid("backupId and srcInstanceId have to be given together");
  }
  if (srcInstanceId !== undefined) {
    const source = lookUp(context, srcInstanceId);
    if (source === undefined) throw instanceNotFound(context, srcInstanceId);
    const hasBackup = source.properties.backups.some(
      ({ baseId, endedAt, isFailed }) => baseId === backupId && isFailed !== true && endedAt <= context.world.now(),
    );
    if (!hasBackup) throw notFound(`backup ${backupId} not found`);
  }
  const given = { backupId, srcInstanceId, configTemplateId: spec.text("configTemplateId") };
  const opsTags = readTags(spec.objects("opsTags"));
  return { ...Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined)), opsTags };
}

/** The vendor's own default is 5, and more on request [doc]: too few for experiments. A key of `--keys` can have its own quota. */
const defaultQuota = 1000;

/** The quota of the caller, and how much of it is used. [guess] prepaid instances do not count, and all regions count together */
export function quotaOf({ key, store, account, world }: Context): { max: number; used: number } {
  const used = store
    .all()
    .filter((one) => one.account === account && !one.released)
    .filter(({ properties }) => !isUnexpiredPrepaid(properties.charge, world.now())).length;
  return { max: key.quota ?? defaultQuota, used };
}

function checkQuota(context: Context): void {
  const { max, used } = quotaOf(context);
  if (used >= max) throw new ApiError("QUOTA_EXCEEDED", `quota of cacheInstance is ${max}`);
}
