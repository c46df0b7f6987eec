import { ha, useFixture } from "../fixture";

const f = useFixture("all");
const flavors = async (query: string) => (await f.get(`/flavors?${query}`)).flavors;
type Flavor = Readonly<Record<"spec_code" | "cpu_type", string>>;

test("a flavour as in the vendor's sample: texts for sizes, versions in one text", async () => {
  const az_codes = ["cn-north-4a", "cn-north-4b", "cn-north-4c"];
  const purchase = { billing_mode: ["Hourly", "Monthly", "Yearly"], tenant_ip_count: 1, replica_count: 2 };
  const [flavor, ...others] = await flavors("spec_code=redis.ha.xu1.tiny.r2.128");
  expect(others).toEqual([]);
  expect(flavor).toMatchObject({
    spec_code: "redis.ha.xu1.tiny.r2.128",
    cache_mode: "ha",
    engine: "redis",
    ...purchase,
  });
  expect(flavor).toMatchObject({ engine_version: "4.0;5.0;6.0;7.0", cpu_type: "x86_64", capacity: ["0.125"] });
  expect(flavor.flavors_available_zones).toMatchObject([{ capacity: "0.125", unit: "GB", az_codes }]);
});

test.each([
  ["engine_version=7.0&cache_mode=proxy&capacity=64", ["redis.proxy.xu1.large.64", "redis.proxy.xu1.large.s1.64"]],
  ["engine=Redis&capacity=2&cache_mode=single", ["redis.single.xu1.large.2", "redis.single.au1.large.2"]],
  ["engine=Redis&capacity=2&cache_mode=single&cpu_type=aarch64", ["redis.single.au1.large.2"]],
  ["engine_version=3.0", []],
  ["engine=Memcached", []],
  ["spec_code=dcs.cluster", ["dcs.cluster"]],
  ["spec_code=unknown", []],
])("%s", async (query, codes) => {
  expect((await flavors(query)).map((one: Flavor) => one.spec_code)).toEqual(codes);
});

test("a zone in which the size is out of stock is not listed", async () => {
  const [one] = await flavors("spec_code=redis.single.xu1.large.64");
  expect(one.flavors_available_zones[0].az_codes).toEqual(["cn-north-4a", "cn-north-4b"]);
});

test("the flavours of an instance have its CPU", async () => {
  const list: Flavor[] = await flavors(`instance_id=${await f.createRunning(ha)}&cache_mode=ha`);
  expect(new Set(list.map((one) => one.cpu_type))).toEqual(new Set(["x86_64"]));
});

test("zones have ids and codes, and their stock as text", async () => {
  const { region_id, available_zones } = await f.get("//v2/available-zones");
  expect(region_id).toBe("cn-north-4");
  expect(available_zones).toMatchObject([
    { id: expect.stringMatching(/^[0-9a-f]{32}$/), code: "cn-north-4a", resource_availability: "true" },
    { code: "cn-north-4b", resource_availability: "true" },
    { code: "cn-north-4c", resource_availability: "true" },
    { code: "cn-north-4g", resource_availability: "false" },
  ]);
});

test("there are 24 maintenance windows of an hour, one of them the default", async () => {
  const { maintain_windows } = await f.get("//v2/instances/maintain-windows");
  expect(maintain_windows).toHaveLength(24);
  expect(maintain_windows[23]).toEqual({ seq: 24, begin: "23", end: "00", default: false });
  expect(maintain_windows.filter((one: { default: boolean }) => one.default)).toHaveLength(1);
});
