import type { Schema } from "../core/resource/schema";
import type { ParsedArgs, ParsedMemberArgs } from "./args";
import { fields } from "./fields";
import { rules } from "./rules";

/** Makes the vendor's defaults explicit where leaving them out would hide a change made outside of Pulumi. */
export function complete({
  password,
  noPasswordAccess,
  whitelist,
  enableWhitelist,
}: Partial<ParsedMemberArgs>): Partial<ParsedMemberArgs> {
  return {
    ...(password !== undefined && noPasswordAccess === undefined ? { noPasswordAccess: false } : {}),
    ...(Array.isArray(whitelist) && enableWhitelist === undefined ? { enableWhitelist: whitelist.length > 0 } : {}),
  };
}

export const huaweiDcsInstanceSchema: Schema<ParsedArgs> = { fields, rules, complete };
