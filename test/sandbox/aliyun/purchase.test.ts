import { control, createInstances, element, ownAccount, prepaid } from "./batch";
import { changeMs, closeAll, type Fixture, fixture, provisionMs, smallest } from "./fixture";

afterEach(closeAll);

const set = (f: Fixture, facts: Record<string, unknown>) =>
  control(f, "/drift", { cloud: "aliyun", id: ownAccount, set: facts });
const stock = (f: Fixture, zone: string, count: number | null) =>
  control(f, "/drift", { cloud: "aliyun", id: zone, set: { stock: count } });
const code = async (f: Fixture, elements: unknown[], params = {}) =>
  (await createInstances(f, elements, params)).body.Code;

describe("facts of the account", () => {
  test.each([
    [{ isRealNameVerified: false }, 403, "RealNameAuthenticationError"],
    [{ hasPaymentMethod: false }, 400, "PaymentMethodNotFound"],
    [{ isFinanceUser: true }, 400, "ResourceNotAvailable"],
    [{ vpcServiceWorks: false }, 400, "VpcServiceError"],
    [{ balance: 0 }, 400, "InsufficientBalance"],
    [{ quota: 0 }, 400, "QuotaExceed.AfterpayInstance"],
  ])("%j: %i %s for both creations, until it is taken back", async (facts, status, expected) => {
    const f = await fixture();
    expect(await set(f, facts)).toEqual([200, { ok: true }]);
    const answers = [await createInstances(f, [element]), await f.call("CreateInstance", smallest)];
    expect(answers.map((one) => [one.status, one.body.Code])).toEqual([
      [status, expected],
      [status, expected],
    ]);
    expect(f.sandbox.instances()).toEqual([]);
    await set(f, Object.fromEntries(Object.keys(facts).map((name) => [name, null])));
    expect(await code(f, [element])).toBeUndefined();
  });

  test("without a VPC its service is not asked", async () => {
    const f = await fixture();
    await set(f, { vpcServiceWorks: false });
    const classic = { ...element, RegionId: "cn-qingdao", izNo: "cn-qingdao-b", networkType: "CLASSIC" };
    expect(await code(f, [classic])).toBeUndefined();
  });

  test("another account's are its own", async () => {
    const keys = { id: "other", secret: "s", account: "2000000000000002" };
    const f = await fixture({ keys: { aliyun: [keys] } });
    await set(f, { quota: 0 });
    expect((await createInstances(f, [element], {}, { keys })).status).toBe(200);
    await control(f, "/drift", { cloud: "aliyun", id: keys.account, set: { quota: 1 } });
    expect((await createInstances(f, [element], {}, { keys })).body.Code).toBe("QuotaExceed.AfterpayInstance");
  });

  test("a name, a value or an account that is none is an error, not a drift that does nothing", async () => {
    const f = await fixture();
    const drift = (id: string, facts: Record<string, unknown>) => () =>
      f.sandbox.drift({ cloud: "aliyun", id, set: facts });
    expect(drift(ownAccount, { quotas: 1 })).toThrow('no "quotas"; there are: quota, balance');
    expect(drift(ownAccount, { quota: "1" })).toThrow("quota has to be a count");
    expect(drift(ownAccount, { isFinanceUser: 1 })).toThrow("isFinanceUser has to be a boolean");
    expect(drift("cn-hangzhou-h", { stock: -1 })).toThrow("stock has to be a count");
    expect(drift("3000000000000003", { quota: 1 })).toThrow('no instance "3000000000000003"');
  });

  test("a reset takes everything back", async () => {
    const f = await fixture();
    await set(f, { quota: 0 });
    await stock(f, "cn-hangzhou-h", 0);
    f.sandbox.reset();
    expect(await code(f, [element])).toBeUndefined();
  });
});

describe("sums", () => {
  test("the quota holds for the whole call: nothing is made of what is too much, prepaid ones do not count", async () => {
    const f = await fixture();
    await set(f, { quota: 3 });
    expect(
      await code(f, [
        { ...element, quantity: 2 },
        { ...element, quantity: 2 },
      ]),
    ).toBe("QuotaExceed.AfterpayInstance");
    expect(f.sandbox.instances()).toEqual([]);
    expect(
      await code(f, [
        { ...element, quantity: 3 },
        { ...prepaid, quantity: 2 },
      ]),
    ).toBeUndefined();
    expect(await code(f, [prepaid])).toBeUndefined();
    expect(await code(f, [element])).toBe("QuotaExceed.AfterpayInstance");
  });

  test("a deleted instance frees its place in the quota, not in the zone", async () => {
    const f = await fixture();
    await set(f, { quota: 1 });
    await stock(f, "cn-hangzhou-h", 2);
    const { body } = await createInstances(f, [element]);
    f.clock.now += provisionMs;
    await f.call("DeleteInstance", { InstanceId: body.InstanceIds.InstanceId[0] });
    f.clock.now += changeMs;
    expect(await code(f, [element])).toBeUndefined();
    await set(f, { quota: null });
    expect(await code(f, [element])).toBe("QuotaNotEnough");
  });

  test("the stock of a zone holds for the sum of its elements, and for a single creation", async () => {
    const f = await fixture();
    await stock(f, "cn-hangzhou-h", 3);
    const elsewhere = { ...element, izNo: "cn-hangzhou-i", quantity: 5 };
    expect(await code(f, [elsewhere, { ...element, quantity: 2 }, { ...element, quantity: 2 }])).toBe("QuotaNotEnough");
    expect(f.sandbox.instances()).toEqual([]);
    expect(await code(f, [elsewhere, { ...element, quantity: 2 }])).toBeUndefined();
    const single = { ...smallest, ZoneId: "cn-hangzhou-h" };
    expect((await f.call("CreateInstance", single)).status).toBe(200);
    expect((await f.call("CreateInstance", single)).body.Code).toBe("QuotaNotEnough");
  });

  test("the balance is for the sum of what is paid at once: 100 CNY for 1 GB and 1 month", async () => {
    const f = await fixture();
    await set(f, { balance: 250 });
    expect(await code(f, [prepaid, prepaid, prepaid])).toBe("InsufficientBalance");
    expect(await code(f, [prepaid, prepaid, prepaid], { AutoPay: false })).toBeUndefined();
    expect(await code(f, [prepaid, prepaid])).toBeUndefined();
    expect(await code(f, [prepaid])).toBe("InsufficientBalance");
    expect(await code(f, [element])).toBeUndefined();
  });
});
