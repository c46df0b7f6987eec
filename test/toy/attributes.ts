import { type Attributes, attributeMakers } from "../../provider/core/resource/attributes";
import type { ObservedToy, ToyArgs } from "./args";

const { inPlace, replace, createOnly, requestOption, stateOnly } = attributeMakers<ObservedToy>();

export const toyAttributes: Attributes<ToyArgs, ObservedToy> = {
  region: replace((observed) => observed.region),
  title: inPlace("attribute", (observed) => observed.title),
  size: inPlace("size", (observed) => observed.size),
  version: inPlace("size", (observed) => observed.version).replacesWhen((from: number, to: number) => to < from),
  zone: replace((observed) => observed.zone),
  address: replace<string>().deleteBeforeReplace(),
  ips: inPlace("access", (observed) => observed.ips)
    .asSet()
    .whenRemoved(["127.0.0.1"]),
  tags: inPlace("tags", (observed) => observed.tags).whenRemoved({}),
  password: inPlace<string>("attribute").writeOnly().secret(),
  backup: createOnly(),
  coupon: requestOption(),
  policy: stateOnly(),
  adoptInstanceId: requestOption(),
};
