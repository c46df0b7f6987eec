import { provisionMs } from "../openSandbox";
import type { Params } from "./client";
import { manyTags, nativeSmall, prepaid, smallest, useFixture } from "./fixture";

const vpc = { VpcId: "vpc-1234", VSwitchId: "vsw-1234" };
const native = { ZoneId: nativeSmall.ZoneId, InstanceClass: nativeSmall.InstanceClass };

describe("the parameters of CreateInstance", () => {
  const f = useFixture("all");

  const ofSample = { VpcId: "vpc-bp1nme44gek34slfc****", VSwitchId: "vsw-bp1e7clcw529l773d****" };
  const sharded = "redis.logic.sharding.1g.2db.0rodb.4proxy.default";
  const classic = { RegionId: "cn-qingdao", ZoneId: "cn-qingdao-b", NetworkType: "CLASSIC" };
  const outOfStock = { ZoneId: "cn-hangzhou-b", InstanceClass: "redis.master.8xlarge.default" };
  const dual = { ...native, SecondaryZoneId: "cn-hangzhou-i" };
  /** Beside region and class. */
  const accepted: Record<string, Params> = {
    nothing: {},
    "a capacity instead of a class": { InstanceClass: "", Capacity: 16384 },
    "the sample of seed 000": { InstanceName: "r-xxxxxxxxxxxxxxx", InstanceClass: "redis.master.2xlarge.default" },
    "the sample of seed 001": { RegionId: "cn-hongkong", InstanceName: "apitest", ZoneId: "cn-hongkong-b" },
    "the password of seed 001's sample": { Password: "Acfr5xxx,.xxx" },
    "the class of seed 002's sample": { ZoneId: "cn-hangzhou-b", InstanceClass: sharded },
    "a name of 2 characters": { InstanceName: "ab" },
    "a name of 80 characters": { InstanceName: "a".repeat(80) },
    "a Chinese name": { InstanceName: "缓存-一" },
    "a password of 8 characters of three kinds": { Password: "Abcdefg1" },
    "a password of 32 characters": { Password: `Aa1!${"x".repeat(28)}` },
    "a password of every special character": { Password: "aA!@#$%^&*()_+-=" },
    "PrePaid with 60 months": { ...prepaid, Period: "60" },
    "PrePaid with automatic renewal": { ...prepaid, AutoRenew: "true", AutoRenewPeriod: "12" },
    "a VPC with its vSwitch and an address": { ...ofSample, PrivateIpAddress: "172.16.0.10" },
    "engine 7.0 with a cloud-native class": { ...native, EngineVersion: "7.0" },
    "a cloud-native cluster over two zones": { ...dual, ShardCount: 4, ReplicaCount: 1, SlaveReplicaCount: 1 },
    "9 read-only nodes": { ...native, ReadOnlyCount: 9 },
    Memcache: { InstanceType: "Memcache" },
    "a window over midnight": { MaintainStartTime: "23:30Z", MaintainEndTime: "00:30Z" },
    "port 1": { Port: "1" },
    "20 tags": manyTags(20),
    "the tag of instances that are pending": { "Tag.1.Key": "pulumi-cn-cache:pending", "Tag.1.Value": "a.b.c" },
    "True as Python's SDK writes it": { GlobalInstance: "True" },
    "the class without a replica of a capacity": { Capacity: 1024, InstanceClass: "", NodeType: "STAND_ALONE" },
    "the classic network": classic,
    "a parameter that is empty": { ZoneId: "" },
  };

  test.each(Object.entries(accepted))("%s is accepted", async (_name, params) => {
    const { status, body } = await f.create(params);
    expect([status, body.Code ?? body.InstanceStatus]).toEqual([200, "Creating"]);
  });

  const name = (InstanceName: string): [Params, string] => [{ InstanceName }, "InvalidInstanceName.Malformed"];
  const password = (Password: string): [Params, string] => [{ Password }, "InvalidPassword.Malformed"];
  const rejected: Record<string, [Params, string]> = {
    "no region": [{ RegionId: "" }, "MissingParameter"],
    "an unknown region": [{ RegionId: "cn-atlantis" }, "InvalidRegionId.NotFound"],
    "neither class nor capacity": [{ InstanceClass: "" }, "MissingParameter"],
    "an unknown class": [{ InstanceClass: "redis.m.small" }, "InvalidInstanceClass.NotFound"],
    "a capacity that no class has": [{ InstanceClass: "", Capacity: 1025 }, "InvalidCapacity.NotFound"],
    "a capacity that is no number": [{ Capacity: "1G" }, "Sandbox.WrongType"],
    "Config, which today's call no longer takes": [{ Config: "{}" }, "Sandbox.UnknownParameter"],
    "a misspelt parameter": [{ instanceName: "ab" }, "Sandbox.UnknownParameter"],
    "a list where a text belongs": [{ "InstanceName.1": "ab" }, "Sandbox.UnknownParameter"],
    "a name of 1 character": name("a"),
    "a name of 81 characters": name("a".repeat(81)),
    "a name that begins with a digit": name("1ab"),
    ...Object.fromEntries([...'@/:="<>{[]} '].map((char) => [`a name with "${char}"`, name(`a${char}b`)])),
    "a password of 7 characters": password("Abcde1!"),
    "a password of 33 characters": password(`Aa1!${"x".repeat(29)}`),
    "a password of two kinds": password("abcdefg1"),
    "a password with a blank": password("Abcdef 12"),
    "PrePaid without Period": [{ ChargeType: "PrePaid" }, "MissingParameter"],
    "PostPaid with Period": [{ Period: "1" }, "InvalidParam"],
    "PrePaid with 10 months": [{ ...prepaid, Period: "10" }, "InvalidParam"],
    "AutoRenew without AutoRenewPeriod": [{ ...prepaid, AutoRenew: "true" }, "MissingParameter"],
    "a zone of another region": [{ ZoneId: "cn-beijing-a" }, "InvalidZoneId.NotFound"],
    "a closed zone": [{ ZoneId: "cn-hangzhou-d" }, "Zone.Closed"],
    "the same zone twice": [{ ...native, SecondaryZoneId: native.ZoneId }, "InvalidParam"],
    "a class that is out of stock in the zone": [outOfStock, "ResourceNotAvailable"],
    "a class that the zone does not offer": [{ ...native, ZoneId: "cn-hangzhou-f" }, "COMMODITY.INVALID_COMPONENT"],
    "engine 6.0 with a classic class": [{ EngineVersion: "6.0" }, "InvalidInstanceClass.NotFound"],
    "engine 4.0 with a cloud-native class": [{ ...native, EngineVersion: "4.0" }, "InvalidInstanceClass.NotFound"],
    "Memcache 5.0": [{ InstanceType: "Memcache", EngineVersion: "5.0" }, "InvalidParam"],
    "a Tair class": [{ InstanceClass: "tair.rdb.1g" }, "InvalidInstanceClass.NotFound"],
    "the classic network where it is not offered": [{ NetworkType: "CLASSIC" }, "InvalidParam"],
    "the classic network with VpcId": [{ ...classic, VpcId: "vpc-1234" }, "InvalidParam"],
    "the classic network with VSwitchId": [{ ...classic, VSwitchId: "vsw-1234" }, "InvalidParam"],
    "the classic network with PrivateIpAddress": [{ ...classic, PrivateIpAddress: "172.16.0.10" }, "InvalidParam"],
    "a coupon that is neither true nor false": [{ AutoUseCoupon: "maybe" }, "InvalidParam"],
    "a name with ”": [{ InstanceName: "sessions”" }, "InvalidInstanceName.Malformed"],
    "an unknown part of a backup": [{ RecoverConfigMode: "everything" }, "InvalidParam"],
    "a VPC in a zone that has none": [{ RegionId: "cn-qingdao", ZoneId: "cn-qingdao-c" }, "IzNotSupportVpcError"],
    "a VPC without its vSwitch": [{ VpcId: "vpc-1234" }, "MissingParameter"],
    "a vSwitch without its VPC": [{ VSwitchId: "vsw-1234" }, "MissingParameter"],
    "a VPC whose id contains missing": [{ ...vpc, VpcId: "vpc-missing1" }, "InvalidVpcIdRegion.NotSupported"],
    "an id that is not of a VPC": [{ ...vpc, VpcId: "vsw-1234" }, "InvalidVpcIdRegion.NotSupported"],
    "a public address as PrivateIpAddress": [{ ...vpc, PrivateIpAddress: "8.8.8.8" }, "InvalidParam"],
    "an address that is used": [{ ...vpc, PrivateIpAddress: "172.16.0.10" }, "InvalidPrivateIpAddress.AlreadyUsed"],
    "shards of a classic class": [{ ShardCount: 2 }, "InvalidParam"],
    "10 read-only nodes": [{ ...native, ReadOnlyCount: 10 }, "InvalidParam"],
    "5 read-only nodes a shard": [{ ...native, ShardCount: 2, ReadOnlyCount: 5 }, "InvalidParam"],
    "replicas and read-only nodes": [{ ...native, ReplicaCount: 2, ReadOnlyCount: 1 }, "InvalidParam"],
    "slave nodes without a second zone": [{ ...native, SlaveReadOnlyCount: 1 }, "InvalidParam"],
    "a single-node type of a class with a replica": [{ NodeType: "STAND_ALONE" }, "InvalidParam"],
    "port 65536": [{ Port: "65536" }, "InvalidParam"],
    "a port that is no whole number": [{ Port: "6379.5" }, "InvalidParam"],
    "a prefix of 7 characters": [{ ConnectionStringPrefix: "abcdefg" }, "InvalidConnectionString.Malformed"],
    "a window of 59 minutes": [{ MaintainStartTime: "18:00Z", MaintainEndTime: "18:59Z" }, "InvalidEndTime.Format"],
    "a window without its end": [{ MaintainStartTime: "18:00Z" }, "InvalidEndTime.Format"],
    "BackupId without its source": [{ BackupId: "111111111" }, "MissingParameter"],
    "a source without a backup": [{ SrcDBInstanceId: "r-bp1xxxxxxxxxxxxxx" }, "MissingParameter"],
    "a source that does not exist": [{ SrcDBInstanceId: "r-bp1xxx", BackupId: "1" }, "InvalidInstanceId.NotFound"],
    "a resource group that does not exist": [{ ResourceGroupId: "rg-missing" }, "ResourceGroupNotExist"],
    "21 tags": [manyTags(21), "InvalidParam"],
    "a tag key that begins with acs:": [{ "Tag.1.Key": "acs:x" }, "InvalidParam"],
    "a token of 65 characters": [{ Token: "t".repeat(65) }, "InvalidToken.Malformed"],
    "a token that is not ASCII": [{ Token: "标" }, "InvalidToken.Malformed"],
    "a dry run of what would pass": [{ DryRun: true }, "DryRunOperation"],
  };

  test.each(Object.entries(rejected))("%s is rejected", async (_name, [params, code]) => {
    const before = f.sandbox.instances().length;
    expect(await f.code("CreateInstance", { ...smallest, ...params })).toBe(code);
    expect(f.sandbox.instances()).toHaveLength(before);
  });
});

describe("creation", () => {
  const f = useFixture();

  test("the answer is flat and says Creating; the password is in none of its values", async () => {
    const given = { ...smallest, InstanceName: "apitest", Password: "Secret!12345" };
    const { body, text } = await f.call("CreateInstance", given);
    expect(body).toMatchObject({
      InstanceId: expect.stringMatching(/^r-bp1[a-z0-9]{14}$/),
      UserName: body.InstanceId,
      InstanceName: "apitest",
      InstanceStatus: "Creating",
      ConnectionDomain: `${body.InstanceId}.redis.rds.aliyuncs.com`,
      Port: 6379,
      Capacity: 1024,
      Connections: 10000,
      QPS: 100000,
      ChargeType: "PostPaid",
      RegionId: "cn-hangzhou",
      OrderId: expect.any(Number),
    });
    expect(text).not.toContain("Secret!12345");
  });

  test("an instance is Creating until provisionMs have passed, then Normal with its order completed", async () => {
    const id = (await f.create()).body.InstanceId;
    f.wait(provisionMs - 1);
    expect(await f.describe(id)).toMatchObject({ InstanceStatus: "Creating", IsOrderCompleted: false });
    f.wait(1);
    expect(await f.describe(id)).toMatchObject({ InstanceStatus: "Normal", IsOrderCompleted: true });
  });

  test("describe has the types that Terraform insists on: IsSupportTDE boolean, Config JSON text, Tags.Tag a list", async () => {
    const instance = await f.describe(await f.created({ "Tag.1.Key": "k", "Tag.1.Value": "v" }));
    const tags = { Tag: [{ Key: "k", Value: "v" }] };
    expect(instance).toMatchObject({ IsSupportTDE: false, Port: 6379, HasRenewChangeOrder: "false", Tags: tags });
    expect(JSON.parse(instance.Config)).toMatchObject({
      EvictionPolicy: "volatile-lru",
      "hash-max-ziplist-entries": 512,
    });
  });

  test("a prepaid instance ends after its months", async () => {
    const id = await f.created({ ...prepaid, Period: "12" });
    expect(await f.describe(id)).toMatchObject({ EndTime: "2027-11-21T00:00:00Z" });
  });

  test("CreateTairInstance is PrePaid unless told otherwise, and takes at most 5 tags", async () => {
    const size = { InstanceClass: "tair.rdb.1g", InstanceType: "tair_rdb" };
    const tair = { ...smallest, ...vpc, ...size, ZoneId: "cn-hangzhou-h" };
    const postPaid = { ...tair, ChargeType: "PostPaid" };
    expect(await f.code("CreateTairInstance", tair)).toBe("MissingParameter");
    const { body } = await f.call("CreateTairInstance", { ...postPaid, ShardCount: 2, ClientToken: "c" });
    f.wait(provisionMs);
    expect(await f.describe(body.InstanceId)).toMatchObject({
      InstanceType: "tair_rdb",
      Capacity: 2048,
      ArchitectureType: "cluster",
      ChargeType: "PostPaid",
      InstanceStatus: "Normal",
    });
    expect(await f.code("CreateTairInstance", { ...postPaid, ...manyTags(6) })).toBe("InvalidParam");
  });

  test("a backup set has to be one of the source's", async () => {
    const source = { SrcDBInstanceId: await f.created() };
    expect(await f.code("CreateInstance", { ...smallest, ...source, BackupId: "222222222" })).toBe(
      "InvalidBackupId.NotFound",
    );
    await f.call("CreateBackup", { InstanceId: source.SrcDBInstanceId });
    f.wait();
    const { body } = await f.call("DescribeBackups", {
      InstanceId: source.SrcDBInstanceId,
      StartTime: "2020-01-01T00:00Z",
      EndTime: "2099-01-01T00:00Z",
    });
    await f.created({ ...source, BackupId: String(body.Backups.Backup[0].BackupId) });
  });

  test("a restored instance names its source, and takes its config and whitelist with RecoverConfigMode", async () => {
    const source = { SrcDBInstanceId: await f.created(), BackupId: "111111111" };
    await f.call("ModifySecurityIps", { InstanceId: source.SrcDBInstanceId, SecurityIps: "10.0.0.0/8" });
    await f.created({ ...source, RecoverConfigMode: "whitelist,config" });
    expect(f.sandbox.instances()[1]?.properties).toMatchObject({ Source: source, SecurityIPList: "10.0.0.0/8" });
  });
});

describe("idempotency", () => {
  const f = useFixture();

  const withToken = { ...smallest, Token: "tok-1" };

  test("the same token gives the same instance, whatever the scheme; with another parameter IdempotentParameterMismatch", async () => {
    const first = await f.call("CreateInstance", withToken);
    const second = await f.call("CreateInstance", withToken, { scheme: "rpc", place: "form", format: "JSON" });
    expect(second.body.InstanceId).toBe(first.body.InstanceId);
    const { status, body } = await f.call("CreateInstance", { ...withToken, InstanceName: "other" });
    expect([status, body.Code]).toEqual([400, "IdempotentParameterMismatch"]);
    expect(f.sandbox.instances()).toHaveLength(1);
  });

  test("a token whose call was rejected is unused; tokens are case-sensitive; a deleted instance's token still gives its id", async () => {
    await f.call("CreateInstance", { ...withToken, InstanceName: "1" });
    const made = await f.call("CreateInstance", withToken);
    const upper = await f.call("CreateInstance", { ...withToken, Token: "TOK-1" });
    expect(made.status).toBe(200);
    expect(upper.body.InstanceId).not.toBe(made.body.InstanceId);
    f.wait(provisionMs);
    await f.call("DeleteInstance", { InstanceId: made.body.InstanceId });
    f.wait();
    expect((await f.call("CreateInstance", withToken)).body.InstanceId).toBe(made.body.InstanceId);
    expect(f.sandbox.instances()).toHaveLength(1);
  });
});
