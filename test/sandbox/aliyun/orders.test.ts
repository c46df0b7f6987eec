import { createInstances, element, idsOf, prepaidElement } from "./batch";
import { closeAll, type Fixture, fixture, newStateFile, provisionMs } from "./fixture";

afterEach(closeAll);

const pay = (f: Fixture, orderId: string) => f.control("/pay", { cloud: "aliyun", orderId });

async function seen(f: Fixture): Promise<unknown[]> {
  const { body } = await f.call("DescribeInstances");
  return body.Instances.KVStoreInstance.map((one: Record<string, string>) => one.InstanceId);
}

describe("AutoPay=false", () => {
  test("a prepaid order shows nothing anywhere until it is paid; its time begins with the payment", async () => {
    const f = await fixture();
    const answer = await createInstances(f, [{ ...prepaidElement, quantity: 2 }], { AutoPay: false });
    const ids = idsOf(answer);
    f.clock.now += 10 * provisionMs;
    expect([await seen(f), f.sandbox.instances()]).toEqual([[], []]);
    for (const action of ["DescribeInstanceAttribute", "DescribeDBInstanceNetInfo", "DeleteInstance"])
      expect(await f.code(action, { InstanceId: ids[0] ?? "" })).toBe("InvalidInstanceId.NotFound");
    const paidAt = new Date(f.clock.now).toISOString().replace(".000", "");
    expect(await pay(f, answer.body.OrderId)).toEqual([200, { ok: true }]);
    expect(await f.describe(ids[0] ?? "")).toMatchObject({
      InstanceStatus: "Creating",
      IsOrderCompleted: false,
      CreateTime: paidAt,
      EndTime: paidAt.replace("2026-11", "2026-12"),
    });
    f.clock.now += provisionMs;
    expect(await seen(f)).toEqual(ids);
    expect(await f.describe(ids[1] ?? "")).toMatchObject({ InstanceStatus: "Normal", IsOrderCompleted: true });
  });

  test("it is for prepaid elements only: the others of the call are created at once", async () => {
    const f = await fixture();
    const answer = await createInstances(f, [prepaidElement, element], { AutoPay: "false" });
    expect(await seen(f)).toEqual(idsOf(answer).slice(1));
    await pay(f, answer.body.OrderId);
    expect(new Set(await seen(f))).toEqual(new Set(idsOf(answer)));
  });

  test("paying for nothing is an error: paid twice, paid by AutoPay, unknown, of no cloud", async () => {
    const f = await fixture();
    const { OrderId } = (await createInstances(f, [prepaidElement], { AutoPay: false })).body;
    const auto = (await createInstances(f, [prepaidElement])).body.OrderId;
    await pay(f, OrderId);
    for (const id of [OrderId, auto, "1"]) {
      expect(await pay(f, id)).toEqual([400, { error: expect.stringContaining(`the payment of order "${id}"`) }]);
    }
    expect(await f.control("/pay", { cloud: "x", orderId: OrderId })).toMatchObject([400, {}]);
    expect(f.sandbox.instances()).toHaveLength(2);
  });

  test("a test pays in process as well, by a drift of the order", async () => {
    const f = await fixture();
    const { OrderId } = (await createInstances(f, [prepaidElement], { AutoPay: false })).body;
    f.sandbox.drift({ cloud: "aliyun", id: OrderId, set: { paid: true } });
    expect(await seen(f)).toHaveLength(1);
  });

  test("an order outlives a restart with --state", async () => {
    const stateFile = newStateFile();
    const f = await fixture({ stateFile });
    const answer = await createInstances(f, [prepaidElement], { AutoPay: false });
    await f.sandbox.close();
    const g = await fixture({ stateFile });
    await pay(g, answer.body.OrderId);
    expect(await seen(g)).toEqual(idsOf(answer));
  });
});
