import { closeAll, type Fixture, fixture, ha } from "./fixture";

let f: Fixture;
beforeAll(async () => {
  f = await fixture();
});
afterAll(closeAll);

const flavors = async (query: string) => (await f.call("GET", `/flavors?${query}`)).body.flavors;

test("a flavour as the vendor's sample has it: texts for sizes, versions in one text", async () => {
  expect(await flavors("spec_code=redis.ha.xu1.tiny.r2.128")).toMatchObject([
    {
      spec_code: "redis.ha.xu1.tiny.r2.128",
      cache_mode: "ha",
      engine: "redis",
      engine_version: "4.0;5.0;6.0;7.0",
      cpu_type: "x86_64",
      capacity: ["0.125"],
      billing_mode: ["Hourly", "Monthly", "Yearly"],
      tenant_ip_count: 1,
      replica_count: 2,
      flavors_available_zones: [
        { capacity: "0.125", unit: "GB", az_codes: ["cn-north-4a", "cn-north-4b", "cn-north-4c"] },
      ],
    },
  ]);
});

test.each([
  ["engine_version=7.0&cache_mode=proxy&capacity=64", ["redis.proxy.xu1.large.64"]],
  ["engine=Redis&capacity=2&cache_mode=single", ["redis.single.xu1.large.2", "redis.single.au1.large.2"]],
  ["engine=Redis&capacity=2&cache_mode=single&cpu_type=aarch64", ["redis.single.au1.large.2"]],
  ["engine_version=3.0", []],
  ["engine=Memcached", []],
  ["spec_code=dcs.cluster", ["dcs.cluster"]],
  ["spec_code=unknown", []],
])("%s", async (query, codes) => {
  expect((await flavors(query)).map((one: { spec_code: string }) => one.spec_code)).toEqual(codes);
});

test("a zone in which the size is sold out is not listed", async () => {
  const [one] = await flavors("spec_code=redis.single.xu1.large.64");
  expect(one.flavors_available_zones[0].az_codes).toEqual(["cn-north-4a", "cn-north-4b"]);
});

test("of an instance: what its version and CPU can have", async () => {
  const id = await f.born(ha);
  const list = await flavors(`instance_id=${id}&cache_mode=ha`);
  expect(new Set(list.map((one: { cpu_type: string }) => one.cpu_type))).toEqual(new Set(["x86_64"]));
});

test("zones have ids and codes, and say as text that they are sold out", async () => {
  const { region_id, available_zones } = (await f.call("GET", "//v2/available-zones")).body;
  expect(region_id).toBe("cn-north-4");
  const sold = available_zones.map((one: Record<string, string>) => [one.code, one.resource_availability]);
  expect(sold).toEqual([
    ["cn-north-4a", "true"],
    ["cn-north-4b", "true"],
    ["cn-north-4c", "true"],
    ["cn-north-4g", "false"],
  ]);
  expect(available_zones[0].id).toMatch(/^[0-9a-f]{32}$/);
});

test("there are 24 maintenance windows of an hour, one of them the default", async () => {
  const { maintain_windows } = (await f.call("GET", "//v2/instances/maintain-windows")).body;
  expect(maintain_windows).toHaveLength(24);
  expect(maintain_windows[23]).toEqual({ seq: 24, begin: "23", end: "00", default: false });
  expect(maintain_windows.filter((one: { default: boolean }) => one.default)).toHaveLength(1);
});

test("a group has its master first, in the first zone", async () => {
  const id = await f.born({ ...ha, az_codes: ["cn-north-4b", "cn-north-4a"] });
  const { group_count, group_list } = (await f.call("GET", `/instance/${id}/groups`)).body;
  expect(group_count).toBe(1);
  expect(group_list[0].replication_list).toMatchObject([
    { replication_role: "master", az_code: "cn-north-4b", status: "Active" },
    { replication_role: "slave", az_code: "cn-north-4a" },
  ]);
});
