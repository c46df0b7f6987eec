import { aliyunRedisDefinition } from "../../provider/aliyun/definition";
import { aliyunRedisSchema } from "../../provider/aliyun/validation";
import { validate } from "../../provider/core/resource/schema";
import type { SandboxInstance } from "../../sandbox";
import { encryptFor } from "../../sandbox/aliyun/operations/kms";
import { ownAccount } from "../../sandbox/aliyun/purchase";
import type { Args, ArgumentCase, Fixture } from "../contract/fixture";

const zone = "cn-hangzhou-h";

/** A vSwitch belongs to one zone of one VPC; its name says which. */
export const vSwitchIn = (zoneId: unknown, vpc: unknown = "vpc-bp1aaaa0001") =>
  `vsw-${`${vpc}${zoneId}`.replace(/[^a-z0-9]/gi, "")}`;

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

const noNetwork = { zoneId: undefined, vpcId: undefined, vSwitchId: undefined };
const prepaid = { chargeType: "PrePaid", period: 1 };
const dual = { secondaryZoneId: "cn-hangzhou-i" };
// Replicas and read-only nodes exclude each other, so each sets the others' number.
const noReaders = { readOnlyCount: 0, slaveReadOnlyCount: 0 };
const oneReplica = { replicaCount: 1, slaveReplicaCount: 0 };
const essd = {
  instanceType: "tair_essd",
  instanceClass: "tair.essd.standard.xlarge",
  engineVersion: "1.0",
  storage: 60,
  storageType: "essd_pl1",
};
const encryptable = { instanceClass: "redis.amber.master.small.multithread" };
const tairOf: Readonly<Record<string, Args>> = {
  tair_rdb: { instanceClass: "tair.rdb.1g" },
  tair_scm: { instanceClass: "tair.scm.standard.1m.4d", engineVersion: "1.0" },
  tair_essd: essd,
};
const withSource = (value: unknown): Args => (value === undefined ? {} : { srcDBInstanceId: "r-bp1zxszhcgatnx0001" });

type Shown = NonNullable<ArgumentCase["observed"]>;
const configOf: Shown = ({ properties }) => JSON.parse(String(properties.Config));
const renewalOf = ({ properties }: SandboxInstance) => properties.AutoRenew as Record<string, unknown>;
const whitelistsOf = ({ properties }: SandboxInstance): Record<string, string[]> =>
  Object.fromEntries(
    (properties.SecurityIpGroups as { SecurityIpGroupName: string; SecurityIpList: string }[]).map((group) => [
      group.SecurityIpGroupName,
      group.SecurityIpList.split(","),
    ]),
  );
const publicConnectionOf: Shown = ({ properties }) => {
  const endpoint = properties.PublicConnection as { ConnectionString: string; Port: number } | null;
  if (!endpoint) return false;
  return { connectionStringPrefix: endpoint.ConnectionString.split(".")[0], port: endpoint.Port };
};
const auditLogOf: Shown = ({ properties }) => {
  const { DbAudit, Retention } = properties.AuditLog as SandboxInstance["properties"];
  return { enabled: DbAudit, retentionDays: Retention };
};
const backupPolicyOf: Shown = ({ properties }) => {
  const policy = properties.BackupPolicy as SandboxInstance["properties"];
  return {
    preferredBackupPeriod: String(policy.PreferredBackupPeriod).split(","),
    preferredBackupTime: policy.PreferredBackupTime,
    backupRetentionPeriod: policy.BackupRetentionPeriod,
    enableBackupLog: policy.EnableBackupLog === 1,
  };
};

type Messages = ArgumentCase["rejected"];
type Change = ArgumentCase["change"];
const update = (from: unknown, to: unknown): Change => ({ from, to, plans: "update" });
const replace = (from: unknown, to: unknown): Change => ({ from, to, plans: "replace" });
const same = (from: unknown, to: unknown): Change => ({ from, to, plans: "same" });
const setTo = (value: unknown) => same(undefined, value);

/** Values with the message that each of them gets. */
const messages = (...cases: Messages): Messages => cases;

type More = Pick<ArgumentCase, "warned" | "with"> & { readonly observed?: Shown | string };
type Row = (name: string) => ArgumentCase;

/** Values that leave no trace in the cloud. */
const option =
  (accepted: readonly unknown[], rejected: Messages, change: Change, more: Omit<More, "observed"> = {}): Row =>
  () => ({ accepted, rejected, change, ...more });
/** Observed in a property of its name, unless `observed` says otherwise. */
const argument =
  (accepted: readonly unknown[], rejected: Messages, change: Change, { observed, ...more }: More = {}): Row =>
  (name) => {
    const property = typeof observed === "string" ? observed : name.charAt(0).toUpperCase() + name.slice(1);
    const shown: Shown = ({ properties }) => properties[property];
    return { accepted, rejected, change, ...more, observed: typeof observed === "function" ? observed : shown };
  };
const booleans: [readonly unknown[], Messages] = [[true, false], [["yes", /must be true or false, not text/]]];
const flag = (change: Change, more?: More) => argument(...booleans, change, more);
const flagOption = (change: Change, more?: Omit<More, "observed">) => option(...booleans, change, more);

const placement: Record<string, Row> = {
  regionId: argument(
    ["cn-hangzhou", "ap-southeast-1"],
    messages(["Hangzhou", /region like cn-hangzhou/], [1, /must be text/]),
    replace("cn-hangzhou", "cn-beijing"),
    { with: noNetwork },
  ),
  zoneId: argument(
    ["cn-hangzhou-h"],
    messages(["h", /zone like/], ["cn-beijing-h", /not in region cn-hangzhou/]),
    update(zone, "cn-hangzhou-i"),
    { with: (value) => ({ vSwitchId: vSwitchIn(value ?? zone) }) },
  ),
  secondaryZoneId: argument(
    ["cn-hangzhou-i"],
    messages(
      ["i", /zone like/],
      ["", /zone like/],
      ["cn-beijing-i", /not in region cn-hangzhou/],
      [zone, /another zone than zoneId/],
    ),
    update(undefined, "cn-hangzhou-i"),
  ),
  dedicatedHostGroupId: argument(["dhg-uv4fnk6r7zff"], [["a b", /dedicated cluster/]], replace("dhg-one", "dhg-two")),
  globalInstance: flagOption(replace(false, true)),
  globalInstanceId: argument(["gr-bp14rkqrhac1b4"], [["bp1", /gr-…/]], replace("gr-bp1one", "gr-bp1two")),
};

const network: Record<string, Row> = {
  vpcId: argument(
    ["vpc-bp1zxszhcgatnx0001"],
    messages(["bp1", /vpc-…/], [undefined, /vSwitchId: needs its vpcId/]),
    update("vpc-bp1aaaa0001", "vpc-bp1bbbb0002"),
    { with: (value) => ({ vSwitchId: vSwitchIn(zone, value) }) },
  ),
  vSwitchId: argument(
    ["vsw-bp1zxszhcgatnx0001"],
    [["vpc-1", /vsw-…/]],
    update(vSwitchIn(zone), `${vSwitchIn(zone)}second`),
    { warned: [[undefined, /without a vSwitchId/]] },
  ),
  networkType: argument(
    ["VPC"],
    messages(["vpc", /"VPC" or "CLASSIC"/], ["CLASSIC ", /"VPC" or "CLASSIC"/]),
    setTo("VPC"),
    { warned: [["CLASSIC", /no longer sold in most zones/]], with: (value) => (value === "CLASSIC" ? noNetwork : {}) },
  ),
  privateIpAddress: argument(
    ["172.16.0.10"],
    messages(["172.16.0", /IPv4 address/], ["::1", /IPv4 address/]),
    replace("172.16.0.10", "172.16.0.11"),
    { observed: "PrivateIp" },
  ),
  port: argument(
    [1, 6379, 65535],
    messages([0, /at least 1/], [65536, /at most 65535/], ["6379a", /whole number/]),
    update(6379, 6380),
  ),
  connectionStringPrefix: argument(
    ["sessionsone", "a1234567"],
    messages(["short", /8-40 lower-case/], ["1sessions", /starting with a letter/], ["Sessions1", /lower-case/]),
    update("sessionsone", "sessionstwo"),
    { observed: ({ properties }) => String(properties.ConnectionDomain).split(".")[0] },
  ),
  publicConnection: argument(
    [false, { connectionStringPrefix: "publicone" }, { connectionStringPrefix: "publicone", port: 6380 }],
    messages(
      [true, /false or/],
      [{ connectionStringPrefix: "short" }, /8-40 lower-case/],
      [{ connectionStringPrefix: "publicone", port: 80 }, /at least 1024/],
    ),
    update({ connectionStringPrefix: "publicone" }, { connectionStringPrefix: "publictwo", port: 6380 }),
    { observed: publicConnectionOf },
  ),
  instanceEndpointType: option(
    ["UnifiedEndpoint", "AzIndependentEndpoint"],
    [["a b", /UnifiedEndpoint or/]],
    replace("UnifiedEndpoint", "AzIndependentEndpoint"),
    { warned: [["Other", /documented words/]] },
  ),
};

const nameAndTags: Record<string, Row> = {
  instanceName: argument(
    ["ab", "缓存-1", "a".repeat(80)],
    messages(
      ["a", /at least 2/],
      ["1abc", /begin with a letter/],
      ["a b", /must not contain/],
      ["a@b", /must not contain/],
      ["a".repeat(129), /at most 80/],
    ),
    update("sessions", "carts"),
    { warned: [["a".repeat(81), /more than 80/]] },
  ),
  resourceGroupId: argument(["rg-resourcegroupid1"], [["group", /rg-…/]], update("rg-one", "rg-two")),
  tags: argument(
    [{}, { a: "b" }, { team: "" }],
    messages(
      [{ "acs:a": "b" }, /acs:/],
      [{ "pulumi-cn-cache:x": "y" }, /provider's own/],
      [Object.fromEntries(Array.from({ length: 21 }, (_, i) => [`k${i}`, "v"])), /at most 20/],
    ),
    update({ a: "1", b: "2" }, { b: "3", c: "4" }),
    {
      observed: ({ tags }) =>
        Object.fromEntries(Object.entries(tags).filter(([key]) => !key.startsWith("pulumi-cn-cache:"))),
    },
  ),
};

const size: Record<string, Row> = {
  instanceClass: argument(
    ["redis.master.small.default", "redis.amber.logic.sharding.2g.4db.0rodb.8proxy.default"],
    messages(["a b", /class like/], [undefined, /or capacity must be given/]),
    update("redis.shard.small.ce", "redis.shard.mid.ce"),
    { observed: "RealInstanceClass" },
  ),
  capacity: argument(
    [1024],
    messages([0, /more than 0/], [1.5, /whole MB/], ["1 GB", /whole MB/]),
    update(1024, 2048),
    { with: { instanceClass: undefined } },
  ),
  nodeType: argument(
    ["MASTER_SLAVE", "STAND_ALONE", "double", "single"],
    [["a b", /MASTER_SLAVE or/]],
    update("MASTER_SLAVE", "STAND_ALONE"),
    { warned: [["readone", /documented words/]] },
  ),
  shardCount: argument([1, 2, 256], messages([0, /at least 1/], [257, /at most 256/]), update(2, 4)),
  replicaCount: argument([0, 4], messages([5, /at most 4/], [-1, /at least 0/]), update(1, 3), { with: noReaders }),
  slaveReplicaCount: argument([0, 3], messages([4, /at most 4 together/], [5, /at most 4/]), update(1, 2), {
    with: { ...dual, ...noReaders, replicaCount: 1 },
  }),
  readOnlyCount: argument([0, 9], messages([10, /at most 9/], [1.5, /whole number/]), update(1, 3), {
    with: oneReplica,
  }),
  slaveReadOnlyCount: argument([0, 7], [[8, /at most 9 together/]], update(0, 2), {
    with: { ...dual, ...oneReplica, readOnlyCount: 2 },
  }),
  storage: argument([60], messages([0, /more than 0/], [undefined, /must be given with tair_essd/]), update(60, 80), {
    observed: ({ properties }) => Number(properties.Storage),
    with: essd,
  }),
  storageType: argument(
    ["essd_pl0", "essd_pl3"],
    [["essd_pl4", /essd_pl0, essd_pl1/]],
    update("essd_pl1", "essd_pl2"),
    { with: essd },
  ),
  // Divisible by the shards, and not for read/write splitting.
  bandwidth: argument([30], messages([0, /more than 0/], ["30 MB", /whole MB/]), update(30, 40), {
    with: { shardCount: 1, ...noReaders },
  }),
};

const engine: Record<string, Row> = {
  instanceType: argument(
    ["Redis", "Memcache", "tair_rdb", "tair_scm", "tair_essd"],
    [["redis", /"Redis", "Memcache"/]],
    setTo("Redis"),
    { with: (value) => tairOf[String(value)] ?? {} },
  ),
  engineVersion: argument(
    ["5.0", "7.0", "8.0"],
    messages(
      ["five", /version like/],
      [5, /^engineVersion: must be a version like "5.0", not a number; write it in quotes$/],
    ),
    update("5.0", "6.0"),
    { warned: messages(["2.8", /no longer sold/], ["4.0", /cloud-native classes.*start at 5.0/]) },
  ),
  config: argument(
    [{}, { EvictionPolicy: "volatile-lru", "hash-max-ziplist-entries": 512 }],
    messages(
      [{ a: true }, /strings or numbers/],
      [{ "": "a" }, /must not be empty/],
      ["{}", /must be an object/],
      [{ EvictionPolicy: "volatile-lru", "maxmemory-policy": "noeviction" }, /config: has .* two names of one setting/],
      [{ appendonly: "yes" }, /config: has appendonly with another value/],
    ),
    update({ "maxmemory-policy": "allkeys-lru" }, { EvictionPolicy: "noeviction", "hash-max-ziplist-entries": 1024 }),
    { observed: configOf, with: { appendonly: "no" } },
  ),
  appendonly: argument(["yes", "no"], [[true, /"yes" or "no"/]], update("yes", "no"), {
    observed: (instance) => (configOf(instance) as Args).appendonly,
  }),
  paramGroupId: argument(["g-50npzjcqb1ua6q6j"], [["a b", /parameter template/]], update("g-template1", "g-template2")),
};

const access: Record<string, Row> = {
  password: argument(
    ["Secret-123", "abcDEF12", "a1!a1!a1!"],
    messages(["Ab1!", /at least 8/], ["a".repeat(33), /at most 32/], ["abcdefgh", /at least three of/]),
    update("Secret-123", "Secret-456"),
    {
      observed: ({ secrets }) => secrets.Password,
      warned: messages(["Acfr5xxx,.xxx", /characters other than/], [undefined, /nobody can log in/]),
    },
  ),
  // What KMS makes of it has a test of its own.
  kmsEncryptedPassword: option(
    [encryptFor(ownAccount, "Secret-123")],
    messages(["short", /ciphertext of KMS/], ["a b c d e f", /in base64/]),
    update(encryptFor(ownAccount, "Secret-123"), encryptFor(ownAccount, "Secret-456")),
    { with: { password: undefined } },
  ),
  kmsEncryptionContext: option(
    [{ app: "shop" }],
    messages([{ "": "x" }, /must not be empty/], [{ app: 1 }, /must be text/]),
    same({ app: "shop" }, { app: "carts" }),
    {
      with: {
        password: undefined,
        kmsEncryptedPassword: encryptFor(ownAccount, "Secret-123", { app: "shop" }),
      },
    },
  ),
  vpcAuthMode: argument(["Open", "Close"], [["open", /"Open" \(password\)/]], update("Open", "Close"), {
    warned: [["Close", /without a password/]],
  }),
  securityIps: argument(
    [["10.0.0.1"], ["10.0.0.0/8", "::1"]],
    messages(
      [[], /at least one/],
      [["10.0.0"], /IP address or a CIDR/],
      [["10.0.0.0/33"], /IP address or a CIDR/],
      ["10.0.0.1", /must be a list/],
    ),
    update(["10.0.0.1", "10.0.0.2"], ["10.0.0.3"]),
    { observed: (instance) => whitelistsOf(instance).default, warned: [[["0.0.0.0/0"], /every address/]] },
  ),
  securityIpGroups: argument(
    [{}, { office: ["10.1.0.0/16"] }],
    messages(
      [{ default: ["10.0.0.1"] }, /default is securityIps/],
      [{ Office: ["10.0.0.1"] }, /lower-case/],
      [{ office: ["x"] }, /IP address or a CIDR/],
    ),
    update({ office: ["10.1.0.0/16"], home: ["10.9.0.1"] }, { office: ["10.2.0.0/16"], lab: ["10.3.0.1"] }),
    {
      observed: (instance) => {
        const { default: _, ...others } = whitelistsOf(instance);
        return others;
      },
      warned: [[{ office: ["0.0.0.0/0"] }, /every address/]],
    },
  ),
  securityGroupIds: argument(
    [["sg-bp1aaaa"]],
    messages([[], /cannot be emptied/], [["aaaa"], /sg-…/]),
    update(["sg-aaaa"], ["sg-cccc", "sg-bbbb"]),
  ),
  globalSecurityGroupIds: argument(
    [["g-zsldxfiwjmti0kcm"]],
    [[[], /cannot be emptied/]],
    update(["g-aaaa"], ["g-bbbb"]),
  ),
  ssl: flag(update(false, true), { observed: "SSLEnabled" }),
  sslRenewal: option(["2027"], [["", /must not be empty/]], update("2026", "2027"), {
    with: { ssl: true },
  }),
  tde: flag(update(false, true), { observed: "TDEStatus", with: encryptable }),
  encryptionKey: argument(
    ["ad463061-992d-4195-8a94-ed63fafbc2ab"],
    [["a b", /id of a key in KMS/]],
    same("ad463061-992d-4195-8a94-ed63fafbc2ab", undefined),
    { with: { ...encryptable, tde: true } },
  ),
  encryptionName: argument(["AES-CTR-256"], [["aes", /like AES-CTR-256/]], same("AES-CTR-256", undefined), {
    with: { ...encryptable, tde: true },
  }),
  roleArn: argument(
    ["acs:ram::1234567890123456:role/AliyunRdsInstanceEncryptionDefaultRole"],
    [["role", /acs:ram::/]],
    same("acs:ram::1234567890123456:role/AliyunRdsInstanceEncryptionDefaultRole", undefined),
    { with: { ...encryptable, tde: true } },
  ),
  auditLog: argument(
    [{ enabled: false }, { enabled: true, retentionDays: 365 }],
    messages(
      [{ enabled: true }, /must have retentionDays/],
      [{ enabled: true, retentionDays: 366 }, /at most 365/],
      [true, /must be an object/],
    ),
    update({ enabled: true, retentionDays: 30 }, { enabled: true, retentionDays: 180 }),
    { observed: auditLogOf },
  ),
};

const billing: Record<string, Row> = {
  chargeType: argument(["PostPaid"], [["postpaid", /"PrePaid" or "PostPaid"/]], same("PostPaid", undefined)),
  period: option(
    [1, 9, 12, 24, 36, 60],
    messages([10, /must be 1, 2/], [undefined, /must be given with chargeType PrePaid/]),
    same(1, 12),
    { with: { chargeType: "PrePaid" } },
  ),
  autoRenew: flag(update(false, true), {
    observed: (instance) => renewalOf(instance).AutoRenew,
    with: { ...prepaid, autoRenewPeriod: 1 },
  }),
  autoRenewPeriod: argument(
    [1, 2, 3, 6, 12],
    messages([13, /at most 12/], [undefined, /must be given with autoRenew/]),
    update(1, 3),
    {
      observed: (instance) => renewalOf(instance).Duration,
      warned: [[4, /documented for a change only/]],
      with: { ...prepaid, autoRenew: true },
    },
  ),
  autoUseCoupon: flagOption(setTo(true)),
  couponNo: option(["youhuiquan_promotion_option_id_for_blank"], [["", /must not be empty/]], same("one", "two")),
  businessInfo: option(["000000000"], [["", /must not be empty/]], same("000000000", "1")),
};

const backupAndMaintenance: Record<string, Row> = {
  backupPolicy: argument(
    [{}, { preferredBackupPeriod: ["Monday"], preferredBackupTime: "23:00Z-00:00Z" }],
    messages(
      [{ preferredBackupPeriod: ["Mon"] }, /must be days/],
      [{ preferredBackupTime: "02:30Z-03:30Z" }, /one full hour/],
      [{ backupRetentionPeriod: 6 }, /at least 7/],
      [{ days: 1 }, /no such argument/],
    ),
    update(
      { preferredBackupPeriod: ["Monday"], preferredBackupTime: "02:00Z-03:00Z" },
      { preferredBackupPeriod: ["Friday", "Monday"], backupRetentionPeriod: 30 },
    ),
    { observed: backupPolicyOf },
  ),
  maintainStartTime: argument(
    ["02:00Z"],
    messages(["2:00Z", /time in UTC/], ["05:30Z", /at least an hour before/], [undefined, /must be given together/]),
    update("02:00Z", "03:00Z"),
    { with: { maintainEndTime: "06:00Z" } },
  ),
  maintainEndTime: argument(
    ["03:00Z", "01:00Z"],
    messages(["24:00Z", /time in UTC/], ["02:30Z", /at least an hour before/]),
    update("06:00Z", "07:00Z"),
    { with: { maintainStartTime: "02:00Z" } },
  ),
  minorVersionAutoUpgrade: argument([true, false], [[1, /must be true or false/]], update(false, true), {
    observed: "IsAutoUpgradeOpen",
  }),
  minorVersion: argument(["latest_version"], [["1.2.4", /"latest_version"/]], update(undefined, "latest_version"), {
    observed: ({ properties }) => (String(properties.MinorVersion).endsWith("1.2.4") ? "latest_version" : "older"),
  }),
  instanceReleaseProtection: flag(update(false, true)),
  effectiveTime: option(
    ["Immediately", "MaintainTime"],
    [["Later", /"Immediately" or "MaintainTime"/]],
    same("Immediately", "MaintainTime"),
  ),
};

/** A change needs an instance to restore from: see `create.test.ts`. */
const restore: Record<string, Row> = {
  srcDBInstanceId: option(["r-bp1zxszhcgatnx0001"], [["bp1", /instance id/]], setTo(undefined), {
    with: (value): Args => (value === undefined ? {} : { backupId: "111111111" }),
  }),
  backupId: option(["111111111"], [["a b", /backup set/]], setTo(undefined), { with: withSource }),
  clusterBackupId: option(["cb-hyxdof5x9kqbxxxx"], [["a b", /backup set/]], setTo(undefined), { with: withSource }),
  restoreTime: option(["2026-01-02T03:04:05Z"], [["2026-01-02", /time in UTC/]], setTo(undefined), {
    with: withSource,
  }),
  recoverConfigMode: option(
    ["whitelist", "whitelist,config,account"],
    [["a b", /list like/]],
    same("whitelist", undefined),
  ),
};

const options: Record<string, Row> = {
  dryRun: flagOption(setTo(true), { warned: [[true, /nothing is created/]] }),
  token: option(
    ["AAAAAAAAAAAAAAAAAAAAAAAAAA"],
    messages(["a".repeat(65), /1-64 ASCII/], ["a b", /1-64 ASCII/]),
    same("first", "second"),
  ),
  prepaidDestroy: option(
    ["refuse", "convert", "forget"],
    [["delete", /"refuse", "convert" or "forget"/]],
    update(undefined, "convert"),
  ),
  preflight: flagOption(same(undefined, true)),
  adoptInstanceId: option(["r-bp1zxszhcgatnx0001"], [["bp1", /r-…/]], setTo("r-bp1zxszhcgatnx0001")),
};

const rows = {
  ...{ ...placement, ...network, ...nameAndTags, ...size, ...engine, ...access, ...billing, ...backupAndMaintenance },
  ...{ ...restore, ...options },
};

/**
 * Excluded from random walks: instances of other product lines (no order leads from one to another), names that are unique
 * in the cloud and may be held by the orphan of a killed run, protection against the walk itself, and arguments with tests
 * of their own.
 */
const notInWalks = [
  "privateIpAddress",
  "connectionStringPrefix",
  "publicConnection",
  "instanceReleaseProtection",
  "adoptInstanceId",
  "dryRun",
  "effectiveTime",
  "kmsEncryptedPassword",
  "kmsEncryptionContext",
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
  // A class has its own bandwidth, and an ordered one must be between that and six times as much.
  const isFitting =
    args.bandwidth === undefined || (args.instanceClass === base.instanceClass && args.shardCount === 1);
  return isInPlace && isFitting;
}

export const aliyunFixture: Fixture = {
  definition: aliyunRedisDefinition,
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
  arguments: Object.fromEntries(Object.entries(rows).map(([name, row]) => [name, row(name)])),
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
  systemTags: { "acs:rm:rgId": "rg-1", "aliyun-cost": "shop" },
  mostChangingCalls: 12,
};
