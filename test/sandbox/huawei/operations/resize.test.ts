import { type Body, cluster, ha, monthly, payment, redis3, single, useFixture } from "../fixture";

const f = useFixture();

const resize = (id: string, body: Body) => f.outcome("POST", `/instances/${id}/resize`, body);
/** A size in GB, of a family of flavours such as "single", "ha r3" or "proxy". */
const spec = (family: string, gb: number) => {
  const [mode, copies] = family.split(" ");
  const size = [gb < 1 ? "tiny" : "large", copies, gb < 1 ? gb * 1024 : gb].filter((part) => part !== undefined);
  return `redis.${mode}.xu1.${size.join(".")}`;
};
const to = (family: string, gb: number, change_type?: string, more: Body = {}) => ({
  ...{ spec_code: family.startsWith("dcs.") ? family : spec(family, gb), new_capacity: gb, ...more },
  ...(change_type === undefined ? {} : { change_type }),
});
const of = (family: string, capacity: number) => ({ ...single, capacity, spec_code: spec(family, capacity) });
const [add, remove, convert] = ["createReplication", "deleteReplication", "instanceType"];
const [a, b] = ["cn-north-4a", "cn-north-4b"];
const proxy3 = { spec_code: "dcs.cluster", capacity: 128 };
const larger = to("single", 2);

/** Ids of the nodes of the first shard: the master, then the replicas. */
async function nodes(id: string): Promise<string[]> {
  const { group_list } = await f.get(`/instance/${id}/groups`);
  return group_list[0].replication_list.map((one: { node_id: string }) => one.node_id);
}

test("is EXTENDING, then RUNNING with the new size, and is listed as a background task", async () => {
  const id = await f.createRunning();
  expect(await resize(id, { ...larger, change_type: "" })).toBe("204");
  expect(await f.show(id)).toMatchObject({ status: "EXTENDING", capacity: 1 });
  f.wait();
  expect(await f.show(id)).toMatchObject({ status: "RUNNING", capacity: 2, spec_code: larger.spec_code });
  expect((await f.get(`/instances/${id}/tasks`)).tasks[0]).toMatchObject({
    name: "ChangeInstanceSpec",
    details: { old_capacity: "1", new_capacity: "2" },
  });
});

test.each<[string, Body, Body, Body]>([
  ["below 1 GB", single, to("single", 0.5), { capacity: 0, capacity_minor: ".5" }],
  ["a cluster that grows", cluster, to("cluster r2", 48, "addSharding"), { capacity: 48, sharding_count: 6 }],
  ["a cluster that shrinks", of("cluster r2", 32), { ...to("cluster r2", 4), reserved_ip: [] }, { capacity: 4 }],
  ["more replicas", ha, { ...to("ha r3", 1, add), available_zones: [b] }, { replica_count: 3, az_codes: [a, b] }],
  ["fewer replicas of a cluster", of("cluster r3", 4), to("cluster r2", 4, remove), { replica_count: 2 }],
  ["ha to proxy", ha, to("proxy", 4, convert), { cache_mode: "proxy" }],
  ["proxy to read/write splitting", of("proxy", 4), to("ha p2", 4, convert), { cache_mode: "ha_rw_split" }],
  ["3.0 from single to ha", redis3, to("dcs.master_standby", 2, convert), { cache_mode: "ha" }],
])("%s", async (_name, order, body, expected) => {
  const id = await f.createRunning(order);
  expect(await resize(id, body)).toBe("204");
  f.wait();
  expect(await f.show(id)).toMatchObject({ status: "RUNNING", ...expected });
});

test("a cluster that shrinks keeps the shards of the reserved addresses", async () => {
  const id = await f.createRunning(of("cluster r2", 48));
  const ips = async (): Promise<string[]> =>
    (await f.get(`/instance/${id}/groups`)).group_list.flatMap(
      (group: { replication_list: { replication_ip: string }[] }) =>
        group.replication_list.map(({ replication_ip }) => replication_ip),
    );
  const before = await ips();
  const last = before.at(-1) as string;
  expect(await resize(id, { ...to("cluster r2", 24), reserved_ip: ["192.168.300.1"] })).toMatch(/^400/);
  expect(await resize(id, { ...to("cluster r2", 24), reserved_ip: [last] })).toBe("204");
  f.wait();
  expect((await ips()).length).toBeLessThan(before.length);
  expect(await ips()).toContain(last);
});

test("one named replica is removed, and only that one", async () => {
  const id = await f.createRunning(of("ha r3", 1));
  const [master = "", first = "", second = ""] = await nodes(id);
  const removeNode = (node: string) => resize(id, to("ha r2", 1, remove, { node_list: [node] }));
  expect(await removeNode(master)).toBe("400 DCS.4936");
  expect(await removeNode(first)).toBe("204");
  f.wait();
  expect(await nodes(id)).toEqual([master, second]);
});

test.each<[string, Body, Body, string]>([
  ["an unknown flavour", single, to("x", 2), "DCS.4927"],
  ["a flavour of another CPU", single, { ...larger, spec_code: "redis.single.au1.large.2" }, "DCS.4927"],
  ["a flavour of another version", redis3, larger, "DCS.4927"],
  ["a capacity that the flavour does not have", single, { ...larger, new_capacity: 4 }, "DCS.4012"],
  ["no change", single, to("single", 1), "DCS.4012"],
  ["replicas and capacity in one call", ha, to("ha r3", 2, add), "DCS.4012"],
  ["more replicas without zones", ha, to("ha r3", 1, add), "DCS.4933"],
  ["more replicas without change_type", ha, to("ha r3", 1), "DCS.4062"],
  ["an unsuitable change_type", ha, to("ha r2", 2, add), "DCS.4062"],
  ["a change_type that the API does not have", ha, to("ha r2", 0.5, "capacity"), "DCS.4062"],
  ["addSharding for a smaller size", ha, to("ha r2", 0.5, "addSharding"), "DCS.4062"],
  ["fewer replicas without a node", of("ha r3", 1), to("ha r2", 1, remove), "DCS.4930"],
  ["fewer replicas with an unknown node", of("ha r3", 1), to("ha r2", 1, remove, { node_list: ["x"] }), "DCS.4930"],
  ["single to ha on 5.0", single, to("ha r2", 1, convert), "DCS.4200"],
  ["ha to proxy on 7.0", { ...ha, engine_version: "7.0" }, to("proxy", 4), "DCS.4200"],
  ["less for a proxy of 3.0", { ...redis3, ...proxy3 }, to("dcs.cluster", 64), "DCS.4012"],
])("rejects %s", async (_name, order, body, code) => {
  const id = await f.createRunning(order);
  expect(await resize(id, body)).toBe(`400 ${code}`);
  expect((await f.show(id)).status).toBe("RUNNING");
});

test("of a prepaid instance gives an order; until it is paid, nothing changes and the next one is blocked", async () => {
  const id = await f.createRunning({ bss_param: monthly });
  const { status, body } = await f.call("POST", `/instances/${id}/resize`, larger);
  expect(status).toBe(200);
  f.wait();
  expect(await f.show(id)).toMatchObject({ status: "RUNNING", capacity: 1 });
  expect(await resize(id, larger)).toBe("400 DCS.4107");
  expect(await f.outcome("POST", "//v2/orders/customer-orders/pay", payment(body.order_id))).toBe("204");
  expect((await f.show(id)).status).toBe("EXTENDING");
  f.wait();
  expect((await f.show(id)).capacity).toBe(2);
});

test.each([
  ["ResizeInstance with is_auto_pay", "/instances", { bss_param: { is_auto_pay: "true" } }],
  ["CreateResizeOrder", "/orders/instances", {}],
])("%s of a prepaid instance is paid and begins at once", async (_name, path, more) => {
  const id = await f.createRunning({ bss_param: monthly });
  const { body } = await f.call("POST", `${path}/${id}/resize`, { ...larger, ...more });
  expect(body.order_id).toMatch(/^CS\d{10}\w{5}$/);
  expect((await f.show(id)).status).toBe("EXTENDING");
});

test("what waits for the maintenance window can be cancelled until then", async () => {
  const id = await f.createRunning();
  await resize(id, { ...larger, execute_immediately: false });
  const { tasks } = await f.get(`/instances/${id}/tasks`);
  expect(tasks).toMatchObject([{ name: "ChangeInstanceSpec", status: "CREATED" }]);
  const cancel = () => f.call("POST", `/instances/${id}/resize/cancel/${tasks[0].id}`);
  expect((await cancel()).body).toEqual({ result: "success" });
  expect((await cancel()).body.error_code).toBe("DCS.4070");
  f.clock.now = Date.parse("2026-11-21T02:00:00Z");
  expect(await f.show(id)).toMatchObject({ status: "RUNNING", capacity: 1 });
  expect(await resize(id, larger)).toBe("204");
});

test("with execute_immediately false waits for the maintenance window", async () => {
  const id = await f.createRunning();
  await resize(id, { ...larger, execute_immediately: false });
  expect(await f.show(id)).toMatchObject({ status: "RUNNING", task: null });
  expect(await resize(id, larger)).toBe("400 DCS.4108");
  f.clock.now = Date.parse("2026-11-21T02:00:00Z");
  expect((await f.show(id)).status).toBe("EXTENDING");
  f.wait();
  expect(await f.show(id)).toMatchObject({ status: "RUNNING", capacity: 2 });
});
