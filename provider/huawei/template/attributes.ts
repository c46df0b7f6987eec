import { type Attributes, attributeMakers } from "../../core/resource/attributes";
import type { ParsedTemplateArgs } from "./args";
import type { ObservedTemplate } from "./observe";

const { createOnly, inPlace, replace, requestOption } = attributeMakers<ObservedTemplate>();

/** How each argument changes and how it is read back. An `inPlace` argument names its updater in `updaters.ts`. */
export const huaweiDcsTemplateAttributes: Attributes<ParsedTemplateArgs, ObservedTemplate> = {
  region: replace((observed) => observed.region),
  name: inPlace("template", (observed) => observed.name),
  sourceTemplateId: createOnly(),
  sourceType: createOnly(),
  description: inPlace("template", (observed) => observed.description).whenRemoved(""),
  params: inPlace<Record<string, string>>("template", (observed) => ({ ...observed.params })).asPart(),
  adoptTemplateId: requestOption(),
};
