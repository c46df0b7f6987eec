import type { PartUpdater } from "../../core/resource/part";
import { modifyTemplate } from "../actions/templates";
import type { JdApi } from "../client";
import type { JdRedisTemplateInputs } from "./args";
import type { ObservedTemplate } from "./observe";

export const updaters: readonly PartUpdater<JdRedisTemplateInputs, ObservedTemplate, JdApi>[] = [
  {
    name: "template",
    // The vendor does not say whether what is not sent stays or is its own again. So all is sent that is not as the vendor has it.
    apply: (api, { name: id }, { name, description, config }, { observed }) =>
      modifyTemplate(api, id, {
        name: name ?? observed.name,
        description: description ?? observed.description,
        config: { ...observed.changedConfig, ...config },
      }),
  },
];
