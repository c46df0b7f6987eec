import type { Params } from "./client";
import { nativeSmall, prepaid, useFixture } from "./fixture";

const f = useFixture();

const cluster = { ...nativeSmall, ShardCount: 2 };
const amber = { InstanceClass: "redis.amber.master.small.multithread" };
const dualZone = { ...nativeSmall, SecondaryZoneId: "cn-hangzhou-i" };
const classicNetwork = { RegionId: "cn-qingdao", ZoneId: "cn-qingdao-b", NetworkType: "CLASSIC" };

/**
 * `Action Name=value Name=value`, where `$` is the instance's id and `$domain` its ConnectionDomain. InstanceId is added when no
 * parameter has the id.
 */
function parse(line: string, id: string, domain = ""): [action: string, params: Params] {
  const [action = "", ...words] = (/=\$( |$)/.test(line) ? line : `${line} InstanceId=$`).split(" ");
  const pairs = words.map((word) => [word.slice(0, word.indexOf("=")), word.slice(word.indexOf("=") + 1)] as const);
  const values: Record<string, string> = { $: id, $domain: domain };
  return [action, Object.fromEntries(pairs.map(([name, value]) => [name, values[value] ?? value]))];
}

async function prepare(line: string, given: Params = {}): Promise<{ id: string; sent: [string, Params] }> {
  const id = await f.created(given);
  return { id, sent: parse(line, id, (await f.describe(id)).ConnectionDomain) };
}

/** What `sandbox.instances()` shows in the end, InstanceStatus right after the call, and what the instance was created with. */
type Change = [after: Record<string, unknown>, during?: string, given?: Params];

const changes: Record<string, Change> = {
  "ModifyInstanceAttribute InstanceName=other": [{ InstanceName: "other" }],
  "ModifyInstanceAttribute InstanceReleaseProtection=True": [{ InstanceReleaseProtection: true }],
  "ModifySecurityIps SecurityIps=10.0.0.1,10.1.0.0/16": [{ SecurityIPList: "10.0.0.1,10.1.0.0/16" }],
  "ModifyInstanceMaintainTime MaintainStartTime=01:00Z MaintainEndTime=02:00Z": [
    { MaintainStartTime: "01:00Z", MaintainEndTime: "02:00Z" },
  ],
  "ModifyResourceGroup RegionId=cn-hangzhou ResourceGroupId=rg-other": [{ ResourceGroupId: "rg-other" }],
  "ModifyInstanceVpcAuthMode VpcAuthMode=Close": [{ VpcAuthMode: "Close" }, "NetworkModifying"],
  "ModifySecurityGroupConfiguration DBInstanceId=$ SecurityGroupId=sg-bbbb,sg-aaaa": [
    { SecurityGroupIds: ["sg-bbbb", "sg-aaaa"] },
  ],
  "ModifyGlobalSecurityIPGroupRelation DBClusterId=$ RegionId=cn-hangzhou GlobalSecurityGroupId=g-aaaa": [
    { GlobalSecurityGroupIds: ["g-aaaa"] },
    "Normal",
    nativeSmall,
  ],
  'ModifyInstanceConfig Config={"maxmemory-policy":"noeviction","hz":"50"}': [
    { Config: expect.stringContaining('"EvictionPolicy":"noeviction"') },
    "Changing",
  ],
  'ModifyInstanceParameter RegionId=cn-hangzhou Parameters={"hz":50}': [
    { Config: expect.stringContaining('"hz":50') },
    "Changing",
  ],
  AddShardingNode: [{ ShardCount: 3, Capacity: 3072 }, "Changing", cluster],
  "DeleteShardingNode ShardCount=1": [{ ShardCount: 2, Capacity: 2048 }, "Changing", { ...cluster, ShardCount: 3 }],
  "ModifyInstanceBandwidth TargetIntranetBandwidth=96": [{ Bandwidth: 96 }, "Changing", cluster],
  "TransformInstanceChargeType ChargeType=PrePaid Period=1 AutoRenew=true AutoRenewPeriod=1": [
    { ChargeType: "PrePaid", EndTime: "2026-12-21T00:00:02Z", AutoRenew: { AutoRenew: true, Duration: 1 } },
    "Transforming",
  ],
  "TransformInstanceChargeType ChargeType=PostPaid": [{ ChargeType: "PostPaid", EndTime: "" }, "Transforming", prepaid],
  "TransformToPrePaid Period=1": [{ ChargeType: "PostPaid" }],
  "RenewInstance Period=2": [{ EndTime: "2027-02-21T00:00:00Z" }, "Normal", prepaid],
  "ModifyInstanceAutoRenewalAttribute DBInstanceId=$ AutoRenew=true Duration=6 Product=kvstore": [
    { AutoRenew: { AutoRenew: true, Duration: 6 } },
    "Normal",
    prepaid,
  ],
  "SwitchNetwork VpcId=vpc-new1 VSwitchId=vsw-new1": [{ VpcId: "vpc-new1", VSwitchId: "vsw-new1" }, "NetworkModifying"],
  "MigrateToOtherZone DBInstanceId=$ ZoneId=cn-hangzhou-j VSwitchId=vsw-new1": [
    { ZoneId: "cn-hangzhou-j", SecondaryZoneId: "", ZoneType: "singlezone" },
    "Migrating",
    dualZone,
  ],
  "ModifyDBInstanceConnectionString DBInstanceId=$ CurrentConnectionString=$domain NewConnectionString=sessions1 Port=6400 IPType=Private":
    [{ ConnectionDomain: "sessions1.redis.rds.aliyuncs.com", Port: 6400 }, "NetworkModifying"],
  "AllocateInstancePublicConnection ConnectionStringPrefix=outside12 Port=6379": [
    { PublicConnection: { ConnectionString: "outside12.redis.rds.aliyuncs.com", Port: 6379 } },
    "NetworkModifying",
  ],
  "ModifyBackupPolicy PreferredBackupPeriod=Monday PreferredBackupTime=23:00Z-00:00Z BackupRetentionPeriod=30": [
    {
      BackupPolicy: {
        PreferredBackupPeriod: "Monday",
        PreferredBackupTime: "23:00Z-00:00Z",
        BackupRetentionPeriod: 30,
        EnableBackupLog: 0,
      },
    },
  ],
  "ModifyInstanceSSL SSLEnabled=Enable": [{ SSLEnabled: true }, "SSLModifying"],
  "ModifyInstanceTDE TDEStatus=Enabled": [{ TDEStatus: true, EncryptionKey: "" }, "Changing", amber],
  "ModifyInstanceTDE TDEStatus=Enabled EncryptionKey=key-1 RoleArn=acs:ram::1:role/kms": [
    { TDEStatus: true, EncryptionKey: "key-1", EncryptionName: "AES-CTR-256", RoleArn: "acs:ram::1:role/kms" },
    "Changing",
    amber,
  ],
  "ModifyAuditLogConfig DbAudit=true Retention=30": [
    { AuditLog: { DbAudit: true, Retention: 30 }, AuditLogRetention: "30" },
  ],
  "ModifyInstanceMajorVersion MajorVersion=5.0": [
    { EngineVersion: "5.0" },
    "MajorVersionUpgrading",
    { EngineVersion: "4.0" },
  ],
  ModifyInstanceMinorVersion: [{ MinorVersion: "redis-5.0_1.2.4" }, "MinorVersionUpgrading"],
  "ModifyDBInstanceAutoUpgrade DBInstanceId=$ Value=1": [{ IsAutoUpgradeOpen: true }],
  RestartInstance: [{ MinorVersion: "redis-5.0_1.2.4" }, "Rebooting"],
};

describe.each(Object.entries(changes))("%s", (line, [after, during = "Normal", given]) => {
  test("takes effect and ends Normal", async () => {
    const { id, sent } = await prepare(line, given);
    const answer = await f.call(...sent);
    expect([answer.status, answer.text]).toEqual([200, expect.stringContaining("RequestId")]);
    expect((await f.describe(id)).InstanceStatus).toBe(during);
    f.wait();
    expect(f.sandbox.instances()).toMatchObject([
      { id, status: "Normal", properties: { IsOrderCompleted: true, ...after } },
    ]);
    const mutating = f.sandbox.requests().filter((request) => request.mutating);
    expect(mutating.map(({ action }) => action)).toEqual(["CreateInstance", sent[0]]);
  });

  const anyState = /^(ModifyResourceGroup|ModifyInstanceAutoRenewalAttribute)/.test(line);
  test(`is ${anyState ? "accepted" : "IncorrectDBInstanceState"} while the instance restarts`, async () => {
    const { id, sent } = await prepare(line, given);
    await f.call("RestartInstance", { InstanceId: id });
    const { status, body } = await f.call(...sent);
    expect([status, body.Code]).toEqual(anyState ? [200, undefined] : [403, "IncorrectDBInstanceState"]);
  });

  test("is InvalidInstanceId.NotFound for an unknown id", async () => {
    expect(await f.code(...parse(line, "r-bp1nobody00000000", "x"))).toBe("InvalidInstanceId.NotFound");
  });
});

const rejected: Record<string, [code: string, given?: Params]> = {
  ModifyInstanceAttribute: ["MissingParameter"],
  "ModifyInstanceAttribute InstanceReleaseProtection=true": ["InvalidOrderCharge.NotSupport", prepaid],
  "ModifySecurityIps SecurityIps=10.0.0.300": ["InvalidSecurityIps.Format"],
  "ModifySecurityIps SecurityIps=10.0.0.1 SecurityIpGroupName=Web": ["InvalidGroupName.Format"],
  'ModifyInstanceConfig Config={"nope":"1"}': ["InvalidParam"],
  'ModifyInstanceConfig Config={"appendonly":"maybe"}': ["InvalidParam"],
  "ModifyInstanceConfig Config=hz=5": ["InvalidParam"],
  AddShardingNode: ["InstanceType.NotSupport"], // a classic class
  DeleteShardingNode: ["InvalidParam", cluster], // a cluster keeps two shards
  "ModifyInstanceBandwidth TargetIntranetBandwidth=97": ["InvalidParam", cluster], // not divisible by the shards
  "TransformInstanceChargeType ChargeType=PostPaid": ["InvalidOrderCharge.NotSupport"], // it is PostPaid already
  "TransformInstanceChargeType ChargeType=PrePaid": ["MissingParameter"],
  "TransformInstanceChargeType ChargeType=PrePaid Period=60": ["InvalidParam"],
  "RenewInstance Period=1": ["InvalidOrderCharge.NotSupport"],
  "ModifyInstanceAutoRenewalAttribute DBInstanceId=$ AutoRenew=true": ["InvalidOrderCharge.NotSupport"],
  "DescribeInstanceAutoRenewalAttribute DBInstanceId=$ RegionId=cn-hangzhou": ["InvalidOrderCharge.NotSupport"],
  "SwitchNetwork VpcId=vpc-new1 VSwitchId=vsw-missing": ["InvalidVpcIdRegion.NotSupported"],
  "MigrateToOtherZone DBInstanceId=$ ZoneId=cn-beijing-a VSwitchId=vsw-new1": ["InvalidZoneId.NotFound"],
  "ModifyDBInstanceConnectionString DBInstanceId=$ CurrentConnectionString=$domain Port=1023": ["InvalidParam"],
  "ModifyDBInstanceConnectionString DBInstanceId=$ CurrentConnectionString=x Port=6400": [
    "InvalidConnectionString.NotFound",
  ],
  "ReleaseInstancePublicConnection CurrentConnectionString=x": ["InvalidConnectionString.NotFound"],
  "ModifySecurityGroupConfiguration DBInstanceId=$ SecurityGroupId=sg-missing": ["InvalidSecurityGroupId.NotFound"],
  "ModifyGlobalSecurityIPGroupRelation DBClusterId=$ RegionId=cn-hangzhou GlobalSecurityGroupId=g-aaaa": [
    "InstanceType.NotSupport",
  ],
  "ModifyBackupPolicy PreferredBackupPeriod=Monday PreferredBackupTime=18:30Z-19:30Z": ["InvalidParam"],
  "ModifyBackupPolicy PreferredBackupPeriod=Monday PreferredBackupTime=18:00Z-19:00Z EnableBackupLog=1": [
    "InvalidParam",
  ],
  "ModifyInstanceSSL SSLEnabled=Disable": ["SSLDisableStateExistsFault"],
  DescribeInstanceSSL: ["IncorrectEngineVersion", { InstanceType: "Memcache" }],
  DescribeInstanceTDEStatus: ["InstanceType.NotSupport"], // a community edition
  "ModifyInstanceMajorVersion MajorVersion=4.0": ["InvalidParam"], // a downgrade
  "ModifyInstanceMajorVersion MajorVersion=6.0": ["InvalidParam"], // a classic class has only 5.0
  "ModifyInstanceVpcAuthMode VpcAuthMode=Close": ["ParamNotSupportedForCurrentVersion", classicNetwork],
};

test.each(Object.entries(rejected))("%s is rejected: %j", async (line, [code, given]) => {
  const { sent } = await prepare(line, given);
  expect(await f.code(...sent)).toBe(code);
});

test("SSL enabled twice is SSLEnabledStateExistsFault; a public endpoint allocated twice is NetTypeExists and stops a zone move", async () => {
  const id = await f.created();
  const code = async (line: string) => {
    f.wait();
    return f.code(...parse(line, id));
  };
  const allocate = "AllocateInstancePublicConnection ConnectionStringPrefix=outside12 Port=6379";
  expect(await code("ModifyInstanceSSL SSLEnabled=Enable")).toBeUndefined();
  expect(await code("ModifyInstanceSSL SSLEnabled=Enable")).toBe("SSLEnabledStateExistsFault");
  expect(await code(allocate)).toBeUndefined();
  expect(await code(allocate.replace("12", "34"))).toBe("NetTypeExists");
  expect(await code("MigrateToOtherZone DBInstanceId=$ ZoneId=cn-hangzhou-j VSwitchId=vsw-new1")).toBe(
    "OperationDenied.PublicEndpoint",
  );
});

test("named whitelist groups: cover, append, delete; the emptied group vanishes, the default one stays", async () => {
  const id = await f.created();
  const groups = async () =>
    (await f.call("DescribeSecurityIps", { InstanceId: id })).body.SecurityIpGroups.SecurityIpGroup.map(
      (one: Record<string, string>) => `${one.SecurityIpGroupName}=${one.SecurityIpList}`,
    );
  const modify = (line: string) => f.call(...parse(`ModifySecurityIps SecurityIpGroupName=web ${line}`, id));
  await modify("SecurityIps=10.0.0.1");
  await modify("SecurityIps=10.0.0.2 ModifyMode=Append");
  expect(await groups()).toEqual(["default=127.0.0.1", "web=10.0.0.1,10.0.0.2"]);
  await modify("SecurityIps=10.0.0.1,10.0.0.2 ModifyMode=Delete");
  expect(await groups()).toEqual(["default=127.0.0.1"]);
});

describe("reads", () => {
  const reads: Record<string, Record<string, unknown>> = {
    DescribeDBInstanceNetInfo: {
      InstanceNetworkType: "VPC",
      NetInfoItems: { InstanceNetInfo: [{ DBInstanceNetType: "2", Port: "6379" }] },
    },
    DescribeBackupPolicy: { BackupRetentionPeriod: "7", PreferredBackupTime: "18:00Z-19:00Z" },
    DescribeSecurityGroupConfiguration: { Items: { EcsSecurityGroupRelation: [] } },
    DescribeInstanceSSL: { SSLEnabled: "Disable" },
    DescribeSecurityIps: { SecurityIpGroups: { SecurityIpGroup: [{ SecurityIpList: "127.0.0.1" }] } },
    DescribeEngineVersion: {
      MajorVersion: "5.0",
      EnableUpgradeMajorVersion: false,
      EnableUpgradeMinorVersion: true,
      IsAutoUpgradeOpen: "0",
    },
    DescribeInstanceConfig: { Config: expect.stringContaining('"appendonly":"yes"') },
    DescribeIntranetAttribute: { IntranetBandwidth: 10 },
    "DescribeParameters DBInstanceId=$": {
      RunningParameters: {
        Parameter: expect.arrayContaining([
          expect.objectContaining({ ParameterName: "appendonly", ParameterValue: "yes", CheckingCode: "[yes|no]" }),
        ]),
      },
    },
  };
  test.each(Object.entries(reads))("%s answers in the SDK's shape, by either scheme", async (action, shape) => {
    const { sent } = await prepare(action);
    expect((await f.call(...sent)).body).toMatchObject(shape);
    expect((await f.call(...sent, { scheme: "rpc", format: "JSON" })).body).toMatchObject(shape);
  });

  test("a backup that was created is listed in its time range", async () => {
    const { id, sent } = await prepare("CreateBackup");
    await f.call(...sent);
    f.wait();
    const range = { InstanceId: id, StartTime: "2026-11-21T00:00Z", EndTime: "2026-11-21T00:01Z" };
    expect((await f.call("DescribeBackups", range)).body).toMatchObject({
      TotalCount: 1,
      Backups: { Backup: [{ BackupStatus: "Success" }] },
    });
    expect((await f.call("DescribeBackups", { ...range, StartTime: "2026-11-21T00:01Z" })).body.TotalCount).toBe(0);
  });

  test("KMS decrypts what it has encrypted, with the same context and for the same account", async () => {
    const kms = { version: "2016-01-20" };
    const asked = {
      KeyId: "key-hzz62f1cb66fa42qo0001",
      Plaintext: "Secret-123",
      EncryptionContext: '{"b":"2","a":"1"}',
    };
    const { CiphertextBlob } = (await f.call("Encrypt", asked, kms)).body;
    const decrypt = async (more: object) => (await f.call("Decrypt", { CiphertextBlob, ...more }, kms)).body;
    expect(await decrypt({ EncryptionContext: '{"a":"1","b":"2"}' })).toMatchObject({ Plaintext: "Secret-123" });
    expect(await decrypt({})).toMatchObject({ Code: "InvalidParameter" });
    expect(await decrypt({ CiphertextBlob: "bm9uZQ==" })).toMatchObject({ Code: "InvalidParameter" });
    expect((await f.call("Encrypt", { ...asked, KeyId: "key-missing" }, kms)).body.Code).toBe("Forbidden.KeyNotFound");
    expect(JSON.stringify(f.sandbox.requests())).not.toContain("Secret-123");
  });

  test("DescribeVSwitchAttributes gives back the id that was asked for, with a VPC and a zone of the region", async () => {
    const asked = { RegionId: "cn-beijing", VSwitchId: "vsw-2zesk464e647104kw" };
    const { body } = await f.call("DescribeVSwitchAttributes", asked, { version: "2016-04-28" });
    expect(body).toMatchObject({ VSwitchId: asked.VSwitchId, VpcId: "vpc-2zesk464e647104kw", ZoneId: "cn-beijing-a" });
  });
});

describe("catalogue", () => {
  test("DescribeRegions names each region's endpoint: central for Hangzhou, its own for Shenzhen", async () => {
    const { body } = await f.call("DescribeRegions");
    const endpointOf = (region: string) =>
      body.RegionIds.KVStoreRegion.find((one: Record<string, string>) => one.RegionId === region).RegionEndpoint;
    expect(endpointOf("cn-hangzhou")).toBe("r-kvstore.aliyuncs.com");
    expect(endpointOf("cn-shenzhen")).toBe("r-kvstore.cn-shenzhen.aliyuncs.com");
  });

  test("DescribeZones shows the closed zone as disabled", async () => {
    const { body } = await f.call("DescribeZones", { RegionId: "cn-hangzhou" });
    expect(body.Zones.KVStoreZone).toContainEqual(expect.objectContaining({ ZoneId: "cn-hangzhou-d", Disabled: true }));
  });

  async function availableIn(ZoneId: string, more: Params = {}): Promise<readonly string[]> {
    const { text } = await f.call("DescribeAvailableResource", { RegionId: "cn-hangzhou", ZoneId, ...more });
    return text.match(/redis\.[a-z0-9.]+|tair\.[a-z0-9.]+/g) ?? [];
  }

  test("DescribeAvailableResource lists classic classes unless ProductType says OnECS, and leaves out what is out of stock", async () => {
    const local = await availableIn("cn-hangzhou-b");
    expect(local).toContain("redis.master.small.default");
    expect(local).not.toContain("redis.master.8xlarge.default");
    expect(local).not.toContain("redis.shard.small.ce");
    expect(await availableIn("cn-hangzhou-h", { ProductType: "OnECS" })).toContain("redis.shard.small.ce");
    expect(await availableIn("cn-hangzhou-f", { ProductType: "OnECS" })).toEqual([]);
  });

  test("with OrderType UPGRADE and an instance only classes of at least its capacity are listed", async () => {
    const InstanceId = await f.created({ InstanceClass: "redis.master.mid.default", ZoneId: "cn-hangzhou-h" });
    const up = await availableIn("cn-hangzhou-h", { InstanceId, OrderType: "UPGRADE" });
    expect(up).toContain("redis.master.large.default");
    expect(up).not.toContain("redis.master.small.default");
    expect(await availableIn("cn-hangzhou-h", { InstanceId, OrderType: "DOWNGRADE" })).toContain(
      "redis.master.small.default",
    );
  });

  test("DescribePrice gives amounts as text: 100.00 for 1 GB and 1 month", async () => {
    const asked = { OrderType: "BUY", ...prepaid, InstanceClass: "redis.master.small.default" };
    const { body } = await f.call("DescribePrice", asked);
    expect(body.Order).toMatchObject({ TradeAmount: "100.00", Currency: "CNY" });
  });
});

test("the audit log is shown as text, needs a retention, and Memcache has none", async () => {
  const InstanceId = await f.created();
  const show = () => f.call("DescribeAuditLogConfig", { RegionId: "cn-hangzhou", InstanceId });
  expect((await show()).body).toMatchObject({ DbAudit: "false", Retention: "0" });
  await f.call("ModifyAuditLogConfig", { InstanceId, DbAudit: "true", Retention: 15 });
  expect((await show()).body).toMatchObject({ DbAudit: "true", Retention: "15" });
  await f.call("ModifyAuditLogConfig", { InstanceId, DbAudit: "false" });
  expect((await show()).body).toMatchObject({ DbAudit: "false", Retention: "15" });
  expect(await f.code("ModifyAuditLogConfig", { InstanceId, DbAudit: "true" })).toBe("MissingParameter");
  expect(await f.code("ModifyAuditLogConfig", { InstanceId, Retention: 366 })).toBe("InvalidRetention");
  const memcache = await f.created({ InstanceType: "Memcache", EngineVersion: "4.0" });
  expect(await f.code("ModifyAuditLogConfig", { InstanceId: memcache, Retention: 1 })).toBe("InstanceType.NotSupport");
});

test("a key of the customer's is shown once data are encrypted with it, and stays", async () => {
  const InstanceId = await f.created(amber);
  const show = (EncryptionKey: string) => f.call("DescribeEncryptionKey", { InstanceId, EncryptionKey });
  expect((await show("key-1")).body.Code).toBe("InvalidParam");
  const encrypt = (EncryptionKey: string) =>
    f.call("ModifyInstanceTDE", { InstanceId, TDEStatus: "Enabled", EncryptionKey });
  await encrypt("key-1");
  f.wait();
  await encrypt("key-2");
  f.wait();
  expect((await show("key-1")).body).toMatchObject({ EncryptionKey: "key-1", EncryptionKeyStatus: "Enabled" });
  expect((await show("key-2")).body.Code).toBe("InvalidParam");
});

test("a renewed certificate lasts a year from then on", async () => {
  const InstanceId = await f.created();
  const set = async (SSLEnabled: string) => {
    await f.call("ModifyInstanceSSL", { InstanceId, SSLEnabled });
    f.wait();
    return Date.parse((await f.call("DescribeInstanceSSL", { InstanceId })).body.SSLExpiredTime);
  };
  const first = await set("Enable");
  const day = 24 * 3_600_000;
  f.wait(10 * day);
  expect((await set("Update")) - first).toBeGreaterThanOrEqual(10 * day);
});
