import type { Prepaid } from "../../provider/core/resource/definition";
import type { ToyApi } from "./client";

export { remove as deleteInstance } from "./actions/instance";

export const whyUndeletable = (): undefined => undefined;

export const prepaid: Prepaid<ToyApi> = {
  isPrepaid: ({ chargeType }) => chargeType === "PrePaid",
  expiry: () => undefined,
};
