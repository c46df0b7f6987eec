import { command } from "../../../sandbox/core/resp";
import { provisionMs, testWithServer } from "../openSandbox";
import { memcached, monthly, payment, tags, useFixture } from "./fixture";

const f = useFixture();

describe("faults", () => {
  test.each([
    ["throttle", "429 APIGW.0308", "limit:200,time:5 minute"],
    ["error500", "500 DCS.5000", "Internal"],
    ["error503", "503 APIGW.0203", "unavailable"],
  ] as const)("%s: %s, without a Retry-After", async (kind, outcome, text) => {
    f.sandbox.fault({ cloud: "huawei", action: "CreateInstance", kind });
    const { status, body, headers } = await f.create();
    expect(`${status} ${body.error_code}`).toBe(outcome);
    expect(body.error_msg).toContain(text);
    expect(headers.get("retry-after")).toBeNull();
    expect(f.sandbox.instances()).toEqual([]);
  });

  test.each([
    ["stuck", { status: "RUNNING", task: "UPDATING_SSL" }, { status: "RUNNING", fail_reason: null }],
    ["fail", { status: "ERROR", task: null }, { status: "FAIL", fail_reason: expect.any(String) }],
  ] as const)("%s: what a change and its job end in", async (kind, instance, job) => {
    const id = await f.createRunning({ engine_version: "6.0" });
    f.sandbox.fault({ cloud: "huawei", action: "UpdateSslSwitch", kind });
    const { body } = await f.call("PUT", `/instances/${id}/ssl`, { enabled: true });
    f.wait(100 * provisionMs);
    expect(await f.show(id)).toMatchObject(instance);
    expect(await f.get(`/jobs/${body.job_id}`)).toMatchObject(job);
  });
});

describe("from outside", () => {
  test("the journal has actions by the SDK's names, ids, and no secret", async () => {
    const id = await f.createRunning();
    await f.call("POST", `/instances/${id}/password/reset`, { new_password: "Secret-456" });
    await f.call("DELETE", "/instances", { instances: [id] });
    const requests = f.sandbox.requests();
    expect(requests).toMatchObject([
      { cloud: "huawei", action: "CreateInstance", mutating: true, instanceId: id, status: 200 },
      { action: "ResetPassword", mutating: true, instanceId: id, status: 200, params: { new_password: "[hidden]" } },
      { action: "BatchDeleteInstances", instanceId: id },
    ]);
    expect(JSON.stringify(requests)).not.toContain("Secret-");
  });

  test("drift changes fields, tags and secrets, and deletes", async () => {
    const id = await f.createRunning();
    const whitelist = [{ group_name: "g", ip_list: ["10.0.0.1"] }];
    const set = { name: "drifted", spec_code: "redis.single.xu1.large.8", whitelist, status: "ERROR" };
    f.sandbox.drift({ cloud: "huawei", id, set: { ...set, password: "Other-123" }, tags: { a: "b" } });
    expect(await f.show(id)).toMatchObject({ name: "drifted", capacity: 8, status: "ERROR", tags: tags({ a: "b" }) });
    expect(f.sandbox.instances()[0]).toMatchObject({ secrets: { password: "Other-123" }, properties: { whitelist } });
    f.sandbox.drift({ cloud: "huawei", id, delete: true });
    expect(await f.outcome("GET", `/instances/${id}`)).toBe("404 DCS.3022");
  });

  test.each([
    ["an unknown field", { nmae: "x" }, 'no field "nmae"'],
    ["an unknown flavour", { spec_code: "x" }, 'no spec_code "x"'],
  ])("drift throws for %s", async (_name, set, text) => {
    const id = await f.createRunning();
    expect(() => f.drift(id, set)).toThrow(text);
  });
});

test("everything survives a restart with a state file: instances, orders, tags", async () => {
  const { stateFile } = f;
  await f.restart({ stateFile });
  const order = { bss_param: { ...monthly, is_auto_pay: "false" }, tags: tags({ a: "b" }) };
  const { order_id, instances } = (await f.create(order)).body;
  const id = instances[0].instance_id;
  await f.restart({ stateFile });
  expect(await f.show(id)).toMatchObject({ status: "PAYING", tags: tags({ a: "b" }) });
  expect(await f.outcome("POST", "//v2/orders/customer-orders/pay", payment(order_id))).toBe("204");
  expect((await f.show(id)).status).toBe("CREATING");
});

test("the same seed gives the same ids", async () => {
  const first = (await f.create()).body;
  await f.restart({ seed: 1 });
  expect((await f.create()).body).toEqual(first);
});

testWithServer("a real server answers at the displayed address with the password", async () => {
  await f.restart({ redis: true });
  const id = (await f.create()).body.instances[0].instance_id;
  const { ip, port } = await f.show(id);
  expect(ip).toBe("127.0.0.1");
  await expect(command({ port }, [["PING"]])).rejects.toThrow("NOAUTH");
  await command({ port, password: "Secret-123" }, [["PING"]]);
  f.wait(provisionMs);
  await f.call("POST", `/instances/${id}/password/reset`, { new_password: "Secret-456" });
  await command({ port, password: "Secret-456" }, [["PING"]]);
  await f.call("POST", "/instances", memcached);
  expect(f.sandbox.instances()).toHaveLength(2);
});
