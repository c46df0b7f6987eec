import { z } from "zod";
import type { Rule, Schema } from "../../core/resource/schema";
import type { Equal, Expect } from "../../core/resource/types";
import { rules } from "../rules";
import { complete, nameOf, fields as ofInstance } from "../validation";
import type { HuaweiBatchArgs, HuaweiDcsBatchInputs } from "./args";

const { adoptInstanceId: _ofOneInstance, ...shared } = ofInstance;

const fields = {
  ...shared,
  name: nameOf(56, "must have at most 56 characters, because each member's name has a number behind it"),
  instanceNum: z.int("must be a whole number").min(1, "must be 1-100").max(100, "must be 1-100"),
};

export type ArgsMatchSchema = Expect<
  Equal<Required<HuaweiDcsBatchInputs>, { [K in keyof typeof fields]: z.input<(typeof fields)[K]> }>
>;

const addresses = ["privateIp", "publicipId", "enablePublicip"] as const;

const onlyForOne: readonly Rule<HuaweiBatchArgs>[] = addresses.map((name) => ({
  on: [name, "instanceNum"],
  message: ({ instanceNum = 1, [name]: given = false }) =>
    given !== false && instanceNum > 1
      ? "is only for instanceNum 1: one address cannot be given to several instances"
      : undefined,
}));

export const huaweiDcsBatchSchema: Schema<HuaweiBatchArgs> = {
  fields,
  rules: [...rules, ...onlyForOne],
  // Said or not, one is one.
  complete: (args) => ({ ...complete(args), instanceNum: args.instanceNum ?? 1 }),
};
