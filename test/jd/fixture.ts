import { validate } from "../../provider/core/resource/schema";
import { withoutOwnTags } from "../../provider/core/resource/tags";
import { jdRedisDefinition } from "../../provider/jd/definition";
import { jdRedisSchema } from "../../provider/jd/validation";
import type { SandboxInstance } from "../../sandbox";
import { argument, missing, pairs, replace, same, update } from "../contract/argument";
import type { Args, ArgumentCase, Fixture } from "../contract/fixture";

export const base = {
  regionId: "cn-north-1",
  vpcId: "vpc-1a2b3c4d5e",
  subnetId: "subnet-1a2b3c4d5e",
  azId: { master: "cn-north-1a", slave: "cn-north-1b" },
  cacheInstanceName: "sessions",
  cacheInstanceClass: "redis.m.micro.basic",
  redisVersion: "4.0",
  password: "Secret123",
  ipWhiteList: ["10.0.0.0/8", "192.168.0.0/16"],
  tags: { team: "web" },
};

const prepaid = { chargeMode: "prepaid_by_duration", chargeDuration: 1 };
const activity = (text: string) => Buffer.from(text).toString("base64");

const property =
  (name: string) =>
  ({ properties }: SandboxInstance): unknown =>
    properties[name];
const setting =
  (name: string) =>
  ({ properties }: SandboxInstance): unknown =>
    (properties.instanceConfig as Record<string, string>)[name];

/** Arguments that the sandbox's instance shows under their own names, or under `shown`. */
const visible: Record<string, ArgumentCase> = {
  regionId: argument(
    replace("cn-north-1", "cn-south-1"),
    {
      accepted: ["cn-north-1", "cn-south-1", "cn-east-2"],
      with: (region: unknown) =>
        /^cn-/.test(String(region)) ? { azId: { master: `${region}a`, slave: `${region}b` } } : {},
    },
    ["Beijing", /region like cn-north-1/],
    [1, /must be text/],
  ),
  vpcId: argument(replace("vpc-1a2b3c4d5e", "vpc-2a2b3c4d5e"), ["1a2b", /vpc-…/], missing),
  subnetId: argument(replace("subnet-1a2b3c4d5e", "subnet-2a2b3c4d5e"), ["vpc-1", /subnet-…/], missing),
  azId: argument(
    replace(base.azId, { master: "cn-north-1a", slave: "cn-north-1c" }),
    {
      accepted: [
        { master: "cn-north-1a", slave: "cn-north-1a" },
        { azSpecifyType: "SpecifyByCluster", azsForCluster: ["cn-north-1a", "cn-north-1b"] },
      ],
    },
    [{ master: "cn-north-1a" }, /needs master and slave/],
    [{ master: "a", slave: "b" }, /zone like cn-north-1a/],
    [{ master: "cn-south-1a", slave: "cn-south-1a" }, /cn-south-1a is not in region cn-north-1/],
    [{ azSpecifyType: "SpecifyByCluster" }, /needs azsForCluster/],
    [{ ...base.azId, azsForCluster: ["cn-north-1a"] }, /needs azSpecifyType SpecifyByCluster/],
    [{ ...base.azId, zone: "c" }, /zone/],
    missing,
  ),
  cacheInstanceName: argument(
    update("sessions", "carts"),
    { accepted: ["ab", "缓存_1", "a-b", "a".repeat(32)] },
    ["a", /at least 2/],
    ["", /at least 2/],
    ["a@b", /letters, digits, _, -/],
    ["a".repeat(33), /at most 32/],
    missing,
  ),
  cacheInstanceDescription: argument(update("for the shop", undefined), { accepted: ["", "x".repeat(256)] }, [
    "x".repeat(257),
    /at most 256/,
  ]),
  cacheInstanceClass: argument(
    update("redis.m.micro.basic", "redis.m.small.basic"),
    { accepted: ["redis.m.micro.basic", "redis.c.small.basic"] },
    ["a b", /class like/],
    missing,
  ),
  shardNumber: argument(
    update(2, 4),
    { accepted: [2, 4, 128], with: { cacheInstanceClass: "redis.s.micro.basic" } },
    [1, /at least 2/],
    [2.5, /whole number of shards/],
    [undefined, /must be given with a class that is sold by the shard/],
  ),
  replicaNumber: argument(
    update(2, 3),
    { accepted: [1, 2, 5] },
    [0, /at least 1/],
    ["two", /whole number of replicas/],
  ),
  cacheInstanceType: argument(update("master-slave", "native-cluster"), [
    "Redis",
    /"master-slave" or "cluster" or "native-cluster"/,
  ]),
  redisVersion: argument(
    replace("4.0", "6.2"),
    {
      accepted: ["4.0", "7.2"],
      warned: pairs(
        ["2.8", /2\.8, but redis\.m\.micro\.basic is a class for 4\.0/],
        [undefined, /2\.8, the vendor's default, but/],
      ),
    },
    ["four", /version like/],
    [4, /^redisVersion: must be a version like "4.0", not a number; write it in quotes$/],
  ),
  password: argument(
    update("Secret123", "Secret456"),
    {
      accepted: ["Secret123", "Aa1Aa1Aa"],
      warned: pairs(
        ["secret123", /lacks upper case/],
        ["", /anybody who can reach the instance/],
        [undefined, /anybody who can reach the instance/],
      ),
      observed: ({ secrets }) => secrets.password ?? "",
    },
    ["Aa1", /8 to 16/],
    ["Aa1".repeat(6), /8 to 16/],
    ["Secret-123", /only letters and digits/],
  ),
  ipv6On: argument(replace(0, 1), [2, /0 or 1/], [true, /0 or 1/]),
  dbNum: argument(
    replace(16, 32),
    { accepted: [16, 256], observed: ({ properties }) => Number(properties.databaseNum) },
    [15, /at least 16/],
    [257, /at most 256/],
  ),
  port: argument(replace(6379, 6380), { accepted: [6379, 65_535] }, [0, /at least 1/], ["6379a", /whole number/]),
  cpuArchType: argument(replace("amd64", "arm64"), ["x86", /"amd64" or "arm64"/]),
  enableSmartProxy: argument(replace(0, 1), { with: { cacheInstanceType: "native-cluster" } }, ["yes", /0 or 1/]),
  resourceGroupId: argument(replace("rg-abc", "rg-def"), ["", /not be empty/]),
  slaveAppendonly: argument(update("no", "yes"), { observed: setting("@slave-appendonly") }, [true, /"yes" or "no"/]),
  maxmemoryPolicy: argument(
    update("volatile-lru", "allkeys-lfu"),
    { accepted: ["volatile-lru", "allkeys-lfu", "noeviction"], observed: setting("maxmemory-policy") },
    ["lru", /"volatile-lru" or/],
  ),
  config: argument(
    update({ "hash-max-ziplist-value": "128" }, { "hash-max-ziplist-value": "256", "slowlog-log-slower-than": "5000" }),
    { accepted: [{}, { "hash-max-ziplist-value": "128" }], observed: property("instanceConfig") },
    [{ "hash-max-ziplist-value": 128 }, /must be strings/],
    [{ "maxmemory-policy": "noeviction" }, /set maxmemoryPolicy instead/],
    [{ "@slave-appendonly": "yes" }, /set slaveAppendonly instead/],
  ),
  configTemplateId: argument(
    replace("default-6-2-master-slave", "default-7-2-master-slave"),
    {
      with: (id: unknown) => ({ redisVersion: String(id).includes("7-2") ? "7.2" : "6.2" }),
      observed: ({ properties }) => (properties.origin as Args).configTemplateId,
    },
    ["", /not be empty/],
  ),
  charge: argument(
    same({ chargeMode: "postpaid_by_duration" }, undefined),
    {
      accepted: [
        {},
        { chargeMode: "postpaid_by_duration" },
        { ...prepaid, chargeDuration: 9, autoRenew: true },
        { ...prepaid, chargeUnit: "year", chargeDuration: 3 },
        { autoChangeChargeMode: true, autoChangeChargeModeDate: "2030-01-31", chargeDuration: 1 },
        { buyScenario: activity('{"activity":{"activityType":1,"activityIdentifier":"a"}}') },
      ],
      warned: pairs(
        [{ chargeMode: "postpaid_by_usage" }, /not sold that way/],
        [{ chargeDuration: 1, autoRenew: true }, /chargeDuration, autoRenew, which only prepaid_by_duration uses/],
      ),
    },
    [{ chargeMode: "prepaid" }, /"prepaid_by_duration" or/],
    [{ chargeMode: "prepaid_by_duration" }, /needs chargeDuration/],
    [{ ...prepaid, chargeDuration: 0 }, /at least 1/],
    [{ ...prepaid, chargeDuration: 10 }, /more than 9 months/],
    [{ ...prepaid, chargeUnit: "year", chargeDuration: 4 }, /more than 3 years/],
    [{ autoChangeChargeMode: true, chargeDuration: 1 }, /needs autoChangeChargeModeDate/],
    [{ autoChangeChargeModeDate: "31.1.2030" }, /day like 2027-01-31/],
    [{ buyScenario: "spring sale" }, /base64/],
  ),
  ipWhiteListGroups: argument(
    update(
      { office: ["10.1.0.0/16"], home: ["10.9.0.1/32"] },
      { office: ["10.2.0.0/16"], lab: ["10.3.0.0/16", "10.4.0.0/16"] },
    ),
    {
      accepted: [{}, { a: ["10.0.0.0/8"] }],
      observed: ({ properties }) =>
        Object.fromEntries(
          (properties.whiteListGroups as { name: string; ips: string }[]).map(({ name, ips }) => [
            name,
            ips.split(","),
          ]),
        ),
    },
    [{ default: ["10.0.0.0/8"] }, /default is ipWhiteList/],
    [{ "1a": ["10.0.0.0/8"] }, /beginning with a letter/],
    [{ office: [] }, /at least one/],
    [{ office: ["10.0.0"] }, /CIDR block/],
  ),
  ipWhiteList: argument(
    update(["10.0.0.0/8", "172.16.0.0/12"], ["192.168.0.0/24"]),
    {
      accepted: [["10.0.0.0/8"], ["10.0.0.1/32", "192.168.0.0/16"]],
      warned: pairs([["0.0.0.0/0"], /every address/], [undefined, /JD Cloud's default is 0\.0\.0\.0\/0/]),
    },
    [[], /at least one/],
    [["10.0.0"], /a single address is 10\.0\.0\.1\/32/],
    [["10.0.0.0/33"], /CIDR block/],
    ["10.0.0.0/8", /must be a list/],
  ),
  disableCommands: argument(
    update(["flushall", "keys"], ["keys", "flushdb"]),
    { accepted: [[], ["flushall", "keys"]] },
    [["FLUSHALL"], /lower case/],
  ),
  backupPolicy: argument(
    update(
      { backupTime: "01:00-02:00 +0800", backupPeriod: "Monday,Friday" },
      { autoBackup: true, backupTime: "03:00-04:00 +0800", backupPeriod: "Friday,Monday,Sunday" },
    ),
    { accepted: [{ autoBackup: false, backupTime: "23:30-00:30 +0800", backupPeriod: "Monday" }] },
    [{ backupTime: "01:00", backupPeriod: "Monday" }, /window like/],
    [{ backupTime: "01:00-02:00 +0800", backupPeriod: "Mon" }, /weekdays/],
    [{ backupTime: "01:00-02:00 +0800" }, /backupPeriod: must be given/],
  ),
  maintenanceTime: argument(
    update({ startTime: "18:00Z", endTime: "20:00Z" }, { startTime: "19:00Z", endTime: "21:00Z" }),
    { observed: ({ properties: its }) => ({ startTime: its.maintenanceStartTime, endTime: its.maintenanceEndTime }) },
    [{ startTime: "6pm", endTime: "20:00Z" }, /time of day in UTC/],
    [{ startTime: "18:00Z", endTime: "18:00Z" }, /another time/],
  ),
  minorVersion: argument(
    update(undefined, "latest"),
    { observed: ({ properties }) => (String(properties.instanceVersion).endsWith("-1.4") ? "latest" : "older") },
    ["4.0-1.4", /"latest"/],
  ),
  proxyMinorVersion: argument(
    update(undefined, "latest"),
    {
      with: { cacheInstanceClass: "redis.c.small.basic" },
      observed: ({ properties }) => (String(properties.instanceProxyVersion).endsWith("-1.4") ? "latest" : "older"),
    },
    ["4.0-1.4", /"latest"/],
  ),
  tls: argument(
    update(
      { tlsStatus: "enable", tlsVersion: ["TLSv1.2"] },
      { tlsStatus: "enable", tlsVersion: ["TLSv1.2", "TLSv1.3"] },
    ),
    { accepted: [{ tlsStatus: "enable", tlsType: "gm" }, { tlsStatus: "disable" }] },
    [{ tlsStatus: "on" }, /"enable" or "disable"/],
    [{ tlsStatus: "enable", tlsVersion: [] }, /at least one/],
  ),
  publicAddress: argument(
    update({ elasticIpId: "fip-1a2b3c" }, { elasticIpId: "fip-4d5e6f" }),
    { observed: ({ properties: { elasticIpId } }) => ({ elasticIpId }) },
    [{ elasticIpId: "" }, /not be empty/],
    [{}, /elasticIpId: must be given/],
  ),
  tags: argument(
    update({ a: "1", b: "2" }, { b: "3", c: "4" }),
    { accepted: [{}, { a: "b" }, { 团队: "" }], observed: ({ tags }) => withoutOwnTags(tags) },
    [{ "pulumi-cn-cache:x": "y" }, /reserved for the provider/],
    [{ "": "y" }, /not be empty/],
  ),
};

const invisible: Record<string, ArgumentCase> = {
  effectiveTime: argument(same(undefined, "Immediately"), { accepted: ["Immediately", "MaintainTime"] }, [
    "later",
    /"Immediately" or "MaintainTime"/,
  ]),
  // A backup belongs to an existing instance: see lifecycle.test.ts.
  backupId: argument(
    same(undefined, undefined),
    {
      accepted: ["3f9c"],
      with: (backup: unknown) => (backup === undefined ? {} : { srcInstanceId: "redis-m0vcg462xe31" }),
    },
    ["", /not be empty/],
  ),
  srcInstanceId: argument(
    same(undefined, undefined),
    { accepted: ["redis-m0vcg462xe31"], with: (source: unknown) => (source === undefined ? {} : { backupId: "3f9c" }) },
    ["m0vcg462xe31", /redis-…/],
  ),
  prepaidDestroy: argument(update(undefined, "forget"), { accepted: ["refuse", "forget"] }, [
    "convert",
    /"refuse" or "forget"/,
  ]),
  preflight: argument(same(undefined, true), ["soon", /true or false/]),
  adoptInstanceId: argument(same(undefined, "redis-m0vcg462xe31"), ["m0vcg462xe31", /redis-…/]),
};

const isOf = (series: string, { cacheInstanceClass }: Args) => String(cacheInstanceClass).startsWith(series);

/** The names of the vendor's own say for which version they are, and these are for instances without shards. */
const hasTemplateFor = (args: Args) =>
  isOf("redis.m.", args) &&
  args.cacheInstanceType !== "native-cluster" &&
  args.configTemplateId === `default-${String(args.redisVersion).replace(".", "-")}-master-slave`;

export const jdFixture: Fixture = {
  definition: jdRedisDefinition,
  cloud: "jd",
  base,
  inPlace: {
    ...base,
    cacheInstanceName: "carts",
    cacheInstanceClass: "redis.m.small.basic",
    password: "Secret456",
    ipWhiteList: ["192.168.1.0/24"],
    maxmemoryPolicy: "noeviction",
    tags: { team: "shop", stage: "prod" },
  },
  replaced: { ...base, subnetId: "subnet-2a2b3c4d5e" },
  arguments: {
    ...Object.fromEntries(Object.entries(visible).map(([name, each]) => [name, { observed: property(name), ...each }])),
    ...invisible,
  },
  drifts: {
    cacheInstanceName: { set: { cacheInstanceName: "somebody-else" } },
    cacheInstanceClass: { set: { cacheInstanceClass: "redis.m.large.basic" } },
    ipWhiteList: { set: { ipWhiteList: ["0.0.0.0/0"] } },
    maxmemoryPolicy: { set: { maxmemoryPolicy: "allkeys-lru" } },
    tags: { tags: { team: "other" } },
  },
  driftBeyondRepair: { subnetId: "subnet-3a2b3c4d5e" },
  isProgram: (args) =>
    validate(jdRedisSchema, args).failures.length === 0 &&
    args.adoptInstanceId === undefined &&
    // Shards always make a cluster of proxies, and only some classes have them; others are such a cluster by themselves.
    (args.shardNumber !== undefined) === isOf("redis.s.", args) &&
    !(args.shardNumber !== undefined && args.cacheInstanceType === "master-slave") &&
    !(isOf("redis.c.", args) && (args.cacheInstanceType ?? "cluster") !== "cluster") &&
    // The sandbox lists no such offers.
    !(args.preflight === true && args.cpuArchType === "arm64") &&
    (args.configTemplateId === undefined || hasTemplateFor(args)),
  prepaid: { args: { charge: prepaid }, policies: ["forget"] },
  tagActions: ["tagResources", "unTagResources"],
  systemTags: { "jdc-origin": "console" },
  mostChangingCalls: 10,
};
