import { provisionMs } from "../openSandbox";
import { element, idsOf, prepaidElement, useFixture } from "./fixture";

const f = useFixture();

const seen = async (): Promise<unknown[]> =>
  (await f.call("DescribeInstances")).body.Instances.KVStoreInstance.map(
    (one: Record<string, string>) => one.InstanceId,
  );

describe("AutoPay=false", () => {
  test("a prepaid order shows nothing anywhere until it is paid; its time begins with the payment", async () => {
    const answer = await f.createInstances([{ ...prepaidElement, quantity: 2 }], { AutoPay: false });
    const ids = idsOf(answer);
    f.wait(10 * provisionMs);
    expect([await seen(), f.sandbox.instances()]).toEqual([[], []]);
    for (const action of ["DescribeInstanceAttribute", "DescribeDBInstanceNetInfo", "DeleteInstance"])
      expect(await f.code(action, { InstanceId: ids[0] ?? "" })).toBe("InvalidInstanceId.NotFound");
    const paidAt = new Date(f.clock.now).toISOString().replace(".000", "");
    expect(await f.pay(answer.body.OrderId)).toEqual([200, { ok: true }]);
    expect(await f.describe(ids[0] ?? "")).toMatchObject({
      InstanceStatus: "Creating",
      IsOrderCompleted: false,
      CreateTime: paidAt,
      EndTime: paidAt.replace("2026-11", "2026-12"),
    });
    f.wait(provisionMs);
    expect(await seen()).toEqual(ids);
    expect(await f.describe(ids[1] ?? "")).toMatchObject({ InstanceStatus: "Normal", IsOrderCompleted: true });
  });

  test("it is for prepaid elements only: the others of the call are created at once", async () => {
    const answer = await f.createInstances([prepaidElement, element], { AutoPay: "false" });
    expect(await seen()).toEqual(idsOf(answer).slice(1));
    await f.pay(answer.body.OrderId);
    expect(new Set(await seen())).toEqual(new Set(idsOf(answer)));
  });

  test("paying for nothing is an error: paid twice, paid by AutoPay, unknown, of no cloud", async () => {
    const { OrderId } = (await f.createInstances([prepaidElement], { AutoPay: false })).body;
    const auto = (await f.createInstances([prepaidElement])).body.OrderId;
    await f.pay(OrderId);
    for (const id of [OrderId, auto, "1"]) {
      expect(await f.pay(id)).toEqual([400, { error: expect.stringContaining(`the payment of order "${id}"`) }]);
    }
    expect(await f.control("/pay", { cloud: "x", orderId: OrderId })).toMatchObject([400, {}]);
    expect(f.sandbox.instances()).toHaveLength(2);
  });

  test("a test pays in process as well, by a drift of the order", async () => {
    const { OrderId } = (await f.createInstances([prepaidElement], { AutoPay: false })).body;
    f.sandbox.drift({ cloud: "aliyun", id: OrderId, set: { paid: true } });
    expect(await seen()).toHaveLength(1);
  });

  test("an order outlives a restart with --state", async () => {
    const { stateFile } = f;
    await f.restart({ stateFile });
    const answer = await f.createInstances([prepaidElement], { AutoPay: false });
    await f.restart({ stateFile });
    await f.pay(answer.body.OrderId);
    expect(await seen()).toEqual(idsOf(answer));
  });
});
