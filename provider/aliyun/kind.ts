import { digest } from "../core/digest";
import { means } from "../core/errors";
import type { Aspect, Birth, Kind } from "../core/kind";
import { type Plan, rows } from "../core/plan";
import { transformInstanceChargeType } from "./actions/billing";
import {
  createInstance,
  deleteInstance,
  describeInstanceAttribute,
  describeInstances,
  modifyInstanceAttribute,
  modifyInstanceSpec,
} from "./actions/instance";
import { describeSecurityIps, modifySecurityIps } from "./actions/security";
import { tagResources, untagResources } from "./actions/tags";
import type { AliyunApi } from "./api";
import type { AliyunRedisInputs } from "./args";
import { aliyun, pendingTag } from "./cloud";
import type { AliyunInstance } from "./instance";
import { aliyunRedisSchema } from "./schema";
import { statuses } from "./statuses";

const { inPlace, replace, callOption, stateOnly } = rows<AliyunInstance>();

const plan: Plan<AliyunRedisInputs, AliyunInstance> = {
  regionId: replace((live) => live.regionId),
  zoneId: replace((live) => live.zoneId),
  vpcId: replace((live) => live.vpcId),
  vSwitchId: replace((live) => live.vSwitchId),
  instanceName: inPlace("attribute", (live) => live.instanceName),
  instanceClass: inPlace("spec", (live) => live.instanceClass),
  // Shown only while it was declared: a class decides the memory by itself.
  capacity: replace(),
  engineVersion: replace((live) => live.engineVersion),
  instanceType: replace((live) => live.instanceType as AliyunRedisInputs["instanceType"]),
  chargeType: inPlace("billing", (live) => live.chargeType).removedMeans("PostPaid"),
  period: callOption(),
  password: inPlace<string>("attribute").writeOnly().secret(),
  securityIps: inPlace("whitelist", (live) => live.securityIps as string[] | undefined)
    .asSet()
    .removedMeans(["127.0.0.1"]),
  tags: inPlace("tags", (live) => userTags(live)).removedMeans({}),
  prepaidDestroy: stateOnly(),
  adoptInstanceId: callOption(),
};

/** In the order of the calls. Money last: a refused order must not hold up a rename or a whitelist. */
const aspects: readonly Aspect<AliyunRedisInputs, AliyunInstance, AliyunApi>[] = [
  { name: "attribute", apply: modifyInstanceAttribute },
  { name: "whitelist", apply: (api, id, { securityIps = [] }) => modifySecurityIps(api, id, securityIps) },
  {
    name: "tags",
    apply: (api, id, { tags = {} }, { live }) => syncTags(api, id, tags, userTags(live)),
    wait: "nothing",
  },
  {
    name: "spec",
    wait: "inSync",
    apply: (api, id, { instanceClass = "" }, { live }) =>
      modifyInstanceSpec(api, id, {
        instanceClass,
        // Only instances on local disks want it, and they alone carry "default" classes. [tf]
        majorVersion: live.instanceClass?.endsWith(".default") ? live.engineVersion : undefined,
        token: digest([id, live.instanceClass, instanceClass, live.requestId], 32),
      }),
  },
  {
    name: "billing",
    wait: "inSync",
    apply: (api, id, { chargeType = "PostPaid" }, { args }) =>
      transformInstanceChargeType(api, id, { chargeType, period: args.period }),
  },
];

export const aliyunRedisKind: Kind<AliyunRedisInputs, AliyunInstance, AliyunApi> = {
  type: "AliyunRedis",
  cloud: aliyun,
  schema: aliyunRedisSchema,
  plan,
  aspects,
  regionArgument: "regionId",
  timeoutsMs: { create: 30 * 60_000, update: 60 * 60_000, delete: 20 * 60_000 },
  isBirthRepeatable: true,
  birth,
  observe,
  glance: async (api, ids) => {
    try {
      return new Map((await describeInstances(api, ids)).map(({ instanceId, status }) => [instanceId, status]));
    } catch (error) {
      // One id that is gone may spoil the answer for all: then each is looked at on its own.
      if (means(error, "gone")) return new Map();
      throw error;
    }
  },
  statuses,
  // A billing or class change leaves the status Normal while the order is still carried out. [tf]
  isSettled: (live) => live.isOrderCompleted,
  remove: deleteInstance,
  undeletable: ({ instanceReleaseProtection }) =>
    instanceReleaseProtection === true ? "the instance has release protection on; turn it off first." : undefined,
  prepaid: {
    isPrepaid: ({ chargeType }) => chargeType === "PrePaid",
    expiry: ({ endTime }) => (typeof endTime === "string" ? endTime : undefined),
    convert: (api, id) => transformInstanceChargeType(api, id, { chargeType: "PostPaid" }),
  },
  outputs,
};

/** CreateInstance takes at most so many tags. */
const mostTagsAtBirth = 20;

async function birth(api: AliyunApi, args: AliyunRedisInputs, { mark, token }: Birth): Promise<string> {
  const tags = Object.entries({ ...(mark ? { [pendingTag]: mark } : {}), ...args.tags }).slice(0, mostTagsAtBirth);
  return createInstance(api, {
    RegionId: api.regionId,
    ZoneId: args.zoneId,
    VpcId: args.vpcId,
    VSwitchId: args.vSwitchId,
    InstanceName: args.instanceName,
    InstanceClass: args.instanceClass,
    Capacity: args.capacity,
    EngineVersion: args.engineVersion,
    InstanceType: args.instanceType,
    ChargeType: args.chargeType,
    Period: args.period,
    Password: args.password,
    Tag: tags.map(([key, value]) => ({ Key: key, Value: value })),
    Token: token,
  });
}

async function observe(api: AliyunApi, id: string): Promise<AliyunInstance | undefined> {
  try {
    const live = await describeInstanceAttribute(api, id);
    if (!live || statuses[live.status] !== "ready") return live;
    return { ...live, securityIps: await defaultWhitelist(api, id) };
  } catch (error) {
    if (means(error, "gone")) return undefined;
    throw error;
  }
}

/** Undefined where this instance has no whitelist to show: an optional read never breaks a refresh. */
async function defaultWhitelist(api: AliyunApi, id: string): Promise<readonly string[] | undefined> {
  try {
    return (await describeSecurityIps(api, id)).find((group) => group.name === "default")?.ips;
  } catch (error) {
    if (means(error, "unsupported")) return undefined;
    throw error;
  }
}

/** Without ours and the system's. */
function userTags(live: AliyunInstance): Record<string, string> {
  return Object.fromEntries(
    Object.entries(live.allTags).filter(([key]) => key !== pendingTag && !/^(acs:|aliyun)/.test(key)),
  );
}

async function syncTags(
  api: AliyunApi,
  id: string,
  wanted: Readonly<Record<string, string>>,
  present: Readonly<Record<string, string>>,
): Promise<void> {
  const surplus = Object.keys(present).filter((key) => !Object.hasOwn(wanted, key));
  if (surplus.length > 0) await untagResources(api, [id], surplus);
  const missing = Object.entries(wanted).filter(([key, value]) => present[key] !== value);
  if (missing.length > 0) await tagResources(api, id, Object.fromEntries(missing));
}

function outputs(live: AliyunInstance, { password }: Partial<AliyunRedisInputs>) {
  const { allTags: _, securityIps: __, requestId: ___, isOrderCompleted: ____, ...shown } = live;
  const { connectionDomain, port } = live;
  const login = password === undefined ? "" : `:${encodeURIComponent(password)}@`;
  const isRedis = live.instanceType !== "Memcache" && connectionDomain !== undefined && port !== undefined;
  return {
    ...shown,
    userName: live.instanceId,
    connectionString: isRedis ? `redis://${login}${connectionDomain}:${port}` : undefined,
  };
}
