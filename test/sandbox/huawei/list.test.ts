import { closeAll, type Fixture, fixture, ha, single } from "./fixture";

let f: Fixture;
beforeEach(async () => {
  f = await fixture();
});
afterEach(closeAll);

const names = async (query: string) => {
  const { status, body } = await f.call("GET", `/instances?${query}`);
  return status === 200 ? body.instances.map(({ name }: { name: string }) => name) : body.error_code;
};

describe("filters", () => {
  beforeEach(async () => {
    await f.create({
      name: "cache",
      tags: [
        { key: "env", value: "prod" },
        { key: "mark", value: "a:b=c" },
      ],
    });
    await f.create({ ...ha, name: "cache-2", private_ip: "192.168.7.7", tags: [{ key: "env", value: "test" }] });
    await f.create({ name: "other", capacity: 0.125, spec_code: "redis.single.xu1.tiny.128" });
  });

  test.each([
    ["nothing: the newest first", "", ["other", "cache-2", "cache"]],
    ["name: a part of it", "name=cache", ["cache-2", "cache"]],
    ["name with name_equal=true: the whole", "name=cache&name_equal=true", ["cache"]],
    ["status", "status=RUNNING", []],
    ["ip", "ip=192.168.7.7", ["cache-2"]],
    ["capacity", "capacity=0.125", ["other"]],
    ["a tag", "tags=env%3Dprod", ["cache"]],
    ["two tags, both of them", "tags=env%3Dprod%2Cmark%3Da%3Ab%3Dc", ["cache"]],
    ["two tags of different instances", "tags=env%3Dtest%2Cmark%3Da%3Ab%3Dc", []],
    ["a tag's key alone", "tags=env", ["cache-2", "cache"]],
    ["a page", "offset=1&limit=1", ["cache-2"]],
    ["a page behind the end", "offset=3", []],
    ["limit 0", "limit=0", "DCS.4800"],
    ["limit 1001", "limit=1001", "DCS.4800"],
    ["offset -1", "offset=-1", "DCS.4800"],
    ["an unknown filter", "nmae=cache", "Sandbox.UnknownParameter"],
  ])("%s", async (_name, query, expected) => {
    expect(await names(query)).toEqual(expected);
  });

  test("instance_id", async () => {
    const id = f.sandbox.instances()[1]?.id;
    expect(await names(`instance_id=${id}`)).toEqual(["cache-2"]);
  });
});

test("pages are of 10 unless said otherwise, and instance_num counts all", async () => {
  await f.create({ instance_num: 15 });
  const { body } = await f.call("GET", "/instances");
  expect(body).toMatchObject({ instance_num: 15 });
  expect(body.instances).toHaveLength(10);
  const pages = await Promise.all(["offset=0&limit=8", "offset=8&limit=8"].map(names));
  expect(new Set(pages.flat()).size).toBe(15);
});

test("items have the tags of the creation and no task", async () => {
  await f.create({ tags: [{ key: "pulumi-cn-cache:pending", value: "urn.backend.birth" }] });
  const [item] = (await f.call("GET", "/instances")).body.instances;
  expect(item.tags).toEqual([{ key: "pulumi-cn-cache:pending", value: "urn.backend.birth" }]);
  expect(item).not.toHaveProperty("task");
});

test("status counts", async () => {
  await f.born();
  await f.create();
  expect((await f.call("GET", "/instances/status")).body).toMatchObject({
    running_count: 1,
    creating_count: 1,
    redis: { running_count: 1 },
    memcached: { running_count: 0 },
  });
});

test("projects, regions and accounts do not see each other", async () => {
  const own = await fixture({ keys: { huawei: [{ id: "other", secret: "s", account: "other" }] } });
  const id = await own.born();
  const keys = { id: "other", secret: "s" };
  const projects = async (region: string, options = {}) =>
    (await own.call("GET", `//v3/projects?name=${region}`, undefined, options)).body.projects[0].id as string;
  const neighbour = await projects("cn-east-3");
  const theirs = await projects("cn-north-4", { keys });
  expect((await own.call("GET", `/instances/${id}`, undefined, { project: neighbour })).body.error_code).toBe(
    "DCS.3022",
  );
  expect((await own.call("GET", `/instances/${id}`, undefined, { project: theirs, keys })).body.error_code).toBe(
    "DCS.3022",
  );
  expect(await own.call("GET", "/instances", undefined, { project: theirs })).toMatchObject({
    status: 401,
    body: { error_code: "DCS.1004" },
  });
  expect((await own.call("GET", "/instances", undefined, { project: "short" })).body.error_code).toBe("DCS.4002");
});

describe("tags", () => {
  const act = (id: string, action: string, tags: readonly object[]) =>
    f.call("POST", `/dcs/${id}/tags/action`, { action, tags });
  const read = async (id: string) => (await f.call("GET", `/instances/${id}/tags`)).body.tags;

  test("create adds and overwrites, delete takes away, both with 204", async () => {
    const id = await f.born({
      tags: [
        { key: "a", value: "1" },
        { key: "b", value: "2" },
      ],
    });
    expect(
      (
        await act(id, "create", [
          { key: "b", value: "3" },
          { key: "c", value: "" },
        ])
      ).status,
    ).toBe(204);
    expect(await read(id)).toEqual([
      { key: "a", value: "1" },
      { key: "b", value: "3" },
      { key: "c", value: "" },
    ]);
    expect((await act(id, "delete", [{ key: "a" }, { key: "unknown" }])).status).toBe(204);
    expect((await f.show(id)).tags).toEqual([
      { key: "b", value: "3" },
      { key: "c", value: "" },
    ]);
  });

  test("of the tenant are listed with all values", async () => {
    await f.create({ tags: [{ key: "env", value: "a" }] });
    await f.create({ tags: [{ key: "env", value: "b" }] });
    expect((await f.call("GET", "/dcs/tags")).body).toEqual({ tags: [{ key: "env", values: ["a", "b"] }] });
  });

  test.each([
    ["a 21st tag", "create", [{ key: "k20", value: "" }], "DCS.4062"],
    ["another action", "replace", [{ key: "k", value: "" }], "DCS.4062"],
    ["a tag to create without a value", "create", [{ key: "k0" }], "DCS.4062"],
    ["no tags", "delete", [], "DCS.4062"],
  ])("refuse %s", async (_name, action, tags, error_code) => {
    const id = await f.born({ tags: Array.from({ length: 20 }, (_, n) => ({ key: `k${n}`, value: "" })) });
    expect((await act(id, action, tags)).body.error_code).toBe(error_code);
  });

  test("are refused while the instance is created, and can be taken off a failed one", async () => {
    const { body } = await f.create({ tags: [{ key: "a", value: "1" }] });
    const id = body.instances[0].instance_id;
    expect((await act(id, "delete", [{ key: "a" }])).body.error_code).toBe("DCS.4118");
    f.sandbox.drift({ cloud: "huawei", id, set: { status: "CREATEFAILED" } });
    expect((await act(id, "delete", [{ key: "a" }])).status).toBe(204);
  });
});

test("a key that may not tag cannot create with tags", async () => {
  const deny = ["BatchCreateOrDeleteTags", "DeleteSingleInstance"];
  const own = await fixture({ keys: { huawei: [{ id: "weak", secret: "s", deny }] } });
  const options = { keys: { id: "weak", secret: "s" } };
  const create = (more: object) => own.call("POST", "/instances", { ...single, ...more }, options);
  expect(await create({ tags: [{ key: "a", value: "" }] })).toMatchObject({
    status: 403,
    body: { error_code: "DCS.2007", error_msg: "Policy does not allow dcs:tag:modify to be performed." },
  });
  const made = await create({});
  const id = made.body.instances[0].instance_id;
  expect((await own.call("DELETE", `/instances/${id}`, undefined, options)).status).toBe(403);
});
