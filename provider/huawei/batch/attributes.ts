import { type Attribute, type Attributes, attributeEntries, attributeMakers } from "../../core/resource/attributes";
import { huaweiDcsInstanceAttributes } from "../attributes";
import type { ParsedBatchArgs } from "./args";

const { inPlace, replace, requestOption, stateOnly } = attributeMakers<unknown>();

const {
  adoptInstanceId: _ofOneInstance,
  deletedNodes: _nodesOfOne,
  reservedIps: _addressesOfOne,
  executeImmediately: _orderOfOne,
  ...ofInstance
} = huaweiDcsInstanceAttributes;

/** Compares like the argument of a single instance. Whether a change replaces a member is decided per member. */
function forMembers(attribute: Attribute<never, unknown>): Attribute<unknown> {
  if (attribute.changeMode === "requestOption") return requestOption();
  if (attribute.changeMode === "stateOnly") return stateOnly();
  let ofBatch = inPlace("members")
    .comparedBy((actual, wanted) => attribute.same(actual, wanted))
    .effectiveWhen<Record<string, unknown>>((args) => attribute.isEffective(args));
  if (attribute.isWriteOnly) ofBatch = ofBatch.writeOnly(attribute.isSentOnCreate ? "create" : "later");
  if (attribute.isSecret) ofBatch = ofBatch.secret();
  return attribute.valueWhenRemoved === undefined ? ofBatch : ofBatch.whenRemoved(attribute.valueWhenRemoved as never);
}

const shared = Object.fromEntries(
  attributeEntries<never>(ofInstance).map(([name, attribute]) => [name, forMembers(attribute)]),
);

export const huaweiDcsBatchAttributes: Attributes<ParsedBatchArgs, unknown> = {
  ...(shared as { readonly [K in keyof typeof ofInstance]: Attribute<unknown> }),
  region: replace(),
  instanceNum: inPlace("members"),
};
