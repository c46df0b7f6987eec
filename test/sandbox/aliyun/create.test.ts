import type { Params } from "./client";
import { closeAll, type Fixture, fixture, nativeSmall, smallest } from "./fixture";

let f: Fixture;
beforeAll(async () => {
  f = await fixture();
});
afterAll(closeAll);

const accepted: Record<string, Params> = {
  "nothing but a region and a class": smallest,
  "a capacity instead of a class": { RegionId: "cn-hangzhou", Capacity: 16384 },
  "the sample of seed 000, without its Action": {
    RegionId: "cn-hangzhou",
    InstanceName: "r-xxxxxxxxxxxxxxx",
    InstanceClass: "redis.master.2xlarge.default",
  },
  "the sample of seed 001": {
    RegionId: "cn-hongkong",
    InstanceClass: "redis.master.2xlarge.default",
    InstanceName: "apitest",
    ZoneId: "cn-hongkong-b",
  },
  "the password of seed 001's sample": { ...smallest, Password: "Acfr5xxx,.xxx" },
  "the class of seed 002's sample": {
    RegionId: "cn-hangzhou",
    ZoneId: "cn-hangzhou-b",
    InstanceClass: "redis.logic.sharding.1g.2db.0rodb.4proxy.default",
  },
  "a name of 2 characters": { ...smallest, InstanceName: "ab" },
  "a name of 80 characters": { ...smallest, InstanceName: "a".repeat(80) },
  "a Chinese name": { ...smallest, InstanceName: "缓存-一" },
  "a password of 8 characters of three kinds": { ...smallest, Password: "Abcdefg1" },
  "a password of 32 characters": { ...smallest, Password: `Aa1!${"x".repeat(28)}` },
  "a password of every special character": { ...smallest, Password: "aA!@#$%^&*()_+-=" },
  "PrePaid with 60 months": { ...smallest, ChargeType: "PrePaid", Period: "60" },
  "PrePaid with automatic renewal": {
    ...smallest,
    ChargeType: "PrePaid",
    Period: "1",
    AutoRenew: "true",
    AutoRenewPeriod: "12",
  },
  "a VPC with its vSwitch and an address": {
    ...smallest,
    VpcId: "vpc-bp1nme44gek34slfc****",
    VSwitchId: "vsw-bp1e7clcw529l773d****",
    PrivateIpAddress: "172.16.0.10",
  },
  "engine 7.0 with a cloud-native class": { ...nativeSmall, EngineVersion: "7.0" },
  "a cloud-native cluster over two zones": {
    ...nativeSmall,
    ShardCount: 4,
    SecondaryZoneId: "cn-hangzhou-i",
    ReplicaCount: 1,
    SlaveReplicaCount: 1,
  },
  "9 read-only nodes": { ...nativeSmall, ReadOnlyCount: 9 },
  Memcache: { ...smallest, InstanceType: "Memcache" },
  "a window over midnight": { ...smallest, MaintainStartTime: "23:30Z", MaintainEndTime: "00:30Z" },
  "port 1": { ...smallest, Port: "1" },
  "20 tags": {
    ...smallest,
    ...Object.fromEntries(Array.from({ length: 20 }, (_, i) => [`Tag.${i + 1}.Key`, `k${i}`])),
  },
  "a tag key of the ownership mark": { ...smallest, "Tag.1.Key": "pulumi-cn-cache:pending", "Tag.1.Value": "a.b.c" },
  "True as Python's SDK writes it": { ...smallest, GlobalInstance: "True" },
  "the classic network where it is still sold": {
    ...smallest,
    RegionId: "cn-qingdao",
    ZoneId: "cn-qingdao-b",
    NetworkType: "CLASSIC",
  },
  "a parameter that is empty": { ...smallest, ZoneId: "" },
};

test.each(Object.entries(accepted))("CreateInstance accepts %s", async (_name, params) => {
  const answer = await f.call("CreateInstance", params);
  expect([answer.status, answer.body.Code ?? answer.body.InstanceStatus]).toEqual([200, "Creating"]);
});

const refused: Record<string, [Params, string]> = {
  "no region": [{ InstanceClass: smallest.InstanceClass }, "MissingParameter"],
  "an unknown region": [{ ...smallest, RegionId: "cn-atlantis" }, "InvalidRegionId.NotFound"],
  "neither class nor capacity": [{ RegionId: "cn-hangzhou" }, "MissingParameter"],
  "an unknown class": [{ ...smallest, InstanceClass: "redis.m.small" }, "InvalidInstanceClass.NotFound"],
  "a capacity that no class has": [{ RegionId: "cn-hangzhou", Capacity: 1025 }, "InvalidCapacity.NotFound"],
  "a capacity that is no number": [{ RegionId: "cn-hangzhou", Capacity: "1G" }, "Sandbox.WrongType"],
  "Config, which today's call no longer takes": [{ ...smallest, Config: "{}" }, "Sandbox.UnknownParameter"],
  "a misspelt parameter": [{ ...smallest, instanceName: "ab" }, "Sandbox.UnknownParameter"],
  "a list where a text belongs": [{ ...smallest, "InstanceName.1": "ab" }, "Sandbox.UnknownParameter"],
  "a name of 1 character": [{ ...smallest, InstanceName: "a" }, "InvalidInstanceName.Malformed"],
  "a name of 81 characters": [{ ...smallest, InstanceName: "a".repeat(81) }, "InvalidInstanceName.Malformed"],
  "a name that begins with a digit": [{ ...smallest, InstanceName: "1ab" }, "InvalidInstanceName.Malformed"],
  ...Object.fromEntries(
    [...'@/:="<>{[]} '].map((char) => [
      `a name with ${JSON.stringify(char)}`,
      [{ ...smallest, InstanceName: `a${char}b` }, "InvalidInstanceName.Malformed"],
    ]),
  ),
  "a password of 7 characters": [{ ...smallest, Password: "Abcde1!" }, "InvalidPassword.Malformed"],
  "a password of 33 characters": [{ ...smallest, Password: `Aa1!${"x".repeat(29)}` }, "InvalidPassword.Malformed"],
  "a password of two kinds": [{ ...smallest, Password: "abcdefg1" }, "InvalidPassword.Malformed"],
  "a password with a blank": [{ ...smallest, Password: "Abcdef 12" }, "InvalidPassword.Malformed"],
  "PrePaid without Period": [{ ...smallest, ChargeType: "PrePaid" }, "MissingParameter"],
  "PostPaid with Period": [{ ...smallest, Period: "1" }, "InvalidParam"],
  "PrePaid with 10 months": [{ ...smallest, ChargeType: "PrePaid", Period: "10" }, "InvalidParam"],
  "AutoRenew without AutoRenewPeriod": [
    { ...smallest, ChargeType: "PrePaid", Period: "1", AutoRenew: "true" },
    "MissingParameter",
  ],
  "a zone of another region": [{ ...smallest, ZoneId: "cn-beijing-a" }, "InvalidZoneId.NotFound"],
  "a closed zone": [{ ...smallest, ZoneId: "cn-hangzhou-d" }, "Zone.Closed"],
  "the same zone twice": [{ ...nativeSmall, SecondaryZoneId: nativeSmall.ZoneId }, "InvalidParam"],
  "a class that is sold out in the zone": [
    { ...smallest, ZoneId: "cn-hangzhou-b", InstanceClass: "redis.master.8xlarge.default" },
    "ResourceNotAvailable",
  ],
  "a class that is not sold in the zone": [{ ...nativeSmall, ZoneId: "cn-hangzhou-f" }, "COMMODITY.INVALID_COMPONENT"],
  "engine 6.0 with a classic class": [{ ...smallest, EngineVersion: "6.0" }, "InvalidInstanceClass.NotFound"],
  "engine 4.0 with a cloud-native class": [{ ...nativeSmall, EngineVersion: "4.0" }, "InvalidInstanceClass.NotFound"],
  "Memcache 5.0": [{ ...smallest, InstanceType: "Memcache", EngineVersion: "5.0" }, "InvalidParam"],
  "a Tair class": [{ ...smallest, InstanceClass: "tair.rdb.1g" }, "InvalidInstanceClass.NotFound"],
  "NetworkType CLASSIC in Hangzhou": [{ ...smallest, NetworkType: "CLASSIC" }, "InvalidParam"],
  "a VPC without its vSwitch": [{ ...smallest, VpcId: "vpc-1234" }, "MissingParameter"],
  "a vSwitch without its VPC": [{ ...smallest, VSwitchId: "vsw-1234" }, "MissingParameter"],
  "a VPC whose id contains missing": [
    { ...smallest, VpcId: "vpc-missing1", VSwitchId: "vsw-1234" },
    "InvalidVpcIdRegion.NotSupported",
  ],
  "a VPC id that is none": [
    { ...smallest, VpcId: "vsw-1234", VSwitchId: "vsw-1234" },
    "InvalidVpcIdRegion.NotSupported",
  ],
  "a public address as PrivateIpAddress": [
    { ...smallest, VpcId: "vpc-1234", VSwitchId: "vsw-1234", PrivateIpAddress: "8.8.8.8" },
    "InvalidParam",
  ],
  "an address that is used": [
    { ...smallest, VpcId: "vpc-1234", VSwitchId: "vsw-1234", PrivateIpAddress: "172.16.0.10" },
    "InvalidPrivateIpAddress.AlreadyUsed",
  ],
  "shards of a classic class": [{ ...smallest, ShardCount: 2 }, "InvalidParam"],
  "10 read-only nodes": [{ ...nativeSmall, ReadOnlyCount: 10 }, "InvalidParam"],
  "5 read-only nodes a shard": [{ ...nativeSmall, ShardCount: 2, ReadOnlyCount: 5 }, "InvalidParam"],
  "replicas and read-only nodes": [{ ...nativeSmall, ReplicaCount: 2, ReadOnlyCount: 1 }, "InvalidParam"],
  "slave nodes without a second zone": [{ ...nativeSmall, SlaveReadOnlyCount: 1 }, "InvalidParam"],
  "a single-node type of a class with a replica": [{ ...smallest, NodeType: "STAND_ALONE" }, "InvalidParam"],
  "port 65536": [{ ...smallest, Port: "65536" }, "InvalidParam"],
  "a prefix of 7 characters": [{ ...smallest, ConnectionStringPrefix: "abcdefg" }, "InvalidConnectionString.Malformed"],
  "a window of 59 minutes": [
    { ...smallest, MaintainStartTime: "18:00Z", MaintainEndTime: "18:59Z" },
    "InvalidEndTime.Format",
  ],
  "a window without its end": [{ ...smallest, MaintainStartTime: "18:00Z" }, "InvalidEndTime.Format"],
  "BackupId without its source": [{ ...smallest, BackupId: "111111111" }, "MissingParameter"],
  "a source without a backup": [{ ...smallest, SrcDBInstanceId: "r-bp1xxxxxxxxxxxxxx" }, "MissingParameter"],
  "a source that is not there": [
    { ...smallest, SrcDBInstanceId: "r-bp1xxxxxxxxxxxxxx", BackupId: "1" },
    "InvalidInstanceId.NotFound",
  ],
  "a resource group that is not there": [{ ...smallest, ResourceGroupId: "rg-missing" }, "ResourceGroupNotExist"],
  "21 tags": [
    { ...smallest, ...Object.fromEntries(Array.from({ length: 21 }, (_, i) => [`Tag.${i + 1}.Key`, `k${i}`])) },
    "InvalidParam",
  ],
  "a tag key that begins with acs:": [{ ...smallest, "Tag.1.Key": "acs:x" }, "InvalidParam"],
  "a token of 65 characters": [{ ...smallest, Token: "t".repeat(65) }, "InvalidToken.Malformed"],
  "a token that is not ASCII": [{ ...smallest, Token: "标" }, "InvalidToken.Malformed"],
  "a dry run of what would pass": [{ ...smallest, DryRun: true }, "DryRunOperation"],
};

test.each(Object.entries(refused))("CreateInstance refuses %s", async (_name, [params, code]) => {
  const before = f.sandbox.instances().length;
  const answer = await f.call("CreateInstance", params);
  expect([answer.body.Code, f.sandbox.instances().length]).toEqual([code, before]);
});

test("an unimitated action is refused by name, with the list of what there is", async () => {
  const { body, status } = await f.call("FlushInstance", { InstanceId: "r-1" });
  expect([status, body.Code]).toEqual([400, "Sandbox.NotImitated"]);
  expect(body.Message).toMatch(/FlushInstance .*CreateInstance/);
});

test("the quota of a key is enforced: 1 of 1 passes, the second is QuotaExceed.AfterpayInstance", async () => {
  const keys = { id: "small", secret: "s", quota: 1, account: "1000000000000009" };
  const g = await fixture({ keys: { aliyun: [keys] } });
  expect((await g.call("CreateInstance", smallest, { keys })).status).toBe(200);
  expect((await g.call("CreateInstance", smallest, { keys })).body.Code).toBe("QuotaExceed.AfterpayInstance");
});

test("a key that may not tag gets Forbidden.RAM for tags, also at creation, and goes on without them", async () => {
  const keys = { id: "poor", secret: "s", deny: ["TagResources"] };
  const g = await fixture({ keys: { aliyun: [keys] } });
  const refusedOne = await g.call("CreateInstance", { ...smallest, "Tag.1.Key": "k" }, { keys });
  expect([refusedOne.status, refusedOne.body.Code, refusedOne.body.AccessDeniedDetail.AuthAction]).toEqual([
    403,
    "Forbidden.RAM",
    "kvstore:TagResources",
  ]);
  expect((await g.call("CreateInstance", smallest, { keys })).status).toBe(200);
});
