import { validate } from "../../provider/core/resource/schema";
import { jdRedisSchema } from "../../provider/jd/validation";
import { programOf } from "../contract/arguments";
import { jdFixture } from "./fixture";

/** Rules whose arguments the fixture's cases do not bring together. */
describe("rules across arguments", () => {
  test.each([
    [{ maxmemoryPolicy: "allkeys-lfu", redisVersion: "2.8" }, "failures", /maxmemoryPolicy: needs redisVersion 4\.0/],
    [{ enableSmartProxy: 1 }, "failures", /enableSmartProxy: needs cacheInstanceType native-cluster/],
    [{ backupId: "3f9c" }, "failures", /backupId: and srcInstanceId must be given together/],
    [
      { shardNumber: 4 },
      "warnings",
      /shardNumber: is given with redis\.m\.micro\.basic, which is not sold by the shard/,
    ],
    [{ cacheInstanceClass: "redis.m1.micro.basic" }, "warnings", /redisVersion: is 4\.0, but .* is a class for 2\.8/],
  ] as const)("%j: %s", (args, level, message) => {
    expect(validate(jdRedisSchema, programOf(jdFixture, args))[level].join("\n")).toMatch(message);
  });
});
