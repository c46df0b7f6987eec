import { changeMs, closeAll, cluster, type Fixture, fixture, ha, memcached, redis3 } from "./fixture";

let f: Fixture;
beforeEach(async () => {
  f = await fixture();
});
afterEach(closeAll);

const secretOf = (id: string) => f.sandbox.instances().find((one) => one.id === id)?.secrets.password;

describe("password", () => {
  test("change answers 200 and success, and is a task", async () => {
    const id = await f.born();
    const put = { old_password: "Secret-123", new_password: "Secret-456" };
    expect(await f.call("PUT", `/instances/${id}/password`, put)).toMatchObject({
      status: 200,
      body: { result: "success" },
    });
    expect(secretOf(id)).toBe("Secret-456");
    expect((await f.show(id)).task).toBe("CHANGING_PASSWORD");
  });

  test("change with a wrong old one answers 200 all the same, and locks at the fifth for 5 minutes", async () => {
    const id = await f.born();
    const attempt = (old_password: string) =>
      f.call("PUT", `/instances/${id}/password`, { old_password, new_password: "Secret-456" });
    for (const left of ["4", "3", "2", "1"]) {
      expect(await attempt("wrong")).toMatchObject({
        status: 200,
        body: { result: "passwordFailed", retry_times_left: left },
      });
    }
    expect((await attempt("wrong")).body).toMatchObject({ result: "locked", lock_time_left: "5" });
    expect((await attempt("Secret-123")).body.result).toBe("locked");
    const reset = await f.call("POST", `/instances/${id}/password/reset`, { new_password: "Secret-456" });
    expect(reset).toMatchObject({ status: 200, body: { code: "3", message: "instance is locked" } });
    expect(secretOf(id)).toBe("Secret-123");
    f.clock.now += 5 * 60_000;
    expect((await attempt("Secret-123")).body.result).toBe("success");
  });

  test("reset answers code 1, is busy with DCS.4121 for a while, and refuses the old one with 200", async () => {
    const id = await f.born();
    const reset = (body: object) => f.call("POST", `/instances/${id}/password/reset`, body);
    expect((await reset({ new_password: "Secret-456" })).body).toMatchObject({ code: "1", message: "success" });
    expect((await reset({ new_password: "Secret-789" })).body.error_code).toBe("DCS.4121");
    f.clock.now += changeMs;
    expect(await reset({ new_password: "Secret-456" })).toMatchObject({ status: 200, body: { code: "2" } });
    expect((await reset({ new_password: "short" })).body.error_code).toBe("DCS.4019");
    expect((await reset({})).body.error_code).toBe("DCS.4845");
  });

  test("reset switches password access off and on", async () => {
    const id = await f.born();
    await f.call("POST", `/instances/${id}/password/reset`, { no_password_access: true });
    f.clock.now += changeMs;
    expect((await f.show(id)).no_password_access).toBe("true");
    expect(secretOf(id)).toBeUndefined();
    const put = { old_password: "a", new_password: "Secret-456" };
    expect((await f.call("PUT", `/instances/${id}/password`, put)).body.error_code).toBe("DCS.4850");
    await f.call("POST", `/instances/${id}/password/reset`, { new_password: "Secret-456", no_password_access: false });
    expect((await f.show(id)).no_password_access).toBe("false");
  });
});

describe("whitelist", () => {
  const put = (id: string, groups: readonly (readonly string[])[], enable_whitelist = true) => {
    const whitelist = groups.map((ip_list, n) => ({ group_name: `g${n}`, ip_list }));
    return f.call("PUT", `/instance/${id}/whitelist`, { enable_whitelist, whitelist });
  };
  const get = (id: string) => f.call("GET", `/instance/${id}/whitelist`);

  test("is empty and off at birth, and is replaced as a whole", async () => {
    const id = await f.born();
    expect((await get(id)).body).toMatchObject({ enable_whitelist: false, whitelist: [], whitelist_ip_limit_num: 20 });
    expect((await put(id, [["10.0.0.1"], ["10.1.0.0/16"]])).status).toBe(204);
    await put(id, [["10.0.0.2", "10.0.0.5-10.0.0.9"]]);
    expect((await get(id)).body).toMatchObject({
      enable_whitelist: true,
      whitelist: [{ group_name: "g0", ip_list: ["10.0.0.2", "10.0.0.5-10.0.0.9"] }],
    });
    expect(f.sandbox.instances()[0]?.properties).toMatchObject({
      enable_whitelist: true,
      whitelist: [{ group_name: "g0" }],
    });
  });

  test("drops what is no address without a word", async () => {
    const id = await f.born();
    expect((await put(id, [["10.0.0.1", "10.0.0.300", "10.0.0.0/33"]])).status).toBe(204);
    expect((await get(id)).body.whitelist[0].ip_list).toEqual(["10.0.0.1"]);
  });

  test.each([
    ["5 groups", [["1.1.1.1"], ["1.1.1.2"], ["1.1.1.3"], ["1.1.1.4"], ["1.1.1.5"]]],
    ["21 addresses", [Array.from({ length: 21 }, (_, n) => `10.0.0.${n + 1}`)]],
    ["0.0.0.0", [["0.0.0.0"]]],
    ["0.0.0.0/0", [["0.0.0.0/0"]]],
  ])("refuses %s", async (_name, groups) => {
    expect((await put(await f.born(), groups)).body.error_code).toBe("DCS.4062");
  });

  test.each([
    ["3.0", redis3],
    ["Memcached", memcached],
  ])("answers DCS.4872 on %s, for reading too", async (_name, order) => {
    const id = await f.born(order);
    expect(await get(id)).toMatchObject({ status: 400, body: { error_code: "DCS.4872" } });
    expect((await put(id, [["10.0.0.1"]])).body.error_code).toBe("DCS.4872");
  });

  test("is refused while the instance is created", async () => {
    const { body } = await f.create();
    expect((await put(body.instances[0].instance_id, [["10.0.0.1"]])).body.error_code).toBe("DCS.4118");
  });
});

describe("SSL", () => {
  const put = (id: string, enabled: boolean) => f.call("PUT", `/instances/${id}/ssl`, { enabled });

  test("of 6.0 is switched by a job", async () => {
    const id = await f.born({ ...ha, engine_version: "6.0" });
    const { body } = await put(id, true);
    expect(body).toMatchObject({ instance_id: id });
    expect((await f.show(id)).enable_ssl).toBe(false);
    f.clock.now += changeMs;
    expect((await f.show(id)).enable_ssl).toBe(true);
    expect((await f.call("GET", `/instances/${id}/ssl`)).body).toMatchObject({ enabled: true, port: "6379" });
    expect((await f.call("GET", `/jobs/${body.job_id}`)).body.status).toBe("SUCCESS");
  });

  test("of a cluster is refused with DCS.4104 right after its creation", async () => {
    const id = await f.born({ ...cluster, engine_version: "6.0" });
    expect((await put(id, true)).body.error_code).toBe("DCS.4104");
    f.clock.now += changeMs;
    expect((await put(id, true)).status).toBe(200);
  });

  test("of 5.0 does not exist: 204 when read, DCS.4202 when written; enable_ssl at creation is ignored", async () => {
    const id = await f.born({ enable_ssl: true });
    expect((await f.call("GET", `/instances/${id}/ssl`)).status).toBe(204);
    expect((await put(id, true)).body.error_code).toBe("DCS.4202");
    expect((await f.show(id)).enable_ssl).toBe(false);
  });
});
