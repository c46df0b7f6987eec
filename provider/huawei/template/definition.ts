import { isPartOf } from "../../core/resource/attributes";
import { partDefinition } from "../../core/resource/part";
import { createTemplate, deleteTemplate, listTemplates } from "../actions/templates";
import type { HuaweiApi } from "../client";
import { huawei } from "../cloud";
import type { ParsedTemplateArgs } from "./args";
import { huaweiDcsTemplateAttributes } from "./attributes";
import { type ObservedTemplate, observe } from "./observe";
import { outputs } from "./outputs";
import { updaters } from "./updaters";
import { huaweiDcsTemplateSchema } from "./validation";

const minutes = 10 * 60_000;

export const huaweiDcsTemplateDefinition = partDefinition<ParsedTemplateArgs, ObservedTemplate, HuaweiApi>({
  type: "HuaweiDcsTemplate",
  noun: "template",
  cloud: huawei,
  schema: huaweiDcsTemplateSchema,
  attributes: huaweiDcsTemplateAttributes,
  regionArgument: "region",
  nameOutput: "templateId",
  adoptArgument: "adoptTemplateId",
  timeoutsMs: { create: minutes, update: minutes, delete: minutes },
  statuses: { available: "ready" },
  observe,
  // One that differs from what is ordered is somebody else's, and must never be taken over, because it would be deleted later.
  async made(api, { name, description = "", params }) {
    const listed = await listTemplates(api, "user");
    const alike = listed.filter((each) => each.name === name && each.description === description);
    const ids = alike.map(({ templateId }) => templateId);
    const shown = await observe(api, "", ids);
    const isOther = (id: string) => !isPartOf(shown.get(id)?.params ?? {}, params);
    return listed.map(({ templateId, createdAt = "" }) => ({
      ...{ name: templateId, begunAt: Date.parse(createdAt) || undefined, isOther: isOther(templateId) },
    }));
  },
  create: (api: HuaweiApi, args: ParsedTemplateArgs) => createTemplate(api, args),
  updaters,
  delete: (api, { name }) => deleteTemplate(api, name),
  outputs,
});
