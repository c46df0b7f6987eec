import { errorOf, type Fields, useFixture } from "../fixture";

const f = useFixture();

const get = async (path: string, params?: Fields) => (await f.call(`GET ${path}`, params)).body.result;

test("describeInstanceClass is of 2.8 unless asked; the vendor's sample rows are in it", async () => {
  const old = await get("{r}/instanceClass");
  expect([old.totalCount, old.instanceClasses[0].instanceClass]).toEqual([12, "redis.m1.micro.basic"]);
  const { instanceClasses } = await get("{r}/instanceClass", { redisVersion: "4.0" });
  const row = (name: string) => instanceClasses.find((one: Fields) => one.instanceClass === name);
  const micro = { cpu: 1, memoryMB: 1024, diskGB: 20, maxConnection: 10000, bandwidthMbps: 48 };
  const cluster = { cpu: 8, memoryMB: 16384, diskGB: 160, maxConnection: 80000, bandwidthMbps: 384 };
  expect(row("redis.m.micro.basic")).toMatchObject({ instanceType: "master-slave", ...micro });
  expect(row("redis.c.small.basic")).toMatchObject({ instanceType: "cluster", ...cluster });
  expect(errorOf(await f.call("GET {r}/instanceClass", { redisVersion: "1.0" }))).toBe("400 INVALID_ARGUMENT");
});

test("describeSpecConfig: 16 GB of custom shards are 8, 4, 2 … shards with 26, 14, 8 addresses", async () => {
  const { instanceSpec, shardSpec } = await get("{r}/specConfig");
  const version = instanceSpec.instanceVersions.find((one: Fields) => one.redisVersion === "4.0");
  const [standard, cluster] = version.instanceTypes;
  expect([standard.instanceType, cluster.instanceType]).toEqual(["master-slave", "cluster"]);
  const { shard } = cluster.specs.find((one: Fields) => one.memoryGB === 16 && one.instanceClass === "");
  const addresses = shard.shardNumberList.map((count: number, at: number) => [count, shard.ipNumberList[at]]);
  expect(Object.fromEntries(addresses)).toMatchObject({ 2: 8, 4: 14, 8: 26 });
  expect(shardSpec["redis.s.micro.basic"]).toMatchObject({ memoryGB: 1, cpu: 1, diskGB: 20 });
  expect(standard.specs[0]).toMatchObject({ instanceClass: "redis.m.micro.basic", ipNumber: 6, shard: null });
});

test.each(["availableResource", "availableResource2"])("%s is a tree down to the classes", async (path) => {
  const { availableResources } = await get(`/regions/cn-south-1/${path}`);
  const types = availableResources.map((one: Fields) => one.architectureType);
  expect(types).toEqual(["master-slave", "cluster", "native-cluster"]);
  const [version] = availableResources[0].availableEngineVersions.filter((one: Fields) => one.version === "4.0");
  const last = version.availableCPUArchs[0].availableMemorySpecs.at(-1);
  expect([last.memoryGB, last.availableFlavors[0].instanceClasses]).toEqual([32, ["redis.m.2xlarge.basic"]]);
  expect(last.availableZones.map((zone: Fields) => zone.soldOut)).toEqual([false, false, true]);
});

test("describeAvailableRegion names the zones and the quota of four regions", async () => {
  const { availableRegions } = await get("{r}/availableRegion");
  expect(availableRegions).toHaveLength(4);
  expect(availableRegions[0]).toMatchObject({ regionId: "cn-north-1", soldOut: false, quota: { used: 0 } });
  const zones = availableRegions[0].availableZones.map((zone: Fields) => zone.azId);
  expect(zones).toEqual(["cn-north-1a", "cn-north-1b", "cn-north-1c"]);
});
