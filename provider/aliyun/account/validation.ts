import { z } from "zod";
import { mustBeGiven, type Rule, rulesFor, type Schema } from "../../core/resource/schema";
import type { Equal, Expect } from "../../core/resource/types";
import { fields as instanceFields } from "../fields";
import { kmsRules } from "../rules";
import type { AliyunRedisAccountInputs } from "./args";

/** Accounts that nobody creates. */
const ofInstance = "is a default account of the instance: its password is the instance's argument password";

const fields = {
  regionId: instanceFields.regionId,
  instanceId: instanceFields.adoptInstanceId,
  accountName: z.string().refine((name) => /^[a-z][a-z0-9_]{0,99}$/.test(name), {
    error: ({ input }) =>
      instanceFields.adoptInstanceId.safeParse(input).success
        ? ofInstance
        : "must be 1-100 lower-case letters, digits and _, starting with a letter",
  }),
  password: instanceFields.password,
  kmsEncryptedPassword: instanceFields.kmsEncryptedPassword,
  kmsEncryptionContext: instanceFields.kmsEncryptionContext,
  privilege: z.enum(
    ["RoleReadOnly", "RoleReadWrite", "RoleRepl"],
    'must be "RoleReadOnly", "RoleReadWrite" or "RoleRepl"',
  ),
  accountType: z.literal("Normal", 'must be "Normal"'),
  description: z
    .string()
    .regex(
      /^[A-Za-z\p{Script=Han}][\w\-\p{Script=Han}]{1,255}$/u,
      "must be 2-256 letters, Chinese characters, digits, _ and -, starting with a letter or a Chinese character",
    ),
  adoptExisting: z.boolean(),
};

const { failure } = rulesFor<AliyunRedisAccountInputs>();

const rules: readonly Rule<AliyunRedisAccountInputs>[] = [
  ...mustBeGiven<AliyunRedisAccountInputs>("instanceId", "accountName"),
  failure(["password", "kmsEncryptedPassword"], ({ password, kmsEncryptedPassword }) =>
    password === undefined && kmsEncryptedPassword === undefined
      ? "must be given, or kmsEncryptedPassword in its place"
      : undefined,
  ),
  ...kmsRules,
  failure(["accountName"], ({ accountName }) => (accountName === "default" ? ofInstance : undefined)),
];

/** How the arguments of an `AliyunRedisAccount` are checked. */
export const aliyunRedisAccountSchema: Schema<AliyunRedisAccountInputs> = { fields, rules };

export type ArgsMatchFields = Expect<
  Equal<Required<AliyunRedisAccountInputs>, { [K in keyof typeof fields]: z.input<(typeof fields)[K]> }>
>;
