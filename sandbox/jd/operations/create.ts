import type { Args } from "../args";
import { redisVersions } from "../catalogue";
import { isUnexpiredPrepaid, readCharge } from "../charge";
import { ApiError, invalid } from "../errors";
import { type JdInstance, type JdProperties, status } from "../instance";
import { checkStock, fieldsOf, readTarget, readZones } from "../order";
import { domainOf, type RegionId } from "../regions";
import { checkDescription, checkName, checkTagCount, readNetworkId, readPassword, readTags } from "../rules";
import { defaultConfig, policiesOf } from "../settings";
import { type Context, gone, lookUp, type Operation, orderIds } from "../state";

export const createCacheInstance: Operation = {
  mutating: true,
  known: "[doc] seed 004 (parameters, answer); [sdk] the newer parameters; [qa] 404 for what it names and there is not",
  handle: (context) => {
    const spec = context.args.requiredObject("cacheInstance");
    const region = context.region as RegionId;
    const now = context.world.now();
    const name = readName(spec);
    const network = { vpcId: readNetworkId(spec, "vpcId"), subnetId: readNetworkId(spec, "subnetId") };
    const redisVersion = readVersion(spec);
    const target = readTarget(spec, redisVersion);
    const azId = readZones(spec.requiredObject("azId"), region);
    checkStock(azId, target.made);
    const password = readPassword(spec.text("password"));
    const tags = readTags(spec.objects("userTags"));
    checkTagCount(tags);
    const settings = readSettings(context, spec, redisVersion, target.type);
    const charge = readCharge(context.args.object("charge"), now);
    checkQuota(context);
    const instance = createInstance(context, region, {
      ...network,
      ...fieldsOf(target),
      ...settings,
      redisVersion,
      azId,
      charge,
      cacheInstanceName: name,
    });
    instance.tags = tags;
    if (password !== undefined) instance.secrets.password = password;
    return { touched: [instance.id], result: { cacheInstanceId: instance.id, ...orderIds(context) } };
  },
};

/** An empty name is accepted: the id takes its place. [qa] */
function readName(spec: Args): string {
  const name = spec.text("cacheInstanceName") ?? "";
  if (name !== "") checkName(name, 2);
  return name;
}

/** 2.8 when left out. [doc] */
function readVersion(spec: Args): string {
  const version = spec.text("redisVersion") ?? "2.8";
  if (!redisVersions.includes(version)) throw invalid(`redisVersion has to be one of ${redisVersions.join(", ")}`);
  return version;
}

type Settings = Partial<JdProperties>;

function readSettings(context: Context, spec: Args, redisVersion: string, type: string): Settings {
  const description = spec.text("cacheInstanceDescription") ?? "";
  checkDescription(description);
  const proxy = spec.within("enableSmartProxy", 0, 1) ?? 0;
  if (proxy === 1 && type !== "native-cluster") throw invalid("enableSmartProxy is for native-cluster");
  const policy = spec.oneOf("maxmemoryPolicy", policiesOf(redisVersion));
  const appendonly = spec.oneOf("slaveAppendonly", ["yes", "no"]);
  return {
    cacheInstanceDescription: description,
    enableSmartProxy: proxy,
    ipv6On: spec.within("ipv6On", 0, 1) ?? 0,
    databaseNum: String(spec.within("dbNum", 16, 256) ?? 16),
    port: spec.within("port", 1, 65_535) ?? 6379,
    cpuArchType: spec.oneOf("cpuArchType", ["amd64", "arm64"]) ?? "amd64",
    resourceGroupId: spec.text("resourceGroupId") ?? `rg-default${context.account.slice(-4)}`,
    instanceConfig: {
      ...defaultConfig(redisVersion),
      ...(policy === undefined ? {} : { "maxmemory-policy": policy }),
      ...(appendonly === undefined ? {} : { "@slave-appendonly": appendonly }),
    },
    origin: readOrigin(context, spec),
  };
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
    if (source === undefined) throw gone(context, srcInstanceId);
    if (!source.properties.backups.some(({ baseId }) => baseId === backupId)) {
      throw new ApiError("NOT_FOUND", `backup ${backupId} not found`);
    }
  }
  const given = { backupId, srcInstanceId, configTemplateId: spec.text("configTemplateId") };
  const opsTags = readTags(spec.objects("opsTags"));
  return { ...Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined)), opsTags };
}

/** The vendor gives five to begin with and more on request [doc]: too few to try things with. Keys of `--keys` can have their own. */
export const standardQuota = 1000;

export function used({ store, account, world }: Context): number {
  return store
    .all()
    .filter((one) => one.account === account && !one.released)
    .filter(({ properties }) => !isUnexpiredPrepaid(properties.charge, world.now())).length;
}

function checkQuota(context: Context): void {
  const max = context.key.quota ?? standardQuota;
  if (used(context) >= max) throw new ApiError("QUOTA_EXCEEDED", `quota of cacheInstance is ${max}`);
}

type Ordered = Partial<JdProperties> &
  Pick<
    JdProperties,
    | "vpcId"
    | "subnetId"
    | "cacheInstanceClass"
    | "cacheInstanceType"
    | "shardNumber"
    | "memoryMBPerShard"
    | "cacheInstanceMemoryMB"
    | "replicaNumber"
    | "redisVersion"
    | "azId"
    | "charge"
  >;

/** A checked order becomes an instance that is `creating`, and `running` when the time for it has passed. */
function createInstance({ world, store, account }: Context, region: RegionId, ordered: Ordered): JdInstance {
  const createdAt = world.now();
  const runsAt = createdAt + world.provisionMs;
  const id = `redis-${world.random.text(12)}`;
  const real = world.addresses;
  const properties: JdProperties = {
    regionId: region,
    cacheInstanceDescription: "",
    enableSmartProxy: 0,
    cpuArchType: "amd64",
    connectionDomain: "",
    otherDomains: [],
    ipv6On: 0,
    databaseNum: "16",
    instanceVersion: "",
    instanceProxyVersion: "",
    isAllowNoAuth: true,
    resourceGroupId: "",
    maintenanceStartTime: "18:00Z",
    maintenanceEndTime: "20:00Z",
    toBeExecutedTaskType: [],
    supportAssociateEIP: true,
    platform: "jvessel",
    softDeletedTime: null,
    retainExpireTime: null,
    billingUntil: runsAt + world.changeMs,
    instanceConfig: {},
    backupPolicy: { autoBackup: true, backupTime: "01:00-02:00 +0800", backupPeriod: "Monday,Wednesday,Friday" },
    backups: [],
    ipWhiteList: ["0.0.0.0/0"],
    whiteListGroups: [],
    disableCommands: [],
    tls: { tlsType: "standard", tlsStatus: "disable", tlsVersion: [] },
    elasticIpId: "",
    exposeType: "",
    accounts: [],
    tasks: [],
    origin: {},
    ...ordered,
    cacheInstanceName: ordered.cacheInstanceName === "" ? id : (ordered.cacheInstanceName ?? id),
    port: real?.take() ?? ordered.port ?? 6379,
  };
  return store.add({
    id,
    account,
    createdAt,
    status: status.creating,
    properties,
    tags: {},
    secrets: {},
    // There is nothing to connect to before it runs. [guess] that the domain is empty until then
    steps: [
      {
        at: runsAt,
        status: status.running,
        set: {
          connectionDomain: real?.host ?? domainOf(id, region),
          instanceVersion: `${properties.redisVersion}-1.3`,
          instanceProxyVersion: properties.cacheInstanceType === "cluster" ? `${properties.redisVersion}-1.2` : "",
        },
      },
    ],
    released: false,
  });
}
