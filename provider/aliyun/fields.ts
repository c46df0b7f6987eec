import { isIP } from "node:net";
import { z } from "zod";
import { isImpossibleAddress } from "../core/resource/addresses";
import { mixesCharacters } from "../core/resource/passwords";
import type { Equal, Expect, Suggested } from "../core/resource/types";
import type { AliyunEndpointType, AliyunNodeType, AliyunRedisInputs, AliyunStorageType, AliyunWeekday } from "./args";
import { settings } from "./credentials";

export const periods = [1, 2, 3, 4, 5, 6, 7, 8, 9, 12, 24, 36, 60];
export const documentedSpecials = "!@#$%^&*()_+-=";
const forbiddenInNames = /[@/:=”"<>{[\]}\s]/;
/** Words that SDK and pages list for `RecoverConfigMode`. */
export const documentedRecoveries = ["whitelist", "config", "account"];
const weekdays = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"];

const id = (prefix: string) => z.string().regex(new RegExp(`^${prefix}-[a-z0-9]{1,60}$`), `must look like ${prefix}-…`);
const instanceId = z.string().regex(/^(r|m|tr|tt)-[a-z0-9-]{1,60}$/, "must be an instance id like r-…");
const zone = z.string().regex(/^[a-z]{2}(-[a-z0-9]+)+$/, "must be a zone like cn-hangzhou-h");
const prefix = z
  .string()
  .regex(/^[a-z][a-z0-9]{7,39}$/, "must be 8-40 lower-case letters and digits, starting with a letter");
const count = (least: number, most: number) =>
  z.int("must be a whole number").min(least, `must be at least ${least}`).max(most, `must be at most ${most}`);
const text = (pattern: RegExp, rule: string) => z.string().regex(pattern, rule);
/** The compiler lets any text pass, so it is for the field to check. */
const suggested = <Text extends Suggested<string>>(field: z.ZodType<string, string>) =>
  field as unknown as z.ZodType<Text, Text>;
const clock = text(/^([01]\d|2[0-3]):[0-5]\dZ$/, "must be a time in UTC like 02:00Z");
const address = z.string().refine(isAddress, "must be an IP address or a CIDR block like 10.0.0.0/8");
const once = (list: string[]) => [...new Set(list)];
const addresses = z
  .array(address)
  .min(1, "must have at least one address; 127.0.0.1 admits nobody")
  .max(1000, "must have at most 1000 addresses")
  .transform(once);

function isAddress(given: string): boolean {
  const [ip = "", bits, ...rest] = given.split("/");
  const family = isIP(ip);
  // isIP takes the zone of a link-local address, as in fe80::1%eth0, which has no meaning elsewhere.
  if (family === 0 || ip.includes("%") || rest.length > 0) return false;
  return bits === undefined || (/^(0|[1-9]\d{0,2})$/.test(bits) && Number(bits) <= (family === 4 ? 32 : 128));
}

function isFullHour(range: string): boolean {
  const [, from, to] = /^([01]\d|2[0-3]):00Z-([01]\d|2[0-3]):00Z$/.exec(range) ?? [];
  return from !== undefined && to !== undefined && (Number(to) - Number(from) + 24) % 24 === 1;
}

/** Each argument on its own: shape, range and spelling. */
export const fields = {
  // Placement
  regionId: text(settings.others.region.form.pattern, settings.others.region.form.rule),
  zoneId: zone,
  secondaryZoneId: zone,
  dedicatedHostGroupId: text(/^[\w-]+$/, "must be the id of a dedicated cluster"),
  globalInstance: z.boolean(),
  globalInstanceId: id("gr"),

  // Network
  vpcId: id("vpc"),
  vSwitchId: id("vsw"),
  networkType: z.enum(["VPC", "CLASSIC"], 'must be "VPC" or "CLASSIC"'),
  privateIpAddress: z
    .string()
    .refine((given) => isIP(given) === 4, "must be an IPv4 address of the vSwitch")
    .refine((given) => !isImpossibleAddress(given), "is in a range that no VPC can have"),
  port: count(1, 65535),
  connectionStringPrefix: prefix,
  publicConnection: z.union(
    [z.literal(false), z.strictObject({ connectionStringPrefix: prefix, port: count(1024, 65535).optional() })],
    "must be false or { connectionStringPrefix, port }: 8-40 lower-case letters and digits, and 1024-65535",
  ),
  instanceEndpointType: suggested<AliyunEndpointType>(
    text(/^\w+$/, "must be UnifiedEndpoint or AzIndependentEndpoint"),
  ),

  // Name and tags
  instanceName: z
    .string()
    .min(2, "must have at least 2 characters")
    .max(128, "must have at most 80 characters (older pages: 128)")
    .regex(/^[A-Za-z\p{Script=Han}]/u, "must begin with a letter or a Chinese character")
    .refine((name) => !forbiddenInNames.test(name), 'must not contain @ / : = " < > { [ ] } or spaces'),
  resourceGroupId: id("rg"),
  tags: z
    .record(
      z
        .string()
        .min(1, "keys must not be empty")
        .max(128, "keys must have at most 128 characters")
        .regex(
          /^(?!aliyun|acs:)(?!.*https?:\/\/)/,
          "keys must not begin with aliyun or acs:, nor contain http:// or https://",
        )
        .regex(/^(?!pulumi-cn-cache:)/, "keys that begin with pulumi-cn-cache: are the provider's own"),
      z.string().max(128, "values must have at most 128 characters"),
    )
    .refine((tags) => Object.keys(tags).length <= 20, "must have at most 20 tags"),

  // Size
  instanceClass: text(/^[a-z\d]+([.-][a-z\d]+)+$/, "must be a class like redis.master.small.default"),
  capacity: z.int("must be whole MB").positive("must be more than 0 MB"),
  nodeType: suggested<AliyunNodeType>(text(/^\w+$/, "must be a word like MASTER_SLAVE or STAND_ALONE")),
  shardCount: count(1, 256),
  replicaCount: count(0, 4),
  slaveReplicaCount: count(0, 4),
  readOnlyCount: count(0, 9),
  slaveReadOnlyCount: count(0, 9),
  storage: z.int("must be whole GB").positive("must be more than 0 GB"),
  storageType: suggested<AliyunStorageType>(text(/^essd_pl[0-3]$/, "must be essd_pl0, essd_pl1, essd_pl2 or essd_pl3")),
  bandwidth: z.int("must be whole MB/s").positive("must be more than 0 MB/s"),

  // Engine settings
  instanceType: z.enum(
    ["Redis", "Memcache", "tair_rdb", "tair_scm", "tair_essd"],
    'must be "Redis", "Memcache", "tair_rdb", "tair_scm" or "tair_essd"',
  ),
  engineVersion: z.string('must be a version like "5.0"').regex(/^\d+\.\d+$/, 'must be a version like "5.0"'),
  config: z.record(
    z.string().min(1, "names of settings must not be empty"),
    z.union([z.string(), z.number()], "values must be strings or numbers"),
  ),
  appendonly: z.enum(["yes", "no"], 'must be "yes" or "no"'),
  paramGroupId: text(/^[\w*.-]+$/, "must be the id of a parameter template"),

  // Access
  password: z
    .string()
    .min(8, "must have at least 8 characters")
    .max(32, "must have at most 32 characters")
    .refine(mixesCharacters, `must have at least three of upper case, lower case, digits and ${documentedSpecials}`),
  kmsEncryptedPassword: text(/^[A-Za-z0-9+/]{8,8192}={0,2}$/, "must be a ciphertext of KMS, in base64"),
  kmsEncryptionContext: z.record(z.string().min(1, "names must not be empty"), z.string("values must be text")),
  vpcAuthMode: z.enum(["Open", "Close"], 'must be "Open" (password) or "Close" (none)'),
  securityIps: addresses,
  securityIpGroups: z.record(
    z
      .string()
      .regex(
        /^[a-z][a-z0-9_]{0,30}[a-z0-9]$/,
        "names must be 2-32 lower-case letters, digits and _, starting with a letter",
      )
      .refine((name) => name !== "default", "the whitelist default is securityIps"),
    addresses,
  ),
  securityGroupIds: z
    .array(id("sg"))
    .min(1, "cannot be emptied through the API")
    .max(10, "must have at most 10 groups")
    .transform(once),
  globalSecurityGroupIds: z.array(id("g")).min(1, "cannot be emptied through the API").transform(once),
  ssl: z.boolean(),
  sslRenewal: z.string().min(1, "must not be empty").max(200, "must have at most 200 characters"),
  tde: z.boolean(),
  encryptionKey: text(/^[\w/-]{1,128}$/, "must be the id of a key in KMS"),
  encryptionName: text(/^[A-Z\d]+(-[A-Z\d]+)*$/, "must be an algorithm like AES-CTR-256"),
  roleArn: text(/^acs:ram::\d+:role\/[\w.-]+$/, "must be a role like acs:ram::1234567890123456:role/name"),
  auditLog: z
    .strictObject({ enabled: z.boolean(), retentionDays: count(1, 365).optional() })
    .refine(
      ({ enabled, retentionDays }) => !enabled || retentionDays !== undefined,
      "must have retentionDays with enabled",
    ),

  // Billing
  chargeType: z.enum(["PrePaid", "PostPaid"], 'must be "PrePaid" or "PostPaid"'),
  period: z.int().refine((months) => periods.includes(months), `must be ${periods.join(", ")} months`),
  autoRenew: z.boolean(),
  autoRenewPeriod: count(1, 12),
  autoUseCoupon: z.boolean(),
  couponNo: z.string().min(1, "must not be empty"),
  businessInfo: z.string().min(1, "must not be empty"),

  // Backup
  backupPolicy: z.strictObject({
    preferredBackupPeriod: z
      .array(suggested<AliyunWeekday>(z.enum(weekdays, `must be days of the week: ${weekdays.join(", ")}`)))
      .min(1, "must have at least one day")
      .optional(),
    preferredBackupTime: z.string().refine(isFullHour, "must be one full hour in UTC like 18:00Z-19:00Z").optional(),
    backupRetentionPeriod: count(7, 730).optional(),
    enableBackupLog: z.boolean().optional(),
  }),

  // Maintenance
  maintainStartTime: clock,
  maintainEndTime: clock,
  minorVersionAutoUpgrade: z.boolean(),
  minorVersion: text(/^latest_version$/, 'must be "latest_version", the only version that can be asked for'),
  instanceReleaseProtection: z.boolean(),

  effectiveTime: z.enum(["Immediately", "MaintainTime"], 'must be "Immediately" or "MaintainTime"'),

  // Creation from a backup
  srcDBInstanceId: instanceId,
  backupId: text(/^[\w,-]+$/, "must be the id of a backup set"),
  clusterBackupId: text(/^[\w,-]+$/, "must be the id of a cluster backup set"),
  restoreTime: text(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/, "must be a time in UTC like 2026-01-02T03:04:05Z"),
  recoverConfigMode: text(/^[a-z]+(,[a-z]+)*$/, "must be a list like whitelist,config,account"),

  // Options of the creating call
  dryRun: z.boolean(),
  token: text(/^[\x21-\x7e]{1,64}$/, "must be 1-64 ASCII characters without spaces"),

  // Options of the provider
  prepaidDestroy: z.enum(["refuse", "convert", "forget"], 'must be "refuse", "convert" or "forget"'),
  preflight: z.boolean(),
  adoptInstanceId: instanceId,
};

export type ArgsMatchFields = Expect<
  Equal<Required<AliyunRedisInputs>, { [K in keyof typeof fields]: z.input<(typeof fields)[K]> }>
>;
