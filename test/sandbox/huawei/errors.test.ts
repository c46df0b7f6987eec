import { closeAll, type Fixture, fixture, provisionMs, single, weekly } from "./fixture";

let f: Fixture;
beforeEach(async () => {
  f = await fixture();
});
afterEach(closeAll);

const nobody = "00000000-0000-4000-8000-000000000000";

test("DCS v2: error_code, error_msg and error_ext_msg, with X-Request-Id", async () => {
  const { status, body, headers } = await f.call("GET", `/instances/${nobody}`);
  expect(status).toBe(404);
  expect(body).toEqual({ error_code: "DCS.3022", error_msg: "This DCS instance does not exist.", error_ext_msg: null });
  expect(headers.get("x-request-id")).toMatch(/^[0-9a-f]{32}$/);
});

describe("the old generation", () => {
  const old = async () => (await f.call("GET", "//v3/projects?name=eu-west-0")).body.projects[0].id as string;

  test("says not found as 111404022, nested", async () => {
    expect(await f.call("GET", `/instances/${nobody}`, undefined, { project: await old() })).toMatchObject({
      status: 404,
      body: { error: { code: "111404022", message: "This DCS instance does not exist." } },
    });
  });

  test("says a backup policy on a single node as 111400086", async () => {
    const order = { ...single, az_codes: ["eu-west-0a"], instance_backup_policy: weekly };
    const { body } = await f.call("POST", "/instances", order, { project: await old() });
    expect(body.error.code).toBe("111400086");
  });
});

test.each([
  ["a wrong path below a project", "/instance", 404, "DCS.4001"],
  ["a wrong path elsewhere", "//v9/nothing", 404, "APIGW.0101"],
])("%s is no missing instance, and names what is not imitated", async (_name, path, status, error_code) => {
  const answer = await f.call("GET", path);
  expect(answer).toMatchObject({ status, body: { error_code } });
  expect(answer.body.error_msg).toContain("does not imitate GET");
});

test.each([
  ["no body", undefined, "DCS.4004"],
  ["no JSON", "{", "DCS.4005"],
  ["a list", "[]", "DCS.4005"],
])("POST with %s", async (_name, body, error_code) => {
  expect(await f.call("POST", "/instances", body)).toMatchObject({ status: 400, body: { error_code } });
});

describe("faults", () => {
  test("throttle: 429 APIGW.0308, which names limit and time", async () => {
    f.sandbox.fault({ cloud: "huawei", action: "CreateInstance", kind: "throttle" });
    const answer = await f.create();
    expect(answer).toMatchObject({ status: 429, body: { error_code: "APIGW.0308", request_id: expect.any(String) } });
    expect(answer.body.error_msg).toContain("limit:200,time:5 minute");
    expect(answer.headers.get("retry-after")).toBeNull();
    expect(f.sandbox.instances()).toEqual([]);
  });

  test("error500 and error503", async () => {
    f.sandbox.fault({ cloud: "huawei", kind: "error500" });
    f.sandbox.fault({ cloud: "huawei", nth: 2, kind: "error503" });
    expect(await f.call("GET", "/instances")).toMatchObject({ status: 500, body: { error_code: "DCS.5000" } });
    expect(await f.call("GET", "/instances")).toMatchObject({ status: 503, body: { error_code: "APIGW.0203" } });
  });

  test("dropAfter: the answer is lost, the instance exists with its tags", async () => {
    f.sandbox.fault({ cloud: "huawei", action: "CreateInstance", kind: "dropAfter" });
    await expect(f.create({ tags: [{ key: "mark", value: "x" }] })).rejects.toThrow("fetch failed");
    expect(f.sandbox.instances()).toMatchObject([{ cloud: "huawei", tags: { mark: "x" } }]);
  });
});

test("the journal has actions by the SDK's names, ids, and no secret", async () => {
  const id = await f.born();
  await f.call("POST", `/instances/${id}/password/reset`, { new_password: "Secret-456" });
  const requests = f.sandbox.requests();
  expect(requests).toMatchObject([
    { cloud: "huawei", action: "CreateInstance", mutating: true, instanceId: id, status: 200 },
    { action: "ResetPassword", mutating: true, instanceId: id, status: 200, params: { new_password: "[hidden]" } },
  ]);
  expect(JSON.stringify(requests)).not.toContain("Secret-");
});

describe("drift", () => {
  test("changes fields, tags and secrets behind everyone's back", async () => {
    const id = await f.born();
    const set = {
      name: "drifted",
      spec_code: "redis.single.xu1.large.8",
      whitelist: [{ group_name: "g", ip_list: ["10.0.0.1"] }],
      password: "Other-123",
      status: "ERROR",
    };
    f.sandbox.drift({ cloud: "huawei", id, set, tags: { a: "b" } });
    expect(await f.show(id)).toMatchObject({
      name: "drifted",
      capacity: 8,
      status: "ERROR",
      tags: [{ key: "a", value: "b" }],
    });
    expect(f.sandbox.instances()[0]?.secrets).toEqual({ password: "Other-123" });
  });

  test("deletes", async () => {
    const id = await f.born();
    f.sandbox.drift({ cloud: "huawei", id, delete: true });
    expect((await f.call("GET", `/instances/${id}`)).status).toBe(404);
  });

  test.each([
    ["an unknown field", { nmae: "x" }, 'no field "nmae"'],
    ["an unknown flavour", { spec_code: "x" }, 'no spec_code "x"'],
  ])("throws for %s", async (_name, set, text) => {
    const id = await f.born();
    expect(() => f.sandbox.drift({ cloud: "huawei", id, set })).toThrow(text);
  });
});

test("another change that is stuck never ends, and its job runs on", async () => {
  const id = await f.born({ engine_version: "6.0" });
  f.sandbox.fault({ cloud: "huawei", action: "UpdateSslSwitch", kind: "stuck" });
  const { body } = await f.call("PUT", `/instances/${id}/ssl`, { enabled: true });
  f.clock.now += 100 * provisionMs;
  expect((await f.show(id)).task).toBe("UPDATING_SSL");
  expect((await f.call("GET", `/jobs/${body.job_id}`)).body.status).toBe("RUNNING");
});

test("another change that fails ends in ERROR, and its job says so", async () => {
  const id = await f.born({ engine_version: "6.0" });
  f.sandbox.fault({ cloud: "huawei", action: "UpdateSslSwitch", kind: "fail" });
  const { body } = await f.call("PUT", `/instances/${id}/ssl`, { enabled: true });
  f.clock.now += provisionMs;
  expect((await f.show(id)).status).toBe("ERROR");
  expect((await f.call("GET", `/jobs/${body.job_id}`)).body).toMatchObject({
    status: "FAIL",
    fail_reason: expect.any(String),
  });
});
