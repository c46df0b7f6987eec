import { z } from "zod";
import type { Rule, Schema } from "../../core/resource/schema";
import type { Equal, Expect } from "../../core/resource/types";
import { nameOf, fields as ofInstance } from "../fields";
import { rules } from "../rules";
import { complete } from "../validation";
import type { HuaweiDcsBatchInputs, ParsedBatchArgs } from "./args";

const {
  adoptInstanceId: _ofOneInstance,
  deletedNodes: _nodesOfOne,
  reservedIps: _addressesOfOne,
  executeImmediately: _orderOfOne,
  ...shared
} = ofInstance;

const fields = {
  ...shared,
  name: nameOf(56, "must have at most 56 characters, because each member's name ends with a number"),
  instanceNum: z.int("must be a whole number").min(1, "must be 1-100").max(100, "must be 1-100"),
};

export type ArgsMatchFields = Expect<
  Equal<Required<HuaweiDcsBatchInputs>, { [K in keyof typeof fields]: z.input<(typeof fields)[K]> }>
>;

const addresses = ["privateIp", "publicipId", "enablePublicip"] as const;

const forSingleMember: readonly Rule<ParsedBatchArgs>[] = addresses.map((name) => ({
  on: [name, "instanceNum"],
  message: ({ instanceNum = 1, [name]: given = false }) =>
    given !== false && instanceNum > 1
      ? "requires instanceNum 1: several instances cannot share one address"
      : undefined,
}));

export const huaweiDcsBatchSchema: Schema<ParsedBatchArgs> = {
  fields,
  rules: [...rules, ...forSingleMember],
  // Leaving instanceNum out and setting it to 1 must not differ.
  complete: (args) => ({ ...complete(args), instanceNum: args.instanceNum ?? 1 }),
};
