import { z } from "zod";
import { mixesCharacters } from "../../core/resource/passwords";
import { mustBeGiven, type Rule, rulesFor, type Schema } from "../../core/resource/schema";
import type { Equal, Expect } from "../../core/resource/types";
import { fields as instanceFields } from "../fields";
import type { HuaweiDcsAccountInputs } from "./args";

const password = z
  .string()
  .min(8, "must have at least 8 characters")
  .max(64, "must have at most 64 characters")
  .regex(
    /^[A-Za-z\d`~!@#$%^&*()\-_=+\\|{}'",<.>/?]*$/,
    "must have only letters, digits and the characters `~!@#$%^&*()-_=+\\|{}'\",<.>/?",
  )
  .refine(mixesCharacters, "must have at least three of upper case, lower case, digits and special characters");

const fields = {
  region: instanceFields.region,
  instanceId: instanceFields.adoptInstanceId,
  accountName: z
    .string()
    .regex(/^[A-Za-z][\w-]{0,63}$/, "must be 1-64 letters, digits, _ and -, starting with a letter")
    .refine(
      (name) => name !== "default",
      "is the default account of the instance: its password is the instance's argument password",
    ),
  password,
  role: z.enum(["read", "write"], 'must be "read" or "write"'),
  description: z.string().max(1024, "must have at most 1024 characters"),
  adoptExisting: z.boolean(),
};

const { failure } = rulesFor<HuaweiDcsAccountInputs>();

const rules: readonly Rule<HuaweiDcsAccountInputs>[] = [
  ...mustBeGiven<HuaweiDcsAccountInputs>("instanceId", "accountName", "password", "role"),
  failure(["password", "accountName"], ({ password: given, accountName: name }) =>
    given !== undefined && name !== undefined && [name, [...name].reverse().join("")].includes(given)
      ? "must be neither the account's name nor its reverse"
      : undefined,
  ),
];

/** How the arguments of a `HuaweiDcsAccount` are checked. */
export const huaweiDcsAccountSchema: Schema<HuaweiDcsAccountInputs> = { fields, rules };

export type ArgsMatchFields = Expect<
  Equal<Required<HuaweiDcsAccountInputs>, { [K in keyof typeof fields]: z.input<(typeof fields)[K]> }>
>;
