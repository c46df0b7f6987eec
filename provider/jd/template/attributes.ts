import { type Attributes, attributeMakers } from "../../core/resource/attributes";
import type { JdRedisTemplateInputs } from "./args";
import type { ObservedTemplate } from "./observe";

const { inPlace, replace, requestOption } = attributeMakers<ObservedTemplate>();

/** How each argument changes and how it is read back. An `inPlace` argument names its updater in `updaters.ts`. */
export const jdRedisTemplateAttributes: Attributes<JdRedisTemplateInputs, ObservedTemplate> = {
  regionId: requestOption(),
  name: inPlace("template", (observed) => observed.name),
  description: inPlace("template", (observed) => observed.description).whenRemoved(""),
  redisType: replace((observed) => observed.redisType),
  redisVersion: replace((observed) => observed.redisVersion),
  config: inPlace<Record<string, string>>("template", (observed) => ({ ...observed.config })).asPart(),
  adoptTemplateId: requestOption(),
};
