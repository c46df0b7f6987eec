import { provisionMs } from "../openSandbox";
import { type Element, element, idsOf, nativeSmall, otherAccount, ownAccount, useFixture } from "./fixture";

const f = useFixture();

const week = 7 * 24 * 3_600_000;
const vpc = { vpcId: "vpc-1234", vSwitchId: "vsw-1234" };
const given: Element = { ...element, ...vpc, instanceName: "precious", password: "Secret!12345" };

async function binned(one: Element = given): Promise<string> {
  const [id = ""] = await f.createdBatch([one]);
  await remove(id);
  return id;
}

async function remove(id: string): Promise<void> {
  expect(await f.code("DeleteInstance", { InstanceId: id })).toBeUndefined();
  f.wait();
}

const listed = async (params = {}) => (await f.call("DescribeInstances", params)).body.Instances.KVStoreInstance;
const inBin = () => listed({ Expired: "true" });
const rebuild = (id: string, more: Element = {}, params = {}) =>
  f.createInstances([{ ...element, SrcDBInstanceId: id, RebuildInstance: "true", ...more }], params);
const rebuildCode = async (id: string, more?: Element) => (await rebuild(id, more)).body.Code;

describe("what was deleted", () => {
  test("is Released with its DestroyTime under Expired=true for seven days, and nowhere else", async () => {
    const id = await binned();
    const rows = await inBin();
    expect(rows).toMatchObject([
      { InstanceId: id, InstanceStatus: "Released", DestroyTime: "2026-11-21T00:00:02Z", InstanceName: "precious" },
    ]);
    for (const params of [{}, { InstanceIds: id }, { Expired: "false" }]) expect(await listed(params)).toEqual([]);
    expect(await f.code("DescribeInstanceAttribute", { InstanceId: id })).toBe("InvalidInstanceId.NotFound");
    expect(f.sandbox.instances()).toEqual([]);
    f.wait(week - 1);
    expect(await inBin()).toHaveLength(1);
    f.wait(1);
    expect(await inBin()).toEqual([]);
  });

  test("is listed by the other filters too, and only for its own account", async () => {
    await f.restart({ keys: { aliyun: [otherAccount] } });
    const id = await binned();
    expect(await listed({ Expired: "true", SearchKey: "precious", InstanceStatus: "Released" })).toHaveLength(1);
    expect(await listed({ Expired: "true", VpcId: "vpc-other" })).toEqual([]);
    const asOther = await f.call("DescribeInstances", { Expired: "true" }, { keys: otherAccount });
    expect(asOther.body.TotalCount).toBe(0);
    expect(await f.code("DestroyInstance", { InstanceId: id }, { keys: otherAccount })).toBe(
      "InvalidInstanceId.NotFound",
    );
  });

  test("is not in the bin when its deletion failed or never ends", async () => {
    for (const kind of ["fail", "stuck"] as const) {
      const [id = ""] = await f.createdBatch([given]);
      f.sandbox.fault({ cloud: "aliyun", action: "DeleteInstance", kind });
      await remove(id);
      expect(await f.describe(id)).toMatchObject({ InstanceStatus: kind === "fail" ? "Unavailable" : "Released" });
    }
    expect(await inBin()).toEqual([]);
  });
});

describe("DestroyInstance", () => {
  test("empties the bin of one instance for good", async () => {
    const [one, two] = [await binned(), await binned()];
    expect(await f.code("DestroyInstance", { InstanceId: one })).toBeUndefined();
    expect((await inBin()).map((row: Record<string, string>) => row.InstanceId)).toEqual([two]);
    expect(await f.code("DestroyInstance", { InstanceId: one })).toBe("InvalidInstanceId.NotFound");
    expect(await rebuildCode(one)).toBe("InvalidInstanceId.NotFound");
  });

  test("is IncorrectDBInstanceState for one that exists or is still being released", async () => {
    const id = await f.created();
    const destroy = () => f.code("DestroyInstance", { InstanceId: id });
    expect(await destroy()).toBe("IncorrectDBInstanceState");
    await f.call("DeleteInstance", { InstanceId: id });
    expect(await destroy()).toBe("IncorrectDBInstanceState");
  });
});

describe("RebuildInstance", () => {
  test("brings back id, name, class, place and age; Creating, then Normal", async () => {
    const [id = ""] = await f.createdBatch([given]);
    const before = await f.describe(id);
    const tag = { RegionId: "cn-hangzhou", ResourceType: "INSTANCE", "ResourceId.1": id, "Tag.1.Key": "k" };
    await f.call("TagResources", tag);
    await f.call("ModifySecurityIps", { InstanceId: id, SecurityIps: "10.0.0.0/8" });
    f.wait(3_600_000);
    await remove(id);
    f.wait(3_600_000);
    const answer = await rebuild(id);
    expect(idsOf(answer)).toEqual([id]);
    expect(await f.describe(id)).toMatchObject({ InstanceStatus: "Creating", IsOrderCompleted: false });
    expect(await inBin()).toEqual([]);
    f.wait(provisionMs);
    const after = await f.describe(id);
    expect(after).toEqual({ ...before, Tags: { Tag: [{ Key: "k", Value: "" }] } });
    expect(after).toMatchObject({ InstanceName: "precious", SecurityIPList: "127.0.0.1", InstanceStatus: "Normal" });
    expect(f.sandbox.instances()).toMatchObject([{ id, secrets: {} }]);
    await remove(id);
    expect(await inBin()).toHaveLength(1);
  });

  test("a name, a password and a billing method of the call win; what agrees may be said", async () => {
    const id = await binned();
    const agreeing = { ...given, EngineVersion: "5.0", nodeType: "MASTER_SLAVE", quantity: 1 };
    const other = { instanceName: "renamed", password: "Other!123456", ChargeType: "PrePaid", Period: 1 };
    await rebuild(id, { ...agreeing, ...other });
    const properties = { ChargeType: "PrePaid", EndTime: "2026-12-21T00:00:02Z" };
    const secrets = { Password: "Other!123456" };
    expect(f.sandbox.instances()).toMatchObject([{ id, name: "renamed", secrets, properties }]);
  });

  test("the outer RebuildInstance is for all elements, but for one that says false", async () => {
    const id = await binned();
    const source = { ...element, SrcDBInstanceId: id };
    const elements = [source, { ...element, RebuildInstance: false }];
    expect(idsOf(await f.createInstances(elements, { RebuildInstance: true }))[0]).toBe(id);
    expect(f.sandbox.instances()).toHaveLength(2);
  });

  const rejected: Record<string, [more: Element, code: string]> = {
    "two of it": [{ quantity: 2 }, "InvalidInstances.Malformed"],
    "no source": [{ SrcDBInstanceId: "" }, "MissingParameter"],
    "an unknown source": [{ SrcDBInstanceId: "r-bp1nobody00000000" }, "InvalidInstanceId.NotFound"],
    "the wrong region": [{ RegionId: "cn-beijing", izNo: "cn-beijing-b" }, "InvalidInstanceId.NotFound"],
    "another zone": [{ izNo: "cn-hangzhou-i" }, "InvalidParam"],
    "another class": [{ instanceClass: "redis.master.mid.default" }, "InvalidParam"],
    "another VPC": [{ vpcId: "vpc-5678", vSwitchId: "vsw-5678" }, "InvalidParam"],
    "another engine": [{ EngineVersion: "4.0" }, "InvalidParam"],
    "a backup set": [{ BackupId: "1" }, "InvalidParam"],
    "no class": [{ instanceClass: "" }, "MissingParameter"],
    "a bad password": [{ password: "x" }, "InvalidPassword.Malformed"],
    "a word for a boolean": [{ RebuildInstance: "yes" }, "InvalidInstances.Malformed"],
  };
  test.each(Object.entries(rejected))("%s is rejected, and the bin stays as it is", async (_name, [more, code]) => {
    const id = await binned();
    expect(await rebuildCode(id, more)).toBe(code);
    expect([await inBin(), f.sandbox.instances()]).toMatchObject([[{ InstanceId: id }], []]);
  });

  test("one that exists, one that is being released, and one that is asked for twice are rejected", async () => {
    const [id = ""] = await f.createdBatch([given]);
    expect(await rebuildCode(id)).toBe("IncorrectDBInstanceState");
    await f.call("DeleteInstance", { InstanceId: id });
    expect(await rebuildCode(id)).toBe("IncorrectDBInstanceState");
    f.wait();
    const twice = { ...element, SrcDBInstanceId: id };
    expect(await f.batchCode([twice, twice], { RebuildInstance: true })).toBe("InvalidInstances.Malformed");
    f.wait(week);
    expect(await rebuildCode(id)).toBe("InvalidInstanceId.NotFound");
  });

  test("a cloud-native instance lies in the bin too, but this call does not bring it back", async () => {
    const id = await f.created(nativeSmall);
    await remove(id);
    expect(await inBin()).toHaveLength(1);
    expect(await rebuildCode(id, { instanceClass: nativeSmall.InstanceClass })).toBe("InvalidInstanceClass.NotFound");
  });

  test("it counts towards the quota", async () => {
    const id = await binned();
    await f.drift(ownAccount, { quota: 0 });
    expect(await rebuildCode(id)).toBe("QuotaExceed.AfterpayInstance");
  });

  test("a domain or an address that is used again by now is replaced", async () => {
    const place = { VpcId: "vpc-1234", VSwitchId: "vsw-1234", ZoneId: "cn-hangzhou-h" };
    const own = { ...place, ConnectionStringPrefix: "sessions1", PrivateIpAddress: "172.16.0.10" };
    const id = await f.created(own);
    await remove(id);
    await f.created(own);
    await rebuild(id);
    const restored = await f.describe(id);
    expect(restored.ConnectionDomain).toBe(`${id}.redis.rds.aliyuncs.com`);
    expect(restored.PrivateIp).not.toBe("172.16.0.10");
  });

  test("with AutoPay=false it stays in the bin until it is paid, and cannot be paid when it has left it", async () => {
    const more = { ChargeType: "PrePaid", Period: 1 };
    const ids = [await binned(), await binned()];
    const orders = [];
    for (const id of ids) orders.push((await rebuild(id, more, { AutoPay: false })).body.OrderId);
    expect([(await inBin()).length, f.sandbox.instances()]).toEqual([2, []]);
    expect(await f.pay(orders[0])).toEqual([200, { ok: true }]);
    expect(f.sandbox.instances()).toMatchObject([{ id: ids[0], status: "Creating" }]);
    await f.call("DestroyInstance", { InstanceId: ids[1] ?? "" });
    expect(await f.pay(orders[1])).toMatchObject([400, { error: expect.stringContaining("recycle bin any more") }]);
  });
});

test("the bin survives a restart with --state", async () => {
  const { stateFile } = f;
  await f.restart({ stateFile });
  const id = await binned();
  await f.restart({ stateFile });
  expect(await inBin()).toMatchObject([{ InstanceId: id, InstanceStatus: "Released" }]);
  await rebuild(id);
  expect(await f.describe(id)).toMatchObject({ InstanceName: "precious", InstanceStatus: "Creating" });
});
