import { isIPv4 } from "node:net";
import { z } from "zod";
import type { Rule, Schema } from "../core/resource/schema";
import type { Equal, Expect } from "../core/resource/types";
import type { JdRedisInputs } from "./args";
import { postpaid, prepaid } from "./charge";

const id = (prefix: string) => z.string().regex(new RegExp(`^${prefix}-[\\w-]+$`), `must look like ${prefix}-…`);
const oneOf = <const Values extends readonly [string, ...string[]]>(...values: Values) =>
  z.enum(values, `must be ${values.map((value) => `"${value}"`).join(" or ")}`);
const bit = z.literal([0, 1], "must be 0 or 1");
const zone = z.string().regex(/^[a-z]{2}(-[a-z0-9]+)+$/, "must be a zone like cn-north-1a");
const zones = z.array(zone).min(1, "must name at least one zone");
const number = (what: string, least: number, most: number) =>
  z
    .int(`must be a whole number of ${what}`)
    .min(least, `must be at least ${least}`)
    .max(most, `must be at most ${most}`);

const weekdays = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"];
const clock = "([01]\\d|2[0-3]):[0-5]\\d";
const utcTime = z.string().regex(new RegExp(`^${clock}Z$`), 'must be a time of day in UTC, like "18:00Z"');

function isCidr(text: string): boolean {
  const [address = "", bits = "", ...rest] = text.split("/");
  return isIPv4(address) && /^\d{1,2}$/.test(bits) && Number(bits) <= 32 && rest.length === 0;
}

function isActivity(text: string): boolean {
  try {
    const value = JSON.parse(Buffer.from(text, "base64").toString("utf8")) as { activity?: unknown };
    return typeof value.activity === "object" && value.activity !== null;
  } catch {
    return false;
  }
}

const charge = z.strictObject({
  chargeMode: oneOf(prepaid, "postpaid_by_usage", postpaid).optional(),
  chargeUnit: oneOf("month", "year").optional(),
  chargeDuration: z.int("must be a whole number").positive("must be at least 1").optional(),
  autoRenew: z.boolean().optional(),
  autoChangeChargeMode: z.boolean().optional(),
  autoChangeChargeModeDate: z
    .string()
    .regex(/^\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$/, "must be a day like 2027-01-31")
    .optional(),
  buyScenario: z.string().refine(isActivity, 'must be base64 of {"activity":{…}}').optional(),
});

const fields = {
  regionId: z.string().regex(/^[a-z]{2}(-[a-z0-9]+)+$/, "must be a region like cn-north-1"),
  vpcId: id("vpc"),
  subnetId: id("subnet"),
  azId: z.strictObject({
    master: zone.optional(),
    slave: zone.optional(),
    azSpecifyType: oneOf("SpecifyByReplicaGroup", "SpecifyByCluster").optional(),
    azsForCluster: zones.optional(),
    azsForProxy: zones.optional(),
  }),
  cacheInstanceName: z
    .string()
    .min(2, "must have at least 2 characters")
    .max(32, "must have at most 32 characters")
    .regex(/^[\w\u4e00-\u9fff-]+$/, "must be of letters, digits, _, - and Chinese characters"),
  cacheInstanceDescription: z.string().max(256, "must have at most 256 characters"),
  cacheInstanceClass: z.string().regex(/^[\w.-]+$/, "must be a class like redis.m.micro.basic"),
  shardNumber: z.int("must be a whole number of shards").min(2, "must be more than 1"),
  replicaNumber: z.int("must be a whole number of replicas").positive("must be at least 1, the master"),
  effectiveTime: oneOf("Immediately", "MaintainTime"),
  cacheInstanceType: oneOf("master-slave", "cluster", "native-cluster"),
  redisVersion: z.string().regex(/^\d+\.\d+$/, 'must be a version like "4.0"'),
  password: z
    .string()
    .refine((text) => text === "" || (text.length >= 8 && text.length <= 16), "must have 8 to 16 characters")
    .regex(/^[A-Za-z\d]*$/, "must be of letters and digits only"),
  ipv6On: bit,
  dbNum: number("databases", 16, 256),
  port: number("a port", 1, 65_535),
  cpuArchType: oneOf("amd64", "arm64"),
  enableSmartProxy: bit,
  resourceGroupId: z.string().min(1, "must not be empty"),
  slaveAppendonly: oneOf("yes", "no"),
  maxmemoryPolicy: oneOf(
    "volatile-lru",
    "allkeys-lru",
    "volatile-lfu",
    "allkeys-lfu",
    "volatile-random",
    "allkeys-random",
    "volatile-ttl",
    "noeviction",
  ),
  config: z.record(z.string().min(1, "names must not be empty"), z.string("values must be text, also of numbers")),
  configTemplateId: z.string().min(1, "must not be empty"),
  backupId: z.string().min(1, "must not be empty"),
  srcInstanceId: id("redis"),
  charge,
  ipWhiteList: z
    .array(z.string().refine(isCidr, "must be a CIDR block like 10.0.0.0/8; one address is 10.0.0.1/32"))
    .min(1, "must name at least one block"),
  disableCommands: z.array(z.string().regex(/^[a-z]+$/, "must be a command in lower case, like flushall")),
  backupPolicy: z.strictObject({
    autoBackup: z.boolean().optional(),
    backupTime: z
      .string()
      .regex(new RegExp(`^${clock}-${clock} [+-]\\d{4}$`), 'must be a window like "01:00-02:00 +0800"'),
    backupPeriod: z
      .string()
      .refine(
        (text) => text.split(",").every((day) => weekdays.includes(day)),
        'must be weekdays separated by commas, like "Monday,Friday"',
      ),
  }),
  maintenanceTime: z.strictObject({ startTime: utcTime, endTime: utcTime }),
  tls: z.strictObject({
    tlsStatus: oneOf("enable", "disable"),
    tlsType: oneOf("standard", "gm").optional(),
    tlsVersion: z.array(z.string().min(1)).min(1, "must name at least one version").optional(),
  }),
  publicAddress: z.strictObject({ elasticIpId: z.string().min(1, "must not be empty") }),
  tags: z.record(
    z
      .string()
      .min(1, "keys must not be empty")
      .regex(/^(?!pulumi-cn-cache:)/, "keys that begin with pulumi-cn-cache: are the provider's own"),
    z.string(),
  ),
  prepaidDestroy: oneOf("refuse", "forget"),
  adoptInstanceId: id("redis"),
};

export type ArgsMatchSchema = Expect<
  Equal<Required<JdRedisInputs>, { [K in keyof typeof fields]: z.input<(typeof fields)[K]> }>
>;

type Args = JdRedisInputs;

const needed = (["vpcId", "subnetId", "azId", "cacheInstanceName", "cacheInstanceClass"] as const).map(
  (name): Rule<Args> => ({
    on: [name],
    message: (args) => (args[name] === undefined ? "must be given" : undefined),
  }),
);

const ofVersion28 = (name: string | undefined) => /^redis\.[mc]1\./.test(name ?? "");
const ofNewerVersion = (name: string | undefined) => /^redis\.[mcs]\./.test(name ?? "");

const rules: readonly Rule<Args>[] = [
  ...needed,
  {
    on: ["azId"],
    message: ({ azId }) => {
      if (!azId) return undefined;
      if (azId.azSpecifyType === "SpecifyByCluster")
        return azId.azsForCluster ? undefined : "needs azsForCluster with SpecifyByCluster";
      if (azId.azsForCluster) return "has azsForCluster, which needs azSpecifyType SpecifyByCluster";
      return azId.master && azId.slave ? undefined : "needs master and slave, which may be the same zone";
    },
  },
  {
    on: ["azId", "regionId"],
    message: ({ azId, regionId }) => {
      const all = [azId?.master, azId?.slave, ...(azId?.azsForCluster ?? []), ...(azId?.azsForProxy ?? [])];
      const stray = all.find((one) => one && regionId && !one.startsWith(regionId));
      return stray ? `zone ${stray} is not in region ${regionId}` : undefined;
    },
  },
  {
    on: ["shardNumber", "cacheInstanceClass"],
    message: ({ shardNumber, cacheInstanceClass }) =>
      /^redis\.s\./.test(cacheInstanceClass ?? "") && shardNumber === undefined
        ? "must be given with a class that is sold by the shard"
        : undefined,
  },
  {
    on: ["shardNumber", "cacheInstanceClass"],
    level: "warning",
    message: ({ shardNumber, cacheInstanceClass }) =>
      shardNumber !== undefined && /^redis\.[mc]1?\./.test(cacheInstanceClass ?? "")
        ? `is given beside ${cacheInstanceClass}, which is not sold by the shard; JD Cloud will probably refuse it`
        : undefined,
  },
  {
    on: ["redisVersion", "cacheInstanceClass"],
    level: "warning",
    message: ({ redisVersion, cacheInstanceClass }) => {
      const version = redisVersion ?? "2.8, the vendor's default";
      if (ofVersion28(cacheInstanceClass) && redisVersion !== undefined && redisVersion !== "2.8")
        return `is ${version}, but ${cacheInstanceClass} is a class of 2.8`;
      return ofNewerVersion(cacheInstanceClass) && (redisVersion ?? "2.8") === "2.8"
        ? `is ${version}, but ${cacheInstanceClass} is a class of 4.0 and newer`
        : undefined;
    },
  },
  {
    on: ["maxmemoryPolicy", "redisVersion"],
    message: ({ maxmemoryPolicy, redisVersion }) =>
      maxmemoryPolicy?.endsWith("-lfu") && redisVersion === "2.8" ? "needs redisVersion 4.0 or newer" : undefined,
  },
  {
    on: ["enableSmartProxy", "cacheInstanceType"],
    message: ({ enableSmartProxy, cacheInstanceType }) =>
      enableSmartProxy === 1 && cacheInstanceType !== "native-cluster"
        ? "is only for cacheInstanceType native-cluster"
        : undefined,
  },
  {
    on: ["config"],
    message: ({ config }) => {
      if (config?.["maxmemory-policy"] !== undefined) return "has maxmemory-policy; give it as maxmemoryPolicy";
      return config?.["@slave-appendonly"] === undefined
        ? undefined
        : "has @slave-appendonly; give it as slaveAppendonly";
    },
  },
  {
    on: ["backupId", "srcInstanceId"],
    message: ({ backupId, srcInstanceId }) =>
      (backupId === undefined) === (srcInstanceId === undefined) ? undefined : "goes with srcInstanceId: both or none",
  },
  {
    on: ["maintenanceTime"],
    message: ({ maintenanceTime }) =>
      maintenanceTime && maintenanceTime.startTime === maintenanceTime.endTime
        ? "must end at another time than it starts"
        : undefined,
  },
  {
    on: ["charge"],
    message: ({ charge: { chargeMode, chargeUnit, chargeDuration, ...more } = {} }) => {
      if (chargeMode === prepaid && chargeDuration === undefined) return `needs chargeDuration with ${prepaid}`;
      const most = chargeUnit === "year" ? 3 : 9;
      if (chargeDuration !== undefined && chargeDuration > most)
        return `has a chargeDuration of more than ${most} ${chargeUnit ?? "month"}s`;
      return more.autoChangeChargeMode && !more.autoChangeChargeModeDate
        ? "needs autoChangeChargeModeDate with autoChangeChargeMode"
        : undefined;
    },
  },
  {
    on: ["charge"],
    level: "warning",
    message: ({ charge = {} }) =>
      charge.chargeMode === "postpaid_by_usage"
        ? "is postpaid_by_usage: the vendor's page lists it, but Redis is not sold that way; JD Cloud will probably refuse it"
        : undefined,
  },
  {
    on: ["charge"],
    level: "warning",
    message: ({ charge = {} }) => {
      if (charge.chargeMode === prepaid || charge.autoChangeChargeMode) return undefined;
      const idle = (["chargeUnit", "chargeDuration", "autoRenew", "autoChangeChargeModeDate"] as const).filter(
        (name) => charge[name] !== undefined && charge[name] !== false,
      );
      return idle.length > 0 ? `has ${idle.join(", ")}, which count for ${prepaid} only` : undefined;
    },
  },
  {
    on: ["password"],
    level: "warning",
    message: ({ password }) => {
      if (password === undefined || password === "") return "is not given; whoever reaches the instance can use it";
      return [/[A-Z]/, /[a-z]/, /\d/].every((kind) => kind.test(password))
        ? undefined
        : "lacks upper case, lower case or a digit; the vendor's own tests want all three, its pages do not say so";
    },
  },
  {
    on: ["ipWhiteList"],
    level: "warning",
    message: ({ ipWhiteList }) => {
      if (ipWhiteList === undefined) return "is not given; JD Cloud's own is 0.0.0.0/0, every address of the network";
      return ipWhiteList.some((block) => block.endsWith("/0"))
        ? "opens the instance to every address of its network"
        : undefined;
    },
  },
];

export const jdRedisSchema: Schema<JdRedisInputs> = { fields, rules };
