import { type Attributes, attributeMakers } from "../../core/resource/attributes";
import type { JdRedisBackupInputs } from "./args";
import type { ObservedBackup } from "./observe";

const { replace } = attributeMakers<ObservedBackup>();

/** How each argument is read back. None changes in place. */
export const jdRedisBackupAttributes: Attributes<JdRedisBackupInputs, ObservedBackup> = {
  regionId: replace((observed) => observed.regionId),
  instanceId: replace((observed) => observed.instanceId),
  fileName: replace((observed) => observed.fileName),
};
