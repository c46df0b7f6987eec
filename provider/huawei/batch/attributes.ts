import { type Attribute, type Attributes, attributeEntries, attributeMakers } from "../../core/resource/attributes";
import { huaweiDcsInstanceAttributes } from "../attributes";
import type { HuaweiBatchArgs } from "./args";

const { inPlace, replace, requestOption, stateOnly } = attributeMakers<unknown>();

const { adoptInstanceId: _ofOneInstance, ...ofInstance } = huaweiDcsInstanceAttributes;

/** Compared as an instance's own argument is; whether its change replaces anything is decided member by member. */
function ofMembers(attribute: Attribute<never, unknown>): Attribute<unknown> {
  if (attribute.changeMode === "requestOption") return requestOption();
  if (attribute.changeMode === "stateOnly") return stateOnly();
  let own = inPlace("members")
    .comparedBy((actual, wanted) => attribute.same(actual, wanted))
    .effectiveWhen<Record<string, unknown>>((args) => attribute.isEffective(args));
  if (attribute.isWriteOnly) own = own.writeOnly(attribute.isSentOnCreate ? "create" : "later");
  if (attribute.isSecret) own = own.secret();
  return attribute.valueWhenRemoved === undefined ? own : own.whenRemoved(attribute.valueWhenRemoved as never);
}

const shared = Object.fromEntries(
  attributeEntries<never>(ofInstance).map(([name, attribute]) => [name, ofMembers(attribute)]),
);

export const huaweiDcsBatchAttributes: Attributes<HuaweiBatchArgs, unknown> = {
  ...(shared as { readonly [K in keyof typeof ofInstance]: Attribute<unknown> }),
  region: replace(),
  instanceNum: inPlace("members"),
};
