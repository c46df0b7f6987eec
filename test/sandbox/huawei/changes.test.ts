import { changeMs, closeAll, type Fixture, fixture, ha, redis3, single } from "./fixture";

let f: Fixture;
beforeEach(async () => {
  f = await fixture();
});
afterEach(closeAll);

describe("parameters", () => {
  const put = (id: string, ...rows: object[]) => f.call("PUT", `/instances/${id}/configs`, { redis_config: rows });
  const timeout = { param_id: "1", param_name: "timeout", param_value: "101" };
  const read = async (id: string, name: string) => {
    const { body } = await f.call("GET", `/instances/${id}/configs`);
    return body.redis_config.find((one: { param_name: string }) => one.param_name === name);
  };

  test("are UPDATING for a while, then have the new value, all as text", async () => {
    const id = await f.born();
    expect((await put(id, timeout)).status).toBe(204);
    expect((await f.call("GET", `/instances/${id}/configs`)).body.config_status).toBe("UPDATING");
    expect((await put(id, timeout)).body.error_code).toBe("DCS.4114");
    f.clock.now += changeMs;
    expect(await read(id, "timeout")).toEqual({
      param_id: "1",
      param_name: "timeout",
      param_value: "101",
      default_value: "0",
      value_type: "Interger",
      value_range: "0-7200",
      description: "timeout",
      need_restart: false,
    });
  });

  test("that need a restart say so, and wait for it", async () => {
    const id = await f.born();
    await put(id, { param_id: "10", param_name: "maxclients", param_value: "20000" });
    f.clock.now += changeMs;
    const waiting = () => f.sandbox.instances()[0]?.properties.restart_pending;
    expect(await read(id, "maxclients")).toMatchObject({ need_restart: true, param_value: "20000" });
    expect(waiting()).toEqual(["maxclients"]);
    await f.call("PUT", "/instances/status", { instances: [id], action: "restart" });
    f.clock.now += changeMs;
    expect(waiting()).toEqual([]);
  });

  test("change by the asynchronous call with a job", async () => {
    const id = await f.born();
    const { body } = await f.call("PUT", `/instances/${id}/async-configs`, { redis_config: [timeout] });
    const job = async () => (await f.call("GET", `/jobs/${body.job_id}`)).body;
    expect(await job()).toMatchObject({ status: "RUNNING", fail_reason: null });
    f.clock.now += changeMs;
    expect(await job()).toMatchObject({ status: "SUCCESS" });
  });

  test.each([
    ["a value out of range", { ...timeout, param_value: "7201" }],
    ["an unknown id", { ...timeout, param_id: "999" }],
    ["a name that is not that of the id", { ...timeout, param_name: "hz" }],
    ["no id", { param_name: "timeout", param_value: "1" }],
  ])("refuse %s with DCS.4066", async (_name, row) => {
    expect((await put(await f.born(), row)).body.error_code).toBe("DCS.4066");
  });
});

describe("restart and flush", () => {
  test.each([
    ["restart", "RESTARTING"],
    ["soft_restart", "RESTARTING"],
    ["flush", "FLUSHING"],
  ])("%s is %s for a while", async (action, during) => {
    const id = await f.born();
    const answer = await f.call("PUT", "/instances/status", { instances: [id], action });
    expect(answer.body.results).toEqual([{ instance: id, result: "success" }]);
    expect((await f.show(id)).status).toBe(during);
    f.clock.now += changeMs;
    expect((await f.show(id)).status).toBe("RUNNING");
  });

  test("says failed, with 200, of 3.0 that is to be flushed and of one that is busy", async () => {
    const old = await f.born(redis3);
    const { body } = await f.create();
    const young = body.instances[0].instance_id;
    const answer = await f.call("PUT", "/instances/status", { instances: [old, young], action: "flush" });
    expect(answer).toMatchObject({ status: 200, body: { results: [{ result: "failed" }, { result: "failed" }] } });
  });
});

describe("network", () => {
  const zones = async () =>
    (await f.call("GET", "//v2/available-zones")).body.available_zones as { id: string; code: string }[];
  const idOf = async (code: string) => (await zones()).find((zone) => zone.code === code)?.id;

  test("the subnet changes with a task, the VPC cannot", async () => {
    const id = await f.born();
    const move = (vpc_id: string) =>
      f.call("POST", `/instances/${id}/resources/subnet`, { action: "switch", vpc_id, subnet_id: "subnet-2" });
    expect((await move("another-vpc")).body.error_code).toBe("DCS.4013");
    expect((await move(single.vpc_id)).status).toBe(200);
    expect((await f.show(id)).task).toBe("SWITCHING_SUBNET");
    f.clock.now += changeMs;
    expect((await f.show(id)).subnet_id).toBe("subnet-2");
  });

  test("one zone becomes two, by the zones' ids, not by their codes", async () => {
    const id = await f.born(ha);
    const move = (new_available_zones: unknown[]) =>
      f.call("PUT", `/instances/${id}/available-zones`, { new_available_zones, execute_immediately: true });
    expect((await move(["cn-north-4b", "cn-north-4a"])).body.error_code).toBe("DCS.4042");
    expect((await move([await idOf("cn-north-4b"), await idOf("cn-north-4a")])).status).toBe(204);
    f.clock.now += changeMs;
    expect((await f.show(id)).az_codes).toEqual(["cn-north-4a", "cn-north-4b"]);
    const { group_list } = (await f.call("GET", `/instance/${id}/groups`)).body;
    const az = (role: string) =>
      group_list[0].replication_list.find((one: { replication_role: string }) => one.replication_role === role).az_code;
    expect([az("master"), az("slave")]).toEqual(["cn-north-4b", "cn-north-4a"]);
    expect((await move([await idOf("cn-north-4a"), await idOf("cn-north-4c")])).body.error_code).toBe("DCS.4933");
  });

  test.each([
    ["3.0", redis3, { publicip_id: "eip-1", enable_ssl: true }, { elb_id: "elb-1" }],
    ["5.0", single, { elb_id: "elb-1" }, { publicip_id: "eip-1" }],
  ])("public access of %s", async (_name, order, right, wrong) => {
    const id = await f.born(order);
    const post = (body: object) => f.call("POST", `/instances/${id}/public-ip`, body);
    expect((await post(wrong)).body.error_code).toBe("DCS.4062");
    expect((await post(right)).body.job_id).toBeDefined();
    f.clock.now += changeMs;
    expect(await f.show(id)).toMatchObject({ enable_publicip: true, publicip_address: expect.any(String) });
    await f.call("DELETE", `/instances/${id}/public-ip`);
    f.clock.now += changeMs;
    expect(await f.show(id)).toMatchObject({ enable_publicip: false, publicip_id: null });
    const { tasks } = (await f.call("GET", `/instances/${id}/tasks`)).body;
    expect(tasks.map((one: { name: string }) => one.name)).toEqual(["UnBindEip", "BindEip"]);
  });

  test("client IP pass-through changes by a job, refuses a repetition, and does not exist on 3.0", async () => {
    const put = (id: string, on: boolean) =>
      f.call("PUT", `/${id}/client-ip-transparent-transmission`, { transparent_client_ip_enable: on });
    const id = await f.born();
    expect((await put(id, true)).body.error_code).toBe("DCS.4847");
    expect((await put(id, false)).body.job_id).toBeDefined();
    expect((await put(id, true)).body.error_code).toBe("DCS.4300");
    f.clock.now += changeMs;
    expect((await f.show(id)).transparent_client_ip_enable).toBe(false);
    expect((await put(await f.born(redis3), true)).body.error_code).toBe("DCS.4838");
  });
});

describe("bandwidth", () => {
  const path = (id: string) => `/instances/${id}/autoscaling-policy/bandwidth`;
  const policy = { window_size: 5, bandwidth_usage_upper_threshold: 70, scale_out_cooldown: 0 };

  test("policy is {} at first, then what was put, then {} again", async () => {
    const id = await f.born();
    expect((await f.call("GET", path(id))).body).toEqual({});
    expect((await f.call("PUT", path(id), policy)).body).toEqual(policy);
    expect((await f.call("GET", path(id))).body).toEqual(policy);
    expect((await f.call("DELETE", path(id))).status).toBe(204);
    expect((await f.call("GET", path(id))).text).toBe("{}");
  });

  test.each([
    ["a window of 7 minutes", { ...policy, window_size: 7 }],
    ["a threshold of 71 %", { ...policy, bandwidth_usage_upper_threshold: 71 }],
    ["a rest of 86401 s", { ...policy, scale_out_cooldown: 86_401 }],
  ])("policy with %s is refused", async (_name, body) => {
    expect((await f.call("PUT", path(await f.born()), body)).body.error_code).toBe("DCS.4062");
  });

  test("of a shard can be raised", async () => {
    const id = await f.born();
    const { group_bandwidths } = (await f.call("GET", `/instances/${id}/bandwidths`)).body;
    const put = (target_bandwidth: number) =>
      f.call("PUT", `/instances/${id}/bandwidths`, {
        group_bandwidths: [{ group_id: group_bandwidths[0].group_id, target_bandwidth }],
      });
    expect((await put(100)).status).toBe(200);
    expect((await f.show(id)).bandwidth_info.bandwidth).toBe(100);
    expect((await put(1000)).body.error_code).toBe("DCS.4062");
  });
});

describe("scans", () => {
  test("for big keys are read and written", async () => {
    const id = await f.born();
    const body = { enable_auto_scan: true, schedule_at: ["03:00"] };
    expect((await f.call("PUT", `/instances/${id}/bigkey/autoscan`, body)).status).toBe(200);
    expect((await f.call("GET", `/instances/${id}/bigkey/autoscan`)).body).toMatchObject({ instance_id: id, ...body });
  });

  test("for hot keys need an LFU policy", async () => {
    const id = await f.born();
    const put = () =>
      f.call("PUT", `/instances/${id}/hotkey/autoscan`, { enable_auto_scan: true, schedule_at: ["03:00"] });
    expect((await put()).body.error_code).toBe("DCS.4066");
    f.sandbox.drift({ cloud: "huawei", id, set: { redis_config: { "maxmemory-policy": "allkeys-lfu" } } });
    expect((await put()).status).toBe(200);
  });

  test("for expired keys check their figures", async () => {
    const id = await f.born();
    const put = (body: object) =>
      f.call("PUT", `/instances/${id}/scan-expire-keys/autoscan-config`, { enable_auto_scan: true, ...body });
    expect((await put({ first_scan_at: "2020-01-01T00:00:00Z" })).body.error_code).toBe("DCS.4819");
    expect((await put({ interval: 60, timeout: 100 })).body.error_code).toBe("DCS.4821");
    expect((await put({ scan_keys_count: 5 })).body.error_code).toBe("DCS.4822");
    const fine = { interval: 60, timeout: 120, scan_keys_count: 10 };
    expect((await put(fine)).body).toMatchObject({ instance_id: id, ...fine });
  });
});
