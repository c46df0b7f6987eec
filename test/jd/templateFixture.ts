import { jdRedisTemplateDefinition } from "../../provider/jd/template/definition";
import type { OrderedFixture } from "../contract/part/orderedFixture";

interface Template {
  readonly templateId: string;
  readonly name: string;
  readonly description: string;
  readonly val: Readonly<Record<string, string>>;
}

export const jdTemplateFixture: OrderedFixture = {
  definition: jdRedisTemplateDefinition,
  cloud: "jd",
  base: {
    ...{ name: "sessions", redisType: "master-slave", redisVersion: "6.2", description: "for sessions" },
    config: { "hash-max-ziplist-value": "128" },
  },
  inPlace: {
    ...{ name: "sessions-2", description: "" },
    config: { "hash-max-ziplist-value": "7", "maxmemory-policy": "allkeys-lru" },
  },
  replaced: { redisVersion: "7.2" },
  rejected: [
    [{ name: undefined }, /name: must be given/],
    [{ name: "" }, /name: must not be empty/],
    [{ redisType: undefined }, /redisType: must be given/],
    [{ redisVersion: undefined }, /redisVersion: must be given/],
    [{ redisVersion: "six" }, /redisVersion: must be a version like/],
    [{ config: { "hash-max-ziplist-value": 128 } }, /config.*: values must be strings/],
    [{ adoptTemplateId: "a/b" }, /adoptTemplateId: must be the id of a parameter template/],
    [{ templateId: "1" }, /templateId: no such argument/],
  ],
  shown: (sandbox) =>
    Object.fromEntries(
      sandbox.table<Template>("jd", "templates").map(({ templateId, name, description, val }) => {
        const { "hash-max-ziplist-value": value, "maxmemory-policy": policy } = val;
        const config = {
          "hash-max-ziplist-value": value,
          ...(policy === "allkeys-lru" && { "maxmemory-policy": policy }),
        };
        return [templateId, { name, description, config }];
      }),
    ),
  deleted: (id) => ({ id, delete: true }),
  createAction: "createConfigTemplate",
  calls: { create: 12, refresh: 2, delete: 4 },
};
