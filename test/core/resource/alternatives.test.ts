import { listed, nearest } from "../../../provider/core/resource/alternatives";

const offer = (name: string, memory: number | undefined, architecture = "standard") => ({ name, memory, architecture });
const wanted = offer("redis.master.large.default", 8);

test("what has the same architecture and series comes first, by its memory, and not by the alphabet", () => {
  const offers = [
    offer("redis.a.cluster.default", 8, "cluster"),
    offer("redis.master.4xlarge.default", 32),
    offer("redis.master.2xlarge.default", 16),
    offer("redis.shard.xlarge.ce", 8),
    offer("redis.master.stand.default", 4),
    offer("redis.basic.micro.default", 0.25),
  ];
  expect(nearest(wanted, offers)).toEqual([
    "redis.master.2xlarge.default",
    "redis.master.stand.default",
    "redis.shard.xlarge.ce",
    "redis.master.4xlarge.default",
    "redis.a.cluster.default",
    "redis.basic.micro.default",
  ]);
});

test("a name is listed once, by the nearest of its offers", () => {
  const twice = [offer("far", 64), offer("both", 64), offer("both", 8)];
  expect(nearest(wanted, twice)).toEqual(["both", "far"]);
});

test("an unknown memory or architecture counts for nothing", () => {
  const unknown = { name: "redis.master.large.default", memory: undefined, architecture: undefined };
  const offers = [offer("redis.shard.large.ce", 8), offer("redis.master.mid.default", 2, "cluster")];
  expect(nearest(unknown, offers)[0]).toBe("redis.master.mid.default");
});

test("a long list is cut, and says so", () => {
  expect(listed(["a", "b"])).toBe("a, b");
  const names = Array.from({ length: 15 }, (_, n) => `n${n}`);
  expect(listed(names)).toBe(`${names.slice(0, 12).join(", ")} and 3 more`);
});
