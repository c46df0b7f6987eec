import type { ParsedMemberArgs } from "../../provider/huawei/args";
import { checkAvailability } from "../../provider/huawei/availability";
import type { HuaweiApi } from "../../provider/huawei/client";

const flavor = (cache_mode: string, spec_code: string, gb: number) => ({
  ...{ cache_mode, spec_code, engine_version: "6.0", capacity: [gb] },
});
const sold = [
  flavor("cluster", "redis.cluster.xu1.large.r2.4", 4),
  flavor("ha", "redis.ha.au1.large.r2.4", 4),
  flavor("ha", "redis.ha.xu1.large.r2.2", 2),
  flavor("ha", "redis.ha.xu1.large.r3.4", 4),
  flavor("single", "redis.single.xu1.large.4", 4),
];

/** The error for a flavour with so many GB, where only those above are sold. */
async function problemWith(capacity: number): Promise<unknown> {
  const api = {
    region: "cn-north-4",
    together: (_question: string, ask: () => unknown) => ask(),
    project: async (
      { name }: { name: string },
      { query }: { query?: Record<string, unknown> },
      reply: { parse: (it: unknown) => unknown },
    ) => reply.parse(name === "ListFlavors" && !query?.spec_code ? { flavors: sold } : {}),
  } as unknown as HuaweiApi;
  const args = {
    specCode: `redis.ha.xu1.large.r2.${capacity}`,
    capacity,
    azCodes: [],
    engine: "Redis",
    engineVersion: "6.0",
  };
  return checkAvailability(api, args as unknown as ParsedMemberArgs).catch((error: Error) => error.message);
}

test("a flavour that is not sold: those of its size, the most alike first", async () => {
  expect(await problemWith(4)).toMatch(
    /Available there with 4 GB: redis\.ha\.au1\.large\.r2\.4, redis\.ha\.xu1\.large\.r3\.4, redis\.cluster/,
  );
});

test("a size that is not sold: the nearest ones", async () => {
  expect(await problemWith(3)).toMatch(/Nothing is available there with 3 GB; nearest: redis\.ha\.xu1\.large\.r2\.2, /);
});
