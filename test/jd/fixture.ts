import { validate } from "../../provider/core/resource/schema";
import { withoutOwnTags } from "../../provider/core/resource/tags";
import { jdRedisDefinition } from "../../provider/jd/definition";
import { jdRedisSchema } from "../../provider/jd/validation";
import type { SandboxInstance } from "../../sandbox";
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

type Values = ArgumentCase["rejected"];
const values = (...list: Values): Values => list;
/** Accepted values, rejected values with the reason, and a change with its plan. */
const argument = (
  accepted: unknown[],
  rejected: Values,
  change: ArgumentCase["change"],
  more: Partial<ArgumentCase> = {},
) => ({ accepted, rejected, change, ...more });
const missing = [undefined, /must be given/] as const;
const update = (from: unknown, to: unknown) => ({ from, to, plans: "update" }) as const;
const replace = (from: unknown, to: unknown) => ({ from, to, plans: "replace" }) as const;
const same = (from: unknown, to: unknown) => ({ from, to, plans: "same" }) as const;

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
    ["cn-north-1", "cn-south-1", "cn-east-2"],
    values(["Beijing", /region like cn-north-1/], [1, /must be text/]),
    replace("cn-north-1", "cn-south-1"),
    { with: (region) => (/^cn-/.test(String(region)) ? { azId: { master: `${region}a`, slave: `${region}b` } } : {}) },
  ),
  vpcId: argument(["vpc-1a2b3c4d5e"], values(["1a2b", /vpc-…/], missing), replace("vpc-1a2b3c4d5e", "vpc-2a2b3c4d5e")),
  subnetId: argument(
    ["subnet-1a2b3c4d5e"],
    values(["vpc-1", /subnet-…/], missing),
    replace("subnet-1a2b3c4d5e", "subnet-2a2b3c4d5e"),
  ),
  azId: argument(
    [
      { master: "cn-north-1a", slave: "cn-north-1a" },
      { azSpecifyType: "SpecifyByCluster", azsForCluster: ["cn-north-1a", "cn-north-1b"] },
    ],
    values(
      [{ master: "cn-north-1a" }, /needs master and slave/],
      [{ master: "a", slave: "b" }, /zone like cn-north-1a/],
      [{ master: "cn-south-1a", slave: "cn-south-1a" }, /cn-south-1a is not in region cn-north-1/],
      [{ azSpecifyType: "SpecifyByCluster" }, /needs azsForCluster/],
      [{ ...base.azId, azsForCluster: ["cn-north-1a"] }, /needs azSpecifyType SpecifyByCluster/],
      [{ ...base.azId, zone: "c" }, /zone/],
      missing,
    ),
    replace(base.azId, { master: "cn-north-1a", slave: "cn-north-1c" }),
  ),
  cacheInstanceName: argument(
    ["ab", "缓存_1", "a-b", "a".repeat(32)],
    values(
      ["a", /at least 2/],
      ["", /at least 2/],
      ["a@b", /letters, digits, _, -/],
      ["a".repeat(33), /at most 32/],
      missing,
    ),
    update("sessions", "carts"),
  ),
  cacheInstanceDescription: argument(
    ["", "x".repeat(256)],
    values(["x".repeat(257), /at most 256/]),
    update("for the shop", undefined),
  ),
  cacheInstanceClass: argument(
    ["redis.m.micro.basic", "redis.c.small.basic"],
    values(["a b", /class like/], missing),
    update("redis.m.micro.basic", "redis.m.small.basic"),
  ),
  shardNumber: argument(
    [2, 4, 128],
    values(
      [1, /at least 2/],
      [2.5, /whole number of shards/],
      [undefined, /must be given with a class that is sold by the shard/],
    ),
    update(2, 4),
    { with: { cacheInstanceClass: "redis.s.micro.basic" } },
  ),
  replicaNumber: argument([1, 2, 5], values([0, /at least 1/], ["two", /whole number of replicas/]), update(2, 3)),
  cacheInstanceType: argument(
    ["master-slave", "native-cluster"],
    values(["Redis", /"master-slave" or "cluster" or "native-cluster"/]),
    update("master-slave", "native-cluster"),
  ),
  redisVersion: argument(
    ["4.0", "7.2"],
    values(
      ["four", /version like/],
      [4, /^redisVersion: must be a version like "4.0", not a number; write it in quotes$/],
    ),
    replace("4.0", "6.2"),
    {
      warned: values(
        ["2.8", /2\.8, but redis\.m\.micro\.basic is a class for 4\.0/],
        [undefined, /2\.8, the vendor's default, but/],
      ),
    },
  ),
  password: argument(
    ["Secret123", "Aa1Aa1Aa"],
    values(["Aa1", /8 to 16/], ["Aa1".repeat(6), /8 to 16/], ["Secret-123", /only letters and digits/]),
    update("Secret123", "Secret456"),
    {
      warned: values(
        ["secret123", /lacks upper case/],
        ["", /anybody who can reach the instance/],
        [undefined, /anybody who can reach the instance/],
      ),
      observed: ({ secrets }) => secrets.password ?? "",
    },
  ),
  ipv6On: argument([0, 1], values([2, /0 or 1/], [true, /0 or 1/]), replace(0, 1)),
  dbNum: argument([16, 256], values([15, /at least 16/], [257, /at most 256/]), replace(16, 32), {
    observed: ({ properties }) => Number(properties.databaseNum),
  }),
  port: argument([6379, 65_535], values([0, /at least 1/], ["6379a", /whole number/]), replace(6379, 6380)),
  cpuArchType: argument(["amd64", "arm64"], values(["x86", /"amd64" or "arm64"/]), replace("amd64", "arm64")),
  enableSmartProxy: argument([0, 1], values(["yes", /0 or 1/]), replace(0, 1), {
    with: { cacheInstanceType: "native-cluster" },
  }),
  resourceGroupId: argument(["rg-abc"], values(["", /not be empty/]), replace("rg-abc", "rg-def")),
  slaveAppendonly: argument(["yes", "no"], values([true, /"yes" or "no"/]), update("no", "yes"), {
    observed: setting("@slave-appendonly"),
  }),
  maxmemoryPolicy: argument(
    ["volatile-lru", "allkeys-lfu", "noeviction"],
    values(["lru", /"volatile-lru" or/]),
    update("volatile-lru", "allkeys-lfu"),
    { observed: setting("maxmemory-policy") },
  ),
  config: argument(
    [{}, { "hash-max-ziplist-value": "128" }],
    values(
      [{ "hash-max-ziplist-value": 128 }, /must be strings/],
      [{ "maxmemory-policy": "noeviction" }, /set maxmemoryPolicy instead/],
      [{ "@slave-appendonly": "yes" }, /set slaveAppendonly instead/],
    ),
    update({ "hash-max-ziplist-value": "128" }, { "hash-max-ziplist-value": "256", "slowlog-log-slower-than": "5000" }),
    { observed: property("instanceConfig") },
  ),
  configTemplateId: argument(["template-1"], values(["", /not be empty/]), replace("template-1", "template-2"), {
    observed: ({ properties }) => (properties.origin as Args).configTemplateId,
  }),
  charge: argument(
    [
      {},
      { chargeMode: "postpaid_by_duration" },
      { ...prepaid, chargeDuration: 9, autoRenew: true },
      { ...prepaid, chargeUnit: "year", chargeDuration: 3 },
      { autoChangeChargeMode: true, autoChangeChargeModeDate: "2030-01-31", chargeDuration: 1 },
      { buyScenario: activity('{"activity":{"activityType":1,"activityIdentifier":"a"}}') },
    ],
    values(
      [{ chargeMode: "prepaid" }, /"prepaid_by_duration" or/],
      [{ chargeMode: "prepaid_by_duration" }, /needs chargeDuration/],
      [{ ...prepaid, chargeDuration: 0 }, /at least 1/],
      [{ ...prepaid, chargeDuration: 10 }, /more than 9 months/],
      [{ ...prepaid, chargeUnit: "year", chargeDuration: 4 }, /more than 3 years/],
      [{ autoChangeChargeMode: true, chargeDuration: 1 }, /needs autoChangeChargeModeDate/],
      [{ autoChangeChargeModeDate: "31.1.2030" }, /day like 2027-01-31/],
      [{ buyScenario: "spring sale" }, /base64/],
    ),
    same({ chargeMode: "postpaid_by_duration" }, undefined),
    {
      warned: values(
        [{ chargeMode: "postpaid_by_usage" }, /not sold that way/],
        [{ chargeDuration: 1, autoRenew: true }, /chargeDuration, autoRenew, which only prepaid_by_duration uses/],
      ),
    },
  ),
  ipWhiteList: argument(
    [["10.0.0.0/8"], ["10.0.0.1/32", "192.168.0.0/16"]],
    values(
      [[], /at least one/],
      [["10.0.0"], /a single address is 10\.0\.0\.1\/32/],
      [["10.0.0.0/33"], /CIDR block/],
      ["10.0.0.0/8", /must be a list/],
    ),
    update(["10.0.0.0/8", "172.16.0.0/12"], ["192.168.0.0/24"]),
    { warned: values([["0.0.0.0/0"], /every address/], [undefined, /JD Cloud's default is 0\.0\.0\.0\/0/]) },
  ),
  disableCommands: argument(
    [[], ["flushall", "keys"]],
    values([["FLUSHALL"], /lower case/]),
    update(["flushall", "keys"], ["keys", "flushdb"]),
  ),
  backupPolicy: argument(
    [{ autoBackup: false, backupTime: "23:30-00:30 +0800", backupPeriod: "Monday" }],
    values(
      [{ backupTime: "01:00", backupPeriod: "Monday" }, /window like/],
      [{ backupTime: "01:00-02:00 +0800", backupPeriod: "Mon" }, /weekdays/],
      [{ backupTime: "01:00-02:00 +0800" }, /backupPeriod: must be given/],
    ),
    update(
      { backupTime: "01:00-02:00 +0800", backupPeriod: "Monday,Friday" },
      { autoBackup: true, backupTime: "03:00-04:00 +0800", backupPeriod: "Friday,Monday,Sunday" },
    ),
  ),
  maintenanceTime: argument(
    [{ startTime: "18:00Z", endTime: "20:00Z" }],
    values(
      [{ startTime: "6pm", endTime: "20:00Z" }, /time of day in UTC/],
      [{ startTime: "18:00Z", endTime: "18:00Z" }, /another time/],
    ),
    update({ startTime: "18:00Z", endTime: "20:00Z" }, { startTime: "19:00Z", endTime: "21:00Z" }),
    { observed: ({ properties: its }) => ({ startTime: its.maintenanceStartTime, endTime: its.maintenanceEndTime }) },
  ),
  tls: argument(
    [{ tlsStatus: "enable", tlsType: "gm" }, { tlsStatus: "disable" }],
    values([{ tlsStatus: "on" }, /"enable" or "disable"/], [{ tlsStatus: "enable", tlsVersion: [] }, /at least one/]),
    update(
      { tlsStatus: "enable", tlsVersion: ["TLSv1.2"] },
      { tlsStatus: "enable", tlsVersion: ["TLSv1.2", "TLSv1.3"] },
    ),
  ),
  publicAddress: argument(
    [{ elasticIpId: "fip-1a2b3c" }],
    values([{ elasticIpId: "" }, /not be empty/], [{}, /elasticIpId: must be given/]),
    update({ elasticIpId: "fip-1a2b3c" }, { elasticIpId: "fip-4d5e6f" }),
    { observed: ({ properties: { elasticIpId } }) => ({ elasticIpId }) },
  ),
  tags: argument(
    [{}, { a: "b" }, { 团队: "" }],
    values([{ "pulumi-cn-cache:x": "y" }, /reserved for the provider/], [{ "": "y" }, /not be empty/]),
    update({ a: "1", b: "2" }, { b: "3", c: "4" }),
    { observed: ({ tags }) => withoutOwnTags(tags) },
  ),
};

const invisible: Record<string, ArgumentCase> = {
  effectiveTime: argument(
    ["Immediately", "MaintainTime"],
    values(["later", /"Immediately" or "MaintainTime"/]),
    same(undefined, "Immediately"),
  ),
  // A backup belongs to an existing instance: see lifecycle.test.ts.
  backupId: argument(["3f9c"], values(["", /not be empty/]), same(undefined, undefined), {
    with: (backup) => (backup === undefined ? {} : { srcInstanceId: "redis-m0vcg462xe31" }),
  }),
  srcInstanceId: argument(["redis-m0vcg462xe31"], values(["m0vcg462xe31", /redis-…/]), same(undefined, undefined), {
    with: (source) => (source === undefined ? {} : { backupId: "3f9c" }),
  }),
  prepaidDestroy: argument(
    ["refuse", "forget"],
    values(["convert", /"refuse" or "forget"/]),
    update(undefined, "forget"),
  ),
  adoptInstanceId: argument(
    ["redis-m0vcg462xe31"],
    values(["m0vcg462xe31", /redis-…/]),
    same(undefined, "redis-m0vcg462xe31"),
  ),
};

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
    // Shards always make a cluster of proxies, and only some classes have them.
    (args.shardNumber !== undefined) === String(args.cacheInstanceClass).startsWith("redis.s.") &&
    !(args.shardNumber !== undefined && args.cacheInstanceType === "master-slave"),
  prepaid: { args: { charge: prepaid }, policies: ["forget"] },
  tagActions: ["tagResources", "unTagResources"],
  systemTags: { "jdc-origin": "console" },
  mostChangingCalls: 10,
};
