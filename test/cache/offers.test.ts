import { aliyun } from "../../provider/cache/aliyun";
import { huawei } from "../../provider/cache/huawei";
import { jd } from "../../provider/cache/jd";
import { choose, type Shape } from "../../provider/cache/offers";

const clouds = { aliyun, huawei, jd };
type Cloud = keyof typeof clouds;

const chosen = (cloud: Cloud, shape: Shape): unknown => choose<unknown>(clouds[cloud].offers, shape);

describe("the size that a shape gets", () => {
  const sizes: readonly [cloud: Cloud, shape: Shape, size: object, version: string][] = [
    ["aliyun", { memoryGb: 1 }, { instanceClass: "redis.shard.small.2.ce", nodeType: "MASTER_SLAVE" }, "6.0"],
    [
      "aliyun",
      { memoryGb: 64, ha: false },
      { instanceClass: "redis.shard.8xlarge.ce", nodeType: "STAND_ALONE" },
      "6.0",
    ],
    [
      "aliyun",
      { memoryGb: 12, shards: 3, engineVersion: "7" },
      { instanceClass: "redis.shard.with.proxy.large.ce", nodeType: "MASTER_SLAVE", shardCount: 3 },
      "7.0",
    ],
    ["huawei", { memoryGb: 0.25 }, { specCode: "redis.ha.xu1.tiny.r2.256", capacity: 0.25 }, "6.0"],
    ["huawei", { memoryGb: 4, ha: true, shards: 1 }, { specCode: "redis.ha.xu1.large.r2.4", capacity: 4 }, "6.0"],
    [
      "huawei",
      { memoryGb: 2, ha: false, engineVersion: "7.0" },
      { specCode: "redis.single.xu1.large.2", capacity: 2 },
      "7.0",
    ],
    ["huawei", { memoryGb: 64, shards: 8 }, { specCode: "redis.proxy.xu1.large.64", capacity: 64 }, "6.0"],
    [
      "huawei",
      { memoryGb: 4, shards: 3, engineVersion: "7" },
      { specCode: "redis.proxy.xu1.large.4", capacity: 4 },
      "7.0",
    ],
    ["jd", { memoryGb: 1 }, { cacheInstanceClass: "redis.m.micro.basic", cacheInstanceType: "master-slave" }, "6.2"],
    [
      "jd",
      { memoryGb: 64, shards: 8, engineVersion: "4.0" },
      { cacheInstanceClass: "redis.s.large.basic", cacheInstanceType: "cluster", shardNumber: 8 },
      "4.0",
    ],
    [
      "jd",
      { memoryGb: 4096, shards: 128, engineVersion: "8" },
      { cacheInstanceClass: "redis.s.2xlarge.basic", cacheInstanceType: "cluster", shardNumber: 128 },
      "8.0",
    ],
  ];
  test.each(sizes)("%s %j", (cloud, shape, size, engineVersion) => {
    expect(chosen(cloud, shape)).toEqual({ value: { size, engineVersion } });
  });
});

describe("a shape that is not sold is answered with what is", () => {
  const messages: readonly [cloud: Cloud, shape: Shape, problems: readonly string[]][] = [
    ["jd", { memoryGb: 3 }, ["memoryGb: 3 GB is not sold; nearest: 2 and 4 GB"]],
    [
      "jd",
      { memoryGb: 64 },
      ["memoryGb: 64 GB is not sold; nearest: 32 GB; 64 GB is sold with shards 2, 4, 8, 16, 32, 64"],
    ],
    ["aliyun", { memoryGb: 0.1 }, ["memoryGb: 0.1 GB is not sold; nearest: 0.25 GB"]],
    ["jd", { memoryGb: 4, ha: false }, ["ha: false is not sold; every cache has a replica there"]],
    [
      "aliyun",
      { memoryGb: 4, ha: false, shards: 2 },
      ["shards: a cache with ha: false is a single node; remove one of the two"],
    ],
    ["huawei", { memoryGb: 32, shards: 4 }, ["shards: 4 is not sold; nearest: 3 and 6"]],
    [
      "huawei",
      { memoryGb: 32, shards: 8 },
      ["memoryGb: 32 GB is not sold with 8 shards; nearest: 64 GB; 32 GB is sold with shards 1, 3"],
    ],
    [
      "huawei",
      { memoryGb: 4, shards: 3, engineVersion: "8" },
      ["engineVersion: 8 is not sold; sold: 4.0, 5.0, 6.0, 7.0"],
    ],
    ["jd", { memoryGb: 1, engineVersion: "5.0" }, ["engineVersion: 5.0 is not sold; sold: 4.0, 6.2, 7.2, 8.0"]],
    [
      "jd",
      { memoryGb: 3, shards: 5, ha: false, engineVersion: "2.8" },
      [
        "ha: false is not sold; every cache has a replica there",
        "shards: a cache with ha: false is a single node; remove one of the two",
        "memoryGb: 3 GB is not sold with 5 shards; nearest: 2 and 4 GB",
        "engineVersion: 2.8 is not sold; sold: 4.0, 6.2, 7.2, 8.0",
      ],
    ],
    [
      "aliyun",
      { memoryGb: "4", shards: "2", ha: "yes", engineVersion: 6 } as never,
      [
        "memoryGb: must be a number of GB",
        "shards: must be a number",
        "ha: must be true or false",
        'engineVersion: must be text, such as "7" or "7.0"',
      ],
    ],
  ];
  test.each(messages)("%s %j", (cloud, shape, problems) => {
    expect(chosen(cloud, shape)).toEqual({ problems });
  });
});

test.each(Object.keys(clouds) as Cloud[])("%s: no two offers have the same shape", (cloud) => {
  const shapes = clouds[cloud].offers.map(({ memoryGb, shards, ha }) => `${memoryGb} ${shards} ${ha}`);
  expect(shapes).toEqual([...new Set(shapes)]);
});
