import { validate } from "../../provider/core/resource/schema";
import { huaweiDcsInstanceDefinition } from "../../provider/huawei/definition";
import { argument, missing, pairs, replace, same, update } from "../contract/argument";
import type { Args, ArgumentCase, Fixture } from "../contract/fixture";

export const vpcId = "0402ea19-5457-4032-9d1b-eb48b98f6c66";
export const subnetId = "a3bd29e4-d5bc-414c-a79a-1f35ee4ead88";
export const securityGroupId = "4b95a790-5cfc-463d-8de5-42199e55371c";
const otherId = "7e95c4d6-d7af-424c-a3cf-2be10968fe81";

export const base = {
  region: "cn-north-4",
  name: "sessions",
  engine: "Redis",
  engineVersion: "6.0",
  capacity: 1,
  specCode: "redis.ha.xu1.large.r2.1",
  azCodes: ["cn-north-4a"],
  vpcId,
  subnetId,
  password: "Secret-123",
  description: "web sessions",
  whitelist: [{ groupName: "web", ipList: ["10.0.0.0/8", "192.168.1.1"] }],
  tags: { team: "web" },
};

/** What Redis 3.0 needs, and what it does not have. */
export const redis3: Args = {
  engineVersion: "3.0",
  specCode: "dcs.master_standby",
  capacity: 2,
  securityGroupId,
  whitelist: undefined,
};
export const memcached: Args = {
  ...redis3,
  engine: "Memcached",
  engineVersion: undefined,
  specCode: "dcs.memcached.master_standby",
};
const plan = { timezoneOffset: "+0800", backupAt: [1, 3], periodType: "weekly", beginAt: "02:00-03:00" };
const weekly = { backupType: "auto", saveDays: 3, periodicalBackupPlan: plan };

const snakeCase = (name: string) => name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
const camelCase = (name: string) => name.replace(/_([a-z])/g, (_all, letter: string) => letter.toUpperCase());

/** The vendor's field names as the arguments have them, at any depth. */
function inCamelCase(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(inCamelCase);
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, field]) => [camelCase(name), inCamelCase(field)]));
}

const expiredScan = {
  enableAutoScan: true,
  firstScanAt: "2099-01-01T03:00:00.000Z",
  interval: 86_400,
  timeout: 172_800,
  scanKeysCount: 1000,
};
/** A scan without the time of its last edit. */
function scanOf(scan: unknown): unknown {
  const { updatedAt: _, ...figures } = inCamelCase(scan) as Args;
  return figures;
}

const flag = (change: ArgumentCase["change"]) =>
  argument(change, { accepted: [true, false] }, ["yes", /must be true or false/]);

const cases: Record<string, ArgumentCase> = {
  region: argument(
    replace("cn-north-4", "cn-east-3"),
    {
      accepted: ["cn-north-4", "ap-southeast-1", "eu-west-999"],
      with: (region: unknown) => (/^[a-z]+-[a-z]+-\d+$/.test(String(region)) ? { azCodes: [`${region}a`] } : {}),
    },
    ["Beijing", /region like cn-north-4/],
    [1, /must be text/],
  ),
  name: argument(
    update("sessions", "carts"),
    {
      accepted: ["abcd", "dcs_demo-1", "a".repeat(64)],
      warned: pairs(["1abc", /begins with a digit/], ["缓存实例", /beyond ASCII/]),
    },
    ["abc", /at least 4/],
    ["a".repeat(65), /at most 64/],
    ["-abc", /begin with a letter/],
    ["a b c", /only letters/],
    missing,
  ),
  engine: argument(
    replace("Redis", "Memcached"),
    {
      warned: [["Memcached", /no longer offered/]],
      with: (engine: unknown) =>
        engine === "Memcached" ? memcached : engine === "Redis" ? { ...redis3, capacity: 2 } : {},
    },
    ["redis", /"Redis" or "Memcached"/],
    missing,
  ),
  engineVersion: argument(
    replace("5.0", "6.0"),
    { accepted: ["4.0", 5, "5", 5.0, "7.0"], warned: [["8.0", /not a version that the vendor documents/]] },
    ["five", /version like/],
    [undefined, /must be given for Redis/],
    ["", /must be given for Redis/],
    ["3.0", /securityGroupId: must be given/],
  ),
  capacity: argument(
    update(2, 4),
    { accepted: [2, 64], with: redis3 },
    [0, /more than 0/],
    [3, /must be 2, 4/],
    [0.125, /must be 2, 4/],
    ["2 GB", /must be a number/],
    missing,
  ),
  specCode: argument(
    update("redis.ha.xu1.large.r2.1", "redis.ha.xu1.large.r3.1"),
    { accepted: ["redis.ha.xu1.large.r3.1", "redis.single.au1.large.1", "redis.ha.new9.huge.1"] },
    ["a b", /flavour like/],
    ["redis.ha.xu1.large.r2.2", /has 2 GB; each size has its own code/],
    ["dcs.single_node", /is not a flavour of Redis 6.0/],
    ["dcs.memcached.single_node", /is not a flavour of Redis/],
    ["redis.cluster.xu1.large.r2.1", /must be 4, 8/],
    missing,
  ),
  azCodes: argument(
    update(["cn-north-4a"], ["cn-north-4a", "cn-north-4b"]),
    { accepted: [["cn-north-4a"], ["cn-north-4b", "cn-north-4a"]] },
    [[], /at least one/],
    [["cn-east-3a"], /not in region cn-north-4/],
    [["cn-north-4a", "cn-north-4a"], /each zone once/],
    ["cn-north-4a", /must be a list/],
    missing,
  ),
  vpcId: argument(replace(vpcId, otherId), ["a b", /id of a VPC/], missing),
  subnetId: argument(update(subnetId, otherId), ["a b", /id of a subnet/], missing),
  securityGroupId: argument(
    update(securityGroupId, otherId),
    { with: redis3 },
    ["a b", /security group/],
    [undefined, /must be given for Redis 3.0/],
    ["", /must be given for Redis 3.0/],
  ),
  publicipId: argument(
    update(securityGroupId, otherId),
    { with: { enablePublicip: true } },
    ["a b", /elastic IP/],
    [undefined, /must be given with enablePublicip/],
    ["", /must be given with enablePublicip/],
  ),
  enablePublicip: argument(
    same(undefined, false),
    { with: (on: unknown) => ({ publicipId: on === "given" ? otherId : undefined }) },
    [true, /publicipId: must be given/],
    ["yes", /must be true or false/],
  ),
  enterpriseProjectId: argument(update("0", otherId), { accepted: ["0", 0, "", otherId] }, ["a b", /"0" or an id/]),
  enterpriseProjectName: argument(same("default", "shop"), [1, /must be text/]),
  description: argument(update("web sessions", ""), { accepted: ["", 'Zeichen " und \\', "a".repeat(1024)] }, [
    "a".repeat(1025),
    /at most 1024/,
  ]),
  enableSsl: flag(update(false, true)),
  privateIp: argument(
    replace("192.168.7.7", "192.168.7.8"),
    {
      accepted: ["192.168.7.7", ""],
      warned: pairs(["8.8.8.8", /not in a private range/]),
      observed: ({ properties }) => properties.ip,
    },
    ["127.0.0.1", /no VPC can have/],
    ["192.168.7", /IPv4 address/],
  ),
  instanceNum: argument(same(undefined, 1), [2, /one resource is one instance/]),
  maintainBegin: argument(
    update("02:00:00", "22:00:00"),
    {
      accepted: ["02:00:00", "02:00"],
      with: (begin: unknown) => ({ maintainEnd: begin === "22:00:00" ? "23:00:00" : "06:00:00" }),
    },
    ["2", /look like 02:00:00/],
    ["02:30:00", /full hour/],
    ["24:00:00", /full hour/],
    ["03:00:00", /an hour after maintainBegin/],
    [undefined, /together with maintainBegin/],
  ),
  maintainEnd: argument(
    update("06:00:00", "03:00:00"),
    { accepted: ["06:00:00", "06:00", "03:00:00"], with: { maintainBegin: "02:00:00" } },
    ["05:00:00", /an hour after/],
    [undefined, /together with maintainBegin/],
    ["", /together with maintainBegin/],
  ),
  password: argument(
    update("Secret-123", "Secret-456"),
    {
      accepted: ["Secret-123", "abcDEF12", "Acfr5xxx,.xxx"],
      warned: [["Secret[123]", /not all of the vendor's lists/]],
      observed: ({ secrets }) => secrets.password,
    },
    ["Ab1!", /at least 8/],
    ["Ab1!".repeat(9), /at most 32/],
    ["abcdefgh", /at least three of/],
    ["Abc 12345", /no blanks/],
    ["", /must be given and not be empty/],
    [undefined, /must be given and not be empty/],
  ),
  noPasswordAccess: argument(
    update(undefined, true),
    {
      with: (open: unknown) => ({ password: open === undefined ? "Secret-123" : undefined }),
      observed: ({ properties }) => properties.no_password_access === "true",
    },
    [false, /password: must be given and not be empty/],
    [1, /must be true or false/],
  ),
  bssParam: argument(
    same(undefined, { chargingMode: "postPaid" }),
    {
      accepted: [
        {},
        { chargingMode: "postPaid" },
        { chargingMode: "prePaid", isAutoPay: "true", periodType: "year", periodNum: 3 },
      ],
      warned: pairs(
        [{ chargingMode: "prePaid", periodType: "month", periodNum: 1 }, /order waits until somebody pays/],
        [{ isAutoRenew: true }, /has no effect without/],
      ),
      observed: ({ properties }) => ({ chargingMode: properties.charging_mode === 1 ? "prePaid" : "postPaid" }),
    },
    [{ chargingMode: "monthly" }, /"prePaid" or "postPaid"/],
    [{ chargingMode: "prePaid" }, /needs periodType and periodNum/],
    [{ chargingMode: "prePaid", periodType: "year", periodNum: 4 }, /1-3 years/],
    [{ chargingMode: "prePaid", periodType: "month", periodNum: 10 }, /1-9 months/],
    [{ chargingMode: "prePaid", periodType: "week", periodNum: 1 }, /"month" or "year"/],
    [{ isAutoPay: "maybe" }, /true or false/],
  ),
  instanceBackupPolicy: argument(
    update(weekly, { ...weekly, saveDays: 7 }),
    {
      accepted: [{ backupType: "manual" }, weekly],
      observed: ({ properties }) =>
        inCamelCase((properties.instance_backup_policy as { policy?: unknown } | null)?.policy),
    },
    [{ backupType: "daily" }, /"auto" or "manual"/],
    [{ backupType: "auto" }, /needs saveDays/],
    [{ ...weekly, saveDays: 8 }, /1 to 7 days/],
    [{ ...weekly, periodicalBackupPlan: { ...plan, beginAt: "02:30-03:30" } }, /full hours like/],
    [{ ...weekly, periodicalBackupPlan: { ...plan, beginAt: "02:00-02:00" } }, /another hour/],
    [{ ...weekly, periodicalBackupPlan: { ...plan, backupAt: [0] } }, /1 \(Monday\) to 7/],
    [{ ...weekly, periodicalBackupPlan: { ...plan, backupAt: [1, 1] } }, /each day once/],
    [{ ...weekly, periodicalBackupPlan: { ...plan, timezoneOffset: "+1230" } }, /-1200 to \+1200/],
    [{ ...weekly, periodicalBackupPlan: { ...plan, periodType: "daily" } }, /"weekly"/],
  ),
  tags: argument(
    update({ a: "1", b: "2" }, { b: "3", c: "4" }),
    {
      accepted: [{}, { a: "b" }, { team: "" }, { count: 2 }, [{ key: "dcs001", value: 2 }], [{ key: "dcs003" }]],
      warned: [[{ ["a".repeat(37)]: "b" }, /keys of 36/]],
      observed: ({ tags }) =>
        Object.fromEntries(Object.entries(tags).filter(([key]) => !key.startsWith("pulumi-cn-cache:"))),
    },
    [{ _sys_a: "b" }, /_sys_/],
    [[{ key: "team", vlaue: "web" }], /0\.vlaue: no such argument/],
    [{ "a*": "b" }, /letters, digits/],
    [{ "pulumi-cn-cache:x": "y" }, /reserved for the provider/],
    [{ ["a".repeat(129)]: "b" }, /at most 128/],
    [{ a: "b".repeat(256) }, /at most 255/],
    [Object.fromEntries(Array.from({ length: 21 }, (_, i) => [`k${i}`, "v"])), /at most 20/],
  ),
  accessUser: argument(
    replace("shop", "carts"),
    { accepted: ["cacheuser", ""], with: memcached },
    ["1user", /begin with a letter/],
    ["a".repeat(65), /at most 64/],
  ),
  port: argument(
    update(undefined, 6380),
    { accepted: [1, 4040, 65_535] },
    [0, /1-65535/],
    [65_536, /1-65535/],
    [1.5, /whole number/],
  ),
  renameCommands: argument(
    update({ keys: "keys001" }, { flushall: "flushall001" }),
    { accepted: [{}, { keys: "keys001", FLUSHDB: "flushdb001" }, { zscan: "zscan001" }] },
    [{ get: "get001" }, /only command, keys/],
    [{ keys: "1" }, /begin with a letter/],
    [{ keys: "same", scan: "same" }, /a different name/],
  ),
  templateId: argument(replace(securityGroupId, otherId), { accepted: [otherId, ""] }, ["a b", /parameter template/]),
  whitelist: argument(
    update(
      [{ groupName: "web", ipList: ["10.0.0.1", "10.0.0.2"] }],
      [
        { groupName: "jobs", ipList: ["10.0.1.0/24"] },
        { groupName: "web", ipList: ["10.0.0.1"] },
      ],
    ),
    { accepted: [[], [{ groupName: "a", ipList: ["10.0.0.1", "10.1.0.0/16", "10.0.0.3-10.0.0.9"] }]] },
    [[{ groupName: "a", ipList: ["10.0.0"] }], /IPv4 address, a CIDR/],
    [[{ groupName: "a", ipList: ["10.0.0.0/33"] }], /IPv4 address, a CIDR/],
    [[{ groupName: "a", ipList: ["0.0.0.0/0"] }], /not allowed/],
    [Array.from({ length: 5 }, (_, i) => ({ groupName: `g${i}`, ipList: [] })), /at most 4 groups/],
    [
      [{ groupName: "a", ipList: Array.from({ length: 21 }, (_, i) => `10.0.0.${i}`) }],
      /at most 20 addresses in total/,
    ],
    [
      [
        { groupName: "a", ipList: [] },
        { groupName: "a", ipList: [] },
      ],
      /a different name/,
    ],
  ),
  enableWhitelist: flag(update(true, false)),
  parameters: argument(
    update({ timeout: "100" }, { timeout: "200", "maxmemory-policy": "allkeys-lru" }),
    { accepted: [{ timeout: 100, appendonly: "yes" }, {}], observed: ({ properties }) => properties.redis_config },
    [{ timeout: [] }, /must be text, a number or true or false, not a list/],
  ),
  restartForParameters: flag(same(undefined, true)),
  transparentClientIp: {
    ...flag(update(true, false)),
    observed: ({ properties }) => properties.transparent_client_ip_enable,
  },
  bandwidthAutoscaling: argument(
    update(
      { windowSize: 5, bandwidthUsageUpperThreshold: 80 },
      { windowSize: 10, bandwidthUsageUpperThreshold: 90, scaleInEnabled: true, bandwidthUsageLowerThreshold: 20 },
    ),
    { observed: ({ properties }) => inCamelCase(properties.autoscaling_policy) },
    [{ windowSize: 2, bandwidthUsageUpperThreshold: 80 }, /1, 5, 10, 15 or 30/],
    [{ windowSize: 5, bandwidthUsageUpperThreshold: 85 }, /50, 60/],
    [{ windowSize: 5, bandwidthUsageUpperThreshold: 80, scaleOutCooldown: -1 }, /0-86400/],
  ),
  deletedNodes: argument(same(undefined, ["0123abcd"]), ["0123abcd", /must be a list/], [["a b"], /ids of nodes/]),
  reservedIps: argument(same(undefined, ["192.168.0.10"]), [["::1"], /IPv4 addresses/]),
  executeImmediately: flag(same(undefined, false)),
  shardBandwidth: argument(
    update(96, 160),
    {
      accepted: [80, 240],
      observed: ({ properties }) => Number(properties.bandwidth) / Number(properties.sharding_count),
    },
    [100, /multiple of 8/],
    [0, /at least 8/],
    [88.5, /whole Mbit/],
  ),
  engineMinorVersion: argument(
    update(undefined, "latest"),
    { observed: ({ properties }) => (String(properties.engine_minor_version).endsWith(".14.3") ? "latest" : "older") },
    ["6.0.14.3", /"latest"/],
  ),
  proxyMinorVersion: argument(
    update(undefined, "latest"),
    {
      with: { specCode: "redis.proxy.xu1.large.4", capacity: 4 },
      observed: ({ properties }) => (properties.proxy_minor_version === "2.1.0" ? "latest" : "older"),
    },
    ["2.1.0", /"latest"/],
  ),
  bigKeyScan: argument(
    update({ enableAutoScan: true, scheduleAt: ["02:00"] }, { enableAutoScan: true, scheduleAt: ["03:00", "14:30"] }),
    { accepted: [{ enableAutoScan: false }], observed: ({ properties }) => scanOf(properties.bigkey_autoscan) },
    [{ enableAutoScan: true }, /must have scheduleAt/],
    [{ enableAutoScan: true, scheduleAt: ["24:00"] }, /times of day in UTC/],
    [{ scheduleAt: ["02:00"] }, /enableAutoScan/],
  ),
  hotKeyScan: argument(
    update({ enableAutoScan: true, scheduleAt: ["02:00"] }, { enableAutoScan: true, scheduleAt: ["03:00"] }),
    {
      observed: ({ properties }) => scanOf(properties.hotkey_autoscan),
      with: { parameters: { "maxmemory-policy": "allkeys-lfu" } },
    },
    [{ enableAutoScan: true, scheduleAt: [] }, /must have scheduleAt/],
  ),
  expiredKeyScan: argument(
    update(expiredScan, { ...expiredScan, interval: 3600, timeout: 7200, scanKeysCount: 500 }),
    { accepted: [{ enableAutoScan: false }], observed: ({ properties }) => scanOf(properties.expire_autoscan) },
    [{ enableAutoScan: true, interval: 60 }, /must have firstScanAt, interval, timeout and scanKeysCount/],
    [{ ...expiredScan, firstScanAt: "tomorrow" }, /must have a firstScanAt such as/],
    [{ ...expiredScan, timeout: expiredScan.interval }, /twice the interval/],
    [{ ...expiredScan, scanKeysCount: 5 }, /10-1000/],
  ),
  prepaidDestroy: argument(update(undefined, "unsubscribe"), { accepted: ["refuse", "unsubscribe", "forget"] }, [
    "convert",
    /"refuse", "unsubscribe" or "forget"/,
  ]),
  preflight: flag(same(undefined, true)),
  adoptInstanceId: argument(same(undefined, "3c49fd6b-fc7c-419e-9644-b6cce008653f"), ["dcs-1", /UUID/]),
};

const withoutTrace = [
  "executeImmediately",
  "enterpriseProjectName",
  "instanceNum",
  "restartForParameters",
  "deletedNodes",
  "reservedIps",
  "prepaidDestroy",
  "preflight",
  "adoptInstanceId",
];

/** Most arguments are in the sandbox's instance under the vendor's name. */
const casesWithTrace = Object.entries(cases).map(([name, each]): [string, ArgumentCase] => [
  name,
  withoutTrace.includes(name)
    ? each
    : { observed: ({ properties }) => inCamelCase(properties[snakeCase(name)]), ...each },
]);

export const huaweiFixture: Fixture = {
  definition: huaweiDcsInstanceDefinition,
  cloud: "huawei",
  base,
  inPlace: {
    ...base,
    name: "carts",
    specCode: "redis.ha.xu1.large.r3.2",
    capacity: 2,
    password: "Secret-456",
    description: "shopping carts",
    whitelist: [{ groupName: "shop", ipList: ["192.168.1.2"] }],
    tags: { team: "shop", stage: "prod" },
  },
  replaced: { ...base, vpcId: otherId },
  arguments: Object.fromEntries(casesWithTrace),
  drifts: {
    name: { set: { name: "somebody-else" } },
    specCode: { set: { spec_code: "redis.ha.xu1.large.r4.2" } },
    description: { set: { description: "mine" } },
    whitelist: { set: { whitelist: [{ group_name: "all", ip_list: ["10.9.9.9"] }] } },
    tags: { tags: { team: "other" } },
  },
  driftBeyondRepair: { vpc_id: securityGroupId },
  // Prepaid and adopted instances have tests of their own.
  isProgram: (args) =>
    JSON.stringify(args.bssParam ?? {}).includes("prePaid") === false &&
    args.adoptInstanceId === undefined &&
    // Versions before 6.0 have no TLS, of which the preview warns.
    !(args.enableSsl === true && Number.parseFloat(String(args.engineVersion)) < 6) &&
    // What waits for the maintenance window is not there yet.
    args.executeImmediately !== false &&
    // The one needs another setting than the default, the other a time that is still to come.
    args.hotKeyScan === undefined &&
    args.expiredKeyScan === undefined &&
    validate(huaweiDcsInstanceDefinition.schema, args).failures.length === 0,
  prepaid: {
    args: { bssParam: { chargingMode: "prePaid", isAutoPay: true, periodType: "month", periodNum: 1 } },
    policies: ["unsubscribe", "forget"],
  },
  tagActions: ["BatchCreateOrDeleteTags"],
  systemTags: { _sys_enterprise_project_id: "0" },
  mostChangingCalls: 10,
};
