import { partDefinition } from "../../core/resource/part";
import { templatesLike, templateTraits } from "../../core/resource/template";
import {
  createConfigTemplate,
  deleteConfigTemplate,
  describeConfigTemplates,
  type ListedTemplate,
} from "../actions/templates";
import type { JdApi } from "../client";
import { jd } from "../cloud";
import type { JdRedisTemplateInputs } from "./args";
import { jdRedisTemplateAttributes } from "./attributes";
import { type ObservedTemplate, observe } from "./observe";
import { outputs } from "./outputs";
import { updaters } from "./updaters";
import { jdRedisTemplateSchema } from "./validation";

export const jdRedisTemplateDefinition = partDefinition<JdRedisTemplateInputs, ObservedTemplate, JdApi>({
  ...templateTraits,
  type: "JdRedisTemplate",
  cloud: jd,
  schema: jdRedisTemplateSchema,
  attributes: jdRedisTemplateAttributes,
  regionArgument: "regionId",
  observe,
  async made(api, { name, description = "", redisType, redisVersion, config = {} }) {
    const isLike = (each: ListedTemplate) =>
      each.name === name &&
      each.description === description &&
      (each.redisType ?? redisType) === redisType &&
      (each.redisVersion ?? redisVersion) === redisVersion;
    return templatesLike(await describeConfigTemplates(api, "user"), isLike, config, async (ids) => {
      const shown = await observe(api, "", ids);
      return new Map([...shown].map(([id, each]) => [id, each.config]));
    });
  },
  create: (api: JdApi, args: JdRedisTemplateInputs) => createConfigTemplate(api, args),
  updaters,
  delete: (api, { name }) => deleteConfigTemplate(api, name),
  outputs,
});
