import { provisionMs } from "../../openSandbox";
import { monthly, payment, useFixture } from "../fixture";

const f = useFixture();

const orderStatus = async (id: string) => (await f.get(`//v2/orders/customer-orders/details/${id}`)).order_info?.status;
const pay = (orderId: string) => f.outcome("POST", "//v2/orders/customer-orders/pay", payment(orderId));
const unsubscribe = (id: string, unsubscribe_type = 1) =>
  f.call("POST", "//v2/orders/subscriptions/resources/unsubscribe", { resource_ids: [id], unsubscribe_type });
const remove = (id: string) => f.outcome("DELETE", `/instances/${id}`);
const order = async (more: object) => {
  const { order_id, instances } = (await f.create({ bss_param: { ...monthly, ...more } })).body;
  return { orderId: order_id as string, id: instances[0].instance_id as string };
};

describe("a prepaid instance", () => {
  test("that is paid automatically has an order, which is complete with the creation", async () => {
    const { orderId, id } = await order({});
    expect(orderId).toMatch(/^CS\d{10}\w{5}$/);
    expect(await orderStatus(orderId)).toBe(3);
    f.wait(provisionMs);
    expect(await orderStatus(orderId)).toBe(5);
    expect(await f.show(id)).toMatchObject({ status: "RUNNING", charging_mode: 1, order_id: orderId });
  });

  test("that nobody pays stays PAYING, and is created once somebody does", async () => {
    const { orderId, id } = await order({ is_auto_pay: "false" });
    f.wait(24 * 3_600_000);
    expect((await f.show(id)).status).toBe("PAYING");
    expect(await orderStatus(orderId)).toBe(6);
    expect(await pay(orderId)).toBe("204");
    expect((await f.show(id)).status).toBe("CREATING");
    f.wait(provisionMs);
    expect((await f.show(id)).status).toBe("RUNNING");
    expect(await pay(orderId)).toBe("400 CBC.30000010");
  });

  test("that awaits payment vanishes when its order is cancelled", async () => {
    const { orderId, id } = await order({ is_auto_pay: false });
    expect(await remove(id)).toBe("400 DCS.4099");
    expect((await unsubscribe(id)).body.error_code).toBe("CBC.30000067");
    expect(await f.outcome("PUT", "//v2/orders/customer-orders/cancel", { order_id: orderId })).toBe("204");
    expect(await f.outcome("GET", `/instances/${id}`)).toBe("404 DCS.3022");
    expect(await orderStatus(orderId)).toBe(4);
  });

  test("cannot be deleted: DCS.4857, also in ERROR; in a batch the result is failed", async () => {
    const id = await f.createRunning({ bss_param: monthly });
    expect(await remove(id)).toBe("400 DCS.4857");
    f.drift(id, { status: "ERROR" });
    expect(await remove(id)).toBe("400 DCS.4857");
    const { results } = (await f.call("DELETE", "/instances", { instances: [id] })).body;
    expect(results).toEqual([{ instance: id, result: "failed" }]);
    expect(f.sandbox.instances()).toHaveLength(1);
  });

  test("is unsubscribed by an order and not found after a while", async () => {
    const id = await f.createRunning({ bss_param: monthly });
    expect((await unsubscribe(id, 4)).body.error_code).toBe("CBC.0100");
    const { status, body } = await unsubscribe(id);
    expect(status).toBe(200);
    expect(await orderStatus(body.order_ids[0])).toBe(3);
    f.wait();
    expect(await orderStatus(body.order_ids[0])).toBe(5);
    expect(await f.outcome("GET", `/instances/${id}`)).toBe("404 DCS.3022");
  });

  test("that is busy cannot be unsubscribed: CBC.99003651", async () => {
    const id = await f.createRunning({ bss_param: monthly });
    f.drift(id, { status: "RESTARTING" });
    const error_msg = "Another operation is being performed.";
    expect((await unsubscribe(id)).body).toEqual({ error_code: "CBC.99003651", error_msg });
  });

  test("renews itself or not, as requested", async () => {
    const id = await f.createRunning({ bss_param: { ...monthly, is_auto_renew: "false" } });
    const path = `//v2/orders/subscriptions/resources/autorenew/${id}`;
    const resource = async () => {
      const query = { resource_ids: [id], only_main_resource: 1 };
      return (await f.call("POST", "//v2/orders/suscriptions/resources/query", query)).body.data[0];
    };
    expect(await resource()).toMatchObject({ expire_policy: 0, status: 2, expire_time: "2026-12-21T00:00:00.000Z" });
    expect(await f.outcome("POST", path)).toBe("204");
    expect(await resource()).toMatchObject({ expire_policy: 3 });
    expect(await f.outcome("DELETE", path)).toBe("204");
    expect(f.sandbox.instances()[0]?.properties.is_auto_renew).toBe(false);
  });
});

test("a postpaid instance and an unknown order do not exist in the billing centre", async () => {
  const id = await f.createRunning();
  expect((await unsubscribe(id)).body.error_code).toBe("CBC.30000067");
  const renewal = `//v2/orders/subscriptions/resources/autorenew/${id}`;
  expect(await f.outcome("POST", renewal)).toBe("400 CBC.30000067");
  expect(await f.outcome("GET", "//v2/orders/customer-orders/details/CS1")).toBe("404 CBC.30000014");
});

test("service types are found by a part of their name", async () => {
  const count = async (name: string) =>
    (await f.get(`//v2/products/service-types?service_type_name=${encodeURIComponent(name)}`)).total_count;
  expect([await count("缓存"), await count("数据库")]).toEqual([1, 0]);
});

test("the list of resources takes a customer, which only partners' calls need", async () => {
  const id = await f.createRunning({ bss_param: monthly });
  const query = { resource_ids: [id], customer_id: "1234" };
  expect((await f.call("POST", "//v2/orders/suscriptions/resources/query", query)).body.total_count).toBe(1);
});

test("the Chinese site rejects international accounts with CBC.0150", async () => {
  const keys = { id: "abroad", secret: "s" };
  await f.restart({ keys: { huawei: [{ ...keys, account: "intl-1" }] } });
  const path = "//v2/products/service-types?limit=1";
  expect(await f.outcome("GET", path)).toBe("200");
  expect(await f.outcome("GET", path, undefined, { keys })).toBe("403 CBC.0150");
});
