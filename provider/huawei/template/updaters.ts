import type { PartUpdater } from "../../core/resource/part";
import { updateTemplate } from "../actions/templates";
import type { HuaweiApi } from "../client";
import type { ParsedTemplateArgs } from "./args";
import type { ObservedTemplate } from "./observe";

export const updaters: readonly PartUpdater<ParsedTemplateArgs, ObservedTemplate, HuaweiApi>[] = [
  {
    name: "template",
    apply: (api, { name: id }, change, { args, observed }) =>
      // What becomes of parameters that are left out is not known. So all that are declared, or differ from the vendor's, are sent.
      updateTemplate(api, id, { ...change, params: { ...observed.changedParams, ...args.params } }),
  },
];
