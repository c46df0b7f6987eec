import { type Body, cluster, ha, memcached, redis3, tags, unknownId, useFixture } from "../fixture";

describe("show", () => {
  const f = useFixture("all");

  const old = { port: 6379, security_group_id: redis3.security_group_id, transparent_client_ip_enable: false };
  const numbers = { port: 6379, capacity: 1, max_memory: 1024, charging_mode: 0, replica_count: 2 };
  const texts = { no_password_access: "false", description: "d" };
  const others = { enable_ssl: false, transparent_client_ip_enable: true, maintain_begin: "02:00:00" };
  const tiny = { capacity: 0.125, spec_code: "redis.single.xu1.tiny.128" };
  test.each<[string, Body, Body]>([
    ["numbers as numbers", { ...ha, description: "d" }, { ...numbers, cache_mode: "ha" }],
    ["no_password_access as text", { ...ha, description: "d" }, { ...texts, ...others }],
    ["0.125 GB", tiny, { capacity: 0, capacity_minor: ".125", max_memory: 128 }],
    ["Redis 3.0", redis3, old],
    ["Memcached", memcached, { port: 11211, engine_version: "" }],
    ["a cluster", cluster, { sharding_count: 3, db_number: 1, readonly_domain_name: null }],
  ])("%s", async (_name, order, expected) => {
    const displayed = await f.show(await f.createRunning(order));
    expect(displayed).toMatchObject(expected);
    expect(JSON.stringify(displayed)).not.toContain("Secret-123");
  });

  test("of 5.0 has no security group, and the old placeholder only where a drift puts it", async () => {
    const id = await f.createRunning(ha);
    const shown = await f.show(id);
    expect(shown).not.toHaveProperty("security_group_id");
    expect(shown).not.toHaveProperty("security_group_name");
    expect((await f.get(`/instances?instance_id=${id}`)).instances[0]).not.toHaveProperty("security_group_id");
    f.sandbox.drift({ cloud: "huawei", id, set: { security_group_id: "securityGroupId" } });
    const placeholder = { security_group_id: "securityGroupId", security_group_name: "securityGroupId" };
    expect(await f.show(id)).toMatchObject(placeholder);
  });

  test.each([
    ["an id that was never given", unknownId, "404 DCS.3022"],
    ["an id that is no UUID", "abc", "400 DCS.4061"],
  ])("of %s", async (_name, id, outcome) => {
    expect(await f.outcome("GET", `/instances/${id}`)).toBe(outcome);
  });

  test("of a group has the master first, in the first zone", async () => {
    const id = await f.createRunning({ ...ha, az_codes: ["cn-north-4b", "cn-north-4a"] });
    const { group_count, group_list } = await f.get(`/instance/${id}/groups`);
    expect(group_count).toBe(1);
    expect(group_list[0].replication_list).toMatchObject([
      { replication_role: "master", az_code: "cn-north-4b", status: "Active" },
      { replication_role: "slave", az_code: "cn-north-4a" },
    ]);
  });
});

describe("the list", () => {
  const f = useFixture("all");
  beforeAll(async () => {
    await f.create({ name: "cache", tags: tags({ env: "prod", label: "a:b=c" }) });
    await f.create({ ...ha, name: "cache-2", private_ip: "192.168.7.7", tags: tags({ env: "test" }) });
    await f.create({ name: "other", capacity: 0.125, spec_code: "redis.single.xu1.tiny.128" });
  });

  test.each([
    ["without a filter: the newest first", "", ["other", "cache-2", "cache"]],
    ["name: a part of it", "name=cache", ["cache-2", "cache"]],
    ["name with name_equal=true: the whole", "name=cache&name_equal=true", ["cache"]],
    ["status", "status=RUNNING", []],
    ["ip", "ip=192.168.7.7", ["cache-2"]],
    ["capacity", "capacity=0.125", ["other"]],
    ["a tag", "tags=env%3Dprod", ["cache"]],
    ["two tags, both of them", "tags=env%3Dprod%2Clabel%3Da%3Ab%3Dc", ["cache"]],
    ["two tags of different instances", "tags=env%3Dtest%2Clabel%3Da%3Ab%3Dc", []],
    ["a tag's key alone", "tags=env", ["cache-2", "cache"]],
    ["a page", "offset=1&limit=1", ["cache-2"]],
    ["a page behind the end", "offset=3", []],
    ["limit 1000", "limit=1000", ["other", "cache-2", "cache"]],
    ["limit 0", "limit=0", "DCS.4800"],
    ["limit 1001", "limit=1001", "DCS.4800"],
    ["offset -1", "offset=-1", "DCS.4800"],
    ["an unknown filter", "nmae=cache", "Sandbox.UnknownParameter"],
  ])("%s", async (_name, query, expected) => {
    const { instances, error_code } = await f.get(`/instances?${query}`);
    expect(error_code ?? instances.map(({ name }: { name: string }) => name)).toEqual(expected);
  });

  test("instance_id", async () => {
    const { instances } = await f.get(`/instances?instance_id=${f.sandbox.instances()[1]?.id}`);
    expect(instances).toMatchObject([{ name: "cache-2" }]);
  });

  test("items have the tags of the creation and no task", async () => {
    const [item] = (await f.get("/instances?name=cache&name_equal=true")).instances;
    expect(item.tags).toEqual(tags({ env: "prod", label: "a:b=c" }));
    expect(item).not.toHaveProperty("task");
  });
});

describe("several instances", () => {
  const f = useFixture();

  test("pages are of 10 unless requested otherwise, and instance_num counts all", async () => {
    await f.create({ instance_num: 15 });
    const { instance_num, instances } = await f.get("/instances");
    expect([instance_num, instances.length]).toEqual([15, 10]);
    const pages = await Promise.all([0, 8].map((offset) => f.get(`/instances?offset=${offset}&limit=8`)));
    expect(new Set(pages.flatMap((page) => page.instances.map(({ name }: { name: string }) => name))).size).toBe(15);
  });

  test("status counts", async () => {
    await f.createRunning();
    await f.create();
    const all = { running_count: 1, creating_count: 1 };
    expect(await f.get("/instances/status")).toMatchObject({ ...all, redis: all, memcached: { running_count: 0 } });
  });

  test("projects, regions and accounts do not see each other", async () => {
    const keys = { id: "other", secret: "s" };
    await f.restart({ keys: { huawei: [{ ...keys, account: "other" }] } });
    const id = await f.createRunning();
    const projectOf = async (region: string, options = {}) =>
      (await f.get(`//v3/projects?name=${region}`, options)).projects[0].id as string;
    const neighbour = await projectOf("cn-east-3");
    const theirs = await projectOf("cn-north-4", { keys });
    const show = (options: object) => f.outcome("GET", `/instances/${id}`, undefined, options);
    expect(await show({ project: neighbour })).toBe("404 DCS.3022");
    expect(await show({ project: await projectOf("cn-north-4_team") })).toBe("404 DCS.3022");
    expect(await show({ project: theirs, keys })).toBe("404 DCS.3022");
    expect(await show({ project: theirs })).toBe("401 DCS.1004");
    expect(await show({ project: "short" })).toMatch(/DCS.4002/);
  });
});
