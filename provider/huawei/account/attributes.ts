import { type Attributes, attributeMakers } from "../../core/resource/attributes";
import type { HuaweiAccountRole, HuaweiDcsAccountInputs } from "./args";
import type { HuaweiAccount } from "./observe";

const { inPlace, replace, requestOption } = attributeMakers<HuaweiAccount>();

/** How each argument changes and how it is read back. An `inPlace` argument names its updater in `updaters.ts`. */
export const huaweiDcsAccountAttributes: Attributes<HuaweiDcsAccountInputs, HuaweiAccount> = {
  region: replace((observed) => observed.region),
  instanceId: replace((observed) => observed.instanceId),
  accountName: replace((observed) => observed.accountName),
  password: inPlace<string>("password").writeOnly().secret(),
  role: inPlace("role", (observed) => observed.role as HuaweiAccountRole),
  description: inPlace("description", (observed) => observed.description).whenRemoved(""),
  adoptExisting: requestOption(),
};
