import { isIPv4 } from "node:net";
import { z } from "zod";
import { evictionPolicies } from "../core/resource/engineSettings";
import type { Equal, Expect } from "../core/resource/types";
import type { JdRedisInputs } from "./args";
import { postpaidMode, prepaidMode } from "./charge";
import { settings } from "./credentials";
import { systemKey } from "./tags";

const id = (prefix: string) => z.string().regex(new RegExp(`^${prefix}-[a-z0-9]{1,60}$`), `must look like ${prefix}-…`);
const once = (list: string[]) => [...new Set(list)];
const latest = z.string().regex(/^latest$/, 'must be "latest", the only version that can be asked for');
const oneOf = <const Values extends readonly [string, ...string[]]>(...values: Values) =>
  z.enum(values, `must be ${values.map((value) => `"${value}"`).join(" or ")}`);
const bit = z.literal([0, 1], "must be 0 or 1");
const notEmpty = z.string().min(1, "must not be empty");
const zone = z.string().regex(/^[a-z]{2}(-[a-z0-9]+)+$/, "must be a zone like cn-north-1a");
const zones = z.array(zone).min(1, "must name at least one zone");
const count = (least: number, most: number) =>
  z.int("must be a whole number").min(least, `must be at least ${least}`).max(most, `must be at most ${most}`);

const weekdays = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"];
const clock = "([01]\\d|2[0-3]):[0-5]\\d";
const utcTime = z.string().regex(new RegExp(`^${clock}Z$`), 'must be a time of day in UTC, like "18:00Z"');

/** A block, or a single address, which the vendor's own samples have as well. */
function isBlock(text: string): boolean {
  const [address = "", bits, ...rest] = text.split("/");
  if (!isIPv4(address) || rest.length > 0) return false;
  return bits === undefined || (/^(0|[1-9]\d?)$/.test(bits) && Number(bits) <= 32);
}

function isActivity(text: string): boolean {
  try {
    const { activity } = JSON.parse(Buffer.from(text, "base64").toString("utf8"));
    return ["activityType", "activityIdentifier"].every((name) => activity[name] !== undefined);
  } catch {
    return false;
  }
}

const blocks = z
  .array(z.string().refine(isBlock, "must be a CIDR block like 10.0.0.0/8; a single address is 10.0.0.1/32"))
  .min(1, "must name at least one block")
  .transform(once);

/** Each argument on its own: shape, range, spelling. */
export const fields = {
  // Placement
  regionId: z.string().regex(settings.others.region.form.pattern, settings.others.region.form.rule),
  azId: z.strictObject({
    master: zone.optional(),
    slave: zone.optional(),
    azSpecifyType: oneOf("SpecifyByReplicaGroup", "SpecifyByCluster").optional(),
    azsForCluster: zones.optional(),
    azsForProxy: zones.optional(),
  }),

  // Network
  vpcId: id("vpc"),
  subnetId: id("subnet"),
  ipv6On: bit,
  port: count(1, 65_535),
  publicAddress: z.strictObject({ elasticIpId: notEmpty }),

  // Name and tags
  cacheInstanceName: z
    .string()
    .min(2, "must have at least 2 characters")
    .max(32, "must have at most 32 characters")
    .regex(/^[\w\p{Script=Han}-]+$/u, "may contain only letters, digits, _, - and Chinese characters"),
  cacheInstanceDescription: z.string().max(256, "must have at most 256 characters"),
  resourceGroupId: notEmpty,
  tags: z.record(
    z
      .string()
      .min(1, "keys must not be empty")
      .refine((key) => !systemKey.test(key), "keys that begin with jdc- or jrn: are the vendor's own")
      .regex(/^(?!pulumi-cn-cache:)/, "keys that begin with pulumi-cn-cache: are reserved for the provider"),
    z.string(),
  ),

  // Size
  cacheInstanceClass: z.string().regex(/^[a-z\d]+([.-][a-z\d]+)+$/, "must be a class like redis.m.micro.basic"),
  cacheInstanceType: oneOf("master-slave", "cluster", "native-cluster"),
  shardNumber: z.int("must be a whole number of shards").min(2, "must be at least 2"),
  replicaNumber: z.int("must be a whole number of replicas").positive("must be at least 1, the master"),
  enableSmartProxy: bit,
  cpuArchType: oneOf("amd64", "arm64"),
  effectiveTime: oneOf("Immediately", "MaintainTime"),

  // Access
  password: z
    .string()
    .refine((text) => text === "" || (text.length >= 8 && text.length <= 16), "must have 8 to 16 characters")
    .regex(/^[A-Za-z\d]*$/, "may contain only letters and digits"),
  ipWhiteList: blocks,
  ipWhiteListGroups: z.record(
    z
      .string()
      .regex(/^[A-Za-z][\w-]{0,31}$/, "names must be 1-32 letters, digits, _ and -, beginning with a letter")
      .refine((name) => name !== "default", "the group default is ipWhiteList"),
    blocks,
  ),
  disableCommands: z
    .array(z.string().regex(/^[a-z]+$/, "must be a command in lower case, like flushall"))
    .transform(once),
  tls: z.strictObject({
    tlsStatus: oneOf("enable", "disable"),
    tlsType: oneOf("standard", "gm").optional(),
    tlsVersion: z.array(notEmpty).min(1, "must name at least one version").optional(),
  }),

  // Engine settings
  redisVersion: z.string('must be a version like "4.0"').regex(/^\d+\.\d+$/, 'must be a version like "4.0"'),
  minorVersion: latest,
  proxyMinorVersion: latest,
  dbNum: count(16, 256),
  maxmemoryPolicy: oneOf(...evictionPolicies),
  slaveAppendonly: oneOf("yes", "no"),
  config: z.record(z.string().min(1, "names must not be empty"), z.string("values must be strings, numbers included")),
  configTemplateId: notEmpty,

  // Billing
  charge: z.strictObject({
    chargeMode: oneOf(prepaidMode, "postpaid_by_usage", postpaidMode).optional(),
    chargeUnit: oneOf("month", "year").optional(),
    chargeDuration: z.int("must be a whole number").positive("must be at least 1").optional(),
    autoRenew: z.boolean().optional(),
    autoChangeChargeMode: z.boolean().optional(),
    autoChangeChargeModeDate: z
      .string()
      .regex(/^\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$/, "must be a day like 2027-01-31")
      .optional(),
    buyScenario: z
      .string()
      .refine(isActivity, 'must be base64 of {"activity":{"activityType":…,"activityIdentifier":…}}')
      .optional(),
  }),

  // Backup
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

  // Maintenance
  maintenanceTime: z.strictObject({ startTime: utcTime, endTime: utcTime }),

  // Creation from a backup
  backupId: notEmpty,
  srcInstanceId: id("redis"),

  // Options of the provider
  prepaidDestroy: oneOf("refuse", "forget"),
  preflight: z.boolean(),
  adoptInstanceId: id("redis"),
};

export type ArgsMatchFields = Expect<
  Equal<Required<JdRedisInputs>, { [K in keyof typeof fields]: z.input<(typeof fields)[K]> }>
>;
