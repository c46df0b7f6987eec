import { single, unknownId, useFixture } from "../fixture";

const f = useFixture();

const path = "/config-templates";
const order = { template_id: "11", type: "sys", name: "sessions", params: { timeout: "100" } };
const create = async (more = {}) => (await f.call("POST", path, { ...order, ...more })).body.id as string;
const listed = async (query: string) => (await f.get(`${path}?${query}`)).templates;
const shown = (id: string, type = "user") => f.get(`${path}/${id}?type=${type}`);
const valuesOf = async (id: string, type?: string) =>
  Object.fromEntries(
    (await shown(id, type)).params.map((one: Record<string, string>) => [one.param_name, one.param_value]),
  );

test("the vendor's own are listed by pages, and each shows its parameters", async () => {
  const { template_num, templates } = await f.get(`${path}?type=sys`);
  expect(template_num).toBe(20);
  expect(templates).toHaveLength(10);
  expect(templates[0]).toEqual({
    ...{ template_id: "6", name: "Default-Redis-4.0-single-generic-DRAM", description: null, type: "sys" },
    ...{ engine: "Redis", engine_version: "4.0", cache_mode: "single", product_type: "generic", storage_type: "DRAM" },
  });
  expect(await listed("type=sys&engine_version=5.0&cache_mode=single")).toMatchObject([{ template_id: "11" }]);
  expect(await listed("type=sys&limit=2&offset=19")).toHaveLength(1);
  expect((await shown("11", "sys")).params).toContainEqual({
    ...{ param_id: "1", param_name: "timeout", param_value: "0", default_value: "0", value_type: "Interger" },
    ...{ value_range: "0-7200", description: "timeout", need_restart: false },
  });
  expect(await f.outcome("GET", path)).toBe("400 DCS.4062");
});

test("a custom one has what its source has, and what it is given", async () => {
  const id = await create({ description: "for sessions", params: { "latency-monitor-threshold": 15 } });
  expect(await shown(id)).toMatchObject({
    ...{ template_id: id, name: "sessions", description: "for sessions", type: "user" },
    ...{ engine_version: "5.0", cache_mode: "single", created_at: expect.stringMatching(/Z$/) },
  });
  expect(await valuesOf(id)).toMatchObject({ "latency-monitor-threshold": "15", timeout: "0" });
  const copy = await create({ template_id: id, type: "user", name: "copy-of-it" });
  expect(await valuesOf(copy)).toMatchObject({ "latency-monitor-threshold": "15", timeout: "100" });
  expect(await listed("type=user&name=essi")).toMatchObject([{ template_id: id }]);
  expect(await f.outcome("GET", `${path}/${id}?type=sys`)).toBe("400 DCS.4988");
});

test("it is changed and deleted; the vendor's own are not", async () => {
  const id = await create();
  expect(
    await f.call("PUT", `${path}/${id}`, { name: "other", description: "new", params: { timeout: "7" } }),
  ).toMatchObject({
    body: { result: "success" },
  });
  expect(await shown(id)).toMatchObject({ name: "other", description: "new" });
  await f.call("PUT", `${path}/${id}`, { description: "", params: { "active-expire-num": "30" } });
  expect(await shown(id)).toMatchObject({ name: "other", description: "" });
  expect(await valuesOf(id)).toMatchObject({ timeout: "7", "active-expire-num": "30" });
  expect(await f.outcome("PUT", `${path}/11`, { params: {} })).toBe("400 DCS.4988");
  expect(await f.outcome("DELETE", `${path}/11`)).toBe("400 DCS.4988");
  expect((await f.call("DELETE", `${path}/${id}`)).body).toEqual({ result: "success" });
  expect(await f.outcome("DELETE", `${path}/${id}`)).toBe("400 DCS.4988");
  expect(await listed("type=user")).toEqual([]);
});

test.each([
  [{ template_id: "999" }, "400 DCS.4988"],
  [{ template_id: unknownId, type: "user" }, "400 DCS.4988"],
  [{ type: "own" }, "400 DCS.4062"],
  [{ name: "abc" }, "400 DCS.4062"],
  [{ name: "-abcd" }, "400 DCS.4062"],
  [{ engine_version: "6.0" }, "400 DCS.4062"],
  [{ params: { timeout: "9999" } }, "400 DCS.4066"],
  [{ params: { unheard: "1" } }, "400 DCS.4066"],
  [{ params: undefined }, "400 DCS.4062"],
])("%j is rejected", async (wrong, answer) => {
  expect(await f.outcome("POST", path, { ...order, ...wrong })).toBe(answer);
});

test("an instance begins with the values of its template, which has to be for such an instance", async () => {
  const template_id = await create();
  const id = await f.createRunning({ template_id });
  const { redis_config } = await f.get(`/instances/${id}/configs`);
  expect(redis_config).toContainEqual(expect.objectContaining({ param_name: "timeout", param_value: "100" }));
  const other = await create({ template_id: "12", name: "for-ha" });
  expect((await f.create({ ...single, template_id: other })).status).toBe(400);
});

test("another project has its own", async () => {
  const id = await create();
  const shanghai = { project: (await f.get("//v3/projects?name=cn-east-3")).projects[0].id };
  expect(await f.outcome("GET", `${path}/${id}?type=user`, undefined, shanghai)).toBe("400 DCS.4988");
});

test("a drift changes one behind the back of a program, or removes it", async () => {
  const id = await create();
  f.drift(id, { description: "by hand", params: { timeout: "5" } });
  expect(await shown(id)).toMatchObject({ description: "by hand" });
  expect(await valuesOf(id)).toMatchObject({ timeout: "5", "active-expire-num": "20" });
  expect(f.sandbox.table("huawei", "templates")).toMatchObject([{ template_id: id, description: "by hand" }]);
  f.sandbox.drift({ cloud: "huawei", id, delete: true });
  expect(f.sandbox.table("huawei", "templates")).toEqual([]);
});
