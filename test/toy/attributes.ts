import { type Attributes, attributeMakers } from "../../provider/core/resource/attributes";
import type { ToyInputs } from "./args";
import type { ToyInstance } from "./instance";
import { comparableTags } from "./tags";

const { inPlace, replace, createOnly, requestOption, stateOnly } = attributeMakers<ToyInstance>();

export const toyAttributes: Attributes<ToyInputs, ToyInstance> = {
  region: replace((observed) => observed.region),
  title: inPlace("attribute", (observed) => observed.title),
  version: inPlace("size", (observed) => observed.version).replacesWhen((from: number, to: number) => to < from),
  zone: replace((observed) => observed.zone),
  address: replace<string>().deleteBeforeReplace(),
  ips: inPlace("access", (observed) => observed.ips)
    .asSet()
    .whenRemoved(["127.0.0.1"]),
  tags: inPlace("tags", comparableTags).whenRemoved({}),
  password: inPlace<string>("attribute").writeOnly().secret(),
  chargeType: inPlace("billing", (observed) => observed.chargeType).whenRemoved("PostPaid"),
  backup: createOnly(),
  prepaidDestroy: stateOnly(),
  adoptInstanceId: requestOption(),
};
