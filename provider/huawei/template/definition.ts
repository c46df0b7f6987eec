import { partDefinition } from "../../core/resource/part";
import { templatesLike, templateTraits } from "../../core/resource/template";
import { createTemplate, deleteTemplate, type ListedTemplate, listTemplates } from "../actions/templates";
import type { HuaweiApi } from "../client";
import { huawei } from "../cloud";
import type { ParsedTemplateArgs } from "./args";
import { huaweiDcsTemplateAttributes } from "./attributes";
import { type ObservedTemplate, observe } from "./observe";
import { outputs } from "./outputs";
import { updaters } from "./updaters";
import { huaweiDcsTemplateSchema } from "./validation";

export const huaweiDcsTemplateDefinition = partDefinition<ParsedTemplateArgs, ObservedTemplate, HuaweiApi>({
  ...templateTraits,
  type: "HuaweiDcsTemplate",
  cloud: huawei,
  schema: huaweiDcsTemplateSchema,
  attributes: huaweiDcsTemplateAttributes,
  regionArgument: "region",
  observe,
  async made(api, { name, description = "", params }) {
    const isLike = (each: ListedTemplate) => each.name === name && each.description === description;
    return templatesLike(await listTemplates(api, "user"), isLike, params, async (ids) => {
      const shown = await observe(api, "", ids);
      return new Map([...shown].map(([id, each]) => [id, each.params]));
    });
  },
  create: (api: HuaweiApi, args: ParsedTemplateArgs) => createTemplate(api, args),
  updaters,
  delete: (api, { name }) => deleteTemplate(api, name),
  outputs,
});
