import { bornOf, createInstances, type Element, element, idsOf, prepaid } from "./batch";
import type { Params } from "./client";
import { changeMs, closeAll, fixture, provisionMs, smallest } from "./fixture";

afterEach(closeAll);

/** Seed 002's, as it is printed, but for the comma before the last brace. */
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

describe("what is answered and made", () => {
  test("the sample of seed 002 works without its trailing comma, and is no JSON with it", async () => {
    const f = await fixture();
    const answer = await createInstances(f, sample);
    expect(answer.body).toEqual({
      RequestId: expect.any(String),
      OrderId: expect.stringMatching(/^\d{15}$/),
      InstanceIds: { InstanceId: [expect.stringMatching(/^r-bp1[a-z0-9]{14}$/)] },
    });
    const [id = ""] = await bornOf(f, answer);
    expect(await f.describe(id)).toMatchObject({
      InstanceStatus: "Normal",
      ZoneId: "cn-hangzhou-b",
      ChargeType: "PrePaid",
      EndTime: "2026-12-21T00:00:00Z",
      VpcId: "vpc-2zex6u1nu32k3ux35xxxx",
      VSwitchId: "vsw-2zesk464e647104kwxxxx",
      ShardCount: 2,
    });
    const comma = await createInstances(f, sample.replace('xxxx"\n}', 'xxxx",\n}'));
    expect([comma.status, comma.body.Code]).toEqual([400, "InvalidInstances.Malformed"]);
  });

  test("the example of its table makes two; by the old scheme the answer is XML", async () => {
    const f = await fixture();
    const answer = await createInstances(f, example, {}, { scheme: "rpc", place: "form" });
    expect(answer.text).toMatch(
      /<CreateInstancesResponse>.*<InstanceIds>(<InstanceId>r-bp1\w{14}<\/InstanceId>){2}<\/InstanceIds>/,
    );
    expect(f.sandbox.instances()).toHaveLength(2);
  });

  test("ids come in the order of the elements, each with its own values", async () => {
    const f = await fixture();
    const beijing = { RegionId: "cn-beijing", IzNo: "cn-beijing-b", InstanceClass: element.instanceClass };
    const elements = [
      { ...element, instanceName: "first", quantity: 2 },
      { ...beijing, InstanceName: "second", Quantity: "1" },
      { ...element, instanceName: "third", instanceType: "Memcache" },
    ];
    const ids = await bornOf(f, await createInstances(f, elements));
    const shown = f.sandbox.instances();
    expect(shown.map((one) => one.id)).toEqual(ids);
    expect(shown.map((one) => one.name)).toEqual(["first", "first", "second", "third"]);
    expect(shown.map(({ properties }) => properties.RegionId)).toEqual([
      "cn-hangzhou",
      "cn-hangzhou",
      "cn-beijing",
      "cn-hangzhou",
    ]);
    expect(ids[3]).toMatch(/^m-/);
  });

  test("300 at once, and twice 300 from two elements; none shares its tags with another", async () => {
    const f = await fixture();
    expect(new Set(idsOf(await createInstances(f, [{ ...element, quantity: 300 }]))).size).toBe(300);
    const more = [1, 2].map(() => ({ ...element, quantity: 300 }));
    const ids = await bornOf(f, await createInstances(f, more));
    expect([ids.length, f.sandbox.instances().length]).toEqual([600, 900]);
    const tag = { RegionId: "cn-hangzhou", ResourceType: "INSTANCE", "ResourceId.1": ids[0] ?? "", "Tag.1.Key": "k" };
    expect((await f.call("TagResources", tag)).status).toBe(200);
    expect(f.sandbox.instances().filter(({ tags }) => "k" in tags)).toHaveLength(1);
  });

  test("the outer EngineVersion, AutoRenew and ResourceGroupId are the elements' defaults", async () => {
    const f = await fixture();
    const outer = { EngineVersion: "4.0", AutoRenew: "true", ResourceGroupId: "rg-other" };
    const elements = [prepaid, { ...prepaid, EngineVersion: "5.0", AutoRenew: false }, element];
    await createInstances(f, elements, outer);
    expect(f.sandbox.instances().map(({ properties: p }) => [p.EngineVersion, p.AutoRenew, p.ResourceGroupId])).toEqual(
      [
        ["4.0", { AutoRenew: true, Duration: 1 }, "rg-other"],
        ["5.0", { AutoRenew: false, Duration: 0 }, "rg-other"],
        ["4.0", { AutoRenew: false, Duration: 0 }, "rg-other"],
      ],
    );
  });

  test("passwords are in no journal, not even those of broken JSON", async () => {
    const f = await fixture();
    const secret = { ...element, password: "Secret!12345" };
    await createInstances(f, [secret]);
    await createInstances(f, `${JSON.stringify([secret]).slice(0, -1)},]`);
    expect(JSON.stringify(f.sandbox.requests())).not.toContain("Secret!12345");
    expect(f.sandbox.requests()[0]?.params.Instances).toContain('"password":"[hidden]"');
    expect(f.sandbox.instances()[0]?.secrets).toEqual({ Password: "Secret!12345" });
  });

  test("each call has an order number of its own", async () => {
    const f = await fixture();
    const numbers = new Set<string>();
    for (let n = 0; n < 30; n += 1) numbers.add((await createInstances(f, [element, element])).body.OrderId);
    expect(numbers.size).toBe(30);
  });
});

const accepted: Record<string, Element> = {
  "a capacity as a number": { RegionId: "cn-hangzhou", izNo: "cn-hangzhou-h", capacity: 16384 },
  "a capacity as text": { RegionId: "cn-hangzhou", izNo: "cn-hangzhou-h", capacity: "16384" },
  "a period as a number": { ...prepaid, Period: 60 },
  "a period as text": { ...prepaid, Period: "60" },
  "a quantity as text": { ...element, quantity: "2" },
  "keys whose first letter is small": { ...element, chargeType: "PrePaid", period: 1, engineVersion: "4.0" },
  "a class without a replica": {
    ...element,
    instanceClass: "redis.basic.small.default",
    nodeType: "STAND_ALONE",
  },
  "engine 2.8": { ...element, EngineVersion: "2.8" },
  "an empty value": { ...element, instanceName: "", password: "" },
  "the classic network where it is still sold": {
    ...element,
    RegionId: "cn-qingdao",
    izNo: "cn-qingdao-c",
    networkType: "CLASSIC",
  },
};

test.each(Object.entries(accepted))("%s is accepted", async (_name, one) => {
  const answer = await createInstances(await fixture(), [one]);
  expect([answer.status, answer.body.Code]).toEqual([200, undefined]);
});

const { instanceClass: _none, ...classless } = element;
const refused: Record<string, [elements: readonly unknown[] | string, code: string, params?: Params]> = {
  "no Instances": ["", "MissingParameter"],
  "what is no JSON": ["RegionId=cn-hangzhou", "InvalidInstances.Malformed"],
  "an object instead of a list": [JSON.stringify(element), "InvalidInstances.Malformed"],
  "an empty list": [[], "InvalidInstances.Malformed"],
  "an element that is a text": [[element, "x"], "InvalidInstances.Malformed"],
  "an element that is a list": [[[element]], "InvalidInstances.Malformed"],
  "an element that is null": [[null], "InvalidInstances.Malformed"],
  "an unknown key": [[{ ...element, ZoneId: "cn-hangzhou-h" }], "InvalidInstances.Malformed"],
  "a key that is small all through": [[{ ...element, instanceclass: "x" }], "InvalidInstances.Malformed"],
  "a key of cloud-native instances": [[{ ...element, ShardCount: 2 }], "InvalidInstances.Malformed"],
  "a tag": [[{ ...element, Tag: "x" }], "InvalidInstances.Malformed"],
  "one key in both cases": [[{ ...element, IzNo: "cn-hangzhou-h" }], "InvalidInstances.Malformed"],
  "a value that is an object": [[{ ...element, instanceName: {} }], "InvalidInstances.Malformed"],
  "a value that is null": [[{ ...element, instanceName: null }], "InvalidInstances.Malformed"],
  "quantity 0": [[{ ...element, quantity: 0 }], "InvalidInstances.Malformed"],
  "quantity 301": [[{ ...element, quantity: 301 }], "InvalidInstances.Malformed"],
  "quantity 1.5": [[{ ...element, quantity: 1.5 }], "InvalidInstances.Malformed"],
  "quantity two": [[{ ...element, quantity: "two" }], "InvalidInstances.Malformed"],
  "a capacity in words": [[{ ...classless, capacity: "1G" }], "InvalidInstances.Malformed"],
  "more than the sandbox makes at once": [
    Array.from({ length: 11 }, () => ({ ...element, quantity: 300 })),
    "Sandbox.NotImitated",
  ],
  "no region": [[{ ...element, RegionId: "" }], "MissingParameter"],
  "no zone": [[{ ...element, izNo: "" }], "MissingParameter"],
  "neither class nor capacity": [[classless], "MissingParameter"],
  "a closed zone": [[{ ...element, izNo: "cn-hangzhou-d" }], "Zone.Closed"],
  "a zone of another region": [[{ ...element, izNo: "cn-beijing-b" }], "InvalidZoneId.NotFound"],
  "PrePaid without Period": [[{ ...prepaid, Period: "" }], "MissingParameter"],
  "PrePaid with 10 months": [[{ ...prepaid, Period: 10 }], "InvalidParam"],
  "PostPaid with Period": [[{ ...element, Period: 1 }], "InvalidParam"],
  "a token of 65 characters": [[element], "InvalidToken.Malformed", { Token: "t".repeat(65) }],
  "a name that begins with a digit": [[{ ...element, instanceName: "1ab" }], "InvalidInstanceName.Malformed"],
  "a password of two kinds": [[{ ...element, password: "abcdefg1" }], "InvalidPassword.Malformed"],
  "a capacity that no class has": [[{ ...classless, capacity: 1025 }], "InvalidCapacity.NotFound"],
  "an unknown class": [[{ ...element, instanceClass: "redis.m.small" }], "InvalidInstanceClass.NotFound"],
  "a cloud-native class": [[{ ...element, instanceClass: "redis.shard.small.ce" }], "InvalidInstanceClass.NotFound"],
  "a Tair class": [[{ ...element, instanceClass: "tair.rdb.1g" }], "InvalidInstanceClass.NotFound"],
  "an engine of Tair": [[{ ...element, instanceType: "tair_rdb" }], "InvalidParam"],
  "engine 6.0": [[{ ...element, EngineVersion: "6.0" }], "InvalidInstanceClass.NotFound"],
  "engine 6.0 outside": [[element], "InvalidParam", { EngineVersion: "6.0" }],
  "a class that is sold out in the zone": [
    [{ ...element, izNo: "cn-hangzhou-b", instanceClass: "redis.master.8xlarge.default" }],
    "ResourceNotAvailable",
  ],
  "a VPC in a zone that has none": [
    [{ ...element, RegionId: "cn-qingdao", izNo: "cn-qingdao-c" }],
    "IzNotSupportVpcError",
  ],
  "a VPC that is not there": [
    [{ ...element, vpcId: "vpc-missing1", vSwitchId: "vsw-1234" }],
    "InvalidVpcIdRegion.NotSupported",
  ],
  "a VPC without its vSwitch": [[{ ...element, vpcId: "vpc-1234" }], "MissingParameter"],
  "a resource group that is not there": [[element], "ResourceGroupNotExist", { ResourceGroupId: "rg-missing" }],
  "a backup without its source": [[{ ...element, BackupId: "1" }], "MissingParameter"],
  "a tag parameter": [[element], "Sandbox.UnknownParameter", { "Tag.1.Key": "k" }],
  "a misspelt parameter": [[element], "Sandbox.UnknownParameter", { ClientToken: "t" }],
};

test.each(Object.entries(refused))("%s is refused, and nothing of the call is made", async (_name, given) => {
  const [elements, code, params] = given;
  const f = await fixture();
  const all = typeof elements === "string" ? elements : [...(elements.length === 0 ? [] : [element]), ...elements];
  expect((await createInstances(f, all, params)).body.Code).toBe(code);
  expect(f.sandbox.instances()).toEqual([]);
});

test("IzNotSupportVpcError holds for the single creation too", async () => {
  const there = { ...smallest, RegionId: "cn-qingdao", ZoneId: "cn-qingdao-c" };
  expect((await (await fixture()).call("CreateInstance", there)).body.Code).toBe("IzNotSupportVpcError");
});

describe("idempotency", () => {
  test("the same token gives the same answer and nothing new, even when the instances are long gone", async () => {
    const f = await fixture();
    const first = await createInstances(f, [{ ...element, quantity: 2 }], { Token: "t" });
    const { RequestId: _first, ...content } = first.body;
    for (const id of await bornOf(f, first)) await f.call("DeleteInstance", { InstanceId: id });
    f.clock.now += changeMs + 8 * 24 * 3_600_000;
    const { RequestId: _second, ...again } = (await createInstances(f, [{ ...element, quantity: 2 }], { Token: "t" }))
      .body;
    expect([again, f.sandbox.instances()]).toEqual([content, []]);
  });

  test("the same token with other parameters is IdempotentParameterMismatch; that of a refused call is unused", async () => {
    const f = await fixture();
    expect((await createInstances(f, [{ ...element, quantity: 0 }], { Token: "t" })).status).toBe(400);
    expect((await createInstances(f, [element], { Token: "t" })).status).toBe(200);
    const other = await createInstances(f, [{ ...element, quantity: 2 }], { Token: "t" });
    expect([other.status, other.body.Code]).toEqual([400, "IdempotentParameterMismatch"]);
    expect(f.sandbox.instances()).toHaveLength(1);
  });

  test("it is not the token of CreateInstance", async () => {
    const f = await fixture();
    await f.call("CreateInstance", { ...smallest, Token: "t" });
    expect((await createInstances(f, [element], { Token: "t" })).status).toBe(200);
  });
});

test("the fault fail hits every instance of the call", async () => {
  const f = await fixture();
  f.sandbox.fault({ cloud: "aliyun", action: "CreateInstances", kind: "fail" });
  await createInstances(f, [{ ...element, quantity: 2 }]);
  f.clock.now += provisionMs;
  expect(f.sandbox.instances().map(({ status }) => status)).toEqual(["Error", "Error"]);
});
