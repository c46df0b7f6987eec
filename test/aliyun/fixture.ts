import { aliyunRedisDefinition } from "../../provider/aliyun/definition";
import { aliyunRedisSchema } from "../../provider/aliyun/validation";
import { validate } from "../../provider/core/resource/schema";
import type { SandboxInstance } from "../../sandbox";
import type { Args, ArgumentCase, Fixture } from "../contract/fixture";

const zone = "cn-hangzhou-h";

/** A vSwitch lies in one zone of one VPC; the names say which. */
export const vSwitchIn = (where: unknown, vpc: unknown = "vpc-bp1aaaa0001") =>
  `vsw-${`${vpc}${where}`.replace(/[^a-z0-9]/gi, "")}`;

export const base = {
  regionId: "cn-hangzhou",
  zoneId: zone,
  vpcId: "vpc-bp1aaaa0001",
  vSwitchId: vSwitchIn(zone),
  instanceClass: "redis.shard.small.ce",
  engineVersion: "5.0",
  instanceName: "sessions",
  password: "Secret-123",
  securityIps: ["10.0.0.0/8", "192.168.1.1"],
  tags: { team: "web" },
};

const nowhere = { zoneId: undefined, vpcId: undefined, vSwitchId: undefined };
const prepaid = { chargeType: "PrePaid", period: 1 };
const dual = { secondaryZoneId: "cn-hangzhou-i" };
/** Replicas and read-only nodes exclude each other, so each says that the others go. */
const noReaders = { readOnlyCount: 0, slaveReadOnlyCount: 0 };
const oneReplica = { replicaCount: 1, slaveReplicaCount: 0 };
const essd = {
  instanceType: "tair_essd",
  instanceClass: "tair.essd.standard.xlarge",
  engineVersion: "1.0",
  storage: 60,
  storageType: "essd_pl1",
};
const tairOf: Readonly<Record<string, Args>> = {
  tair_rdb: { instanceClass: "tair.rdb.1g" },
  tair_scm: { instanceClass: "tair.scm.standard.1m.4d", engineVersion: "1.0" },
  tair_essd: essd,
};

type Properties = SandboxInstance["properties"];
const property =
  (name: string) =>
  ({ properties }: SandboxInstance): unknown =>
    properties[name];
const configOf = ({ properties }: SandboxInstance) => JSON.parse(String(properties.Config)) as Record<string, unknown>;
const groupsOf = ({ properties }: SandboxInstance): Record<string, string[]> =>
  Object.fromEntries(
    (properties.SecurityIpGroups as { SecurityIpGroupName: string; SecurityIpList: string }[]).map((group) => [
      group.SecurityIpGroupName,
      group.SecurityIpList.split(","),
    ]),
  );
const publicOf = ({ PublicConnection }: Properties) => {
  const endpoint = PublicConnection as { ConnectionString: string; Port: number } | null;
  return endpoint
    ? { connectionStringPrefix: endpoint.ConnectionString.split(".")[0], port: endpoint.Port }
    : (false as const);
};
const days = (policy: Properties) => String(policy.PreferredBackupPeriod).split(",");

const place: Record<string, ArgumentCase> = {
  regionId: {
    accepted: ["cn-hangzhou", "ap-southeast-1"],
    refused: [
      ["Hangzhou", /region like cn-hangzhou/],
      [1, /expected string/],
    ],
    with: nowhere,
    change: { from: "cn-hangzhou", to: "cn-beijing", plans: "replace" },
    shown: property("RegionId"),
  },
  zoneId: {
    accepted: ["cn-hangzhou-h"],
    refused: [
      ["h", /zone like/],
      ["cn-beijing-h", /not in region cn-hangzhou/],
    ],
    with: (value) => ({ vSwitchId: vSwitchIn(value ?? zone) }),
    change: { from: zone, to: "cn-hangzhou-i", plans: "update" },
    shown: property("ZoneId"),
  },
  secondaryZoneId: {
    accepted: ["cn-hangzhou-i"],
    refused: [
      ["i", /zone like/],
      ["", /zone like/],
      ["cn-beijing-i", /not in region cn-hangzhou/],
      [zone, /another zone than zoneId/],
    ],
    change: { from: undefined, to: "cn-hangzhou-i", plans: "update" },
    shown: property("SecondaryZoneId"),
  },
  vpcId: {
    accepted: ["vpc-bp1zxszhcgatnx0001"],
    refused: [
      ["bp1", /vpc-…/],
      [undefined, /vSwitchId: needs its vpcId/],
    ],
    with: (value) => ({ vSwitchId: vSwitchIn(zone, value) }),
    change: { from: "vpc-bp1aaaa0001", to: "vpc-bp1bbbb0002", plans: "update" },
    shown: property("VpcId"),
  },
  vSwitchId: {
    accepted: ["vsw-bp1zxszhcgatnx0001"],
    refused: [["vpc-1", /vsw-…/]],
    warned: [[undefined, /without a vSwitchId/]],
    change: { from: vSwitchIn(zone), to: `${vSwitchIn(zone)}second`, plans: "update" },
    shown: property("VSwitchId"),
  },
  networkType: {
    accepted: ["VPC"],
    refused: [
      ["vpc", /"VPC" or "CLASSIC"/],
      ["CLASSIC ", /"VPC" or "CLASSIC"/],
    ],
    warned: [["CLASSIC", /no longer sold in most zones/]],
    with: (value) => (value === "CLASSIC" ? nowhere : {}),
    change: { from: undefined, to: "VPC", plans: "same" },
    shown: property("NetworkType"),
  },
  privateIpAddress: {
    accepted: ["172.16.0.10"],
    refused: [
      ["172.16.0", /IPv4 address/],
      ["::1", /IPv4 address/],
    ],
    change: { from: "172.16.0.10", to: "172.16.0.11", plans: "replace" },
    shown: property("PrivateIp"),
  },
  port: {
    accepted: [1, 6379, 65535],
    refused: [
      [0, /at least 1/],
      [65536, /at most 65535/],
      ["6379", /whole number/],
    ],
    change: { from: 6379, to: 6380, plans: "update" },
    shown: property("Port"),
  },
  connectionStringPrefix: {
    accepted: ["sessionsone", "a1234567"],
    refused: [
      ["short", /8-40 lower-case/],
      ["1sessions", /a letter first/],
      ["Sessions1", /lower-case/],
    ],
    change: { from: "sessionsone", to: "sessionstwo", plans: "update" },
    shown: ({ properties }) => String(properties.ConnectionDomain).split(".")[0],
  },
  publicConnection: {
    accepted: [false, { connectionStringPrefix: "publicone" }, { connectionStringPrefix: "publicone", port: 6380 }],
    refused: [
      [true, /false or/],
      [{ connectionStringPrefix: "short" }, /8-40 lower-case/],
      [{ connectionStringPrefix: "publicone", port: 80 }, /at least 1024/],
    ],
    change: {
      from: { connectionStringPrefix: "publicone" },
      to: { connectionStringPrefix: "publictwo", port: 6380 },
      plans: "update",
    },
    shown: ({ properties }) => publicOf(properties),
  },
  instanceEndpointType: {
    accepted: ["UnifiedEndpoint", "AzIndependentEndpoint"],
    refused: [["a b", /UnifiedEndpoint or/]],
    warned: [["Other", /documented words/]],
    change: { from: "UnifiedEndpoint", to: "AzIndependentEndpoint", plans: "replace" },
  },
};

const size: Record<string, ArgumentCase> = {
  instanceName: {
    accepted: ["ab", "缓存-1", "a".repeat(80)],
    refused: [
      ["a", /at least 2/],
      ["1abc", /begin with a letter/],
      ["a b", /must not contain/],
      ["a@b", /must not contain/],
      ["a".repeat(129), /at most 80/],
    ],
    warned: [["a".repeat(81), /more than 80/]],
    change: { from: "sessions", to: "carts", plans: "update" },
    shown: property("InstanceName"),
  },
  instanceClass: {
    accepted: ["redis.master.small.default", "redis.amber.logic.sharding.2g.4db.0rodb.8proxy.default"],
    refused: [
      ["a b", /class like/],
      [undefined, /or capacity must be given/],
    ],
    change: { from: "redis.shard.small.ce", to: "redis.shard.mid.ce", plans: "update" },
    shown: property("RealInstanceClass"),
  },
  capacity: {
    accepted: [1024],
    refused: [
      [0, /more than 0/],
      [1.5, /whole MB/],
      ["1024", /whole MB/],
    ],
    with: { instanceClass: undefined },
    change: { from: 1024, to: 2048, plans: "update" },
    shown: property("Capacity"),
  },
  engineVersion: {
    accepted: ["5.0", "7.0", "8.0"],
    refused: [["five", /version like/]],
    warned: [
      ["2.8", /no longer sold/],
      ["4.0", /cloud-native classes.*begin with 5.0/],
    ],
    change: { from: "5.0", to: "6.0", plans: "update" },
    shown: property("EngineVersion"),
  },
  instanceType: {
    accepted: ["Redis", "Memcache", "tair_rdb", "tair_scm", "tair_essd"],
    refused: [["redis", /"Redis", "Memcache"/]],
    with: (value) => tairOf[String(value)] ?? {},
    change: { from: undefined, to: "Redis", plans: "same" },
    shown: property("InstanceType"),
  },
  nodeType: {
    accepted: ["MASTER_SLAVE", "STAND_ALONE", "double", "single"],
    refused: [["a b", /MASTER_SLAVE or/]],
    warned: [["readone", /documented words/]],
    change: { from: "MASTER_SLAVE", to: "STAND_ALONE", plans: "update" },
    shown: property("NodeType"),
  },
  shardCount: {
    accepted: [1, 2, 256],
    refused: [
      [0, /at least 1/],
      [257, /at most 256/],
    ],
    change: { from: 2, to: 4, plans: "update" },
    shown: property("ShardCount"),
  },
  replicaCount: {
    accepted: [0, 4],
    refused: [
      [5, /at most 4/],
      [-1, /at least 0/],
    ],
    with: noReaders,
    change: { from: 1, to: 3, plans: "update" },
    shown: property("ReplicaCount"),
  },
  slaveReplicaCount: {
    accepted: [0, 3],
    refused: [
      [4, /at most 4 together/],
      [5, /at most 4/],
    ],
    with: { ...dual, ...noReaders, replicaCount: 1 },
    change: { from: 1, to: 2, plans: "update" },
    shown: property("SlaveReplicaCount"),
  },
  readOnlyCount: {
    accepted: [0, 9],
    refused: [
      [10, /at most 9/],
      [1.5, /whole number/],
    ],
    with: oneReplica,
    change: { from: 1, to: 3, plans: "update" },
    shown: property("ReadOnlyCount"),
  },
  slaveReadOnlyCount: {
    accepted: [0, 7],
    refused: [[8, /at most 9 together/]],
    with: { ...dual, ...oneReplica, readOnlyCount: 2 },
    change: { from: 0, to: 2, plans: "update" },
    shown: property("SlaveReadOnlyCount"),
  },
  storage: {
    accepted: [60],
    refused: [
      [0, /more than 0/],
      [undefined, /must be given with tair_essd/],
    ],
    with: essd,
    change: { from: 60, to: 80, plans: "update" },
    shown: ({ properties }) => Number(properties.Storage),
  },
  storageType: {
    accepted: ["essd_pl0", "essd_pl3"],
    refused: [["essd_pl4", /essd_pl0, essd_pl1/]],
    with: essd,
    change: { from: "essd_pl1", to: "essd_pl2", plans: "update" },
    shown: property("StorageType"),
  },
  bandwidth: {
    accepted: [30],
    refused: [
      [0, /more than 0/],
      ["30", /whole MB/],
    ],
    // Divisible by the shards, and not for read/write splitting.
    with: { shardCount: 1, ...noReaders },
    change: { from: 30, to: 40, plans: "update" },
    shown: property("Bandwidth"),
  },
  config: {
    accepted: [{}, { EvictionPolicy: "volatile-lru", "hash-max-ziplist-entries": 512 }],
    refused: [
      [{ a: true }, /texts or numbers/],
      [{ "": "a" }, /must not be empty/],
      ["{}", /expected record/],
    ],
    change: {
      from: { "maxmemory-policy": "allkeys-lru" },
      to: { EvictionPolicy: "noeviction", "hash-max-ziplist-entries": 1024 },
      plans: "update",
    },
    shown: configOf,
  },
  appendonly: {
    accepted: ["yes", "no"],
    refused: [[true, /"yes" or "no"/]],
    change: { from: "yes", to: "no", plans: "update" },
    shown: (instance) => configOf(instance).appendonly,
  },
  paramGroupId: {
    accepted: ["g-50npzjcqb1ua6q6j"],
    refused: [["a b", /parameter template/]],
    change: { from: "g-template1", to: "g-template2", plans: "update" },
    shown: property("ParamGroupId"),
  },
  dedicatedHostGroupId: {
    accepted: ["dhg-uv4fnk6r7zff"],
    refused: [["a b", /dedicated cluster/]],
    change: { from: "dhg-one", to: "dhg-two", plans: "replace" },
    shown: property("DedicatedHostGroupId"),
  },
  globalInstance: {
    accepted: [true, false],
    refused: [["true", /expected boolean/]],
    change: { from: false, to: true, plans: "replace" },
  },
  globalInstanceId: {
    accepted: ["gr-bp14rkqrhac1b4"],
    refused: [["bp1", /gr-…/]],
    change: { from: "gr-bp1one", to: "gr-bp1two", plans: "replace" },
    shown: property("GlobalInstanceId"),
  },
  resourceGroupId: {
    accepted: ["rg-resourcegroupid1"],
    refused: [["group", /rg-…/]],
    change: { from: "rg-one", to: "rg-two", plans: "update" },
    shown: property("ResourceGroupId"),
  },
  tags: {
    accepted: [{}, { a: "b" }, { team: "" }],
    refused: [
      [{ "acs:a": "b" }, /acs:/],
      [{ "pulumi-cn-cache:x": "y" }, /provider's own/],
      [Object.fromEntries(Array.from({ length: 21 }, (_, i) => [`k${i}`, "v"])), /at most 20/],
    ],
    change: { from: { a: "1", b: "2" }, to: { b: "3", c: "4" }, plans: "update" },
    shown: ({ tags }) =>
      Object.fromEntries(Object.entries(tags).filter(([key]) => !key.startsWith("pulumi-cn-cache:"))),
  },
};

const billing: Record<string, ArgumentCase> = {
  chargeType: {
    accepted: ["PostPaid"],
    refused: [["postpaid", /"PrePaid" or "PostPaid"/]],
    change: { from: "PostPaid", to: undefined, plans: "same" },
    shown: property("ChargeType"),
  },
  period: {
    accepted: [1, 9, 12, 24, 36, 60],
    refused: [
      [10, /must be 1, 2/],
      [undefined, /must be given with chargeType PrePaid/],
    ],
    with: { chargeType: "PrePaid" },
    change: { from: 1, to: 12, plans: "same" },
  },
  autoRenew: {
    accepted: [true, false],
    refused: [["true", /expected boolean/]],
    with: { ...prepaid, autoRenewPeriod: 1 },
    change: { from: false, to: true, plans: "update" },
    shown: ({ properties }) => (properties.AutoRenew as { AutoRenew: boolean }).AutoRenew,
  },
  autoRenewPeriod: {
    accepted: [1, 2, 3, 6, 12],
    refused: [
      [13, /at most 12/],
      [undefined, /must be given with autoRenew/],
    ],
    warned: [[4, /documented for a change only/]],
    with: { ...prepaid, autoRenew: true },
    change: { from: 1, to: 3, plans: "update" },
    shown: ({ properties }) => (properties.AutoRenew as { Duration: number }).Duration,
  },
  autoUseCoupon: {
    accepted: [true, false],
    refused: [["true", /expected boolean/]],
    change: { from: undefined, to: true, plans: "same" },
  },
  couponNo: {
    accepted: ["youhuiquan_promotion_option_id_for_blank"],
    refused: [["", /must not be empty/]],
    change: { from: "one", to: undefined, plans: "same" },
  },
  businessInfo: {
    accepted: ["000000000"],
    refused: [["", /must not be empty/]],
    change: { from: undefined, to: "000000000", plans: "same" },
  },
};

const access: Record<string, ArgumentCase> = {
  password: {
    accepted: ["Secret-123", "abcDEF12", "a1!a1!a1!"],
    refused: [
      ["Ab1!", /at least 8/],
      ["a".repeat(33), /at most 32/],
      ["abcdefgh", /at least three of/],
    ],
    warned: [
      ["Acfr5xxx,.xxx", /characters other than/],
      [undefined, /nobody can log in/],
    ],
    change: { from: "Secret-123", to: "Secret-456", plans: "update" },
    shown: ({ secrets }) => secrets.Password,
  },
  vpcAuthMode: {
    accepted: ["Open", "Close"],
    refused: [["open", /"Open" \(password\)/]],
    warned: [["Close", /without a password/]],
    change: { from: "Open", to: "Close", plans: "update" },
    shown: property("VpcAuthMode"),
  },
  securityIps: {
    accepted: [["10.0.0.1"], ["10.0.0.0/8", "::1"]],
    refused: [
      [[], /at least one/],
      [["10.0.0"], /IP address or a CIDR/],
      [["10.0.0.0/33"], /IP address or a CIDR/],
      ["10.0.0.1", /expected array/],
    ],
    warned: [[["0.0.0.0/0"], /every address/]],
    change: { from: ["10.0.0.1", "10.0.0.2"], to: ["10.0.0.3"], plans: "update" },
    shown: (instance) => groupsOf(instance).default,
  },
  securityIpGroups: {
    accepted: [{}, { office: ["10.1.0.0/16"] }],
    refused: [
      [{ default: ["10.0.0.1"] }, /what securityIps is for/],
      [{ Office: ["10.0.0.1"] }, /lower-case/],
      [{ office: ["x"] }, /IP address or a CIDR/],
    ],
    warned: [[{ office: ["0.0.0.0/0"] }, /every address/]],
    change: {
      from: { office: ["10.1.0.0/16"], home: ["10.9.0.1"] },
      to: { office: ["10.2.0.0/16"], lab: ["10.3.0.1"] },
      plans: "update",
    },
    shown: (instance) => {
      const { default: _, ...others } = groupsOf(instance);
      return others;
    },
  },
  securityGroupIds: {
    accepted: [["sg-bp1aaaa"]],
    refused: [
      [[], /cannot be emptied/],
      [["aaaa"], /sg-…/],
    ],
    change: { from: ["sg-aaaa"], to: ["sg-cccc", "sg-bbbb"], plans: "update" },
    shown: property("SecurityGroupIds"),
  },
  globalSecurityGroupIds: {
    accepted: [["g-zsldxfiwjmti0kcm"]],
    refused: [[[], /cannot be emptied/]],
    change: { from: ["g-aaaa"], to: ["g-bbbb"], plans: "update" },
    shown: property("GlobalSecurityGroupIds"),
  },
  ssl: {
    accepted: [true, false],
    refused: [["Enable", /expected boolean/]],
    change: { from: false, to: true, plans: "update" },
    shown: property("SSLEnabled"),
  },
  tde: {
    accepted: [true, false],
    refused: [["Enabled", /expected boolean/]],
    with: { instanceClass: "redis.amber.master.small.multithread" },
    change: { from: false, to: true, plans: "update" },
    shown: property("TDEStatus"),
  },
};

const care: Record<string, ArgumentCase> = {
  maintainStartTime: {
    accepted: ["02:00Z"],
    refused: [
      ["2:00Z", /time in UTC/],
      ["05:30Z", /at least an hour before/],
      [undefined, /must be given together/],
    ],
    with: { maintainEndTime: "06:00Z" },
    change: { from: "02:00Z", to: "03:00Z", plans: "update" },
    shown: property("MaintainStartTime"),
  },
  maintainEndTime: {
    accepted: ["03:00Z", "01:00Z"],
    refused: [
      ["24:00Z", /time in UTC/],
      ["02:30Z", /at least an hour before/],
    ],
    with: { maintainStartTime: "02:00Z" },
    change: { from: "06:00Z", to: "07:00Z", plans: "update" },
    shown: property("MaintainEndTime"),
  },
  backupPolicy: {
    accepted: [{}, { preferredBackupPeriod: ["Monday"], preferredBackupTime: "23:00Z-00:00Z" }],
    refused: [
      [{ preferredBackupPeriod: ["Mon"] }, /must be days/],
      [{ preferredBackupTime: "02:30Z-03:30Z" }, /one full hour/],
      [{ backupRetentionPeriod: 6 }, /at least 7/],
      [{ days: 1 }, /unrecognized/i],
    ],
    change: {
      from: { preferredBackupPeriod: ["Monday"], preferredBackupTime: "02:00Z-03:00Z" },
      to: { preferredBackupPeriod: ["Friday", "Monday"], backupRetentionPeriod: 30 },
      plans: "update",
    },
    shown: ({ properties }) => {
      const policy = properties.BackupPolicy as Properties;
      return {
        preferredBackupPeriod: days(policy),
        preferredBackupTime: policy.PreferredBackupTime,
        backupRetentionPeriod: policy.BackupRetentionPeriod,
        enableBackupLog: policy.EnableBackupLog === 1,
      };
    },
  },
  instanceReleaseProtection: {
    accepted: [true, false],
    refused: [["true", /expected boolean/]],
    change: { from: false, to: true, plans: "update" },
    shown: property("InstanceReleaseProtection"),
  },
  minorVersionAutoUpgrade: {
    accepted: [true, false],
    refused: [[1, /expected boolean/]],
    change: { from: false, to: true, plans: "update" },
    shown: property("IsAutoUpgradeOpen"),
  },
};

/** These need an instance to come from; `restore.test.ts` has one. */
const unchanged = { from: undefined, to: undefined, plans: "same" } as const;
const withSource = (value: unknown): Args => (value === undefined ? {} : { srcDBInstanceId: "r-bp1zxszhcgatnx0001" });
const restore: Record<string, ArgumentCase> = {
  srcDBInstanceId: {
    accepted: ["r-bp1zxszhcgatnx0001"],
    refused: [["bp1", /instance id/]],
    with: (value): Args => (value === undefined ? {} : { backupId: "111111111" }),
    change: unchanged,
  },
  backupId: {
    accepted: ["111111111"],
    refused: [["a b", /backup set/]],
    with: withSource,
    change: unchanged,
  },
  clusterBackupId: {
    accepted: ["cb-hyxdof5x9kqb8****".replaceAll("*", "x")],
    refused: [["a b", /backup set/]],
    with: withSource,
    change: unchanged,
  },
  restoreTime: {
    accepted: ["2026-01-02T03:04:05Z"],
    refused: [["2026-01-02", /time in UTC/]],
    with: withSource,
    change: unchanged,
  },
  recoverConfigMode: {
    accepted: ["whitelist", "whitelist,config,account"],
    refused: [["a b", /list like/]],
    change: { from: "whitelist", to: undefined, plans: "same" },
  },
};

const calls: Record<string, ArgumentCase> = {
  dryRun: {
    accepted: [true, false],
    refused: [["true", /expected boolean/]],
    warned: [[true, /nothing is made/]],
    change: { from: undefined, to: true, plans: "same" },
  },
  token: {
    accepted: ["AAAAAAAAAAAAAAAAAAAAAAAAAA"],
    refused: [
      ["a".repeat(65), /1-64 ASCII/],
      ["a b", /1-64 ASCII/],
    ],
    change: { from: "first", to: "second", plans: "same" },
  },
  prepaidDestroy: {
    accepted: ["refuse", "convert", "forget"],
    refused: [["delete", /"refuse", "convert" or "forget"/]],
    change: { from: undefined, to: "convert", plans: "update" },
  },
  adoptInstanceId: {
    accepted: ["r-bp1zxszhcgatnx0001"],
    refused: [["bp1", /r-…/]],
    change: { from: undefined, to: "r-bp1zxszhcgatnx0001", plans: "same" },
  },
};

/**
 * What random walks leave out: instances of other product lines (no order leads from one to another), what is unique in
 * the cloud and may be held by an orphan of a killed run, what protects against the walk itself, and stories of their own.
 */
const notInWalks = [
  "privateIpAddress",
  "connectionStringPrefix",
  "publicConnection",
  "instanceReleaseProtection",
  "adoptInstanceId",
  "dryRun",
  "token",
  "srcDBInstanceId",
  "storage",
  "storageType",
];

function isProgram(args: Readonly<Record<string, unknown>>): boolean {
  if (validate(aliyunRedisSchema, args).failures.length > 0) return false;
  if (notInWalks.some((name) => args[name] !== undefined)) return false;
  if (args.chargeType === "PrePaid" || args.networkType === "CLASSIC") return false;
  if (!/\.ce$/.test(String(args.instanceClass))) return false;
  const isInPlace = args.regionId === base.regionId && args.vSwitchId === vSwitchIn(args.zoneId, args.vpcId);
  // A class brings its own bandwidth, and another one is from that to six times it.
  const isFitting =
    args.bandwidth === undefined || (args.instanceClass === base.instanceClass && args.shardCount === 1);
  return isInPlace && isFitting;
}

export const aliyunFixture: Fixture = {
  kind: aliyunRedisDefinition,
  cloud: "aliyun",
  base,
  inPlace: {
    ...base,
    instanceClass: "redis.shard.mid.ce",
    instanceName: "carts",
    password: "Secret-456",
    securityIps: ["192.168.1.2"],
    tags: { team: "shop", stage: "prod" },
    config: { EvictionPolicy: "allkeys-lru" },
  },
  replaced: { ...base, privateIpAddress: "172.16.0.10" },
  arguments: { ...place, ...size, ...billing, ...access, ...care, ...restore, ...calls },
  drifts: {
    instanceName: { set: { InstanceName: "somebody-else" } },
    instanceClass: { set: { InstanceClass: "redis.shard.large.ce" } },
    securityIps: { set: { SecurityIPList: "0.0.0.0/0" } },
    tags: { tags: { team: "other" } },
    config: { set: { Config: { "maxmemory-policy": "noeviction", EvictionPolicy: "noeviction" } } },
    zoneId: { set: { ZoneId: "cn-hangzhou-j", VSwitchId: vSwitchIn("cn-hangzhou-j") } },
  },
  driftBeyondRepair: { EngineVersion: "7.0" },
  isProgram,
  prepaid: { args: prepaid, policies: ["convert", "forget"] },
  tagActions: ["TagResources", "UntagResources", "ListTagResources"],
  mostChangingCalls: 12,
};
