import {
  changeMs,
  closeAll,
  cluster,
  type Fixture,
  fixture,
  ha,
  memcached,
  provisionMs,
  redis3,
  single,
} from "./fixture";

let f: Fixture;
beforeEach(async () => {
  f = await fixture();
});
afterEach(closeAll);

describe("creation", () => {
  test("is CREATING, then RUNNING with a task, then RUNNING without", async () => {
    const { body } = await f.create();
    const id = body.instances[0].instance_id;
    expect(body).toEqual({ instances: [{ instance_id: id, instance_name: "dcs-test" }] });
    expect(await f.show(id)).toMatchObject({ status: "CREATING", task: null });
    f.clock.now += provisionMs * 0.75;
    expect(await f.show(id)).toMatchObject({ status: "RUNNING", task: "CREATING" });
    f.clock.now += provisionMs * 0.25;
    expect(await f.show(id)).toMatchObject({ status: "RUNNING", task: null });
  });

  test("a batch of 3 has the vendor's suffixes and one entry each", async () => {
    const { body } = await f.create({ instance_num: 3, name: "dcs_demo" });
    expect(body.instances.map((one: { instance_name: string }) => one.instance_name)).toEqual([
      "dcs_demo-000",
      "dcs_demo-001",
      "dcs_demo-002",
    ]);
    expect(f.sandbox.instances()).toHaveLength(3);
  });

  test("that fails ends in CREATEFAILED, listed only with include_failure=true, and can be deleted", async () => {
    f.sandbox.fault({ cloud: "huawei", action: "CreateInstance", kind: "fail" });
    const id = await f.born();
    expect((await f.show(id)).status).toBe("CREATEFAILED");
    const count = async (query: string) => (await f.call("GET", `/instances${query}`)).body.instance_num;
    expect(await count("")).toBe(0);
    expect(await count("?include_failure=false")).toBe(0);
    expect(await count("?include_failure=true")).toBe(1);
    expect((await f.call("DELETE", `/instances/${id}`)).status).toBe(204);
    f.clock.now += changeMs;
    expect(f.sandbox.instances()).toEqual([]);
  });

  test("that is stuck stays CREATING", async () => {
    f.sandbox.fault({ cloud: "huawei", action: "CreateInstance", kind: "stuck" });
    const id = await f.born();
    f.clock.now += 3_600_000;
    expect((await f.show(id)).status).toBe("CREATING");
  });
});

describe("show", () => {
  test("gives numbers as numbers and no_password_access as text", async () => {
    const shown = await f.show(await f.born({ ...ha, description: "d" }));
    expect(shown).toMatchObject({
      port: 6379,
      capacity: 1,
      max_memory: 1024,
      charging_mode: 0,
      no_password_access: "false",
      enable_ssl: false,
      transparent_client_ip_enable: true,
      security_group_id: "securityGroupId",
      replica_count: 2,
      description: "d",
      cache_mode: "ha",
      maintain_begin: "02:00:00",
    });
    expect(JSON.stringify(shown)).not.toContain("Secret-123");
  });

  test("of 0.125 GB says capacity 0 and capacity_minor .125", async () => {
    const shown = await f.show(await f.born({ capacity: 0.125, spec_code: "redis.single.xu1.tiny.128" }));
    expect(shown).toMatchObject({ capacity: 0, capacity_minor: ".125", max_memory: 128 });
  });

  test.each([
    [
      "Redis 3.0",
      redis3,
      { port: 6379, security_group_id: redis3.security_group_id, transparent_client_ip_enable: false },
    ],
    ["Memcached", memcached, { port: 11211, engine_version: "" }],
    ["a cluster", cluster, { sharding_count: 3, db_number: 1, readonly_domain_name: null }],
  ])("of %s", async (_name, order, expected) => {
    expect(await f.show(await f.born(order))).toMatchObject(expected);
  });

  test.each([
    ["an id that was never given", "00000000-0000-4000-8000-000000000000", 404, "DCS.3022"],
    ["an id that is no UUID", "abc", 400, "DCS.4061"],
  ])("of %s", async (_name, id, status, error_code) => {
    expect(await f.call("GET", `/instances/${id}`)).toMatchObject({ status, body: { error_code } });
  });
});

describe("update", () => {
  test("changes name, description, window and policy at once, with 204", async () => {
    const id = await f.born(ha);
    const body = { name: "other", description: "x", maintain_begin: "22:00:00", maintain_end: "23:00:00" };
    expect((await f.call("PUT", `/instances/${id}`, body)).status).toBe(204);
    expect(await f.show(id)).toMatchObject({ ...body, task: null });
  });

  test("clears the description with an empty text", async () => {
    const id = await f.born({ description: "x" });
    await f.call("PUT", `/instances/${id}`, { description: "" });
    expect((await f.show(id)).description).toBe("");
  });

  test("of the port is a task with its own name", async () => {
    const id = await f.born();
    await f.call("PUT", `/instances/${id}`, { port: 7000 });
    expect(await f.show(id)).toMatchObject({ status: "RUNNING", task: "UPDATING_PORT", port: 6379 });
    f.clock.now += changeMs;
    expect(await f.show(id)).toMatchObject({ task: null, port: 7000 });
    expect((await f.call("GET", `/instances/${id}/tasks`)).body).toMatchObject({
      task_count: "1",
      tasks: [{ name: "UpdatePort", status: "SUCCESS", details: { old_port: 6379, new_port: 7000 } }],
    });
  });

  test("of the renamed commands restarts; only their own call shows them", async () => {
    const id = await f.born();
    await f.call("PUT", `/instances/${id}`, { rename_commands: { keys: "keys001" } });
    expect((await f.show(id)).status).toBe("RESTARTING");
    expect(await f.call("PUT", `/instances/${id}`, { name: "late" })).toMatchObject({
      status: 400,
      body: { error_code: "DCS.4111" },
    });
    f.clock.now += changeMs;
    const shown = await f.show(id);
    expect(shown.rename_commands).toBeUndefined();
    expect((await f.call("GET", `/instances/${id}/rename-commands`)).body.rename_commands).toEqual({ keys: "keys001" });
  });

  test("from auto to manual keeps the plan", async () => {
    const plan = { begin_at: "16:00-17:00", period_type: "weekly", backup_at: [1], timezone_offset: "+0800" };
    const auto = { backup_type: "auto", save_days: 3, periodical_backup_plan: plan };
    const id = await f.born({ ...ha, instance_backup_policy: auto });
    await f.call("PUT", `/instances/${id}`, { instance_backup_policy: { backup_type: "manual" } });
    expect((await f.show(id)).instance_backup_policy.policy).toEqual({
      backup_type: "manual",
      save_days: 3,
      periodical_backup_plan: plan,
    });
  });

  const refused: [string, object, object, string][] = [
    ["a backup policy on a single node", single, { instance_backup_policy: { backup_type: "manual" } }, "DCS.4086"],
    ["a security group on 5.0", single, { security_group_id: "abcd" }, "DCS.4872"],
    ["a port on 3.0", redis3, { port: 7000 }, "DCS.4062"],
    ["renamed commands on Memcached", memcached, { rename_commands: { keys: "keys001" } }, "DCS.4062"],
    ["an unknown field", single, { nmae: "x" }, "Sandbox.UnknownParameter"],
    ["a number for a text", single, { name: 5 }, "DCS.4005"],
  ];
  test.each(refused)("refuses %s", async (_name, order, body, error_code) => {
    const id = await f.born({ ...order });
    expect(await f.call("PUT", `/instances/${id}`, body)).toMatchObject({ status: 400, body: { error_code } });
  });
});

describe("deletion", () => {
  test("answers 204, show goes on for a while, then 404; the list knows it with include_delete=true", async () => {
    const id = await f.born();
    expect((await f.call("DELETE", `/instances/${id}`)).status).toBe(204);
    expect(f.sandbox.instances()).toEqual([]);
    expect((await f.show(id)).status).toBe("DELETING");
    f.clock.now += changeMs;
    expect((await f.call("GET", `/instances/${id}`)).status).toBe(404);
    expect((await f.call("GET", "/instances")).body.instances).toEqual([]);
    expect((await f.call("GET", "/instances?include_delete=true")).body.instances[0]).toMatchObject({
      status: "DELETED",
    });
  });

  test("while CREATING is refused with DCS.4099", async () => {
    const { body } = await f.create();
    const id = body.instances[0].instance_id;
    expect((await f.call("DELETE", `/instances/${id}`)).body.error_code).toBe("DCS.4099");
  });

  test.each(["ERROR", "FROZEN"])("of a %s instance is possible", async (status) => {
    const id = await f.born();
    f.sandbox.drift({ cloud: "huawei", id, set: { status } });
    expect((await f.call("DELETE", `/instances/${id}`)).status).toBe(204);
  });

  test("of several says for each what became of it", async () => {
    const id = await f.born();
    const unknown = "00000000-0000-4000-8000-000000000000";
    expect((await f.call("DELETE", "/instances", { instances: [id, unknown] })).body.results).toEqual([
      { instance: id, result: "success" },
      { instance: unknown, result: "failed" },
    ]);
  });

  test("with all_failure=true takes failed creations alone", async () => {
    await f.born();
    f.sandbox.fault({ cloud: "huawei", action: "CreateInstance", kind: "fail" });
    await f.born({ name: "failed" });
    await f.call("DELETE", "/instances?all_failure=true");
    expect(f.sandbox.instances().map(({ name }) => name)).toEqual(["dcs-test"]);
  });
});

describe("a busy instance says why", () => {
  test.each([
    ["status", "RESTARTING", "DCS.4111"],
    ["status", "EXTENDING", "DCS.4113"],
    ["status", "RESTORING", "DCS.4097"],
    ["status", "UPGRADING", "DCS.4116"],
    ["status", "FREEZING", "DCS.4120"],
    ["status", "FLUSHING", "DCS.4026"],
    ["status", "FROZEN", "DCS.4049"],
    ["status", "ERROR", "DCS.4049"],
    ["task", "BACKUPING", "DCS.4096"],
    ["task", "CONFIGURING", "DCS.4114"],
    ["task", "CHANGING_PASSWORD", "DCS.4115"],
  ])("%s %s: %s", async (field, value, error_code) => {
    const id = await f.born();
    f.sandbox.drift({ cloud: "huawei", id, set: { [field]: value } });
    expect(await f.call("PUT", `/instances/${id}`, { name: "later" })).toMatchObject({
      status: 400,
      body: { error_code },
    });
  });

  test("also when it is to be deleted", async () => {
    const id = await f.born();
    f.sandbox.drift({ cloud: "huawei", id, set: { task: "BACKUPING" } });
    expect((await f.call("DELETE", `/instances/${id}`)).body.error_code).toBe("DCS.4096");
  });
});
