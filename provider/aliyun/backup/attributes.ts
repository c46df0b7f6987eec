import { type Attributes, attributeMakers } from "../../core/resource/attributes";
import type { AliyunRedisBackupInputs } from "./args";
import type { ObservedBackup } from "./observe";

const { inPlace, replace } = attributeMakers<ObservedBackup>();

/** How each argument changes and how it is read back. An `inPlace` argument names its updater in `updaters.ts`. */
export const aliyunRedisBackupAttributes: Attributes<AliyunRedisBackupInputs, ObservedBackup> = {
  regionId: replace((observed) => observed.regionId),
  instanceId: replace((observed) => observed.instanceId),
  // The cloud shows only when it ends, which somebody may have put off.
  backupRetentionPeriod: inPlace<number>("retention").writeOnly(),
};
