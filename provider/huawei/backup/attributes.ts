import { type Attributes, attributeMakers } from "../../core/resource/attributes";
import type { HuaweiDcsBackupInputs } from "./args";
import type { ObservedBackup } from "./observe";

const { replace } = attributeMakers<ObservedBackup>();

/** How each argument is read back. None changes in place. */
export const huaweiDcsBackupAttributes: Attributes<HuaweiDcsBackupInputs, ObservedBackup> = {
  region: replace((observed) => observed.region),
  instanceId: replace((observed) => observed.instanceId),
  backupFormat: replace((observed) => observed.backupFormat),
  description: replace((observed) => observed.description),
};
