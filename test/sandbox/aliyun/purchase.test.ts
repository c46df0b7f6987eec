import { provisionMs } from "../openSandbox";
import { element, otherAccount, ownAccount, prepaidElement, smallest, useFixture } from "./fixture";

const f = useFixture();

const zone = "cn-hangzhou-h";

describe("facts of the account", () => {
  test.each([
    [{ isRealNameVerified: false }, 403, "RealNameAuthenticationError"],
    [{ hasPaymentMethod: false }, 400, "PaymentMethodNotFound"],
    [{ isFinanceUser: true }, 400, "ResourceNotAvailable"],
    [{ vpcServiceWorks: false }, 400, "VpcServiceError"],
    [{ balance: 0 }, 400, "InsufficientBalance"],
    [{ quota: 0 }, 400, "QuotaExceed.AfterpayInstance"],
  ])("%j: %i %s for both creations, until it is removed", async (facts, status, expected) => {
    expect(await f.drift(ownAccount, facts)).toEqual([200, { ok: true }]);
    const answers = [await f.createInstances([element]), await f.create()];
    expect(answers.map((one) => [one.status, one.body.Code])).toEqual([
      [status, expected],
      [status, expected],
    ]);
    expect(f.sandbox.instances()).toEqual([]);
    await f.drift(ownAccount, Object.fromEntries(Object.keys(facts).map((name) => [name, null])));
    expect(await f.batchCode([element])).toBeUndefined();
  });

  test("without a VPC its service is not asked", async () => {
    await f.drift(ownAccount, { vpcServiceWorks: false });
    const classic = { ...element, RegionId: "cn-qingdao", izNo: "cn-qingdao-b", networkType: "CLASSIC" };
    expect(await f.batchCode([classic])).toBeUndefined();
  });

  test("another account's are its own", async () => {
    const options = { keys: otherAccount };
    await f.restart({ keys: { aliyun: [otherAccount] } });
    await f.drift(ownAccount, { quota: 0 });
    expect(await f.batchCode([element], {}, options)).toBeUndefined();
    await f.drift(otherAccount.account, { quota: 1 });
    expect(await f.batchCode([element], {}, options)).toBe("QuotaExceed.AfterpayInstance");
  });

  test("a name, a value or an account that does not exist is an error, not a drift without effect", async () => {
    const drift = (id: string, facts: Record<string, unknown>) => () =>
      f.sandbox.drift({ cloud: "aliyun", id, set: facts });
    expect(drift(ownAccount, { quotas: 1 })).toThrow('no "quotas"; there are: quota, balance');
    expect(drift(ownAccount, { quota: "1" })).toThrow("quota has to be a count");
    expect(drift(ownAccount, { isFinanceUser: 1 })).toThrow("isFinanceUser has to be a boolean");
    expect(drift(zone, { stock: -1 })).toThrow("stock has to be a count");
    expect(drift("3000000000000003", { quota: 1 })).toThrow('no instance "3000000000000003"');
  });

  test("a reset removes everything", async () => {
    await f.drift(ownAccount, { quota: 0 });
    await f.drift(zone, { stock: 0 });
    f.sandbox.reset();
    expect(await f.batchCode([element])).toBeUndefined();
  });
});

describe("sums", () => {
  test("the quota holds for the whole call: nothing is created beyond it, prepaid ones do not count", async () => {
    await f.drift(ownAccount, { quota: 3 });
    const two = { ...element, quantity: 2 };
    expect(await f.batchCode([two, two])).toBe("QuotaExceed.AfterpayInstance");
    expect(f.sandbox.instances()).toEqual([]);
    expect(await f.batchCode([two, element, prepaidElement, prepaidElement])).toBeUndefined();
    expect(await f.batchCode([prepaidElement])).toBeUndefined();
    expect(await f.batchCode([element])).toBe("QuotaExceed.AfterpayInstance");
  });

  test("the quota of a key holds without one of the account", async () => {
    const options = { keys: { ...otherAccount, quota: 1 } };
    await f.restart({ keys: { aliyun: [options.keys] } });
    expect(await f.code("CreateInstance", smallest, options)).toBeUndefined();
    expect(await f.code("CreateInstance", smallest, options)).toBe("QuotaExceed.AfterpayInstance");
  });

  test("a deleted instance frees its place in the quota, not in the zone", async () => {
    await f.drift(ownAccount, { quota: 1 });
    await f.drift(zone, { stock: 2 });
    const { body } = await f.createInstances([element]);
    f.wait(provisionMs);
    await f.call("DeleteInstance", { InstanceId: body.InstanceIds.InstanceId[0] });
    f.wait();
    expect(await f.batchCode([element])).toBeUndefined();
    await f.drift(ownAccount, { quota: null });
    expect(await f.batchCode([element])).toBe("QuotaNotEnough");
  });

  test("the stock of a zone holds for the sum of its elements, and for a single creation", async () => {
    await f.drift(zone, { stock: 3 });
    const elsewhere = { ...element, izNo: "cn-hangzhou-i", quantity: 5 };
    const two = { ...element, quantity: 2 };
    expect(await f.batchCode([elsewhere, two, two])).toBe("QuotaNotEnough");
    expect(f.sandbox.instances()).toEqual([]);
    expect(await f.batchCode([elsewhere, two])).toBeUndefined();
    const single = { ...smallest, ZoneId: zone };
    expect(await f.code("CreateInstance", single)).toBeUndefined();
    expect(await f.code("CreateInstance", single)).toBe("QuotaNotEnough");
  });

  test("the balance is for the sum of what is paid at once: 100 CNY for 1 GB and 1 month", async () => {
    await f.drift(ownAccount, { balance: 250 });
    expect(await f.batchCode([prepaidElement, prepaidElement, prepaidElement])).toBe("InsufficientBalance");
    expect(await f.batchCode([prepaidElement, prepaidElement, prepaidElement], { AutoPay: false })).toBeUndefined();
    expect(await f.batchCode([prepaidElement, prepaidElement])).toBeUndefined();
    expect(await f.batchCode([prepaidElement])).toBe("InsufficientBalance");
    expect(await f.batchCode([element])).toBeUndefined();
  });
});
