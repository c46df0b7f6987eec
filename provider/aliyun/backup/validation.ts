import { z } from "zod";
import { mustBeGiven, type Schema } from "../../core/resource/schema";
import type { Equal, Expect } from "../../core/resource/types";
import { fields as instanceFields } from "../fields";
import type { AliyunRedisBackupInputs } from "./args";

const fields = {
  regionId: instanceFields.regionId,
  instanceId: instanceFields.adoptInstanceId,
  backupRetentionPeriod: z
    .int("must be a whole number of days")
    .refine(
      (days) => days === -1 || (days >= 7 && days <= 730),
      "must be 7 to 730 days, or -1 for as long as the instance",
    ),
};

/** How the arguments of an `AliyunRedisBackup` are checked. */
export const aliyunRedisBackupSchema: Schema<AliyunRedisBackupInputs> = {
  fields,
  rules: mustBeGiven<AliyunRedisBackupInputs>("instanceId"),
};

export type ArgsMatchFields = Expect<
  Equal<Required<AliyunRedisBackupInputs>, { [K in keyof typeof fields]: z.input<(typeof fields)[K]> }>
>;
