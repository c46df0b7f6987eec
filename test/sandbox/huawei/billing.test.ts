import { changeMs, closeAll, type Fixture, fixture, monthly, provisionMs } from "./fixture";

let f: Fixture;
beforeEach(async () => {
  f = await fixture();
});
afterEach(closeAll);

const orderStatus = async (id: string) =>
  (await f.call("GET", `//v2/orders/customer-orders/details/${id}`)).body.order_info?.status;
const pay = (order_id: string) =>
  f.call("POST", "//v2/orders/customer-orders/pay", { order_id, use_coupon: "NO", use_discount: "NO" });
const unsubscribe = (id: string) =>
  f.call("POST", "//v2/orders/subscriptions/resources/unsubscribe", { resource_ids: [id], unsubscribe_type: 1 });

describe("a prepaid instance", () => {
  test("that pays itself has an order, which is done with the creation", async () => {
    const { body } = await f.create({ bss_param: monthly });
    expect(body.order_id).toMatch(/^CS\d{10}\w{5}$/);
    expect(await orderStatus(body.order_id)).toBe(3);
    f.clock.now += provisionMs;
    expect(await orderStatus(body.order_id)).toBe(5);
    expect(await f.show(body.instances[0].instance_id)).toMatchObject({
      status: "RUNNING",
      charging_mode: 1,
      order_id: body.order_id,
    });
  });

  test("that nobody pays stays PAYING, and is created once somebody does", async () => {
    const { body } = await f.create({ bss_param: { ...monthly, is_auto_pay: "false" } });
    const id = body.instances[0].instance_id;
    f.clock.now += 24 * 3_600_000;
    expect(await f.show(id)).toMatchObject({ status: "PAYING" });
    expect(await orderStatus(body.order_id)).toBe(6);
    expect((await pay(body.order_id)).status).toBe(204);
    expect(await f.show(id)).toMatchObject({ status: "CREATING" });
    f.clock.now += provisionMs;
    expect(await f.show(id)).toMatchObject({ status: "RUNNING" });
    expect((await pay(body.order_id)).body.error_code).toBe("CBC.30000010");
  });

  test("that is not paid vanishes when its order is cancelled", async () => {
    const { body } = await f.create({ bss_param: { ...monthly, is_auto_pay: false } });
    const id = body.instances[0].instance_id;
    expect((await f.call("DELETE", `/instances/${id}`)).body.error_code).toBe("DCS.4099");
    expect((await unsubscribe(id)).body.error_code).toBe("CBC.30000067");
    const order_id = body.order_id;
    expect((await f.call("PUT", "//v2/orders/customer-orders/cancel", { order_id })).status).toBe(204);
    expect((await f.call("GET", `/instances/${id}`)).status).toBe(404);
    expect(await orderStatus(order_id)).toBe(4);
  });

  test("cannot be deleted: DCS.4857, also in ERROR; in a batch it says failed", async () => {
    const id = await f.born({ bss_param: monthly });
    expect(await f.call("DELETE", `/instances/${id}`)).toMatchObject({ status: 400, body: { error_code: "DCS.4857" } });
    f.sandbox.drift({ cloud: "huawei", id, set: { status: "ERROR" } });
    expect((await f.call("DELETE", `/instances/${id}`)).body.error_code).toBe("DCS.4857");
    const { results } = (await f.call("DELETE", "/instances", { instances: [id] })).body;
    expect(results).toEqual([{ instance: id, result: "failed" }]);
    expect(f.sandbox.instances()).toHaveLength(1);
  });

  test("is unsubscribed by an order and gone after a while", async () => {
    const id = await f.born({ bss_param: monthly });
    const { status, body } = await unsubscribe(id);
    expect(status).toBe(200);
    expect(await orderStatus(body.order_ids[0])).toBe(3);
    f.clock.now += changeMs;
    expect(await orderStatus(body.order_ids[0])).toBe(5);
    expect((await f.call("GET", `/instances/${id}`)).status).toBe(404);
  });

  test("that is busy cannot be unsubscribed: CBC.99003651", async () => {
    const id = await f.born({ bss_param: monthly });
    await f.call("PUT", "/instances/status", { instances: [id], action: "restart" });
    expect((await unsubscribe(id)).body).toEqual({
      error_code: "CBC.99003651",
      error_msg: "Another operation is being performed.",
    });
  });

  test("renews itself or not, as asked", async () => {
    const id = await f.born({ bss_param: { ...monthly, is_auto_renew: "false" } });
    const path = `//v2/orders/subscriptions/resources/autorenew/${id}`;
    const policy = async () => {
      const query = { resource_ids: [id], only_main_resource: 1 };
      const { body } = await f.call("POST", "//v2/orders/suscriptions/resources/query", query);
      return body.data[0];
    };
    expect(await policy()).toMatchObject({ expire_policy: 0, status: 2, expire_time: "2026-12-21T00:00:00.000Z" });
    expect((await f.call("POST", path)).status).toBe(204);
    expect(await policy()).toMatchObject({ expire_policy: 3 });
    expect((await f.call("DELETE", path)).status).toBe(204);
    expect(f.sandbox.instances()[0]?.properties.is_auto_renew).toBe(false);
  });
});

test("a postpaid instance is no resource of the billing centre", async () => {
  const id = await f.born();
  expect((await unsubscribe(id)).body.error_code).toBe("CBC.30000067");
  expect((await f.call("POST", `//v2/orders/subscriptions/resources/autorenew/${id}`)).status).toBe(400);
});

test("an unknown order", async () => {
  const path = "//v2/orders/customer-orders/details/CS1";
  expect(await f.call("GET", path)).toMatchObject({ status: 404, body: { error_code: "CBC.30000014" } });
});

test("the Chinese site refuses international accounts with CBC.0150", async () => {
  const own = await fixture({ keys: { huawei: [{ id: "abroad", secret: "s", account: "intl-1" }] } });
  const path = "//v2/products/service-types?limit=1";
  expect((await own.call("GET", path)).status).toBe(200);
  const answer = await own.call("GET", path, undefined, { keys: { id: "abroad", secret: "s" } });
  expect(answer).toMatchObject({ status: 403, body: { error_code: "CBC.0150" } });
});

test("an instance moves to another enterprise project, not to a missing one", async () => {
  const id = await f.born();
  const move = (target: string) =>
    f.call("POST", `//v1.0/enterprise-projects/${target}/resources-migrate`, {
      resource_id: id,
      resource_type: "dcs",
      project_id: f.sandbox.info.huawei.projectId,
      region_id: "cn-north-4",
    });
  expect((await move("0aad99bc-f5f6-4f78-8404-c598d76b0ed2")).status).toBe(204);
  expect((await f.show(id)).enterprise_project_id).toBe("0aad99bc-f5f6-4f78-8404-c598d76b0ed2");
  expect(await move("missing")).toMatchObject({ status: 404, body: { error: { error_code: "EPS.0004" } } });
});
