import { closeAll, type Fixture, fixture, smallest } from "./fixture";

afterEach(closeAll);

interface Row {
  readonly InstanceId: string;
}

const idsOf = (body: { Instances: { KVStoreInstance: Row[] } }) =>
  body.Instances.KVStoreInstance.map((one) => one.InstanceId);

async function three(): Promise<{ f: Fixture; ids: string[] }> {
  const f = await fixture();
  const ids = [
    await f.born({ InstanceName: "alpha", "Tag.1.Key": "env", "Tag.1.Value": "prod" }),
    await f.born({
      InstanceName: "beta",
      "Tag.1.Key": "env",
      "Tag.1.Value": "test",
      VpcId: "vpc-1234",
      VSwitchId: "vsw-1234",
    }),
    await f.born({
      InstanceName: "gamma",
      RegionId: "cn-beijing",
      ZoneId: "cn-beijing-b",
      ChargeType: "PrePaid",
      Period: "1",
    }),
  ];
  return { f, ids };
}

describe("DescribeInstances", () => {
  const filters: Record<string, [params: (ids: string[]) => Record<string, string>, expected: number[]]> = {
    "no filter": [() => ({}), [0, 1, 2]],
    "a region": [() => ({ RegionId: "cn-hangzhou" }), [0, 1]],
    "two ids and an unknown one": [(ids) => ({ InstanceIds: `${ids[2]},${ids[0]},r-unknown` }), [0, 2]],
    "an unknown id": [() => ({ InstanceIds: "r-unknown" }), []],
    "part of a name": [() => ({ SearchKey: "et" }), [1]],
    "a VPC": [() => ({ VpcId: "vpc-1234" }), [1]],
    "a billing method": [() => ({ ChargeType: "PrePaid" }), [2]],
    "a status": [() => ({ InstanceStatus: "Creating" }), []],
    "a tag with its value": [() => ({ RegionId: "cn-hangzhou", "Tag.1.Key": "env", "Tag.1.Value": "test" }), [1]],
    "a tag's key alone": [() => ({ RegionId: "cn-hangzhou", "Tag.1.Key": "env" }), [0, 1]],
    "two tags, of which it has one": [() => ({ RegionId: "cn-hangzhou", "Tag.1.Key": "env", "Tag.2.Key": "no" }), []],
    "Expired=true": [() => ({ Expired: "true" }), []],
  };
  test.each(Object.entries(filters))("%s", async (_name, [params, expected]) => {
    const { f, ids } = await three();
    const { body } = await f.call("DescribeInstances", params(ids));
    expect(idsOf(body)).toEqual(expected.map((index) => ids[index]));
    expect(body.TotalCount).toBe(expected.length);
  });

  test("pages of 2: two, then one, then none; TotalCount stays 3", async () => {
    const { f, ids } = await three();
    const page = async (PageNumber: number) => (await f.call("DescribeInstances", { PageNumber, PageSize: 2 })).body;
    expect(idsOf(await page(1))).toEqual(ids.slice(0, 2));
    expect(idsOf(await page(2))).toEqual(ids.slice(2));
    expect(await page(3)).toMatchObject({ Instances: { KVStoreInstance: [] }, TotalCount: 3, PageSize: 2 });
  });

  const refused: Record<string, Record<string, string | number>> = {
    "31 ids": { InstanceIds: Array.from({ length: 31 }, (_, i) => `r-${i}`).join(",") },
    "PageSize 51": { PageSize: 51 },
    "PageNumber 0": { PageNumber: 0 },
    "6 tags": { RegionId: "cn-hangzhou", ...Object.fromEntries([1, 2, 3, 4, 5, 6].map((n) => [`Tag.${n}.Key`, "k"])) },
  };
  test.each(Object.entries(refused))("%s is InvalidParam", async (_name, params) => {
    expect((await (await fixture()).call("DescribeInstances", params)).body.Code).toBe("InvalidParam");
  });

  test("a tag filter without a region is MissingParameter", async () => {
    expect((await (await fixture()).call("DescribeInstances", { "Tag.1.Key": "k" })).body.Code).toBe(
      "MissingParameter",
    );
  });

  test("it lacks what readiness depends on: no IsOrderCompleted, no RealInstanceClass", async () => {
    const { f } = await three();
    const [row] = (await f.call("DescribeInstances")).body.Instances.KVStoreInstance;
    expect(row).not.toHaveProperty("IsOrderCompleted");
    expect(row).not.toHaveProperty("RealInstanceClass");
    expect(row).toMatchObject({ UserName: row.InstanceId, Tags: { Tag: [{ Key: "env", Value: "prod" }] } });
  });
});

describe("tags", () => {
  const base = { RegionId: "cn-hangzhou", ResourceType: "INSTANCE" };

  test("TagResources overwrites a key, UntagResources removes one, All removes the rest", async () => {
    const { f, ids } = await three();
    const one = { ...base, "ResourceId.1": ids[0] ?? "" };
    const tags = () => f.sandbox.instances()[0]?.tags;
    await f.call("TagResources", {
      ...one,
      "Tag.1.Key": "env",
      "Tag.1.Value": "new",
      "Tag.2.Key": "团队",
      "Tag.2.Value": "缓存",
    });
    expect(tags()).toEqual({ env: "new", 团队: "缓存" });
    await f.call("UntagResources", { ...one, "TagKey.1": "env", "TagKey.2": "never" });
    expect(tags()).toEqual({ 团队: "缓存" });
    await f.call("UntagResources", { ...one, All: true });
    expect(tags()).toEqual({});
  });

  test("ListTagResources finds by key alone over all instances of the region", async () => {
    const { f, ids } = await three();
    const { body } = await f.call("ListTagResources", { ...base, "Tag.1.Key": "env" });
    expect(
      body.TagResources.TagResource.map((row: { ResourceId: string; TagValue: string }) => [
        row.ResourceId,
        row.TagValue,
      ]),
    ).toEqual([
      [ids[0], "prod"],
      [ids[1], "test"],
    ]);
  });

  test("ListTagResources goes on with NextToken after 50 tags", async () => {
    const f = await fixture();
    for (let made = 0; made < 3; made += 1) {
      await f.call("CreateInstance", {
        ...smallest,
        ...Object.fromEntries(Array.from({ length: 20 }, (_, i) => [`Tag.${i + 1}.Key`, `k${i}`])),
      });
    }
    const first = (await f.call("ListTagResources", { ...base, "Tag.1.Key": "k0" })).body;
    expect([first.TagResources.TagResource.length, first.NextToken]).toEqual([50, "50"]);
    const second = (await f.call("ListTagResources", { ...base, "Tag.1.Key": "k0", NextToken: first.NextToken })).body;
    expect([second.TagResources.TagResource.length, second.NextToken]).toEqual([10, ""]);
  });

  test("an instance may be tagged while Creating", async () => {
    const f = await fixture();
    const id = (await f.call("CreateInstance", smallest)).body.InstanceId;
    expect((await f.call("TagResources", { ...base, "ResourceId.1": id, "Tag.1.Key": "k" })).status).toBe(200);
  });

  const refused: Record<string, [string, Record<string, string>, string]> = {
    "an unknown id": ["TagResources", { "ResourceId.1": "r-no", "Tag.1.Key": "k" }, "InvalidDbInstanceId.NotFound"],
    "no id": ["TagResources", { "Tag.1.Key": "k" }, "MissingParameter"],
    "no key to remove": ["UntagResources", { "ResourceId.1": "r-no" }, "InvalidDbInstanceId.NotFound"],
    "another type": [
      "TagResources",
      { ResourceType: "DISK", "ResourceId.1": "r-no", "Tag.1.Key": "k" },
      "InvalidParam",
    ],
    "neither id nor tag": ["ListTagResources", {}, "MissingParameter"],
  };
  test.each(Object.entries(refused))("%s is refused", async (_name, [action, params, code]) => {
    expect((await (await fixture()).call(action, { ...base, ...params })).body.Code).toBe(code);
  });

  test("the 21st tag of an instance is refused, and none of that call is set", async () => {
    const { f, ids } = await three();
    const many = Object.fromEntries(Array.from({ length: 20 }, (_, i) => [`Tag.${i + 1}.Key`, `k${i}`]));
    expect((await f.call("TagResources", { ...base, "ResourceId.1": ids[0] ?? "", ...many })).body.Code).toBe(
      "InvalidParam",
    );
    expect(f.sandbox.instances()[0]?.tags).toEqual({ env: "prod" });
  });
});
