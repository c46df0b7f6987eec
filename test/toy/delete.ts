import type { Prepaid } from "../../provider/core/resource/definition";
import type { ToyApi } from "./client";

export { remove as deleteInstance } from "./actions";

export const whyUndeletable = (): undefined => undefined;

export const prepaid: Prepaid<ToyApi> = {
  isPrepaid: ({ chargeType }) => chargeType === "PrePaid",
  expiry: () => undefined,
};
