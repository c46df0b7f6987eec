import { errorOf, type Fields, useFixture } from "../fixture";

const f = useFixture();

const path = "/configTemplate";
const order = {
  name: "sessions",
  redisType: "master-slave",
  redisVersion: "6.2",
  val: { "hash-max-ziplist-value": "128" },
};
const create = async (more: Fields = {}): Promise<string> =>
  (await f.call(`POST ${path}`, { ...order, ...more })).body.result.templateId;
const listed = async (filters: Fields = {}) => (await f.call(`GET ${path}`, filters)).body.result;
const shown = async (id: string) => (await f.call(`GET ${path}/${id}`)).body.result;
const valuesOf = async (id: string) =>
  Object.fromEntries((await shown(id)).val.map((one: Record<string, string>) => [one.configName, one.configValue]));
const outcome = async (line: string, params: Fields = {}) => errorOf(await f.call(line, params));

test("the vendor's own are listed by pages, and each shows its settings", async () => {
  const { total, templates } = await listed({ tplType: "default" });
  expect(total).toBe(6);
  expect(templates).toHaveLength(6);
  expect(templates[0]).toMatchObject({
    ...{ templateId: "default-6-2-master-slave", name: "default-6.2-master-slave", description: "" },
    ...{ redisType: "master-slave", redisVersion: "6.2", tplType: "default" },
  });
  expect((await shown("default-6-2-master-slave")).val).toContainEqual({
    ...{ configName: "list-max-ziplist-size", configValue: "-2", configDefaultValue: "-2", configValueType: "int" },
    ...{ configValueMin: -5, configValueMax: 10_000, configValueOptional: null },
  });
  for (let count = 0; count < 11; count++) await create({ name: `sessions-${count}` });
  expect((await listed()).templates).toHaveLength(10);
  expect((await listed({ pageNumber: 2, pageSize: 10 })).templates).toHaveLength(7);
  expect((await listed({ name: "sessions-1", redisType: "master-slave", redisVersion: "6.2" })).total).toBe(2);
  expect(await outcome(`GET ${path}`, { tplType: "own" })).toBe("400 INVALID_ARGUMENT");
});

test("a custom one has the vendor's values, and what it is given", async () => {
  const id = await create({ description: "for sessions" });
  const time = expect.stringMatching(/^\d{4}-.*Z$/);
  const [one] = (await listed({ tplType: "user" })).templates;
  expect(one).toMatchObject({ templateId: id, name: "sessions", description: "for sessions", tplType: "user" });
  expect(await shown(id)).toMatchObject({ ...one, pin: "sandbox-pin", createdTime: time, modifiedTime: time });
  expect(await valuesOf(id)).toMatchObject({ "hash-max-ziplist-value": "128", "hash-max-ziplist-entries": "512" });
  expect(await create()).not.toBe(id);
});

test("it is changed and deleted; the vendor's own are not", async () => {
  const id = await create();
  expect((await f.call(`PUT ${path}/${id}`, { templateId: id, name: "other", description: "new" })).body.error).toBe(
    undefined,
  );
  await f.call(`PUT ${path}/${id}`, { description: "", val: { "maxmemory-policy": "allkeys-lru" } });
  expect(await shown(id)).toMatchObject({ name: "other", description: "" });
  expect(await valuesOf(id)).toMatchObject({ "maxmemory-policy": "allkeys-lru", "hash-max-ziplist-value": "128" });
  for (const verb of ["PUT", "DELETE"])
    expect(await outcome(`${verb} ${path}/default-6-2-master-slave`)).toBe("403 HTTP_FORBIDDEN");
  expect((await f.call(`DELETE ${path}/${id}`)).body).toEqual({ requestId: expect.any(String) });
  for (const verb of ["GET", "PUT", "DELETE"]) expect(await outcome(`${verb} ${path}/${id}`)).toBe("404 NOT_FOUND");
});

test.each([
  [{ name: "" }, "400 INVALID_ARGUMENT"],
  [{ name: undefined }, "400 INVALID_ARGUMENT"],
  [{ redisType: "cluster" }, "400 INVALID_ARGUMENT"],
  [{ redisVersion: "2.8" }, "400 INVALID_ARGUMENT"],
  [{ redisVersion: undefined }, "400 INVALID_ARGUMENT"],
  [{ val: { unheard: "1" } }, "400 INVALID_ARGUMENT"],
  [{ val: { "hash-max-ziplist-value": "10001" } }, "400 INVALID_ARGUMENT"],
  [{ val: { "hash-max-ziplist-value": 128 } }, "400 INVALID_ARGUMENT"],
  [{ val: [] }, "400 INVALID_ARGUMENT"],
])("%j is rejected", async (wrong, answer) => {
  expect(await outcome(`POST ${path}`, { ...order, ...wrong })).toBe(answer);
});

test("an empty id is no template, and an instance that does not exist has none", async () => {
  expect(await outcome(`GET ${path}/`)).toBe("400 INVALID_ARGUMENT");
  const id = await create();
  expect(await outcome(`GET ${path}/${id}`, { instanceId: "redis-none" })).toBe("404 NOT_FOUND");
  const instanceId = await f.createRunning();
  expect((await f.call(`GET ${path}/${id}`, { instanceId })).body.result.templateId).toBe(id);
});

test("a call names no region, so its signature may name any", async () => {
  for (const region of ["jdcloud-api", "jdcloud", "cn-north-1"])
    expect((await f.call(`GET ${path}`, {}, { region })).status).toBe(200);
});

test("an instance begins with the values of its template, which has to exist and be for such an instance", async () => {
  const configTemplateId = await create();
  const of = { redisVersion: "6.2", configTemplateId };
  const id = await f.createRunning({ ...of, maxmemoryPolicy: "noeviction" });
  const { instanceConfig } = (await f.on(id, "GET /instanceConfig")).body.result;
  expect(instanceConfig).toContainEqual(
    expect.objectContaining({ configName: "hash-max-ziplist-value", configValue: "128" }),
  );
  expect(instanceConfig).toContainEqual(
    expect.objectContaining({ configName: "maxmemory-policy", configValue: "noeviction" }),
  );
  expect(errorOf(await f.create({ ...of, redisVersion: "7.2" }))).toBe("400 INVALID_ARGUMENT");
  expect(errorOf(await f.create({ ...of, cacheInstanceType: "native-cluster" }))).toBe("400 INVALID_ARGUMENT");
  expect(errorOf(await f.create({ ...of, configTemplateId: "none" }))).toBe("404 NOT_FOUND");
  await f.call(`DELETE ${path}/${configTemplateId}`);
  expect(f.instance(id)?.properties.instanceConfig).toMatchObject({ "hash-max-ziplist-value": "128" });
});

test("a drift changes one behind the back of a program, or removes it", async () => {
  const id = await create();
  f.drift(id, { description: "by hand", val: { "hash-max-ziplist-value": "5" } });
  expect(await shown(id)).toMatchObject({ description: "by hand" });
  expect(await valuesOf(id)).toMatchObject({ "hash-max-ziplist-value": "5", "hash-max-ziplist-entries": "512" });
  expect(f.sandbox.table("jd", "templates")).toMatchObject([{ templateId: id, description: "by hand" }]);
  f.sandbox.drift({ cloud: "jd", id, delete: true });
  expect(f.sandbox.table("jd", "templates")).toEqual([]);
});
