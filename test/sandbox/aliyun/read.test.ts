import type { Params } from "./client";
import { manyTags, prepaid, useFixture } from "./fixture";

const f = useFixture();

interface Row {
  readonly InstanceId: string;
}

const idsOf = (body: { Instances: { KVStoreInstance: Row[] } }) =>
  body.Instances.KVStoreInstance.map((one) => one.InstanceId);

async function three(): Promise<string[]> {
  const env = (value: string) => ({ "Tag.1.Key": "env", "Tag.1.Value": value });
  return [
    await f.created({ InstanceName: "alpha", ...env("prod") }),
    await f.created({ InstanceName: "beta", ...env("test"), VpcId: "vpc-1234", VSwitchId: "vsw-1234" }),
    await f.created({ InstanceName: "gamma", RegionId: "cn-beijing", ZoneId: "cn-beijing-b", ...prepaid }),
  ];
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
    const ids = await three();
    const { body } = await f.call("DescribeInstances", params(ids));
    expect(idsOf(body)).toEqual(expected.map((index) => ids[index]));
    expect(body.TotalCount).toBe(expected.length);
  });

  test("pages of 2: two, then one, then none; TotalCount stays 3", async () => {
    const ids = await three();
    const page = async (PageNumber: number) => (await f.call("DescribeInstances", { PageNumber, PageSize: 2 })).body;
    expect(idsOf(await page(1))).toEqual(ids.slice(0, 2));
    expect(idsOf(await page(2))).toEqual(ids.slice(2));
    expect(await page(3)).toMatchObject({ Instances: { KVStoreInstance: [] }, TotalCount: 3, PageSize: 2 });
  });

  const rejected: Record<string, [Params, string]> = {
    "31 ids": [{ InstanceIds: Array.from({ length: 31 }, (_, i) => `r-${i}`).join(",") }, "InvalidParam"],
    "PageSize 51": [{ PageSize: 51 }, "InvalidParam"],
    "PageNumber 0": [{ PageNumber: 0 }, "InvalidParam"],
    "6 tags": [{ RegionId: "cn-hangzhou", ...manyTags(6) }, "InvalidParam"],
    "a tag filter without a region": [{ "Tag.1.Key": "k" }, "MissingParameter"],
  };
  test.each(Object.entries(rejected))("%s is rejected", async (_name, [params, code]) => {
    expect(await f.code("DescribeInstances", params)).toBe(code);
  });

  test("it lacks what readiness depends on: no IsOrderCompleted, no RealInstanceClass", async () => {
    await three();
    const [row] = (await f.call("DescribeInstances")).body.Instances.KVStoreInstance;
    expect(row).not.toHaveProperty("IsOrderCompleted");
    expect(row).not.toHaveProperty("RealInstanceClass");
    expect(row).toMatchObject({ UserName: row.InstanceId, Tags: { Tag: [{ Key: "env", Value: "prod" }] } });
  });
});

describe("tags", () => {
  const base = { RegionId: "cn-hangzhou", ResourceType: "INSTANCE" };

  test("TagResources overwrites a key, UntagResources removes one, All removes the others", async () => {
    const ids = await three();
    const one = { ...base, "ResourceId.1": ids[0] ?? "" };
    const tags = () => f.sandbox.instances()[0]?.tags;
    const two = { "Tag.1.Key": "env", "Tag.1.Value": "new", "Tag.2.Key": "团队", "Tag.2.Value": "缓存" };
    await f.call("TagResources", { ...one, ...two });
    expect(tags()).toEqual({ env: "new", 团队: "缓存" });
    await f.call("UntagResources", { ...one, "TagKey.1": "env", "TagKey.2": "never" });
    expect(tags()).toEqual({ 团队: "缓存" });
    await f.call("UntagResources", { ...one, All: true });
    expect(tags()).toEqual({});
  });

  test("the vendor's own tags cannot be removed, and stay with All", async () => {
    const ids = await three();
    const one = { ...base, "ResourceId.1": ids[0] ?? "" };
    const own = { "acs:rm:rgId": "rg-1", "aliyun-cost": "shop" };
    f.sandbox.drift({ cloud: "aliyun", id: ids[0] ?? "", tags: { env: "prod", ...own } });
    for (const key of Object.keys(own))
      expect(await f.code("UntagResources", { ...one, "TagKey.1": "env", "TagKey.2": key })).toBe("InvalidParam");
    await f.call("UntagResources", { ...one, All: true });
    expect(f.sandbox.instances()[0]?.tags).toEqual(own);
  });

  test("ListTagResources finds by key alone over all instances of the region", async () => {
    const ids = await three();
    const { body } = await f.call("ListTagResources", { ...base, "Tag.1.Key": "env" });
    expect(body.TagResources.TagResource).toMatchObject([
      { ResourceId: ids[0], TagValue: "prod" },
      { ResourceId: ids[1], TagValue: "test" },
    ]);
  });

  test("ListTagResources goes on with NextToken after 50 tags", async () => {
    for (let made = 0; made < 3; made += 1) await f.created(manyTags(20));
    const page = async (more: Params) => {
      const { body } = await f.call("ListTagResources", { ...base, "Tag.1.Key": "k1", ...more });
      return [body.TagResources.TagResource.length, body.NextToken];
    };
    expect(await page({})).toEqual([50, "50"]);
    expect(await page({ NextToken: "50" })).toEqual([10, ""]);
  });

  test("an instance may be tagged while Creating", async () => {
    const id = (await f.create()).body.InstanceId;
    expect(await f.code("TagResources", { ...base, "ResourceId.1": id, "Tag.1.Key": "k" })).toBeUndefined();
  });

  const tag = { "ResourceId.1": "r-no", "Tag.1.Key": "k" };
  const rejected: Record<string, [string, Params, string]> = {
    "an unknown id": ["TagResources", tag, "InvalidDbInstanceId.NotFound"],
    "no id": ["TagResources", { "Tag.1.Key": "k" }, "MissingParameter"],
    "an unknown id to untag": ["UntagResources", { "ResourceId.1": "r-no" }, "InvalidDbInstanceId.NotFound"],
    "another type": ["TagResources", { ...tag, ResourceType: "DISK" }, "InvalidParam"],
    "neither id nor tag": ["ListTagResources", {}, "MissingParameter"],
  };
  test.each(Object.entries(rejected))("%s is rejected", async (_name, [action, params, code]) => {
    expect(await f.code(action, { ...base, ...params })).toBe(code);
  });

  test("the 21st tag of an instance is rejected, and none of that call is set; untagging needs a key", async () => {
    const ids = await three();
    const one = { ...base, "ResourceId.1": ids[0] ?? "" };
    expect(await f.code("TagResources", { ...one, ...manyTags(20) })).toBe("InvalidParam");
    expect(f.sandbox.instances()[0]?.tags).toEqual({ env: "prod" });
    expect(await f.code("UntagResources", one)).toBe("MissingParameter");
  });
});
