import { z } from "zod";
import { mustBeGiven, type Schema } from "../../core/resource/schema";
import type { Equal, Expect, Suggested } from "../../core/resource/types";
import { fields as instanceFields } from "../fields";
import type { HuaweiDcsBackupInputs } from "./args";

const fields = {
  region: instanceFields.region,
  instanceId: instanceFields.adoptInstanceId,
  // The compiler lets any text pass, so it is for the field to check.
  backupFormat: z.enum(["rdb", "aof"], 'must be "rdb" or "aof"') as unknown as z.ZodType<
    Suggested<"rdb" | "aof">,
    Suggested<"rdb" | "aof">
  >,
  description: z.string(),
};

/** How the arguments of a `HuaweiDcsBackup` are checked. */
export const huaweiDcsBackupSchema: Schema<HuaweiDcsBackupInputs> = {
  fields,
  rules: mustBeGiven<HuaweiDcsBackupInputs>("instanceId"),
};

export type ArgsMatchFields = Expect<
  Equal<Required<HuaweiDcsBackupInputs>, { [K in keyof typeof fields]: z.input<(typeof fields)[K]> }>
>;
