import type { PartUpdater } from "../../core/resource/part";
import { updateTemplate } from "../actions/templates";
import type { HuaweiApi } from "../client";
import type { ParsedTemplateArgs } from "./args";
import type { ObservedTemplate } from "./observe";

export const updaters: readonly PartUpdater<ParsedTemplateArgs, ObservedTemplate, HuaweiApi>[] = [
  {
    name: "template",
    apply: (api, { name: id }, { params, ...change }, { observed }) =>
      // No page says whether what is not sent stays or is the vendor's again. So what differs from that is sent along.
      updateTemplate(api, id, { ...change, params: { ...observed.changedParams, ...params } }),
  },
];
