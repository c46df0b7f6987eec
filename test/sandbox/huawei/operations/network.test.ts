import { ha, redis3, single, useFixture } from "../fixture";

const f = useFixture();

test("the subnet changes with a task, the VPC cannot", async () => {
  const id = await f.createRunning();
  const move = (vpc_id: string, action = "switch") =>
    f.outcome("POST", `/instances/${id}/resources/subnet`, { action, vpc_id, subnet_id: "subnet-2" });
  expect(await move(single.vpc_id, "move")).toBe("400 DCS.4062");
  expect(await move("another-vpc")).toBe("400 DCS.4013");
  expect(await move(single.vpc_id)).toBe("200");
  expect((await f.show(id)).task).toBe("SWITCHING_SUBNET");
  f.wait();
  expect((await f.show(id)).subnet_id).toBe("subnet-2");
});

test("one zone becomes two, by the ids of zones, not by their codes", async () => {
  const id = await f.createRunning(ha);
  const zones = (await f.get("//v2/available-zones")).available_zones as { id: string; code: string }[];
  const ids = (...codes: string[]) => codes.map((code) => zones.find((zone) => zone.code === code)?.id);
  const move = (new_available_zones: unknown[]) =>
    f.outcome("PUT", `/instances/${id}/available-zones`, { new_available_zones, execute_immediately: true });
  expect(await move(["cn-north-4b", "cn-north-4a"])).toBe("400 DCS.4042");
  expect(await move(ids("cn-north-4b", "cn-north-4a"))).toBe("204");
  f.wait();
  expect((await f.show(id)).az_codes).toEqual(["cn-north-4a", "cn-north-4b"]);
  const { group_list } = await f.get(`/instance/${id}/groups`);
  expect(group_list[0].replication_list).toMatchObject([
    { replication_role: "master", az_code: "cn-north-4b" },
    { replication_role: "slave", az_code: "cn-north-4a" },
  ]);
  expect(await move(ids("cn-north-4a", "cn-north-4c"))).toBe("400 DCS.4933");
});

test.each([
  ["3.0", redis3, { publicip_id: "eip-1", enable_ssl: true }, { elb_id: "elb-1" }],
  ["5.0", single, { elb_id: "elb-1" }, { publicip_id: "eip-1" }],
])("public access of %s", async (_name, order, right, wrong) => {
  const id = await f.createRunning(order);
  const path = `/instances/${id}/public-ip`;
  expect(await f.outcome("POST", path, wrong)).toBe("400 DCS.4062");
  expect((await f.call("POST", path, right)).body.job_id).toBeDefined();
  f.wait();
  expect(await f.show(id)).toMatchObject({ enable_publicip: true, publicip_address: expect.any(String) });
  await f.call("DELETE", path);
  f.wait();
  expect(await f.show(id)).toMatchObject({ enable_publicip: false, publicip_id: null });
  const { tasks } = await f.get(`/instances/${id}/tasks`);
  expect(tasks).toMatchObject([
    { name: "UnBindEip" },
    { name: "BindEip", details: { public_ip_id: Object.values(right)[0] } },
  ]);
});

test("client IP pass-through changes by a job, rejects a repetition, and does not exist on 3.0", async () => {
  const put = (id: string, on: boolean) =>
    f.call("PUT", `/${id}/client-ip-transparent-transmission`, { transparent_client_ip_enable: on });
  const id = await f.createRunning();
  expect((await put(id, true)).body.error_code).toBe("DCS.4847");
  expect((await put(id, false)).body.job_id).toBeDefined();
  expect((await put(id, true)).body.error_code).toBe("DCS.4300");
  f.wait();
  expect((await f.show(id)).transparent_client_ip_enable).toBe(false);
  expect((await put(await f.createRunning(redis3), true)).body.error_code).toBe("DCS.4838");
});

describe("bandwidth", () => {
  const path = (id: string) => `/instances/${id}/autoscaling-policy/bandwidth`;
  const policy = { window_size: 5, bandwidth_usage_upper_threshold: 70, scale_out_cooldown: 0 };

  test("policy is {} at first, then what was put, then {} again", async () => {
    const id = await f.createRunning();
    expect(await f.get(path(id))).toEqual({});
    expect((await f.call("PUT", path(id), policy)).body).toEqual(policy);
    expect(await f.get(path(id))).toEqual(policy);
    expect(await f.outcome("DELETE", path(id))).toBe("204");
    expect((await f.call("GET", path(id))).text).toBe("{}");
  });

  test.each([
    ["a window of 7 minutes", { window_size: 7 }],
    ["a threshold of 71 %", { bandwidth_usage_upper_threshold: 71 }],
    ["a pause of 86401 s", { scale_out_cooldown: 86_401 }],
  ])("policy with %s is rejected", async (_name, more) => {
    expect(await f.outcome("PUT", path(await f.createRunning()), { ...policy, ...more })).toBe("400 DCS.4062");
  });

  test("of a shard can be raised", async () => {
    const id = await f.createRunning();
    const [{ group_id }] = (await f.get(`/instances/${id}/bandwidths`)).group_bandwidths;
    const put = (target_bandwidth: number) =>
      f.outcome("PUT", `/instances/${id}/bandwidths`, { group_bandwidths: [{ group_id, target_bandwidth }] });
    expect(await put(100)).toBe("200");
    f.wait();
    // Rounded down to a multiple of 8.
    expect((await f.show(id)).bandwidth_info.bandwidth).toBe(96);
    const larger = { spec_code: "redis.single.xu1.large.2", new_capacity: 2 };
    expect(await f.outcome("POST", `/instances/${id}/resize`, larger)).toBe("204");
    f.wait();
    expect((await f.get(`/instances/${id}/bandwidths`)).group_bandwidths).toMatchObject([{ group_id, bandwidth: 96 }]);
    expect(await put(1000)).toBe("400 DCS.4062");
  });
});
