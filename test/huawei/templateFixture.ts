import { huaweiDcsTemplateDefinition } from "../../provider/huawei/template/definition";
import type { OrderedFixture } from "../contract/part/orderedFixture";

interface Template {
  readonly template_id: string;
  readonly name: string;
  readonly description: string | null;
  readonly params: Readonly<Record<string, string>>;
}

export const huaweiTemplateFixture: OrderedFixture = {
  definition: huaweiDcsTemplateDefinition,
  cloud: "huawei",
  base: { name: "sessions", sourceTemplateId: "11", description: "for sessions", params: { timeout: "100" } },
  inPlace: { name: "sessions-2", description: "", params: { timeout: "7", "maxmemory-policy": "allkeys-lru" } },
  replaced: { sourceTemplateId: "12" },
  rejected: [
    [{ name: undefined }, /name: must be given/],
    [{ name: "abc" }, /name: must be 4-64 letters/],
    [{ name: ".abc" }, /name: must be 4-64 letters/],
    [{ sourceTemplateId: undefined }, /sourceTemplateId: must be given/],
    [{ sourceTemplateId: "a b" }, /sourceTemplateId: must be the id of a parameter template/],
    [{ sourceType: "own" }, /sourceType: must be "sys" or "user"/],
    [{ params: undefined }, /params: must be given/],
    [{ params: {} }, /params: must have at least one parameter/],
    [{ adoptTemplateId: "a/b" }, /adoptTemplateId: must be the id of a parameter template/],
    [{ templateId: "1" }, /templateId: no such argument/],
  ],
  shown: (sandbox) =>
    Object.fromEntries(
      sandbox.table<Template>("huawei", "templates").map(({ template_id, name, description, params: all }) => {
        const { timeout, "maxmemory-policy": policy } = all;
        const params = { timeout, ...(policy === "allkeys-lru" && { "maxmemory-policy": policy }) };
        return [template_id, { name, description, params }];
      }),
    ),
  deleted: (id) => ({ id, delete: true }),
  createAction: "CreateCustomTemplate",
  calls: { create: 12, refresh: 2, delete: 4 },
};
