import { z } from "zod";
import { mustBeGiven, type Rule, rulesFor, type Schema } from "../../core/resource/schema";
import type { Equal, Expect } from "../../core/resource/types";
import { fields as instanceFields } from "../fields";
import type { JdRedisAccountInputs } from "./args";

/** What is said of the account that nobody creates. */
export const ofInstance = "is the instance's default account: its password is the instance's argument password";

/** JD Cloud publishes no rules for names, passwords and descriptions: it decides itself. */
const fields = {
  regionId: instanceFields.regionId,
  instanceId: instanceFields.adoptInstanceId,
  // A colon separates it from the instance in the id.
  accountName: z.string().regex(/^[^\s:]+$/, "must be one word without a colon"),
  password: z.string().min(1, "must not be empty"),
  privilege: z.enum(["RoleReadOnly", "RoleReadWrite"], 'must be "RoleReadOnly" or "RoleReadWrite"'),
  description: z.string(),
  adoptExisting: z.boolean(),
};

const { failure, warning } = rulesFor<JdRedisAccountInputs>();

const rules: readonly Rule<JdRedisAccountInputs>[] = [
  ...mustBeGiven<JdRedisAccountInputs>("instanceId", "accountName", "password"),
  failure(["accountName"], ({ accountName }) => (accountName === "default" ? ofInstance : undefined)),
  warning(["password"], ({ password }) =>
    password === undefined || instanceFields.password.safeParse(password).success
      ? undefined
      : "does not consist of 8 to 16 letters and digits, as an instance's password must; JD Cloud will probably reject it",
  ),
];

/** How the arguments of a `JdRedisAccount` are checked. */
export const jdRedisAccountSchema: Schema<JdRedisAccountInputs> = { fields, rules };

export type ArgsMatchFields = Expect<
  Equal<Required<JdRedisAccountInputs>, { [K in keyof typeof fields]: z.input<(typeof fields)[K]> }>
>;
