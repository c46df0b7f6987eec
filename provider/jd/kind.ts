import { means, UserError } from "../core/errors";
import type { Aspect, Birth, Born, Kind } from "../core/kind";
import { isPartOf, type Plan, rows } from "../core/plan";
import { modifyInstanceTLS, modifyIpWhiteList, modifyPublicAddress, setDisableCommands } from "./actions/access";
import {
  checkDeletable,
  createCacheInstance,
  deleteCacheInstance,
  describeCacheInstance,
  describeCacheInstances,
  modifyCacheInstanceAttribute,
  modifyCacheInstanceClass,
  modifyInstanceType,
  resetCacheInstancePassword,
} from "./actions/instance";
import {
  maintenanceTime,
  modifyBackupPolicy,
  modifyInstanceConfig,
  modifyProxyAvailableZones,
} from "./actions/maintenance";
import { renewInstance, setRenewal } from "./actions/renewal";
import type { JdApi } from "./api";
import type { JdAzId, JdBackupPolicy, JdPublicAddress, JdRedisInputs } from "./args";
import { chargeAtBirth, isSameCharge, periodOf, prepaid, replacesCharge } from "./charge";
import { jd } from "./cloud";
import type { JdInstance } from "./instance";
import { observe } from "./observe";
import { jdRedisSchema } from "./schema";
import { statuses } from "./statuses";
import { pendingTag, syncTags, userTags } from "./tags";

const { inPlace, replace, createOnly, callOption, stateOnly } = rows<JdInstance>();

type InstanceType = JdRedisInputs["cacheInstanceType"];

const plan: Plan<JdRedisInputs, JdInstance> = {
  regionId: replace((live) => live.regionId),
  vpcId: replace((live) => live.vpcId),
  subnetId: replace((live) => live.subnetId),
  azId: inPlace("proxies", (live) => live.azId)
    .asPart()
    .butReplacesWhen((from: JdAzId | undefined, { azsForProxy: _, ...to }: JdAzId) => !isPartOf(from ?? {}, to)),
  cacheInstanceName: inPlace("attribute", (live) => live.cacheInstanceName),
  cacheInstanceDescription: inPlace("attribute", (live) => live.cacheInstanceDescription).removedMeans(""),
  cacheInstanceClass: inPlace("class", (live) => live.cacheInstanceClass),
  shardNumber: inPlace("class", (live) => live.shardNumber),
  replicaNumber: inPlace("class", (live) => live.replicaNumber),
  effectiveTime: callOption(),
  // A class may make a cluster of a standard instance, or the other way round; all else is another instance.
  cacheInstanceType: inPlace("type", (live) => live.cacheInstanceType).butReplacesWhen(
    (from: InstanceType, to: InstanceType) => from !== "master-slave" && !(from === "cluster" && to === "master-slave"),
  ),
  redisVersion: replace((live) => live.redisVersion),
  password: inPlace<string>("password").writeOnly().secret().removedMeans(""),
  ipv6On: replace((live) => live.ipv6On),
  dbNum: replace((live) => live.dbNum),
  port: replace((live) => live.port),
  cpuArchType: replace((live) => live.cpuArchType),
  enableSmartProxy: replace((live) => live.enableSmartProxy),
  resourceGroupId: replace((live) => live.resourceGroupId),
  slaveAppendonly: inPlace("config", (live) => live.slaveAppendonly),
  maxmemoryPolicy: inPlace("config", (live) => live.maxmemoryPolicy),
  config: inPlace("config", (live) => live.config).asPart(),
  configTemplateId: createOnly(),
  backupId: createOnly(),
  srcInstanceId: createOnly(),
  charge: inPlace("billing", ({ chargeMode, autoRenew }) => ({ chargeMode, autoRenew }))
    .comparedBy(isSameCharge)
    .butReplacesWhen(replacesCharge),
  ipWhiteList: inPlace("whitelist", (live) => live.ipWhiteList)
    .asSet()
    .removedMeans(["0.0.0.0/0"]),
  disableCommands: inPlace("commands", (live) => live.disableCommands)
    .asSet()
    .removedMeans([]),
  backupPolicy: inPlace("backup", (live) => live.backupPolicy).comparedBy(
    (actual: JdBackupPolicy, wanted: JdBackupPolicy) => isPartOf(daysApart(actual), daysApart(wanted)),
  ),
  maintenanceTime: inPlace("maintenance", (live) => live.maintenanceTime),
  tls: inPlace("tls", (live) => live.tls)
    .asPart()
    .removedMeans({ tlsStatus: "disable" }),
  publicAddress: inPlace<JdPublicAddress>("publicAddress").writeOnly("later").removedMeans({ elasticIpId: "" }),
  tags: inPlace("tags", (live) => userTags(live)).removedMeans({}),
  prepaidDestroy: stateOnly(),
  adoptInstanceId: callOption(),
};

/** The order of the days is no difference. */
const daysApart = ({ backupPeriod, ...policy }: JdBackupPolicy) => ({ ...policy, days: backupPeriod.split(",") });

/** In the order of the calls. Money last: a refused order must not hold up a rename or a whitelist. */
const aspects: readonly Aspect<JdRedisInputs, JdInstance, JdApi>[] = [
  { name: "attribute", wait: "nothing", apply: modifyCacheInstanceAttribute },
  { name: "password", wait: "nothing", apply: applyPassword },
  {
    name: "whitelist",
    wait: "nothing",
    apply: (api, id, { ipWhiteList = [] }) => modifyIpWhiteList(api, id, ipWhiteList),
  },
  { name: "commands", wait: "nothing", apply: applyCommands },
  {
    name: "tags",
    wait: "nothing",
    apply: (api, id, { tags = {} }, { live }) => syncTags(api, id, tags, userTags(live)),
  },
  {
    name: "backup",
    wait: "nothing",
    apply: async (api, id, { backupPolicy }) => backupPolicy && modifyBackupPolicy(api, id, backupPolicy),
  },
  {
    name: "maintenance",
    wait: "nothing",
    apply: async (api, id, { maintenanceTime: window }) => window && maintenanceTime(api, id, window),
  },
  { name: "publicAddress", wait: "nothing", apply: applyPublicAddress },
  {
    name: "config",
    wait: "inSync",
    apply: (api, id, { config, maxmemoryPolicy, slaveAppendonly }) =>
      modifyInstanceConfig(api, id, {
        ...config,
        ...(maxmemoryPolicy === undefined ? {} : { "maxmemory-policy": maxmemoryPolicy }),
        ...(slaveAppendonly === undefined ? {} : { "@slave-appendonly": slaveAppendonly }),
      }),
  },
  { name: "tls", wait: "inSync", apply: async (api, id, { tls }) => tls && modifyInstanceTLS(api, id, tls) },
  // A resize that is deferred to the maintenance window leaves the status at running: only the values tell. [sdk]
  { name: "class", wait: "inSync", apply: applyClass },
  { name: "type", wait: "inSync", apply: applyType },
  {
    name: "proxies",
    wait: "inSync",
    apply: (api, id, { azId }) => modifyProxyAvailableZones(api, id, azId?.azsForProxy ?? []),
  },
  // What the renewal service shows may lag, and a wait for it would hold up a finished run.
  { name: "billing", wait: "nothing", apply: applyCharge },
];

type Apply = Aspect<JdRedisInputs, JdInstance, JdApi>["apply"];

function applyPassword(...[api, id, { password = "" }, { live }]: Parameters<Apply>): Promise<void> {
  if (password === "" && live.isAllowNoAuth === false) {
    throw new UserError("JD Cloud does not allow this instance to be without a password; give it one.");
  }
  return resetCacheInstancePassword(api, id, password);
}

function applyCommands(...[api, id, { disableCommands = [] }, { live }]: Parameters<Apply>): Promise<void> {
  const { disableCommands: off = [] } = live;
  const switched = [
    ...disableCommands.filter((name) => !off.includes(name)).map((name) => ({ commandName: name, isDisable: true })),
    ...off.filter((name) => !disableCommands.includes(name)).map((name) => ({ commandName: name, isDisable: false })),
  ];
  return setDisableCommands(api, id, switched);
}

/** A public name among the domains is how an address shows. [guess] */
async function applyPublicAddress(...[api, id, { publicAddress }, { live }]: Parameters<Apply>): Promise<void> {
  const isThere = live.otherDomains.length > 0;
  const elasticIpId = publicAddress?.elasticIpId ?? "";
  if (elasticIpId !== "") return modifyPublicAddress(api, id, { action: isThere ? "change" : "allocate", elasticIpId });
  if (isThere) await modifyPublicAddress(api, id, { action: "release" });
}

/** The class is part of every order, also of one for shards or replicas only. */
async function applyClass(...[api, id, change, { args, live }]: Parameters<Apply>): Promise<void> {
  const cacheInstanceClass = change.cacheInstanceClass ?? live.cacheInstanceClass ?? "";
  const isAsAsked = (now: JdInstance) =>
    now.cacheInstanceClass === cacheInstanceClass &&
    now.shardNumber === (change.shardNumber ?? now.shardNumber) &&
    now.replicaNumber === (change.replicaNumber ?? now.replicaNumber);
  try {
    await modifyCacheInstanceClass(api, id, {
      cacheInstanceClass,
      shardNumber: args.shardNumber,
      replicaNumber: change.replicaNumber,
      effectiveTime: args.effectiveTime ?? "Immediately",
    });
  } catch (error) {
    // An order whose answer was lost is sent again, and refused because there is nothing to change any more. [qa]
    if (means(error, "input") && isAsAsked(await describeCacheInstance(api, id))) return;
    throw error;
  }
}

async function applyType(...[api, id, { cacheInstanceType }]: Parameters<Apply>): Promise<void> {
  if (cacheInstanceType === "native-cluster") return modifyInstanceType(api, id, cacheInstanceType);
  throw new UserError(`cacheInstanceType ${cacheInstanceType} needs a cacheInstanceClass of that type.`);
}

/** How long the order's effect is waited for before somebody is told that it does not show. */
const showsWithinMs = 5 * 60_000;

async function applyCharge(...[api, id, { charge = {} }, { live, settled }]: Parameters<Apply>): Promise<void> {
  const period = periodOf(charge);
  if (charge.chargeMode === prepaid && live.chargeMode !== prepaid) {
    await renewInstance(api, id, period);
    await settled(({ chargeMode }) => chargeMode === prepaid, showsWithinMs);
  }
  const { autoRenew } = charge;
  if (autoRenew !== undefined && autoRenew !== (live.autoRenew ?? false)) await setRenewal(api, id, autoRenew, period);
}

export const jdRedisKind: Kind<JdRedisInputs, JdInstance, JdApi> = {
  type: "JdRedis",
  cloud: jd,
  schema: jdRedisSchema,
  plan,
  aspects,
  regionArgument: "regionId",
  timeoutsMs: { create: 30 * 60_000, update: 60 * 60_000, delete: 20 * 60_000 },
  isBirthRepeatable: false,
  birth,
  birthOutputs: ["orderNum"],
  observe,
  glance: async (api, ids) => {
    const listed = await describeCacheInstances(api, ids);
    return new Map(listed.flatMap(({ instanceId, status, isBinned }) => (isBinned ? [] : [[instanceId, status]])));
  },
  statuses,
  isSettled: () => true,
  explain: () => "JD Cloud could not make or change it; it can still be deleted.",
  async remove(api, id) {
    await checkDeletable(api, id);
    await deleteCacheInstance(api, id);
  },
  undeletable: () => undefined,
  prepaid: {
    isPrepaid: ({ chargeMode, chargeExpiredTime }, now) =>
      chargeMode === prepaid && !(Date.parse(String(chargeExpiredTime)) <= now),
    expiry: ({ chargeExpiredTime }) => (typeof chargeExpiredTime === "string" ? chargeExpiredTime : undefined),
  },
  outputs,
};

async function birth(api: JdApi, args: JdRedisInputs, { mark }: Birth): Promise<Born> {
  const { orderNum, id } = await createCacheInstance(api, {
    cacheInstance: {
      vpcId: args.vpcId,
      subnetId: args.subnetId,
      azId: { ...args.azId },
      cacheInstanceName: args.cacheInstanceName,
      cacheInstanceDescription: args.cacheInstanceDescription,
      cacheInstanceClass: args.cacheInstanceClass,
      cacheInstanceType: args.cacheInstanceType,
      shardNumber: args.shardNumber,
      replicaNumber: args.replicaNumber,
      redisVersion: args.redisVersion,
      password: args.password || undefined,
      ipv6On: args.ipv6On,
      dbNum: args.dbNum,
      port: args.port,
      cpuArchType: args.cpuArchType,
      enableSmartProxy: args.enableSmartProxy,
      resourceGroupId: args.resourceGroupId,
      slaveAppendonly: args.slaveAppendonly,
      maxmemoryPolicy: args.maxmemoryPolicy,
      configTemplateId: args.configTemplateId,
      backupId: args.backupId,
      srcInstanceId: args.srcInstanceId,
      userTags: Object.entries({ ...(mark ? { [pendingTag]: mark } : {}), ...args.tags }).map(([key, value]) => ({
        key,
        value,
      })),
    },
    charge: { ...chargeAtBirth(args.charge) },
  });
  return { id, outputs: { orderNum } };
}

function outputs(live: JdInstance, { password }: Partial<JdRedisInputs>) {
  const { connectionDomain, port, maintenanceTime: window } = live;
  const login = password ? `:${encodeURIComponent(password)}@` : "";
  const isReachable = connectionDomain !== undefined && port !== undefined;
  return {
    instanceId: live.instanceId,
    status: live.status,
    createTime: live.createTime,
    connectionDomain,
    port,
    connectionString: isReachable ? `redis://${login}${connectionDomain}:${port}` : undefined,
    otherDomains: live.otherDomains,
    cacheInstanceMemoryMB: live.cacheInstanceMemoryMB,
    memoryMBPerShard: live.memoryMBPerShard,
    instanceVersion: live.instanceVersion,
    instanceProxyVersion: live.instanceProxyVersion,
    chargeMode: live.chargeMode,
    chargeStatus: live.chargeStatus,
    chargeStartTime: live.chargeStartTime,
    chargeExpiredTime: live.chargeExpiredTime,
    chargeRetireTime: live.chargeRetireTime,
    auth: live.auth,
    isAllowNoAuth: live.isAllowNoAuth,
    maintenanceStartTime: window?.startTime,
    maintenanceEndTime: window?.endTime,
  };
}
