import { z } from "zod";
import { mustBeGiven, type Schema } from "../../core/resource/schema";
import type { Equal, Expect } from "../../core/resource/types";
import { fields as instanceFields } from "../fields";
import type { JdRedisBackupInputs } from "./args";

const fields = {
  regionId: instanceFields.regionId,
  instanceId: instanceFields.adoptInstanceId,
  fileName: z.string().regex(/^[A-Za-z0-9_]{1,32}$/, "must be 1-32 letters, digits and _"),
};

/** How the arguments of a `JdRedisBackup` are checked. */
export const jdRedisBackupSchema: Schema<JdRedisBackupInputs> = {
  fields,
  rules: mustBeGiven<JdRedisBackupInputs>("instanceId"),
};

export type ArgsMatchFields = Expect<
  Equal<Required<JdRedisBackupInputs>, { [K in keyof typeof fields]: z.input<(typeof fields)[K]> }>
>;
