import { changeMs, closeAll, cluster, type Fixture, fixture, ha, monthly, redis3, single } from "./fixture";

let f: Fixture;
beforeEach(async () => {
  f = await fixture();
});
afterEach(closeAll);

type Body = Readonly<Record<string, unknown>>;
const resize = (id: string, body: Body) => f.call("POST", `/instances/${id}/resize`, body);
const ha3 = { ...ha, spec_code: "redis.ha.xu1.large.r3.1" };

/** Ids of the replicas of the first shard. */
async function replicas(id: string): Promise<string[]> {
  const { group_list } = (await f.call("GET", `/instance/${id}/groups`)).body;
  return group_list[0].replication_list
    .filter((one: { replication_role: string }) => one.replication_role === "slave")
    .map((one: { node_id: string }) => one.node_id);
}

test("is EXTENDING, then RUNNING with the new size, and shows as a background task", async () => {
  const id = await f.born();
  expect((await resize(id, { spec_code: "redis.single.xu1.large.2", new_capacity: 2, change_type: "" })).status).toBe(
    204,
  );
  expect(await f.show(id)).toMatchObject({ status: "EXTENDING", capacity: 1 });
  f.clock.now += changeMs;
  expect(await f.show(id)).toMatchObject({ status: "RUNNING", capacity: 2, spec_code: "redis.single.xu1.large.2" });
  expect((await f.call("GET", `/instances/${id}/tasks`)).body.tasks[0]).toMatchObject({
    name: "ChangeInstanceSpec",
    details: { old_capacity: "1", new_capacity: "2" },
  });
});

const accepted: [string, Body, Body, Body][] = [
  [
    "below 1 GB",
    single,
    { spec_code: "redis.single.xu1.tiny.512", new_capacity: 0.5 },
    { capacity: 0, capacity_minor: ".5" },
  ],
  [
    "a cluster with addSharding",
    cluster,
    { spec_code: "redis.cluster.xu1.large.r2.32", new_capacity: 32, change_type: "addSharding" },
    { capacity: 32, sharding_count: 4 },
  ],
  [
    "a cluster that shrinks",
    { ...cluster, capacity: 32, spec_code: "redis.cluster.xu1.large.r2.32" },
    { spec_code: "redis.cluster.xu1.large.r2.4", new_capacity: 4, reserved_ip: [] },
    { capacity: 4, sharding_count: 3 },
  ],
  [
    "more replicas",
    ha,
    {
      spec_code: "redis.ha.xu1.large.r3.1",
      new_capacity: 1,
      change_type: "createReplication",
      available_zones: ["cn-north-4b"],
    },
    { replica_count: 3, az_codes: ["cn-north-4a", "cn-north-4b"] },
  ],
  [
    "fewer replicas of a cluster",
    { ...cluster, spec_code: "redis.cluster.xu1.large.r3.4" },
    { spec_code: "redis.cluster.xu1.large.r2.4", new_capacity: 4, change_type: "deleteReplication" },
    { replica_count: 2 },
  ],
  [
    "ha to proxy",
    ha,
    { spec_code: "redis.proxy.xu1.large.4", new_capacity: 4, change_type: "instanceType" },
    { cache_mode: "proxy" },
  ],
  [
    "proxy to read/write splitting",
    { ...ha, capacity: 4, spec_code: "redis.proxy.xu1.large.4" },
    { spec_code: "redis.ha.xu1.large.p2.4", new_capacity: 4, change_type: "instanceType" },
    { cache_mode: "ha_rw_split" },
  ],
  [
    "3.0 from single to ha",
    redis3,
    { spec_code: "dcs.master_standby", new_capacity: 2, change_type: "instanceType" },
    { cache_mode: "ha" },
  ],
];
test.each(accepted)("%s", async (_name, order, body, expected) => {
  const id = await f.born(order);
  expect(await resize(id, body)).toMatchObject({ status: 204 });
  f.clock.now += changeMs;
  expect(await f.show(id)).toMatchObject({ status: "RUNNING", ...expected });
});

test("one named replica is taken away, and only that one", async () => {
  const id = await f.born(ha3);
  const [first = "", second = ""] = await replicas(id);
  const body = {
    spec_code: "redis.ha.xu1.large.r2.1",
    new_capacity: 1,
    change_type: "deleteReplication",
    node_list: [first],
  };
  expect((await resize(id, body)).status).toBe(204);
  f.clock.now += changeMs;
  expect(await replicas(id)).toEqual([second]);
});

const refused: [string, Body, Body, string][] = [
  ["an unknown flavour", single, { spec_code: "x", new_capacity: 2 }, "DCS.4927"],
  ["a flavour of another CPU", single, { spec_code: "redis.single.au1.large.2", new_capacity: 2 }, "DCS.4927"],
  ["a flavour of another version", redis3, { spec_code: "redis.single.xu1.large.2", new_capacity: 2 }, "DCS.4927"],
  [
    "a capacity that the flavour does not have",
    single,
    { spec_code: "redis.single.xu1.large.2", new_capacity: 4 },
    "DCS.4012",
  ],
  ["no change", single, { spec_code: "redis.single.xu1.large.1", new_capacity: 1 }, "DCS.4012"],
  [
    "replicas and capacity in one call",
    ha,
    { spec_code: "redis.ha.xu1.large.r3.2", new_capacity: 2, change_type: "createReplication" },
    "DCS.4012",
  ],
  [
    "more replicas without zones",
    ha,
    { spec_code: "redis.ha.xu1.large.r3.1", new_capacity: 1, change_type: "createReplication" },
    "DCS.4933",
  ],
  ["more replicas without change_type", ha, { spec_code: "redis.ha.xu1.large.r3.1", new_capacity: 1 }, "DCS.4062"],
  [
    "another change_type than it is",
    ha,
    { spec_code: "redis.ha.xu1.large.r2.2", new_capacity: 2, change_type: "createReplication" },
    "DCS.4062",
  ],
  [
    "fewer replicas without a node",
    ha3,
    { spec_code: "redis.ha.xu1.large.r2.1", new_capacity: 1, change_type: "deleteReplication" },
    "DCS.4930",
  ],
  [
    "fewer replicas with an unknown node",
    ha3,
    { spec_code: "redis.ha.xu1.large.r2.1", new_capacity: 1, change_type: "deleteReplication", node_list: ["x"] },
    "DCS.4930",
  ],
  [
    "single to ha on 5.0",
    single,
    { spec_code: "redis.ha.xu1.large.r2.1", new_capacity: 1, change_type: "instanceType" },
    "DCS.4200",
  ],
  [
    "ha to proxy on 7.0",
    { ...ha, engine_version: "7.0" },
    { spec_code: "redis.proxy.xu1.large.4", new_capacity: 4 },
    "DCS.4200",
  ],
  [
    "a smaller proxy cluster of 3.0",
    { ...redis3, spec_code: "dcs.cluster", capacity: 128 },
    { spec_code: "dcs.cluster", new_capacity: 64 },
    "DCS.4012",
  ],
];
test.each(refused)("refuses %s", async (_name, order, body, error_code) => {
  const id = await f.born(order);
  expect(await resize(id, body)).toMatchObject({ status: 400, body: { error_code } });
  expect((await f.show(id)).status).toBe("RUNNING");
});

const bigger = { spec_code: "redis.single.xu1.large.2", new_capacity: 2 };

test("of a prepaid instance gives an order; without payment it changes nothing and blocks the next one", async () => {
  const id = await f.born({ bss_param: monthly });
  const { status, body } = await resize(id, bigger);
  expect(status).toBe(200);
  f.clock.now += changeMs;
  expect(await f.show(id)).toMatchObject({ status: "RUNNING", capacity: 1 });
  expect((await resize(id, bigger)).body.error_code).toBe("DCS.4107");
  const payment = { order_id: body.order_id, use_coupon: "NO", use_discount: "NO" };
  expect((await f.call("POST", "//v2/orders/customer-orders/pay", payment)).status).toBe(204);
  expect((await f.show(id)).status).toBe("EXTENDING");
  f.clock.now += changeMs;
  expect((await f.show(id)).capacity).toBe(2);
});

test("paid automatically goes on at once", async () => {
  const id = await f.born({ bss_param: monthly });
  const { body } = await resize(id, { ...bigger, bss_param: { is_auto_pay: "true" } });
  expect(body.order_id).toMatch(/^CS\d{10}\w{5}$/);
  expect((await f.show(id)).status).toBe("EXTENDING");
});

test("with execute_immediately false waits for the maintenance window", async () => {
  const id = await f.born();
  await resize(id, { ...bigger, execute_immediately: false });
  expect(await f.show(id)).toMatchObject({ status: "RUNNING", task: null });
  expect((await resize(id, bigger)).body.error_code).toBe("DCS.4108");
  f.clock.now = Date.parse("2026-11-21T02:00:00Z");
  expect((await f.show(id)).status).toBe("EXTENDING");
  f.clock.now += changeMs;
  expect(await f.show(id)).toMatchObject({ status: "RUNNING", capacity: 2 });
});

test("that fails ends in ERROR", async () => {
  const id = await f.born();
  f.sandbox.fault({ cloud: "huawei", action: "ResizeInstance", kind: "fail" });
  await resize(id, bigger);
  f.clock.now += changeMs;
  expect(await f.show(id)).toMatchObject({ status: "ERROR", task: null });
});
