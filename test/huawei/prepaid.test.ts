import { call } from "../sandbox/huawei/client";
import { useEach } from "../support/useEach";
import { base } from "./fixture";
import { frontOf } from "./front";
import { huaweiWorld } from "./world";

const monthly = { chargingMode: "prePaid", isAutoPay: true, periodType: "month", periodNum: 1 };
const awaitingPayment = { bssParam: { ...monthly, isAutoPay: false } };

describe("huawei prepaid", () => {
  const world = useEach(() => huaweiWorld());

  /** Pays an order, as a person does in the billing centre. */
  async function pay(orderId: string): Promise<void> {
    const body = { order_id: orderId, use_coupon: "NO", use_discount: "NO" };
    const at = { now: world.clock.now() };
    expect((await call(world.sandbox, "POST", "/v2/orders/customer-orders/pay", body, at)).status).toBe(204);
  }

  test("an unpaid order fails at once with its id; once it is paid, up continues with the same instance", async () => {
    const started = world.clock.now();
    const run = await world.up(awaitingPayment);
    const orderId = String(world.engine.state[0]?.outputs.orderId);
    expect(orderId).toMatch(/^CS/);
    expect(run.errors.join()).toContain(`Order ${orderId} is not paid`);
    expect(run.errors.join()).not.toMatch(/expired|overdue|disabled/);
    expect(world.clock.now() - started).toBeLessThan(60_000);
    const { id } = world.instance();
    await pay(orderId);
    expect(await world.up(awaitingPayment)).toMatchObject({ errors: [] });
    expect(world.instance()).toMatchObject({ id, status: "RUNNING" });
  });

  test("an instance that failed at creation is deleted despite its charging mode", async () => {
    world.sandbox.fault({ cloud: "huawei", action: "CreateInstance", kind: "fail" });
    await world.up({ bssParam: monthly });
    expect(world.instance().status).toBe("CREATEFAILED");
    expect(await world.engine.destroy()).toMatchObject({ errors: [] });
    expect(world.sandbox.instances()).toEqual([]);
  });

  test.each([
    ["a longer period", { ...monthly, periodNum: 3 }],
    ["years", { ...monthly, periodType: "year" }],
    ["manual payment", { ...monthly, isAutoPay: false }],
  ])("%s in the program replaces nothing and calls nothing", async (_what, bssParam) => {
    await world.make({ bssParam: monthly });
    // Our own tags come and go.
    const changes = () =>
      world.calls().filter(({ mutating, action }) => mutating && action !== "BatchCreateOrDeleteTags");
    const before = changes().length;
    expect((await world.up({ bssParam })).steps).toEqual(["same cache"]);
    expect(changes()).toHaveLength(before);
  });

  test("isAutoRenew is switched in the billing centre, and its drift is corrected; a refresh keeps orderId", async () => {
    const { id } = await world.make({ bssParam: monthly });
    const renewing = { bssParam: { ...monthly, isAutoRenew: "true" } };
    expect(await world.up(renewing)).toMatchObject({ errors: [], steps: ["update cache"] });
    expect(world.instance()).toMatchObject({ id, properties: { is_auto_renew: true } });
    world.drift({ is_auto_renew: false });
    await world.engine.refresh();
    expect(world.engine.state[0]?.outputs.orderId).toMatch(/^CS\d{10}\w{5}$/);
    expect((await world.up(renewing)).steps).toEqual(["update cache"]);
    expect(world.instance().properties.is_auto_renew).toBe(true);
  });

  test("another charging mode is a replacement, which the default policy rejects at preview", async () => {
    await world.make({ bssParam: monthly });
    const run = await world.engine.preview(world.program({ bssParam: { chargingMode: "postPaid" } }));
    expect(run.errors.join()).toMatch(/a change of bssParam needs a replacement, but the instance is prepaid until/);
  });

  test("an account without access to the billing centre can have prepaid instances", async () => {
    const key = { id: "NOBILLINGKEY00000001", secret: "NoBillingSecret00001" };
    const keys = { huawei: [{ ...key, deny: ["ListPayPerUseCustomerResources"] }] };
    const other = await huaweiWorld({ keys, env: { HW_ACCESS_KEY: key.id, HW_SECRET_KEY: key.secret } });
    const args = { bssParam: { ...monthly, isAutoRenew: true } };
    expect(await other.up(args)).toMatchObject({ errors: [] });
    expect((await other.up(args, { refresh: true })).steps).toEqual(["same cache"]);
    await other.close();
  });

  test("a resize with an unpaid order names the order, and changes nothing until it is paid", async () => {
    await world.make({ bssParam: monthly });
    const larger = { specCode: "redis.ha.xu1.large.r2.2", capacity: 2, ...awaitingPayment };
    const run = await world.up(larger);
    expect(run.errors.join()).toMatch(/waits for payment of order CS\w+/);
    expect((await world.up(larger)).errors.join()).toMatch(/DCS\.4107.*Pay or cancel that order/);
    await pay(/order (CS\w+)/.exec(run.errors.join())?.[1] ?? "");
    expect(await world.up(larger)).toMatchObject({ errors: [] });
    expect(world.instance().properties).toMatchObject({ spec_code: larger.specCode, capacity: 2 });
  });

  test("the other site's billing centre is not asked if an endpoint is configured", async () => {
    const asked: string[] = [];
    const bss = await frontOf(world.sandbox.info.huawei.endpoint, ({ path }) => {
      asked.push(path);
      return { status: 403, body: { error_code: "CBC.0150", error_msg: "Access denied." } };
    });
    await world.make({ ...base, bssParam: monthly, prepaidDestroy: "unsubscribe" });
    world.engine.config = { "huawei:bssEndpoint": bss.endpoint };
    expect((await world.engine.destroy()).errors.join()).toMatch(/CBC\.0150/);
    expect(asked).toEqual(["/v2/orders/subscriptions/resources/unsubscribe"]);
    await bss.close();
  });
});
