import { provisionMs } from "../openSandbox";
import type { Params } from "./client";
import { type Element, element, idsOf, prepaidElement, useFixture } from "./fixture";

const f = useFixture();

/** The sample of seed 002 as it is printed, except for the comma before the last brace. */
const sample = `[{
    "RegionId": "cn-hangzhou",
    "izNo": "cn-hangzhou-b",
    "quantity": 1,
    "instanceType": "Redis",
    "instanceClass": "redis.logic.sharding.1g.2db.0rodb.4proxy.default",
    "EngineVersion": "5.0",
    "ChargeType": "PrePaid",
	"Period":"1",
"networkType": "VPC" , 
"vpcId": "vpc-2zex6u1nu32k3ux35xxxx", 
"vSwitchId": "vsw-2zesk464e647104kwxxxx"
}]`;

/** The example of the parameter Instances in seed 002's table. */
const example = `[{ "RegionId": "cn-hangzhou", "izNo": "cn-hangzhou-b", "quantity": 2, "instanceType": "Redis", "instanceClass": "redis.master.small.default", "EngineVersion": "5.0", "ChargeType": "PostPaid"}]`;

describe("what is answered and created", () => {
  test("the sample of seed 002 works without its trailing comma, and is not JSON with it", async () => {
    const answer = await f.createInstances(sample);
    expect(answer.body).toEqual({
      RequestId: expect.any(String),
      OrderId: expect.stringMatching(/^\d{15}$/),
      InstanceIds: { InstanceId: [expect.stringMatching(/^r-bp1[a-z0-9]{14}$/)] },
    });
    f.wait(provisionMs);
    expect(await f.describe(idsOf(answer)[0] ?? "")).toMatchObject({
      InstanceStatus: "Normal",
      ZoneId: "cn-hangzhou-b",
      ChargeType: "PrePaid",
      EndTime: "2026-12-21T00:00:00Z",
      VpcId: "vpc-2zex6u1nu32k3ux35xxxx",
      VSwitchId: "vsw-2zesk464e647104kwxxxx",
      ShardCount: 2,
    });
    const comma = await f.createInstances(sample.replace('xxxx"\n}', 'xxxx",\n}'));
    expect([comma.status, comma.body.Code]).toEqual([400, "InvalidInstances.Malformed"]);
  });

  test("the example of its table creates two; by the old scheme the answer is XML", async () => {
    const answer = await f.createInstances(example, {}, { scheme: "rpc", place: "form" });
    expect(answer.text).toMatch(
      /<CreateInstancesResponse>.*<InstanceIds>(<InstanceId>r-bp1\w{14}<\/InstanceId>){2}<\/InstanceIds>/,
    );
    expect(f.sandbox.instances()).toHaveLength(2);
  });

  test("ids come in the order of the elements, each with its own values", async () => {
    const beijing = { RegionId: "cn-beijing", IzNo: "cn-beijing-b", InstanceClass: element.instanceClass };
    const elements = [
      { ...element, instanceName: "first", quantity: 2 },
      { ...beijing, InstanceName: "second", Quantity: "1" },
      { ...element, instanceName: "third", instanceType: "Memcache" },
    ];
    const ids = await f.createdBatch(elements);
    expect(f.sandbox.instances().map(({ id, name, properties }) => [id, name, properties.RegionId])).toEqual([
      [ids[0], "first", "cn-hangzhou"],
      [ids[1], "first", "cn-hangzhou"],
      [ids[2], "second", "cn-beijing"],
      [ids[3], "third", "cn-hangzhou"],
    ]);
    expect(ids[3]).toMatch(/^m-/);
  });

  test("300 at once, and twice 300 from two elements; none shares its tags with another", async () => {
    expect(new Set(idsOf(await f.createInstances([{ ...element, quantity: 300 }]))).size).toBe(300);
    const more = [1, 2].map(() => ({ ...element, quantity: 300 }));
    const ids = await f.createdBatch(more);
    expect([ids.length, f.sandbox.instances().length]).toEqual([600, 900]);
    const tag = { RegionId: "cn-hangzhou", ResourceType: "INSTANCE", "ResourceId.1": ids[0] ?? "", "Tag.1.Key": "k" };
    expect((await f.call("TagResources", tag)).status).toBe(200);
    expect(f.sandbox.instances().filter(({ tags }) => "k" in tags)).toHaveLength(1);
  });

  test("the outer EngineVersion, AutoRenew and ResourceGroupId are the elements' defaults", async () => {
    const outer = { EngineVersion: "4.0", AutoRenew: "true", ResourceGroupId: "rg-other" };
    const elements = [prepaidElement, { ...prepaidElement, EngineVersion: "5.0", AutoRenew: false }, element];
    await f.createInstances(elements, outer);
    const [on, off] = [
      { AutoRenew: true, Duration: 1 },
      { AutoRenew: false, Duration: 0 },
    ];
    expect(f.sandbox.instances().map(({ properties }) => properties)).toMatchObject([
      { EngineVersion: "4.0", AutoRenew: on, ResourceGroupId: "rg-other" },
      { EngineVersion: "5.0", AutoRenew: off, ResourceGroupId: "rg-other" },
      { EngineVersion: "4.0", AutoRenew: off, ResourceGroupId: "rg-other" },
    ]);
  });

  test("passwords are in no journal, not even those of broken JSON", async () => {
    const secret = { ...element, password: "Secret!12345" };
    await f.createInstances([secret]);
    await f.createInstances(`${JSON.stringify([secret]).slice(0, -1)},]`);
    expect(JSON.stringify(f.sandbox.requests())).not.toContain("Secret!12345");
    expect(f.sandbox.requests()[0]?.params.Instances).toContain('"password":"[hidden]"');
    expect(f.sandbox.instances()[0]?.secrets).toEqual({ Password: "Secret!12345" });
  });
});

const accepted: Record<string, Element> = {
  "a capacity as a number": { instanceClass: "", capacity: 16384 },
  "a capacity as text": { instanceClass: "", capacity: "16384" },
  "a period as a number": { ChargeType: "PrePaid", Period: 60 },
  "a period as text": { ChargeType: "PrePaid", Period: "60" },
  "a quantity as text": { quantity: "2" },
  "keys whose first letter is small": { chargeType: "PrePaid", period: 1, engineVersion: "4.0" },
  "a class without a replica": { instanceClass: "redis.basic.small.default", nodeType: "STAND_ALONE" },
  "engine 2.8": { EngineVersion: "2.8" },
  "an empty value": { instanceName: "", password: "" },
  "the classic network": { RegionId: "cn-qingdao", izNo: "cn-qingdao-c", networkType: "CLASSIC" },
};

test.each(Object.entries(accepted))("%s is accepted", async (_name, one) => {
  expect(await f.batchCode([{ ...element, ...one }])).toBeUndefined();
});

const malformed: Record<string, unknown> = {
  "an element that is a text": "x",
  "an element that is a list": [element],
  "an element that is null": null,
  "an unknown key": { ...element, ZoneId: "cn-hangzhou-h" },
  "a key that is small all through": { ...element, instanceclass: "x" },
  "a key of cloud-native instances": { ...element, ShardCount: 2 },
  "one key in both cases": { ...element, IzNo: "cn-hangzhou-h" },
  "a value that is an object": { ...element, instanceName: {} },
  "a value that is null": { ...element, instanceName: null },
  "quantity 0": { ...element, quantity: 0 },
  "quantity 301": { ...element, quantity: 301 },
  "quantity 1.5": { ...element, quantity: 1.5 },
  "quantity two": { ...element, quantity: "two" },
  "a capacity in words": { ...element, capacity: "1G" },
};
const hundreds = { ...element, quantity: 300 };
const withKeys = (more: Element): readonly unknown[] => [element, { ...element, ...more }];
const rejected: Record<string, [elements: readonly unknown[] | string, code: string, params?: Params]> = {
  "no Instances": ["", "MissingParameter"],
  "text that is not JSON": ["RegionId=cn-hangzhou", "InvalidInstances.Malformed"],
  "an object instead of a list": [JSON.stringify(element), "InvalidInstances.Malformed"],
  "an empty list": [[], "InvalidInstances.Malformed"],
  ...Object.fromEntries(
    Object.entries(malformed).map(([name, one]) => [name, [[element, one], "InvalidInstances.Malformed"]]),
  ),
  "more than the sandbox creates at once": [Array.from({ length: 11 }, () => hundreds), "Sandbox.NotImitated"],
  "no region": [withKeys({ RegionId: "" }), "MissingParameter"],
  "no zone": [withKeys({ izNo: "" }), "MissingParameter"],
  "a value that the table does not allow": [withKeys({ ChargeType: "PrePaid", Period: 10 }), "InvalidParam"],
  "an engine of Tair": [withKeys({ instanceType: "tair_rdb" }), "InvalidParam"],
  "a value that a rule does not allow": [withKeys({ password: "abcdefg1" }), "InvalidPassword.Malformed"],
  "a class that does not exist": [withKeys({ instanceClass: "redis.m.small" }), "InvalidInstanceClass.NotFound"],
  "a cloud-native class": [withKeys({ instanceClass: "redis.shard.small.ce" }), "InvalidInstanceClass.NotFound"],
  "engine 6.0": [withKeys({ EngineVersion: "6.0" }), "InvalidInstanceClass.NotFound"],
  "a VPC without its vSwitch": [withKeys({ vpcId: "vpc-1234" }), "MissingParameter"],
  "a backup without its source": [withKeys({ BackupId: "1" }), "MissingParameter"],
  "engine 6.0 outside": [[element], "InvalidParam", { EngineVersion: "6.0" }],
  "a resource group that does not exist": [[element], "ResourceGroupNotExist", { ResourceGroupId: "rg-missing" }],
  "a token of 65 characters": [[element], "InvalidToken.Malformed", { Token: "t".repeat(65) }],
  "a tag parameter": [[element], "Sandbox.UnknownParameter", { "Tag.1.Key": "k" }],
};

test.each(Object.entries(rejected))("%s is rejected, and nothing of the call is created", async (_name, given) => {
  const [elements, code, params] = given;
  expect(await f.batchCode(elements, params)).toBe(code);
  expect(f.sandbox.instances()).toEqual([]);
});

test("the token of CreateInstance is another one", async () => {
  await f.create({ Token: "t" });
  const first = (await f.createInstances([element], { Token: "t" })).body;
  expect(first.OrderId).toMatch(/^\d{15}$/);
  expect((await f.createInstances([element], { Token: "t" })).body.OrderId).toBe(first.OrderId);
});

test("the fault fail hits every instance of the call", async () => {
  f.sandbox.fault({ cloud: "aliyun", action: "CreateInstances", kind: "fail" });
  await f.createInstances([{ ...element, quantity: 2 }]);
  f.wait(provisionMs);
  expect(f.sandbox.instances().map(({ status }) => status)).toEqual(["Error", "Error"]);
});
