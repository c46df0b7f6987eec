import { isIPv4 } from "node:net";
import { z } from "zod";
import { isImpossibleAddress } from "../core/resource/addresses";
import { mixesCharacters } from "../core/resource/passwords";
import type { Equal, Expect } from "../core/resource/types";
import type { HuaweiDcsInstanceInputs, HuaweiTag, RenameableCommand } from "./args";
import { settings } from "./credentials";

/** The vendor's samples give an empty string for what is not wanted. */
const orEmpty = <Field extends z.ZodType<string, string>>(field: Field) =>
  z
    .string()
    .superRefine((value, context) => {
      const result = field.safeParse(value);
      if (value !== "" && !result.success) {
        for (const { message } of result.error.issues) context.addIssue({ code: "custom", message });
      }
    })
    .transform((value) => (value === "" ? undefined : value));

const flag = z.boolean();
/** Text in the vendor's tables, a boolean in its samples. */
const looseFlag = z
  .union([z.boolean(), z.enum(["true", "false"])], "must be true or false")
  .transform((value) => String(value) === "true");
const looseText = z.union([z.string(), z.number()]).transform(String);

const id = (what: string) => z.string().regex(/^[0-9A-Za-z-]{4,64}$/, `must be the id of ${what}`);
/** The vendor's own have numbers of one or two digits, custom ones UUIDs. [doc] */
export const templateId = z.string().regex(/^[A-Za-z\d-]{1,64}$/, "must be the id of a parameter template");
const isHour = (value: number) => Number.isInteger(value) && value >= 0 && value <= 23;
const seconds = z.int("must be whole seconds").min(0, "must be 0-86400").max(86_400, "must be 0-86400");

/** A name of 4 to `most` characters. */
export const nameOf = (most: number, message = `must have at most ${most} characters`) =>
  z
    .string()
    .min(4, "must have at least 4 characters")
    .max(most, message)
    .regex(
      /^[A-Za-z0-9\p{Script=Han}][\w\p{Script=Han}-]*$/u,
      "must have only letters, digits, _ and -, and begin with a letter",
    );

const tagKey = z
  .string()
  .regex(/^[\p{L}\p{M}\p{N} _.:=+\-@]+$/u, "keys have letters, digits, blanks and _ . : = + - @")
  .refine(
    (key) => key === key.trim() && !key.startsWith("_sys_"),
    "keys must not begin with _sys_, nor begin or end with a blank",
  )
  .max(128, "keys must have at most 128 characters")
  .regex(/^(?!pulumi-cn-cache:)/, "keys that begin with pulumi-cn-cache: are reserved for the provider");
const tagValue = looseText
  .refine((value) => value.length <= 255, "values must have at most 255 characters")
  .refine(
    (value) => /^[\p{L}\p{M}\p{N} _.:/=+\-@]*$/u.test(value),
    "values have letters, digits, blanks and _ . : / = + - @",
  );
const tagList: z.ZodType<Record<string, string>, HuaweiTag[]> = z
  .array(z.strictObject({ key: tagKey, value: tagValue.optional() }))
  .refine((tags) => new Set(tags.map(({ key }) => key)).size === tags.length, "must not name a key twice")
  .transform((tags) => Object.fromEntries(tags.map(({ key, value }) => [key, value ?? ""])));

const bandwidthAutoscaling = z.strictObject({
  windowSize: z.literal([1, 5, 10, 15, 30], "must be 1, 5, 10, 15 or 30 minutes"),
  bandwidthUsageUpperThreshold: z.literal([50, 60, 70, 80, 90, 95], "must be 50, 60, 70, 80, 90 or 95 percent"),
  scaleOutCooldown: seconds.optional(),
  scaleInEnabled: z.boolean().optional(),
  bandwidthUsageLowerThreshold: z.literal([10, 20, 30], "must be 10, 20 or 30 percent").optional(),
  scaleInCooldown: seconds.optional(),
});

const latest = z.string().regex(/^latest$/, 'must be "latest", the only version that can be asked for');

const keyScan = z
  .strictObject({
    enableAutoScan: z.boolean(),
    scheduleAt: z
      .array(z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, "must have times of day in UTC, such as 02:00"))
      .optional(),
  })
  .refine(
    ({ enableAutoScan, scheduleAt = [] }) => !enableAutoScan || scheduleAt.length > 0,
    "must have scheduleAt with enableAutoScan",
  );
const figure = (least: number, most: number, message: string) => z.int(message).min(least, message).max(most, message);
const expiredKeyScan = z
  .strictObject({
    enableAutoScan: z.boolean(),
    firstScanAt: z
      .string()
      .regex(
        /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d{1,3})?Z?$/,
        "must have a firstScanAt such as 2026-12-01T03:00:00.000Z",
      )
      .optional(),
    interval: figure(1, 1e9, "must have an interval of whole seconds").optional(),
    timeout: figure(2, 2e9, "must have a timeout of whole seconds").optional(),
    scanKeysCount: figure(10, 1000, "must have a scanKeysCount of 10-1000").optional(),
  })
  .refine(
    (scan) =>
      !scan.enableAutoScan ||
      (Object.values(scan).every((value) => value !== undefined) && Object.keys(scan).length === 5),
    "must have firstScanAt, interval, timeout and scanKeysCount with enableAutoScan",
  )
  .refine(
    ({ interval = 0, timeout }) => timeout === undefined || timeout >= 2 * interval,
    "must have a timeout of at least twice the interval",
  );

/** The engine knows yes and no; it would take neither true nor false. */
const settingValue = z
  .union([z.string(), z.number(), z.boolean()])
  .transform((value) => (typeof value === "boolean" ? (value ? "yes" : "no") : String(value)));

const password = z
  .string()
  .min(8, "must have at least 8 characters")
  .max(32, "must have at most 32 characters")
  .regex(/^[\x21-\x7e]*$/, "must have only ASCII characters and no blanks")
  .refine(mixesCharacters, "must have at least three of upper case, lower case, digits and special characters");

function isAddress(text: string): boolean {
  const [from = "", to, ...more] = text.split("-");
  if (to !== undefined) return more.length === 0 && isIPv4(from) && isIPv4(to);
  const [ip = "", bits, ...rest] = text.split("/");
  return isIPv4(ip) && rest.length === 0 && (bits === undefined || (/^(0|[1-9]\d?)$/.test(bits) && Number(bits) <= 32));
}

const whitelistGroup = z.strictObject({
  groupName: z.string().min(1, "must not be empty").max(64, "must have at most 64 characters"),
  ipList: z
    .array(
      z
        .string()
        .refine(isAddress, "must be an IPv4 address, a CIDR block like 10.0.0.0/8, or a range like 10.0.0.1-10.0.0.9")
        .refine(
          (ip) => !/^0\.0\.0\.0(\/0)?$/.test(ip),
          "is not allowed; to admit every address, set enableWhitelist: false",
        ),
    )
    .transform((ips) => [...new Set(ips)]),
});

const renameable: readonly RenameableCommand[] = [
  "command",
  "keys",
  "flushdb",
  "flushall",
  "hgetall",
  "scan",
  "hscan",
  "sscan",
  "zscan",
];
const newName = z
  .string()
  .regex(/^[A-Za-z][\w-]*$/, "must begin with a letter and have only letters, digits, _ and -")
  .min(4, "must have at least 4 characters")
  .max(64, "must have at most 64 characters");
const renameCommands = z
  .record(z.string(), newName)
  .refine((renames) => {
    const commands = Object.keys(renames).map((command) => command.toLowerCase());
    return new Set(commands).size === commands.length;
  }, "must name each command once, in whatever letter case")
  .transform((renames) => Object.fromEntries(Object.entries(renames).map(([key, name]) => [key.toLowerCase(), name])))
  .refine(
    (renames) => Object.keys(renames).every((key) => renameable.some((command) => command === key)),
    `only ${renameable.join(", ")} can be renamed`,
  )
  .refine(
    (renames) => new Set(Object.values(renames)).size === Object.keys(renames).length,
    "must give each command a different name",
  ) as unknown as z.ZodType<Record<string, string>, { [K in RenameableCommand]?: string | undefined }>;

const bssParam = z.strictObject({
  chargingMode: z.enum(["prePaid", "postPaid"], 'must be "prePaid" or "postPaid"').optional(),
  isAutoRenew: looseFlag.optional(),
  isAutoPay: looseFlag.optional(),
  periodType: z.enum(["month", "year"], 'must be "month" or "year"').optional(),
  periodNum: z
    .int("must be a whole number")
    .min(1, "must be 1-9 months or 1-3 years")
    .max(9, "must be 1-9 months or 1-3 years")
    .optional(),
});

const backupPlan = z.strictObject({
  timezoneOffset: orEmpty(
    z
      .string()
      .regex(/^[+-](0\d|1[0-2])[0-5]\d$/, "must be -1200 to +1200, like +0800")
      .refine((offset) => Math.abs(Number(offset)) <= 1200, "must be -1200 to +1200, like +0800"),
  ).optional(),
  backupAt: z
    .array(z.int().min(1, "must be 1 (Monday) to 7").max(7, "must be 1 (Monday) to 7"))
    .min(1, "must name at least one day")
    .refine((days) => new Set(days).size === days.length, "must name each day once"),
  // The only one that there is, so that peers leave it out.
  periodType: z.literal("weekly", 'must be "weekly"').default("weekly"),
  beginAt: z
    .string()
    .regex(/^([01]\d|2[0-3]):00-([01]\d|2[0-4]):00$/, "must be full hours like 02:00-03:00")
    .refine((slot) => slot.slice(0, 5) !== slot.slice(6), "must end at another hour than it begins"),
});
const backupPolicy = z.strictObject({
  backupType: z.enum(["auto", "manual"], 'must be "auto" or "manual"'),
  saveDays: z.int("must be whole days").min(1, "must be 1 to 7 days").max(7, "must be 1 to 7 days").optional(),
  periodicalBackupPlan: backupPlan.optional(),
});

/** `06:00` stands for `06:00:00` in one of the vendor's samples. */
const windowTime = orEmpty(
  z
    .string()
    .regex(/^\d{2}:\d{2}(:\d{2})?$/, "must look like 02:00:00")
    .refine(
      (time) => isHour(Number(time.slice(0, 2))) && /^:00(:00)?$/.test(time.slice(2)),
      "must be a full hour, UTC",
    ),
).transform((time) => (time?.length === 5 ? `${time}:00` : time));

/** Each argument on its own: shape, range, spelling. */
export const fields = {
  // Placement
  region: z.string().regex(settings.others.region.form.pattern, settings.others.region.form.rule),
  azCodes: z
    .array(z.string().regex(/^[a-z]{2}(-[a-z0-9]+)+$/, "must be a zone like cn-north-4a"))
    .min(1, "must name at least one zone"),

  // Name and tags
  name: nameOf(64),
  description: z.string().max(1024, "must have at most 1024 characters"),
  tags: z
    .union([z.record(tagKey, tagValue), tagList])
    .refine((tags) => Object.keys(tags).length <= 20, "must be at most 20"),
  enterpriseProjectId: looseText.pipe(orEmpty(z.string().regex(/^[0-9A-Za-z-]{1,64}$/, 'must be "0" or an id'))),
  enterpriseProjectName: z.string(),

  // Engine
  engine: z.enum(["Redis", "Memcached"], 'must be "Redis" or "Memcached"'),
  engineVersion: z
    .union([z.string(), z.number()])
    .transform((version) => (/^\d+$/.test(String(version)) ? `${version}.0` : String(version)))
    .pipe(orEmpty(z.string().regex(/^\d+\.\d+$/, 'must be a version like "5.0"'))),

  // Size
  capacity: z.number().positive("must be more than 0 GB"),
  specCode: z.string().regex(/^[a-z][a-z\d]*([._][a-z\d]+)+$/, "must be a flavour like redis.ha.xu1.large.r2.2"),
  deletedNodes: z.array(z.string().regex(/^[\w-]+$/, "must have ids of nodes")),
  reservedIps: z.array(z.string().refine((ip) => isIPv4(ip), "must have IPv4 addresses")),
  executeImmediately: flag,
  instanceNum: z.literal(1, "must be 1: one resource is one instance"),

  // Network
  vpcId: id("a VPC"),
  subnetId: id("a subnet (its network id)"),
  privateIp: orEmpty(
    z
      .string()
      .refine((ip) => isIPv4(ip), "must be an IPv4 address")
      .refine((ip) => !isImpossibleAddress(ip), "is in a range that no VPC can have"),
  ),
  port: z.int("must be a whole number").min(1, "must be 1-65535").max(65_535, "must be 1-65535"),
  securityGroupId: orEmpty(id("a security group")),
  enablePublicip: flag,
  publicipId: orEmpty(id("an elastic IP or a load balancer")),
  bandwidthAutoscaling,
  shardBandwidth: z.int("must be whole Mbit/s").min(8, "must be at least 8").multipleOf(8, "must be a multiple of 8"),

  // Access
  password: orEmpty(password),
  noPasswordAccess: flag,
  accessUser: orEmpty(
    z
      .string()
      .regex(/^[A-Za-z][\w-]*$/, "must begin with a letter and have only letters, digits, _ and -")
      .max(64, "must have at most 64 characters"),
  ),
  whitelist: z
    .array(whitelistGroup)
    .max(4, "must have at most 4 groups")
    .refine((groups) => groups.flatMap(({ ipList }) => ipList).length <= 20, "must have at most 20 addresses in total")
    .refine(
      (groups) => new Set(groups.map(({ groupName }) => groupName)).size === groups.length,
      "must give each group a different name",
    ),
  enableWhitelist: flag,
  enableSsl: flag,
  transparentClientIp: flag,

  // Engine settings
  templateId: orEmpty(templateId),
  parameters: z.record(z.string().min(1, "names must not be empty"), settingValue),
  renameCommands,

  // Key analysis
  bigKeyScan: keyScan,
  hotKeyScan: keyScan,
  expiredKeyScan,

  // Billing
  bssParam,

  // Backup
  instanceBackupPolicy: backupPolicy,

  // Maintenance
  maintainBegin: windowTime,
  maintainEnd: windowTime,
  engineMinorVersion: latest,
  proxyMinorVersion: latest,

  // Options of the provider
  restartForParameters: flag,
  prepaidDestroy: z.enum(["refuse", "unsubscribe", "forget"], 'must be "refuse", "unsubscribe" or "forget"'),
  preflight: flag,
  adoptInstanceId: z.string().regex(/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/, "must be the UUID of an instance"),
};

export type ArgsMatchFields = Expect<
  Equal<Required<HuaweiDcsInstanceInputs>, { [K in keyof typeof fields]: z.input<(typeof fields)[K]> }>
>;
