import { type Attributes, attributeMakers } from "../../core/resource/attributes";
import type { AliyunAccountPrivilege, AliyunRedisAccountInputs } from "./args";
import type { AliyunAccount } from "./observe";

const { inPlace, replace, requestOption } = attributeMakers<AliyunAccount>();

/** How each argument changes and how it is read back. An `inPlace` argument names its updater in `updaters.ts`. */
export const aliyunRedisAccountAttributes: Attributes<AliyunRedisAccountInputs, AliyunAccount> = {
  regionId: replace((observed) => observed.regionId),
  instanceId: replace((observed) => observed.instanceId),
  accountName: replace((observed) => observed.accountName),
  password: inPlace<string>("password")
    .writeOnly()
    .secret()
    .effectiveWhen<AliyunRedisAccountInputs>(({ kmsEncryptedPassword }) => kmsEncryptedPassword === undefined),
  kmsEncryptedPassword: inPlace<string>("kmsPassword")
    .writeOnly()
    .effectiveWhen<AliyunRedisAccountInputs>(({ password }) => password === undefined),
  kmsEncryptionContext: requestOption(),
  privilege: inPlace("privilege", (observed) => observed.privilege as AliyunAccountPrivilege).whenRemoved(
    "RoleReadWrite",
  ),
  accountType: replace((observed) => observed.accountType as "Normal"),
  description: inPlace("description", (observed) => observed.description),
  adoptExisting: requestOption(),
};
