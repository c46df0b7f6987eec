import type { Params } from "./client";
import { changeMs, closeAll, type Fixture, fixture, nativeSmall } from "./fixture";

afterEach(closeAll);

const prepaid = { ChargeType: "PrePaid", Period: "1" };
const cluster = { ...nativeSmall, ShardCount: 2 };
const amber = { InstanceClass: "redis.amber.master.small.multithread" };

interface Case {
  readonly given?: Params;
  readonly params: Params | ((live: Record<string, string>) => Params);
  readonly idName?: "DBInstanceId" | "DBClusterId";
  /** InstanceStatus right after the call. */
  readonly during?: string;
  /** What `sandbox.instances()` shows when it is over. */
  readonly after: Record<string, unknown>;
}

const cases: Record<string, [action: string, one: Case]> = {
  "a rename": ["ModifyInstanceAttribute", { params: { InstanceName: "other" }, after: { InstanceName: "other" } }],
  "release protection": [
    "ModifyInstanceAttribute",
    { params: { InstanceReleaseProtection: "True" }, after: { InstanceReleaseProtection: true } },
  ],
  "the whitelist": [
    "ModifySecurityIps",
    { params: { SecurityIps: "10.0.0.1,10.1.0.0/16" }, after: { SecurityIPList: "10.0.0.1,10.1.0.0/16" } },
  ],
  "a maintenance window": [
    "ModifyInstanceMaintainTime",
    {
      params: { MaintainStartTime: "01:00Z", MaintainEndTime: "02:00Z" },
      after: { MaintainStartTime: "01:00Z", MaintainEndTime: "02:00Z" },
    },
  ],
  "a resource group": [
    "ModifyResourceGroup",
    { params: { RegionId: "cn-hangzhou", ResourceGroupId: "rg-other" }, after: { ResourceGroupId: "rg-other" } },
  ],
  "password-free access": [
    "ModifyInstanceVpcAuthMode",
    { params: { VpcAuthMode: "Close" }, during: "NetworkModifying", after: { VpcAuthMode: "Close" } },
  ],
  "security groups": [
    "ModifySecurityGroupConfiguration",
    {
      idName: "DBInstanceId",
      params: { SecurityGroupId: "sg-bbbb,sg-aaaa" },
      after: { SecurityGroupIds: ["sg-bbbb", "sg-aaaa"] },
    },
  ],
  "global whitelists": [
    "ModifyGlobalSecurityIPGroupRelation",
    {
      given: nativeSmall,
      idName: "DBClusterId",
      params: { RegionId: "cn-hangzhou", GlobalSecurityGroupId: "g-aaaa" },
      after: { GlobalSecurityGroupIds: ["g-aaaa"] },
    },
  ],
  "a setting": [
    "ModifyInstanceConfig",
    {
      params: { Config: '{"maxmemory-policy":"noeviction","hz":"50"}' },
      during: "Changing",
      after: { Config: expect.stringContaining('"EvictionPolicy":"noeviction"') },
    },
  ],
  "a setting by ModifyInstanceParameter": [
    "ModifyInstanceParameter",
    {
      params: { RegionId: "cn-hangzhou", Parameters: '{"hz":50}' },
      during: "Changing",
      after: { Config: expect.stringContaining('"hz":50') },
    },
  ],
  "one more shard": [
    "AddShardingNode",
    { given: cluster, params: {}, during: "Changing", after: { ShardCount: 3, Capacity: 3072 } },
  ],
  "one shard less": [
    "DeleteShardingNode",
    {
      given: { ...nativeSmall, ShardCount: 3 },
      params: { ShardCount: 1 },
      during: "Changing",
      after: { ShardCount: 2, Capacity: 2048 },
    },
  ],
  "more bandwidth": [
    "ModifyInstanceBandwidth",
    { given: cluster, params: { TargetIntranetBandwidth: "96" }, during: "Changing", after: { Bandwidth: 96 } },
  ],
  "PostPaid to PrePaid": [
    "TransformInstanceChargeType",
    {
      params: { ChargeType: "PrePaid", Period: 1, AutoRenew: "true", AutoRenewPeriod: 1 },
      during: "Transforming",
      after: { ChargeType: "PrePaid", EndTime: "2026-12-21T00:00:02Z", AutoRenew: { AutoRenew: true, Duration: 1 } },
    },
  ],
  "PrePaid to PostPaid": [
    "TransformInstanceChargeType",
    {
      given: prepaid,
      params: { ChargeType: "PostPaid" },
      during: "Transforming",
      after: { ChargeType: "PostPaid", EndTime: "" },
    },
  ],
  "an unpaid TransformToPrePaid": [
    "TransformToPrePaid",
    { params: { Period: "1" }, during: "Normal", after: { ChargeType: "PostPaid" } },
  ],
  "a renewal": [
    "RenewInstance",
    { given: prepaid, params: { Period: "2" }, after: { EndTime: "2027-02-21T00:00:00Z" } },
  ],
  "automatic renewal": [
    "ModifyInstanceAutoRenewalAttribute",
    {
      given: prepaid,
      idName: "DBInstanceId",
      params: { AutoRenew: "true", Duration: "6", Product: "kvstore" },
      after: { AutoRenew: { AutoRenew: true, Duration: 6 } },
    },
  ],
  "another vSwitch": [
    "SwitchNetwork",
    {
      params: { VpcId: "vpc-new1", VSwitchId: "vsw-new1" },
      during: "NetworkModifying",
      after: { VpcId: "vpc-new1", VSwitchId: "vsw-new1" },
    },
  ],
  "another zone": [
    "MigrateToOtherZone",
    {
      given: { ...nativeSmall, SecondaryZoneId: "cn-hangzhou-i" },
      idName: "DBInstanceId",
      params: { ZoneId: "cn-hangzhou-j", VSwitchId: "vsw-new1" },
      during: "Migrating",
      after: { ZoneId: "cn-hangzhou-j", SecondaryZoneId: "", ZoneType: "singlezone" },
    },
  ],
  "a connection string and port": [
    "ModifyDBInstanceConnectionString",
    {
      idName: "DBInstanceId",
      params: (live) => ({
        CurrentConnectionString: live.ConnectionDomain ?? "",
        NewConnectionString: "sessions1",
        Port: "6400",
        IPType: "Private",
      }),
      during: "NetworkModifying",
      after: { ConnectionDomain: "sessions1.redis.rds.aliyuncs.com", Port: 6400 },
    },
  ],
  "a public endpoint": [
    "AllocateInstancePublicConnection",
    {
      params: { ConnectionStringPrefix: "outside12", Port: "6379" },
      during: "NetworkModifying",
      after: { PublicConnection: { ConnectionString: "outside12.redis.rds.aliyuncs.com", Port: 6379 } },
    },
  ],
  "a backup policy": [
    "ModifyBackupPolicy",
    {
      params: { PreferredBackupPeriod: "Monday", PreferredBackupTime: "23:00Z-00:00Z", BackupRetentionPeriod: 30 },
      after: {
        BackupPolicy: {
          PreferredBackupPeriod: "Monday",
          PreferredBackupTime: "23:00Z-00:00Z",
          BackupRetentionPeriod: 30,
          EnableBackupLog: 0,
        },
      },
    },
  ],
  SSL: ["ModifyInstanceSSL", { params: { SSLEnabled: "Enable" }, during: "SSLModifying", after: { SSLEnabled: true } }],
  TDE: [
    "ModifyInstanceTDE",
    { given: amber, params: { TDEStatus: "Enabled" }, during: "Changing", after: { TDEStatus: true } },
  ],
  "a major version": [
    "ModifyInstanceMajorVersion",
    {
      given: { EngineVersion: "4.0" },
      params: { MajorVersion: "5.0" },
      during: "MajorVersionUpgrading",
      after: { EngineVersion: "5.0" },
    },
  ],
  "a minor version": [
    "ModifyInstanceMinorVersion",
    { params: {}, during: "MinorVersionUpgrading", after: { MinorVersion: "redis-5.0_1.2.4" } },
  ],
  "automatic minor upgrades": [
    "ModifyDBInstanceAutoUpgrade",
    { idName: "DBInstanceId", params: { Value: "1" }, after: { IsAutoUpgradeOpen: true } },
  ],
  "a restart": ["RestartInstance", { params: {}, during: "Rebooting", after: { MinorVersion: "redis-5.0_1.2.4" } }],
};

async function prepare(
  action: string,
  { given = {}, params, idName = "InstanceId" as never }: Case,
): Promise<{ f: Fixture; id: string; sent: Params }> {
  void action;
  const f = await fixture();
  const id = await f.born(given);
  const live = await f.describe(id);
  return { f, id, sent: { [idName]: id, ...(typeof params === "function" ? params(live) : params) } };
}

describe("a change in place", () => {
  test.each(Object.entries(cases))("%s takes effect and ends Normal", async (_name, [action, one]) => {
    const { f, id, sent } = await prepare(action, one);
    const answer = await f.call(action, sent);
    expect([answer.status, answer.text]).toEqual([200, expect.stringContaining("RequestId")]);
    expect((await f.describe(id)).InstanceStatus).toBe(one.during ?? "Normal");
    f.clock.now += changeMs;
    const shown = f.sandbox.instances().find((each) => each.id === id);
    expect(shown).toMatchObject({ status: "Normal", properties: { IsOrderCompleted: true, ...one.after } });
    expect(
      f.sandbox
        .requests()
        .filter(({ mutating }) => mutating)
        .map((each) => each.action),
    ).toEqual(["CreateInstance", action]);
  });

  const anyState = new Set(["ModifyResourceGroup", "RenewInstance", "ModifyInstanceAutoRenewalAttribute"]);
  const strict = Object.entries(cases).filter(([, [action]]) => !anyState.has(action) || action === "RenewInstance");
  test.each(strict)("%s is IncorrectDBInstanceState while the instance restarts", async (_name, [action, one]) => {
    const { f, id, sent } = await prepare(action, one);
    await f.call("RestartInstance", { InstanceId: id });
    const answer = await f.call(action, sent);
    expect([answer.status, answer.body.Code]).toEqual([403, "IncorrectDBInstanceState"]);
  });

  test.each(Object.entries(cases))(
    "%s of an unknown id is InvalidInstanceId.NotFound",
    async (_name, [action, one]) => {
      const { f, sent } = await prepare(action, one);
      const unknown = { ...sent, [one.idName ?? "InstanceId"]: "r-bp1nobody00000000" };
      expect((await f.call(action, unknown)).body.Code).toBe("InvalidInstanceId.NotFound");
    },
  );
});

const refused: Record<string, [action: string, one: Omit<Case, "after">, code: string]> = {
  "an attribute call without any attribute": ["ModifyInstanceAttribute", { params: {} }, "MissingParameter"],
  "protection of a prepaid instance": [
    "ModifyInstanceAttribute",
    { given: prepaid, params: { InstanceReleaseProtection: true } },
    "InvalidOrderCharge.NotSupport",
  ],
  "a whitelist entry that is no address": [
    "ModifySecurityIps",
    { params: { SecurityIps: "10.0.0.300" } },
    "InvalidSecurityIps.Format",
  ],
  "a group name in capitals": [
    "ModifySecurityIps",
    { params: { SecurityIps: "10.0.0.1", SecurityIpGroupName: "Web" } },
    "InvalidGroupName.Format",
  ],
  "a setting that is not there": ["ModifyInstanceConfig", { params: { Config: '{"nope":"1"}' } }, "InvalidParam"],
  "a setting's value that is not allowed": [
    "ModifyInstanceConfig",
    { params: { Config: '{"appendonly":"maybe"}' } },
    "InvalidParam",
  ],
  "settings that are no JSON": ["ModifyInstanceConfig", { params: { Config: "hz=5" } }, "InvalidParam"],
  "shards of a classic instance": ["AddShardingNode", { params: {} }, "InstanceType.NotSupport"],
  "the last shard but one taken away": ["DeleteShardingNode", { given: cluster, params: {} }, "InvalidParam"],
  "a bandwidth that the shards do not divide": [
    "ModifyInstanceBandwidth",
    { given: cluster, params: { TargetIntranetBandwidth: "97" } },
    "InvalidParam",
  ],
  "a transformation to what it is": [
    "TransformInstanceChargeType",
    { params: { ChargeType: "PostPaid" } },
    "InvalidOrderCharge.NotSupport",
  ],
  "a transformation to PrePaid without Period": [
    "TransformInstanceChargeType",
    { params: { ChargeType: "PrePaid" } },
    "MissingParameter",
  ],
  "a transformation for 60 months": [
    "TransformInstanceChargeType",
    { params: { ChargeType: "PrePaid", Period: 60 } },
    "InvalidParam",
  ],
  "a renewal of a PostPaid instance": ["RenewInstance", { params: { Period: "1" } }, "InvalidOrderCharge.NotSupport"],
  "automatic renewal of a PostPaid instance": [
    "ModifyInstanceAutoRenewalAttribute",
    { idName: "DBInstanceId", params: { AutoRenew: "true" } },
    "InvalidOrderCharge.NotSupport",
  ],
  "reading automatic renewal of a PostPaid instance": [
    "DescribeInstanceAutoRenewalAttribute",
    { idName: "DBInstanceId", params: { RegionId: "cn-hangzhou" } },
    "InvalidOrderCharge.NotSupport",
  ],
  "a vSwitch that is missing": [
    "SwitchNetwork",
    { params: { VpcId: "vpc-new1", VSwitchId: "vsw-missing" } },
    "InvalidVpcIdRegion.NotSupported",
  ],
  "a zone of another region": [
    "MigrateToOtherZone",
    { idName: "DBInstanceId", params: { ZoneId: "cn-beijing-a", VSwitchId: "vsw-new1" } },
    "InvalidZoneId.NotFound",
  ],
  "a port below 1024": [
    "ModifyDBInstanceConnectionString",
    {
      idName: "DBInstanceId",
      params: (live) => ({ CurrentConnectionString: live.ConnectionDomain ?? "", Port: "1023" }),
    },
    "InvalidParam",
  ],
  "a connection string that is not the instance's": [
    "ModifyDBInstanceConnectionString",
    { idName: "DBInstanceId", params: { CurrentConnectionString: "x", Port: "6400" } },
    "InvalidConnectionString.NotFound",
  ],
  "the release of no public endpoint": [
    "ReleaseInstancePublicConnection",
    { params: { CurrentConnectionString: "x" } },
    "InvalidConnectionString.NotFound",
  ],
  "a missing security group": [
    "ModifySecurityGroupConfiguration",
    { idName: "DBInstanceId", params: { SecurityGroupId: "sg-missing" } },
    "InvalidSecurityGroupId.NotFound",
  ],
  "global whitelists of a classic instance": [
    "ModifyGlobalSecurityIPGroupRelation",
    { idName: "DBClusterId", params: { RegionId: "cn-hangzhou", GlobalSecurityGroupId: "g-aaaa" } },
    "InstanceType.NotSupport",
  ],
  "a backup at half past": [
    "ModifyBackupPolicy",
    { params: { PreferredBackupPeriod: "Monday", PreferredBackupTime: "18:30Z-19:30Z" } },
    "InvalidParam",
  ],
  "flashback of a community instance": [
    "ModifyBackupPolicy",
    { params: { PreferredBackupPeriod: "Monday", PreferredBackupTime: "18:00Z-19:00Z", EnableBackupLog: 1 } },
    "InvalidParam",
  ],
  "disabling SSL that is not enabled": [
    "ModifyInstanceSSL",
    { params: { SSLEnabled: "Disable" } },
    "SSLDisableStateExistsFault",
  ],
  "SSL of a Memcache instance": [
    "DescribeInstanceSSL",
    { given: { InstanceType: "Memcache" }, params: {} },
    "IncorrectEngineVersion",
  ],
  "TDE of a community instance": ["DescribeInstanceTDEStatus", { params: {} }, "InstanceType.NotSupport"],
  "a downgrade": ["ModifyInstanceMajorVersion", { params: { MajorVersion: "4.0" } }, "InvalidParam"],
  "engine 6.0 on a classic class": ["ModifyInstanceMajorVersion", { params: { MajorVersion: "6.0" } }, "InvalidParam"],
  "password-free access outside a VPC": [
    "ModifyInstanceVpcAuthMode",
    {
      given: { RegionId: "cn-qingdao", ZoneId: "cn-qingdao-b", NetworkType: "CLASSIC" },
      params: { VpcAuthMode: "Close" },
    },
    "ParamNotSupportedForCurrentVersion",
  ],
};

test.each(Object.entries(refused))("%s is refused", async (_name, [action, one, code]) => {
  const { f, sent } = await prepare(action, { ...one, after: {} });
  expect((await f.call(action, sent)).body.Code).toBe(code);
});

test("SSL enabled twice is SSLEnabledStateExistsFault; a public endpoint allocated twice is NetTypeExists and stops a zone move", async () => {
  const f = await fixture();
  const id = await f.born();
  await f.call("ModifyInstanceSSL", { InstanceId: id, SSLEnabled: "Enable" });
  f.clock.now += changeMs;
  expect((await f.call("ModifyInstanceSSL", { InstanceId: id, SSLEnabled: "Enable" })).body.Code).toBe(
    "SSLEnabledStateExistsFault",
  );
  await f.call("AllocateInstancePublicConnection", {
    InstanceId: id,
    ConnectionStringPrefix: "outside12",
    Port: "6379",
  });
  f.clock.now += changeMs;
  const again = { InstanceId: id, ConnectionStringPrefix: "outside34", Port: "6379" };
  expect((await f.call("AllocateInstancePublicConnection", again)).body.Code).toBe("NetTypeExists");
  const move = { DBInstanceId: id, ZoneId: "cn-hangzhou-j", VSwitchId: "vsw-new1" };
  expect((await f.call("MigrateToOtherZone", move)).body.Code).toBe("OperationDenied.PublicEndpoint");
});

test("named whitelist groups: cover, append, delete; the emptied group vanishes, the default one stays", async () => {
  const f = await fixture();
  const id = await f.born();
  const groups = async () =>
    (await f.call("DescribeSecurityIps", { InstanceId: id })).body.SecurityIpGroups.SecurityIpGroup.map(
      (one: Record<string, string>) => `${one.SecurityIpGroupName}=${one.SecurityIpList}`,
    );
  const web = { InstanceId: id, SecurityIpGroupName: "web" };
  await f.call("ModifySecurityIps", { ...web, SecurityIps: "10.0.0.1" });
  await f.call("ModifySecurityIps", { ...web, SecurityIps: "10.0.0.2", ModifyMode: "Append" });
  expect(await groups()).toEqual(["default=127.0.0.1", "web=10.0.0.1,10.0.0.2"]);
  await f.call("ModifySecurityIps", { ...web, SecurityIps: "10.0.0.1,10.0.0.2", ModifyMode: "Delete" });
  expect(await groups()).toEqual(["default=127.0.0.1"]);
});

describe("reads", () => {
  const reads: Record<string, [Params, Record<string, unknown>]> = {
    DescribeDBInstanceNetInfo: [
      {},
      {
        InstanceNetworkType: "VPC",
        NetInfoItems: { InstanceNetInfo: [expect.objectContaining({ DBInstanceNetType: "2", Port: "6379" })] },
      },
    ],
    DescribeBackupPolicy: [{}, { BackupRetentionPeriod: "7", PreferredBackupTime: "18:00Z-19:00Z" }],
    DescribeSecurityGroupConfiguration: [{}, { Items: { EcsSecurityGroupRelation: [] } }],
    DescribeInstanceSSL: [{}, { SSLEnabled: "Disable" }],
    DescribeSecurityIps: [
      {},
      { SecurityIpGroups: { SecurityIpGroup: [expect.objectContaining({ SecurityIpList: "127.0.0.1" })] } },
    ],
    DescribeEngineVersion: [
      {},
      {
        MajorVersion: "5.0",
        EnableUpgradeMajorVersion: false,
        EnableUpgradeMinorVersion: true,
        IsAutoUpgradeOpen: "0",
      },
    ],
    DescribeInstanceConfig: [{}, { Config: expect.stringContaining('"appendonly":"yes"') }],
    DescribeIntranetAttribute: [{}, { IntranetBandwidth: 10 }],
  };
  test.each(Object.entries(reads))(
    "%s answers in the SDK's shape, by either scheme",
    async (action, [params, shape]) => {
      const f = await fixture();
      const sent = { InstanceId: await f.born(), ...params };
      expect((await f.call(action, sent)).body).toMatchObject(shape);
      expect((await f.call(action, sent, { scheme: "rpc", format: "JSON" })).body).toMatchObject(shape);
    },
  );

  test("DescribeParameters lists each setting with its value and rule", async () => {
    const f = await fixture();
    const { body } = await f.call("DescribeParameters", { DBInstanceId: await f.born() });
    expect(body.RunningParameters.Parameter).toContainEqual(
      expect.objectContaining({ ParameterName: "appendonly", ParameterValue: "yes", CheckingCode: "[yes|no]" }),
    );
  });

  test("a backup that was created is listed in its time range", async () => {
    const f = await fixture();
    const id = await f.born();
    await f.call("CreateBackup", { InstanceId: id });
    const range = { InstanceId: id, StartTime: "2026-11-21T00:00Z", EndTime: "2026-11-21T00:01Z" };
    expect((await f.call("DescribeBackups", range)).body).toMatchObject({
      TotalCount: 1,
      Backups: { Backup: [{ BackupStatus: "Success" }] },
    });
    expect((await f.call("DescribeBackups", { ...range, StartTime: "2026-11-21T00:01Z" })).body.TotalCount).toBe(0);
  });

  test("DescribeVSwitchAttributes gives back the id that was asked for, with a VPC and a zone of the region", async () => {
    const f = await fixture();
    const { body } = await f.call(
      "DescribeVSwitchAttributes",
      { RegionId: "cn-beijing", VSwitchId: "vsw-2zesk464e647104kw" },
      { version: "2016-04-28" },
    );
    expect(body).toMatchObject({
      VSwitchId: "vsw-2zesk464e647104kw",
      VpcId: "vpc-2zesk464e647104kw",
      ZoneId: "cn-beijing-a",
    });
  });
});

describe("catalogue", () => {
  test("DescribeRegions names each region's endpoint: central for Hangzhou, its own for Shenzhen", async () => {
    const { body } = await (await fixture()).call("DescribeRegions");
    const endpoints = Object.fromEntries(
      body.RegionIds.KVStoreRegion.map((one: Record<string, string>) => [one.RegionId, one.RegionEndpoint]),
    );
    expect([endpoints["cn-hangzhou"], endpoints["cn-shenzhen"]]).toEqual([
      "r-kvstore.aliyuncs.com",
      "r-kvstore.cn-shenzhen.aliyuncs.com",
    ]);
  });

  test("DescribeZones marks the closed zone as disabled", async () => {
    const { body } = await (await fixture()).call("DescribeZones", { RegionId: "cn-hangzhou" });
    expect(body.Zones.KVStoreZone).toContainEqual(expect.objectContaining({ ZoneId: "cn-hangzhou-d", Disabled: true }));
  });

  const soldIn = (body: unknown) => JSON.stringify(body).match(/redis\.[a-z0-9.]+|tair\.[a-z0-9.]+/g) ?? [];

  test("DescribeAvailableResource lists classic classes unless ProductType says OnECS, and leaves out what is sold out", async () => {
    const f = await fixture();
    const b = { RegionId: "cn-hangzhou", ZoneId: "cn-hangzhou-b" };
    const local = soldIn((await f.call("DescribeAvailableResource", b)).body);
    expect(local).toContain("redis.master.small.default");
    expect(local).not.toContain("redis.master.8xlarge.default");
    expect(local).not.toContain("redis.shard.small.ce");
    expect(
      soldIn((await f.call("DescribeAvailableResource", { ...b, ZoneId: "cn-hangzhou-h", ProductType: "OnECS" })).body),
    ).toContain("redis.shard.small.ce");
    expect(
      soldIn((await f.call("DescribeAvailableResource", { ...b, ZoneId: "cn-hangzhou-f", ProductType: "OnECS" })).body),
    ).toEqual([]);
  });

  test("with OrderType UPGRADE and an instance only classes of at least its capacity are listed", async () => {
    const f = await fixture();
    const id = await f.born({ InstanceClass: "redis.master.mid.default", ZoneId: "cn-hangzhou-h" });
    const query = { RegionId: "cn-hangzhou", ZoneId: "cn-hangzhou-h", InstanceId: id };
    const up = soldIn((await f.call("DescribeAvailableResource", { ...query, OrderType: "UPGRADE" })).body);
    const down = soldIn((await f.call("DescribeAvailableResource", { ...query, OrderType: "DOWNGRADE" })).body);
    expect(up).toContain("redis.master.large.default");
    expect(up).not.toContain("redis.master.small.default");
    expect(down).toContain("redis.master.small.default");
  });

  test("DescribePrice gives amounts as text: 100.00 for 1 GB and 1 month", async () => {
    const { body } = await (await fixture()).call("DescribePrice", {
      OrderType: "BUY",
      ChargeType: "PrePaid",
      Period: 1,
      InstanceClass: "redis.master.small.default",
    });
    expect(body.Order).toMatchObject({ TradeAmount: "100.00", Currency: "CNY" });
  });
});
