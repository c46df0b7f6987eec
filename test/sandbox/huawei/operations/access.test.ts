import { cluster, ha, memcached, redis3, useFixture } from "../fixture";

const f = useFixture();

describe("password", () => {
  const secretOf = (id: string) => f.sandbox.instances().find((one) => one.id === id)?.secrets.password;
  const change = (id: string, old_password: string) =>
    f.call("PUT", `/instances/${id}/password`, { old_password, new_password: "Secret-456" });
  const reset = (id: string, body: object) => f.call("POST", `/instances/${id}/password/reset`, body);

  test("change answers 200 and success, and is a task", async () => {
    const id = await f.createRunning();
    expect(await change(id, "Secret-123")).toMatchObject({ status: 200, body: { result: "success" } });
    expect(secretOf(id)).toBe("Secret-456");
    expect((await f.show(id)).task).toBe("CHANGING_PASSWORD");
  });

  test("change with a wrong old password answers 200 as well, and locks at the fifth for 5 minutes", async () => {
    const id = await f.createRunning();
    for (const left of ["4", "3", "2", "1"]) {
      const body = { result: "passwordFailed", retry_times_left: left };
      expect(await change(id, "wrong")).toMatchObject({ status: 200, body });
    }
    expect((await change(id, "wrong")).body).toMatchObject({ result: "locked", lock_time_left: "5" });
    expect((await change(id, "Secret-123")).body.result).toBe("locked");
    const locked = { status: 200, body: { code: "3", message: "instance is locked" } };
    expect(await reset(id, { new_password: "Secret-456" })).toMatchObject(locked);
    expect(secretOf(id)).toBe("Secret-123");
    f.wait(5 * 60_000);
    expect((await change(id, "Secret-123")).body.result).toBe("success");
  });

  test("reset answers code 1, is a task, and rejects the old password with 200", async () => {
    const id = await f.createRunning();
    expect((await reset(id, { new_password: "Secret-456" })).body).toMatchObject({ code: "1", message: "success" });
    expect((await f.show(id)).task).toBe("RESETTING_PASSWORD");
    f.wait();
    expect(await reset(id, { new_password: "Secret-456" })).toMatchObject({ status: 200, body: { code: "2" } });
    expect((await reset(id, { new_password: "short" })).body.error_code).toBe("DCS.4019");
    expect((await reset(id, {})).body.error_code).toBe("DCS.4845");
  });

  test("reset switches password access off and on", async () => {
    const id = await f.createRunning();
    await reset(id, { no_password_access: true });
    f.wait();
    expect((await f.show(id)).no_password_access).toBe("true");
    expect(secretOf(id)).toBeUndefined();
    expect((await change(id, "a")).body.error_code).toBe("DCS.4850");
    await reset(id, { new_password: "Secret-456", no_password_access: false });
    expect((await f.show(id)).no_password_access).toBe("false");
  });
});

describe("whitelist", () => {
  const put = (id: string, groups: readonly (readonly string[])[], name = "whitelist") => {
    const whitelist = groups.map((ip_list, n) => ({ group_name: `g${n}`, ip_list }));
    return f.call("PUT", `/instance/${id}/${name}`, { enable_whitelist: true, whitelist });
  };
  const get = (id: string) => f.get(`/instance/${id}/whitelist`);

  test("is empty and off at creation, is replaced as a whole, and loses what is not an address", async () => {
    const id = await f.createRunning();
    expect(await get(id)).toMatchObject({ enable_whitelist: false, whitelist: [], whitelist_ip_limit_num: 20 });
    await put(id, [["10.0.0.1"], ["10.1.0.0/16"]]);
    expect((await get(id)).whitelist[1].ip_list).toEqual(["10.1.0.0/16"]);
    expect((await put(id, [["10.0.0.2", "10.0.0.300", "10.0.0.5-10.0.0.9", "10.0.0.0/33"]])).status).toBe(204);
    const whitelist = [{ group_name: "g0", ip_list: ["10.0.0.2", "10.0.0.5-10.0.0.9"] }];
    expect(await get(id)).toMatchObject({ enable_whitelist: true, whitelist });
    expect(f.sandbox.instances()[0]?.properties).toMatchObject({ enable_whitelist: true, whitelist });
  });

  test("changes by the asynchronous call with a job that is done at once", async () => {
    const id = await f.createRunning();
    const { job_id } = (await put(id, [["10.0.0.1"]], "whitelist-async")).body;
    expect((await get(id)).whitelist).toHaveLength(1);
    expect((await f.get(`/jobs/${job_id}`)).status).toBe("SUCCESS");
    expect((await f.get(`/instances/${id}/tasks`)).tasks).toMatchObject([{ name: "AddWhitelist" }]);
  });

  test.each([
    ["5 groups", [["1.1.1.1"], ["1.1.1.2"], ["1.1.1.3"], ["1.1.1.4"], ["1.1.1.5"]]],
    ["21 addresses", [Array.from({ length: 21 }, (_, n) => `10.0.0.${n + 1}`)]],
    ["0.0.0.0", [["0.0.0.0"]]],
    ["0.0.0.0/0", [["0.0.0.0/0"]]],
  ])("rejects %s", async (_name, groups) => {
    expect((await put(await f.createRunning(), groups)).body.error_code).toBe("DCS.4062");
  });

  test.each([
    ["3.0", redis3],
    ["Memcached", memcached],
  ])("answers DCS.4872 on %s, for reading too", async (_name, order) => {
    const id = await f.createRunning(order);
    expect(await f.outcome("GET", `/instance/${id}/whitelist`)).toBe("400 DCS.4872");
    expect((await put(id, [["10.0.0.1"]])).body.error_code).toBe("DCS.4872");
  });
});

describe("SSL", () => {
  const put = (id: string) => f.call("PUT", `/instances/${id}/ssl`, { enabled: true });

  test("of 6.0 is switched by a job", async () => {
    const id = await f.createRunning({ ...ha, engine_version: "6.0" });
    const { job_id, instance_id } = (await put(id)).body;
    expect(instance_id).toBe(id);
    expect((await f.show(id)).enable_ssl).toBe(false);
    f.wait();
    expect((await f.show(id)).enable_ssl).toBe(true);
    expect(await f.get(`/instances/${id}/ssl`)).toMatchObject({ enabled: true, port: "6379" });
    expect((await f.get(`/jobs/${job_id}`)).status).toBe("SUCCESS");
  });

  test("of a cluster is rejected with DCS.4104 right after its creation", async () => {
    const id = await f.createRunning({ ...cluster, engine_version: "6.0" });
    expect((await put(id)).body.error_code).toBe("DCS.4104");
    f.wait();
    expect((await put(id)).status).toBe(200);
  });

  test("of 5.0 does not exist: 204 when read, DCS.4202 when written; enable_ssl at creation is ignored", async () => {
    const id = await f.createRunning({ enable_ssl: true });
    expect(await f.outcome("GET", `/instances/${id}/ssl`)).toBe("204");
    expect((await put(id)).body.error_code).toBe("DCS.4202");
    expect((await f.show(id)).enable_ssl).toBe(false);
  });
});
