import type { Outputs, Prepaid } from "../core/resource/definition";
import { transformInstanceChargeType } from "./actions/billing";
import type { AliyunApi } from "./client";

export { deleteInstance } from "./actions/instance";

const isProtected = ({ instanceReleaseProtection }: Outputs): boolean => instanceReleaseProtection === true;

export const whyUndeletable = (outputs: Outputs): string | undefined =>
  isProtected(outputs)
    ? "instanceReleaseProtection is on. Set it to false, run `pulumi up`, then try again."
    : undefined;

/** A batch has no such argument, so only somebody else can have switched the protection on. */
export const whyMemberUndeletable = (outputs: Outputs): string | undefined =>
  isProtected(outputs)
    ? "instanceReleaseProtection is on. Switch it off in the console, run `pulumi refresh`, then try again."
    : undefined;

/** R-KVStore cannot return a prepaid instance: it ends at its expiry, or by a refund in the console. [doc] */
export const prepaid: Prepaid<AliyunApi> = {
  isPrepaid: ({ chargeType }) => chargeType === "PrePaid",
  expiry: ({ endTime }) => (typeof endTime === "string" ? endTime : undefined),
  convert: (api, id) => transformInstanceChargeType(api, id, "PostPaid"),
};
