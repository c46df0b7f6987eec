import { validate } from "../../provider/core/resource/schema";
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

const property =
  (name: string) =>
  ({ properties }: SandboxInstance): unknown =>
    properties[name];
const setting =
  (name: string) =>
  ({ properties }: SandboxInstance): unknown =>
    (properties.instanceConfig as Record<string, string>)[name];

const cases: Record<string, ArgumentCase> = {
  regionId: {
    accepted: ["cn-north-1", "cn-south-1", "cn-east-2"],
    refused: [
      ["Beijing", /region like cn-north-1/],
      [1, /expected string/],
    ],
    with: (region) =>
      typeof region === "string" && /^cn-/.test(region) ? { azId: { master: `${region}a`, slave: `${region}b` } } : {},
    change: { from: "cn-north-1", to: "cn-south-1", plans: "replace" },
    shown: property("regionId"),
  },
  vpcId: {
    accepted: ["vpc-1a2b3c4d5e"],
    refused: [
      ["1a2b", /vpc-…/],
      [undefined, /must be given/],
    ],
    change: { from: "vpc-1a2b3c4d5e", to: "vpc-2a2b3c4d5e", plans: "replace" },
    shown: property("vpcId"),
  },
  subnetId: {
    accepted: ["subnet-1a2b3c4d5e"],
    refused: [
      ["vpc-1", /subnet-…/],
      [undefined, /must be given/],
    ],
    change: { from: "subnet-1a2b3c4d5e", to: "subnet-2a2b3c4d5e", plans: "replace" },
    shown: property("subnetId"),
  },
  azId: {
    accepted: [
      { master: "cn-north-1a", slave: "cn-north-1a" },
      { azSpecifyType: "SpecifyByCluster", azsForCluster: ["cn-north-1a", "cn-north-1b"] },
    ],
    refused: [
      [{ master: "cn-north-1a" }, /needs master and slave/],
      [{ master: "a", slave: "b" }, /zone like cn-north-1a/],
      [{ master: "cn-south-1a", slave: "cn-south-1a" }, /cn-south-1a is not in region cn-north-1/],
      [{ azSpecifyType: "SpecifyByCluster" }, /needs azsForCluster/],
      [
        { master: "cn-north-1a", slave: "cn-north-1b", azsForCluster: ["cn-north-1a"] },
        /needs azSpecifyType SpecifyByCluster/,
      ],
      [{ master: "cn-north-1a", slave: "cn-north-1b", zone: "c" }, /zone/],
      [undefined, /must be given/],
    ],
    change: {
      from: { master: "cn-north-1a", slave: "cn-north-1b" },
      to: { master: "cn-north-1a", slave: "cn-north-1c" },
      plans: "replace",
    },
    shown: property("azId"),
  },
  cacheInstanceName: {
    accepted: ["ab", "缓存_1", "a-b", "a".repeat(32)],
    refused: [
      ["a", /at least 2/],
      ["", /at least 2/],
      ["a@b", /letters, digits, _, -/],
      ["a".repeat(33), /at most 32/],
      [undefined, /must be given/],
    ],
    change: { from: "sessions", to: "carts", plans: "update" },
    shown: property("cacheInstanceName"),
  },
  cacheInstanceDescription: {
    accepted: ["", "x".repeat(256)],
    refused: [["x".repeat(257), /at most 256/]],
    change: { from: "for the shop", to: undefined, plans: "update" },
    shown: property("cacheInstanceDescription"),
  },
  cacheInstanceClass: {
    accepted: ["redis.m.micro.basic", "redis.c.small.basic"],
    refused: [
      ["a b", /class like/],
      [undefined, /must be given/],
    ],
    change: { from: "redis.m.micro.basic", to: "redis.m.small.basic", plans: "update" },
    shown: property("cacheInstanceClass"),
  },
  shardNumber: {
    accepted: [2, 4, 128],
    refused: [
      [1, /at least 2/],
      [2.5, /whole number of shards/],
      [undefined, /must be given with a class that is sold by the shard/],
    ],
    with: { cacheInstanceClass: "redis.s.micro.basic" },
    change: { from: 2, to: 4, plans: "update" },
    shown: property("shardNumber"),
  },
  replicaNumber: {
    accepted: [1, 2, 5],
    refused: [
      [0, /at least 1/],
      ["2", /whole number of replicas/],
    ],
    change: { from: 2, to: 3, plans: "update" },
    shown: property("replicaNumber"),
  },
  effectiveTime: {
    accepted: ["Immediately", "MaintainTime"],
    refused: [["later", /"Immediately" or "MaintainTime"/]],
    change: { from: undefined, to: "Immediately", plans: "same" },
  },
  cacheInstanceType: {
    accepted: ["master-slave", "native-cluster"],
    refused: [["Redis", /"master-slave" or "cluster" or "native-cluster"/]],
    change: { from: "master-slave", to: "native-cluster", plans: "update" },
    shown: property("cacheInstanceType"),
  },
  redisVersion: {
    accepted: ["4.0", "7.2"],
    refused: [["four", /version like/]],
    warned: [
      ["2.8", /2\.8, but redis\.m\.micro\.basic is a class for 4\.0/],
      [undefined, /2\.8, the vendor's default, but/],
    ],
    change: { from: "4.0", to: "6.2", plans: "replace" },
    shown: property("redisVersion"),
  },
  password: {
    accepted: ["Secret123", "Aa1Aa1Aa"],
    refused: [
      ["Aa1", /8 to 16/],
      ["Aa1".repeat(6), /8 to 16/],
      ["Secret-123", /only letters and digits/],
    ],
    warned: [
      ["secret123", /lacks upper case/],
      ["", /anybody who can reach the instance/],
      [undefined, /anybody who can reach the instance/],
    ],
    change: { from: "Secret123", to: "Secret456", plans: "update" },
    shown: ({ secrets }) => secrets.password ?? "",
  },
  ipv6On: {
    accepted: [0, 1],
    refused: [
      [2, /0 or 1/],
      [true, /0 or 1/],
    ],
    change: { from: 0, to: 1, plans: "replace" },
    shown: property("ipv6On"),
  },
  dbNum: {
    accepted: [16, 256],
    refused: [
      [15, /at least 16/],
      [257, /at most 256/],
    ],
    change: { from: 16, to: 32, plans: "replace" },
    shown: ({ properties }) => Number(properties.databaseNum),
  },
  port: {
    accepted: [6379, 65_535],
    refused: [
      [0, /at least 1/],
      ["6379", /whole number/],
    ],
    change: { from: 6379, to: 6380, plans: "replace" },
    shown: property("port"),
  },
  cpuArchType: {
    accepted: ["amd64", "arm64"],
    refused: [["x86", /"amd64" or "arm64"/]],
    change: { from: "amd64", to: "arm64", plans: "replace" },
    shown: property("cpuArchType"),
  },
  enableSmartProxy: {
    accepted: [0, 1],
    refused: [["yes", /0 or 1/]],
    with: { cacheInstanceType: "native-cluster" },
    change: { from: 0, to: 1, plans: "replace" },
    shown: property("enableSmartProxy"),
  },
  resourceGroupId: {
    accepted: ["rg-abc"],
    refused: [["", /not be empty/]],
    change: { from: "rg-abc", to: "rg-def", plans: "replace" },
    shown: property("resourceGroupId"),
  },
  slaveAppendonly: {
    accepted: ["yes", "no"],
    refused: [[true, /"yes" or "no"/]],
    change: { from: "no", to: "yes", plans: "update" },
    shown: setting("@slave-appendonly"),
  },
  maxmemoryPolicy: {
    accepted: ["volatile-lru", "allkeys-lfu", "noeviction"],
    refused: [["lru", /"volatile-lru" or/]],
    change: { from: "volatile-lru", to: "allkeys-lfu", plans: "update" },
    shown: setting("maxmemory-policy"),
  },
  config: {
    accepted: [{}, { "hash-max-ziplist-value": "128" }],
    refused: [
      [{ "hash-max-ziplist-value": 128 }, /must be strings/],
      [{ "maxmemory-policy": "noeviction" }, /set maxmemoryPolicy instead/],
      [{ "@slave-appendonly": "yes" }, /set slaveAppendonly instead/],
    ],
    change: {
      from: { "hash-max-ziplist-value": "128" },
      to: { "hash-max-ziplist-value": "256", "slowlog-log-slower-than": "5000" },
      plans: "update",
    },
    shown: property("instanceConfig"),
  },
  configTemplateId: {
    accepted: ["template-1"],
    refused: [["", /not be empty/]],
    change: { from: "template-1", to: "template-2", plans: "replace" },
    shown: ({ properties }) => (properties.origin as Args).configTemplateId,
  },
  // A backup needs an instance to be of: see backup.test.ts.
  backupId: {
    accepted: ["3f9c"],
    refused: [["", /not be empty/]],
    with: (backup) => (backup === undefined ? {} : { srcInstanceId: "redis-m0vcg462xe31" }),
    change: { from: undefined, to: undefined, plans: "same" },
  },
  srcInstanceId: {
    accepted: ["redis-m0vcg462xe31"],
    refused: [["m0vcg462xe31", /redis-…/]],
    with: (source) => (source === undefined ? {} : { backupId: "3f9c" }),
    change: { from: undefined, to: undefined, plans: "same" },
  },
  charge: {
    accepted: [
      {},
      { chargeMode: "postpaid_by_duration" },
      { ...prepaid, chargeDuration: 9, autoRenew: true },
      { ...prepaid, chargeUnit: "year", chargeDuration: 3 },
      { autoChangeChargeMode: true, autoChangeChargeModeDate: "2030-01-31", chargeDuration: 1 },
      { buyScenario: activity('{"activity":{"activityType":1}}') },
    ],
    refused: [
      [{ chargeMode: "prepaid" }, /"prepaid_by_duration" or/],
      [{ chargeMode: "prepaid_by_duration" }, /needs chargeDuration/],
      [{ ...prepaid, chargeDuration: 0 }, /at least 1/],
      [{ ...prepaid, chargeDuration: 10 }, /more than 9 months/],
      [{ ...prepaid, chargeUnit: "year", chargeDuration: 4 }, /more than 3 years/],
      [{ autoChangeChargeMode: true, chargeDuration: 1 }, /needs autoChangeChargeModeDate/],
      [{ autoChangeChargeModeDate: "31.1.2030" }, /day like 2027-01-31/],
      [{ buyScenario: "spring sale" }, /base64/],
    ],
    warned: [
      [{ chargeMode: "postpaid_by_usage" }, /not sold that way/],
      [{ chargeDuration: 1, autoRenew: true }, /chargeDuration, autoRenew, which only prepaid_by_duration uses/],
    ],
    change: { from: { chargeMode: "postpaid_by_duration" }, to: undefined, plans: "same" },
    shown: property("charge"),
  },
  ipWhiteList: {
    accepted: [["10.0.0.0/8"], ["10.0.0.1/32", "192.168.0.0/16"]],
    refused: [
      [[], /at least one/],
      [["10.0.0.1"], /a single address is 10\.0\.0\.1\/32/],
      [["10.0.0.0/33"], /CIDR block/],
      ["10.0.0.0/8", /expected array/],
    ],
    warned: [
      [["0.0.0.0/0"], /every address/],
      [undefined, /JD Cloud's default is 0\.0\.0\.0\/0/],
    ],
    change: { from: ["10.0.0.0/8", "172.16.0.0/12"], to: ["192.168.0.0/24"], plans: "update" },
    shown: property("ipWhiteList"),
  },
  disableCommands: {
    accepted: [[], ["flushall", "keys"]],
    refused: [[["FLUSHALL"], /lower case/]],
    change: { from: ["flushall", "keys"], to: ["keys", "flushdb"], plans: "update" },
    shown: property("disableCommands"),
  },
  backupPolicy: {
    accepted: [{ autoBackup: false, backupTime: "23:30-00:30 +0800", backupPeriod: "Monday" }],
    refused: [
      [{ backupTime: "01:00", backupPeriod: "Monday" }, /window like/],
      [{ backupTime: "01:00-02:00 +0800", backupPeriod: "Mon" }, /weekdays/],
      [{ backupTime: "01:00-02:00 +0800" }, /expected string/],
    ],
    change: {
      from: { backupTime: "01:00-02:00 +0800", backupPeriod: "Monday,Friday" },
      to: { autoBackup: true, backupTime: "03:00-04:00 +0800", backupPeriod: "Friday,Monday,Sunday" },
      plans: "update",
    },
    shown: property("backupPolicy"),
  },
  maintenanceTime: {
    accepted: [{ startTime: "18:00Z", endTime: "20:00Z" }],
    refused: [
      [{ startTime: "6pm", endTime: "20:00Z" }, /time of day in UTC/],
      [{ startTime: "18:00Z", endTime: "18:00Z" }, /another time/],
    ],
    change: {
      from: { startTime: "18:00Z", endTime: "20:00Z" },
      to: { startTime: "19:00Z", endTime: "21:00Z" },
      plans: "update",
    },
    shown: ({ properties }) => ({
      startTime: properties.maintenanceStartTime,
      endTime: properties.maintenanceEndTime,
    }),
  },
  tls: {
    accepted: [{ tlsStatus: "enable", tlsType: "gm" }, { tlsStatus: "disable" }],
    refused: [
      [{ tlsStatus: "on" }, /"enable" or "disable"/],
      [{ tlsStatus: "enable", tlsVersion: [] }, /at least one/],
    ],
    change: {
      from: { tlsStatus: "enable", tlsVersion: ["TLSv1.2"] },
      to: { tlsStatus: "enable", tlsVersion: ["TLSv1.2", "TLSv1.3"] },
      plans: "update",
    },
    shown: property("tls"),
  },
  publicAddress: {
    accepted: [{ elasticIpId: "fip-1a2b3c" }],
    refused: [
      [{ elasticIpId: "" }, /not be empty/],
      [{}, /expected string/],
    ],
    change: { from: { elasticIpId: "fip-1a2b3c" }, to: { elasticIpId: "fip-4d5e6f" }, plans: "update" },
    shown: ({ properties }) => ({ elasticIpId: properties.elasticIpId }),
  },
  tags: {
    accepted: [{}, { a: "b" }, { 团队: "" }],
    refused: [
      [{ "pulumi-cn-cache:x": "y" }, /reserved for the provider/],
      [{ "": "y" }, /not be empty/],
    ],
    change: { from: { a: "1", b: "2" }, to: { b: "3", c: "4" }, plans: "update" },
    shown: ({ tags }) =>
      Object.fromEntries(Object.entries(tags).filter(([key]) => !key.startsWith("pulumi-cn-cache:"))),
  },
  prepaidDestroy: {
    accepted: ["refuse", "forget"],
    refused: [["convert", /"refuse" or "forget"/]],
    change: { from: undefined, to: "forget", plans: "update" },
  },
  adoptInstanceId: {
    accepted: ["redis-m0vcg462xe31"],
    refused: [["m0vcg462xe31", /redis-…/]],
    change: { from: undefined, to: "redis-m0vcg462xe31", plans: "same" },
  },
};

export const jdFixture: Fixture = {
  kind: jdRedisDefinition,
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
  arguments: cases,
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
    // Shards make a cluster of proxies, whatever else is asked for, and only some classes have them.
    (args.shardNumber !== undefined) === String(args.cacheInstanceClass).startsWith("redis.s.") &&
    !(args.shardNumber !== undefined && args.cacheInstanceType === "master-slave"),
  prepaid: { args: { charge: prepaid }, policies: ["forget"] },
  tagActions: ["tagResources", "unTagResources"],
  mostChangingCalls: 10,
};
