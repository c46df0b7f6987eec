import { type Attributes, attributeMakers } from "../../core/resource/attributes";
import type { JdAccountPrivilege, JdRedisAccountInputs } from "./args";
import type { JdAccount } from "./observe";

const { inPlace, replace, requestOption } = attributeMakers<JdAccount>();

/** How each argument changes and how it is read back. One call changes them all: the updater `account`. */
export const jdRedisAccountAttributes: Attributes<JdRedisAccountInputs, JdAccount> = {
  regionId: replace((observed) => observed.regionId),
  instanceId: replace((observed) => observed.instanceId),
  accountName: replace((observed) => observed.accountName),
  password: inPlace<string>("account").writeOnly().secret(),
  privilege: inPlace("account", (observed) => observed.privilege as JdAccountPrivilege).whenRemoved("RoleReadWrite"),
  description: inPlace("account", (observed) => observed.description).whenRemoved(""),
  adoptExisting: requestOption(),
};
